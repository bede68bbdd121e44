"""Holidays: the days on which a named feast falls in a year, computed by rule.

Sources:
    Easter: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    Islamic and Hebrew dates: Reingold and Dershowitz, Calendrical Calculations.
    New moons: Meeus, Astronomical Algorithms, chapter 49, its largest terms (within ten minutes).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from math import radians, sin
from typing import Any

from dateline.resources.tables import load_table

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_HEBREW_EPOCH = -1373427


@lru_cache
def holiday_names() -> dict[str, dict[str, Any]]:
    """Rules by the names of the holidays, in lower case."""
    return {name: rule for rule in load_table("times/holidays.yaml") for name in rule["names"]}


@lru_cache(maxsize=512)
def days_of(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a holiday that begins in a year; None where it does not.

    Example:
        >>> days_of("easter", 2025)
        (datetime.date(2025, 4, 20), datetime.date(2025, 4, 20))
    """
    rule = holiday_names()[name]
    first = _first_day(rule, year)
    return None if first is None else (first, first + timedelta(days=rule.get("days", 1) - 1))


def slack_days(name: str) -> int:
    """By how many days it may be off: the sighting of the moon decides, or calendars differ."""
    rule = holiday_names()[name]
    return int(rule.get("slack", 1 if "islamic" in rule else 0))


def feasts_called(name: str) -> list[str]:
    """The feasts that go by a name: one but for names like "Eid"."""
    return list(holiday_names()[name].get("either", [name]))


def _first_day(rule: dict[str, Any], year: int) -> date | None:
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    if "nth" in rule:
        return nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    if "after" in rule:
        start = date(year, rule["month"], rule["after"])
        return start + timedelta(days=(rule["weekday"] - start.weekday()) % 7)
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    if "orthodox_easter" in rule:
        return orthodox_easter(year) + timedelta(days=rule["orthodox_easter"])
    if "new_moon" in rule:
        return new_moon(date(year, *rule["new_moon"]), rule["hours"])
    if "either" in rule:
        return _first_day(holiday_names()[rule["either"][0]], year)
    if "islamic" in rule:
        return _in_year(year, [islamic_date(y, *rule["islamic"]) for y in _islamic_years(year)])
    return _in_year(year, [hebrew_date(y, *rule["hebrew"]) for y in (year + 3760, year + 3761)])


def new_moon(since: date, hours: float) -> date:
    """Day of the first new moon on or after a day, by clocks some hours ahead of Greenwich.

    Example:
        >>> new_moon(date(2025, 1, 21), 8)
        datetime.date(2025, 1, 29)
    """
    k = int((since.toordinal() - date(2000, 1, 6).toordinal()) / 29.530588861) - 1
    while (day := (_new_moon_instant(k) + timedelta(hours=hours)).date()) < since:
        k += 1
    return day


def _new_moon_instant(k: int) -> datetime:
    """Universal time of a new moon, numbered from the first one of 2000."""
    sun = radians(2.5534 + 29.1053567 * k)
    moon = radians(201.5643 + 385.81693528 * k)
    node = radians(160.7108 + 390.67050284 * k)
    shift = -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    shift += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    days = 5.09766 + 29.530588861 * k + shift - 0.0008
    return datetime(2000, 1, 1, 12) + timedelta(days=days)


def _in_year(year: int, days: list[date]) -> date | None:
    return next((day for day in days if day.year == year), None)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month, counted from its end where `nth` is negative.

    Example:
        >>> nth_weekday(2024, 11, 3, 4)
        datetime.date(2024, 11, 28)
    """
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    lead = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=lead)


def islamic_date(year: int, month: int, day: int) -> date:
    """Gregorian date of a day of the tabular Islamic calendar (civil epoch).

    Example:
        >>> islamic_date(1446, 9, 1)
        datetime.date(2025, 3, 1)
    """
    days = day - 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def _islamic_years(year: int) -> range:
    first = (year - 622) * 33 // 32
    return range(first, first + 3)


def hebrew_date(year: int, month: int, day: int) -> date:
    """Gregorian date (daytime) of a day of the Hebrew calendar, whose first month is Nisan.

    Example:
        >>> hebrew_date(5785, 7, 10)
        datetime.date(2024, 10, 12)
    """
    month = min(month, _hebrew_months(year))
    autumn = range(7, month if month >= 7 else _hebrew_months(year) + 1)
    before = [*autumn, *range(1, month if month < 7 else 1)]
    days = day - 1 + sum(_hebrew_month_days(year, m) for m in before)
    return date.fromordinal(_hebrew_new_year(year) + days)


def _hebrew_is_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_months(year: int) -> int:
    return 13 if _hebrew_is_leap(year) else 12


def _hebrew_new_year(year: int) -> int:
    return _HEBREW_EPOCH + _hebrew_elapsed(year) + _hebrew_delay(year)


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if (3 * (days + 1)) % 7 < 3 else days


def _hebrew_delay(year: int) -> int:
    before, here, after = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def _hebrew_month_days(year: int, month: int) -> int:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month in (2, 4, 6, 10, 13) or (month == 12 and not _hebrew_is_leap(year)):
        return 29
    if month == 8:
        return 30 if length in (355, 385) else 29
    if month == 9:
        return 29 if length in (353, 383) else 30
    return 30
