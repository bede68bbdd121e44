"""Ranges: days that stand as "Thursday to Monday" or "Nov. 4 to Jan. 2", the end never before the beginning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dateline.steps.times.context import Context, Resolved
from dateline.steps.times.meanings import Meaning, Named
from dateline.steps.times.periods import Period
from dateline.steps.times.resolve import resolve
from dateline.steps.times.rows import Reading

_WEEK = timedelta(days=7)


def keep_order(found: list[Reading], n: int, resolved: Resolved, last: Resolved | None, context: Context) -> Resolved:
    """Let a range end after it begins: "from Thursday to Monday", "from November to February".

    Of weekdays, what lies ahead ends in the week after its beginning; what lies behind begins in the week before
    its end. A month or date ends in the year after.
    """
    period, meaning = resolved.period, found[n][1]
    if period is None or resolved.type != "DATE":
        return resolved
    begun = last.period if n and last is not None and _is_range(found[n - 1], found[n]) else None
    if begun is not None:
        after = Period("day", period.first + _WEEK) if _is_bare_weekday(meaning) else period.in_year(1)
        return _moved(resolved, after) if period.first < begun.first else resolved
    if not _is_bare_weekday(meaning) or n + 1 == len(found) or not _is_range(found[n], found[n + 1]):
        return resolved
    if period.first == context.published or context.way() == "future":  # what began today ends ahead
        return resolved
    end = resolve(found[n + 1][1], context)
    late = end is not None and end.period is not None and end.period.first < period.first
    return _moved(resolved, Period("day", period.first - _WEEK)) if late else resolved


def _is_range(start: Reading, end: Reading) -> bool:
    """Whether two weekdays, or two dates without a year, stand as "Thursday to Monday"."""
    link = start[0].after
    if link is None or link is not end[0].before or "to" not in link.kinds:
        return False
    meanings = (start[1], end[1])
    return all(map(_is_bare_weekday, meanings)) or all(map(_is_bare_date, meanings))


def _is_bare_weekday(meaning: Meaning) -> bool:
    if not isinstance(meaning, Named) or meaning.which is not None:
        return False
    return meaning.weekday is not None and meaning.grain == "day"


def _is_bare_date(meaning: Meaning) -> bool:
    if not isinstance(meaning, Named) or meaning.month is None or meaning.nth_weekday is not None:
        return False
    return meaning.year is None and meaning.which is None and meaning.year_shift is None


def _moved(resolved: Resolved, period: Period) -> Resolved:
    return replace(resolved, value=period.value, days=(period.first, period.last), period=period)
