"""Readings of days and times of day.

Each function reads one kind of form, which `forms.yaml` names. None means that the words are not
of that kind after all, so that a shorter form may be tried.
"""

from __future__ import annotations

from datetime import date

from dateline.steps.times.amounts import grain_of
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Clock, Fixed, Meaning, Named, NoTime, Ready, Shift, Slash
from dateline.steps.times.periods import Grain, Period
from dateline.steps.times.readings.common import calendar_parts, is_abbreviation, mod_of, reading, which_of, year_of


@reading
def calendar_day(match: Match) -> Meaning | None:
    """Read "Monday, March 12, 2025" and "the 12th of March"."""
    month, day = match.first("month"), match.first("day", "ordinal")
    if day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    return Named(month=month, day=day, weekday=match.first("weekday"), **calendar_parts(match))


@reading
def nth_weekday(match: Match) -> Meaning | None:
    """Read "the fourth Thursday of November" and "the first Monday of every month"."""
    nth = -1 if "last" in match or "final" in match else match.first("ordinal")
    weekday = match.first("weekday", "weekdays")
    if match.first("unit") is not None:
        every = "the" not in match.lexemes[-2].kinds and match.first("unit") == "month"
        return Ready("SET", "P1M") if every else NoTime()
    if nth > 5:
        return None
    return Named(month=match.first("month"), weekday=weekday, nth_weekday=nth, year=year_of(match))


@reading
def day_of_month(match: Match) -> Meaning | None:
    """Read "on the 14th"."""
    named = match.after is not None and ("of" in match.after.kinds or "month" in match.after.kinds)
    return Named(day=match.first("ordinal")) if match.lexemes[-1].text[:1].isdigit() and not named else None


@reading
def fixed_day(match: Match) -> Meaning | None:
    """Read "9/11"."""
    return Fixed(Period("day", date.fromisoformat(match.first("fixed"))))


@reading
def iso(match: Match) -> Meaning | None:
    """Read "2025-03-12", "2025-03" and "2025-03-12T10:30"."""
    day, _, clock = match.first("iso").upper().partition("T")
    try:
        first = date.fromisoformat(day if len(day) > 7 else f"{day}-01")
    except ValueError:
        return None
    fixed = Fixed(Period("day" if len(day) > 7 else "month", first))
    return Clock(clock[:5], fixed) if clock else fixed


@reading
def slash(match: Match) -> Meaning | None:
    """Read "12/03/2025": day and month may stand in either order."""
    first, second, year = (int(part) for part in match.first("slash").replace(".", "/").split("/"))
    if year < 100:
        year += 1900 if year > 69 else 2000
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if "." in match.first("slash"):
        month_first = None
    return Slash(day_first, month_first) if day_first or month_first else NoTime()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@reading
def weekday(match: Match) -> Meaning | None:
    """Read "Friday", "Friday morning", "last Friday"."""
    if is_abbreviation(match):
        return None
    parts = calendar_parts(match)
    if match.first("unit") == "week":
        return Named(weekday=match.first("weekday"), grain="day", week_shift=which_of(match))
    if "before" in match:
        return Named(weekday=match.first("weekday"), grain="day", which=-1, same=True)
    if "the" in match and ("following" in match or "previous" in match or "next" in match):
        parts["same"] = True
    return Named(weekday=match.first("weekday"), grain="day", **parts)


@reading
def deictic(match: Match) -> Meaning | None:
    """Read "today", "yesterday morning", "late yesterday"."""
    return Shift(match.first("deictic"), "day", mod=mod_of(match), daypart=match.first("daypart"))


@reading
def tonight(match: Match) -> Meaning | None:
    """Read "tonight"."""
    return Shift(0, "day", daypart="NI", mod=mod_of(match))


@reading
def overnight(match: Match) -> Meaning | None:
    """Read "overnight": the night before the article, which ends on its day; "overnight Tuesday" names its own."""
    if "weekday" in match:
        return Named(weekday=match.first("weekday"), grain="day", daypart="NI")
    return Shift(match.first("deictic", "overnight"), "day", daypart="NI", mod="OVERNIGHT")


