"""Readings of periods: months, seasons, quarters, years, and those counted from another time.

Each function reads one kind of form, which `forms.yaml` names. None means that the words are not
of that kind after all, so that a shorter form may be tried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.steps.times.amounts import amount_of, grain_of, length_of, plain_unit
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Base, Fixed, InTime, Meaning, Named, NoTime, Ready, Shift
from dateline.steps.times.periods import Grain, Period
from dateline.steps.times.readings.common import calendar_parts, is_abbreviation, mod_of, reading, which_of, year_of


@reading
def month(match: Match) -> Meaning | None:
    """Read "March", "early March 2025", "last March", "March of last year"."""
    if is_abbreviation(match):
        return None
    return Named(month=match.first("month"), grain="month", **calendar_parts(match))


@reading
def part_of(match: Match) -> Meaning | None:
    """Read "the first week of March", "the last quarter of 1989": a part of the larger period."""
    if "month" in match:
        nth = match.first("ordinal")
        if match.first("unit") not in ("day", "week") or (nth or 1) > 4:
            return None
        mod = "OPENING" if nth == 1 else "MID" if nth in (2, 3) else "CLOSE"
        day = nth if match.first("unit") == "day" else None
        return Named(month=match.first("month"), day=day, year=year_of(match), mod=mod)
    units = [*match.all("half"), *match.all("unit")]
    year, shift = year_of(match), None
    if year is None:
        if units[1:] != ["year"]:
            return None
        shift = match.all("last", "this", "next")[-1]
    last: dict[str, tuple[int, Grain]] = {"quarter": (4, "quarter"), "half": (2, "half")}
    if units[0] in last:
        return Named(nth=last[units[0]], grain=last[units[0]][1], year=year, year_shift=shift)
    day = 31 if units[0] == "day" else None
    return Named(month=12, day=day, year=year, year_shift=shift) if units[0] in ("day", "month") else None


@reading
def month_quarter(match: Match) -> Meaning | None:
    """Read "the September quarter": the one that ends in that month."""
    month = match.first("month")
    if month % 3 or not ("period" in match or match.first("unit") == "quarter"):
        return None
    return Named(nth=(month // 3, "quarter"), grain="quarter")


@reading
def season(match: Match) -> Meaning | None:
    """Read "the summer of 2024", "last fall"."""
    return Named(season=match.first("season"), grain="season", **calendar_parts(match))


@reading
def ordinal_period(match: Match) -> Meaning | None:
    """Read "the third quarter of 2024", "last year's first half", "Q3"."""
    code = match.first("quartercode")
    if code:
        nth, unit = int(code.strip("qh")), "quarter" if "q" in code else "half"
    else:
        units = ["half"] if "half" in match else [unit for unit in match.all("unit", "units") if unit != "year"]
        nth, unit = match.first("ordinal"), units[-1] if units else "year"
    grain = grain_of(unit)
    of_the = "of" in match and match.lexemes[-1].kinds.get("unit") == "year" and which_of(match) is None
    if grain is None or nth > {"quarter": 4, "half": 2}.get(unit, 0):
        return None
    parts = calendar_parts(match)
    fiscal = "fiscal" in match and grain == "quarter"
    return Named(nth=(nth, grain), grain=grain, fiscal=fiscal, **(parts | {"year_shift": 0} if of_the else parts))


@reading
def year(match: Match) -> Meaning | None:
    """Read "1998", "early 1998", "fiscal 1998", "the year 2000"."""
    found = year_of(match)
    return None if found is None else Named(year=found, mod=mod_of(match), grain="year")


@reading
def year_period(match: Match) -> Meaning | None:
    """Read "the 1988 period", "last year's quarter": the quarter in focus, in that year."""
    if match.before is not None and "hyphen" in match.before.kinds:
        return None
    grain = grain_of("half" if "half" in match else match.all("unit")[-1] if "unit" in match else "quarter")
    if grain not in ("quarter", "half"):
        return None
    return Named(same=True, latest=True, grain=grain, year=year_of(match), year_shift=which_of(match))


@reading
def decade(match: Match) -> Meaning | None:
    """Read "the early 1990s", "the nineties"."""
    digits = match.first("decade")
    if match.lexemes[-1].text[0] in "12345678" and len(digits) == 2:
        return None
    if len(digits) == 2:
        digits = ("19" if digits >= "20" else "20") + digits
    return Fixed(Period.of(date(int(digits), 1, 1), "decade"), mod_of(match))


@reading
def century(match: Match) -> Meaning | None:
    """Read "the late 19th century"."""
    nth = match.first("ordinal")
    return Fixed(Period("century", date(max(100 * (nth - 1), 1), 1, 1)), mod_of(match)) if nth <= 30 else None


@reading
def before_christ(match: Match) -> Meaning | None:
    """Read "the 5th century BC" and "44 BC", which Python's calendar has no days for."""
    nth, year = match.first("ordinal"), match.first("num")
    if "century" in match:
        return Ready("DATE", f"BC{nth - 1:02}")
    return Ready("DATE", f"BC{year:04}") if isinstance(year, int) and 0 < year < 10_000 else None


@reading
def deictic_period(match: Match) -> Meaning | None:
    """Read "last year", "earlier this month", "the end of next week"."""
    which, unit = 0 if "current" in match else which_of(match), "half" if "half" in match else match.first("unit")
    if "past" in match:
        return length_of(1, unit, way=-1)
    grain = grain_of(unit)
    if grain is None or which is None or (grain == "day" and which == 0):
        return None
    if "the" in match and ("last" in match or "next" in match):
        return _the_last_or_next(match, which, grain)
    return Shift(which, grain, "now" if "current" in match else "published", mod=mod_of(match))


