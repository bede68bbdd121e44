"""Whose coding of an article stands, and its report: kept up as people decide and as new coders code.

The corrected report is a report like any other, of the coder `review`: it is made anew from the
last machine's coding and the decisions, and marked as the last while it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dateline.agreement import Difference
from dateline.report import Article, Report
from dateline.resources.codebook import Codebook
from dateline.review import Reviewed, Revision, apply_revisions, find_differences, in_force, same_coding
from dateline.store.database import insert_keyed
from dateline.store.prepared import prepare_report
from dateline.store.rows import write_parts
from dateline.store.schema import (
    ARTICLES,
    CODERS,
    PARTS,
    REPORTS,
    REVIEWS,
    REVISIONS,
    STANDINGS,
    STORY_ARTICLES,
)
from dateline.store.stories import KEYS_AT_ONCE, StoryBook

REVIEW_CODER = "review"
"""The signature of the coder whose reports are the corrected ones."""


@dataclass(frozen=True, slots=True)
class Review:
    """One person's look at one version of an article.

    Args:
        key: Its row.
        article_key: The row of the version.
        person: Who looks; of an adjudication, who began it.
        role: `reviewer` or `adjudicator`.
        state: `assigned`, `open` or `done`.
        assigned_by: Who asked for it, where somebody did.
        begun: When it was assigned or begun.
        ended: When it was finished.
        n_revisions: How much was decided in it, what was taken back included.
    """

    key: int
    article_key: int
    person: str
    role: str
    state: str
    assigned_by: str | None
    begun: str
    ended: str | None
    n_revisions: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose coding of an article stands.

    Args:
        kind: `machine`, `reviewed` by one person, `agreed` by several, `differing` (so the machine's stands), or `adjudicated`.
        people: Who reviewed and adjudicated it.
        n_differences: On how much two reviewers differ.
    """

    kind: str = "machine"
    people: list[str] = field(default_factory=list)
    n_differences: int = 0


@dataclass(frozen=True, slots=True)
class Reviewing:
    """All that was decided on one version of an article, over the last machine's coding of it.

    Args:
        article: The article.
        base: The machine's coding.
        base_key: Its row.
        reviews: Who looks at it, in the order they began.
        revisions: What each review decided, by its row.
        codebook: What events may be; PLOVER's by default.
    """

    article: Article
    base: Report
    base_key: int
    reviews: list[Review]
    revisions: dict[int, list[Revision]]
    codebook: Codebook | None = None
    _known: dict[int, Reviewed] = field(default_factory=dict)

    def reviewed(self, review: Review | None) -> Reviewed:
        """Give the coding by one review; an adjudication stands on the first reviewer's."""
        key = review.key if review else 0
        if key not in self._known:
            self._known[key] = self.apply(self.base_of(review), self.revisions_of(review))
        return self._known[key]

    def apply(self, base: Report, revisions: Sequence[Revision]) -> Reviewed:
        """Give a coding by some decisions."""
        return apply_revisions(base, self.article.text, revisions, codebook=self.codebook)

    def base_of(self, review: Review | None) -> Report:
        """Give the coding that a review decides on."""
        if review is not None and review.role == "adjudicator":
            return self.first_report()
        return self.base

    def first_report(self) -> Report:
        """Give the first reviewer's corrected coding."""
        decided = self.decided("done") or self.decided("open") or self.decided("assigned")
        return self.reviewed(decided[0]).report if decided else self.base

    def revisions_of(self, review: Review | None) -> list[Revision]:
        """Give what a review decided."""
        return [] if review is None else self.revisions.get(review.key, [])

    def find(self, person: str, role: str) -> Review | None:
        """Give a person's review; an adjudication is one, whoever decides."""
        return next((r for r in self.reviews if r.role == role and (role == "adjudicator" or r.person == person)), None)

    def decided(self, state: str) -> list[Review]:
        """Give the reviewers in a state who decided something, or finished without."""
        return [
            r
            for r in self.reviews
            if r.role == "reviewer" and r.state == state and (state == "done" or in_force(self.revisions_of(r)))
        ]

    def differences(self) -> list[Difference]:
        """Give what the first two reviewers who finished differ on."""
        done = self.decided("done")[:2]
        if len(done) < 2:
            return []
        first, second = (self.reviewed(review).report for review in done)
        return find_differences(first, second)

    def standing(self) -> tuple[Standing, Report]:
        """Say whose coding stands, and give it."""
        adjudication = self.find("", "adjudicator")
        done, at_work = self.decided("done"), [*self.decided("open"), *self.decided("assigned")]
        people = list(dict.fromkeys(r.person for r in [*done, *([adjudication] if adjudication else [])]))
        differences = len(self.differences())
        if adjudication and (adjudication.state == "done" or in_force(self.revisions_of(adjudication))):
            return Standing("adjudicated", people, differences), self.reviewed(adjudication).report
        if len(done) > 1:
            codings = [self.reviewed(review).report for review in done]
            if all(same_coding(codings[0], other) for other in codings[1:]):
                return Standing("agreed", people), codings[0]
            return Standing("differing", people, max(differences, 1)), self.base
        alone = done or (at_work if len(at_work) == 1 else [])
        if alone:
            return Standing("reviewed", [alone[0].person]), self.reviewed(alone[0]).report
        return Standing(), self.base


