"""One happening dated twice, with times that cannot meet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.report import Entity, Span, Time
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score
from dateline.steps.conflicts.happenings import Happening, befall_one_person, compare, is_listed, kind_of, words_of
from dateline.steps.conflicts.words import STEM
from dateline.text.clauses import DEPTH, children_of, clause_verb, is_negated, tense_of
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

_LENGTH = re.compile(r"P(\d{1,4})([DWMY])")

MOST_TOLD = 12
"""Dated tellings of one sort of deed from which the text is a chronicle, and each is its own happening."""

NEWS_DAYS = 14
"""Days from publication within which a happening is the news itself."""

LONG_PAST_DAYS = 60


@dataclass(frozen=True)
class Dated:
    """A happening and when the text has it.

    Args:
        first: First day that the words can mean.
        last: Last one.
        words: The words that date it.
        since: Whether it has been so since then.
        counted: Whether the day is counted from another ("two years after the raid").
    """

    happening: Happening
    first: date
    last: date
    words: Span
    since: bool = False
    counted: bool = False


def find_dated(doc: Doc, times: Sequence[Time], index: MentionIndex) -> list[Dated]:
    """Find what each pinned time dates: the noun it stands with and the verb of its clause."""
    found = []
    for time in times:
        piece = doc.char_span(time.start, time.end, alignment_mode="expand")
        if piece is None or time.type not in ("DATE", "TIME") or not (time.earliest and time.latest):
            continue
        first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
        words = Span.cut(time.text, 0, len(time.text)).model_copy(update={"start": time.start, "end": time.end})
        since = piece.start > 0 and doc[piece.start - 1].lower_ == "since"
        for token in _all_dated(piece):
            found.append(Dated(Happening(token, kind_of(token), index), first, last, words, since))
    return found


def find_counted_back(
    doc: Doc, times: Sequence[Time], dated: Sequence[Dated], index: MentionIndex, published: date | None
) -> list[Dated]:
    """Date what a length of time leads to: "two years after the raid" in a clause that has a date of its own.

    A clause in the present or perfect without a date is of the day of publication.
    """
    by_word = {one.happening.word.i: one for one in dated if not one.since}
    by_sentence: dict[int, list[Dated]] = defaultdict(list)
    for one in by_word.values():
        by_sentence[one.happening.word.sent.start].append(one)
    found = []
    for time in times:
        length = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
        piece = doc.char_span(time.start, time.end, alignment_mode="expand")
        if not length or piece is None or piece.end >= len(doc) or doc[piece.end].lower_ not in ("after", "before"):
            continue
        if piece.start and doc[piece.start - 1].lower_ in ("in", "for"):
            continue  # "for the first time in two years after ..."
        inner, outer = _ends(doc[piece.end])
        if inner is None or outer is None:
            continue
        base = by_word.get(outer.i) or _only(by_sentence[outer.sent.start], piece.start_char)
        if base is None and published and _is_now(outer):
            window = (published - timedelta(days=1), published)
        elif base is None:
            continue
        else:
            window = (base.first, base.last)
        first, last = _moved(window, int(length.group(1)), length.group(2), back=doc[piece.end].lower_ == "after")
        words = _words(doc[piece.start : piece.end + 1])
        found.append(Dated(Happening(inner, kind_of(inner), index), first, last, words, counted=True))
    return found


def _is_now(verb: Token) -> bool:
    """Whether it is told as of the day of the report: "they meet", "she has been found"."""
    return tense_of(verb) == "present" or any(
        c.lower_ in ("has", "have") and c.dep_ == "aux" for c in children_of(verb)
    )


def _only(dated: Sequence[Dated], end: int) -> Dated | None:
    """The dated word of a sentence, where it has one time, or one alone before an offset."""
    before = [one for one in dated if one.words.end <= end]
    if len({one.words.start for one in dated}) == 1:
        return dated[0]
    return before[0] if len({one.words.start for one in before}) == 1 else None


def _ends(link: Token) -> tuple[Token | None, Token | None]:
    """What "after" leads to, and the verb that it hangs on."""
    if link.dep_ == "mark" or (link.head.dep_ == "advcl" and link.head.i > link.i):
        inner: Token | None = link.head
        outer = link.head.head
    else:
        inner = next((c for c in children_of(link) if c.dep_ in ("pobj", "pcomp")), None)
        outer = link.head
    return inner, outer if outer.pos_ in ("VERB", "AUX") else clause_verb(outer)


def _moved(window: tuple[date, date], number: int, unit: str, *, back: bool) -> tuple[date, date]:
    """A window moved by a length of time, wider by what the unit leaves open."""
    days = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}[unit] * number * (-1 if back else 1)
    slack = {"D": 0, "W": 6, "M": 31, "Y": 366}[unit]
    shift = timedelta(days=round(days))
    return window[0] + shift - timedelta(days=slack), window[1] + shift + timedelta(days=slack)


def _words(words: Phrase) -> Span:
    return Span(start=words.start_char, end=words.end_char, text=words.text)


def _all_dated(time: Phrase) -> list[Token]:
    """What a time dates by its governors, and by the nouns right before and after it, whatever the parse made of it."""
    found = list(_dated_words(time.root, time.start, time.end))
    doc, after = time.doc, time.end
    if after < len(doc) and doc[after].pos_ == "NOUN" and doc[after].i not in {t.i for t in found}:
        found.append(doc[after])
    before = doc[time.start - 1] if time.start else None
    if before is not None and before.dep_ == "prep" and before.i and before.lower_ not in words_of("not_at"):
        before = before.nbor(-1)
    for _ in range(DEPTH):
        if before is None:
            break
        if before.pos_ == "NOUN" and is_listed(kind_of(before)) and before.i not in {t.i for t in found}:
            found.append(before)
        before = before.head if before.dep_ in ("pobj", "prep", "conj", "compound", "appos") else None
    return found


def _dated_words(root: Token, start: int, end: int) -> Iterator[Token]:
    """The words that a time dates, from the nearest noun up to the verb of its clause."""
    for child in children_of(root):
        if child.dep_ == "relcl" and any(c.lower_ == "when" for c in children_of(child)):
            yield child
            return
    token = root
    for _ in range(DEPTH):
        if token.head.i == token.i:
            return
        link, token = token, token.head
        if start <= token.i < end:
            continue
        if token.pos_ == "ADP" or token.dep_ == "prep":
            planned = token.lower_ in ("for", "from") and token.head.lemma_.lower() in words_of("planning_verbs")
            if token.lower_ in words_of("not_at") and not planned and link.lemma_ != "time":
                return
        elif token.pos_ in ("VERB", "AUX"):
            yield token
            if token.lemma_ == "be":
                yield from _deeds_under(token, start)
            if token.dep_ == "acl" and token.lemma_.lower() in words_of("planning_verbs"):
                yield token.head
            return
        elif token.pos_ == "NOUN" and kind_of(token) in words_of("empty_verbs"):
            continue
        elif token.pos_ == "NOUN":
            yield token
            if token.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass", "compound", "attr", "npadvmod"):
                return
            if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
                return
        else:
            return


def _deeds_under(verb: Token, end: int) -> Iterator[Token]:
    """Deeds that the subject of "is" speaks of before the time: "the motive behind the raid on 2 May is not known"."""
    for subject in children_of(verb):
        if subject.dep_ != "nsubj":
            continue
        of = [c for link in children_of(subject) if link.dep_ == "prep" for c in children_of(link) if c.dep_ == "pobj"]
        yield from (c for c in [subject, *of] if c.i < end and c.pos_ == "NOUN" and is_listed(kind_of(c)))


def find_redated(
    doc: Doc, dated: Sequence[Dated], entities: Sequence[Entity], published: date | None
) -> Iterator[Finding]:
    """Find one happening with two times that share no day.

    What is of these days and what is long past are two things, however alike they are told.
    """
    people = frozenset(f"#{e.id}" for e in entities if e.type == "person")
    groups: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        groups[one.happening.kind].append(one)
    for group in groups.values():
        if len(group) > MOST_TOLD:
            continue
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                if published and _is_news(a, published) != _is_news(b, published) and _gap_days(a, b) > LONG_PAST_DAYS:
                    continue
                finding = _compare(doc, a, b, people, alone=len({one.words.start for one in group}) == 2)
                if finding:
                    yield finding


def _are_known(a: Dated, b: Dated) -> bool:
    """Whether both are nouns for one known deed, or one is that from which days are counted."""
    one, other = a.happening, b.happening
    if not is_listed(one.kind) or (one.names and other.names and not one.names & other.names):
        return False
    return (one.is_the_one and other.is_the_one) or (a.counted != b.counted and _same_stem(one, other))


def _same_stem(one: Happening, other: Happening) -> bool:
    """Whether both are forms of one word: "abducted", "abduction"."""
    return one.word.lemma_[:STEM].lower() == other.word.lemma_[:STEM].lower()


def _is_news(dated: Dated, published: date) -> bool:
    return abs((published - dated.last).days) <= NEWS_DAYS


def _gap_days(a: Dated, b: Dated) -> int:
    return max((a.first - b.last).days, (b.first - a.last).days)


def _compare(doc: Doc, a: Dated, b: Dated, people: frozenset[str], *, alone: bool) -> Finding | None:
    if a.first <= b.last and b.first <= a.last:
        return None
    if a.since != b.since or (a.since and not is_negated(a.happening.word)):
        return None
    if doc[a.happening.word.i].sent.start == doc[b.happening.word.i].sent.start:
        return None
    if befall_one_person(a.happening, b.happening, people):
        features = [Feature(1.0, True, "it befalls a person once")]
    else:
        features = compare(a.happening, b.happening)
    if features:
        same_day = (a.first.month, a.first.day) == (b.first.month, b.first.day) and a.first == a.last
        features.append(Feature(0.3, same_day, "day and month are the same"))
        features.append(Feature(0.15, alone, "the text dates no third"))
        features.append(Feature(0.35, _are_known(a, b), "both come back to one that is known"))
        features.append(Feature(0.4, a.since, "it was last so at one time only"))
    value = score(features)
    severity = grade(value, high=0.7, medium=0.5)
    if severity is None:
        return None
    return Finding(
        "time",
        (a.words, b.words),
        f"“{a.happening.word.text}” is dated “{a.words.text}” here and “{b.words.text}” there; it seems one happening, "
        f"because {reasons(features)}.",
        severity,
    )
