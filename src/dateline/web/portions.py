"""Long articles by portions: a page holds one, with the records that are read from it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from dateline.report import Report, Span

PORTION_CHARS = 30_000
"""Most articles are shorter and stand on one page whole."""
_BREAK = re.compile(r"\s")
BREAK_WITHIN = 300


class Portion(NamedTuple):
    """A stretch of an article: code points `start` to `end`, and the starts of those beside it."""

    start: int
    end: int
    before: int | None = None
    after: int | None = None


def portion_at(text: str, at: int) -> Portion:
    """Give the portion of a text that holds a code point.

    Example:
        >>> portion_at("short", 3)
        Portion(start=0, end=5, before=None, after=None)
    """
    number = min(max(at, 0), max(len(text) - 1, 0)) // PORTION_CHARS
    start, end = _edge(text, number), _edge(text, number + 1)
    if end <= at < len(text):  # the words just before a blank belong to the portion before it
        number, start, end = number + 1, end, _edge(text, number + 2)
    elif at < start:
        number, start, end = number - 1, _edge(text, number - 1), start
    before = _edge(text, number - 1) if number else None
    return Portion(start, end, before, end if end < len(text) else None)


def _edge(text: str, number: int) -> int:
    """Where a portion begins: after the first blank from there, where one is near."""
    place = number * PORTION_CHARS
    if number <= 0 or place >= len(text):
        return min(max(place, 0), len(text))
    found = _BREAK.search(text, place, place + BREAK_WITHIN)
    return found.end() if found else place


def report_within(report: Report, portion: Portion) -> Report:
    """Give a report with those of its records that have words in a portion, or belong to an event that has."""
    events = [event for event in report.events if _is_in(portion, event.trigger)]
    conflicts = [row for row in report.conflicts if any(_is_in(portion, c) for c in row.claims if isinstance(c, Span))]
    attributions = {name for event in events for name in event.attributions}
    told = [
        row
        for row in report.attributions
        if row.id in attributions or any(_is_in(portion, span) for span in (row.source, row.cue, *row.content) if span)
    ]
    named = {party.entity for event in events for party in (*event.actors, *event.recipients)}
    places, times = {event.place for event in events}, {event.time for event in events}
    named |= {who.entity for row in told for who in (row.source, row.carrier) if who}
    kept: dict[str, Any] = {
        "events": events,
        "attributions": told,
        "conflicts": conflicts,
        "entities": [row for row in report.entities if row.id in named or _any_in(portion, row.mentions)],
        "places": [row for row in report.places if row.id in places or _any_in(portion, row.mentions)],
        "times": [row for row in report.times if row.id in times or _is_in(portion, row)],
    }
    return report.model_copy(update=kept)


def place_of(report: Report, record: str) -> int:
    """Where a record's first words stand; 0 where there is no such record."""
    for group in (report.events, report.entities, report.places, report.times, report.attributions, report.conflicts):
        for row in group:
            if row.id == record:
                return min((span.start for span in _words_of(row)), default=0)
    return 0


def _words_of(row: Any) -> list[Span]:
    if isinstance(row, Span):
        return [row]
    values = (getattr(row, name, None) for name in ("trigger", "mentions", "source", "cue", "content", "claims"))
    listed = (value if isinstance(value, list) else [value] for value in values)
    return [item for items in listed for item in items if isinstance(item, Span)]


def _any_in(portion: Portion, spans: list[Any]) -> bool:
    return any(_is_in(portion, span) for span in spans)


def _is_in(portion: Portion, span: Span) -> bool:
    return portion.start <= span.start < portion.end
