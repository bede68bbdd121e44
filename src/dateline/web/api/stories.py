"""Stories as JSON: lists, one as a time line, and rulings about them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import StoryError
from dateline.report import Timeline
from dateline.store.story_search import StoryFilter, StoryRow
from dateline.stories import resolve_story
from dateline.stories.timeline import read_timeline
from dateline.web.api.refusals import REFUSALS
from dateline.web.auth import Known, Reviewer
from dateline.web.desk import desk_of
from dateline.web.filters import LONGEST
from dateline.web.rulings import merge, split, undo

router = APIRouter(prefix="/api/v1", tags=["stories"], responses=REFUSALS)

NAME = r"^S[0-9]{1,15}$"
Name = Annotated[str, Path(pattern=NAME, description="S and the story's number")]
Reason = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class StoriesModel(BaseModel):
    """A part of a list of stories, and how many there are in all."""

    n: int
    stories: list[StoryRow]


class MergeModel(BaseModel):
    """Stories that are one, and why."""

    model_config = ConfigDict(extra="forbid")

    stories: list[Annotated[str, Field(pattern=NAME)]] = Field(min_length=2, max_length=50)
    why: Reason


class SplitModel(BaseModel):
    """Articles that tell of another happening, by their ids, and why."""

    model_config = ConfigDict(extra="forbid")

    articles: list[Annotated[str, Field(max_length=1000)]] = Field(min_length=1, max_length=1000)
    why: Reason


class UndoModel(BaseModel):
    """Why a ruling is taken back."""

    model_config = ConfigDict(extra="forbid")

    why: Reason


class RuledModel(BaseModel):
    """The number of the new ruling, and the story that it made or left."""

    ruling: int
    story: str | None


@router.get("/stories")
def list_stories(
    request: Request,
    asker: Known,
    q: Annotated[str | None, Query(max_length=LONGEST, description="words of an article")] = None,
    since: date | None = None,
    until: date | None = None,
    country: Annotated[str | None, Query(max_length=3)] = None,
    type: Annotated[str | None, Query(max_length=40)] = None,
    least: Annotated[int | None, Query(ge=1, le=1_000_000, description="articles that it has at least")] = None,
    conflict: Annotated[bool, Query(description="only those whose sources disagree")] = False,
    sort: Literal["latest", "articles", "conflicts"] = "latest",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    skip: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> StoriesModel:
    """Give stories that meet all conditions, in an order."""
    asked = StoryFilter(
        words=q or None,
        country=country.upper() if country else None,
        type=type or None,
        after=since.isoformat() if since else None,
        before=until.isoformat() if until else None,
        min_articles=least,
        has_conflict=conflict,
    )
    with desk_of(request).store.finder() as finder:
        rows = finder.stories(asked, order=sort, limit=limit, skip=skip)
        n = finder.count_stories(asked)
    return StoriesModel(n=n, stories=rows)


@router.get("/stories/{name}")
def read_story(request: Request, asker: Known, name: Name) -> Timeline:
    """Give a story with its sources and claims in the order of publication; a merged story's name leads to the one it went into."""
    with desk_of(request).store.story_book() as book:
        try:
            return read_timeline(book, resolve_story(book, name))
        except StoryError as problem:
            raise HTTPException(404, str(problem)) from problem


@router.post("/rulings/merge")
def rule_merge(request: Request, asker: Reviewer, given: MergeModel) -> RuledModel:
    """Rule that stories are one; all go into the oldest."""
    ruling, story = merge(desk_of(request), given.stories, who=asker.name, why=given.why.strip())
    return RuledModel(ruling=ruling, story=f"S{story}")


@router.post("/stories/{name}/split")
def rule_split(request: Request, asker: Reviewer, name: Name, given: SplitModel) -> RuledModel:
    """Rule that articles of a story tell of another happening."""
    ruling, story = split(desk_of(request), name, given.articles, who=asker.name, why=given.why.strip())
    return RuledModel(ruling=ruling, story=f"S{story}")


@router.post("/rulings/{number}/undo")
def rule_undo(
    request: Request, asker: Reviewer, number: Annotated[int, Path(ge=1, lt=2**53)], given: UndoModel
) -> RuledModel:
    """Take a ruling back; it stays on record."""
    return RuledModel(ruling=undo(desk_of(request), number, who=asker.name, why=given.why.strip()), story=None)
