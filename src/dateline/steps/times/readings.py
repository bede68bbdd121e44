"""Readings: what the words of a match mean, before the article says which year or week.

Each function reads one kind of form; `forms.yaml` names it. None means that the words are not of
that kind after all, so that a shorter form may be tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dateline.report import TimeType
from dateline.steps.times.forms import Match
from dateline.steps.times.periods import Grain, Period

Base = Literal["published", "focus"]
Reading = Callable[[Match], "Meaning | None"]

READINGS: dict[str, Reading] = {}

_LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
_MULTIPLES = {"fortnight": ("week", 2), "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100),
              "millennium": ("year", 1000)}  # fmt: skip
_SMALLER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
_CLOCK_UNITS = ("hour", "minute", "second")


@dataclass(frozen=True)
class Named:
    """A point or period named by its place in the calendar, with what the words leave open.

    Args:
        which: -1 "last", 0 "this", 1 "next"; None where the words do not say.
        year_shift: -1 "of last year", 0 "of this year".
        latest: The quarter that the article reports on ("the latest quarter", "the year-ago period").
        same: It is one that the text has named ("that day", "the same month").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    nth: tuple[int, Grain] | None = None
    holiday: str | None = None
    which: int | None = None
    year_shift: int | None = None
    same: bool = False
    latest: bool = False
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
    """

    n: int
    grain: Grain
    base: Base = "published"
    mod: str | None = None
    daypart: str | None = None
    keep: bool = False


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
class InTime:
    """ "in five years": a point in a clause that looks ahead, else how long something took."""

    point: Shift
    length: Length


@dataclass(frozen=True)
class Slash:
    """A date in figures, as each order of day and month reads it."""

    day_first: date | None
    month_first: date | None


@dataclass(frozen=True)
class NoTime:
    """Words that have the form of a time and are none, so that no part of them is one."""


Meaning = Named | Fixed | Shift | Clock | Length | Ready | Slash | InTime | NoTime


def reading(function: Reading) -> Reading:
    """Enter a function under its name."""
    READINGS[function.__name__] = function
    return function


def _mod(match: Match) -> str | None:
    return match.first("part", "edge") or match.first("approximate")


def _year(match: Match) -> int | None:
    year = match.first("year")
    if year is None and (short := match.first("shortyear")) is not None:
        year = 1900 + short if short > 29 else 2000 + short
    return int(year) if year is not None else None


def _which(match: Match) -> int | None:
    found = match.first("last", "previous", "next", "past", "this", "following")
    return None if found is None else int(found)


def _calendar(match: Match) -> dict[str, Any]:
    """What most calendar readings share: year, which, mod, part of the day."""
    which, of_year = _which(match), match.first("unit", "units") == "year"
    named: dict[str, Any] = {"year": _year(match), "mod": _mod(match), "daypart": match.first("daypart")}
    named["same"] = "that" in match or "same" in match
    if named["year"] is None and which is not None:
        named["year_shift" if of_year else "which"] = which
    return named


@reading
def calendar_day(match: Match) -> Meaning | None:
    """Read "Monday, March 12, 2025" and "the 12th of March"."""
    month, day = match.first("month"), match.first("day", "ordinal")
    if day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    return Named(month=month, day=day, weekday=match.first("weekday"), **_calendar(match))


def _is_abbreviation(match: Match) -> bool:
    """Whether the match is "Sun" or "Jan" without its full stop or a number: more often a name."""
    if any(kind in match for kind in ("day", "ordinal", "year", "shortyear")):
        return False
    words = [lexeme.text for lexeme in match.lexemes if "weekday" in lexeme.kinds or "month" in lexeme.kinds]
    return any(len(w) <= 4 and not w.endswith(".") and w.lower() not in ("may", "june", "july") for w in words)


@reading
def day_of_month(match: Match) -> Meaning | None:
    """Read "on the 14th"."""
    return Named(day=match.first("ordinal")) if match.lexemes[-1].text[:1].isdigit() else None


@reading
def fixed_day(match: Match) -> Meaning | None:
    """Read "9/11"."""
    return Fixed(Period("day", date.fromisoformat(match.first("fixed"))))


@reading
def part_of(match: Match) -> Meaning | None:
    """Read "the first week of March", "the last quarter of 1989": a part of the larger period."""
    if "month" in match:
        nth = match.first("ordinal")
        if match.first("unit") == "day" and nth is None:
            return None
        if match.first("unit") not in ("day", "week") or (nth or 1) > 4:
            return None
        mod = "START" if nth == 1 else "MID" if nth in (2, 3) else "END"
        day = nth if match.first("unit") == "day" else None
        return Named(month=match.first("month"), day=day, year=_year(match), mod=mod)
    unit = "half" if "half" in match else match.first("unit")
    last: dict[str, tuple[int, Grain]] = {"quarter": (4, "quarter"), "half": (2, "half")}
    if unit in last:
        return Named(nth=last[unit], grain=last[unit][1], year=_year(match))
    return Named(month=12, day=31 if unit == "day" else None, year=_year(match)) if unit in ("day", "month") else None


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
def month(match: Match) -> Meaning | None:
    """Read "March", "early March 2025", "last March", "March of last year"."""
    if _is_abbreviation(match):
        return None
    return Named(month=match.first("month"), grain="month", **_calendar(match))


@reading
def season(match: Match) -> Meaning | None:
    """Read "the summer of 2024", "last fall"."""
    return Named(season=match.first("season"), grain="season", **_calendar(match))


@reading
def ordinal_period(match: Match) -> Meaning | None:
    """Read "the third quarter of 2024", "last year's first half", "Q3"."""
    code = match.first("quartercode")
    if code:
        nth, grain = int(code[1]), "quarter" if code[0] == "q" else "half"
    else:
        nth, grain = match.first("ordinal"), "half" if "half" in match else match.all("unit")[-1]
        if match.all("unit")[:1] == ["year"] and grain != "half":
            grain = next((unit for unit in match.all("unit") if unit != "year"), "year")
    if nth > {"quarter": 4, "half": 2}.get(grain, 0):
        return None
    return Named(nth=(nth, grain), grain=grain, **_calendar(match))


@reading
def year(match: Match) -> Meaning | None:
    """Read "1998", "early 1998", "fiscal 1998", "the year 2000"."""
    found = _year(match)
    return None if found is None else Named(year=found, mod=_mod(match), grain="year")


@reading
def year_period(match: Match) -> Meaning | None:
    """Read "the 1988 period", "last year's quarter": the quarter in focus, in that year."""
    if match.before is not None and "hyphen" in match.before.kinds:
        return None
    grain = "half" if "half" in match else match.all("unit")[-1] if "unit" in match else "quarter"
    if grain not in ("quarter", "half"):
        return None
    return Named(same=True, latest=True, grain=grain, year=_year(match), year_shift=_which(match))


@reading
def decade(match: Match) -> Meaning | None:
    """Read "the early 1990s", "the nineties"."""
    digits = match.first("decade")
    if match.lexemes[-1].text[0] in "12345678" and len(digits) == 2:
        return None
    if len(digits) == 2:
        digits = ("19" if digits >= "20" else "20") + digits
    return Fixed(Period.of(date(int(digits), 1, 1), "decade"), _mod(match))


@reading
def century(match: Match) -> Meaning | None:
    """Read "the late 19th century"."""
    nth = match.first("ordinal")
    return Fixed(Period("century", date(max(100 * (nth - 1), 1), 1, 1)), _mod(match)) if nth <= 30 else None


@reading
def weekday(match: Match) -> Meaning | None:
    """Read "Friday", "Friday morning", "last Friday"."""
    if _is_abbreviation(match):
        return None
    return Named(weekday=match.first("weekday"), grain="day", **_calendar(match))


@reading
def deictic(match: Match) -> Meaning | None:
    """Read "today", "yesterday morning", "late yesterday"."""
    return Shift(match.first("deictic"), "day", mod=_mod(match), daypart=match.first("daypart"))


@reading
def tonight(match: Match) -> Meaning | None:
    """Read "tonight"."""
    return Shift(0, "day", daypart="NI", mod=_mod(match))


@reading
def dayphrase(match: Match) -> Meaning | None:
    """Read "this morning", "last night", "the next morning"."""
    daypart = match.first("daypart")
    if "the" in match and ("next" in match or "following" in match):
        return Shift(1, "day", "focus", daypart=daypart, mod=_mod(match))
    if "that" in match or "same" in match or "in" in match.lexemes[0].kinds:
        return Shift(0, "day", "focus", daypart=daypart, mod=_mod(match))
    if "last" in match or "this" in match or "next" in match:
        return Shift(-1 if "last" in match else 1 if "next" in match else 0, "day", daypart=daypart, mod=_mod(match))
    return None


@reading
def day_beside(match: Match) -> Meaning | None:
    """Read "the day after tomorrow", "the day before last Tuesday"."""
    step = match.first("day_after", "day_before")
    if "deictic" not in match and "weekday" not in match:
        in_the_day = match.before is not None and "in" in match.before.kinds
        return None if in_the_day else Shift(step, "day", "focus")
    if "deictic" in match:
        return Shift(match.first("deictic") + step, "day")
    return Named(weekday=match.first("weekday"), day=step, which=_which(match), grain="day")


@reading
def holiday(match: Match) -> Meaning | None:
    """Read "Christmas", "last Thanksgiving", "Easter week"."""
    grain: Grain = "week" if match.first("unit") == "week" else "day"
    named = _calendar(match) | {"year_shift": None}
    return Named(holiday=match.first("holiday"), grain=grain, **named)


@reading
def weekend(match: Match) -> Meaning | None:
    """Read "last weekend", "the weekend"."""
    if "that" in match or "same" in match:
        return Shift(0, "weekend", "focus")
    which = _which(match)
    return Named(grain="weekend", which=which)


@reading
def week_of(match: Match) -> Meaning | None:
    """Read "the week of March 6"."""
    return Named(month=match.first("month"), day=match.first("day", "ordinal"), grain="week")


@reading
def clock(match: Match) -> Meaning | None:
    """Read "10:35 a.m.", "4 p.m. EDT Thursday", "noon"."""
    time = _clock_value(match)
    if time is None:
        return None
    day: Meaning | None = None
    if "month" in match:
        day = Named(month=match.first("month"), day=match.all("day")[-1])
    elif "weekday" in match:
        day = Named(weekday=match.first("weekday"), grain="day")
    elif "deictic" in match or "tonight" in match:
        day = Shift(match.first("deictic", "tonight"), "day")
    return Clock(time, day, match.first("approximate"))


def _clock_value(match: Match) -> str | None:
    """Give the 24-hour clock time "HH:MM", or None where the words are no time of day."""
    if "noon" in match:
        return str(match.first("noon"))
    half_day = match.first("ampm", "dayphrase")
    written, number = match.first("clock"), match.first("num")
    if written is not None:
        hour, minute = (int(part) for part in written.split(":")[:2])
    elif half_day is None and "oclock" not in match:
        digits = match.lexemes[-2].text
        if not (len(digits) == 4 and digits.isdigit()):
            return None
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        hour, minute = number, 0
    if half_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    if not (isinstance(hour, int) and 0 <= hour <= 24 and minute <= 59):
        return None
    return f"{hour:02}:{minute:02}"


@reading
def deictic_period(match: Match) -> Meaning | None:
    """Read "last year", "earlier this month", "the end of next week"."""
    which, unit = _which(match), "half" if "half" in match else match.first("unit")
    mod = _mod(match)
    if which is None:
        which = 0
    if "past" in match:
        return _length(1, unit, way=-1)
    if unit in _CLOCK_UNITS or unit in ("fortnight", "millennium"):
        return None
    if unit == "day":
        return Shift(which, "day", mod=mod) if which else None
    base: Base = "focus" if "latest" in match else "published"
    return Shift(which, unit, base, mod=mod)


@reading
def next_to_focus(match: Match) -> Meaning | None:
    """Read "the following year", "the previous day", "the next morning": counted from the focus."""
    unit = "half" if "half" in match else match.first("unit")
    if unit in _CLOCK_UNITS or unit in ("fortnight", "millennium"):
        return None
    return Shift(match.first("following", "previous", "next"), unit, "focus", mod=_mod(match))


@reading
def year_end(match: Match) -> Meaning | None:
    """Read "year-end"."""
    return Named(month=12, day=31)


@reading
def same_period(match: Match) -> Meaning | None:
    """Read "that day", "the same week", "the latest quarter", "the year"."""
    unit = match.first("unit")
    if "period" in match or unit == "quarter":
        if unit is None and not ("same" in match or "latest" in match):
            return None
        latest = "latest" in match or "period" in match
        return Named(grain="quarter", same=True, year_shift=_which(match), mod=_mod(match), latest=latest)
    if unit in (*_CLOCK_UNITS, "fortnight", "millennium", None):
        return None
    if match.after is not None and "hyphen" in match.after.kinds:
        return None
    known = any(kind in match for kind in ("same", "that", "latest", "edge", "part"))
    if not known and not _is_led(match, unit):
        return None
    return Shift(0, unit, "focus" if "same" in match or "that" in match else "published", mod=_mod(match))


def _is_led(match: Match, unit: str) -> bool:
    """Whether "the week" follows a word that makes it a time ("for the week", "later in the day")."""
    if unit == "year":
        return True
    led = match.before is not None and ("in" in match.before.kinds or "for" in match.before.kinds)
    return led and unit in ("week", "month")


@reading
def ago(match: Match) -> Meaning | None:
    """Read "two years ago", "several months ago"."""
    n, unit = _amount(match), match.first("unit", "units")
    if n is None:
        return Ready("DATE", "PAST_REF")
    if unit in _CLOCK_UNITS:
        return _length(n, unit, way=-1)
    grain, times = _plain(unit)
    keep = n == 1 and unit == "year"
    return Shift(-round(n * times), grain, "published", mod=match.first("approximate"), keep=keep)


@reading
def beside(match: Match) -> Meaning | None:
    """Read "a year earlier", "three days later", "year-ago", "the year-earlier quarter"."""
    n, units = _amount(match), match.all("unit", "units")
    way = match.first("ago", "earlier", "later", "before", "after")
    if n is None:
        return Ready("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    if units[0] in _CLOCK_UNITS:
        return _length(n, units[0])
    if units[0] == "year" and ("period" in match or units[-1] == "quarter"):
        nth = match.first("ordinal")
        return Named(
            same=True, latest=True, grain="quarter", year_shift=-1, nth=(nth, "quarter") if nth and nth <= 4 else None
        )
    grain, times = _plain(units[0])
    return Shift(way * round(n * times), grain, "focus", mod=match.first("approximate"), keep=units[0] == "year")


@reading
def vague_beside(match: Match) -> Meaning | None:
    """Read "months ago", "hours later"."""
    return _length(None, match.first("units"))


@reading
def quarter_century(match: Match) -> Meaning | None:
    """Read "a quarter century"."""
    return Length("P25Y", days=9131) if match.first("unit") == "quarter" else None


@reading
def span_beside(match: Match) -> Meaning | None:
    """Read "the past two months", "the next few years", "recent weeks"."""
    way = match.first("last", "past", "previous", "next", "following", "recent")
    n = _amount(match) if "num" in match or "vague" in match else None
    if n is None and match.first("vague") == 2:
        n = 2
    return _length(n, match.first("units"), way=way, mod=match.first("approximate"))


@reading
def duration(match: Match) -> Meaning | None:
    """Read "two weeks", "a year and a half", "two years and three months", "half an hour"."""
    units = [
        unit for unit in match.all("units", "unit") if not ("earlier" in match or "ago" in match) or unit != "year"
    ]
    if units[0] == "second" and "a" in match and "num" not in match:
        return None
    numbers = match.all("num")
    if len(units) == 2 and numbers:
        second = numbers[1] if len(numbers) > 1 else 1
        parts = [_value(numbers[0], units[0]), _value(second, units[1])]
        return Length(_join(parts))
    n = _amount(match)
    if "half" in match and "num" not in match:
        n = 0.5
    if n is not None:
        n += match.first("plushalf") or 0
    length = _length(n, units[0], mod=match.first("approximate"))
    led = match.before is not None and match.before.text.lower() == "in"
    if led and n is not None and n == int(n) and units[0] not in _CLOCK_UNITS and "num" in match:
        grain, times = _plain(units[0])
        return InTime(Shift(int(n) * times, grain), length)
    return length


def _join(parts: list[str]) -> str:
    """Join "P2Y" and "P3M" to "P2Y3M"."""
    dates = "".join(part[1:] for part in parts if "T" not in part)
    times = "".join(part[2:] for part in parts if "T" in part)
    return f"P{dates}" + (f"T{times}" if times else "")


@reading
def long(match: Match) -> Meaning | None:
    """Read "two-week-long", "day-long", "decades-long"."""
    n = None if "units" in match and "num" not in match else _amount(match)
    return _length(n, match.first("unit", "units"), mod=match.first("approximate"))


@reading
def bare_units(match: Match) -> Meaning | None:
    """Read "for years", "in weeks": some, nobody says how many."""
    if len(match.lexemes) == 1:
        return None
    return _length(None, match.first("units"))


@reading
def age(match: Match) -> Meaning | None:
    """Read "34 years old", "34-year-old": how old somebody is says nothing about when."""
    return NoTime()


@reading
def every(match: Match) -> Meaning | None:
    """Read "every day", "every two weeks", "each Friday"."""
    n = match.first("num") or match.first("every")
    if (unit := match.first("unit", "units")) is not None:
        return Ready("SET", _value(n, unit))
    if (day := match.first("weekday")) is not None:
        return Ready("SET", f"XXXX-WXX-{day + 1}" + (f"T{match.first('daypart')}" if "daypart" in match else ""))
    if (month := match.first("month")) is not None:
        return Ready("SET", f"XXXX-{month:02}")
    if "weekend" in match:
        return Ready("SET", "XXXX-WXX-WE")
    season, daypart = match.first("season"), match.first("daypart")
    return Ready("SET", f"XXXX-{season}" if season else f"XXXX-XX-XXT{daypart}")


@reading
def rate(match: Match) -> Meaning | None:
    """Read "twice a month", "per year"."""
    return Ready("SET", _value(1, match.first("unit")))


@reading
def frequency(match: Match) -> Meaning | None:
    """Read "daily", "annual"."""
    return Ready("SET", match.first("frequency"))


@reading
def on_weekdays(match: Match) -> Meaning | None:
    """Read "Fridays"."""
    return Ready("SET", f"XXXX-WXX-{match.first('weekdays') + 1}")


@reading
def reference(match: Match) -> Meaning | None:
    """Read "now", "recently", "the future"."""
    return Ready("DATE", match.first("reference"))


@reading
def the_past(match: Match) -> Meaning | None:
    """Read "in the past"."""
    return Ready("DATE", "PAST_REF")


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


def _amount(match: Match) -> float | None:
    """The number of units: None where it is vague, 1 for "a" and for none at all."""
    number, vague = match.first("num"), match.first("vague")
    if number is not None:
        return float(number)
    if vague is not None:
        return float(vague) if vague else None
    return 1.0


def _plain(unit: str) -> tuple[Grain, int]:
    """The grain of a unit, and how many of it make one of the unit."""
    grain, times = _MULTIPLES.get(unit, (unit, 1))
    return grain, times  # type: ignore[return-value]


def _value(n: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration.

    Example:
        >>> _value(5.5, "hour"), _value(None, "year"), _value(2, "decade")
        ('PT5H30M', 'PXY', 'P20Y')
    """
    plain, times = _MULTIPLES.get(unit, (unit, 1))
    clock = "T" if plain in _CLOCK_UNITS else ""
    if n is None:
        return f"P{clock}X{_LETTERS[plain]}"
    amount = n * times
    if amount == int(amount):
        return f"P{clock}{int(amount)}{_LETTERS[plain]}"
    smaller, per = _SMALLER.get(plain, (plain, 1))
    rest = (amount - int(amount)) * per
    if per == 1 or rest != int(rest) or (smaller == "hour"):
        return f"P{clock}{amount:g}{_LETTERS[plain]}"
    whole = f"{int(amount)}{_LETTERS[plain]}" if amount >= 1 else ""
    return f"P{clock}{whole}{int(rest)}{_LETTERS[smaller]}"


_DAYS_LONG = {"day": 1, "week": 7, "fortnight": 14, "month": 30.4, "quarter": 91, "half": 182, "year": 365.25,
              "decade": 3652.5, "century": 36525, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}  # fmt: skip


def _length(n: float | None, unit: str, *, way: int | None = None, mod: str | None = None) -> Length:
    days = None if n is None else n * _DAYS_LONG.get(unit, 365250)
    return Length(_value(n, unit), way, days, mod)
