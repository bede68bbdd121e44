"""Stories as JSON for programs and as a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.export.visible import in_line
from dateline.report import Count, Story, StoryEvent

MAX_EVENTS = 12
"""Events of one story that the table shows; all of them stand in the JSON."""


def write_stories_json(stories: Iterable[Story], stream: TextIO) -> None:
    """Write one JSON array of stories."""
    separator = "[\n"
    for story in stories:
        stream.write(separator + json.dumps(story.model_dump(mode="json"), ensure_ascii=False, indent=1))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_stories_table(stories: Iterable[Story], stream: TextIO) -> None:
    """Write each story's events, ranges and disagreements, the widest reported story first."""
    console = Console(file=stream, highlight=False)
    for story in sorted(stories, key=lambda story: -len(story.articles)):
        console.print(Text(f"{story.story}  {len(story.articles)} articles: {_names(story.articles)}", style="bold"))
        typed = [event for event in story.events if event.type]
        events = sorted(typed, key=lambda event: -len({m.article for m in event.mentions}))
        if events:
            console.print(_table(events[:MAX_EVENTS]))
        if len(events) > MAX_EVENTS:
            console.print(Text(f"  and {len(events) - MAX_EVENTS} more events"))
        words = [event for event in story.events if event.word]
        if words:
            best = sorted(words, key=lambda event: (-event.independent_sources, -len(event.mentions)))[:MAX_EVENTS]
            told = ", ".join(f"{in_line(event.word or '', 40)} ({event.independent_sources})" for event in best)
            console.print(Text(f"  also told by several: {told}"))
        for conflict in story.conflicts:
            told = "; ".join(f"{in_line(c.article, 40)}: “{in_line(c.text, 60)}”" for c in conflict.claims)
            console.print(Text(f"  disagree ({conflict.kind}, {conflict.severity}): {told}", style="yellow"))
        console.print()


def _table(events: Iterable[StoryEvent]) -> Table:
    table = Table(box=None, pad_edge=True, padding=(0, 2, 0, 0))
    for column in ("event", "who", "whom", "where", "when", "dead", "sources"):
        table.add_column(column, overflow="fold")
    for event in events:
        cells = (
            "-".join([event.type or "", *event.modes[:1]]),
            _names(event.actors),
            _names(event.recipients),
            event.place.name if event.place else "",
            days_of(event),
            tell_count(event.deaths),
            str(event.independent_sources),
        )
        table.add_row(*(Text(in_line(cell, 80)) for cell in cells))
    return table


def days_of(event: StoryEvent) -> str:
    """The days that an event can have happened on."""
    if event.time is None:
        return ""
    ends = dict.fromkeys((event.time.earliest, event.time.latest))
    return " – ".join(day or "?" for day in ends)


def _names(names: list[str]) -> str:
    shown = ", ".join(in_line(name, 40) for name in names[:4])
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown


def tell_count(count: Count | None) -> str:
    """A range of figures in words."""
    if count is None:
        return ""
    if count.high is None:
        return f"{count.low} or more"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
