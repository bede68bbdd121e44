"""What the readings share: their register, and the parts that many forms have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Meaning

Reading = Callable[[Match], Meaning | None]

READINGS: dict[str, Reading] = {}


def reading(function: Reading) -> Reading:
    """Enter a function under its name."""
    READINGS[function.__name__] = function
    return function


def mod_of(match: Match) -> str | None:
    """Which part of a period is meant, or how exact an amount is."""
    found: str | None = match.first("part", "edge") or match.first("approximate")
    return found


def year_of(match: Match) -> int | None:
    """The year that stands in the words: "1998", "'98"."""
    year = match.first("year")
    if year is None and (short := match.first("shortyear")) is not None:
        year = 1900 + short if short > 29 else 2000 + short
    return int(year) if year is not None else None


def which_of(match: Match) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next"; None where none of them stands there."""
    found = match.first("last", "previous", "next", "past", "this", "following")
    return None if found is None else int(found)


def calendar_parts(match: Match) -> dict[str, Any]:
    """What most calendar readings share: year, which, mod, part of the day."""
    which, of_year = which_of(match), "year" in match.all("unit", "units")
    named: dict[str, Any] = {"year": year_of(match), "mod": mod_of(match), "daypart": match.first("daypart")}
    named["same"] = "that" in match or "same" in match
    if named["year"] is None and which is not None:
        named["year_shift" if of_year else "which"] = which
    return named


def is_abbreviation(match: Match) -> bool:
    """Whether the match is "Sun" or "Jan" without its full stop or a number: more often a name."""
    if any(kind in match for kind in ("day", "ordinal", "year", "shortyear")):
        return False
    words = [lexeme.text for lexeme in match.lexemes if "weekday" in lexeme.kinds or "month" in lexeme.kinds]
    return any(len(w) <= 4 and not w.endswith(".") and w.lower() not in ("may", "june", "july") for w in words)
