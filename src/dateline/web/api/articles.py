"""Articles and their codings as JSON: what the page of an article asks for, and any other program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from dateline.report import Article, Report
from dateline.review import NewRevision
from dateline.store.reviews import Coding, ReviewBook
from dateline.store.standing import Review
from dateline.web.api.refusals import REFUSALS
from dateline.web.articles import LARGEST_KEY, Key, article_of
from dateline.web.articles import ReviewRole as Role
from dateline.web.auth import Known, Reviewer
from dateline.web.desk import desk_of

router = APIRouter(prefix="/api/v1/articles", tags=["articles"], responses=REFUSALS)

MOST_DECISIONS = 200


class _Model(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ReviewModel(_Model):
    """One person's look at one article."""

    person: str
    role: Role
    state: Literal["assigned", "open", "done"]
    assigned_by: str | None
    begun: str
    ended: str | None
    n_revisions: int


class RevisionModel(_Model):
    """One decision, as it is kept."""

    n: int
    kind: Literal["accept", "reject", "edit", "add", "merge", "undo"]
    target: str
    field: str | None
    before: Any
    after: Any
    why: str
    who: str
    decided: str
    undoes: int | None


class ArticleModel(_Model):
    """An article with what stands of its coding."""

    key: int
    article: Article
    standing: Literal["machine", "reviewed", "agreed", "differing", "adjudicated"]
    people: list[str] = Field(description="whose decisions it stands by")
    reviews: list[ReviewModel]
    report: Report | None


class CodingModel(_Model):
    """One person's coding of an article: dateline's, and what they decided on it."""

    key: int
    person: str
    role: Role
    text: str = Field(description="the article's text; offsets are code points of it")
    seen: int = Field(description="how many decisions there are; give it back with the next one")
    review: ReviewModel | None
    report: Report
    states: dict[str, Literal["accepted", "edited", "added"]]
    revisions: list[RevisionModel]
    undone: list[int]
    unapplied: list[int]


class DecisionModel(BaseModel):
    """What a person asks for; see `dateline.review.NewRevision`."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accept", "reject", "edit", "add", "merge", "undo"]
    target: str = Field(default="", max_length=40)
    field: str | None = Field(default=None, max_length=40)
    after: Any = None
    why: str = Field(default="", max_length=1000)
    undoes: int | None = Field(default=None, ge=1, le=LARGEST_KEY)


class DecisionsModel(BaseModel):
    """Decisions that are taken together, all or none."""

    model_config = ConfigDict(extra="forbid")

    seen: int = Field(ge=0, le=LARGEST_KEY, description="how many decisions there were when one looked")
    role: Role = "reviewer"
    decisions: list[DecisionModel] = Field(min_length=1, max_length=MOST_DECISIONS)


class UndoModel(BaseModel):
    """Take back the last decision that stands."""

    model_config = ConfigDict(extra="forbid")

    seen: int = Field(ge=0, le=LARGEST_KEY)
    role: Role = "reviewer"
    why: str = Field(default="", max_length=1000)


class TakenModel(BaseModel):
    """What was taken."""

    seen: int = Field(description="how many decisions there are now")
    revisions: list[RevisionModel] = Field(description="the new ones")


@router.get("/{key}")
def read_article(request: Request, asker: Known, key: Key) -> ArticleModel:
    """Give an article with the coding that stands."""
    with desk_of(request).store.review_book() as book:
        stored = article_of(book, key)
    given = {"key": key, "standing": stored.standing.kind, "people": stored.standing.people}
    named = {name: getattr(stored, name) for name in ("article", "reviews", "report")}
    return ArticleModel.model_validate(given | named)


@router.get("/{key}/coding")
def read_coding(request: Request, asker: Reviewer, key: Key, role: Role = "reviewer") -> CodingModel:
    """Give one's own coding, with one's decisions."""
    with desk_of(request).store.review_book() as book:
        article_of(book, key)
        return _coding(book.coding(key, asker.name, role=role), asker.name, role)


@router.post("/{key}/decisions")
def take_decisions(request: Request, asker: Reviewer, key: Key, given: DecisionsModel) -> TakenModel:
    """Decide: accept, reject, edit, add, merge, or undo."""
    new = [NewRevision(**decision.model_dump()) for decision in given.decisions]
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        return _taken(book.decide(key, asker.name, new, seen=given.seen, role=given.role), given.seen)


@router.post("/{key}/undo")
def undo_last(request: Request, asker: Reviewer, key: Key, given: UndoModel) -> TakenModel:
    """Take back one's last decision that stands."""
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        return _taken(book.undo(key, asker.name, seen=given.seen, why=given.why, role=given.role), given.seen)


@router.post("/{key}/finish")
def finish(request: Request, asker: Reviewer, key: Key, role: Role = "reviewer") -> ReviewModel:
    """Say that one's review is done."""
    return _change(request, key, lambda book: book.finish(key, asker.name, role=role))


@router.post("/{key}/reopen")
def reopen(request: Request, asker: Reviewer, key: Key, role: Role = "reviewer") -> ReviewModel:
    """Take one's review up again."""
    return _change(request, key, lambda book: book.reopen(key, asker.name, role=role))


def _change(request: Request, key: int, change: Callable[[ReviewBook], Review]) -> ReviewModel:
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        return ReviewModel.model_validate(change(book))


def _coding(coding: Coding, person: str, role: Role) -> CodingModel:
    reviewed = coding.reviewed
    return CodingModel(
        key=coding.article_key,
        person=person,
        role=role,
        text=coding.article.text,
        seen=coding.number,
        review=ReviewModel.model_validate(coding.review) if coding.review else None,
        report=reviewed.report,
        states=dict(reviewed.states),
        revisions=[RevisionModel.model_validate(revision) for revision in coding.revisions],
        undone=list(reviewed.undone),
        unapplied=list(reviewed.unapplied),
    )


def _taken(coding: Coding, seen: int) -> TakenModel:
    new = [RevisionModel.model_validate(revision) for revision in coding.revisions[seen:]]
    return TakenModel(seen=coding.number, revisions=new)
