"""The range of a toll: what each source gives for the dead of an event, on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.export.stories import days_of, tell_count
from dateline.export.visible import in_line
from dateline.report import Count, Timeline

WIDTH, LEFT, RIGHT = 640, 210, 60
ROW, TOP, FOOT = 24, 8, 24
MOST_EVENTS, MOST_ROWS = 4, 14
NAME_CHARS = 30


@dataclass(frozen=True)
class Figure:
    """What one source gives; lengths are those of the drawing."""

    name: str
    told: str
    y: float
    x: float
    width: float
    is_open: bool
    n: int


@dataclass(frozen=True)
class Toll:
    """One event's dead by source.

    Args:
        event: The event's name in the story.
        about: What happened, where and when.
        told: The range over all sources.
        figures: What each gives, in the order of publication.
        ticks: Marks of the scale with their numbers.
        height: Of the drawing.
        n_more: Claims that are not drawn.
    """

    event: str
    about: str
    told: str
    figures: list[Figure]
    ticks: list[tuple[float, int]]
    height: int
    n_more: int


def read_tolls(timeline: Timeline, titles: Mapping[str, str]) -> list[Toll]:
    """Draw the tolls of a story that more than one claim gives, the most told first."""
    found = []
    for event in timeline.story.events:
        claims = [
            (n, claim)
            for n, claim in enumerate(timeline.claims, 1)
            if claim.event == event.id and claim.field == "deaths" and isinstance(claim.value, dict)
        ]
        if len(claims) < 2:
            continue
        counts = [Count(low=claim.value.get("low") or 0, high=claim.value.get("high")) for _, claim in claims]
        most = max(max(count.low, count.high or 0) for count in counts) or 1
        scale = (WIDTH - LEFT - RIGHT) / most
        publishers = {source.article.id: source.article.publisher for source in timeline.sources}
        figures = [
            Figure(
                name=in_line(publishers.get(claim.article) or titles.get(claim.article, claim.article), NAME_CHARS),
                told=tell_count(count),
                y=TOP + at * ROW + ROW / 2,
                x=round(LEFT + count.low * scale, 1),
                width=round(((count.high or count.low) - count.low) * scale, 1),
                is_open=count.high is None,
                n=n,
            )
            for at, ((n, claim), count) in enumerate(zip(claims, counts, strict=True))
        ][:MOST_ROWS]
        about = ", ".join(p for p in (event.type, event.place.name if event.place else "", days_of(event)) if p)
        found.append(
            Toll(
                event=event.id,
                about=about,
                told=tell_count(event.deaths),
                figures=figures,
                ticks=[(round(LEFT + value * scale, 1), value) for value in _marks(most)],
                height=TOP + len(figures) * ROW + FOOT,
                n_more=len(claims) - len(figures),
            )
        )
    return sorted(found, key=lambda toll: -len(toll.figures))[:MOST_EVENTS]


def _marks(most: int) -> list[int]:
    """Round numbers from nothing to the most, five steps or fewer.

    Example:
        >>> _marks(9), _marks(430)
        ([0, 2, 4, 6, 8], [0, 100, 200, 300, 400])
    """
    step = next(n * 10**power for power in range(12) for n in (1, 2, 5) if n * 10**power * 5 >= most)
    return list(range(0, most + 1, step))
