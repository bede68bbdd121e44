"""The dead of the record: killed anew, or at work, long after their day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from dateline.report import RecordRow, Span, Time
from dateline.resources.record import Days
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import Happening, kind_of
from dateline.steps.conflicts.known import Known, sentence_around
from dateline.steps.conflicts.whens import Dated
from dateline.text.clauses import DEPTH, children_of, is_negated
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

LATE = timedelta(days=60)
"""From so long after a recorded death on, a report that has the person killed or at work is no late news."""

OPENING_SENTENCES = 3
"""Sentences in which a report tells its news."""

MOST_WORDS = 200
"""Words of a sentence of the opening that are looked at."""

MOST_CHARS = 120
"""Length of a claim from the deed to its date; where they stand further apart, the deed alone is shown."""

_LATE = re.compile(r"\b(?:the|his|her|their|its) late [A-Z\w]")


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("lexicons/record.yaml")[name])


def find_death_conflicts(
    doc: Doc,
    text: str,
    known: Sequence[Known],
    dated: Sequence[Dated],
    times: Sequence[Time],
    index: MentionIndex,
    published: date | None,
) -> Iterator[Finding]:
    """Find who is killed, arrested, speaking or elected in the report at a time after their recorded death.

    A deed is dated by its own time; one without a time is of the day of publication where the
    opening of the report tells it as its news.
    """
    dead = {one.entity.id: one for one in known if one.person.died}
    if not dead or any(word in text.lower() for word in _words("from_beyond")):
        return
    found = [
        (key, finding)
        for happening, window, words in _deeds(doc, text, dated, times, index, published)
        for key, finding in _compare(happening, dead, window, words, text)
    ]
    told: set[str] = set()
    for key, finding in sorted(found, key=lambda row: (row[1].severity != "high", row[1].spans[0].start)):
        if key not in told:
            told.add(key)
            yield finding


Deed = tuple[Happening, tuple[date, date], Span | None]
"""What happened, first and last day that it can have been, and the words that date it."""


def _deeds(
    doc: Doc, text: str, dated: Sequence[Dated], times: Sequence[Time], index: MentionIndex, published: date | None
) -> Iterator[Deed]:
    """All that the text tells as a fact and dates, or tells as the news of its day."""
    for one in dated:
        if not one.since and one.happening.is_certain and not one.happening.is_future:
            yield one.happening, (one.first, one.last), one.words
    known = {one.happening.word.i for one in dated}
    for time in times:
        piece = doc.char_span(time.start, time.end, alignment_mode="expand")
        if piece is None or not (time.earliest and time.latest) or piece.root.dep_ != "pobj":
            continue
        verb = piece.root.head.head
        if piece.root.head.lower_ in ("in", "on") and verb.pos_ == "VERB" and verb.i not in known:
            happening = Happening(verb, kind_of(verb), index)
            if happening.is_certain and not happening.is_future:
                window = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
                yield happening, window, Span.cut(text, time.start, time.end)
    if published is not None:
        for happening in _news(doc, times, index, published):
            yield happening, (published, published), None


def _compare(
    happening: Happening, dead: dict[str, Known], window: tuple[date, date], words: Span | None, text: str
) -> Iterator[tuple[str, Finding]]:
    """Compare what befalls or is done by one of the dead with the day of their death."""
    token = happening.word
    for key in sorted(happening.sufferers | happening.doers):
        who = dead.get(key[1:])
        if who is None or who.person.died is None:
            continue
        if not (who.alone or _full_name(who, token)):
            continue
        died, suffers = who.person.died, key in happening.sufferers
        if suffers and _is_fatal(happening):
            for finding in _killed(token, who, died, window, words, text):
                yield key, finding
        elif window[0] > died.last + LATE and _only_alive(happening, suffers=suffers):
            yield (
                key,
                Finding(
                    "identity",
                    (_claim(token, who, words, text),),
                    f"“{token.text}” is told of {who.entity.name} {_when(window, words)}; by the record "
                    f"{_they(who)} died {_on(died)}.",
                    "high" if who.sure else "medium",
                    (_row(who),),
                ),
            )


def _is_fatal(happening: Happening) -> bool:
    """Whether somebody dies of it: "killed", "died", "shot dead"."""
    token = happening.word
    if token.pos_ != "VERB":
        return False
    ends = {child.lower_ for child in children_of(token)}
    return happening.kind == "kill" or (
        token.lemma_.lower() in _words("fatal_with_dead") and bool(ends & {"dead", "death"} or _to_death(token))
    )


def _to_death(token: Token) -> bool:
    return any(c.dep_ == "prep" and any(g.lower_ == "death" for g in children_of(c)) for c in children_of(token))


def _killed(
    token: Token, who: Known, died: Days, window: tuple[date, date], words: Span | None, text: str
) -> Iterator[Finding]:
    after, before = window[0] > died.last + LATE, window[1] < died.first - LATE
    if not (after or before) or (before and not who.sure):
        return
    yield Finding(
        "time" if words else "identity",
        (_claim(token, who, words, text),),
        f"By the text {who.entity.name} died {_when(window, words)}; by the record {_they(who)} died {_on(died)}.",
        "high" if who.sure and after else "medium",
        (_row(who),),
    )


def _only_alive(happening: Happening, *, suffers: bool) -> bool:
    """Whether only a living person does or suffers this, and nothing near says that an older deed is told."""
    token = happening.word
    if token.pos_ != "VERB" or token.lemma_.lower() not in _words("suffered" if suffers else "acts"):
        return False
    sentence = sentence_around(token)
    return not _said(sentence, "remembering") and not _said(sentence, "death_words")


def _news(doc: Doc, times: Sequence[Time], index: MentionIndex, published: date) -> Iterator[Happening]:
    """Deeds that the opening tells as the news of the day: main clauses without a time of their own."""
    stale = [time.start for time in times if time.latest and date.fromisoformat(time.latest) < published - LATE]
    for n, sentence in enumerate(doc.sents):
        if n >= OPENING_SENTENCES:
            return
        if any(sentence.start_char <= start < sentence.end_char for start in stale) or _said(sentence, "remembering"):
            continue
        for token in islice(sentence, MOST_WORDS):
            if token.pos_ == "VERB" and _is_main(token) and token.tag_ in ("VBD", "VBN", "VBZ", "VBP"):
                happening = Happening(token, kind_of(token), index)
                if happening.is_certain and not happening.is_future:
                    yield happening


def _is_main(verb: Token) -> bool:
    """Whether a verb is the sentence's own, or what its own verb of telling tells; a pluperfect looks further back."""
    for _ in range(DEPTH):
        if is_negated(verb) or any(child.dep_ == "aux" and child.lower_ == "had" for child in children_of(verb)):
            return False
        if verb.dep_ == "ROOT":
            return True
        if verb.dep_ not in ("ccomp", "conj") or verb.head.pos_ != "VERB":
            return False
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() not in _words("telling"):
            return False
        if any(
            child.dep_ in ("mark", "advmod") and child.lower_ in ("when", "if", "after", "before", "since")
            for child in children_of(verb)
        ):
            return False
        verb = verb.head
    return False


