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
_GAP = r"(?:[^.;]|\.(?=\d))"
_FROM_TO = re.compile(
    rf"\bto {_NUMBER}{_GAP}{{0,60}}?\bfrom {_NUMBER}"
    rf"|\bfrom {_NUMBER}{_GAP}{{0,20}}?\bto {_NUMBER}"
    rf"|(?<![\d.,]){_NUMBER}{_GAP}{{0,60}}?\b(?:compared (?:with|to)|against|versus) [^\d$€£.;]{{0,12}}{_NUMBER}"
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

SLACK_POINTS = 1.6
SLACK_SHARE = 0.08
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
