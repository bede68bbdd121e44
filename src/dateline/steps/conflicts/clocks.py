"""What ends before it begins by the clock: a gunman who surrendered at three, and opened fire at four."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dateline.report import Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.words import Words

_CLOCK = re.compile(
    r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])(?:\.\s?m\b\.?|m\b)|\b(midnight|noon)\b|(?<![\d.,$£€])\b([01]?\d|2[0-3]):([0-5]\d)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|tomorrow|next day|later that|following)\b", re.I
)
MOST_CLOCKS = 30
"""Times of day that are compared in one article; a longer list is a timetable."""

SAME_DAY_MINUTES = 8 * 60
"""How long before the first deed the last may stand and still be meant for the same day, not the next."""

_NOON = 12 * 60


class _Told(NamedTuple):
    """A time of day, in minutes, and whether it is when something begins or ends."""

    minutes: int
    begins: bool
    half_known: bool
    sentence: int
    span: Span
    deed: str


def find_clock_conflicts(words: Words, text: str) -> Iterator[Finding]:
    """Find a last deed (an arrest, an end) that stands before the first one (an attack, a call) by the clock.

    Two days by name in the two sentences explain it, and so does a night that lies between.
    """
    told = list(_told(words, text))
    for first in told:
        for last in told:
            if not first.begins or last.begins or first.half_known != last.half_known:
                continue
            early = first.minutes - last.minutes
            if 0 < early <= SAME_DAY_MINUTES and not _other_days(words, text, first, last):
                yield Finding(
                    "order",
                    (first.span, last.span),
                    f"“{last.deed}” is at {last.span.text}, before “{first.deed}” at {first.span.text}.",
                    "medium",
                )
                return


def _told(words: Words, text: str) -> Iterator[_Told]:
    for match in islice(_CLOCK.finditer(text), MOST_CLOCKS):
        token = words.at.get(match.start())
        deed = _deed_of(words, token) if token is not None else None
        if token is None or deed is None:
            continue
        span = Span.cut(text, match.start(), match.end())
        half_known = match.group(5) is None
        yield _Told(_minutes(match), deed[1], half_known, words.sentence[token], span, words.doc[deed[0]].text)


def _minutes(match: re.Match[str]) -> int:
    hour, minute, half, name, hour_of_24, minute_of_24 = match.groups()
    if name:
        return _NOON if name.lower() == "noon" else 0
    if hour_of_24:
        return int(hour_of_24) * 60 + int(minute_of_24)
    return int(hour) % 12 * 60 + int(minute or 0) + (_NOON if half.lower() == "p" else 0)


def _deed_of(words: Words, token: int) -> tuple[int, bool] | None:
    """The nearest governor of a time that begins or ends something, and which of the two."""
    for above in words.climb(token):
        lemma = words.lemma[above].lower()
        beside = {words.lower[i] for i in words.children[above]}
        if (
            lemma in words_of("ending_deeds")
            or (lemma == "be" and "over" in beside)
            or (lemma == "give" and "up" in beside)
        ):
            return above, False
        if lemma in words_of("beginning_deeds"):
            return above, True
        if words.pos[above] == "VERB":
            return None
    return None


def _other_days(words: Words, text: str, a: _Told, b: _Told) -> bool:
    """Whether the two sentences name different days, or one says that it is another day's."""
    days = [{m.group().lower() for m in _DAY.finditer(text, *words.extents[told.sentence])} for told in (a, b)]
    return bool(days[0] and days[1] and not days[0] & days[1]) or bool(
        (days[0] | days[1]) & {"next day", "following", "tomorrow", "later that"}
    )
