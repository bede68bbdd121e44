"""Context: what an expression is read against, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.report import TimeType
from dateline.steps.times.fiscal import Fiscal
from dateline.steps.times.meanings import Meaning, Named, Shift
from dateline.steps.times.periods import Period, days_meant

Way = Literal["past", "future"] | None
"""Where the clause looks from the time of writing; None where its tense does not say."""


@dataclass(frozen=True)
class Context:
    """What an expression is read against.

    Args:
        published: Day the article appeared.
        focus: The period that the text named last.
        day: The day that the text named last.
        quarter: The quarter that the text named last, where nothing longer was named since.
        reported: The quarter that the article reports on: the first that it names.
        fiscal: The quarter of a firm's own year that the text is about.
        longer: It reports on more than a quarter now ("for the nine months"), until it names a quarter again.
        year: The past year that the paragraph is about, where one frames it ("In 1998 ...").
        day_first: Whether dates in figures put the day before the month; None where nothing decides.
        way: Where the clause looks; asked only when needed, since it reads the parse.
    """

    published: date | None = None
    focus: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    reported: Period | None = None
    fiscal: Fiscal | None = None
    longer: bool = False
    year: int | None = None
    day_first: bool | None = None
    way: Callable[[], Way] = lambda: None

    @property
    def now(self) -> Period | None:
        """The day of publication as a period."""
        return None if self.published is None else Period("day", self.published)


Days = tuple[date | None, date | None]
"""First and last day that words can mean; None where they leave that end open ("at least two years ago")."""


@dataclass(frozen=True)
class Resolved:
    """A TIMEX3 type and value, and the days that they can mean."""

    type: TimeType
    value: str
    days: Days | None = None
    period: Period | None = None
    borrowed: bool = False
    """Whether its day is only the one that the text named last."""


def of_period(period: Period, mod: str | None = None, daypart: str | None = None) -> Resolved:
    """What a period comes to: a DATE, or with a part of the day a TIME."""
    if daypart and period.grain == "day":
        return Resolved("TIME", f"{period.value}T{daypart}", (period.first, period.last), period)
    return Resolved("DATE", period.value, days_meant(period, mod), period)


def is_aside(meaning: Meaning) -> bool:
    """Whether the text does not go to a time: named to compare ("a year earlier"), or the night before the article."""
    if isinstance(meaning, Shift):
        return (meaning.keep and meaning.n != 0) or meaning.mod == "OVERNIGHT"
    return isinstance(meaning, Named) and (meaning.year_shift == -1 or meaning.back > 0)


def move_focus(context: Context, period: Period) -> Context:
    """The context after a period was named."""
    quarter = period if period.grain == "quarter" else context.quarter
    day = period if period.grain == "day" else context.day
    reported = context.reported or quarter
    return replace(
        context,
        focus=period,
        day=day,
        reported=reported,
        longer=context.longer and period.grain != "quarter",
        quarter=None if period.grain in ("month", "half") else quarter,
    )