def load_reviewing(connection: Connection, article_key: int, codebook: Codebook | None = None) -> Reviewing | None:
    """Read all that was decided on a version; None where there is no such version, or no machine's coding of it."""
    article = connection.execute(select(ARTICLES.c.content).where(ARTICLES.c.key == article_key)).scalar()
    machine = machine_report(connection, article_key)
    if article is None or machine is None:
        return None
    reviews = reviews_of(connection, [article_key]).get(article_key, [])
    revisions: dict[int, list[Revision]] = {}
    query = select(REVISIONS).where(REVISIONS.c.article_key == article_key).order_by(REVISIONS.c.key)
    for row in connection.execute(query):
        revisions.setdefault(row.review_key, []).append(to_revision(row))
    base = Report.model_validate_json(machine.content)
    return Reviewing(Article.model_validate_json(article), base, machine.key, reviews, revisions, codebook)


def machine_report(connection: Connection, article_key: int) -> Any:
    """Give the row of the last report that a machine made of a version."""
    query = (
        select(REPORTS.c.key, REPORTS.c.content)
        .join(CODERS)
        .where(REPORTS.c.article_key == article_key, CODERS.c.signature != REVIEW_CODER)
        .order_by(REPORTS.c.key.desc())
    )
    return connection.execute(query.limit(1)).first()


def reviews_of(connection: Connection, article_keys: Sequence[int]) -> dict[int, list[Review]]:
    """Give the reviews of versions, in the order they began."""
    found: dict[int, list[Review]] = {}
    for at in range(0, len(article_keys), KEYS_AT_ONCE):
        here = REVIEWS.c.article_key.in_(article_keys[at : at + KEYS_AT_ONCE])
        for row in connection.execute(select(REVIEWS).where(here).order_by(REVIEWS.c.key)):
            found.setdefault(row.article_key, []).append(to_review(row))
    return found


def to_review(row: Any) -> Review:
    """Give a row of `reviews` as what it tells."""
    names = ("key", "article_key", "person", "role", "state", "assigned_by", "begun", "ended", "n_revisions")
    return Review(**{name: getattr(row, name) for name in names})


def to_revision(row: Any) -> Revision:
    """Give a row of `revisions` as what it tells."""
    values = {name: _loaded(getattr(row, name)) for name in ("before", "after", "anchors")}
    names = ("n", "kind", "target", "field", "why", "who", "decided", "undoes")
    return Revision(**{name: getattr(row, name) for name in names}, **values)


