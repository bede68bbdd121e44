"""Events as JSON: lists by conditions, and their numbers by place, time, party and type."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from dateline.report import Status
from dateline.store.event_rows import EventRow
from dateline.store.event_search import PairCount, PeriodCount, PlaceCount
from dateline.web.api.refusals import REFUSALS
from dateline.web.articles import LARGEST_KEY
from dateline.web.auth import Known
from dateline.web.desk import desk_of
from dateline.web.exports import write_shown
from dateline.web.filters import LONGEST, MOST_VALUES, Filters
from dateline.web.routes.export import send_file

router = APIRouter(prefix="/api/v1/events", tags=["events"], responses=REFUSALS)

MOST_AT_ONCE = 500
MOST_SKIPPED = 10_000_000


def read_conditions(
    q: Annotated[str, Query(max_length=LONGEST, description="words of the article")] = "",
    since: Annotated[date | None, Query(description="it can have happened then or later")] = None,
    until: Annotated[date | None, Query(description="it can have happened then or earlier")] = None,
    country: Annotated[list[str] | None, Query(max_length=MOST_VALUES, description="ISO 3166-1 alpha-3")] = None,
    type: Annotated[list[str] | None, Query(max_length=MOST_VALUES, description="PLOVER types")] = None,
    status: Annotated[list[Status] | None, Query(max_length=MOST_VALUES)] = None,
    actor: Annotated[str, Query(max_length=LONGEST, description="part of a party's name")] = "",
    whom: Annotated[str, Query(max_length=LONGEST, description="part of a recipient's name")] = "",
    where: Annotated[str, Query(max_length=LONGEST, description="part of the place's name")] = "",
    place: Annotated[int | None, Query(ge=0, le=LARGEST_KEY, description="GeoNames number")] = None,
    confidence: Annotated[float, Query(ge=0, le=1, description="at least this sure")] = 0.0,
    story: Annotated[int | None, Query(ge=0, le=LARGEST_KEY, description="the number of its article's story")] = None,
    conflict: Annotated[bool, Query(description="only articles that contradict themselves")] = False,
    level: Annotated[Literal["report", "story"], Query(description="each event, or each happening once")] = "report",
) -> Filters:
    """Read the conditions of a request."""
    return Filters(
        q=q.strip(),
        since=since,
        until=until,
        country=tuple(code.upper() for code in country or ()),
        type=tuple(type or ()),
        status=tuple(status or ()),
        actor=actor.strip(),
        whom=whom.strip(),
        where=where.strip(),
        place=place,
        confidence=confidence,
        story=story,
        conflict=conflict,
        level=level,
    )


Conditions = Annotated[Filters, Depends(read_conditions)]


class EventsModel(BaseModel):
    """A part of a list of events, and how many there are in all; `article_key` and `id` lead to the whole record."""

    n: int
    events: list[EventRow]


class SummaryModel(BaseModel):
    """Events in numbers."""

    n_events: int
    n_articles: int
    types: dict[str, int]
    countries: dict[str, int]
    statuses: dict[str, int]
    places: list[PlaceCount]
    periods: list[PeriodCount]
    pairs: list[PairCount]
    n_pairs: int


@router.get("")
def list_events(
    request: Request,
    asker: Known,
    conditions: Conditions,
    sort: Literal["latest", "earliest", "confidence", "deaths", "article"] = "latest",
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = 50,
    skip: Annotated[int, Query(ge=0, le=MOST_SKIPPED)] = 0,
) -> EventsModel:
    """Give events that meet all conditions, in an order."""
    with desk_of(request).store.finder() as finder:
        found = finder.events(conditions.asked)
        rows = finder.rows(found, order=sort, limit=limit, skip=skip)
    return EventsModel(n=found.n, events=rows)


@router.get("/summary")
def sum_up(
    request: Request, asker: Known, conditions: Conditions, by: Literal["day", "week", "month", "year"] = "month"
) -> SummaryModel:
    """Give what the overview draws: numbers by type, country, status, place, period and pair of parties."""
    with desk_of(request).store.finder() as finder:
        found = finder.events(conditions.asked)
    pairs, n_pairs = found.pairs()
    return SummaryModel(
        n_events=found.n,
        n_articles=found.n_articles,
        types=found.facets.types,
        countries=found.facets.countries,
        statuses=found.facets.statuses,
        places=found.places(),
        periods=found.periods(by),
        pairs=pairs,
        n_pairs=n_pairs,
    )


@router.get(
    "/export",
    response_class=Response,
    responses={
        200: {"description": "The file; the header X-Left-Out says what the format cannot hold.", "content": {}}
    },
)
def export_events(
    request: Request,
    asker: Known,
    conditions: Conditions,
    format: Literal[
        "acled", "ucdp", "polecat", "icews", "gdelt-events", "gdelt-mentions", "plover-json", "geojson", "csv",
        "jsonld", "ftm", "jsonl",
    ],
) -> Response:  # fmt: skip
    """Give events in the columns of another data set; csv is an archive of tables."""
    return send_file(write_shown(desk_of(request).store, conditions, format))
