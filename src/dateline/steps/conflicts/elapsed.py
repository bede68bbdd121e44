"""Lengths of time that the dates beside them deny: "since March, nine months ago", "a three-day visit from Monday to Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from dateline.report import Span, Time
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.dates import WEEKDAYS
from dateline.steps.conflicts.words import Words
from dateline.text.numbers import parse_cardinal

MOST_LENGTHS = 40
MOST_TIMES = 4
"""How many times another a length may be and still be meant for it."""

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS_IN = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_DAY = "|".join(WEEKDAYS)
_RANGE = re.compile(
    rf"\b([a-z]+|\d{{1,2}})-day ([a-z]+(?: [a-z]+)?)\b[^.;]{{0,80}}?\b(?:from|between) ({_DAY})[^.;,]{{0,20}}? (?:to|until|till|through|and) ({_DAY})\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(r"\b(\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[ -](?:year )?anniversary\b", re.IGNORECASE)
SLACK_SHARE = 0.2
NEAR_DAYS = 12
"""Days from an anniversary within which a report speaks of it."""


def find_elapsed_conflicts(words: Words, text: str, times: Sequence[Time], published: date | None) -> Iterator[Finding]:
    """Find lengths of time that do not lead from their own beginning to their end."""
    yield from _ranges(text)
    if published is not None:
        yield from _since(words, times, published)
        yield from _anniversaries(text, times, published)


def _ranges(text: str) -> Iterator[Finding]:
    """Find "a three-day visit from Monday to Friday"."""
    for match in islice(_RANGE.finditer(text), MOST_LENGTHS):
        days = parse_cardinal(match.group(1).lower())
        first, last = (WEEKDAYS.index(match.group(n).capitalize()) for n in (3, 4))
        between = (last - first) % 7
        if days and days < 7 and days not in (between, between + 1):
            yield Finding(
                "time",
                (Span.cut(text, *match.span(1)), Span.cut(text, match.start(3), match.end(4))),
                f"From {match.group(3)} to {match.group(4)} are {between + 1} days, not {days}.",
                "medium",
            )


class _Length(NamedTuple):
    """How long something has lasted: the days, the days of its unit, the verb."""

    time: Time
    days: float
    unit: float
    verb: int


class _Start(NamedTuple):
    """Since when something has lasted, and the verb."""

    time: Time
    first: date
    last: date
    verb: int


def _since(words: Words, times: Sequence[Time], published: date) -> Iterator[Finding]:
    """Find one state that has lasted "for nine months" and "since November", five months ago."""
    lengths, starts = _lasting(words, times)
    alone = len(lengths) == len(starts) == 1
    for length in lengths:
        for start in starts:
            one_clause = alone or words.sentence[length.verb] == words.sentence[start.verb]
            if (one_clause or _same_party(words, length.verb, start.verb)) and not _fits(length, start, published):
                spans = (length.time, start.time)
                told = f"From {start.time.text} to the day of the report it is not {length.time.text}."
                yield Finding("time", tuple(spans), told, "medium")
                return


def _lasting(words: Words, times: Sequence[Time]) -> tuple[list[_Length], list[_Start]]:
    """Lengths and beginnings of what has lasted until the report, both with a verb in the perfect."""
    lengths: list[_Length] = []
    starts: list[_Start] = []
    for time in times:
        token = words.at.get(time.start)
        verb = _perfect(words, token) if token is not None and len(lengths) + len(starts) < MOST_LENGTHS else None
        if token is None or verb is None:
            continue
        before = words.lower[max(0, token - 3) : token]
        match = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
        if match and set(before) & {"for", "past", "last"}:
            unit = _DAYS_IN[match.group(2)]
            lengths.append(_Length(time, float(match.group(1)) * unit, unit, verb))
        elif time.earliest and time.latest and before[-1:] == ["since"]:
            starts.append(_Start(time, date.fromisoformat(time.earliest), date.fromisoformat(time.latest), verb))
    return lengths, starts


def _fits(length: _Length, start: _Start, published: date) -> bool:
    """Whether the length leads from its beginning to the report, or is of something else altogether."""
    least, most = (published - start.last).days, (published - start.first).days
    slack = max(length.unit, SLACK_SHARE * length.days)
    other = least < 0 or max(length.days, most) > MOST_TIMES * min(length.days, most)
    return other or least - slack <= length.days <= most + slack


def _perfect(words: Words, token: int) -> int | None:
    """The verb in the perfect on which a time hangs."""
    for above in words.climb(token):
        if words.pos[above] in ("VERB", "AUX"):
            has = any(words.lower[c] in ("has", "have", "'ve", "’ve") for c in words.children[above])
            return above if has else None
    return None


def _same_party(words: Words, a: int, b: int) -> bool:
    near = [{k for i in words.under(verb) if (k := words.keys[i])} for verb in (a, b)]
    return words.keys[a] == words.keys[b] or bool({k for k in near[0] & near[1] if k[0] == "#"})


def _anniversaries(text: str, times: Sequence[Time], published: date) -> Iterator[Finding]:
    """Find the fourth anniversary, these days, of a day that has its date with another year."""
    told = [(m, n) for m in islice(_ANNIVERSARY.finditer(text), 10) if (n := _ordinal(m.group(1).lower()))]
    for time in times if told else ():
        if time.earliest is None or time.earliest != time.latest or not _YEAR.search(time.text):
            continue
        day = date.fromisoformat(time.earliest)
        years = round((published - day).days / 365.25)
        near = abs((published - timedelta(days=round(365.25 * years)) - day).days) <= NEAR_DAYS
        if near and years > 0 and not any(years <= number <= years + 1 for _, number in told):
            match, number = told[-1]
            yield Finding(
                "time",
                (Span.cut(text, *match.span(1)), time),
                f"{time.text} was {years} years ago, not {number}.",
                "medium",
            )
            return


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinal(word: str) -> int | None:
    if word[:1].isdigit():
        return int(word.rstrip("stndrh"))
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else None
