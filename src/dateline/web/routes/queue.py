"""The queue: which articles wait for a reader, who has them, and how far two readers agree."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import Response

from dateline.agreement import Agreement
from dateline.export.visible import in_line
from dateline.store.queue import QueueRow
from dateline.store.review_lists import ReviewLists
from dateline.web.auth import Asker, Known, Reviewer
from dateline.web.desk import Desk, desk_of
from dateline.web.filters import country_name, has_empty_fields
from dateline.web.queues import ORDERS, STATES, Queue, article_path
from dateline.web.render import go, page

router = APIRouter()

PAGE_SIZE = 50
TITLE_CHARS = 140
MOST_AT_ONCE = 200


@router.get("/queue")
def show_queue(
    request: Request,
    asker: Known,
    after: Annotated[str | None, Query(max_length=300)] = None,
) -> Response:
    """Show what waits, and begin with the first."""
    queue = Queue.read(request.url.query)
    if has_empty_fields(request):
        return go(f"/queue?{queue.write()}")
    desk = desk_of(request)
    with desk.store.finder() as finder:
        state = finder.state()
        countries = desk.memory.get(state, "countries", finder.story_countries)
    with desk.store.review_book() as book:
        rows = book.queue(**queue.asked, person=asker.name, limit=PAGE_SIZE + 1, after=after)
        n = desk.memory.get(state, ("queue", queue, asker.name), lambda: _counts(book, queue, asker))
        agreement = desk.memory.get(state, "agreement", book.agreement)
    shown = rows[:PAGE_SIZE]
    return page(
        request,
        "queue.html.j2",
        queue=queue,
        orders=ORDERS,
        states=STATES,
        counts=n,
        countries=sorted(((code, country_name(code)) for code in countries), key=lambda row: row[1]),
        rows=[_row(queue, row, asker) for row in shown],
        start=article_path(queue, shown[0]) if shown else None,
        next_link=f"/queue?{queue.write(after=shown[-1].cursor)}" if len(rows) > PAGE_SIZE else None,
        agreement=_agreement(agreement) if agreement else None,
        reviewers=reviewers(desk, asker),
        may=asker.may("reviewer"),
    )


@router.post("/queue/assign")
def take_articles(
    request: Request,
    asker: Reviewer,
    person: Annotated[str, Form(max_length=80)],
    article: Annotated[list[int] | None, Form(max_length=MOST_AT_ONCE)] = None,
    queue: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Give articles to somebody, or take them oneself."""
    if not article:
        raise HTTPException(422, "Choose at least one article by its box, then say whose it is.")
    desk = desk_of(request)
    if person not in reviewers(desk, asker):
        raise HTTPException(422, "There is no reviewer of this name.")
    with desk.store.review_book(write=True) as book:
        for key in article:
            if book.article(key) is None:
                raise HTTPException(404, f"There is no article {key}.")
            book.assign(key, person, by=asker.name)
    return go(f"/queue?{Queue.read(queue).write()}")


def reviewers(desk: Desk, asker: Asker) -> list[str]:
    """Give those who can be asked to review, the asker first; where nobody logs in, the asker alone."""
    if not asker.may("reviewer"):
        return []
    if not desk.settings.accounts:
        return [asker.name]
    with desk.store.people_book() as book:
        names = [person.name for person in book.people() if person.role != "reader" and not person.disabled]
    return [asker.name, *(name for name in names if name != asker.name)]


def _counts(book: ReviewLists, queue: Queue, asker: Asker) -> dict[str, int]:
    """How many articles each state of this queue has, and how many wait to be adjudicated."""
    where = {"country": queue.country, "story": queue.story, "person": asker.name}
    counts = {state: book.count_queue(state=state, **where) for state in STATES}  # type: ignore[arg-type]
    return counts | {"adjudicate": book.count_queue(order="adjudicate", state="all", **where)}  # type: ignore[arg-type]


def _row(queue: Queue, row: QueueRow, asker: Asker) -> dict[str, Any]:
    about = " · ".join(part for part in (row.publisher, (row.published or "")[:10]) if part)
    return {
        "key": row.article_key,
        "path": article_path(queue, row),
        "title": in_line(row.title or row.article, TITLE_CHARS),
        "about": in_line(about, TITLE_CHARS),
        "story": row.story,
        "n_events": row.n_events,
        "n_conflicts": row.n_conflicts,
        "n_high": row.n_high,
        "lowest": row.lowest,
        "standing": row.standing,
        "n_differences": row.n_differences,
        "reviews": row.reviews,
        "is_mine": any(review.person == asker.name for review in row.reviews),
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    """What the page says of how far reviewers agree."""
    fields = [(name, counts.f1) for name, counts in found.fields.items() if counts.f1 is not None]
    return {
        "n_articles": found.n_articles,
        "alpha": found.alpha,
        "fields": fields,
        "n_differences": len(found.differences),
    }