def _loaded(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def renew_standing(
    connection: Connection,
    article_keys: Iterable[int],
    run_key: int,
    coder_key: int,
    codebook: Codebook | None = None,
) -> None:
    """Make what stands for versions anew from the machine's coding and the decisions.

    Args:
        connection: The open transaction.
        article_keys: Versions that have reviews.
        run_key: The run that writes.
        coder_key: The row of the coder `review`.
        codebook: What events may be; PLOVER's by default.
    """
    for article_key in article_keys:
        reviewing = load_reviewing(connection, article_key, codebook)
        if reviewing is not None:
            _Renewal(connection, article_key, run_key, coder_key).renew(reviewing)


@dataclass(frozen=True, slots=True)
class _Renewal:
    """Writes what stands for one version."""

    connection: Connection
    article_key: int
    run_key: int
    coder_key: int

    def renew(self, reviewing: Reviewing) -> None:
        standing, report = reviewing.standing()
        self._mark_applied(reviewing)
        self._write_standing(standing)
        rows = REPORTS.c
        mine = select(rows.key, rows.content).where(
            rows.article_key == self.article_key, rows.coder_key == self.coder_key
        )
        corrected = self.connection.execute(mine).first()
        if report == reviewing.base:
            self._stand(reviewing.base_key)
        elif corrected is None:
            self._stand(self._insert(report))
        else:
            self._replace(corrected, report)
            self._stand(corrected.key)

    def _insert(self, report: Report) -> int:
        ready = prepare_report(report)
        keys = {"article_key": self.article_key, "coder_key": self.coder_key, "run_key": self.run_key}
        (key,) = insert_keyed(self.connection, REPORTS, [{**keys, "last": False, "content": ready.content}])
        write_parts(self.connection, [((key, self.article_key, self.run_key), ready.parts)])
        return key

    def _replace(self, corrected: Any, report: Report) -> None:
        ready = prepare_report(report)
        if ready.content == corrected.content:
            return
        self._clear_story()
        values = {"content": ready.content, "run_key": self.run_key}
        self.connection.execute(update(REPORTS).where(REPORTS.c.key == corrected.key).values(values))
        for table in PARTS:
            self.connection.execute(delete(table).where(table.c.report_key == corrected.key))
        write_parts(self.connection, [((corrected.key, self.article_key, self.run_key), ready.parts)])

    def _stand(self, report_key: int) -> None:
        """Let a report be the one that stands, if the version is the article's last; its story is told anew."""
        is_last = self.connection.execute(select(ARTICLES.c.last).where(ARTICLES.c.key == self.article_key)).scalar()
        here = REPORTS.c.article_key == self.article_key
        stands = self.connection.execute(select(REPORTS.c.key).where(here, REPORTS.c.last)).scalar()
        if not is_last or stands == report_key:
            return
        self.connection.execute(update(REPORTS).where(here, REPORTS.c.last).values(last=False))
        self.connection.execute(update(REPORTS).where(REPORTS.c.key == report_key).values(last=True))
        self._clear_story()
        placed = STORY_ARTICLES.c.article_key == self.article_key
        self.connection.execute(update(STORY_ARTICLES).where(placed).values(report_key=report_key))

    def _clear_story(self) -> None:
        rows = STORY_ARTICLES.c
        story = self.connection.execute(select(rows.story_key).where(rows.article_key == self.article_key)).scalar()
        if story is not None:
            StoryBook(self.connection, self.run_key).clear_story(story)

    def _write_standing(self, standing: Standing) -> None:
        self.connection.execute(delete(STANDINGS).where(STANDINGS.c.article_key == self.article_key))
        values = {
            "article_key": self.article_key,
            "kind": standing.kind,
            "people": json.dumps(standing.people),
            "n_differences": standing.n_differences,
            "run_key": self.run_key,
        }
        self.connection.execute(insert(STANDINGS), values)

    def _mark_applied(self, reviewing: Reviewing) -> None:
        """Say of each decision whether it found its place in the coding that lies under it now."""
        for review in reviewing.reviews:
            if reviewing.revisions_of(review):
                unapplied = reviewing.reviewed(review).unapplied
                mine = REVISIONS.c.review_key == review.key
                self.connection.execute(update(REVISIONS).where(mine).values(applied=REVISIONS.c.n.not_in(unapplied)))
