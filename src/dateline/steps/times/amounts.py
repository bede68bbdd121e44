"""Amounts: how many of which unit, and the TIMEX3 value of a duration."""

from __future__ import annotations

from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Length
from dateline.steps.times.periods import Grain

CLOCK_UNITS = ("hour", "minute", "second")

_GRAINS: dict[str, Grain] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
_LETTERS = {
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
_MULTIPLES = {
    "fortnight": ("week", 2),
    "half": ("month", 6),
    "decade": ("year", 10),
    "century": ("year", 100),
    "millennium": ("year", 1000),
}
_SMALLER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}
DAYS_LONG = {
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30.4,
    "quarter": 91,
    "half": 182,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
    "hour": 1 / 24,
    "minute": 1 / 1440,
    "second": 1 / 86400,
}


def amount_of(match: Match) -> float | None:
    """The number of units: None where it is vague, 1 for "a" and for none at all."""
    number, vague = match.first("num"), match.first("vague")
    if number is not None:
        return float(number)
    if vague is not None:
        return float(vague) if vague else None
    return 1.0


def grain_of(unit: str | None) -> Grain | None:
    """The calendar grain of a unit; None for hours, fortnights and the like, which are no calendar period."""
    return _GRAINS.get(unit or "")


def plain_unit(unit: str) -> tuple[Grain | None, int]:
    """The grain that a unit is counted in, and how many of it make one of the unit; None for parts of a day."""
    plain, times = _MULTIPLES.get(unit, (unit, 1))
    return grain_of(plain), times


def duration_value(n: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration.

    Example:
        >>> duration_value(5.5, "hour"), duration_value(None, "year"), duration_value(2, "decade")
        ('PT5H30M', 'PXY', 'P20Y')
    """
    plain, times = _MULTIPLES.get(unit, (unit, 1))
    clock = "T" if plain in CLOCK_UNITS else ""
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


def length_of(n: float | None, unit: str, *, way: int | None = None, mod: str | None = None) -> Length:
    """The duration of some units; `way` says that it ends (-1) or begins (1) at the time of writing."""
    days = None if n is None else n * DAYS_LONG.get(unit, 365250)
    return Length(duration_value(n, unit), way, days, mod)


def join_values(parts: list[str]) -> str:
    """Join "P2Y" and "P3M" to "P2Y3M"."""
    dates = "".join(part[1:] for part in parts if "T" not in part)
    times = "".join(part[2:] for part in parts if "T" in part)
    return f"P{dates}" + (f"T{times}" if times else "")
