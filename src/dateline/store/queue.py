"""The queues: which articles wait to be reviewed, the ones that need it most first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select, tuple_

from dateline.errors import InputError
from dateline.store.cursors import read_cursor, write_cursor
from dateline.store.rows import clean
from dateline.store.schema import ARTICLES, EVENTS, REPORTS, REVIEWS, STANDINGS, STORY_ARTICLES, SUMMARIES
from dateline.store.standing import Review, reviews_of

Order = Literal["confidence", "conflicts", "oldest", "adjudicate"]
State = Literal["open", "mine", "done", "all"]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An article that waits, or was reviewed.

    Args:
        article_key: The row of its last version.
        article: Its id.
        title: Its headline.
        published: When it was published.
        publisher: Who ran it.
        n_events: Events in the coding that stands.
        n_conflicts: Conflicts in it.
        n_high: Those of high severity.
        lowest: The lowest confidence of an event; None without any.
        standing: Whose coding stands; see `Standing`.
        n_differences: On how much two reviewers differ.
        reviews: Who looks at it.
        story: The row of its story.
        cursor: Where the list goes on behind it.
    """

    article_key: int
    article: str
    title: str | None
    published: str | None
    publisher: str | None
    n_events: int
    n_conflicts: int
    n_high: int
    lowest: float | None
    standing: str
    n_differences: int
    reviews: list[Review]
    story: int | None
    cursor: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which articles are asked for.

    Args:
        state: `open` (nobody has finished it), `mine` (assigned to or begun by the person), `done` or `all`.
        person: Who asks; what is assigned to others alone is then not open, what they have begun is.
        country: Only articles with an event in this country.
        story: Only those of this story.
    """

    state: State = "open"
    person: str | None = None
    country: str | None = None
    story: int | None = None


class _By:
    """An order: its columns, what their values are, and whether the greatest come first."""

    def __init__(self, columns: tuple[Any, ...], kinds: tuple[type, ...], *, falling: bool) -> None:
        self.columns = columns
        self.kinds = kinds
        self.falling = falling

    def sort(self, query: Select[Any], after: str | None) -> Select[Any]:
        """Order a query, and begin behind a cursor."""
        columns = tuple_(*self.columns)
        if after is not None:
            values = tuple(read_cursor(after, self.kinds))
            query = query.where(columns < values if self.falling else columns > values)
        return query.order_by(*(column.desc() if self.falling else column for column in self.columns))


_S, _D = SUMMARIES.c, STANDINGS.c
ORDERS: dict[str, _By] = {
    "confidence": _By((_S.lowest, _S.report_key), (float, int), falling=False),
    "conflicts": _By((_S.n_high, _S.n_conflicts, _S.report_key), (int, int, int), falling=True),
    "oldest": _By((_S.published, _S.report_key), (str, int), falling=False),
    "adjudicate": _By((_D.n_differences, _D.article_key), (int, int), falling=True),
}


def find_waiting(
    connection: Connection, waiting: Waiting, *, order: Order = "confidence", limit: int = 50, after: str | None = None
) -> list[QueueRow]:
    """Give the articles that are asked for.

    Args:
        connection: The open transaction.
        waiting: Which.
        order: Lowest confidence, most conflicts or oldest first; `adjudicate` gives those that two reviewers differ on.
        limit: How many at most.
        after: The cursor of the row that the list goes on behind.

    Raises:
        InputError: There is no such order, or the cursor is of another.
    """
    if order not in ORDERS:
        raise InputError(f"a queue is ordered by one of {', '.join(ORDERS)}, not {order!r}")
    by = ORDERS[order]
    columns = [column.label(f"at_{n}") for n, column in enumerate(by.columns)]
    query = _asked(waiting, order, *columns).limit(limit)
    rows = connection.execute(by.sort(query, after)).all()
    reviews = reviews_of(connection, [row.key for row in rows])
    return [_row(row, reviews.get(row.key, []), len(columns)) for row in rows]


def count_waiting(connection: Connection, waiting: Waiting, *, order: Order = "confidence") -> int:
    """Count the articles that are asked for."""
    return int(connection.execute(_narrowed(select(func.count()), waiting, order)).scalar_one())


def _asked(waiting: Waiting, order: Order, *more: ColumnElement[Any]) -> Select[Any]:
    query = select(
        ARTICLES.c.key,
        ARTICLES.c.article,
        ARTICLES.c.title,
        ARTICLES.c.published,
        ARTICLES.c.publisher,
        SUMMARIES.c.n_events,
        SUMMARIES.c.n_conflicts,
        SUMMARIES.c.n_high,
        SUMMARIES.c.lowest,
        STANDINGS.c.kind,
        STANDINGS.c.n_differences,
        STORY_ARTICLES.c.story_key,
        *more,
    )
    return _narrowed(query, waiting, order, _joined())


def _joined() -> FromClause:
    return (
        SUMMARIES.join(ARTICLES, ARTICLES.c.key == SUMMARIES.c.article_key)
        .join(STANDINGS, STANDINGS.c.article_key == SUMMARIES.c.article_key, isouter=True)
        .join(STORY_ARTICLES, STORY_ARTICLES.c.article_key == SUMMARIES.c.article_key, isouter=True)
    )


def _narrowed(query: Select[Any], waiting: Waiting, order: Order, tables: FromClause = SUMMARIES) -> Select[Any]:
    """Keep the articles that are asked for, by what stands in the narrow tables: an article's own row is long."""
    stands = select(REPORTS.c.key).where(REPORTS.c.last)
    query = query.select_from(tables).where(SUMMARIES.c.report_key.in_(stands))
    if waiting.country is not None:
        here = and_(EVENTS.c.report_key == SUMMARIES.c.report_key, EVENTS.c.country == waiting.country)
        query = query.where(exists().where(here))
    if waiting.story is not None:
        members = select(STORY_ARTICLES.c.article_key).where(STORY_ARTICLES.c.story_key == waiting.story)
        query = query.where(SUMMARIES.c.article_key.in_(members))
    if order == "adjudicate":
        differ = select(STANDINGS.c.article_key).where(STANDINGS.c.kind == "differing")
        return query.where(SUMMARIES.c.article_key.in_(differ))
    return _in_state(query, waiting)


