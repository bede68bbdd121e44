"""Stories: a list of happenings, and the page of each, where a person rules what belongs together."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import Response

from dateline.errors import StoryError
from dateline.export.map import WORLD
from dateline.export.places import evidence_words
from dateline.export.stories import tell_count
from dateline.export.timeline import MAX_CLAIMS, claim_row, event_row, lanes
from dateline.export.visible import in_line
from dateline.report import StoryConflict, StoryEvent, StorySource, Timeline
from dateline.store.event_search import PlaceCount
from dateline.store.stories import StoryBook
from dateline.store.story_search import StoryFilter, StoryRow
from dateline.stories import resolve_story, tell_ruling, write_stale
from dateline.stories.timeline import read_timeline
from dateline.web.auth import Known, Reviewer
from dateline.web.desk import Desk, desk_of
from dateline.web.filters import Filters, country_name, has_empty_fields
from dateline.web.render import go, page
from dateline.web.routes.drawings import drawing
from dateline.web.rulings import Why, merge, split, undo
from dateline.web.storylist import ORDERS, AskedStories
from dateline.web.tolls import read_tolls
from dateline.web.worldmap import draw_map

router = APIRouter()

PAGE_SIZE = 50
TITLE_CHARS, WORDS_CHARS = 140, 60
MOST_EVENTS = 60
MOST_ARTICLES = 400

Name = Annotated[str, Path(pattern=r"^S[0-9]{1,15}$")]


@router.get("/stories")
def show_stories(request: Request, asker: Known, asked: AskedStories) -> Response:
    """List the stories."""
    if has_empty_fields(request):
        return go(asked.link())
    desk = desk_of(request)
    with desk.store.finder() as finder:
        state = finder.state()
        n = desk.memory.get(state, ("stories", asked.filter), lambda: finder.count_stories(asked.filter))
        skip = (asked.page - 1) * PAGE_SIZE
        rows = finder.stories(asked.filter, order=asked.sort, limit=PAGE_SIZE, skip=skip)
        countries = desk.memory.get(state, "countries", finder.story_countries)
        everything = n or finder.count_stories(StoryFilter())
    if asked.page > 1 and not rows:
        raise HTTPException(404, "The list has no such page.")
    return page(
        request,
        "stories.html.j2",
        filters=asked,
        orders=ORDERS,
        n=n,
        n_all=everything,
        countries=sorted(((code, country_name(code)) for code in countries), key=lambda row: row[1]),
        chosen=[(words, asked.without(name)) for name, words in asked.conditions()],
        rows=[_story_row(row) for row in rows],
        page_size=PAGE_SIZE,
        has_next=skip + PAGE_SIZE < n,
        may=asker.may("reviewer"),
    )


def _story_row(row: StoryRow) -> dict[str, Any]:
    chief = row.events[0] if row.events else None
    days = list(dict.fromkeys(day for day in (row.earliest, row.latest) if day))
    tolls = [event.deaths for event in row.events if event.deaths]
    return {
        "name": f"S{row.key}",
        "title": in_line(row.title or f"S{row.key}", TITLE_CHARS),
        "what": ", ".join(dict.fromkeys("-".join([event.type or "", *event.modes[:1]]) for event in row.events)),
        "where": _where(chief) if chief else "",
        "when": " – ".join(days),
        "dead": tell_count(tolls[0]) if tolls else "",
        "n_articles": row.n_articles,
        "n_conflicts": row.n_conflicts,
        "is_ruled": row.is_ruled,
    }


def _where(event: StoryEvent) -> str:
    if event.place is None:
        return ""
    parts = (event.place.name, country_name(event.place.country or ""))
    return in_line(", ".join(part for part in dict.fromkeys(parts) if part), WORDS_CHARS)


@router.post("/stories/update")
def update_all(request: Request, asker: Reviewer) -> Response:
    """Put the articles that came in since into stories, as `dateline stories` does."""
    from dateline.stories import update_stories

    store = desk_of(request).store
    run = store.begin_run(None, {"command": "desk"})
    placed, written = update_stories(lambda: store.story_book(run))
    store.end_run(run, {"placed": placed, "stories": written})
    return go("/stories")


@router.get("/stories/{name}")
def show_story(request: Request, asker: Known, name: Name) -> Response:
    """Show one story: what each source claims of it and when, and what does not agree."""
    desk = desk_of(request)
    with desk.store.story_book() as book:
        try:
            key = resolve_story(book, name)
        except StoryError as problem:
            raise HTTPException(404, str(problem)) from problem
        is_stale = book.story(key) is None
    if f"S{key}" != name:
        return go(f"/stories/S{key}")
    if is_stale:
        _write_anew(desk)
    with desk.store.story_book() as book:
        timeline = read_timeline(book, key)
        keys = {placing.stored.article.id: placing.stored.key for placing in book.placings(key)}
        rulings = _rulings(book, key)
    return page(
        request,
        "story.html.j2",
        story_name=name,
        key=key,
        keys=keys,
        rulings=rulings,
        may=asker.may("reviewer"),
        world=WORLD,
        outline=drawing("outline.svg"),
        map_script=drawing("map.js"),
        map_address=lambda step: f"/stories/{name}#map",
        **_story_values(timeline, key, keys),
    )


def _story_values(timeline: Timeline, key: int, keys: dict[str, int]) -> dict[str, Any]:
    """What the page tells of a story."""
    story = timeline.story
    typed = sorted((event for event in story.events if event.type), key=lambda event: -event.independent_sources)
    titles = {s.article.id or "": in_line(s.article.title or s.article.id or "", TITLE_CHARS) for s in timeline.sources}
    title = next((s.article.title for s in timeline.sources if s.article.title), None)
    return {
        "title": in_line(title or story.story, TITLE_CHARS),
        "figures": _figures(timeline),
        "conflicts": [_conflict(conflict, timeline, titles, keys) for conflict in story.conflicts],
        "grown": [(event, grown) for event in story.events for grown in event.developments],
        "tolls": read_tolls(timeline, titles),
        "lanes": lanes(timeline),
        "titles": titles,
        "events": [event_row(event) for event in typed[:MOST_EVENTS]],
        "words": [event.word for event in story.events if event.type is None and event.word][:MOST_EVENTS],
        "claims": [claim_row(n, claim) for n, claim in enumerate(timeline.claims[:MAX_CLAIMS], 1)],
        "n_more": max(0, len(timeline.claims) - MAX_CLAIMS),
        "sources": [_source(source, keys) for source in timeline.sources],
        "map": draw_map(_places(typed), Filters(story=key)),
    }


def _rulings(book: StoryBook, story: int) -> list[dict[str, Any]]:
    """The rulings that name a story, the last first."""
    rulings = book.decisions()
    undone = {ruling.undoes for ruling in rulings}
    return [
        {
            "key": ruling.key,
            "kind": ruling.kind,
            "told": tell_ruling(ruling),
            "who": ruling.who,
            "why": ruling.why,
            "decided": ruling.decided[:16].replace("T", " "),
            "undone": ruling.key in undone,
        }
        for ruling in reversed(rulings)
        if story in _stories_in(ruling.subjects)
    ]


def _write_anew(desk: Desk) -> None:
    """Write what the touched stories tell, as after a correction."""
    run = desk.store.begin_run(None, {"command": "desk"})
    write_stale(lambda: desk.store.story_book(run))
    desk.store.end_run(run, {})


def _stories_in(subjects: dict[str, Any]) -> set[int]:
    """The stories that a ruling names."""
    named = [*subjects.get("stories", []), *subjects.get("moved", {}).values()]
    return {*named, *(subjects[name] for name in ("story", "new", "into") if name in subjects)}


def _figures(timeline: Timeline) -> list[tuple[str, str]]:
    story = timeline.story
    n_copies = sum(source.copy_of is not None for source in timeline.sources)
    days = sorted({day for e in story.events if e.time for day in (e.time.earliest, e.time.latest) if day})
    found = [("articles", str(len(story.articles)))]
    if n_copies:
        found.append(("of them copies", str(n_copies)))
    found.append(("events", str(sum(event.type is not None for event in story.events))))
    found.append(("disagreements", str(len(story.conflicts))))
    if days:
        found.append(("first and last day", " – ".join(dict.fromkeys((days[0], days[-1])))))
    return found


def _conflict(
    conflict: StoryConflict, timeline: Timeline, titles: dict[str, str], keys: dict[str, int]
) -> dict[str, Any]:
    """What disagrees, each side with its passage."""
    around = {(claim.article, claim.start, claim.end): claim for claim in timeline.claims}
    sides = []
    for span in conflict.claims:
        claim = around.get((span.article, span.start, span.end))
        sides.append(
            {
                "title": titles.get(span.article, span.article),
                "key": keys.get(span.article),
                "before": claim.before if claim else "",
                "text": span.text,
                "after": claim.after if claim else "",
                "by": claim.by if claim else None,
                "published": (claim.published or "")[:10] if claim else "",
            }
        )
    return {"kind": conflict.kind, "severity": conflict.severity, "explanation": conflict.explanation, "sides": sides}


def _source(source: StorySource, keys: dict[str, int]) -> dict[str, Any]:
    """An article of the story, and why it is there."""
    head = source.article
    if source.copy_of:
        reason = f"a copy of {source.copy_of}"
    elif source.ruling is not None:
        reason = f"put here by ruling {source.ruling}"
    elif source.reasons:
        reason = f"score {source.score or 0:.2f}: {evidence_words(source.reasons)}"
    else:
        reason = "began the story"
    return {
        "id": head.id,
        "key": keys.get(head.id or ""),
        "title": in_line(head.title or head.id or "", TITLE_CHARS),
        "about": in_line(
            " · ".join(p for p in (head.publisher, (head.published or "")[:10], source.wire) if p), TITLE_CHARS
        ),
        "reason": in_line(reason, TITLE_CHARS),
        "is_copy": source.copy_of is not None,
    }


def _places(events: list[StoryEvent]) -> list[PlaceCount]:
    found: dict[str, PlaceCount] = {}
    for event in events:
        place = event.place
        if place is not None and place.latitude is not None and place.longitude is not None:
            key = f"{place.geonames} {place.name} {place.latitude} {place.longitude}"
            n = 1 + (found[key].n_events if key in found else 0)
            found[key] = PlaceCount(
                geonames=place.geonames,
                name=place.name,
                feature=place.feature,
                country=place.country,
                latitude=place.latitude,
                longitude=place.longitude,
                n_events=n,
                n_real=n,
            )
    return list(found.values())


@router.post("/stories/{name}/merge")
def take_merge(
    request: Request, asker: Reviewer, name: Name, other: Annotated[str, Form(max_length=200)], why: Why
) -> Response:
    """Rule that stories are one."""
    names = [name, *other.replace(",", " ").split()]
    _, story = merge(desk_of(request), names, who=asker.name, why=why.strip())
    return go(f"/stories/S{story}#rulings")


@router.post("/stories/{name}/split")
def take_split(
    request: Request,
    asker: Reviewer,
    name: Name,
    why: Why,
    article: Annotated[list[str] | None, Form(max_length=MOST_ARTICLES)] = None,
) -> Response:
    """Rule that some articles tell of another happening."""
    if not article:
        raise HTTPException(422, "Choose the articles that tell of another happening by their boxes.")
    _, story = split(desk_of(request), name, article, who=asker.name, why=why.strip())
    return go(f"/stories/S{story}#rulings")


@router.post("/stories/{name}/undo/{number}")
def take_undo(
    request: Request, asker: Reviewer, name: Name, number: Annotated[int, Path(ge=1, lt=2**53)], why: Why
) -> Response:
    """Take a ruling back."""
    undo(desk_of(request), number, who=asker.name, why=why.strip())
    with desk_of(request).store.story_book() as book:
        try:
            key = resolve_story(book, name)
        except StoryError:
            return go("/stories")
    return go(f"/stories/S{key}#rulings")
