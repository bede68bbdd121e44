"""The days that a TIMEX3 value can mean, where it says so by itself."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_YEAR = re.compile(r"\d{4}")


def days_of(value: str) -> tuple[str | None, str | None]:
    """Give the first and last day of a day, week, month or year; None for both where it is something else.

    Example:
        >>> days_of("2024-02")
        ('2024-02-01', '2024-02-29')
        >>> days_of("P3D")
        (None, None)
    """
    try:
        first, last = _days(value)
    except ValueError:
        return None, None
    return (first.isoformat(), last.isoformat())


def _days(value: str) -> tuple[date, date]:
    if found := _DAY.fullmatch(value):
        first = date(*map(int, found.groups()))
        return first, first
    if found := _MONTH.fullmatch(value):
        year, month = map(int, found.groups())
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if found := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return first, first + timedelta(days=6)
    if _YEAR.fullmatch(value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    raise ValueError(value)
