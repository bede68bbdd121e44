"""The overview: events on a map, in time, between parties and in a table, by conditions that live in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from dateline.export.map import WORLD
from dateline.export.stories import days_of, tell_count
from dateline.export.visible import in_line
from dateline.report import Count
from dateline.store.event_rows import EventRow
from dateline.store.event_search import Facets, FoundEvents
from dateline.store.finder import Finder
from dateline.store.story_search import Happening
from dateline.web.auth import Known
from dateline.web.desk import Desk, desk_of
from dateline.web.filters import LEVELS, ORDERS, PERIODS, STATUSES, Filters, Shown, country_name, has_empty_fields
from dateline.web.flows import Flows, draw_flows
from dateline.web.render import go, page
from dateline.web.routes.drawings import drawing
from dateline.web.timechart import TimeChart, read_chart
from dateline.web.worldmap import WorldMap, draw_map

router = APIRouter()

PAGE_SIZE = 50
MOST_HITS = 10
MOST_FACETS = 10
NAME_CHARS, TITLE_CHARS, WORDS_CHARS = 60, 120, 80
MOST_NAMES = 3
NAMED_BELOW = ("status", "actor", "whom", "where", "confidence", "conflict")
"""Conditions that stand in the folded part of the form."""


@dataclass(frozen=True)
class Board:
    """What is drawn of a selection, as long as the store is as it is.

    Args:
        found: The events.
        facets: How many of each type, country and status.
        map: Where.
        chart: When; None where nothing has a day.
        flows: Who acts on whom; None where nobody does.
        n_unplaced: Events without a point.
    """

    found: FoundEvents
    facets: Facets
    map: WorldMap
    chart: TimeChart | None
    flows: Flows | None
    n_unplaced: int


@router.get("/")
def show_overview(request: Request, asker: Known, filters: Shown) -> Response:
    """Show what is in the store."""
    if has_empty_fields(request):
        return go(filters.link())
    desk = desk_of(request)
    with desk.store.finder() as finder:
        board = read_board(desk, finder, filters)
        skip = (filters.page - 1) * PAGE_SIZE
        if filters.page > 1 and skip >= board.found.n:
            raise HTTPException(404, "The table has no such page.")
        rows = _rows(finder, board.found, filters, skip)
        everything = desk.memory.get(finder.state(), "facets", lambda: finder.events(Filters().asked).facets)
    n = board.found.n
    return page(
        request,
        "overview.html.j2",
        filters=filters,
        n_events=n,
        told_of=_told_of(board.found, filters),
        options={"types": sorted(everything.types), "countries": _named(everything.countries)},
        statuses=STATUSES,
        levels=LEVELS,
        orders=ORDERS,
        periods=PERIODS,
        more_open=any(name in NAMED_BELOW for name, _, _ in filters.conditions()) or filters.level != "report",
        chosen=[(words, filters.without(name, value)) for name, words, value in filters.conditions()],
        hits=_hits(desk, filters.q) if filters.q and filters.page == 1 else None,
        most_hits=MOST_HITS,
        map=board.map,
        map_address=lambda step: board.map.link(filters, step),
        world=WORLD,
        outline=drawing("outline.svg"),
        map_script=drawing("map.js"),
        n_unplaced=board.n_unplaced,
        facets=_facets(board.facets, filters),
        chart=board.chart,
        flows=board.flows,
        rows=rows,
        page_size=PAGE_SIZE,
        has_next=skip + PAGE_SIZE < n,
    )


def read_board(desk: Desk, finder: Finder, filters: Filters) -> Board:
    """Count and draw what an address asks for, or remember it."""

    def make() -> Board:
        found = finder.events(filters.asked)
        places = found.places()
        pairs, n_pairs = found.pairs()
        drawn = draw_map(places, filters)
        return Board(
            found=found,
            facets=found.facets,
            map=drawn,
            chart=read_chart(found, filters),
            flows=draw_flows(pairs, filters, n_all=n_pairs),
            n_unplaced=found.n - sum(place.n_events for place in places),
        )

    return desk.memory.get(finder.state(), ("board", filters), make)


def _told_of(found: FoundEvents, filters: Filters) -> str:
    if filters.level == "story":
        return f"{found.n:,} {'happening' if found.n == 1 else 'happenings'}"
    events = "event" if found.n == 1 else "events"
    return f"{found.n:,} {events} in {found.n_articles:,} {'article' if found.n_articles == 1 else 'articles'}"


def _named(countries: Mapping[str, int]) -> list[tuple[str, str]]:
    return sorted(((code, country_name(code)) for code in countries), key=lambda row: row[1])


def _facets(facets: Facets, filters: Filters) -> dict[str, list[dict[str, Any]]]:
    return {
        "types": _facet(facets.types, "type", filters, str),
        "countries": _facet(facets.countries, "country", filters, country_name),
        "statuses": _facet(facets.statuses, "status", filters, str),
    }


def _facet(counts: Mapping[str, int], name: str, filters: Filters, told: Any) -> list[dict[str, Any]]:
    most = max(counts.values(), default=1)
    chosen = getattr(filters, name)
    return [
        {
            "name": told(value),
            "n": n,
            "percent": round(max(1.0, 100 * n / most), 1),
            "is_on": value in chosen,
            "link": filters.without(name, value) if value in chosen else filters.only(name, value),
        }
        for value, n in list(counts.items())[:MOST_FACETS]
    ]


def _rows(finder: Finder, found: FoundEvents, filters: Filters, skip: int) -> list[dict[str, Any]]:
    rows = finder.rows(found, order=filters.sort, limit=PAGE_SIZE, skip=skip)
    merged = finder.happenings([(row.report_key, row.id) for row in rows]) if filters.level == "story" else {}
    return [_row(row, merged.get((row.report_key, row.id))) for row in rows]


def _row(row: EventRow, happening: Happening | None) -> dict[str, Any]:
    """What the table says of an event; of a happening, what all its reports say."""
    told = happening.event if happening else None
    where = told.place.name if told and told.place else row.place or ""
    return {
        "path": f"/articles/{row.article_key}#{row.id}",
        "what": "-".join([row.type, *row.modes[:1]]),
        "words": in_line(row.text, WORDS_CHARS),
        "status": row.status,
        "who": _names(told.actors if told else row.actors),
        "whom": _names(told.recipients if told else row.recipients),
        "where": in_line(", ".join(part for part in (where, country_name(row.country or "")) if part), NAME_CHARS),
        "when": (days_of(told) if told else "") or _days(row.earliest, row.latest),
        "dead": tell_count((told.deaths if told else None) or _deaths(row)),
        "confidence": row.confidence,
        "title": in_line(row.title or row.article, TITLE_CHARS),
        "about": in_line(" · ".join(part for part in (row.publisher, (row.published or "")[:10]) if part), TITLE_CHARS),
        "story": row.story,
        "sources": f"{told.independent_sources} independent sources" if told and told.independent_sources > 1 else "",
    }


def _deaths(row: EventRow) -> Count | None:
    return None if row.deaths_low is None else Count(low=row.deaths_low, high=row.deaths_high)


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(in_line(name, NAME_CHARS) for name in list(dict.fromkeys(names))[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown


def _days(earliest: str | None, latest: str | None) -> str:
    if earliest is None and latest is None:
        return ""
    return earliest or "?" if earliest == latest else f"{earliest or '?'} – {latest or '?'}"


def _hits(desk: Desk, words: str) -> list[dict[str, Any]]:
    """The articles that hold the words, the best first."""
    found = desk.store.search(words, limit=MOST_HITS)
    with desk.store.review_book() as book:
        return [
            {
                "key": book.key_of(hit.article.id),
                "title": in_line(hit.article.title or hit.article.id, TITLE_CHARS),
                "about": in_line(f"{hit.article.publisher or ''} {(hit.article.published or '')[:10]}", TITLE_CHARS),
                "words": in_line(hit.span.text) if hit.span else "",
            }
            for hit in found
        ]
