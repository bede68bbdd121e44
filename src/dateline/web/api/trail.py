"""The trail as JSON: every decision on codings and stories."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request

from dateline.store.trail import TrailRow
from dateline.web.api.refusals import REFUSALS
from dateline.web.articles import LARGEST_KEY
from dateline.web.auth import Known
from dateline.web.desk import desk_of

router = APIRouter(prefix="/api/v1/trail", tags=["trail"], responses=REFUSALS)


@router.get("")
def list_decisions(
    request: Request,
    asker: Known,
    article_key: Annotated[int | None, Query(ge=1, le=LARGEST_KEY)] = None,
    person: Annotated[str | None, Query(max_length=80)] = None,
    kind: Literal["accept", "reject", "edit", "add", "merge", "split", "undo"] | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    before: Annotated[str | None, Query(max_length=300, description="the cursor of the last row that one has")] = None,
) -> list[TrailRow]:
    """Give what was decided, the last first."""
    with desk_of(request).store.review_book() as book:
        return book.trail(article_key=article_key, person=person, kind=kind, limit=limit, before=before)
