"""Find stories, and what they make of an event."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from dateline.report import StoryEvent
from dateline.store.schema import (
    ARTICLES,
    DECISIONS,
    STORIES,
    STORY_ARTICLES,
    STORY_CONFLICTS,
    STORY_EVENTS,
    STORY_MENTIONS,
)
from dateline.store.search import words_condition

AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What a story must be; an empty condition keeps all.

    Args:
        words: Words of one of its articles.
        country: An event of it happened there.
        type: It has an event of this type.
        after: It can have happened on this ISO day or later.
        before: It can have happened on this ISO day or earlier.
        min_articles: It has at least so many articles.
        has_conflict: Its sources disagree.
    """

    words: str | None = None
    country: str | None = None
    type: str | None = None
    after: str | None = None
    before: str | None = None
    min_articles: int | None = None
    has_conflict: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in one line.

    Args:
        key: Its row; its name is S and this.
        title: The headline of its first article.
        earliest: The first day of its events.
        latest: The last day.
        n_articles: How many articles tell it.
        n_conflicts: On how much they disagree.
        is_ruled: Whether a person has ruled about it.
        events: Its chief events, the most widely told first.
    """

    key: int
    title: str | None
    earliest: str | None
    latest: str | None
    n_articles: int
    n_conflicts: int
    is_ruled: bool
    events: list[StoryEvent]


@dataclass(frozen=True, slots=True)
class Happening:
    """What a story makes of an event of one of its reports."""

    story: int
    event: StoryEvent


def find_stories(
    connection: Connection, asked: StoryFilter, *, order: str = "latest", limit: int = 50, skip: int = 0
) -> list[StoryRow]:
    """Give stories in an order: `latest`, `articles` or `conflicts`."""
    n_conflicts = (
        select(func.count()).where(STORY_CONFLICTS.c.story_key == STORIES.c.key).correlate(STORIES).scalar_subquery()
    )
    orders: dict[str, list[Any]] = {
        "latest": [STORIES.c.earliest.desc().nulls_last()],
        "articles": [STORIES.c.n_articles.desc()],
        "conflicts": [n_conflicts.desc(), STORIES.c.n_articles.desc()],
    }
    columns = [STORIES.c.key, STORIES.c.earliest, STORIES.c.latest, STORIES.c.n_articles, n_conflicts.label("n")]
    query = select(*columns).where(*_conditions(connection, asked))
    rows = connection.execute(query.order_by(*orders[order], STORIES.c.key.desc()).limit(limit).offset(skip)).all()
    keys = [row.key for row in rows]
    titles, ruled, events = _titles(connection, keys), _ruled(connection, keys), _events(connection, keys)
    return [
        StoryRow(
            key=row.key,
            title=titles.get(row.key),
            earliest=row.earliest,
            latest=row.latest,
            n_articles=row.n_articles,
            n_conflicts=row.n,
            is_ruled=row.key in ruled,
            events=events.get(row.key, []),
        )
        for row in rows
    ]


def count_stories(connection: Connection, asked: StoryFilter) -> int:
    """Say how many there are."""
    query = select(func.count()).select_from(STORIES).where(*_conditions(connection, asked))
    return int(connection.execute(query).scalar_one())


def list_countries(connection: Connection) -> list[str]:
    """Give the countries that stories tell of, the most frequent first."""
    country = STORY_EVENTS.c.country
    query = select(country).where(country.is_not(None)).group_by(country).order_by(func.count().desc(), country)
    return list(connection.execute(query).scalars())


def find_happenings(connection: Connection, events: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Happening]:
    """Give what the stories make of events, by the row of the report and the id."""
    reports = sorted({report for report, _ in events})
    query = (
        select(STORY_MENTIONS.c.report_key, STORY_MENTIONS.c.event, STORY_EVENTS.c.story_key, STORY_EVENTS.c.content)
        .join(STORY_EVENTS, STORY_EVENTS.c.key == STORY_MENTIONS.c.story_event_key)
        .where(STORY_MENTIONS.c.event.is_not(None))
    )
    wanted = set(events)
    return {
        (row.report_key, row.event): Happening(row.story_key, StoryEvent.model_validate_json(row.content))
        for at in range(0, len(reports), AT_ONCE)
        for row in connection.execute(query.where(STORY_MENTIONS.c.report_key.in_(reports[at : at + AT_ONCE])))
        if (row.report_key, row.event) in wanted
    }


def _conditions(connection: Connection, asked: StoryFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [STORIES.c.n_articles >= (asked.min_articles or 1)]
    told = STORY_EVENTS.c.story_key == STORIES.c.key
    if asked.country:
        conditions.append(exists().where(told, STORY_EVENTS.c.country == asked.country))
    if asked.type:
        conditions.append(exists().where(told, STORY_EVENTS.c.type == asked.type))
    if asked.after:
        conditions.append(func.coalesce(STORIES.c.latest, STORIES.c.earliest) >= asked.after)
    if asked.before:
        conditions.append(func.coalesce(STORIES.c.earliest, STORIES.c.latest) <= asked.before)
    if asked.has_conflict:
        conditions.append(exists().where(STORY_CONFLICTS.c.story_key == STORIES.c.key))
    if asked.words:
        there = select(STORY_ARTICLES.c.story_key).where(
            words_condition(connection, STORY_ARTICLES.c.article_key, asked.words)
        )
        conditions.append(STORIES.c.key.in_(there))
    return conditions


def _titles(connection: Connection, keys: Sequence[int]) -> dict[int, str | None]:
    """The headline of each story's first article."""
    rows = STORY_ARTICLES.c
    first = select(func.min(rows.article_key)).where(rows.story_key.in_(keys)).group_by(rows.story_key)
    query: Select[Any] = (
        select(rows.story_key, ARTICLES.c.title, ARTICLES.c.article)
        .join(ARTICLES, ARTICLES.c.key == rows.article_key)
        .where(rows.article_key.in_(first))
    )
    return {row.story_key: row.title or row.article for row in connection.execute(query)}


def _ruled(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Stories that a ruling put an article into."""
    rows = STORY_ARTICLES.c
    query = select(rows.story_key).where(rows.story_key.in_(keys), rows.decision_key.in_(select(DECISIONS.c.key)))
    return set(connection.execute(query).scalars())


def _events(connection: Connection, keys: Sequence[int]) -> dict[int, list[StoryEvent]]:
    query = select(STORY_EVENTS.c.story_key, STORY_EVENTS.c.content).where(
        STORY_EVENTS.c.story_key.in_(keys), STORY_EVENTS.c.type.is_not(None)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for story, content in connection.execute(query.order_by(STORY_EVENTS.c.story_key, STORY_EVENTS.c.n)):
        # a large story has hundreds of events: only those that a line can show are read as models
        found.setdefault(story, []).append(json.loads(content))
    return {story: [StoryEvent.model_validate(event) for event in _chief(rows)] for story, rows in found.items()}


def _chief(events: list[dict[str, Any]], most: int = 3) -> list[dict[str, Any]]:
    return sorted(events, key=lambda event: (-event["independent_sources"], event["deaths"] is None))[:most]
