"""Resolve: from what words mean to a TIMEX3 value and days, by the article's date, tense and focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import singledispatch
from typing import Literal

from dateline.report import TimeType
from dateline.steps.times.amounts import DAYS_LONG
from dateline.steps.times.fiscal import Fiscal
from dateline.steps.times.holidays import days_of, feasts_called, nth_weekday, slack_days
from dateline.steps.times.meanings import Clock, Fixed, InTime, Length, Meaning, Named, PartOf, Ready, Shift, Slash
from dateline.steps.times.periods import FINER, Grain, Period, days_meant, part_meant

Way = Literal["past", "future"] | None
"""Where the clause looks from the time of writing; None where its tense does not say."""


_AT_LEAST = ("MORE_THAN", "EQUAL_OR_MORE")
_AT_MOST = ("LESS_THAN", "EQUAL_OR_LESS")
_LOOSE = (*_AT_LEAST, *_AT_MOST, "APPROX")
"""TIMEX3 mods of an amount that is not exact."""


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
def _(meaning: Fixed, context: Context) -> Resolved | None:
    return _of_period(meaning.period, meaning.mod, meaning.daypart)


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
        return _of_period(Period("day", meaning.day_first or meaning.month_first or date.min))
    if context.day_first is not None:
        return _of_period(Period("day", meaning.day_first if context.day_first else meaning.month_first))
    way, published = context.way(), context.published
    if published is not None and way is not None:
        days = (meaning.day_first, meaning.month_first)
        fitting = [day for day in days if (day <= published if way == "past" else day >= published)]
        if len(fitting) == 1:
            return _of_period(Period("day", fitting[0]))
    return Resolved("DATE", f"{meaning.day_first.year:04}")


@resolve.register
def _(meaning: Shift, context: Context) -> Resolved | None:
    if meaning.base == "focus" and meaning.n > 0 and context.focus is None and context.way() != "future":
        return _unanchored(meaning.grain)
    if meaning.mod == "OVERNIGHT" and meaning.n < 0 and context.way() == "future":
        meaning = replace(meaning, n=0)
    base = context.focus or context.now if meaning.base == "focus" else context.now
    if meaning.grain == "day" and meaning.base == "focus":
        base = _day_in_focus(context)
    if meaning.grain == "quarter" and meaning.n == 0 and meaning.base != "now" and context.quarter is not None:
        base = context.quarter
    if (like := _like_period(meaning, context)) is not None:
        return _of_period(like, meaning.mod)
    if base is None or (meaning.base == "focus" and meaning.n and _is_finer(meaning.grain, base.grain)):
        return _unanchored(meaning.grain, meaning.daypart)
    try:
        period = Period.of(base.first, meaning.grain).shift(meaning.n)
        if meaning.rolling and context.published is not None:
            return replace(
                _of_period(period), days=_days_around(context.published, DAYS_LONG[meaning.grain] * meaning.n)
            )
        resolved = _beside_now(_of_period(period, meaning.mod, meaning.daypart), meaning.mod, context.published)
        return replace(resolved, days=_days_about(meaning, period, base)) if meaning.mod in _LOOSE else resolved
    except (ValueError, OverflowError):
        return Resolved("DATE", "PAST_REF" if meaning.n < 0 else "FUTURE_REF")


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
    if context.longer and context.reported is not None:
        return Period.of(context.reported.first, "year").shift(meaning.n)
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


def _of_period(period: Period, mod: str | None = None, daypart: str | None = None) -> Resolved:
    if daypart and period.grain == "day":
        return Resolved("TIME", f"{period.value}T{daypart}", (period.first, period.last), period)
    return Resolved("DATE", period.value, days_meant(period, mod), period)


@resolve.register
def _(meaning: Named, context: Context) -> Resolved | None:
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
        return None if year is None else _of_period(Period("year", date(year, 1, 1)), meaning.mod)
    if year is not None:
        chosen: Period | None = _in_year(meaning, year)
    elif meaning.same and context.focus is not None:
        chosen = _nearest(_candidates(meaning, context.focus.first), context.focus.first, None)
    elif context.published is not None:
        chosen = _by_tense(meaning, context, context.published)
    else:
        return Resolved("DATE", _open_value(meaning))
    if chosen is None:
        return None
    resolved = _of_period(chosen, meaning.mod, meaning.daypart)
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
    return None if chosen is None else _of_period(chosen)


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
        return _of_period(Period("year", date(year, 1, 1)), meaning.mod)
    return _of_period(base if year is None else base.in_year(year - base.first.year), meaning.mod)


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
    framed = meaning.which is None and not meaning.same and context.year is not None
    return context.year if framed and context.way() != "future" else None


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


FAR_DAYS, NEAR_DAYS, NEAR_DAYS_OF_DAY = 270, 60, 120
"""A date this far off would be written with its year, where another reading of it is this near.

A day of the month is remembered less long than a month, so another may lie further off.
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
        return _of_period(Period("day", week.first + timedelta(days=weekday)), meaning.mod, meaning.daypart)
    if base is None:
        return Resolved("TIME" if ending else "DATE", f"XXXX-WXX-{weekday + 1}{ending}")
    if not meaning.which:
        day = resolve_weekday(weekday, base, way="future" if meaning.which == 0 else context.way())
    else:
        step = (base.weekday() - weekday) % 7 or 7 if meaning.which < 0 else (weekday - base.weekday()) % 7 or 7
        further = 7 * (abs(meaning.which) - 1)
        day = base + timedelta(days=(step + further) * (1 if meaning.which > 0 else -1))
    return _of_period(Period("day", day + timedelta(days=meaning.day or 0)), meaning.mod, meaning.daypart)


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
    return _of_period(this.shift(which), meaning.mod)


def order_of_figures(meanings: Iterable[Meaning]) -> bool | None:
    """Whether the article's dates in figures put the day first, by those that can be read only one way.

    None where there are none or they disagree.
    """
    slashes = [meaning for meaning in meanings if isinstance(meaning, Slash)]
    day_first = any(meaning.month_first is None for meaning in slashes)
    month_first = any(meaning.day_first is None for meaning in slashes)
    return None if day_first == month_first else day_first


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
