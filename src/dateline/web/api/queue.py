"""The queue as JSON: which articles wait, and who has them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from dateline.store.queue import QueueRow
from dateline.web.api.articles import ReviewModel
from dateline.web.api.refusals import REFUSALS
from dateline.web.articles import LARGEST_KEY
from dateline.web.auth import Known, Reviewer
from dateline.web.desk import desk_of
from dateline.web.routes.queue import MOST_AT_ONCE, reviewers

router = APIRouter(prefix="/api/v1/queue", tags=["queue"], responses=REFUSALS)

Order = Literal["confidence", "conflicts", "oldest", "adjudicate"]
State = Literal["open", "mine", "done", "all"]


class QueueModel(BaseModel):
    """A part of a queue, and how many wait in all."""

    n: int
    articles: list[QueueRow]


class AssignModel(BaseModel):
    """Who is to review what; without a person, the asker."""

    model_config = ConfigDict(extra="forbid")

    article_keys: list[Annotated[int, Field(ge=1, le=LARGEST_KEY)]] = Field(min_length=1, max_length=MOST_AT_ONCE)
    person: str | None = Field(default=None, max_length=80)


@router.get("")
def list_queue(
    request: Request,
    asker: Known,
    order: Order = "confidence",
    state: State = "open",
    country: Annotated[str | None, Query(max_length=3)] = None,
    story: Annotated[int | None, Query(ge=0, le=LARGEST_KEY)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Annotated[str | None, Query(max_length=300, description="the cursor of the last row that one has")] = None,
) -> QueueModel:
    """Give the articles that wait for the asker, in the order in which they need it."""
    with desk_of(request).store.review_book() as book:
        rows = book.queue(
            order=order, state=state, person=asker.name, country=country, story=story, limit=limit, after=after
        )
        n = book.count_queue(order=order, state=state, person=asker.name, country=country, story=story)
    return QueueModel(n=n, articles=rows)


@router.post("/assign")
def assign(request: Request, asker: Reviewer, given: AssignModel) -> list[ReviewModel]:
    """Give articles to somebody, or take them."""
    desk = desk_of(request)
    person = given.person or asker.name
    if person not in reviewers(desk, asker):
        raise HTTPException(422, "There is no reviewer of this name.")
    with desk.store.review_book(write=True) as book:
        if any(book.article(key) is None for key in given.article_keys):
            raise HTTPException(404, "One of these articles is not in this store; nothing was assigned.")
        found = [book.assign(key, person, by=asker.name) for key in given.article_keys]
    return [ReviewModel.model_validate(review) for review in found]
