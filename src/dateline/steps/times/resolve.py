"""Resolve: from what words mean to a TIMEX3 value and days, by the article's date, tense and focus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import singledispatch

from dateline.steps.times.amounts import DAYS_LONG
from dateline.steps.times.context import Context, Days, Resolved, of_period
from dateline.steps.times.meanings import (
    Clock,
    Fixed,
    InTime,
    Length,
    Meaning,
    Named,
    NoTime,
    PartOf,
    Ready,
    Shift,
    Slash,
)
from dateline.steps.times.named import resolve_named
from dateline.steps.times.periods import FINER, Grain, Period

_AT_LEAST = ("MORE_THAN", "EQUAL_OR_MORE")
_AT_MOST = ("LESS_THAN", "EQUAL_OR_LESS")
_LOOSE = (*_AT_LEAST, *_AT_MOST, "APPROX")
"""TIMEX3 mods of an amount that is not exact."""


@singledispatch
def resolve(meaning: Meaning, context: Context) -> Resolved | None:
    """Give a meaning its value in context; None where it turns out to be none.

    Source:
        News rules of HeidelTime: Strötgen et al. 2013, https://aclanthology.org/S13-2003
    """
    raise TypeError(f"no rule for {type(meaning).__name__}")


@resolve.register
def _(meaning: Ready, context: Context) -> Resolved | None:
    return Resolved(meaning.type, meaning.value)


@resolve.register
def _(meaning: NoTime, context: Context) -> Resolved | None:
    return None


@resolve.register
def _(meaning: Fixed, context: Context) -> Resolved | None:
    return of_period(meaning.period, meaning.mod, meaning.daypart)


@resolve.register
def _(meaning: Length, context: Context) -> Resolved | None:
    if meaning.way is None or meaning.days is None or context.published is None:
        return Resolved("DURATION", meaning.value)
    try:
        days = _days_around(context.published, meaning.days * meaning.way)
    except OverflowError:
        return Resolved("DURATION", meaning.value)
    return Resolved("DURATION", meaning.value, _loosened(days, meaning.mod, meaning.way))


def _loosened(days: Days, mod: str | None, way: int) -> Days:
    """Open the far end of "more than two years ago"."""
    if mod not in _AT_LEAST:
        return days
    return (None, days[1]) if way < 0 else (days[0], None)


def _days_around(published: date, days: float) -> Days:
    """The days from the one of publication to another that lies so many days away."""
    other = published + timedelta(days=round(days))
    return min(published, other), max(published, other)


@resolve.register
def _(meaning: Clock, context: Context) -> Resolved | None:
    day = resolve(meaning.day, context) if meaning.day is not None else None
    period = day.period if day else _day_in_focus(context)
    if period is None:
        return Resolved("TIME", f"XXXX-XX-XXT{meaning.clock}")
    return Resolved(
        "TIME", f"{period.value}T{meaning.clock}", (period.first, period.last), period, borrowed=day is None
    )


def _day_in_focus(context: Context) -> Period | None:
    return context.day or context.now


@resolve.register
def _(meaning: PartOf, context: Context) -> Resolved | None:
    whole = resolve(meaning.whole, context)
    if whole is None or whole.period is None:
        return resolve(meaning.length, context)
    first, last = whole.period.first, whole.period.last
    week = timedelta(days=7 * meaning.n - 1)
    if meaning.grain == "week":  # counted from the first or last day, whatever weekday that is
        days = (last - week, last) if meaning.at_end else (first, first + week)
    elif meaning.at_end:
        days = (Period.of(last, meaning.grain).shift(1 - meaning.n).first, last)
    else:
        days = (first, Period.of(first, meaning.grain).shift(meaning.n - 1).last)
    return Resolved("DURATION", meaning.length.value, days)


@resolve.register
def _(meaning: InTime, context: Context) -> Resolved | None:
    ahead = context.published is not None and context.way() == "future"
    return resolve(meaning.point if ahead else meaning.length, context)


@resolve.register
def _(meaning: Slash, context: Context) -> Resolved | None:
    if meaning.day_first is None or meaning.month_first is None or meaning.day_first == meaning.month_first:
        return of_period(Period("day", meaning.day_first or meaning.month_first or date.min))
    if context.day_first is not None:
        return of_period(Period("day", meaning.day_first if context.day_first else meaning.month_first))
    way, published = context.way(), context.published
    if published is not None and way is not None:
        days = (meaning.day_first, meaning.month_first)
        fitting = [day for day in days if (day <= published if way == "past" else day >= published)]
        if len(fitting) == 1:
            return of_period(Period("day", fitting[0]))
    return Resolved("DATE", f"{meaning.day_first.year:04}")


@resolve.register
def _(meaning: Shift, context: Context) -> Resolved | None:
    if meaning.base == "focus" and meaning.n > 0 and context.focus is None and context.way() != "future":
        return _unanchored(meaning.grain)
    if meaning.mod == "OVERNIGHT" and meaning.n < 0 and context.way() == "future":
        meaning = replace(meaning, n=0)
    base = context.focus or context.now if meaning.base == "focus" else context.now
    if meaning.grain == "day" and meaning.base == "focus":
        if meaning.n == 0 and meaning.daypart is None and (some_day := _day_of_focus(context)) is not None:
            return some_day
        base = _day_in_focus(context)
    if meaning.grain == "quarter" and meaning.n == 0 and meaning.base != "now" and context.quarter is not None:
        base = context.quarter
    if (like := _like_period(meaning, context)) is not None:
        return of_period(like, meaning.mod)
    if base is None or (meaning.base == "focus" and meaning.n and _is_finer(meaning.grain, base.grain)):
        return _unanchored(meaning.grain, meaning.daypart)
    try:
        years = meaning.years if meaning.year is None else meaning.year - base.first.year
        day = base.in_year(years).first if years else base.first
        period = Period.of(day, meaning.grain).shift(meaning.n)
        if meaning.rolling and context.published is not None:
            return replace(
                of_period(period), days=_days_around(context.published, DAYS_LONG[meaning.grain] * meaning.n)
            )
        resolved = _beside_now(of_period(period, meaning.mod, meaning.daypart), meaning.mod, context.published)
        return replace(resolved, days=_days_about(meaning, period, base)) if meaning.mod in _LOOSE else resolved
    except (ValueError, OverflowError):
        return Resolved("DATE", "PAST_REF" if meaning.n < 0 else "FUTURE_REF")


def _day_of_focus(context: Context) -> Resolved | None:
    """Read "that day" where the text went from its last day to a month: some day of that month, 1998-10-XX."""
    focus, day = context.focus, context.day
    if focus is None or focus.grain != "month" or (day is not None and focus.first <= day.first <= focus.last):
        return None
    return Resolved("DATE", f"{focus.value}-XX", (focus.first, focus.last))


def _days_about(meaning: Shift, period: Period, base: Period) -> Days:
    """The days of "about two years ago", "nearly a year later", "more than two decades ago"."""
    if meaning.mod in _AT_LEAST:
        return _loosened((period.first, period.last), meaning.mod, meaning.n)
    if meaning.mod in _AT_MOST:
        return min(period.first, base.first), max(period.last, base.last)
    slack = max(1, abs(meaning.n) // 10)
    first, last = period.shift(-slack).first, period.shift(slack).last
    return (first, min(last, base.last)) if meaning.n < 0 else (max(first, base.first), last)


def _is_finer(grain: Grain, than: Grain) -> bool:
    """Whether a step of a grain cannot be counted from a longer period: two days after "1998" is no day."""
    return FINER.index(grain) < FINER.index(than)


def _like_period(meaning: Shift, context: Context) -> Period | None:
    """The period of the grain that "a year earlier" compares with: the quarter, half or month of which the text tells."""
    if not meaning.keep or abs(meaning.n) > 1:
        return None
    if meaning.n == 0:
        ended = context.reported is not None and context.reported.last.month == 12
        return Period.of(context.reported.first, "year") if context.reported is not None and ended else None
    if context.longer and (told := context.reported or context.focus) is not None:
        return Period.of(told.first, "year").shift(meaning.n)
    if context.quarter is not None and context.reported is not None:
        return (context.quarter if meaning.beside else context.reported).in_year(meaning.n)
    focus = context.focus
    alike = focus is not None and (focus.grain == "half" or (meaning.compared and focus.grain == "month"))
    return focus.in_year(meaning.n) if focus is not None and alike else None


def _beside_now(resolved: Resolved, mod: str | None, published: date | None) -> Resolved:
    """Let "earlier this year" end, and "later this year" begin, at the time of writing."""
    first, last = resolved.days or (None, None)
    if first is None or last is None or published is None:
        return resolved
    if mod == "OVERNIGHT":
        return replace(resolved, days=(first, first + timedelta(days=1)))
    if not first <= published <= last:
        return resolved
    if mod == "EARLIER":
        return replace(resolved, days=(first, published))
    return replace(resolved, days=(published, last)) if mod == "LATER" else resolved


def _unanchored(grain: Grain, daypart: str | None = None) -> Resolved:
    """The value of a period that only a publication date could pin."""
    if daypart is not None:
        return Resolved("TIME", f"XXXX-XX-XXT{daypart}")
    values = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
    }
    return Resolved("DATE", values.get(grain, "XXXX"))


@resolve.register
def _(meaning: Named, context: Context) -> Resolved | None:
    return resolve_named(meaning, context)


def order_of_figures(meanings: Iterable[Meaning]) -> bool | None:
    """Whether the article's dates in figures put the day first, by those that can be read only one way.

    None where there are none or they disagree.
    """
    slashes = [meaning for meaning in meanings if isinstance(meaning, Slash)]
    day_first = any(meaning.month_first is None for meaning in slashes)
    month_first = any(meaning.day_first is None for meaning in slashes)
    return None if day_first == month_first else day_first
