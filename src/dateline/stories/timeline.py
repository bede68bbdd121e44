"""A story as a line of claims in time: what each source says of each event, with the words around it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from dateline.report import Article, Story, StoryEvent, StorySource, Timeline, TimelineClaim, published_at
from dateline.stories.book import Book

CONTEXT = 80
"""Characters shown on each side of a claim."""


def read_timeline(book: Book, story: int) -> Timeline:
    """Read a story of a store as a time line; the story has been written before."""
    placings = book.placings(story)
    originals = {
        stored.key: stored.article.id
        for stored in book.load([p.stored.original for p in placings if p.stored.original is not None])
    }
    sources = [
        StorySource(
            article=placing.stored.article.head(),
            copy_of=originals.get(placing.stored.original) if placing.stored.original is not None else None,
            wire=getattr(placing.stored, "wire", None),
            score=placing.score,
            reasons=dict(placing.reasons or {}),
            ruling=placing.decision,
        )
        for placing in placings
    ]
    content = book.story(story) or Story(story=f"S{story}", articles=[])
    articles = {placing.stored.article.id: placing.stored.article for placing in placings}
    return Timeline(story=content, sources=sources, claims=list_claims(content, articles))


def list_claims(story: Story, articles: Mapping[str, Article]) -> list[TimelineClaim]:
    """All claims of a story in the order of publication; those of undated articles at the end."""
    claims = [claim for event in story.events for claim in _claims_of(story, event, articles)]
    order = {name: n for n, name in enumerate(story.articles)}
    return sorted(
        claims,
        key=lambda c: (
            published_at(c.published).timestamp() if c.published else math.inf,
            order.get(c.article, 0),
            c.start,
            c.event,
        ),
    )


def _claims_of(story: Story, event: StoryEvent, articles: Mapping[str, Article]) -> Iterator[TimelineClaim]:
    for claim in event.claims:
        article = articles[claim.article]
        yield TimelineClaim(
            published=article.published,
            event=event.id,
            type=event.type,
            before=article.text[max(0, claim.start - CONTEXT) : claim.start],
            after=article.text[claim.end : claim.end + CONTEXT],
            in_conflict=[
                conflict.id
                for conflict in story.conflicts
                if any((c.article, c.start, c.end) == (claim.article, claim.start, claim.end) for c in conflict.claims)
            ],
            **claim.model_dump(exclude={"attribution"}),
        )
