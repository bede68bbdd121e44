"""Events as lines of a list, with what the tables of articles, places, parties and stories know of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dateline.store.schema import ARTICLES, EVENTS, PARTICIPANTS, PLACES, STORY_ARTICLES


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its article, in one line."""

    article_key: int
    report_key: int
    article: str
    title: str | None
    published: str | None
    publisher: str | None
    id: str
    type: str
    modes: list[str]
    status: str
    country: str | None
    place: str | None
    earliest: str | None
    latest: str | None
    deaths_low: int | None
    deaths_high: int | None
    confidence: float
    text: str
    actors: list[str]
    recipients: list[str]
    story: int | None


def read_rows(connection: Connection, keys: Sequence[tuple[int, str]]) -> list[EventRow]:
    """Give events by their report and id, in that order, with what other tables know of them."""
    reports = sorted({report for report, _ in keys})
    found = {(row.report_key, row.id): row for row in _all_in(connection, select(EVENTS), EVENTS.c.report_key, reports)}
    rows = [found[key] for key in keys if key in found]
    article_keys = sorted({row.article_key for row in rows})
    heads = select(ARTICLES.c.key, ARTICLES.c.article, ARTICLES.c.title, ARTICLES.c.published, ARTICLES.c.publisher)
    articles = {row.key: row for row in _all_in(connection, heads, ARTICLES.c.key, article_keys)}
    placed = select(STORY_ARTICLES.c.article_key, STORY_ARTICLES.c.story_key)
    in_story = _all_in(connection, placed, STORY_ARTICLES.c.article_key, article_keys)
    stories = {row.article_key: row.story_key for row in in_story}
    named = select(PLACES.c.report_key, PLACES.c.id, PLACES.c.name)
    places = {(row.report_key, row.id): row.name for row in _all_in(connection, named, PLACES.c.report_key, reports)}
    parties: dict[tuple[int, str, str], list[str]] = {}
    query = select(PARTICIPANTS).order_by(PARTICIPANTS.c.n)
    for row in _all_in(connection, query, PARTICIPANTS.c.report_key, reports):
        parties.setdefault((row.report_key, row.event, row.side), []).append(row.name)
    return [
        _event_row(
            row,
            articles[row.article_key],
            place=places.get((row.report_key, row.place)),
            story=stories.get(row.article_key),
            sides=[parties.get((row.report_key, row.id, side), []) for side in ("actor", "recipient")],
        )
        for row in rows
    ]


def _event_row(
    row: Row[Any], article: Row[Any], *, place: str | None, story: int | None, sides: list[list[str]]
) -> EventRow:
    same = ("article_key", "report_key", "id", "type", "status", "country", "earliest", "latest")
    figures = ("deaths_low", "deaths_high", "text")
    return EventRow(
        **{name: getattr(row, name) for name in same + figures},
        article=article.article,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        modes=json.loads(row.modes),
        confidence=row.confidence if row.confidence is not None else 0.0,
        place=place,
        actors=sides[0],
        recipients=sides[1],
        story=story,
    )


def _all_in(connection: Connection, query: Select[Any], column: Any, values: Sequence[Any]) -> list[Row[Any]]:
    """Rows whose column is among values, a few hundred of which are asked for at once."""
    parts = (values[n : n + 300] for n in range(0, len(values), 300))
    return [row for part in parts for row in connection.execute(query.where(column.in_(part)))]
