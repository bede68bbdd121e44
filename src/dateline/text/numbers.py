"""Numbers in words and digits, and quantities: numbers with what "at least" or "about" makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor
from typing import Any, NamedTuple

from dateline.report import Count
from dateline.resources.tables import load_table

_SPLIT = re.compile(r"[\s-]+")
_DECIMAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[-–—+]")
_HYPHENS = frozenset("-–—‑")
_LOOSE = frozenset({"over", "under", "above", "below", "around", "about", "plus"})
_MARGIN = 0.1
_MAX_DIGITS = 15


class Quantity(NamedTuple):
    """A quantity among words: `start` to `end` (exclusive) with its approximators."""

    start: int
    end: int
    total: Count


class _Number(NamedTuple):
    end: int
    low: int
    high: int | None


@lru_cache
def number_words() -> dict[str, Any]:
    """The table of number words: `units` add, `scales` multiply; `vague`, `before` and `after` give ranges."""
    table: dict[str, Any] = load_table("lexicons/numbers.yaml")
    return table


def parse_cardinal(words: str) -> int | None:
    """Read a whole number: "17", "1,200", "twenty-one", "two hundred and six", "3 million", "two dozen".

    Returns:
        The number, or None where the words are no whole number.

    Example:
        >>> parse_cardinal("two hundred and six")
        206
    """
    units, scales = number_words()["units"], number_words()["scales"]
    total, group, seen = 0.0, 0.0, False
    for word in _SPLIT.split(words.strip().lower()):
        if word in units:
            group += units[word]
        elif _DECIMAL.fullmatch(word):
            group += float(word.replace(",", ""))
        elif word in scales:
            group = (group or 1) * scales[word]
            if scales[word] >= 1000:
                total, group = total + group, 0.0
        elif word in ("and",) if seen else word in ("a", "an"):
            continue
        else:
            return None
        seen = True
    whole = total + group
    return int(whole) if seen and whole == int(whole) else None


def parse_quantity(words: str) -> Count | None:
    """Read a quantity as a range: "at least six", "between 10 and 15", "dozens", "about 40".

    "About" and its like give 10 % to either side, "nearly" 10 % below, "up to" nothing
    about the least; the lows of vague words stand in data/lexicons/numbers.yaml.

    Returns:
        The range, or None where the words are no quantity, or more than one.

    Example:
        >>> parse_quantity("more than two dozen")
        Count(low=25, high=None)
    """
    parts = _WORD.findall(words.lower())
    if parts in (["no"], ["none"], ["nobody"]):
        return Count(low=0, high=0)
    if parts in (["a"], ["an"], ["another"]):
        return Count(low=1, high=1)
    found = find_quantities(parts)
    return found[0].total if len(found) == 1 and (found[0].start, found[0].end) == (0, len(parts)) else None


def find_quantities(words: Sequence[str]) -> list[Quantity]:
    """Find the quantities among words, in order and without overlap.

    Args:
        words: Lower-cased tokens; a hyphen within a number or range is a token of its own.
    """
    starters = _starters()
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = _quantity_at(words, at) if words[at] in starters or words[at][:1].isdigit() else None
        if quantity:
            found.append(quantity)
        at = quantity.end if quantity else at + 1
    return found


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    table = number_words()
    words = {
        word for phrases in table["before"].values() for phrase in phrases.split(",") for word in phrase.split()[:1]
    }
    return frozenset(
        {"a", "an", "half", "between"} | words | set(table["units"]) | set(table["scales"]) | set(table["vague"])
    )


@lru_cache(maxsize=2)
def _phrases(side: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Approximators by first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in number_words()[side].items():
        for phrase in phrases.split(","):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, kind))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _phrase_at(words: Sequence[str], at: int, side: str) -> tuple[int, str] | None:
    if at >= len(words):
        return None
    for parts, kind in _phrases(side).get(words[at], ()):
        if tuple(words[at : at + len(parts)]) == parts:
            return at + len(parts), kind
    return None


def _quantity_at(words: Sequence[str], at: int) -> Quantity | None:
    start = at
    kinds: list[str] = []
    while len(kinds) < 3 and (phrase := _phrase_at(words, at, "before")):
        loose = words[at] in _LOOSE and phrase[0] == at + 1
        at = phrase[0]
        kinds.append("loose " + phrase[1] if loose else phrase[1])
    number = _range_at(words, at)
    if number is None:
        return None
    count, end = (number.low, number.high), number.end
    for kind in reversed(kinds):
        count = _bounded(count, kind)
    after = _phrase_at(words, end, "after")
    if after and not kinds:
        count, end = _bounded(count, after[1]), after[0]
    return Quantity(start, end, Count(low=count[0], high=count[1]))


def _bounded(count: tuple[int, int | None], kind: str) -> tuple[int, int | None]:
    """Apply an approximator; "over", "around" and their like bind small numbers only as prepositions."""
    low, high = count
    if kind.startswith("loose "):
        kind = "exact" if low < 5 else kind.removeprefix("loose ")
    most = low if high is None else high
    return {
        "at_least": (low, None),
        "more_than": (low + 1, None),
        "at_most": (0, high),
        "less_than": (0, max(most - 1, 0)),
        "about": (floor(low * (1 - _MARGIN) + 0.5), None if high is None else ceil(most * (1 + _MARGIN) - 0.5)),
        "nearly": (floor(low * (1 - _MARGIN) + 0.5), high),
    }.get(kind, count)


def _range_at(words: Sequence[str], at: int) -> _Number | None:
    """Read a number or a range of two: "between 10 and 15", "10 to 15", "three or four", "10-15", but not "rose from 6 to 9"."""
    opened = at < len(words) and words[at] == "between"
    first = _number_at(words, at + opened)
    if first is None:
        return None
    joint = words[first.end] if first.end < len(words) else ""
    joined = joint in (("and",) if opened else ("to", "or")) or joint in _HYPHENS
    if joint == "to" and at > 0 and words[at - 1] == "from":
        joined = False
    second = _number_at(words, first.end + 1) if joined else None
    if second and second.low > first.low and first.low == first.high:
        return _Number(second.end, first.low, second.high)
    return None if opened else first


def _number_at(words: Sequence[str], at: int) -> _Number | None:
    return _vague_at(words, at) or _cardinal_at(words, at)


def _vague_at(words: Sequence[str], at: int) -> _Number | None:
    """Read "dozens", "several hundred", "tens of thousands", "a few"."""
    table = number_words()
    here = at + 1 if at + 1 < len(words) and words[at] in ("a", "an", "the") else at
    if here >= len(words) or words[here] not in table["vague"]:
        return None
    if words[here] in ("both", "zero", "many", "several") and here != at:
        return None
    low, high = table["vague"][words[here]]
    end = here + 1
    if words[end : end + 2][:1] == ["of"] and len(words) > end + 1 and words[end + 1] in ("thousands", "millions"):
        return _Number(end + 2, low * (1000 if words[end + 1] == "thousands" else 1_000_000), None)
    if end < len(words) and words[end] in table["scales"]:
        return _Number(end + 1, low * table["scales"][words[end]], None)
    return _Number(end, low, high)


def _cardinal_at(words: Sequence[str], at: int) -> _Number | None:
    """Read the longest whole number that starts here, word by word."""
    units, scales = number_words()["units"], number_words()["scales"]
    if words[at : at + 2] and words[at] == "half" and list(words[at + 1 : at + 3]) == ["a", "dozen"]:
        return _Number(at + 3, 6, 6)
    total, group, end, open_tens, seen = 0.0, 0.0, at, False, False
    fresh = True
    if at + 1 < len(words) and words[at] in ("a", "an") and words[at + 1] in scales:
        end = at + 1
    while end < len(words):
        word = words[end]
        step = 1
        following = words[end + 1] if seen and end + 1 < len(words) else ""
        hyphenated = word in _HYPHENS and open_tens and 0 < units.get(following, 0) < 10
        if hyphenated or (word == "and" and fresh and following in units):
            word, step = following, 2
        if word in units and (fresh or (open_tens and 0 < units[word] < 10)):
            group += units[word]
            open_tens, fresh = fresh and 20 <= units[word] < 100, False
        elif not seen and word[:1].isdigit() and len(word) <= _MAX_DIGITS and _DECIMAL.fullmatch(word):
            group, fresh = float(word.replace(",", "")), False
        elif word in scales and (seen or end > at) and (group or not seen):
            group = (group or 1) * scales[word]
            if scales[word] >= 1000:
                total, group = total + group, 0.0
            fresh, open_tens = True, False
        else:
            break
        seen, end = True, end + step
    whole = total + group
    return _Number(end, int(whole), int(whole)) if seen and whole == int(whole) else None
