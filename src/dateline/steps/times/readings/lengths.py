"""Readings of durations, sets and of words like "now".

Each function reads one kind of form, which `forms.yaml` names. None means that the words are not
of that kind after all, so that a shorter form may be tried.
"""

from __future__ import annotations

from dateline.steps.times.amounts import (
    CLOCK_UNITS,
    DAYS_LONG,
    amount_of,
    duration_value,
    join_values,
    length_of,
    plain_unit,
)
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import InTime, Length, Meaning, Named, NoTime, PartOf, Ready, Shift
from dateline.steps.times.readings.common import reading, which_of, year_of

_AHEAD = tuple(["coming", units] for units in ("weeks", "months", "quarters", "years", "decades"))
"""As with _GONE: "in the coming weeks" begins now, "in coming weeks" is some time ahead."""

_GONE = (["past", "years"], ["previous", "years"], ["prior", "years"], ["past", "decades"], ["past", "centuries"])
"""Without "the" these are times gone by, and no stretch that ends now as "the past years" is."""


@reading
def vague_beside(match: Match) -> Meaning | None:
    """Read "months ago", "hours later"."""
    return length_of(None, match.first("units"))


@reading
def quarter_century(match: Match) -> Meaning | None:
    """Read "a quarter century"."""
    return Length("P25Y", days=9131) if match.first("unit") == "quarter" else None


@reading
def span_beside(match: Match) -> Meaning | None:
    """Read "the past two months", "the next few years", "recent weeks"."""
    said = [lexeme.text.lower() for lexeme in match.lexemes]
    if said in _GONE or said in _AHEAD:
        return Ready("DATE", "PAST_REF" if said in _GONE else "FUTURE_REF")
    way = match.first("last", "past", "previous", "next", "following", "recent")
    n = amount_of(match) if "num" in match or "vague" in match else None
    if n is None and match.first("vague") == 2:
        n = 2
    return length_of(n, match.first("units"), way=way, mod=match.first("approximate"))


@reading
def duration(match: Match) -> Meaning | None:
    """Read "two weeks", "a year and a half", "two years and three months", "half an hour"."""
    units = [
        unit for unit in match.all("units", "unit") if not ("earlier" in match or "ago" in match) or unit != "year"
    ]
    if units[0] == "second" and "unit" in match and ("num" not in match or _goes_on_with_hyphen(match)):
        return None
    numbers = match.all("num")
    if len(units) == 2 and numbers and DAYS_LONG.get(units[0], 0) < DAYS_LONG.get(units[1], 0):
        return None  # "between six months and 18 years" adds nothing up
    if len(units) == 2 and numbers:
        second = numbers[1] if len(numbers) > 1 else 1
        parts = [duration_value(numbers[0], units[0]), duration_value(second, units[1])]
        return Length(join_values(parts))
    n = amount_of(match)
    if "half" in match and "num" not in match:
        n = 0.5
    if n is not None:
        n += match.first("plushalf") or 0
    length = length_of(n, units[0], mod=match.first("approximate"))
    led = is_led_by_in(match)
    grain, times = plain_unit(units[0])
    if led and n is None and units[0] not in CLOCK_UNITS:
        return InTime(Ready("DATE", "FUTURE_REF"), length)
    if led and n is not None and n == int(n) and grain is not None and "num" in match:
        return InTime(Shift(int(n) * times, grain), length)
    return length


def is_led_by_in(match: Match) -> bool:
    """Whether "in" stands before a length, so that it may be a point ahead: "in five years"."""
    return match.before is not None and match.before.text.lower() == "in"


def _goes_on_with_hyphen(match: Match) -> bool:
    return match.after is not None and "hyphen" in match.after.kinds


@reading
def or_two(match: Match) -> Meaning | None:
    """Read "a year or two"."""
    if match.lexemes[-2].text.lower() != "or" or match.first("num") not in (2, 3):
        return None
    length = length_of(1, match.first("unit"))
    return InTime(Ready("DATE", "FUTURE_REF"), length) if is_led_by_in(match) else length