def _the_last_or_next(match: Match, which: int, grain: Grain) -> Meaning:
    """Read "the next day" by the time in focus, "in the last year" as that up to now, "the last day" as no time."""
    unit = "half" if grain == "half" else match.first("unit")
    if which < 0 and (grain == "day" or (match.after is not None and "of" in match.after.kinds)):
        return NoTime()
    led = match.before is not None and ("in" in match.before.kinds or "for" in match.before.kinds)
    if grain in ("decade", "century"):
        return length_of(1, unit, way=which)
    if led and mod_of(match) is None and "fiscal" not in match:
        return Shift(which, grain, rolling=True)
    onward = any(
        lexeme.text.lower() == "next" for lexeme in match.lexemes
    )  # "the coming year" is always counted from now
    return Shift(which, grain, "focus" if onward else "published", mod=mod_of(match))


@reading
def next_to_focus(match: Match) -> Meaning | None:
    """Read "the following year", "the previous day", "the next morning": counted from the focus."""
    grain = grain_of("half" if "half" in match else match.first("unit"))
    if grain is None:
        return None
    return Shift(match.first("following", "previous", "next"), grain, "focus", mod=mod_of(match))


@reading
def before_last(match: Match) -> Meaning | None:
    """Read "the week before last"."""
    grain = grain_of(match.first("unit"))
    return None if grain is None else Shift(-2, grain)


@reading
def same_period(match: Match) -> Meaning | None:
    """Read "that day", "the same week", "the latest quarter", "the year"."""
    unit = match.first("unit")
    if "period" in match or unit == "quarter":
        if unit is None and not ("same" in match or "latest" in match):
            return None
        latest = "latest" in match or "period" in match
        same = Named(grain="quarter", same=True, year_shift=which_of(match), mod=mod_of(match), latest=latest)
        return replace(same, year=year_of(match), back=int(match.first("ago", "earlier", "before") is not None))
    grain = grain_of(unit)
    if grain is None:
        return None
    if grain == "year" and ("ended" in match or _ends_in_month(match)):
        return length_of(1, unit)
    if match.after is not None and "hyphen" in match.after.kinds:
        return None
    known = any(kind in match for kind in ("same", "that", "latest", "edge", "part"))
    if not known and not _is_led(match, unit):
        return None
    if "latest" in match and grain == "year":
        return Shift(-1, grain, mod=mod_of(match))
    base: Base = "focus" if "same" in match or "that" in match else "published"
    if (year := year_of(match)) is not None:
        return Shift(0, grain, base, year=year) if grain in ("day", "week", "month") else None
    if match.all("unit")[1:] == ["year"]:  # "the same month last year"
        return Shift(0, grain, base, years=match.first("last", "ago", "earlier", "before") or 0)
    return Shift(0, grain, base, mod=mod_of(match), keep=not known and grain == "year")


def _ends_in_month(match: Match) -> bool:
    """Whether "the year" is twelve months to an end that stands after it: "the year to March"."""
    return match.after is not None and match.after.text.lower() == "to" and mod_of(match) is None


def _is_led(match: Match, unit: str) -> bool:
    """Whether "the week" follows a word that makes it a time ("for the week", "later in the day")."""
    if unit == "year":
        return True
    led = match.before is not None and ("in" in match.before.kinds or "for" in match.before.kinds)
    led = led or (match.after is not None and "s" in match.after.kinds)
    return led and unit in ("week", "month")


@reading
def ago(match: Match) -> Meaning | None:
    """Read "two years ago", "several months ago", "a year and a half ago"."""
    n, unit = amount_of(match), match.first("unit", "units")
    grain, times = plain_unit(unit)
    if n is not None:
        n = 0.5 if "half" in match else n + (match.first("plushalf") or 0)
    if grain is None:
        return length_of(n, unit, way=-1)
    if n is None:
        return Ready("DATE", "PAST_REF")
    n *= times
    if n != int(n) and grain == "year":
        n, grain = 12 * n, "month"
    keep = n == 1 and unit == "year"
    return Shift(-round(n), grain, "published", mod=match.first("approximate"), keep=keep)


@reading
def from_now(match: Match) -> Meaning | None:
    """Read "two weeks from now", "a year from today", "a week from Tuesday"."""
    n, (grain, times) = amount_of(match), plain_unit(match.first("units", "unit"))
    if match.first("reference") not in (None, "PRESENT_REF") or match.first("deictic") not in (None, 0):
        return None
    if n is None or grain is None:
        return Ready("DATE", "FUTURE_REF")
    if "weekday" in match:
        weeks = round(n * times)
        return Named(weekday=match.first("weekday"), day=7 * weeks, which=0, grain="day") if grain == "week" else None
    return Shift(round(n * times), grain, mod=match.first("approximate"))


@reading
def beside(match: Match) -> Meaning | None:
    """Read "a year earlier", "three days later", "year-ago", "the year-earlier quarter"."""
    n, units = amount_of(match), match.all("unit", "units")
    way = match.first("ago", "earlier", "later", "before", "after")
    grain, times = plain_unit(units[0])
    if grain is None:
        return length_of(n, units[0])
    if n is None:
        if way < 0:
            return Ready("DATE", "PAST_REF")
        return InTime(Ready("DATE", "FUTURE_REF"), length_of(None, units[0]))  # "a few days later" may lie behind
    if grain == "year" and ("period" in match or units[-1] == "quarter"):
        nth = match.first("ordinal") or 0
        quarter: tuple[int, Grain] | None = (nth, "quarter") if 1 <= nth <= 4 else None
        return Named(same=True, latest=True, grain="quarter", back=1, nth=quarter)
    return Shift(way * round(n * times), grain, "focus", mod=match.first("approximate"), keep=grain == "year")
