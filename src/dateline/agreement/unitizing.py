"""Krippendorff's unitised alpha: whether coders mark the same stretches of a text with the same kinds.

Alpha is 1 where all marks agree, 0 where they agree as marks at random would, and less where they
agree worse than that. A mark that another coder sets a little apart costs the square of the
distances of its ends; one that falls into another's gap costs the square of its length.

Source:
    Krippendorff, K. (2004), "Measuring the reliability of qualitative text analysis data",
    Quality & Quantity 38, 787-800, https://doi.org/10.1007/s11135-004-8107-7
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Unit(NamedTuple):
    """A stretch that a coder marked.

    Args:
        start: Its first character.
        end: The character after its last.
        kind: What it was marked as.
    """

    start: int
    end: int
    kind: str


class _Section(NamedTuple):
    """A marked stretch or a gap between two."""

    start: int
    length: int
    marked: bool


def unitized_alpha(coders: Sequence[Sequence[Unit]], length: int) -> float | None:
    """Measure how far coders agree on where units are and of which kind.

    Args:
        coders: Each coder's units. Units of one kind by one coder that overlap are taken as one.
        length: Length of the text in characters.

    Returns:
        Alpha, at most 1; None where nothing is marked or nothing could disagree by chance.

    Raises:
        ValueError: A unit is empty or does not lie in the text, or there are fewer than two coders.

    Source:
        Krippendorff (2004), https://doi.org/10.1007/s11135-004-8107-7

    Example:
        >>> anna, boris = [Unit(0, 10, "ASSAULT")], [Unit(0, 10, "ASSAULT")]
        >>> unitized_alpha([anna, boris], length=100)
        1.0
    """
    if len(coders) < 2:
        raise ValueError(f"agreement needs two coders, not {len(coders)}")
    observed = expected = 0.0
    for kind in sorted({unit.kind for units in coders for unit in units}):
        sections = [_sections((u for u in units if u.kind == kind), length) for units in coders]
        observed += _observed(sections, length)
        expected += _expected(sections, length)
    return 1 - observed / expected if expected else None


def _sections(units: Iterable[Unit], length: int) -> list[_Section]:
    """Units and gaps of one coder, from the first character to the last."""
    found: list[_Section] = []
    at = 0
    for start, end in _joined(units):
        if not 0 <= start < end <= length:
            raise ValueError(f"the unit {start} to {end} does not lie in a text of {length} characters")
        if start > at:
            found.append(_Section(at, start - at, marked=False))
        found.append(_Section(start, end - start, marked=True))
        at = end
    if at < length:
        found.append(_Section(at, length - at, marked=False))
    return found


def _joined(units: Iterable[Unit]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((unit.start, unit.end) for unit in units):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _observed(coders: Sequence[Sequence[_Section]], length: int) -> float:
    total = 0.0
    for i, first in enumerate(coders):
        for j, second in enumerate(coders):
            if i != j:
                total += sum(_cost(section, second) for section in first if section.marked)
    # the sum over ordered pairs counts two overlapping units twice and a unit in a gap from both sides
    return total / (len(coders) * (len(coders) - 1) * length**2)


def _cost(unit: _Section, others: Sequence[_Section]) -> float:
    """What a unit costs against another coder's sections, its half of the pairs and both halves of a gap."""
    start, end = unit.start, unit.start + unit.length
    cost = 0.0
    n = max(0, bisect_left(others, start, key=lambda section: section.start) - 1)
    for other in others[n:]:
        if other.start >= end:
            break
        stop = other.start + other.length
        if stop <= start:
            continue
        if other.marked:
            cost += (start - other.start) ** 2 + (end - stop) ** 2
        elif other.start <= start and end <= stop:
            cost += 2 * unit.length**2
    return cost


def _expected(coders: Sequence[Sequence[_Section]], length: int) -> float:
    units = [section.length for sections in coders for section in sections if section.marked]
    gaps = sorted(section.length for sections in coders for section in sections if not section.marked)
    total = 0.0
    for own in units:
        fitting = gaps[bisect_left(gaps, own) :]
        room = sum(gap - own + 1 for gap in fitting)
        total += (len(units) - 1) / 3 * (2 * own**3 - 3 * own**2 + own) + own**2 * room
    whole = len(coders) * length
    pairs = whole * (whole - 1) - sum(own * (own - 1) for own in units)
    return 2 / length * total / pairs if pairs else 0.0
