"""Days, weeks, months and years as the time line has them, each by its first day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

MOST_PERIODS = 60
MOST_HELD = 0.85
"""The share of events that a stretch of time must hold to be drawn; what lies outside is told in words."""


def next_first(day: date, by: str) -> date:
    """Give the first day of the period after the one that begins on a day; the calendar's last day ends it."""
    try:
        if by in ("day", "week"):
            return day + timedelta(days=1 if by == "day" else 7)
        if by == "month":
            return date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return date(day.year + 1, 1, 1)
    except (OverflowError, ValueError):
        return date.max


def name_of(day: date, by: str) -> str:
    """Name the period that begins on a day.

    Example:
        >>> name_of(date(2025, 3, 10), "week"), name_of(date(2025, 3, 1), "month")
        ('week of 10 Mar 2025', 'Mar 2025')
    """
    if by == "year":
        return str(day.year)
    month = f"{day:%b} {day.year}"
    return {"month": month, "week": f"week of {day.day} {month}"}.get(by, f"{day.day} {month}")


def stretch(first: date, by: str) -> Iterator[date]:
    """Give the first days of as many periods as are drawn, from the first on."""
    for _ in range(MOST_PERIODS):
        yield first
        following = next_first(first, by)
        if following == date.max:
            return
        first = following


def fullest(counts: Mapping[date, int], by: str, n: int = MOST_PERIODS) -> tuple[date, int]:
    """Give where a stretch of periods begins that holds the most events, and how many it holds.

    Args:
        counts: Events by the first day of their period; not empty.
        by: The period.
        n: Periods of the stretch.
    """
    days = sorted(counts)
    best, most, held, end = days[0], 0, 0, 0
    for at, day in enumerate(days):
        behind = _after(day, by, n)
        while end < len(days) and days[end] < behind:
            held += counts[days[end]]
            end += 1
        if held >= most:
            best, most = day, held
        held -= counts[days[at]]
    return best, most


def choose(months: Mapping[date, int]) -> str:
    """Choose the narrowest period by which nearly all events can be drawn.

    Args:
        months: Events by the first day of their month; not empty.
    """
    total = sum(months.values())
    for by, n in (("day", 2), ("week", 14), ("month", MOST_PERIODS)):
        _, held = fullest(months, "month", n)
        if held >= MOST_HELD * total:
            return by
    return "year"


def _after(day: date, by: str, n: int) -> date:
    """Give the first day of the period that comes `n` after another."""
    if by in ("day", "week"):
        span = timedelta(days=n * (1 if by == "day" else 7))
        return day + span if date.max - day > span else date.max
    months = day.year * 12 + day.month - 1 + (n if by == "month" else 12 * n)
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= date.max.year else date.max
