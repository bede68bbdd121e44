"""The trail: all that people decided, on codings and on stories, in one line of time, the last first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, tuple_

from dateline.review import Revision, in_force
from dateline.store.cursors import read_cursor, write_cursor
from dateline.store.rows import clean
from dateline.store.schema import ARTICLES, DECISIONS, REVIEWS, REVISIONS
from dateline.store.standing import to_revision

_RULING, _REVISION = 0, 1


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One decision.

    Args:
        source: `revision` of a coding, or `ruling` about stories.
        key: Its row.
        decided: When.
        who: Who decided.
        kind: accept, reject, edit, add, merge, split or undo.
        why: Why.
        article_key: The row of the article's version; None for a ruling.
        article: Its id.
        title: Its headline.
        role: In which role it was decided: `reviewer` or `adjudicator`.
        n: The number of the revision in its review.
        target: The id of what it is about.
        field: The field that was edited.
        before: What stood there.
        after: What stands there by it.
        anchors: The records that it names, as they stood then.
        undoes: The number of the revision, or the row of the ruling, that it takes back.
        undone: Whether it was taken back itself.
        applied: Whether it has a place in the coding as it is now.
        subjects: What a ruling is about: names of stories and articles.
        cursor: Where the list goes on behind it.
    """

    source: str
    key: int
    decided: str
    who: str
    kind: str
    why: str
    article_key: int | None = None
    article: str | None = None
    title: str | None = None
    role: str | None = None
    n: int | None = None
    target: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    anchors: Any = None
    undoes: int | None = None
    undone: bool = False
    applied: bool = True
    subjects: dict[str, Any] | None = None
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which decisions are asked for: of one version of an article, one person, one kind; None asks for all."""

    article_key: int | None = None
    person: str | None = None
    kind: str | None = None


def find_trail(connection: Connection, asked: Asked, *, limit: int = 50, before: str | None = None) -> list[TrailRow]:
    """Give decisions, the last first.

    Args:
        connection: The open transaction.
        asked: Which.
        limit: How many at most.
        before: The cursor of the row that the list goes on behind.

    Raises:
        InputError: The cursor is none of this list.
    """
    place = None if before is None else tuple(read_cursor(before, (str, int, int)))
    rows = _revisions(connection, asked, limit, place)
    if asked.article_key is None:
        rows += _rulings(connection, asked, limit, place)
    return sorted(rows, key=_place, reverse=True)[:limit]


def _place(row: TrailRow) -> tuple[str, int, int]:
    return row.decided, _REVISION if row.source == "revision" else _RULING, row.key


def _behind(query: Select[Any], table: Any, source: int, place: tuple[Any, ...] | None) -> Select[Any]:
    """Let a query begin behind a place in the list; of one moment, revisions come before rulings."""
    if place is not None:
        decided, at, key = place
        last = key if source == at else -1 if source > at else 2**62
        query = query.where(tuple_(table.c.decided, table.c.key) < (decided, last))
    return query.order_by(table.c.decided.desc(), table.c.key.desc())


def _narrowed(query: Select[Any], table: Any, asked: Asked) -> Select[Any]:
    if asked.person is not None:
        query = query.where(table.c.who == clean(asked.person))
    return query if asked.kind is None else query.where(table.c.kind == asked.kind)


def _revisions(connection: Connection, asked: Asked, limit: int, place: tuple[Any, ...] | None) -> list[TrailRow]:
    query = (
        select(REVISIONS, ARTICLES.c.article, ARTICLES.c.title, REVIEWS.c.role)
        .select_from(REVISIONS)
        .join(ARTICLES, ARTICLES.c.key == REVISIONS.c.article_key)
        .join(REVIEWS, REVIEWS.c.key == REVISIONS.c.review_key)
    )
    if asked.article_key is not None:
        query = query.where(REVISIONS.c.article_key == asked.article_key)
    query = _behind(_narrowed(query, REVISIONS, asked), REVISIONS, _REVISION, place)
    rows = connection.execute(query.limit(limit)).all()
    standing = _standing(connection, {row.review_key for row in rows})
    return [_revision_row(row, standing) for row in rows]


def _standing(connection: Connection, review_keys: Iterable[int]) -> set[tuple[int, int]]:
    """Give the revisions of reviews that were not taken back, undos among them, by review and number."""
    found: dict[int, list[Revision]] = {}
    columns = (REVISIONS.c.review_key, REVISIONS.c.n, REVISIONS.c.kind, REVISIONS.c.target, REVISIONS.c.undoes)
    query = select(*columns).where(REVISIONS.c.review_key.in_(sorted(review_keys))).order_by(REVISIONS.c.n)
    for row in connection.execute(query):
        found.setdefault(row.review_key, []).append(Revision(row.n, row.kind, row.target, undoes=row.undoes))
    return {(key, revision.n) for key, revisions in found.items() for revision in in_force(revisions, with_undos=True)}


def _revision_row(row: Any, standing: set[tuple[int, int]]) -> TrailRow:
    revision = to_revision(row)
    same = ("decided", "who", "kind", "why", "n", "target", "field", "before", "after", "anchors", "undoes")
    return TrailRow(
        source="revision",
        key=row.key,
        **{name: getattr(revision, name) for name in same},
        article_key=row.article_key,
        article=row.article,
        title=row.title,
        role=row.role,
        undone=(row.review_key, row.n) not in standing,
        applied=bool(row.applied),
        cursor=write_cursor((row.decided, _REVISION, row.key)),
    )


def _rulings(connection: Connection, asked: Asked, limit: int, place: tuple[Any, ...] | None) -> list[TrailRow]:
    undone = set(connection.execute(select(DECISIONS.c.undoes).where(DECISIONS.c.undoes.is_not(None))).scalars())
    query = _behind(_narrowed(select(DECISIONS), DECISIONS, asked), DECISIONS, _RULING, place)
    return [
        TrailRow(
            source="ruling",
            key=row.key,
            decided=row.decided,
            who=row.who,
            kind=row.kind,
            why=row.why,
            undoes=row.undoes,
            undone=row.key in undone,
            subjects=json.loads(row.subjects),
            cursor=write_cursor((row.decided, _RULING, row.key)),
        )
        for row in connection.execute(query.limit(limit))
    ]
