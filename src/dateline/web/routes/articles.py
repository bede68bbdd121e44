"""The page of one article: its marked text, its records, and what the asker decides on them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import Response

from dateline.export.cards import KINDS
from dateline.export.visible import in_line
from dateline.review import NewRevision
from dateline.store.reviews import Coding, StoredArticle
from dateline.web.articles import LARGEST_KEY, Key, ReviewRole, article_of
from dateline.web.auth import Asker, Known, Reviewer
from dateline.web.desk import desk_of
from dateline.web.portions import place_of
from dateline.web.queues import Queue, next_path
from dateline.web.reading import TITLE_CHARS, Shown, shown_values
from dateline.web.render import go, page

router = APIRouter()

WrittenQueue = Annotated[str, Query(max_length=500)]
FormQueue = Annotated[str, Form(max_length=500)]
View = Literal["mine", "standing", "machine"]
FormRole = Annotated[ReviewRole, Form()]
VIEWS: dict[View, str] = {"mine": "your coding", "standing": "what stands", "machine": "dateline’s coding"}


@router.get("/articles/{key}")
def show_article(
    request: Request,
    asker: Known,
    key: Key,
    view: View | None = None,
    queue: WrittenQueue = "",
    part: Literal["work"] | None = None,
    role: ReviewRole = "reviewer",
    at: Annotated[int, Query(ge=0, le=LARGEST_KEY)] = 0,
    record: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show an article as one reviews it, or, to those who may not decide, as it stands."""
    view = view or ("mine" if asker.may("reviewer") else "standing")
    view = view if asker.may("reviewer") or view != "mine" else "standing"
    with desk_of(request).store.review_book() as book:
        stored = article_of(book, key)
        coding = book.coding(key, asker.name, role=role) if view == "mine" and stored.machine else None
        values = {"newest": book.newest_key(key)}
    values |= _coding_values(stored, coding, view, at, record) | {"role": role}
    values |= _head_values(request, asker, stored, view) | {"key": key, "queue": queue}
    return page(request, "article_fragment.html.j2" if part == "work" else "article.html.j2", **values)


def _coding_values(stored: StoredArticle, coding: Coding | None, view: View, at: int, record: str) -> dict[str, Any]:
    """What the work on the article asks for: text, cards, decisions."""
    given: dict[str, Any] = {"language": stored.article.language, "number": 0, "may": False}
    report = stored.machine if view == "machine" else stored.report
    if coding is not None:
        report = coding.reviewed.report
        given |= {"number": coding.number, "may": True}
    if report is None:
        raise HTTPException(409, "This article could not be coded, so that there is nothing to review.")
    reviewed, revisions = (coding.reviewed, coding.revisions) if coding else (None, [])
    at = place_of(report, record) if record else at
    return given | shown_values(Shown(report, stored.article.text, reviewed, revisions, at))


def _head_values(request: Request, asker: Asker, stored: StoredArticle, view: View) -> dict[str, Any]:
    head = stored.article
    published = f"published {head.published}" if head.published else "day of publication not known"
    return {
        "title": in_line(head.title or head.id, TITLE_CHARS),
        "meta": [in_line(part, TITLE_CHARS) for part in (head.publisher, published, head.id, head.url) if part],
        "kinds": KINDS,
        "view": view,
        "views": [(name, words) for name, words in VIEWS.items() if name != "mine" or asker.may("reviewer")],
        "standing": stored.standing,
        "reviews": stored.reviews,
        "story": stored.story,
        "can_adjudicate": asker.may("reviewer"),
        "reviewers": _reviewers(request, asker),
    }


def _reviewers(request: Request, asker: Asker) -> list[str]:
    """Who may be asked to review; only where people log in."""
    if not desk_of(request).settings.accounts or not asker.may("reviewer"):
        return []
    with desk_of(request).store.people_book() as book:
        return [person.name for person in book.people() if person.role != "reader" and not person.disabled]


@router.post("/articles/{key}/decide")
def take_decision(
    request: Request,
    asker: Reviewer,
    key: Key,
    kind: Annotated[Literal["accept", "reject", "merge", "undo"], Form()],
    seen: Annotated[int, Form(ge=0)],
    target: Annotated[str, Form(max_length=40)] = "",
    after: Annotated[str, Form(max_length=40)] = "",
    why: Annotated[str, Form(max_length=1000)] = "",
    undoes: Annotated[int | None, Form()] = None,
    role: FormRole = "reviewer",
) -> Response:
    """Take one decision from a form, for browsers that run no script."""
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        if kind == "undo" and undoes is None:
            book.undo(key, asker.name, seen=seen, why=why, role=role)
        else:
            new = NewRevision(kind, target if kind != "undo" else "", after=after or None, why=why, undoes=undoes)
            book.decide(key, asker.name, [new], seen=seen, role=role)
    path = f"/articles/{key}/adjudicate" if role == "adjudicator" else f"/articles/{key}"
    return go(f"{path}#{target or 'decisions'}")


@router.post("/articles/{key}/finish")
def finish_review(
    request: Request, asker: Reviewer, key: Key, role: FormRole = "reviewer", queue: FormQueue = ""
) -> Response:
    """Say that one's review is done, and go on."""
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        book.finish(key, asker.name, role=role)
    return _next(request, asker, key, queue)


@router.post("/articles/{key}/assign")
def assign_review(request: Request, asker: Reviewer, key: Key, person: Annotated[str, Form(max_length=80)]) -> Response:
    """Ask somebody to review it."""
    if person not in _reviewers(request, asker):
        raise HTTPException(422, "There is no reviewer of this name.")
    with desk_of(request).store.review_book(write=True) as book:
        article_of(book, key)
        book.assign(key, person, by=asker.name)
    return go(f"/articles/{key}")


@router.get("/articles/{key}/next")
def show_next(request: Request, asker: Known, key: Key, queue: WrittenQueue = "") -> Response:
    """Go to the next article of the queue that one works through."""
    return _next(request, asker, key, queue)


def _next(request: Request, asker: Asker, key: int, queue: str) -> Response:
    with desk_of(request).store.review_book() as book:
        path = next_path(book, Queue.read(queue), key, asker.name)
    return go(path or f"/queue?{queue}")