@reading
def dayphrase(match: Match) -> Meaning | None:
    """Read "this morning", "last night", "the night before last", "the next morning", "in the evening"."""
    daypart = match.first("daypart", "inday")
    if "the" in match and ("next" in match or "following" in match):
        return Shift(1, "day", "focus", daypart=daypart, mod=mod_of(match))
    if "before" in match and "last" in match:
        return Shift(-2, "day", daypart=daypart)
    if "previous" in match or "before" in match:
        return Shift(-1, "day", "focus", daypart=daypart, mod=mod_of(match))
    if "that" in match or "same" in match or "inday" in match:
        return Shift(0, "day", "focus", daypart=daypart, mod=mod_of(match))
    if "last" in match or "this" in match or "next" in match:
        return Shift(-1 if "last" in match else 1 if "next" in match else 0, "day", daypart=daypart, mod=mod_of(match))
    if "the" in match and (mod_of(match) or _is_within(match)):
        return Shift(0, "day", "focus", daypart=daypart, mod=mod_of(match))
    return None


def _is_within(match: Match) -> bool:
    """Whether a word before "the night" makes it a time: "during the night", "since the morning"."""
    return match.before is not None and any(kind in match.before.kinds for kind in ("in", "since", "to"))


@reading
def twilight(match: Match) -> Meaning | None:
    """Read "at dawn", "until dusk": of the day in focus; "at nightfall on Friday" names its own."""
    if match.lexemes[0].text.lower() in ("to", "through", "–"):
        return None  # "from dawn to dusk" is no hour
    if "weekday" in match:
        return Named(weekday=match.first("weekday"), grain="day", daypart=match.first("twilight"))
    return Shift(0, "day", "focus", daypart=match.first("twilight"))


@reading
def day_beside(match: Match) -> Meaning | None:
    """Read "the day after tomorrow", "the day before last Tuesday", "the day after"."""
    if match.first("unit") != "day":
        return None
    step = match.first("after", "before")
    if "deictic" in match:
        return Shift(match.first("deictic") + step, "day")
    if "weekday" in match:
        return Named(weekday=match.first("weekday"), day=step, which=which_of(match), grain="day")
    return Shift(step, "day", "focus")


@reading
def holiday(match: Match) -> Meaning | None:
    """Read "Christmas", "last Thanksgiving", "Easter week", "the Labor Day weekend"."""
    if "unit" in match and match.first("unit") != "week":
        return None
    grain: Grain = "weekend" if "weekend" in match else "week" if "unit" in match else "day"
    named = calendar_parts(match) | {"year_shift": None}
    return Named(holiday=match.first("holiday"), grain=grain, **named)


@reading
def weekend(match: Match) -> Meaning | None:
    """Read "last weekend", "the weekend"."""
    if "that" in match or "same" in match:
        return Shift(0, "weekend", "focus")
    which = which_of(match)
    return Named(grain="weekend", which=which)


@reading
def midweek(match: Match) -> Meaning | None:
    """Read "midweek"."""
    return Shift(0, "week", mod="MID")


@reading
def week_of(match: Match) -> Meaning | None:
    """Read "the week of March 6", "the weekend of March 6"."""
    if match.first("unit", "weekend") not in ("week", 0):
        return None
    grain: Grain = "weekend" if "weekend" in match else "week"
    return Named(month=match.first("month"), day=match.first("day", "ordinal"), grain=grain)


@reading
def weekday_week(match: Match) -> Meaning | None:
    """Read "Friday week": the Friday after the next."""
    if match.first("unit") != "week" or (match.after is not None and "hyphen" in match.after.kinds):
        return None
    return Named(weekday=match.first("weekday"), day=7, which=0, grain="day")


@reading
def weekdays_ago(match: Match) -> Meaning | None:
    """Read "two Fridays ago"."""
    n = match.first("num")
    return Named(weekday=match.first("weekdays"), grain="day", which=-n) if isinstance(n, int) and n > 0 else None