def _said(sentence: Phrase, name: str) -> bool:
    if _LATE.search(sentence.text):
        return True
    return any(token.lower_ in _words(name) for token in sentence)


def _full_name(who: Known, token: Token) -> Span | None:
    """The person's full name in the sentence of a word."""
    sentence = sentence_around(token)
    return next((n for n in who.names if sentence.start_char <= n.start < sentence.end_char), None)


def _claim(token: Token, who: Known, words: Span | None, text: str) -> Span:
    """The words from the name and the date to the deed, as far as they stand near it."""
    start, end = token.idx, token.idx + len(token)
    for other in (words, _full_name(who, token)):
        if other is not None and max(end, other.end) - min(start, other.start) <= MOST_CHARS:
            start, end = min(start, other.start), max(end, other.end)
    return Span.cut(text, start, end)


def _they(who: Known) -> str:
    """The person's name in the record, where the text has another."""
    return "they" if who.entity.name == who.person.name else who.person.name


def _when(window: tuple[date, date], words: Span | None) -> str:
    return f"“{words.text}”" if words is not None else f"in news of {window[0].isoformat()}"


def _on(died: Days) -> str:
    return f"on {died.say()}" if died.first == died.last else f"in {died.say()}"


def _row(who: Known) -> RecordRow:
    """The row of the record: the person, the terms that tell who is meant, and the death."""
    person = who.person
    terms = "; ".join(term.say() for term in person.terms[:2])
    died = f"died {person.died.say()}" if person.died else f"not known to have died by {person.valid_to}"
    return RecordRow(
        source=person.source, text=f"{person.name}: {terms}; {died}" if terms else f"{person.name}: {died}"
    )
