"""Events of stories for the data sets: each happening once, with all the articles that tell of it.

A happening is written as the report that tells most of it has it: with a place and a time
where any report gives them, and the surest of those. Its deaths are the range over all
reports; its sources are all its articles, of which copies do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dateline.export.coded import Coded, Kept
from dateline.export.selection import Selection
from dateline.report import Article, Event, Report, Story, StoryEvent

Finder = Callable[[str], tuple[Article, Report] | None]
"""Gives an article and its report by the article's id."""


def story_events(stories: Iterable[Story], find: Finder, selection: Selection) -> Iterator[Kept]:
    """Give each event of each story that passes the filters.

    Args:
        stories: The stories.
        find: Where their articles are.
        selection: What an event must be.
    """
    for story in stories:
        known = {name: found for name in story.articles if (found := find(name)) is not None}
        for event in story.events:
            kept = _best_told(event, known)
            if kept is not None and selection.keeps(
                Coded(0, kept.events[0], kept.report, kept.article.text, kept.sources)
            ):
                yield kept


def _best_told(merged: StoryEvent, known: dict[str, tuple[Article, Report]]) -> Kept | None:
    tellings = [
        (article, report, event)
        for mention in merged.mentions
        for article, report in [known.get(mention.article, (None, None))]
        if article is not None and report is not None
        for event in report.events
        if event.id == mention.event
    ]
    if not tellings:
        return None
    article, report, event = max(tellings, key=lambda telling: _fullness(telling[2]))
    heads = {told[1].article.id: told[1].article for told in tellings}
    sources = [report.article, *(head for name, head in heads.items() if name != report.article.id)]
    kept = Kept(article, report, [event.model_copy(update={"deaths": merged.deaths or event.deaths})], sources)
    return replace(kept, merged=len(tellings), independent=merged.independent_sources)


def _fullness(event: Event) -> tuple[int, float]:
    """How much an event tells: its parties, place, time and toll; then how sure it is."""
    told = (event.place, event.time, event.actors, event.recipients, event.deaths)
    return sum(bool(part) for part in told), event.confidence
