"""Periods: stretches of the calendar, their TIMEX3 values and their first and last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"]

_MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
_SEASON_OF = {month: code for code, month in _SEASONS.items()}
_MODS = {
    "START": (0.0, 0.34),
    "MID": (0.25, 0.75),
    "END": (0.66, 1.0),
    "OPENING": (0.0, 0.25),
    "CLOSE": (0.75, 1.0),
}
FINER = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar: its first day and how long it is.

    A season begins with its first whole month, and a winter belongs to the year in which it begins.

    Example:
        >>> Period("month", date(2025, 3, 1)).shift(-1).value
        '2025-02'
    """

    grain: Grain
    first: date

    @classmethod
    def of(cls, day: date, grain: Grain) -> Period:
        """The period of a grain that holds a day."""
        if grain in _DAYS:
            start = {"day": 0, "week": day.weekday(), "weekend": day.weekday() - 5}[grain]
            return cls(grain, day - timedelta(days=start))
        year, month = day.year, day.month
        if grain == "season":
            return cls(grain, _month(year, month - month % 3))
        if grain in ("decade", "century"):
            length = _MONTHS[grain] // 12
            return cls(grain, date(max(year - year % length, 1), 1, 1))
        return cls(grain, date(year, month - (month - 1) % _MONTHS[grain], 1))

    @classmethod
    def season(cls, year: int, code: str) -> Period:
        """The season of a year, by its TIMEX3 code."""
        return cls("season", date(year, _SEASONS[code], 1))

    @property
    def last(self) -> date:
        """The last day."""
        if self.grain == "weekend":
            return self.first + timedelta(days=1)
        try:
            return self.shift(1).first - timedelta(days=1)
        except (ValueError, OverflowError):
            return date.max

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        day, year = self.first, f"{self.first.year:04}"
        if self.grain in ("week", "weekend"):
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.grain == "weekend" else "")
        ending = {
            "day": f"-{day:%m-%d}",
            "month": f"-{day:%m}",
            "season": f"-{_SEASON_OF.get(day.month)}",
            "quarter": f"-Q{(day.month + 2) // 3}",
            "half": f"-H{(day.month + 5) // 6}",
        }
        whole = {"decade": year[:3], "century": year[:2]}
        return whole.get(self.grain) or year + ending.get(self.grain, "")

    def shift(self, n: int) -> Period:
        """The period `n` later (earlier where negative) of the same grain.

        Raises:
            ValueError, OverflowError: It lies outside the years 1 to 9999.
        """
        if self.grain in _DAYS:
            return Period(self.grain, self.first + timedelta(days=n * _DAYS[self.grain]))
        return Period(self.grain, _month(self.first.year, self.first.month + n * _MONTHS[self.grain]))

    def in_year(self, shift: int) -> Period:
        """The like period some years later: the same quarter, month or day of the month."""
        year = self.first.year + shift
        if self.grain in ("week", "weekend"):
            return Period.of(self.first + timedelta(days=364 * shift), self.grain)
        day = min(self.first.day, 28) if self.first.month == 2 else self.first.day
        return Period(self.grain, date(year, self.first.month, day))


def _month(year: int, month: int) -> date:
    """The first day of a month whose number may lie outside 1 to 12."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def days_meant(period: Period, mod: str | None) -> tuple[date, date]:
    """First and last day that a period can mean, narrowed by "early", "mid", "late".

    The parts overlap, since writers do not agree on where they end. A season reaches from
    its first month's start to its astronomical end.

    Example:
        >>> days_meant(Period("year", date(2022, 1, 1)), "END")
        (datetime.date(2022, 8, 29), datetime.date(2022, 12, 31))
    """
    first, last = period.first, period.last
    if period.grain == "season":
        last = min(date.max - timedelta(days=23), last) + timedelta(days=22)
    return part_meant(first, last, mod)


def part_meant(first: date, last: date, mod: str | None) -> tuple[date, date]:
    """The part of some days that "early", "mid", "late" leaves."""
    if mod not in _MODS:
        return first, last
    length = (last - first).days
    begin, end = _MODS[mod]
    return first + timedelta(days=round(begin * length)), first + timedelta(days=round(end * length))
