"""Reviews in the store: who looks at which article, every decision, and what stands by them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, update

from dateline.errors import RevisionError, StaleError
from dateline.report import Article, Report
from dateline.resources.codebook import Codebook
from dateline.review import NewRevision, Reviewed, Revision, check_revision, last_in_force
from dateline.store.database import insert_keyed
from dateline.store.queue import QueueRow
from dateline.store.review_lists import CHANGES, ReviewLists, StoredArticle
from dateline.store.rows import clean
from dateline.store.schema import INFO, REVIEWS, REVISIONS
from dateline.store.standing import Review, Reviewing, Standing, renew_standing
from dateline.store.trail import TrailRow
from dateline.store.write import Run

__all__ = ["Coding", "QueueRow", "Review", "ReviewBook", "Standing", "StoredArticle", "TrailRow", "tell_revision"]

Role = Literal["reviewer", "adjudicator"]
MARKS = {"reviewer": "R", "adjudicator": "J"}
"""Letters in the ids of new records, by whose review they were made in."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding as one review has it.

    Args:
        article_key: The row of the version.
        article: The article.
        base: The coding that the review decides on.
        review: The review; None before the first decision.
        revisions: All its decisions.
        reviewed: The coding by them.
        number: How many decisions there are; whoever decides shows by it what they have seen.
    """

    article_key: int
    article: Article
    base: Report
    review: Review | None
    revisions: list[Revision]
    reviewed: Reviewed
    number: int


class ReviewBook(ReviewLists):
    """The reviews of a store, within one transaction.

    Args:
        connection: The open transaction.
        run: The run that writes; None where nothing is written.
        codebook: What events may be; PLOVER's by default.
    """

    def __init__(self, connection: Connection, run: Run | None = None, codebook: Codebook | None = None) -> None:
        super().__init__(connection, codebook)
        self._run = run

    # reviews

    def coding(self, article_key: int, person: str, role: Role = "reviewer") -> Coding:
        """Give the coding as a person has it by now.

        Args:
            article_key: The row of the version.
            person: Who looks.
            role: An adjudicator's coding lies over the first reviewer's.

        Raises:
            RevisionError: There is no such article, or it was not coded.
        """
        return _coding(self._reviewing(article_key), article_key, clean(person), role)

    def report_of(self, article_key: int, person: str, role: Role = "reviewer") -> Report:
        """Give a person's corrected coding."""
        return self.coding(article_key, person, role).reviewed.report

    def decide(
        self,
        article_key: int,
        person: str,
        new: Sequence[NewRevision],
        *,
        seen: int,
        role: Role = "reviewer",
    ) -> Coding:
        """Keep what a person decides, all of it or none, and let the corrected coding stand where it does.

        An edit that changes nothing is not kept.

        Args:
            article_key: The row of the version.
            person: Who decides.
            new: What they ask for, in order.
            seen: How many decisions of this review they had seen.
            role: In which role they decide.

        Raises:
            StaleError: More was decided since; the message says by whom, and what.
            RevisionError: Something is not possible; the message says what is.
        """
        reviewing = self._reviewing(article_key)
        coding = _coding(reviewing, article_key, clean(person), role)
        _refuse_stale(coding, seen)
        now = _now()
        checked: list[Revision] = []
        reviewed = coding.reviewed
        for each in new:
            revision = check_revision(
                reviewed,
                coding.article.text,
                each,
                who=clean(person),
                decided=now,
                mark=MARKS[role],
                codebook=self._codebook,
            )
            if revision.kind == "edit" and revision.before == revision.after:
                continue
            checked.append(revision)
            reviewed = reviewing.apply(coding.base, [*coding.revisions, *checked])
        if checked:
            review = coding.review or self._begin(article_key, person, role, now, reviewing.base_key)
            self._keep(review, coding.number, checked)
            self._renew(article_key)
        return self.coding(article_key, person, role)

    def undo(self, article_key: int, person: str, *, seen: int, why: str = "", role: Role = "reviewer") -> Coding:
        """Take back the last decision that stands.

        Raises:
            StaleError: More was decided since.
            RevisionError: Nothing is left to be taken back.
        """
        last = last_in_force(self.coding(article_key, person, role).revisions)
        if last is None:
            raise RevisionError("there is nothing to be taken back")
        return self.decide(article_key, person, [NewRevision("undo", undoes=last.n, why=why)], seen=seen, role=role)

    def _begin(self, article_key: int, person: str, role: Role, now: str, report_key: int) -> Review:
        values = {
            "article_key": article_key,
            "person": clean(person),
            "role": role,
            "state": "open",
            "begun": now,
            "n_revisions": 0,
            "report_key": report_key,
            "run_key": self._writing().key,
        }
        insert_keyed(self._connection, REVIEWS, [values])
        return next(r for r in self.reviews_of(article_key) if (r.role, r.person) == (role, clean(person)))

    def _keep(self, review: Review, number: int, revisions: Sequence[Revision]) -> None:
        rows = [_revision_row(revision, review, self._writing().key) for revision in revisions]
        insert_keyed(self._connection, REVISIONS, rows)
        values = {"n_revisions": number + len(rows), "state": "open" if review.state == "assigned" else review.state}
        self._connection.execute(update(REVIEWS).where(REVIEWS.c.key == review.key).values(values))

    def _renew(self, article_key: int) -> None:
        run = self._writing()
        _count_change(self._connection)
        renew_standing(self._connection, [article_key], run.key, run.coder_key or 0, self._codebook)

    def _writing(self) -> Run:
        if self._run is None:
            raise RevisionError("the reviews were opened to be read only")
        return self._run

    def assign(self, article_key: int, person: str, *, by: str, role: Role = "reviewer") -> Review:
        """Ask a person to look at an article; who looks at it already goes on."""
        reviewing = self._reviewing(article_key)
        found = reviewing.find(clean(person), role)
        if found is None:
            found = self._begin(article_key, person, role, _now(), reviewing.base_key)
            self._set(found, state="assigned", assigned_by=clean(by))
        return self._again(found)

    def finish(self, article_key: int, person: str, role: Role = "reviewer") -> Review:
        """Say that a person has looked at all of it, whether they decided anything or found it right."""
        reviewing = self._reviewing(article_key)
        found = reviewing.find(clean(person), role)
        found = found or self._begin(article_key, person, role, _now(), reviewing.base_key)
        self._set(found, state="done", ended=_now())
        self._renew(article_key)
        return self._again(found)

    def reopen(self, article_key: int, person: str, role: Role = "reviewer") -> Review:
        """Go on with a review that was finished."""
        found = self._reviewing(article_key).find(clean(person), role)
        if found is None:
            raise RevisionError(f"{person} has not reviewed this article")
        self._set(found, state="open", ended=None)
        self._renew(article_key)
        return self._again(found)

    def _set(self, review: Review, **values: Any) -> None:
        _count_change(self._connection)
        self._connection.execute(update(REVIEWS).where(REVIEWS.c.key == review.key).values(values))

    def _again(self, review: Review) -> Review:
        return next(r for r in self.reviews_of(review.article_key) if r.key == review.key)


