"""What a store tells of its reviews: articles with what stands for them, queues, the trail, how far reviewers agree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from dateline.agreement import Agreement, Difference, compare_codings
from dateline.errors import RevisionError
from dateline.report import Article, Report
from dateline.resources.codebook import Codebook
from dateline.review import Revision
from dateline.store.queue import Order, QueueRow, State, Waiting, count_waiting, find_waiting
from dateline.store.rows import clean
from dateline.store.schema import (
    ARTICLES,
    DECISIONS,
    DUPLICATES,
    INFO,
    REPORTS,
    REVIEWS,
    REVISIONS,
    RUNS,
    STANDINGS,
    STORY_ARTICLES,
)
from dateline.store.standing import Review, Reviewing, Standing, load_reviewing, machine_report, reviews_of
from dateline.store.trail import Asked, TrailRow, find_trail

_AGREEMENTS: WeakKeyDictionary[Engine, tuple[Any, Agreement | None]] = WeakKeyDictionary()
"""How far reviewers agree, by store, with what that was found from."""

CHANGES = select(INFO.c.value).where(INFO.c.name == "reviews")
"""Counts what changed in reviews."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A version of an article with its codings.

    Args:
        key: Its row.
        article: The article.
        version: Which of its versions this is, from 1.
        is_last: Whether it is the last one.
        machine: The last machine's coding; None for a copy and where it was not coded.
        report: The coding that stands.
        standing: Whose that is.
        reviews: Who looks at it.
        story: The row of its story.
        wire: The agency that it credits.
        original: The row of the version that it copies.
        copy: `exact`, `near` or `update` where it copies one.
    """

    key: int
    article: Article
    version: int
    is_last: bool
    machine: Report | None
    report: Report | None
    standing: Standing
    reviews: list[Review]
    story: int | None
    wire: str | None = None
    original: int | None = None
    copy: str | None = None


class ReviewLists:
    """The reviews of a store, to be read within one transaction.

    Args:
        connection: The open transaction.
        codebook: What events may be; PLOVER's by default.
    """

    def __init__(self, connection: Connection, codebook: Codebook | None = None) -> None:
        self._connection = connection
        self._codebook = codebook

    # articles

    def article(self, key: int) -> StoredArticle | None:
        """Give a version of an article with its codings."""
        query = (
            select(
                ARTICLES, REPORTS.c.content.label("report"), DUPLICATES.c.original_key, DUPLICATES.c.kind.label("copy")
            )
            .select_from(ARTICLES)
            .join(REPORTS, (REPORTS.c.article_key == ARTICLES.c.key) & REPORTS.c.last, isouter=True)
            .join(DUPLICATES, DUPLICATES.c.article_key == ARTICLES.c.key, isouter=True)
        )
        row = self._connection.execute(query.where(ARTICLES.c.key == key)).first()
        if row is None:
            return None
        machine = machine_report(self._connection, key)
        coded = Report.model_validate_json(machine.content) if machine else None
        return StoredArticle(
            key=key,
            article=Article.model_validate_json(row.content),
            version=row.version,
            is_last=bool(row.last),
            machine=coded,
            report=Report.model_validate_json(row.report) if row.report else coded,
            standing=self.standing_of(key),
            reviews=self.reviews_of(key),
            story=self._story_of(key),
            wire=row.wire,
            original=row.original_key,
            copy=row.copy,
        )

    def _story_of(self, key: int) -> int | None:
        rows = STORY_ARTICLES.c
        found = self._connection.execute(select(rows.story_key).where(rows.article_key == key)).scalar()
        return None if found is None else int(found)

    def key_of(self, article_id: str) -> int | None:
        """Give the row of an article's last version by its id."""
        query = select(ARTICLES.c.key).where(ARTICLES.c.article == clean(article_id), ARTICLES.c.last)
        return self._connection.execute(query).scalar()

    def newest_key(self, key: int) -> int:
        """Give the row of the last version of the article that a version is of."""
        name = select(ARTICLES.c.article).where(ARTICLES.c.key == key).scalar_subquery()
        query = select(ARTICLES.c.key).where(ARTICLES.c.article == name, ARTICLES.c.last)
        return self._connection.execute(query).scalar() or key

    def standing_of(self, article_key: int) -> Standing:
        """Say whose coding of a version stands."""
        row = self._connection.execute(select(STANDINGS).where(STANDINGS.c.article_key == article_key)).first()
        return Standing(row.kind, json.loads(row.people), row.n_differences) if row else Standing()

    def reviews_of(self, article_key: int) -> list[Review]:
        """Give the reviews of a version, in the order they began."""
        return reviews_of(self._connection, [article_key]).get(article_key, [])

    def _reviewing(self, article_key: int) -> Reviewing:
        found = load_reviewing(self._connection, article_key, self._codebook)
        if found is None:
            raise RevisionError(
                f"article {article_key} is not here, or it was not coded; a copy is reviewed by its original"
            )
        return found

    # lists

    def queue(
        self,
        *,
        order: Order = "confidence",
        state: State = "open",
        person: str | None = None,
        country: str | None = None,
        story: int | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> list[QueueRow]:
        """Give the articles that wait; see `queue.Waiting` and `queue.find_waiting`."""
        waiting = Waiting(state, person, country, story)
        return find_waiting(self._connection, waiting, order=order, limit=limit, after=after)

    def count_queue(
        self,
        *,
        order: Order = "confidence",
        state: State = "open",
        person: str | None = None,
        country: str | None = None,
        story: int | None = None,
    ) -> int:
        """Count them."""
        return count_waiting(self._connection, Waiting(state, person, country, story), order=order)

    def trail(
        self,
        *,
        article_key: int | None = None,
        person: str | None = None,
        kind: str | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> list[TrailRow]:
        """Give what was decided, on codings and on stories, the last first; see `trail.find_trail`."""
        return find_trail(self._connection, Asked(article_key, person, kind), limit=limit, before=before)

    def token(self) -> str:
        """Give a word that changes whenever something that lists show could have changed."""
        last = [select(func.max(table.c.key)) for table in (RUNS, REPORTS, DECISIONS, REVISIONS, REVIEWS)]
        columns = [query.scalar_subquery() for query in (*last, CHANGES)]
        return ".".join(str(value or 0) for value in self._connection.execute(select(*columns)).one())

    # two reviewers

    def differences(self, article_key: int) -> list[Difference]:
        """Give what the first two reviewers who finished differ on."""
        return self._reviewing(article_key).differences()

    def agreement(self) -> Agreement | None:
        """Compare the first two reviewers of every article that two have finished; None where there is none such.

        What was found is remembered until one of these reviews, or a coding, changes.
        """
        keys = self._reviewed_twice()
        state = self._state_of(keys)
        known = _AGREEMENTS.get(self._connection.engine)
        if known is None or known[0] != state:
            known = _AGREEMENTS[self._connection.engine] = (state, self._agreement(keys))
        return known[1]

    def _agreement(self, keys: Sequence[int]) -> Agreement | None:
        first, second = [], []
        for key in keys:
            reviewing = self._reviewing(key)
            reports = [reviewing.reviewed(review).report for review in reviewing.decided("done")[:2]]
            if len(reports) == 2:
                first.append(reports[0])
                second.append(reports[1])
        return compare_codings(first, second) if first else None

    def _state_of(self, keys: Sequence[int]) -> Any:
        """Give what tells whether something changed in the reviews of some versions."""
        last = self._connection.execute(select(func.max(REPORTS.c.key))).scalar()
        found = reviews_of(self._connection, keys)
        return last, [(r.key, r.n_revisions, r.state) for key in keys for r in found.get(key, [])]

    def _reviewed_twice(self) -> list[int]:
        rows = STANDINGS.c
        query = select(rows.article_key).where(rows.kind.in_(("agreed", "differing", "adjudicated")))
        return [int(key) for key in self._connection.execute(query.order_by(rows.article_key)).scalars()]

    def training_rows(self) -> Iterator[dict[str, Any]]:
        """Give each reviewed article with the machine's coding, the one that stands, and all decisions."""
        query = select(STANDINGS.c.article_key).order_by(STANDINGS.c.article_key)
        for key in self._connection.execute(query).scalars().all():
            reviewing = self._reviewing(key)
            standing, report = reviewing.standing()
            if standing.kind != "machine" and standing.kind != "differing":
                yield {
                    "article": reviewing.article.model_dump(mode="json"),
                    "machine": reviewing.base.model_dump(mode="json"),
                    "corrected": report.model_dump(mode="json"),
                    "standing": standing.kind,
                    "people": standing.people,
                    "revisions": [_told(review, revision) for review in reviewing.reviews
                                  for revision in reviewing.revisions_of(review)],
                }  # fmt: skip


def _told(review: Review, revision: Revision) -> dict[str, Any]:
    names = ("n", "kind", "target", "field", "before", "after", "why", "who", "decided", "undoes")
    return {"role": review.role, **{name: getattr(revision, name) for name in names}}
