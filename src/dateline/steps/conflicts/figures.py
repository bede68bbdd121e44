"""Figures told twice: long ones that differ by a digit, shares of one thing, compounds and counts of times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.words import Words, common_keys

MOST_FIGURES = 60
LEAST_DIGITS = 3
MOST_SENTENCES = 4
"""Sentences with a word from which it says little that two figures share it."""


def find_figure_conflicts(words: Words, amounts: Sequence[Row], speakers: Speakers) -> Iterator[Finding]:
    """Find two figures of which the later is most likely meant for the earlier."""
    rows = [row for row in amounts if not row.is_rough][:MOST_FIGURES]
    for a, b in combinations(rows, 2):
        if a.sentence == b.sentence or a.value == b.value or _sort(a) != _sort(b):
            continue
        reason = _twin(words, a, b)
        if reason is None and not _told_apart(words, a, b):
            reason = _share(words, rows, a, b) or _compound(rows, a, b)
        if reason:
            openly = speakers.differ(a.span.start, b.span.start)
            yield Finding(
                "number",
                (a.span, b.span),
                f"“{a.span.text}” here and “{b.span.text}” there {reason}.",
                "low" if openly else "medium",
            )


def _sort(row: Row) -> str:
    return "" if row.part == "bare" else row.part


def _told_apart(words: Words, a: Row, b: Row) -> bool:
    said = words.lower_of_sentence(a.sentence) | words.lower_of_sentence(b.sentence)
    return bool(said & (words_of("comparing_words") | words_of("update_words")) - {"than", "total"})


def _twin(words: Words, a: Row, b: Row) -> str | None:
    """Whether two long figures differ by one digit, or by two that changed places."""
    one, other = (_digits(words, row) for row in (a, b))
    if min(len(one), len(other)) < LEAST_DIGITS or len(one) != len(other) or a.value[0] < 100:
        return None
    if None not in (a.unit, b.unit) and a.unit != b.unit:
        return None
    if a.part == b.part == "bare" and "," not in a.span.text:
        return None  # an hour, a year, a number in a name
    wrong = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    swapped = len(wrong) == 2 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    if len(wrong) != 1 and not swapped:
        return None
    if len(one) <= LEAST_DIGITS and _told_apart(words, a, b):
        return None
    shared = set(a.said & b.said)
    if not swapped and len(one) <= LEAST_DIGITS:
        shared = {key for key in shared if words.spread[key] <= MOST_SENTENCES} - common_keys()
    return "differ by a digit" if shared else None


def _digits(words: Words, row: Row) -> str:
    text = re.sub(r"[^\d.]", "", "".join(words.lower[row.start : row.end]))
    return text if "." in text else text.rstrip("0")


def _share(words: Words, rows: Sequence[Row], a: Row, b: Row) -> str | None:
    """Whether two shares in percent are of one verb with the same words."""
    if a.part != "%" or a.governor is None or a.governor != b.governor or a.differs_in_names(b):
        return None
    if sum(row.part == "%" and row.governor == a.governor for row in rows) > 2:
        return None  # a poll
    shared = ((a.near | a.mates) & (b.near | b.mates)) - {a.governor, "percen"}
    return "are shares of which the same is said" if shared - common_keys() else None


def _compound(rows: Sequence[Row], a: Row, b: Row) -> str | None:
    """Whether both are numbers in a compound before the same noun: "a three-car crash", "the four-car accident"."""
    if not a.part.startswith("-") or a.unit is None or a.unit != b.unit or a.part[1:] in words_of("units"):
        return None
    alone = sum(row.part == a.part for row in rows) == 2
    return "are told of one noun" if alone else None