def _count_change(connection: Connection) -> None:
    """Keep that something changed, for who remembers lists."""
    changed = connection.execute(CHANGES).scalar()
    connection.execute(delete(INFO).where(INFO.c.name == "reviews"))
    connection.execute(insert(INFO), {"name": "reviews", "value": str(int(changed or 0) + 1)})


def _coding(reviewing: Reviewing, article_key: int, person: str, role: Role) -> Coding:
    review = reviewing.find(person, role)
    if review is None and role == "adjudicator":
        base = reviewing.first_report()
        reviewed = reviewing.apply(base, [])
    else:
        base, reviewed = reviewing.base_of(review), reviewing.reviewed(review)
    revisions = reviewing.revisions_of(review)
    return Coding(article_key, reviewing.article, base, review, revisions, reviewed, len(revisions))


def _refuse_stale(coding: Coding, seen: int) -> None:
    if coding.number == seen:
        return
    others = coding.revisions[max(seen, 0) :]
    what = "; ".join(f"{r.who} at {r.decided}: {tell_revision(r)}" for r in others[-3:])
    raise StaleError(
        f"more was decided here since you looked ({what or 'the page is of another time'}); look again, then decide"
    )


def tell_revision(revision: Revision) -> str:
    """Say what a decision did, in a few words."""
    target = f"{revision.target}.{revision.field}" if revision.field else revision.target
    if revision.kind == "undo":
        return f"took decision {revision.undoes} back"
    return f"{revision.kind} {target}" + (f" into {revision.after}" if revision.kind == "merge" else "")


def _revision_row(revision: Revision, review: Review, run_key: int) -> dict[str, Any]:
    packed = {name: _packed(getattr(revision, name)) for name in ("before", "after")}
    names = ("n", "kind", "target", "field", "who", "decided", "undoes")
    return {
        **{name: getattr(revision, name) for name in names},
        **packed,
        "why": clean(revision.why),
        "anchors": json.dumps(revision.anchors),
        "review_key": review.key,
        "article_key": review.article_key,
        "applied": True,
        "run_key": run_key,
    }


def _packed(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
