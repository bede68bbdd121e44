"""Opening: the day that the dateline of an article gives, "BAGHDAD, March 14 (AP) --"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.steps.times.context import Context
from dateline.steps.times.meanings import Named
from dateline.steps.times.resolve import resolve
from dateline.steps.times.rows import Reading

LAG_DAYS = 2
"""A dateline this much older than the day of publication is when the article was written."""

_OPENING_CHARS = 300
_PLACE = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:, [A-Z][\w.'’]*(?: [\w.'’]+){0,3}){0,2},? $")
_END = re.compile(r",?(?: \d{4})?\s?(?:\([^()\n]{1,24}\)\s?)?(?:--?|[—–_])")


def written_on(found: Sequence[Reading], text: str, published: date | None) -> date | None:
    """The day that "today" is counted from: the dateline's where it is a day or two older than the publication.

    Where the article has no date of publication, a dateline with its year stands in for it. A dateline that
    disagrees by more settles nothing, and its day stays in the text for the reader to see.
    """
    day = dateline_day(found, text, published)
    if published is None or day is None:
        return published or day
    return day if timedelta(0) <= published - day <= timedelta(days=LAG_DAYS) else published


def dateline_day(found: Sequence[Reading], text: str, published: date | None) -> date | None:
    """The day that stands in the dateline; None where there is none, or no year can be told."""
    for match, meaning in found[:2]:
        if match.start > _OPENING_CHARS or not isinstance(meaning, Named) or not meaning.month or not meaning.day:
            continue
        line = text[max(text.rfind("\n", 0, match.start) + 1, 0) : match.start].lstrip()
        if _PLACE.fullmatch(line) and _END.match(text, match.end):
            return _day_of(meaning, published)
    return None


def _day_of(meaning: Named, published: date | None) -> date | None:
    try:
        resolved = resolve(meaning, Context(published))
    except (ValueError, OverflowError):  # at the ends of Python's calendar
        return None
    return resolved.period.first if resolved is not None and resolved.period is not None else None