def _in_state(query: Select[Any], waiting: Waiting) -> Select[Any]:
    person = None if waiting.person is None else clean(waiting.person)
    done = _review(REVIEWS.c.state == "done", REVIEWS.c.role == "reviewer")
    mine = _review(REVIEWS.c.person == person, REVIEWS.c.state != "done")
    match waiting.state:
        case "open" if person is None:
            return query.where(~done)
        case "open":
            for_others = _review(REVIEWS.c.assigned_by.is_not(None), REVIEWS.c.person != person)
            return query.where(or_(mine, and_(~done, ~for_others)))
        case "mine":
            return query.where(mine)
        case "done":
            return query.where(done)
        case "all":
            return query
    raise InputError(f"a queue shows open, mine, done or all articles, not {waiting.state!r}")


def _review(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an article has a review of some sort; there are few reviews, so they are looked up once."""
    return SUMMARIES.c.article_key.in_(select(REVIEWS.c.article_key).where(*conditions))


def _row(row: Any, reviews: list[Review], n_columns: int) -> QueueRow:
    same = ("article", "title", "published", "publisher", "n_events", "n_conflicts", "n_high")
    return QueueRow(
        article_key=row.key,
        **{name: getattr(row, name) for name in same},
        lowest=row.lowest if row.n_events else None,
        standing=row.kind or "machine",
        n_differences=row.n_differences or 0,
        reviews=reviews,
        story=row.story_key,
        cursor=write_cursor([getattr(row, f"at_{n}") for n in range(n_columns)]),
    )
