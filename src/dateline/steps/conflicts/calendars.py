"""Weekdays and dates of one month that no year has together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.report import Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.dates import MONTHS, WEEKDAYS

_DAYS = "|".join(WEEKDAYS)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?\\.?" if len(name) > 3 else name for name in MONTHS)
_WITH_MONTH_FIRST = re.compile(
    rf"\b({_DAYS})(?:,| \(|,? the)? ?({_MONTH}) (\d{{1,2}})(?!\d|:\d)(?:st|nd|rd|th)?(?:, ((?:19|20)\d\d))?"
)
_WITH_DAY_FIRST = re.compile(
    rf"\b({_DAYS})(?:,| \(|,? the)? ?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?: ((?:19|20)\d\d))?"
)

MOST_DATES = 40
SPREAD_MONTHS = 5
"""Months that two dates without a year may lie apart and still be of one winter or summer."""

NEWS_DAYS = 14
"""Days from publication within which the year of a date is beyond doubt."""

_LEAP, _COMMON = 2000, 2001


def find_calendar_conflicts(text: str, published: date | None = None) -> Iterator[Finding]:
    """Find two dates with weekdays, neither with a year, that are of no one year.

    "Thursday, 11 December … Monday, 16 December": eleven and sixteen are five days apart,
    Thursday and Monday four. Where a third date agrees with one of them, the other is named.
    """
    found = sorted(_dated(text), key=lambda row: row[3].start)[:MOST_DATES]
    for weekday, month, day, span in found if published else ():
        near = _near(published, month, day) if published else None
        if near is not None and near.weekday() != weekday:
            told = f"{day} {MONTHS[month - 1]} {near.year} is a {WEEKDAYS[near.weekday()]}, not a {WEEKDAYS[weekday]}."
            cut = len(WEEKDAYS[weekday])
            rest = Span.cut(text, span.start + cut, span.end)
            skip = len(rest.text) - len(rest.text.lstrip(" ,(the"))
            spans = (Span.cut(text, span.start, span.start + cut), Span.cut(text, rest.start + skip, rest.end))
            yield Finding("time", spans, told, "high")
            return
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            if _fit(a, b) is not False:
                continue
            yield Finding(
                "time",
                (a[3], b[3]),
                f"If “{a[3].text}” is right, {b[2]} {MONTHS[b[1] - 1]} is no {WEEKDAYS[b[0]]}.",
                "high",
            )
            return


def _near(published: date, month: int, day: int) -> date | None:
    """The date of this month and day within days of publication."""
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near = date(year, month, day)
        except ValueError:
            continue
        if abs((near - published).days) <= NEWS_DAYS:
            return near
    return None


def _dated(text: str) -> Iterator[tuple[int, int, int, Span]]:
    """Weekday, month, day and words of dates without a year."""
    for pattern, at_month, at_day in ((_WITH_MONTH_FIRST, 2, 3), (_WITH_DAY_FIRST, 3, 2)):
        for match in pattern.finditer(text):
            month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match.group(at_month)[:3]))
            day = int(match.group(at_day))
            if match.group(4) is None and 1 <= day <= 31:
                weekday = WEEKDAYS.index(match.group(1))
                yield weekday, month, day, Span.cut(text, match.start(), match.end())


def _fit(a: tuple[int, int, int, Span], b: tuple[int, int, int, Span]) -> bool | None:
    """Whether two dates can be of one stretch of time; None where they lie too far apart or are no dates."""
    if abs(a[1] - b[1]) > SPREAD_MONTHS:
        return None
    fits = []
    for year in (_LEAP, _COMMON):
        try:
            days = (date(year, b[1], b[2]) - date(year, a[1], a[2])).days
        except ValueError:
            return None
        fits.append((a[0] + days) % 7 == b[0])
    return any(fits)
