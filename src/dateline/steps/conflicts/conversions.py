"""One measure in two units, or one sum in two currencies, that do not go together: "14 metres (131 feet)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from dateline.report import Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding

MOST_PAIRS = 60
SLACK = 0.2
"""Share by which a rounded measure may miss the other; figures with one digit may miss by half of one."""

RATE_SLACK = 0.25
MOST_TIMES = 20
"""How many times another a rate may be and still be meant for the same currency."""

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)(?: (million|billion|trillion|thousand))?"
_PAIR = re.compile(
    rf"(?<![\d.,$€£-]){_NUMBER}[ -]([a-z]+(?: [a-z]+)?)(?:-[a-z]+)?[^().\d]{{0,12}}? ?\((?:about |some |around |nearly |more than |approximately )?{_NUMBER}[ -]?([a-z]+(?: [a-z]+)?)"
)
_SUM = re.compile(
    rf"(?<![\d.,$€£-]){_NUMBER} ([A-Za-z][a-z]+(?: [a-z]+)?) ?\((?:about |some |around |nearly )?(?:US ?)?\$ ?{_NUMBER}(?: U\.?S\.? dollars)?"
    rf"|(?<![\d.,$€£-]){_NUMBER} ([A-Za-z][a-z]+(?: [a-z]+)?) ?\((?:about |some |around |nearly )?{_NUMBER} (?:U\.?S\.? )?dollars"
)
_SCALES = {None: 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


_ZONE = re.compile(
    r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?,?(?: local time)? ?\(([01]\d|2[0-3])[:.]?([0-5]\d) (?:GMT|UTC)\)",
    re.IGNORECASE,
)
_DAY_MINUTES = 24 * 60
MOST_SHIFT = 60
"""Minutes between two differences to Greenwich that two places of one report may well have."""


class _Sum(NamedTuple):
    rate: float
    span: Span


@lru_cache
def _units() -> dict[str, tuple[str, float]]:
    """Each unit's sort and how many of the first of its sort it is."""
    table: dict[str, dict[str, float]] = load_table("lexicons/measures.yaml")["units"]
    return {name: (sort, factor) for sort, names in table.items() for name, factor in names.items()}


def find_conversion_conflicts(text: str) -> Iterator[Finding]:
    """Find a measure and its conversion in brackets that are far apart, and sums converted at two rates."""
    for match in islice(_PAIR.finditer(text), MOST_PAIRS):
        one, other = _units().get(_unit(match.group(3))), _units().get(_unit(match.group(6)))
        if one is None or other is None or one[0] != other[0] or one[1] == other[1]:
            continue
        first = _value(match.group(1), match.group(2)) * one[1]
        second = _value(match.group(4), match.group(5)) * other[1]
        slack = SLACK + 0.5 / max(min(_value(match.group(1), None), _value(match.group(4), None)), 0.5)
        if abs(first - second) > slack * max(first, second):
            yield Finding(
                "number",
                (Span.cut(text, match.start(1), match.end(3)), Span.cut(text, match.start(4), match.end(6))),
                f"{match.group(1)} {match.group(3)} are not {match.group(4)} {match.group(6)}.",
                "medium",
            )
    yield from _rates(text)
    yield from _zones(text)


def _zones(text: str) -> Iterator[Finding]:
    """Find "6 p.m. (1200 GMT)" and "7 p.m. (1700 GMT)" in one report."""
    told = []
    for match in islice(_ZONE.finditer(text), MOST_PAIRS):
        hour, minute, half, hour_there, minute_there = match.groups()
        here = (int(hour) % 12 + (12 if half.lower() == "p" else 0)) * 60 + int(minute or 0)
        ahead = (here - int(hour_there) * 60 - int(minute_there)) % _DAY_MINUTES
        told.append((ahead, Span.cut(text, *match.span())))
    for (one, first), (other, second) in pairwise(told):
        gap = abs(one - other)
        if min(gap, _DAY_MINUTES - gap) > MOST_SHIFT:
            explanation = f"“{first.text}” and “{second.text}” differ from Greenwich by different hours."
            yield Finding("time", (first, second), explanation, "medium")
            return


def _unit(words: str) -> str:
    """The unit at the start of what follows a number: "square miles", "metres deep" is "metres"."""
    return words if words in _units() else words.split()[0]


def _value(number: str, scale: str | None) -> float:
    return float(number.replace(",", "") or 0) * _SCALES[scale]


def _rates(text: str) -> Iterator[Finding]:
    sums: dict[str, list[_Sum]] = defaultdict(list)
    for match in islice(_SUM.finditer(text), MOST_PAIRS):
        groups = match.groups()[:5] if match.group(1) else match.groups()[5:]
        own, dollars = _value(groups[0], groups[1]), _value(groups[3], groups[4])
        if own and dollars:
            sums[groups[2].lower().rstrip("s")].append(_Sum(own / dollars, Span.cut(text, *match.span())))
    for currency, told in sums.items():
        for a, b in pairwise(told):
            low, high = sorted((a.rate, b.rate))
            if high > low * (1 + RATE_SLACK) and high < MOST_TIMES * low:
                yield Finding(
                    "number",
                    (a.span, b.span),
                    f"A dollar is {a.rate:.4g} {currency} here and {b.rate:.4g} there.",
                    "medium",
                )
                return