@reading
def ago_day(match: Match) -> Meaning | None:
    """Read "a week ago Tuesday", "two weeks ago today"."""
    n = match.first("num") if "num" in match else 1
    if match.first("unit", "units") != "week" or not isinstance(n, int):
        return None
    if "deictic" in match:
        return Shift(match.first("deictic") - 7 * n, "day")
    return Named(weekday=match.first("weekday"), day=-7 * n, grain="day")


@reading
def years_ago(match: Match) -> Meaning | None:
    """Read "two years ago this month", "50 years ago today", "a year ago last March"."""
    units, n = match.all("unit", "units"), match.first("num") if "num" in match else 1
    if units[0] != "year" or not isinstance(n, int):
        return None
    if "month" in match:
        return Named(month=match.first("month"), grain="month", year_shift=-n)
    if "season" in match:
        return Named(season=match.first("season"), grain="season", year_shift=-n)
    if "deictic" in match:
        return Shift(match.first("deictic"), "day", years=-n)
    grain = grain_of(units[1])
    return None if grain is None or grain in ("decade", "century") else Shift(which_of(match) or 0, grain, years=-n)


@reading
def year_end(match: Match) -> Meaning | None:
    """Read "year-end"."""
    return Named(month=12, day=31, year=year_of(match), firm=True)


@reading
def clock(match: Match) -> Meaning | None:
    """Read "10:35 a.m.", "4 p.m. EDT Thursday", "noon"."""
    time = _clock_value(match)
    if time is None:
        return None
    if "month" in match:
        day: Meaning | None = Named(month=match.first("month"), day=match.all("day", "ordinal")[-1])
    else:
        day = _daytime(match)
    return Clock(time, day, match.first("approximate"))


@reading
def half_past(match: Match) -> Meaning | None:
    """Read "half past five", "a quarter to six in the evening"."""
    hour, to = match.first("num"), "to" in match.lexemes[-1].kinds or any(x.text.lower() == "to" for x in match.lexemes)
    part = "half" if "half" in match else match.first("unit")
    if part not in _MINUTES or (part == "half" and to) or not isinstance(hour, int) or not 1 <= hour <= 12:
        return None
    half_day = match.first("ampm", "dayphrase")
    if half_day is not None:
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    elif _is_after_noon(match, hour):
        hour += 12
    minutes = 60 * hour + (-_MINUTES[part] if to else _MINUTES[part])
    return Clock(f"{minutes // 60 % 24:02}:{minutes % 60:02}", _daytime(match), match.first("approximate"))


_MINUTES = {"half": 30, "quarter": 15}


def _daytime(match: Match) -> Meaning | None:
    """The day of "this morning", "yesterday evening", "tonight" and "Friday night" behind an hour."""
    if "weekday" in match:
        return Named(weekday=match.first("weekday"), grain="day")
    if "deictic" in match or "tonight" in match:
        return Shift(match.first("deictic", "tonight"), "day")
    return Shift(-1 if "last" in match else 0, "day") if "daypart" in match else None


def _is_after_noon(match: Match, hour: int) -> bool:
    """Whether "tonight" or "last night" makes an hour one of the second half of the day: 9 of a night, but not 3."""
    part = "NI" if "tonight" in match else match.first("daypart")
    return (part in ("AF", "EV") and hour < 12) or (part == "NI" and 5 <= hour < 12)


def _clock_value(match: Match) -> str | None:
    """Give the 24-hour clock time "HH:MM", or None where the words are no time of day."""
    if "noon" in match:
        return str(match.first("noon"))
    half_day = match.first("ampm", "dayphrase")
    written, number = match.first("clock"), match.first("num")
    if written is not None:
        hour, minute = (int(part) for part in written.split(":")[:2])
    elif half_day is None and not any(kind in match for kind in ("oclock", "daypart", "tonight")):
        digits = next((lexeme.text for lexeme in match.lexemes if "num" in lexeme.kinds), "")
        if not (len(digits) == 4 and digits.isdigit()):
            return None
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        hour, minute = number, 0
    if half_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    elif isinstance(hour, int) and _is_after_noon(match, hour):
        hour += 12
    if not (isinstance(hour, int) and 0 <= hour <= 24 and minute <= 59):
        return None
    return f"{hour:02}:{minute:02}"
