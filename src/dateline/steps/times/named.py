"""Named: days and periods that are named by their place in the calendar, pinned to a year and a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.steps.times.context import Context, Resolved, Way, of_period
from dateline.steps.times.holidays import days_of, feasts_called, nth_weekday, slack_days
from dateline.steps.times.meanings import Named
from dateline.steps.times.periods import Period, part_meant


def resolve_named(meaning: Named, context: Context) -> Resolved | None:
    """Pin what is named by its place in the calendar, by the words, the focus, the tense, or the nearest."""
    if meaning.holiday is not None and len(feasts_called(meaning.holiday)) > 1:
        meaning = replace(meaning, holiday=_feast_meant(meaning, context))
    if meaning.grain == "weekend" and meaning.month is None and meaning.holiday is None:
        return _weekend(meaning, context)
    if meaning.grain == "day" and meaning.weekday is not None:
        return _weekday(meaning, context)
    if meaning.same and meaning.grain in ("quarter", "half"):
        return _quarter(meaning, context)
    if meaning.day is not None and meaning.month is None and meaning.grain is None:
        return _day_of_month(meaning.day, context)
    year = _year_of(meaning, context)
    if meaning.grain == "year":
        return None if year is None else of_period(Period("year", date(year, 1, 1)), meaning.mod)
    if year is not None:
        chosen: Period | None = _in_year(meaning, year)
    elif meaning.same and context.focus is not None and meaning.month is not None:
        chosen = _in_year(meaning, context.focus.first.year)  # "that October" is of the year that is told of
    elif meaning.same and context.focus is not None:
        chosen = _nearest(_candidates(meaning, context.focus.first), context.focus.first, None)
    elif context.published is not None:
        chosen = _by_tense(meaning, context, context.published)
    else:
        return Resolved("DATE", _open_value(meaning))
    if chosen is None:
        return None
    resolved = of_period(chosen, meaning.mod, meaning.daypart)
    return _with_slack(resolved, meaning)


def _feast_meant(meaning: Named, context: Context) -> str:
    """Which of the feasts that share a name the article means: the one nearest as the clause looks."""
    names = feasts_called(meaning.holiday or "")
    if context.published is None or meaning.year is not None:
        return names[0]
    by_day = {}
    for name in names:
        for period in _candidates(replace(meaning, holiday=name), context.published):
            by_day[period] = name
    days = sorted(by_day, key=lambda period: period.first)
    chosen = _nearest(days, context.published, context.way())
    return names[0] if chosen is None else by_day[chosen]


def _day_of_month(day: int, context: Context) -> Resolved | None:
    """Read "on the 14th": the nearest one, back or ahead as the clause looks."""
    if context.published is None:
        return Resolved("DATE", f"XXXX-XX-{day:02}")
    months = [Period.of(context.published, "month").shift(n).first for n in (-1, 0, 1)]
    days = [Period("day", first.replace(day=day)) for first in months if day <= Period("month", first).last.day]
    chosen = _nearest(days, context.published, context.way())
    return None if chosen is None else of_period(chosen)


def _quarter(meaning: Named, context: Context) -> Resolved | None:
    """Read "the latest quarter", "the 1988 period": the quarter in focus, else the last one that has ended."""
    base = context.reported if meaning.latest else context.quarter or context.reported
    if base is None:
        if context.published is None:
            return Resolved("DATE", "XXXX-QX")
        base = Period.of(context.published, "quarter").shift(-1)
    if meaning.nth is not None:
        base = Period.of(date(base.first.year, 3 * meaning.nth[0], 1), "quarter")
    year = meaning.year
    if year is None and meaning.year_shift is not None:
        year = (context.published or base.first).year + meaning.year_shift
    if meaning.back:
        year = base.first.year - meaning.back
    if context.longer and meaning.latest and meaning.nth is None and year is not None:
        return of_period(Period("year", date(year, 1, 1)), meaning.mod)
    return of_period(base if year is None else base.in_year(year - base.first.year), meaning.mod)


def _with_slack(resolved: Resolved, meaning: Named) -> Resolved:
    """Widen the days of a feast that waits for the moon to be seen, and of one that lasts."""
    if meaning.holiday is None or meaning.grain in ("week", "weekend") or resolved.period is None:
        return resolved
    first, last = days_of(meaning.holiday, resolved.period.first.year) or (resolved.period.first, resolved.period.last)
    slack = timedelta(days=slack_days(meaning.holiday))
    first, last = part_meant(first, last, meaning.mod)
    return Resolved(resolved.type, resolved.value, (first - slack, last + slack), resolved.period)


def _year_of(meaning: Named, context: Context) -> int | None:
    """The year, where the words or the paragraph give one."""
    if meaning.year is not None:
        return meaning.year
    if meaning.year_shift is not None and context.published is not None:
        return context.published.year + meaning.year_shift
    if meaning.fiscal and meaning.which is None and context.published is not None and context.way() != "future":
        return _fiscal_year_of(meaning, context.published)
    framed = meaning.which is None and not meaning.same and context.year is not None
    return context.year if framed and context.way() != "future" else None


def _fiscal_year_of(meaning: Named, published: date) -> int:
    """The year of a fiscal quarter that has ended: that of publication, unless its number lies too far ahead."""
    quarter = _in_year(meaning, published.year)
    far = quarter is not None and (quarter.first - published).days > FISCAL_LEAD_DAYS
    return published.year - far


def _in_year(meaning: Named, year: int) -> Period | None:
    """The one that falls in a year; None where it has none (30 February, a feast not held)."""
    if not 1 <= year <= 9998:
        return None
    if meaning.holiday is not None:
        days = days_of(meaning.holiday, year)
        if days is not None and meaning.grain == "weekend":  # a Monday's is the one before it
            return Period.of(days[0] - timedelta(days=3 if days[0].weekday() < 3 else 0), "weekend")
        return None if days is None else Period.of(days[0], meaning.grain or "day")
    if meaning.season is not None:
        return Period.season(year, meaning.season)
    if meaning.nth is not None:
        nth, grain = meaning.nth
        return Period(grain, date(year, 1, 1)).shift(nth - 1)
    if meaning.nth_weekday is not None:
        day = nth_weekday(year, meaning.month or 1, meaning.weekday or 0, meaning.nth_weekday)
        return Period("day", day) if day.month == meaning.month else None
    if meaning.day is None:
        return Period("month", date(year, meaning.month or 1, 1))
    try:
        day = date(year, meaning.month or 1, meaning.day)
    except ValueError:
        return None
    return Period.of(day, meaning.grain if meaning.grain in ("week", "weekend") else "day")


def _candidates(meaning: Named, around: date) -> list[Period]:
    years = range(around.year - 1, around.year + 2)
    return [period for year in years if (period := _in_year(meaning, year)) is not None]


def _by_tense(meaning: Named, context: Context, published: date) -> Period | None:
    """Choose the year by "last" or "next", else by where the clause looks, else the nearest."""
    candidates = _candidates(meaning, published)
    if meaning.which == 0:
        winter = meaning.season == "WI"
        return _nearest(candidates, published, None) if winter else _in_year(meaning, published.year)
    if meaning.which is None:
        fitting = [p for p in candidates if p.first.weekday() == meaning.weekday]
        if len(fitting) == 1:
            return fitting[0]
        way = context.way()
        if meaning.firm and way == "future":
            return next((p for p in candidates if p.last >= published), None)
        return _nearest(candidates, published, None if meaning.nth is not None and way == "future" else way)
    if meaning.which < 0:
        return next((p for p in reversed(candidates) if p.last < published), None)
    return next((p for p in candidates if p.first > published), None)


FISCAL_LEAD_DAYS = 122
"""A fiscal quarter may have ended this long before the calendar quarter of its number begins."""

FAR_DAYS, NEAR_DAYS, NEAR_DAYS_OF_DAY, JUST_PAST_DAYS = 270, 60, 120, 31
"""A date this far off would be written with its year, where another reading of it is this near.

