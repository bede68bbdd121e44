"""Build stories: group the articles, merge their events, keep each source's claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.report import (
    Article,
    Count,
    Report,
    Story,
    StoryEvent,
    StoryMention,
    StoryPlace,
    StoryWindow,
)
from dateline.stories.claims import claims_of
from dateline.stories.disagree import find_conflicts, find_developments
from dateline.stories.evidence import score_all
from dateline.stories.group import group_units
from dateline.stories.merge import Member, Told, merge_events, told_events
from dateline.stories.profile import article_words, read_profile
from dateline.stories.retold import Retold, find_retold
from dateline.stories.terms import Rarity, count_texts

COPY_SCORE = 0.75
"""Likeness of two articles from which one is taken for a copy of the other: one source, not two."""


def build_stories(items: Iterable[tuple[Article, Report]]) -> list[Story]:
    """Group coded articles into stories and merge what they tell, all at once and without a store.

    Args:
        items: Articles with their reports.

    Returns:
        Every article in exactly one story, every report event in exactly one story event;
        stories in the order of their first article.
    """
    known = list(items)
    words = [article_words(article) for article, _ in known]
    rarity = Rarity(len(known), count_texts(words))
    profiles = [read_profile(*item, row, rarity) for item, row in zip(known, words, strict=True)]
    pairs = list(score_all(profiles))
    sources = list(range(len(known)))
    for first, second, score in pairs:
        if score >= COPY_SCORE:
            sources[second] = sources[first]
    groups = group_units([1] * len(known), pairs)
    return [
        build_story(f"S{n}", [Member(*known[i], source=sources[i]) for i in group]) for n, group in enumerate(groups, 1)
    ]


def build_story(name: str, members: Sequence[Member]) -> Story:
    """Merge what the articles of one story tell.

    Args:
        name: The story's name.
        members: Its articles, in the order they came in.
    """
    told = [event for n, member in enumerate(members) for event in told_events(n, member)]
    groups = merge_events(told)
    retold = find_retold(members, groups)
    events = [
        _build_event(f"{name}.{n}", merged, again)
        for n, (merged, again) in enumerate(zip(groups, retold.of_groups, strict=True), 1)
    ]
    events += [_build_retold(f"{name}.{n}", found) for n, found in enumerate(retold.others, len(events) + 1)]
    by_name = {member.article.id: member for member in members}
    for event in events:
        event.developments = find_developments(event, by_name)
    conflicts = find_conflicts(f"{name}.C", zip(events, groups, strict=False), by_name)
    return Story(story=name, articles=[member.article.id for member in members], events=events, conflicts=conflicts)


def _build_event(event_id: str, merged: Sequence[Told], again: Sequence[Retold]) -> StoryEvent:
    mentions = [
        StoryMention(
            article=told.article, event=told.event.id, start=told.event.trigger.start, end=told.event.trigger.end
        )
        for told in merged
    ]
    return StoryEvent(
        id=event_id,
        type=merged[0].event.type,
        modes=_distinct(mode for told in merged for mode in told.event.modes),
        mentions=mentions + [to_mention(found) for found in again],
        time=_window_of(merged),
        place=_place_of(merged),
        actors=_distinct(name for told in merged for name in told.actors),
        recipients=_distinct(name for told in merged for name in told.recipients),
        deaths=_range_of([told.event.deaths for told in merged]),
        independent_sources=len({told.source for told in merged}),
        claims=[claim for told in merged for claim in claims_of(told)],
    )


def _build_retold(event_id: str, found: Sequence[Retold]) -> StoryEvent:
    """A happening that several articles tell with one word, and for which the codebook has no type."""
    return StoryEvent(
        id=event_id,
        type=None,
        word=found[0].text,
        mentions=[to_mention(one) for one in found],
        independent_sources=len({one.source for one in found}),
    )


def to_mention(found: Retold) -> StoryMention:
    """A word that tells of an event without being the trigger of a report event."""
    return StoryMention(article=found.article, event=None, start=found.start, end=found.end)


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
    fields = best.model_dump(include=set(StoryPlace.model_fields))
    return StoryPlace(**fields)
