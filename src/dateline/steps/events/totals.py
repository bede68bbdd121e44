"""What the figures of an event add up to, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.report import CasualtyKind, Count
from dateline.steps.events.figures import Figure

if TYPE_CHECKING:
    pass


def total_of(figures: Sequence[Figure], kind: CasualtyKind) -> Count | None:
    """Add up the figures of one kind, each person once; None where there are none.

    Figures of one sentence add up ("four soldiers and three civilians"); a toll stands for
    all. Another sentence's figures restate, so the greater counts, unless they are set
    beside the earlier ones by "another" or "also".
    """
    counted = [f for f in figures if f.kind == kind and not (f.part or f.outdated)]
    if not counted:
        return None
    tolls = [figure for figure in counted if figure.toll]
    if tolls:
        return Count(low=tolls[-1].low, high=tolls[-1].high)
    total: Count | None = None
    for group in _by_sentence(counted):
        count = _sum(group)
        if total is None:
            total = count
        elif all(figure.added for figure in group):
            total = _add(total, count)
        elif count.low > total.low:
            total = count
    return total


def _by_sentence(figures: Sequence[Figure]) -> list[list[Figure]]:
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.sentence, []).append(figure)
    return list(groups.values())


def _sum(figures: Sequence[Figure]) -> Count:
    total = Count(low=0, high=0)
    for figure in figures:
        total = _add(total, Count(low=figure.low, high=figure.high))
    return total


def _add(one: Count, other: Count) -> Count:
    high = None if one.high is None or other.high is None else one.high + other.high
    return Count(low=one.low + other.low, high=high)
