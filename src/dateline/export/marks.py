"""Marks on a text, and the pieces into which overlapping marks cut it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.report import Report, Span

_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\r?\n[^\S\n]*)+")


class Mark(NamedTuple):
    """Words of the text that belong to a record, and as what.

    A `part` is shown only when its record is looked at: an event's participants and evidence.
    """

    start: int
    end: int
    kind: str
    record: str
    label: str


class Segment(NamedTuple):
    """A piece of text over which the marks are the same, the shortest mark first."""

    start: int
    text: str
    marks: tuple[Mark, ...]


def marks_of(report: Report) -> list[Mark]:
    """Give all marks of a report, in the order of their records."""
    return [mark for mark in _marks(report) if mark.start < mark.end]


def _marks(report: Report) -> Iterator[Mark]:
    for event in report.events:
        yield _mark(event.trigger, "event", event.id, event.type)
        for group in (event.actors, event.recipients, event.instruments, event.casualties, event.evidence):
            yield from (_mark(span, "part", event.id, event.type) for span in group)
    for conflict in report.conflicts:
        yield from (_mark(c, "conflict", conflict.id, conflict.kind) for c in conflict.claims if isinstance(c, Span))
    for entity in report.entities:
        yield from (_mark(span, "entity", entity.id, entity.type) for span in (*entity.mentions, *entity.roles))
    for place in report.places:
        yield from (_mark(span, "place", place.id, "place") for span in place.mentions)
    for time in report.times:
        yield _mark(time, "time", time.id, "time")
    for said in report.attributions:
        spans = (said.source, said.cue, said.carrier, said.anonymity)
        yield from (_mark(span, "source", said.id, "source") for span in spans if span)
        yield from (_mark(span, "said", said.id, "says") for span in said.content)


def _mark(span: Span, kind: str, record: str, label: str) -> Mark:
    return Mark(span.start, span.end, kind, record, label)


def cut_segments(text: str, marks: Iterable[Mark]) -> Iterator[list[Segment]]:
    """Cut a text into paragraphs, and each into segments at the edges of its marks.

    The blank lines between paragraphs are left out; every other character stands in
    exactly one segment.
    """
    todo = sorted(marks, key=lambda mark: mark.start)
    active: list[Mark] = []
    next_mark = 0
    for start, end in _paragraphs(text):
        segments = []
        while start < end:
            active = [mark for mark in active if mark.end > start]
            while next_mark < len(todo) and todo[next_mark].start <= start:
                if todo[next_mark].end > start:
                    active.append(todo[next_mark])
                next_mark += 1
            upcoming = todo[next_mark].start if next_mark < len(todo) else end
            stop = min([end, upcoming, *(mark.end for mark in active)])
            here = tuple(sorted(active, key=lambda mark: mark.end - mark.start))
            segments.append(Segment(start, text[start:stop], here))
            start = stop
        yield segments


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)
