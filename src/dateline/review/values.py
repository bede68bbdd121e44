"""What a field may be: each check gives the value as the contract has it, or says what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from dateline.errors import RevisionError
from dateline.resources.countries import load_countries
from dateline.review.links import Record

MOST_CHARACTERS = 2000
MOST_ITEMS = 1000
MOST_SHOWN = 40
MAX_COUNT = 2**31 - 1

Check = Callable[[Any, str], Any]
"""Takes a value and the name of its field."""


def fields_of(value: Any, name: str, allowed: Collection[str], required: Collection[str] = ()) -> Record:
    """Check that a value is an object with these fields."""
    if not isinstance(value, Mapping):
        raise RevisionError(f"{name} is {_shown(value)}; it must be an object with {', '.join(allowed)}")
    unknown = sorted(str(key) for key in value if key not in allowed)
    if unknown:
        raise RevisionError(f"{name} has no field {unknown[0]!r}; it has {', '.join(allowed)}")
    missing = [key for key in required if value.get(key) is None]
    if missing:
        raise RevisionError(f"{name} needs {', '.join(missing)}")
    return dict(value)


def items_of(value: Any, name: str) -> list[Any]:
    """Check that a value is a list."""
    if not isinstance(value, list | tuple):
        raise RevisionError(f"{name} is {_shown(value)}; it must be a list")
    if len(value) > MOST_ITEMS:
        raise RevisionError(f"{name} has {len(value):,} items; {MOST_ITEMS:,} are the most")
    return list(value)


def line(value: Any, name: str) -> str:
    """Check words that a person typed."""
    if not isinstance(value, str) or not value.strip():
        raise RevisionError(f"{name} is {_shown(value)}; it must be a few words")
    if len(value) > MOST_CHARACTERS:
        raise RevisionError(f"{name} has {len(value):,} characters; {MOST_CHARACTERS:,} are the most")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise RevisionError(f"{name} holds half a character, which no file can keep") from None
    return value.strip()


def optional(check: Check) -> Check:
    """Let a value also be null."""
    return lambda value, name: None if value is None else check(value, name)


def one_of(allowed: Collection[str]) -> Check:
    """Let a value be one of a few words."""

    def check(value: Any, name: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise RevisionError(f"{name} is {_shown(value)}; it must be one of {_listed(allowed)}")
        return value

    return check


def list_of(item: Check) -> Check:
    """Let a value be a list without doubles."""

    def check(value: Any, name: str) -> list[Any]:
        found: list[Any] = []
        for each in items_of(value, name):
            checked = item(each, name)
            if checked not in found:
                found.append(checked)
        return found

    return check


def flag(value: Any, name: str) -> bool:
    """Check a yes or no."""
    if not isinstance(value, bool):
        raise RevisionError(f"{name} is {_shown(value)}; it must be true or false")
    return value


def whole(value: Any, name: str) -> int:
    """Check a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_COUNT:
        raise RevisionError(f"{name} is {_shown(value)}; it must be a whole number from 0 to {MAX_COUNT:,}")
    return value


def degrees(limit: int) -> Check:
    """Let a value be degrees of latitude or longitude."""

    def check(value: Any, name: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
            raise RevisionError(f"{name} is {_shown(value)}; it must be a number of degrees from -{limit} to {limit}")
        return float(value)

    return check


def count(value: Any, name: str) -> Record:
    """Check a range of people; `high` is null where it is open."""
    given = fields_of(value, name, ("low", "high"), ("low",))
    return {"low": whole(given["low"], f"{name}.low"), "high": _high(given, name)}


def _high(given: Record, name: str) -> int | None:
    high = given.get("high")
    if high is None:
        return None
    if whole(high, f"{name}.high") < given["low"]:
        raise RevisionError(f"{name} goes from {given['low']} to {high}; the low end must not be above the high one")
    return int(high)


def span_in(text: str) -> Callable[..., Record]:
    """Let a value be words of the article: `start` and `end`, and `text` where it is given."""

    def check(value: Any, name: str, more: Collection[str] = ()) -> Record:
        given = fields_of(value, name, ("start", "end", "text", *more), ("start", "end"))
        start, end = whole(given["start"], f"{name}.start"), whole(given["end"], f"{name}.end")
        if not start < end <= len(text):
            raise RevisionError(
                f"{name} goes from {start} to {end}; choose at least one character of the text, which has {len(text):,}"
            )
        words = text[start:end]
        if given.get("text", words) != words:
            raise RevisionError(f"{name}: at {start} to {end} stands {_shown(words)}, not {_shown(given['text'])}")
        return {"start": start, "end": end, "text": words}

    return check


def country(value: Any, name: str) -> str:
    """Check an ISO 3166-1 alpha-3 code."""
    if not isinstance(value, str) or load_countries().by_code(value) is None:
        raise RevisionError(f"{name} is {_shown(value)}; it must be an ISO 3166-1 alpha-3 code, such as IRQ")
    return value


def feature(value: Any, name: str) -> str:
    """Check a GeoNames feature code."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", value):
        raise RevisionError(
            f"{name} is {_shown(value)}; it must be a GeoNames feature code: PPL, PPLC, ADM1, ADM2, PCLI"
        )
    return value


def day(value: Any, name: str) -> str:
    """Check an ISO 8601 day."""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise RevisionError(f"{name} is {_shown(value)}; it must be a day such as 2025-03-14") from None


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= MOST_SHOWN else shown[: MOST_SHOWN - 1] + "…"


def _listed(allowed: Collection[str]) -> str:
    """List what is allowed; an order of its own stays, a set is sorted."""
    words = sorted(allowed) if isinstance(allowed, set | frozenset) else list(allowed)
    return ", ".join(words) or "none: there are none"
