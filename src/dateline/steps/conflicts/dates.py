"""Dates that cannot be: a weekday that is not that date's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.report import Severity, Span, Time
from dateline.steps.conflicts.claims import Finding

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|urs)?(?:day|\.)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)", re.IGNORECASE)
_JOINT = re.compile(r"[\s,(]*(?:the\s+)?")
RECENT_DAYS = 60
"""How far from publication a date without a year may lie for its year to be beyond doubt."""


def find_weekday_conflicts(text: str, times: Sequence[Time], published: date | None) -> Iterator[Finding]:
    """Find a weekday that stands with a full date and is not that date's.

    "Tuesday, 13 November 2017" is one expression or two with only a comma or bracket
    between. Where the year is not written, it is taken to be beyond doubt only near the day
    of publication, or where no neighbouring year would mend the date.
    """
    for weekday, day in _pairs(text, times):
        if not _DAY.fullmatch(day.value):
            continue
        said, meant = _weekday_in(weekday.text), date.fromisoformat(day.value)
        if said is None or said == meant.weekday():
            continue
        severity = _severity(day.text, meant, said, published)
        start, end = min(weekday.start, day.start), max(weekday.end, day.end)
        match = _WEEKDAY.search(text, start, end)
        if match is None:
            continue
        yield Finding(
            "time",
            (Span.cut(text, match.start(), match.end()), _date_words(text, start, end, match)),
            f"{meant.day} {MONTHS[meant.month - 1]} {meant.year} is a {WEEKDAYS[meant.weekday()]}, not a {WEEKDAYS[said]}.",
            severity,
        )


def _pairs(text: str, times: Sequence[Time]) -> Iterator[tuple[Span, Time]]:
    """Give each date with the weekday that stands in it or right before it."""
    for before, time in zip([None, *times], times, strict=False):
        if not _MONTH.search(time.text) and not _DAY.fullmatch(time.text):
            continue
        if _WEEKDAY.search(time.text):
            yield time, time
        elif before and _is_bare_weekday(before.text) and _JOINT.fullmatch(text, before.end, time.start):
            yield before, time


def _is_bare_weekday(words: str) -> bool:
    return bool(_WEEKDAY.search(words)) and not _MONTH.search(words)


def _date_words(text: str, start: int, end: int, weekday: re.Match[str]) -> Span:
    """The part of the expression that is not the weekday."""
    left, right = (weekday.end(), end) if weekday.start() - start < end - weekday.end() else (start, weekday.start())
    words = text[left:right]
    left += len(words) - len(words.lstrip(" ,(."))
    right -= len(words) - len(words.rstrip(" ,()"))
    return Span.cut(text, left, right)


def _weekday_in(words: str) -> int | None:
    match = _WEEKDAY.search(words)
    return None if match is None else [day[:3].lower() for day in WEEKDAYS].index(match.group(1).lower())


def _severity(words: str, meant: date, said: int, published: date | None) -> Severity:
    if _YEAR.search(words):
        return "high"
    if published and abs((meant - published).days) <= RECENT_DAYS:
        return "high"
    mended = [year for year in (meant.year - 1, meant.year + 1) if _weekday_of(meant, year) == said]
    return "low" if mended else "medium"


def _weekday_of(day: date, year: int) -> int | None:
    try:
        return day.replace(year=year).weekday()
    except ValueError:
        return None
