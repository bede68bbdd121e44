"""Build stories: group the articles, merge their events, keep each source's claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.report import (
    Article,
    Count,
    Report,
    Story,
    StoryClaim,
    StoryConflict,
    StoryEvent,
    StoryMention,
    StoryPlace,
    StorySpan,
    StoryWindow,
)
from dateline.stories.compare import score_articles
from dateline.stories.group import group_articles
from dateline.stories.merge import Told, merge_events, told_events

COPY_SCORE = 0.85
"""Likeness of two articles from which one is taken for a copy of the other: one source, not two."""


def build_stories(items: Iterable[tuple[Article, Report]]) -> list[Story]:
    """Group coded articles into stories and merge what they tell.

    Args:
        items: Articles with their reports.

    Returns:
        Every article in exactly one story, every report event in exactly one story event;
        stories in the order of their first article.
    """
    known = list(items)
    texts = [f"{article.title or ''}\n\n{article.text}" for article, _ in known]
    pairs = score_articles(texts, [report for _, report in known])
    copies = {(i, j) for i, j, score in pairs if score >= COPY_SCORE}
    groups = group_articles(len(known), pairs)
    return [_build_story(f"S{n}", group, known, copies) for n, group in enumerate(groups, 1)]


def _build_story(
    story_id: str, group: list[int], known: Sequence[tuple[Article, Report]], copies: set[tuple[int, int]]
) -> Story:
    told = [event for i in group for event in told_events(i, *known[i])]
    events = [_build_event(f"{story_id}.{n}", merged, copies) for n, merged in enumerate(merge_events(told), 1)]
    conflicts = [
        conflict
        for n, event in enumerate(events, 1)
        if (conflict := find_toll_conflict(f"{story_id}.C{n}", event)) is not None
    ]
    return Story(story=story_id, articles=[known[i][0].id for i in group], events=events, conflicts=conflicts)


def _build_event(event_id: str, merged: list[Told], copies: set[tuple[int, int]]) -> StoryEvent:
    claims = [claim for told in merged for claim in _claims_of(told)]
    return StoryEvent(
        id=event_id,
        type=merged[0].event.type,
        modes=_distinct(mode for told in merged for mode in told.event.modes),
        mentions=[
            StoryMention(
                article=told.article, event=told.event.id, start=told.event.trigger.start, end=told.event.trigger.end
            )
            for told in merged
        ],
        time=_window_of(merged),
        place=_place_of(merged),
        actors=_distinct(name for told in merged for name in told.actors),
        recipients=_distinct(name for told in merged for name in told.recipients),
        deaths=_range_of([told.event.deaths for told in merged]),
        independent_sources=count_sources(sorted({told.order for told in merged}), copies),
        claims=claims,
    )


def _claims_of(told: Told) -> list[StoryClaim]:
    attribution = told.event.attributions[0] if told.event.attributions else None
    rows = [
        StoryClaim(
            field={"killed": "deaths"}.get(figure.kind, figure.kind),
            value={"low": figure.low, "high": figure.high},
            article=told.article,
            start=figure.start,
            end=figure.end,
            text=figure.text,
            attribution=attribution,
        )
        for figure in told.event.casualties
    ]
    if told.time is not None:
        span = told.time
        rows.append(
            StoryClaim(
                field="time", value=span.value, article=told.article, start=span.start, end=span.end, text=span.text,
                attribution=attribution,
            )
        )  # fmt: skip
    return rows


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _range_of(counts: Iterable[Count | None]) -> Count | None:
    """The range over all figures: open at the top where one of them is."""
    told = [count for count in counts if count is not None]
    if not told:
        return None
    highs = [count.high for count in told]
    return Count(
        low=min(count.low for count in told), high=None if None in highs else max(h for h in highs if h is not None)
    )


def _window_of(merged: Sequence[Told]) -> StoryWindow | None:
    """The days that all pinned reports allow; those of the first where they do not meet."""
    pinned = [told.time for told in merged if told.time and told.time.earliest and told.time.latest]
    if not pinned:
        return None
    earliest = max(str(time.earliest) for time in pinned)
    latest = min(str(time.latest) for time in pinned)
    if earliest > latest:
        earliest, latest = str(pinned[0].earliest), str(pinned[0].latest)
    return StoryWindow(earliest=earliest, latest=latest)


_FINE = ("PCL", "ADM1", "ADM2", "ADM3")


def _place_of(merged: Sequence[Told]) -> StoryPlace | None:
    """The most specific place that a report gives."""

    def fineness(feature: str | None) -> int:
        code = feature or ""
        return next((n for n, prefix in enumerate(_FINE) if code.startswith(prefix)), len(_FINE))

    places = [told.place for told in merged if told.place]
    if not places:
        return None
    best = max(places, key=lambda place: fineness(place.feature))
    return StoryPlace(**best.model_dump(exclude={"id", "mentions"}))


def count_sources(articles: Sequence[int], copies: set[tuple[int, int]]) -> int:
    """How many articles speak for themselves: one that copies an earlier one does not count again."""
    return sum(not any((earlier, article) in copies for earlier in articles[:n]) for n, article in enumerate(articles))


def find_toll_conflict(conflict_id: str, event: StoryEvent) -> StoryConflict | None:
    """Show two articles whose ranges for the dead of one happening do not meet."""
    rows = [claim for claim in event.claims if claim.field == "deaths"]
    for n, first in enumerate(rows):
        for second in rows[n + 1 :]:
            if first.article != second.article and not _ranges_meet(first.value, second.value):
                return StoryConflict(
                    id=conflict_id,
                    kind="number",
                    claims=[
                        StorySpan(article=c.article, start=c.start, end=c.end, text=c.text) for c in (first, second)
                    ],
                    explanation=f"One report says “{first.text}”, another “{second.text}” for the dead of one event.",
                    severity="medium",
                )
    return None


def _ranges_meet(a: dict[str, int | None], b: dict[str, int | None]) -> bool:
    def reaches(one: dict[str, int | None], other: dict[str, int | None]) -> bool:
        high = one["high"]
        return high is None or high >= (other["low"] or 0)

    return reaches(a, b) and reaches(b, a)
