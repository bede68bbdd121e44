"""One story as a time line of claims by source: a table, JSON, or one self-contained page with a drawing.

The drawing has a lane for each source and a mark for each claim, from left to right by time of
publication. Nothing is fetched. An article's text is hostile; see `page.py` for what keeps it text.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.export.page import TEMPLATES, digest, make_environment, own
from dateline.export.stories import MAX_EVENTS, days_of, tell_count
from dateline.export.visible import in_line
from dateline.report import StoryEvent, StorySource, Timeline, TimelineClaim, published_at

MAX_CLAIMS = 400
"""Claims that the table and the page show; all of them stand in the JSON."""

MAX_MARKS = 10
"""Marks drawn for one source; the rest is a number."""

MARK = 15
"""Pixels from one mark to the next."""

SPAN = 52.0
"""Per cent of a lane's width between the first and the last day; the rest is room for marks."""


def write_timeline(timeline: Timeline, form: str, stream: TextIO) -> None:
    """Write a story as `table`, `json` or `html`."""
    {"table": _write_table, "json": _write_json, "html": _write_html}[form](timeline, stream)


def _write_json(timeline: Timeline, stream: TextIO) -> None:
    json.dump(timeline.model_dump(mode="json", by_alias=True), stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _write_table(timeline: Timeline, stream: TextIO) -> None:
    console = Console(file=stream, highlight=False)
    story = timeline.story
    console.print(Text(f"{story.story}  {len(story.articles)} articles", style="bold"))
    for source in timeline.sources:
        console.print(Text(f"  {in_line(tell_source(source), 200)}"))
    table = Table(box=None, pad_edge=True, padding=(0, 2, 0, 0))
    for column in ("published", "source", "event", "claim", "words", "by"):
        table.add_column(column, overflow="fold")
    for claim in timeline.claims[:MAX_CLAIMS]:
        cells = (_day(claim), claim.article, _event(claim), tell_claim(claim), claim.text, claim.by or "")
        table.add_row(*(Text(in_line(cell, 80)) for cell in cells), style="yellow" if claim.in_conflict else "")
    console.print(table)
    if len(timeline.claims) > MAX_CLAIMS:
        console.print(Text(f"  and {len(timeline.claims) - MAX_CLAIMS:,} more claims"))
    for event in story.events:
        for grown in event.developments:
            steps = ", then ".join(f"“{in_line(step.text, 40)}” ({step.published[:10]})" for step in grown.steps)
            console.print(Text(f"  {event.id} {grown.field} as it became known: {steps}", style="cyan"))
    for conflict in story.conflicts:
        console.print(
            Text(f"  {conflict.id} ({conflict.severity}): {in_line(conflict.explanation, 300)}", style="yellow")
        )


def tell_source(source: StorySource) -> str:
    """Name an article with its date and publisher, and say why it is in the story."""
    head = source.article
    parts = [head.id or "", head.published or "undated", head.publisher or "", source.wire or ""]
    if source.copy_of:
        parts.append(f"a copy of {source.copy_of}")
    elif source.ruling is not None:
        parts.append(f"by ruling {source.ruling}")
    elif source.reasons:
        best = sorted(source.reasons.items(), key=lambda item: (-abs(item[1]), item[0]))[:3]
        parts.append("shares " + ", ".join(f"{name} ({value:+.2f})" for name, value in best))
    return " · ".join(part for part in parts if part)


def tell_claim(claim: TimelineClaim) -> str:
    """Say what is claimed: a figure with its field, a day, a place."""
    value = claim.value
    if isinstance(value, dict):
        low, high = value.get("low"), value.get("high")
        span = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
        return f"{span} {'dead' if claim.field == 'deaths' else claim.field}"
    return f"{claim.field} {value}"


def _event(claim: TimelineClaim) -> str:
    return f"{claim.event} {claim.type or ''}".strip()


def _day(claim: TimelineClaim) -> str:
    return (claim.published or "undated")[:16].replace("T", " ")


def _write_html(timeline: Timeline, stream: TextIO) -> None:
    environment = make_environment()
    style = (TEMPLATES / "story.css").read_text(encoding="utf-8")
    story = timeline.story
    typed = [event for event in story.events if event.type]
    page = environment.get_template("story.html.j2").render(
        name=story.story,
        title=next((s.article.title for s in timeline.sources if s.article.title), None),
        version=version("dateline"),
        style=own(style),
        style_hash=digest(style),
        lanes=lanes(timeline),
        sources=[{"id": s.article.id, "told": tell_source(s), "title": s.article.title} for s in timeline.sources],
        events=[event_row(event) for event in sorted(typed, key=lambda e: -e.independent_sources)[: 4 * MAX_EVENTS]],
        words=[event.word for event in story.events if event.type is None and event.word][: 4 * MAX_EVENTS],
        claims=[claim_row(n, claim) for n, claim in enumerate(timeline.claims[:MAX_CLAIMS], 1)],
        n_more=max(0, len(timeline.claims) - MAX_CLAIMS),
        conflicts=story.conflicts,
        grown=[(event, grown) for event in story.events for grown in event.developments],
    )
    stream.write(page)


def event_row(event: StoryEvent) -> dict[str, Any]:
    """Give what a page's table says of an event of a story."""
    return {
        "id": event.id,
        "what": "-".join([event.type or "", *event.modes[:1]]),
        "who": ", ".join(event.actors[:3]),
        "whom": ", ".join(event.recipients[:3]),
        "where": event.place.name if event.place else "",
        "when": days_of(event),
        "dead": tell_count(event.deaths),
        "sources": event.independent_sources,
    }


def claim_row(n: int, claim: TimelineClaim) -> dict[str, Any]:
    """Give what a page says of a claim, the `n`-th in the order of publication."""
    return {
        "n": n,
        "day": _day(claim),
        "article": claim.article,
        "event": _event(claim),
        "told": tell_claim(claim),
        "before": claim.before,
        "text": claim.text,
        "after": claim.after,
        "by": claim.by,
        "conflicts": claim.in_conflict,
    }


def lanes(timeline: Timeline) -> list[dict[str, Any]]:
    """Give a lane for each source; its claims stand side by side from its day of publication on."""
    places = _positions(timeline)
    by_article: dict[str, list[tuple[int, TimelineClaim]]] = {}
    for n, claim in enumerate(timeline.claims[:MAX_CLAIMS], 1):
        by_article.setdefault(claim.article, []).append((n, claim))
    drawn = []
    for source in timeline.sources:
        mine = by_article.get(source.article.id or "", [])
        marks = [
            {"x": MARK * m, "n": n, "kind": _kind(claim), "told": tell_claim(claim)}
            for m, (n, claim) in enumerate(mine[:MAX_MARKS])
        ]
        drawn.append(
            {
                "percent": places.get(source.article.id or "", 0.0),
                "name": source.article.id,
                "day": (source.article.published or "")[:10],
                "marks": marks,
                "n_more": max(0, len(mine) - MAX_MARKS),
                "more_at": MARK * MAX_MARKS,
                "is_copy": source.copy_of is not None,
            }
        )
    return drawn


def _kind(claim: TimelineClaim) -> str:
    if claim.in_conflict:
        return "conflict"
    return "toll" if isinstance(claim.value, dict) else "fact"


def _ordinals(timeline: Timeline) -> dict[str, float]:
    """Time of publication of each dated article, in days."""
    found = {}
    for source in timeline.sources:
        if source.article.published and source.article.id:
            when = published_at(source.article.published)
            found[source.article.id] = when.toordinal() + (when.hour + when.minute / 60) / 24
    return found


def _positions(timeline: Timeline) -> dict[str, float]:
    """How far from the left each article stands, in per cent; undated ones at the left."""
    days = _ordinals(timeline)
    first, last = min(days.values(), default=0.0), max(days.values(), default=0.0)
    return {
        name: round(SPAN * (day - first) / (last - first), 1) if last > first else 0.0 for name, day in days.items()
    }
