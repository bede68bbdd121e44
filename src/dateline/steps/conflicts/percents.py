"""Percentages that their own figures deny: "rose 21 percent, to $94 million from $85 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.report import Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.words import Words

_NUMBER = r"(?:[A-Z]{0,2}[$€£¥#]\s?)?(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|thousand)?"
_UP = r"rose|rises|jumped|gained|increased|climbed|grew|surged|soared|advanced|up|increase|rise|gain|jump|higher"
_DOWN = r"fell|falls|dropped|declined|slid|decreased|down|plunged|tumbled|shrank|decline|drop|decrease|fall|lower"
_CHANGE = re.compile(
    rf"\b(?:({_UP})|({_DOWN}))(?: (?:by|of|an?|about|nearly))* ?(\d[\d.]*) ?(?:%|percent|per cent)", re.IGNORECASE
)
_NOUN_CHANGE = re.compile(rf"\b(\d[\d.]*) ?(?:%|percent|per cent) (?:({_UP})|({_DOWN}))\b", re.IGNORECASE)
_LEVEL = re.compile(
    rf"\b(?:({_UP}|added)|({_DOWN}|lost|shed))(?: by)? {_NUMBER}(?: points?)?, (?:or |that is )?(?:about )?(\d+(?:\.\d+)?) ?(?:%|percent|per cent),?"
    rf" (?:and )?(?:to (?:close at |end at |finish at |settle at |stand at )?|at |closing at |ending at |to close on ){_NUMBER}",
    re.IGNORECASE,
)
_AT_LEVEL = re.compile(
    rf"\bat {_NUMBER}, (?:(up)|(down)) {_NUMBER}(?: points?)?, (?:or |an? )?(?:about )?(\d+(?:\.\d+)?) ?(?:%|percent|per cent)",
    re.IGNORECASE,
)
_GAP = r"(?:[^.;]|\.(?=\d))"
_FROM_TO = re.compile(
    rf"\bto {_NUMBER}{_GAP}{{0,60}}?\bfrom {_NUMBER}"
    rf"|\bfrom {_NUMBER}{_GAP}{{0,20}}?\bto {_NUMBER}"
    rf"|(?<![\d.,]){_NUMBER}{_GAP}{{0,60}}?\b(?:compared (?:with|to)|against|versus) [^\d$€£.;]{{0,12}}{_NUMBER}"
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

SLACK_POINTS = 1.6
SLACK_SHARE = 0.08
MOST_PERCENT = 60
"""A change by which a level moves at once is seldom greater; the figures are of two things."""
_SIGNS = frozenset({"%", "percent", "cent"})


class _Change(NamedTuple):
    percent: float
    up: bool
    start: int
    end: int


class _Figures(NamedTuple):
    new: float
    old: float
    start: int
    end: int


def find_percent_conflicts(words: Words, text: str) -> Iterator[Finding]:
    """Find a change in percent that the figures of its sentence, or of the next, do not give.

    Only where a sentence tells of one change and one pair of figures stands there or, where
    it has none, opens the next sentence.
    """
    if "%" not in text and "percent" not in text and "per cent" not in text:
        return
    yield from _levels(text)
    sentences = words.extents
    for n, (start, end) in enumerate(sentences):
        said = words.lower_of_sentence(n)
        changes = list(_changes(text, start, end)) if said & _SIGNS else []
        if len(changes) != 1:
            continue
        figures = list(_figures(text, start, end))
        if not figures and n + 1 < len(sentences) and not list(_changes(text, *sentences[n + 1])):
            figures = list(_figures(text, *sentences[n + 1]))[:1]
        if len(figures) == 1 and not _fits(changes[0], figures[0]):
            change, pair = changes[0], figures[0]
            real = 100 * (pair.new - pair.old) / pair.old
            yield Finding(
                "number",
                (Span.cut(text, change.start, change.end), Span.cut(text, pair.start, pair.end)),
                f"“{Span.cut(text, pair.start, pair.end).text}” is a change of {real:+.1f} percent, "
                f"not of {change.percent:g}.",
                "medium",
            )


def _levels(text: str) -> Iterator[Finding]:
    """Find "gained 52 points, or 9.1 percent, to 5,721": the change and the level give another share."""
    told = [(match, (1, 3, 4, 5, 6, 7)) for match in _LEVEL.finditer(text)]
    told += [(match, (3, 5, 6, 7, 1, 2)) for match in _AT_LEVEL.finditer(text)]
    for match, groups in told:
        up, change, scale, percent, level, of_level = (match.group(n) for n in groups)
        moved = float(change.replace(",", "")) * _SCALES.get(scale or "", 1.0)
        now = float(level.replace(",", "")) * _SCALES.get(of_level or "", 1.0)
        before = now - moved if up else now + moved
        real = 100 * moved / before if before > 0 else 0.0
        if real and not 0.8 * real - 0.1 <= float(percent) <= 1.25 * real + 0.1 and real < MOST_PERCENT:
            yield Finding(
                "number",
                (Span.cut(text, *match.span(groups[3])), Span.cut(text, *match.span(groups[4]))),
                f"A change of {change} to {level} is one of {real:.1f} percent, not of {percent}.",
                "medium",
            )


def _changes(text: str, start: int, end: int) -> Iterator[_Change]:
    for match in _CHANGE.finditer(text, start, end):
        yield _Change(float(match.group(3).rstrip(".")), bool(match.group(1)), match.start(), match.end())
    for match in _NOUN_CHANGE.finditer(text, start, end):
        yield _Change(float(match.group(1).rstrip(".")), bool(match.group(2)), match.start(), match.end())


def _figures(text: str, start: int, end: int) -> Iterator[_Figures]:
    for match in _FROM_TO.finditer(text, start, end):
        values = [
            (float(number.replace(",", "")) if number else None, _SCALES.get(scale or "", 1.0))
            for number, scale in zip(match.groups()[::2], match.groups()[1::2], strict=True)
        ]
        told = [(value * scale, scale) for value, scale in values if value is not None]
        if len(told) != 2 or not all(value for value, _ in told):
            continue
        (first, one), (second, other) = told
        if one != other and 1.0 in (one, other):
            continue
        yield _Figures(second, first, *match.span()) if match.group(5) else _Figures(first, second, *match.span())


def _fits(change: _Change, figures: _Figures) -> bool:
    """Whether the figures give the change, or are of something else altogether."""
    real = 100 * (figures.new - figures.old) / figures.old
    if (real > 0) != change.up or abs(real) > 4 * change.percent or 4 * abs(real) < change.percent:
        return True
    return abs(abs(real) - change.percent) <= max(SLACK_POINTS, SLACK_SHARE * change.percent)
