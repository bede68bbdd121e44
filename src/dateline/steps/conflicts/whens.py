"""One happening dated twice, with times that cannot meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.report import Entity, Span, Time
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score
from dateline.steps.conflicts.happenings import Happening, befall_one_person, compare, kind_of, words_of
from dateline.text.clauses import DEPTH, children_of
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_TOLD = 12
"""Dated tellings of one sort of deed from which the text is a chronicle, and each is its own happening."""


@dataclass(frozen=True)
class Dated:
    """A happening and when the text has it.

    Args:
        first: First day that the words can mean.
        last: Last one.
        words: The words that date it.
    """

    happening: Happening
    first: date
    last: date
    words: Span


def find_dated(doc: Doc, times: Sequence[Time], index: MentionIndex) -> list[Dated]:
    """Find what each pinned time dates: the noun it stands with and the verb of its clause."""
    found = []
    for time in times:
        piece = doc.char_span(time.start, time.end, alignment_mode="expand")
        if piece is None or time.type not in ("DATE", "TIME") or not (time.earliest and time.latest):
            continue
        first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
        words = Span.cut(time.text, 0, len(time.text)).model_copy(update={"start": time.start, "end": time.end})
        for token in _dated_words(piece.root, piece.start, piece.end):
            found.append(Dated(Happening(token, kind_of(token), index), first, last, words))
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
        if link.dep_ == "prep" and link.lower_ in words_of("not_at"):
            return
        if token.pos_ == "ADP":
            if token.lower_ in words_of("not_at"):
                return
        elif token.pos_ in ("VERB", "AUX"):
            yield token
            return
        elif token.pos_ == "NOUN":
            yield token
            if token.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass", "compound", "attr", "npadvmod"):
                return
            if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
                return
        else:
            return


def find_redated(doc: Doc, dated: Sequence[Dated], entities: Sequence[Entity], speakers: Speakers) -> Iterator[Finding]:
    """Find one happening with two times that share no day."""
    people = frozenset(f"#{e.id}" for e in entities if e.type == "person")
    groups: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        groups[one.happening.kind].append(one)
    for group in groups.values():
        if len(group) > MOST_TOLD:
            continue
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                finding = _compare(doc, a, b, people)
                if finding:
                    yield finding


def _compare(doc: Doc, a: Dated, b: Dated, people: frozenset[str]) -> Finding | None:
    if a.first <= b.last and b.first <= a.last:
        return None
    if doc[a.happening.word.i].sent.start == doc[b.happening.word.i].sent.start:
        return None
    if befall_one_person(a.happening, b.happening, people):
        features = [Feature(1.0, True, "it befalls a person once")]
    else:
        features = compare(a.happening, b.happening)
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
