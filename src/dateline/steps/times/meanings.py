"""Meanings: what the words of a time expression say, before the article tells which year or week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.report import TimeType
from dateline.steps.times.periods import Grain, Period

Base = Literal["published", "focus", "now"]
"""What a shift is counted from; "now" is the day of publication even where a quarter is being reported on."""


@dataclass(frozen=True)
class Named:
    """A point or period named by its place in the calendar, with what the words leave open.

    Args:
        which: -1 "last", 0 "this", 1 "next"; None where the words do not say.
        year_shift: -1 "of last year", 0 "of this year".
        back: Years before the period in focus ("the year-earlier quarter").
        week_shift: -1 "Monday last week", 0 "Monday this week".
        nth_weekday: The fourth, say, of its weekdays in the month; -1 for the last.
        fiscal: A quarter of a firm's own year.
        latest: The quarter that the article reports on ("the latest quarter", "the year-ago period").
        firm: Tense alone decides, however far it leads ("by year-end", "in the second half").
        same: It is one that the text has named ("that day", "the same month").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth_weekday: int | None = None
    season: str | None = None
    nth: tuple[int, Grain] | None = None
    holiday: str | None = None
    which: int | None = None
    year_shift: int | None = None
    back: int = 0
    week_shift: int | None = None
    firm: bool = False
    same: bool = False
    latest: bool = False
    fiscal: bool = False
    mod: str | None = None
    daypart: str | None = None
    grain: Grain | None = None


@dataclass(frozen=True)
class Fixed:
    """A period that the words name in full."""

    period: Period
    mod: str | None = None
    daypart: str | None = None


@dataclass(frozen=True)
class Shift:
    """A period some units away from the day of publication or from the time in focus.

    Args:
        keep: Take the grain of the focus ("a year earlier" than a quarter is a quarter).
        rolling: Its days are counted from the day of publication ("over the next year").
        compared: Something is measured against it ("up from a year earlier").
        beside: A quarter stands before it in the sentence.
        years: The like period so many years away ("two years ago this month").
        year: The like period of a year ("the same month of 1987").
    """

    n: int
    grain: Grain
    base: Base = "published"
    mod: str | None = None
    daypart: str | None = None
    keep: bool = False
    rolling: bool = False
    compared: bool = False
    beside: bool = False
    years: int = 0
    year: int | None = None


@dataclass(frozen=True)
class Clock:
    """A time of day; its day may stand with it."""

    clock: str
    day: Meaning | None = None
    mod: str | None = None


@dataclass(frozen=True)
class Length:
    """A duration; `way` says that it ends (-1) or begins (1) at the time of writing.

    Args:
        days: Its length in days, None where it is vague.
    """

    value: str
    way: int | None = None
    days: float | None = None
    mod: str | None = None


@dataclass(frozen=True)
class Ready:
    """A type and value that need no context."""

    type: TimeType
    value: str


@dataclass(frozen=True)
class PartOf:
    """So many units at the beginning or the end of a year: "the first nine months of 1989"."""

    length: Length
    n: int
    grain: Grain
    whole: Meaning
    at_end: bool = False


@dataclass(frozen=True)
class InTime:
    """What "in five years" says: a point in a clause that looks ahead, else how long something took."""

    point: Shift | Ready
    length: Length


@dataclass(frozen=True)
class Slash:
    """A date in figures, as each order of day and month reads it."""

    day_first: date | None
    month_first: date | None


@dataclass(frozen=True)
class NoTime:
    """Words that have the form of a time and are none, so that no part of them is one."""


Meaning = Named | Fixed | Shift | Clock | Length | Ready | Slash | InTime | PartOf | NoTime
