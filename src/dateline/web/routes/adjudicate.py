"""The page on which two reviewers' codings stand side by side, and somebody decides between them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import Response

from dateline.agreement import Agreement, compare_codings
from dateline.export.visible import in_line
from dateline.review import NewRevision, Revision, in_force
from dateline.store.reviews import Coding, ReviewBook, StoredArticle
from dateline.web.articles import Key, article_of
from dateline.web.auth import Reviewer
from dateline.web.desk import desk_of
from dateline.web.reading import TITLE_CHARS, revision_view
from dateline.web.render import go, page
from dateline.web.settle import Choice, Pair, Side, pair_up, take_event, take_field

router = APIRouter()

Id = Annotated[str, Form(max_length=40)]


@router.get("/articles/{key}/adjudicate")
def show_adjudication(
    request: Request, asker: Reviewer, key: Key, queue: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """Show on what two reviewers differ."""
    with desk_of(request).store.review_book() as book:
        stored = article_of(book, key)
        values: dict[str, Any] = {
            "key": key,
            "queue": queue,
            "title": in_line(stored.article.title or stored.article.id, TITLE_CHARS),
        }
        values |= {"reviews": stored.reviews, "pairs": None}
        sides = _sides(book, stored)
        if sides is not None:
            own = book.coding(key, asker.name, role="adjudicator")
            values |= _compared(book, stored, sides, own)
    return page(request, "adjudicate.html.j2", **values)


def _sides(book: ReviewBook, stored: StoredArticle) -> tuple[Coding, Coding] | None:
    """The first two reviewers who finished; None while there are not two."""
    done = [review.person for review in stored.reviews if review.role == "reviewer" and review.state == "done"][:2]
    return (book.coding(stored.key, done[0]), book.coding(stored.key, done[1])) if len(done) == 2 else None


def _compared(book: ReviewBook, stored: StoredArticle, codings: tuple[Coding, Coding], own: Coding) -> dict[str, Any]:
    first, second = _as_sides(codings)
    here = compare_codings([first.report], [second.report])
    return {
        "people": [first.person, second.person],
        "pairs": _pairs(codings, own),
        "number": own.number,
        "decisions": [revision_view(revision) for revision in in_force(own.revisions)],
        "others": [_others(coding) for coding in codings],
        "agreement": {"this article": _shares(here), "all articles": _shares(book.agreement())},
        "standing": stored.standing,
    }


def _as_sides(codings: tuple[Coding, Coding]) -> tuple[Side, Side]:
    first, second = (Side(coding.review.person if coding.review else "", coding.reviewed.report) for coding in codings)
    return first, second


def _pairs(codings: tuple[Coding, Coding], own: Coding) -> list[Pair]:
    return pair_up(*_as_sides(codings), Side("", own.reviewed.report), own.article.text, own.revisions)


def _shares(found: Agreement | None) -> list[tuple[str, str]]:
    """Alpha and each field's F1, as people read them."""
    if found is None:
        return []
    shares = {"alpha": found.alpha, **{name: counts.f1 for name, counts in found.fields.items()}}
    return [(name, f"{value:.2f}") for name, value in shares.items() if value is not None]


def _others(coding: Coding) -> list[dict[str, Any]]:
    """What a reviewer decided on records other than events."""
    return [revision_view(revision) for revision in _beside_events(coding)]


def _beside_events(coding: Coding) -> list[Revision]:
    return [revision for revision in in_force(coding.revisions) if not revision.target.startswith("V")]


@router.post("/articles/{key}/take")
def take_choice(
    request: Request,
    asker: Reviewer,
    key: Key,
    choice: Annotated[Choice, Form()],
    seen: Annotated[int, Form(ge=0)],
    first: Id = "",
    second: Id = "",
    field: Id = "",
    n: Annotated[int | None, Form()] = None,
) -> Response:
    """Take one reviewer's event, one field of it, or one decision on another record."""
    with desk_of(request).store.review_book(write=True) as book:
        codings = _sides(book, article_of(book, key))
        if codings is None:
            raise HTTPException(409, "Two reviewers have not finished this article yet.")
        own = book.coding(key, asker.name, role="adjudicator")
        new = _decision_again(codings, choice, n) if n else _taken(codings, own, choice, (first, second), field)
        if new:
            book.decide(key, asker.name, new, seen=seen, role="adjudicator")
    return go(f"/articles/{key}/adjudicate#{'others' if n else f'pair-{first}-{second}'}")


def _decision_again(codings: tuple[Coding, Coding], choice: Choice, n: int) -> list[NewRevision]:
    coding = codings[0 if choice == "first" else 1]
    made = next((revision for revision in _beside_events(coding) if revision.n == n), None)
    if made is None:
        raise HTTPException(404, "There is no such decision.")
    who = coding.review.person if coding.review else ""
    return [NewRevision(made.kind, made.target, made.field, made.after, f"as {who} decided")]


def _taken(
    codings: tuple[Coding, Coding], own: Coding, choice: Choice, ids: tuple[str, str], field: str
) -> list[NewRevision]:
    for pair in _pairs(codings, own):
        if ids == (pair.first.id if pair.first else "", pair.second.id if pair.second else ""):
            sides = _as_sides(codings)
            if field:
                return take_field(pair, field, choice, sides, own.reviewed.report)
            return take_event(pair, choice, sides, own.reviewed.report)
    raise HTTPException(404, "There is no such difference; look again.")