@reading
def months_of(match: Match) -> Meaning | None:
    """Read "the first nine months of 1989", "the last two weeks of the year": how long, within a year."""
    n, (grain, times) = amount_of(match), plain_unit(match.first("units"))
    if grain is None or n is None or n != int(n) or match.all("unit")[-1:] not in ([], ["year"]):
        return None
    year, which = year_of(match), which_of(match) if "first" in match else None
    whole: Meaning
    if "month" in match:
        whole = Named(month=match.first("month"), year=year, grain="month")
        return PartOf(length_of(n, match.first("units")), int(n) * times, grain, whole, at_end="first" not in match)
    whole = Named(year=year, grain="year") if year is not None else Shift(which or 0, "year")
    return PartOf(length_of(n, match.first("units")), int(n) * times, grain, whole, at_end="first" not in match)


@reading
def in_time(match: Match) -> Meaning | None:
    """Read "two years' time", which stands after "in"."""
    grain, times = plain_unit(match.first("ahead"))
    n = amount_of(match)
    if grain is None:
        return length_of(n, match.first("ahead"), way=1)
    return Ready("DATE", "FUTURE_REF") if n is None else Shift(round(n * times), grain)


@reading
def long(match: Match) -> Meaning | None:
    """Read "two-week-long", "day-long", "decades-long"."""
    n = None if "units" in match and "num" not in match else amount_of(match)
    return length_of(n, match.first("unit", "units"), mod=match.first("approximate"))


@reading
def bare_units(match: Match) -> Meaning | None:
    """Read "for years", "in the weeks", "the early years", "days after": some, nobody says how many."""
    of_clock = match.first("units") in CLOCK_UNITS
    framed = any(kind in match for kind in ("of", "part", "first", "final"))
    if len(match.lexemes) == 1 or (of_clock and framed):
        return None
    return length_of(None, match.first("units"))


@reading
def some_time(match: Match) -> Meaning | None:
    """Read "years" in "it will take years": some, after a verb that says how long."""
    return length_of(None, match.first("units"))


@reading
def that_time(match: Match) -> Meaning | None:
    """Read "during that time": the length that the text named last, which its neighbours tell."""
    return length_of(None, "day")


@reading
def age(match: Match) -> Meaning | None:
    """Read "34 years old", "34-year-old": how old somebody is says nothing about when."""
    return NoTime()


@reading
def every(match: Match) -> Meaning | None:
    """Read "every day", "every two weeks", "each Friday"."""
    n = None if "vague" in match else match.first("num") or match.first("every")
    if (unit := match.first("unit", "units")) is not None:
        return Ready("SET", duration_value(n, unit))
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
    """Read "twice a month", "per year", "six days a week"."""
    return Ready("SET", duration_value(1, match.all("unit")[-1]))


@reading
def frequency(match: Match) -> Meaning | None:
    """Read "daily", "annual"."""
    return Ready("SET", match.first("frequency"))


@reading
def on_weekdays(match: Match) -> Meaning | None:
    """Read "Fridays", "Friday nights"."""
    part = f"T{match.first('dayparts')}" if "dayparts" in match else ""
    return Ready("SET", f"XXXX-WXX-{match.first('weekdays', 'weekday') + 1}{part}")


@reading
def reference(match: Match) -> Meaning | None:
    """Read "now", "recently", "the future"."""
    return Ready("DATE", match.first("reference", "current"))


@reading
def the_past(match: Match) -> Meaning | None:
    """Read "in the past"."""
    return Ready("DATE", "PAST_REF")


@reading
def from_one_to_next(match: Match) -> Meaning | None:
    """Read "day-to-day", "year-on-year", "quarter-to-quarter", which compare or describe and tell no time."""
    return NoTime() if match.first("unit") == match.all("unit")[-1] else None
