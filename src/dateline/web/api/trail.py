"""The trail as JSON: every decision on codings and stories."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from dateline.web.api.refusals import REFUSALS
from dateline.web.articles import LARGEST_KEY
from dateline.web.auth import Known
from dateline.web.desk import desk_of

router = APIRouter(prefix="/api/v1/trail", tags=["trail"], responses=REFUSALS)


class DecidedModel(BaseModel):
    """One decision; a `revision` of a coding or a `ruling` about stories. `cursor` is where the list goes on behind it."""

    model_config = ConfigDict(from_attributes=True)

    source: Literal["revision", "ruling"]
    key: int
    decided: str
    who: str
    kind: str
    why: str
    article_key: int | None
    article: str | None
    title: str | None
    role: str | None
    n: int | None
    target: str | None
    field: str | None
    before: Any
    after: Any
    undoes: int | None
    undone: bool
    applied: bool
    subjects: dict[str, Any] | None
    cursor: str


@router.get("")
def list_decisions(
    request: Request,
    asker: Known,
    article_key: Annotated[int | None, Query(ge=1, le=LARGEST_KEY)] = None,
    person: Annotated[str | None, Query(max_length=80)] = None,
    kind: Literal["accept", "reject", "edit", "add", "merge", "split", "undo"] | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    before: Annotated[str | None, Query(max_length=300, description="the cursor of the last row that one has")] = None,
) -> list[DecidedModel]:
    """Give what was decided, the last first."""
    with desk_of(request).store.review_book() as book:
        rows = book.trail(article_key=article_key, person=person, kind=kind, limit=limit, before=before)
    return [DecidedModel.model_validate(row) for row in rows]
