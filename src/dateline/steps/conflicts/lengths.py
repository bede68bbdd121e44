"""Two lengths of one deed: a meeting of half an hour that lasted two hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.report import Span, Time
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import Happening, compare, kind_of, words_of
from dateline.text.clauses import children_of
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VALUE = re.compile(r"P(T?)(\d{1,4}(?:\.\d+)?)([SHMDWY])")
_HOURS = {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1.0, "D": 24.0, "W": 168.0, "M": 730.5, "Y": 8766.0}
SLACK = 1.2
"""How many times another a rounded length may be."""

MOST_LENGTHS = 60
"""Lengths of time that are compared in one article."""


@dataclass(frozen=True)
class Length:
    """How long a happening lasts, in hours; `open` where it may be more ("more than an hour")."""

    happening: Happening
    hours: float
    open: bool
    words: Span


def find_lengths(doc: Doc, times: Sequence[Time], index: MentionIndex) -> list[Length]:
    """Find lengths of time that tell how long a deed lasts."""
    found: list[Length] = []
    for time in times:
        match = _VALUE.match(time.value) if time.type == "DURATION" else None
        piece = doc.char_span(time.start, time.end, alignment_mode="expand") if match else None
        if match is None or piece is None or len(found) == MOST_LENGTHS:
            continue
        word = _lasting(piece.root)
        if word is None or kind_of(word) not in words_of("lasting_deeds"):
            continue
        hours = float(match.group(2)) * _HOURS[match.group(1) + match.group(3)]
        over = any(t.lower_ in ("more", "over", "least") for t in doc[max(0, piece.start - 2) : piece.end])
        words = time
        found.append(Length(Happening(word, kind_of(word), index), hours, over, words))
    return found


def _lasting(root: Token) -> Token | None:
    """What lasts so long: "a two-hour *meeting*", "a *meeting* lasted two hours", "*sentenced* to two years", "two years of *ruling*"."""
    if root.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod") and root.head.pos_ == "NOUN":
        return root.head
    if root.dep_ == "pobj" and root.head.lower_ == "to" and kind_of(root.head.head) in words_of("lasting_deeds"):
        return root.head.head
    of = next((c for c in children_of(root) if c.lower_ in ("of", "in") and c.dep_ == "prep"), None)
    inner = next((c for c in children_of(of) if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
    if inner is not None and kind_of(inner) in words_of("lasting_deeds"):
        return inner
    head = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "for" else root.head
    if head.lemma_ == "last" and head.pos_ == "VERB":
        subject = next((c for c in children_of(head) if c.dep_ == "nsubj"), None)
        return head.head if subject is not None and subject.tag_ == "WDT" else subject
    if root.dep_ == "pobj" and root.head.lower_ in ("for", "to"):
        return root.head.head
    return None


def find_length_conflicts(doc: Doc, times: Sequence[Time], index: MentionIndex) -> Iterator[Finding]:
    """Find one deed with two lengths that rounding does not explain."""
    lengths = find_lengths(doc, times, index)
    n_jailed = sum(length.happening.kind == "jail" and length.happening.is_verb for length in lengths)
    for a, b in combinations(lengths, 2):
        if a.happening.kind != b.happening.kind or a.happening.word.sent.start == b.happening.word.sent.start:
            continue
        least, most = sorted((a, b), key=lambda length: length.hours)
        if least.open or most.hours <= least.hours * SLACK or not compare(a.happening, b.happening):
            continue
        if a.happening.kind == "jail" and (not (a.happening.is_verb and b.happening.is_verb) or n_jailed > 2):
            continue  # a court gives many sentences
        yield Finding(
            "time",
            (a.words, b.words),
            f"“{a.happening.word.text}” is said to last “{a.words.text}” here and “{b.words.text}” there.",
            "medium",
        )