A day of the month is remembered less long than a month, so another may lie further off. What a clause puts
ahead can have passed only just ("had to leave by January 14").
"""


def _nearest(candidates: list[Period], published: date, way: Way) -> Period | None:
    """The last one begun for the past, the first one not over for the future, else the least far away.

    News looks back more than ahead: what lies ahead counts as twice as far. Tense gives way
    where it would lead most of a year away from a date that lies close by.
    """
    nearest = min(candidates, key=lambda p: _distance(p, published), default=None)
    if way == "past":
        chosen = next((p for p in reversed(candidates) if p.first <= published), None)
    elif way == "future":
        chosen = next((p for p in candidates if p.last >= published), None)
    else:
        return nearest
    if chosen is None or nearest is None:
        return chosen
    near = NEAR_DAYS_OF_DAY if chosen.grain == "day" else NEAR_DAYS
    near = JUST_PAST_DAYS if way == "future" else near
    far = _distance(chosen, published) > FAR_DAYS and _distance(nearest, published) < near
    return nearest if far else chosen


def _distance(period: Period, day: date) -> int:
    return max(2 * (period.first - day).days, (day - period.last).days, 0)


def _open_value(meaning: Named) -> str:
    """The value without a year: "XXXX-12", "XXXX-12-25"."""
    if meaning.season is not None:
        return f"XXXX-{meaning.season}"
    if meaning.nth is not None:
        return f"XXXX-{'Q' if meaning.nth[1] == 'quarter' else 'H'}{meaning.nth[0]}"
    if meaning.holiday is not None:
        period = _in_year(meaning, 2001)
        fixed = period and period == Period("day", period.first) and "easter" not in meaning.holiday
        return f"XXXX-{period.first:%m-%d}" if period and fixed else "XXXX-XX-XX"
    return f"XXXX-{meaning.month:02}" + (f"-{meaning.day:02}" if meaning.day is not None else "")


def _weekday(meaning: Named, context: Context) -> Resolved | None:
    """Pin a weekday on the day of publication, or on the focus for "that Friday"."""
    weekday = meaning.weekday or 0
    ending = f"T{meaning.daypart}" if meaning.daypart else ""
    base = context.focus.first if meaning.same and context.focus else context.published
    if base is not None and meaning.week_shift is not None:
        week = Period.of(base, "week").shift(meaning.week_shift)
        return of_period(Period("day", week.first + timedelta(days=weekday)), meaning.mod, meaning.daypart)
    if base is None:
        return Resolved("TIME" if ending else "DATE", f"XXXX-WXX-{weekday + 1}{ending}")
    if not meaning.which:
        day = resolve_weekday(weekday, base, way="future" if meaning.which == 0 else context.way())
    else:
        step = (base.weekday() - weekday) % 7 or 7 if meaning.which < 0 else (weekday - base.weekday()) % 7 or 7
        further = 7 * (abs(meaning.which) - 1)
        day = base + timedelta(days=(step + further) * (1 if meaning.which > 0 else -1))
    return of_period(Period("day", day + timedelta(days=meaning.day or 0)), meaning.mod, meaning.daypart)


def resolve_weekday(weekday: int, published: date, *, way: Way = "past") -> date:
    """Pin a bare weekday ("on Friday") to the date that a news report means.

    A past-tense clause looks back and a future one looks ahead, at most six days;
    the weekday of publication itself means the day of publication.

    Args:
        weekday: 0 for Monday to 6 for Sunday, as in `date.weekday`.
        published: Day the article appeared, in the publisher's time zone.
        way: Where the clause that holds the expression looks; news looks back by default.

    Returns:
        A date within six days of `published`.

    Raises:
        ValueError: `weekday` is not in 0 to 6.

    Source:
        News rules of HeidelTime: Strötgen et al. 2013, https://aclanthology.org/S13-2003

    Example:
        >>> resolve_weekday(4, date(2025, 3, 15))
        datetime.date(2025, 3, 14)
    """
    if not 0 <= weekday <= 6:
        raise ValueError(f"weekday must be 0 (Monday) to 6 (Sunday), not {weekday}")
    if way == "future":
        return published + timedelta(days=(weekday - published.weekday()) % 7)
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _weekend(meaning: Named, context: Context) -> Resolved | None:
    """Pin "last weekend", "the weekend", and "this weekend", which a report of what happened means as the one before."""
    if context.published is None:
        return Resolved("DATE", "XXXX-WXX-WE")
    this = Period.of(context.published, "weekend")
    which, ahead = meaning.which, context.published < this.first
    if which is None:
        which = -1 if context.way() != "future" and ahead else 0
    elif which == 0 and ahead:
        which = -1 if context.way() == "past" else 0
    return of_period(this.shift(which), meaning.mod)
