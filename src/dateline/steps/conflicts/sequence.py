"""Deeds that one sentence puts in an order which its dates deny: said on Saturday, happened on Sunday."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from dateline.report import Attribution, Time
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import is_definite, is_listed, kind_of, words_of
from dateline.steps.conflicts.whens import Dated
from dateline.steps.conflicts.words import Words
from dateline.text.clauses import children_of, clause_verb, is_negated, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LATE_DAYS = 31
"""Days after the report that a date with a wrong day may have; a later one is of the year before."""

_MONTH_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}")

MOST_LINKS = 60
"""Links of deeds that are looked at in one article."""

_LINKS = {"after": 1, "following": 1, "before": -1, "prior": -1}


def find_said_before(words: Words, dated: Sequence[Dated], attributions: Sequence[Attribution]) -> Iterator[Finding]:
    """Find what somebody told on one day as past and what its own date puts on a later one."""
    by_word = _by_word(dated)
    said_on = (a for a in attributions if a.cue and words.at.get(a.cue.start) in by_word)
    for attribution in islice(said_on, MOST_LINKS):
        cue = words.at.get(attribution.cue.start) if attribution.cue else None
        said = by_word.get(cue, []) if cue is not None else []
        if cue is None or len(said) != 1 or tense_of(words.doc[cue]) == "future":
            continue
        for piece in attribution.content:
            for told in _told_in(dated, piece.start, piece.end):
                if told.happening.is_verb and _is_later(said[0], told) and _is_past(told):
                    yield Finding(
                        "order",
                        (said[0].words, told.words),
                        f"“{told.happening.word.text}” is told as past {said[0].words.text}, "
                        f"though it is dated {told.words.text}.",
                        "medium",
                    )
                    return


def _told_in(dated: Sequence[Dated], start: int, end: int) -> Iterator[Dated]:
    for one in dated:
        if start <= one.words.start < end and start <= one.happening.word.idx < end and not one.counted:
            yield one


def _is_later(first: Dated, second: Dated) -> bool:
    return second.first > first.last and not first.since and not second.since and not second.counted


def _is_past(told: Dated) -> bool:
    """Whether it is told as something that happened."""
    verb = told.happening.word if told.happening.is_verb else clause_verb(told.happening.word)
    if verb is None or not told.happening.is_certain or told.happening.is_future:
        return False
    return tense_of(verb) == "past" and not is_negated(verb) and not _hangs_ahead(verb)


def _hangs_ahead(verb: Token) -> bool:
    """Whether it hangs on words for what is planned or possible."""
    near = (
        {c.lower_ for c in children_of(verb)} | {c.lower_ for c in children_of(verb.head)} | {verb.head.lemma_.lower()}
    )
    return bool(near & (words_of("planned_words") | {"to", "would", "could", "might", "may", "if", "should"}))


def _by_word(dated: Sequence[Dated]) -> dict[int, list[Dated]]:
    found: dict[int, list[Dated]] = defaultdict(list)
    for one in dated:
        if not one.counted:
            found[one.happening.word.i].append(one)
    return found


def find_disordered(words: Words, dated: Sequence[Dated]) -> Iterator[Finding]:
    """Find "on Sunday, after she had said on Monday": a link that the two dates deny."""
    by_word = _by_word(dated)
    by_kind = _known_days(dated)
    links = (i for i, word in enumerate(words.lower) if word in _LINKS)
    for link in (words.doc[i] for i in islice(links, MOST_LINKS)):
        inner, outer = _ends(link)
        if inner is None or outer is None:
            continue
        early, late = (by_word.get(end.i) or by_kind.get(kind_of(end), []) for end in (inner, outer))
        if len(early) != 1 or len(late) != 1 or not (inner.i in by_word or outer.i in by_word):
            continue
        one, other = (early[0], late[0]) if _LINKS[link.lower_] > 0 else (late[0], early[0])
        if one.words.start != other.words.start and _is_later(other, one) and _is_past(one) and _is_past(other):
            yield Finding(
                "order",
                (one.words, other.words),
                f"“{one.happening.word.text}” ({one.words.text}) is said to come before "
                f"“{other.happening.word.text}” ({other.words.text}).",
                "medium",
            )


def find_premature(words: Words, dated: Sequence[Dated]) -> Iterator[Finding]:
    """Find what is done about a deed, "condemned the attack", on a day before the one day of the deed."""
    known = _known_days(dated)
    for one in dated:
        verb = one.happening.word
        if not one.happening.is_verb or one.counted or one.since or not _is_past(one):
            continue
        if verb.lemma_.lower() in words_of("foreseeing_verbs"):
            continue
        for token in _about(words, verb.i):
            deed = words.doc[token]
            told = known.get(kind_of(deed), [])
            if not told or kind_of(deed) not in words_of("unforeseen") or deed.tag_ not in ("NN", "NNP"):
                continue
            if told[0].happening.word.i == deed.i or not _is_later(one, told[0]) or not is_definite(words, token):
                continue
            of = {key for i in words.under(token) if (key := words.keys[i]) and key[0] == "#"}
            if of and told[0].happening.names and not of & told[0].happening.names:
                continue
            if not told[0].happening.is_future and told[0].happening.is_certain:
                yield Finding(
                    "order",
                    (one.words, told[0].words),
                    f"“{verb.text}” is dated {one.words.text}, before “{deed.text}” on {told[0].words.text}.",
                    "medium",
                )
                return


def find_after_the_report(
    words: Words, dated: Sequence[Dated], times: Sequence[Time], published: date | None
) -> Iterator[Finding]:
    """Find what is told as past and dated after the day on which the report appeared."""
    if published is None:
        return
    today = next((t for t in times if t.earliest == t.latest == published.isoformat() and t.start in words.at), None)
    planned = {
        o.words.start for o in dated if not o.happening.is_verb and o.happening.kind not in words_of("unforeseen")
    }
    for one in dated:
        late = (one.first - published).days
        if not 0 < late <= LATE_DAYS or one.counted or one.since or not one.happening.is_verb or not _is_past(one):
            continue
        if (
            one.words.start in planned
            or not _MONTH_DAY.fullmatch(one.words.text)
            or tense_of(one.happening.word) != "past"
        ):
            continue
        if words.lower_of_sentence(words.sentence[one.happening.word.i]) & words_of("planned_words"):
            continue
        spans = [one.words] + ([today] if today else [])
        yield Finding(
            "time",
            tuple(spans),
            f"“{one.happening.word.text}” is told as past and dated {one.words.text}, after the day of the report.",
            "medium",
        )
        return


def _about(words: Words, verb: int) -> Iterator[int]:
    """The nouns of a verb's clause, two steps down."""
    for noun in words.under(verb):
        if words.pos[noun] in ("NOUN", "PROPN") and words.dep[noun] != "npadvmod":
            yield noun
            yield from (i for i in words.under(noun) if words.pos[i] == "NOUN")


def _known_days(dated: Sequence[Dated]) -> dict[str, list[Dated]]:
    """The one dating of each sort of deed that the text dates once, or always alike."""
    groups: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        if is_listed(one.happening.kind) and not one.counted and not one.since:
            groups[one.happening.kind].append(one)
    return {kind: group[:1] for kind, group in groups.items() if len({(one.first, one.last) for one in group}) == 1}


def _ends(link: Token) -> tuple[Token | None, Token | None]:
    """What the link leads to, and what it hangs on."""
    if link.dep_ == "mark":
        return link.head, link.head.head
    inner = next((c for c in children_of(link) if c.dep_ in ("pobj", "pcomp")), None)
    return inner, clause_verb(link.head)
