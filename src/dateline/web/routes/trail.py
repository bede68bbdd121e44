"""The trail: every decision on codings and stories, with who, when, before, after and why; undo from there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from dateline.export.visible import in_line
from dateline.review import NewRevision
from dateline.store.trail import TrailRow
from dateline.stories import tell_ruling
from dateline.web.articles import LARGEST_KEY
from dateline.web.auth import Asker, Known, Reviewer
from dateline.web.desk import desk_of
from dateline.web.filters import has_empty_fields
from dateline.web.render import go, page
from dateline.web.rulings import Why, undo

if TYPE_CHECKING:
    from dateline.stories.book import Ruling

router = APIRouter()

PAGE_SIZE = 50
KINDS = ("accept", "reject", "edit", "add", "merge", "split", "undo")
VALUE_CHARS, TITLE_CHARS, WORDS_CHARS = 300, 120, 60


@router.get("/trail")
def show_trail(
    request: Request,
    asker: Known,
    article: Annotated[str, Query(max_length=16, pattern=r"^[0-9]*$")] = "",
    person: Annotated[str, Query(max_length=80)] = "",
    kind: Annotated[str, Query(max_length=10)] = "",
    before: Annotated[str | None, Query(max_length=300)] = None,
) -> Response:
    """Show what was decided, the last first."""
    asked = {"article": article, "person": person.strip(), "kind": kind if kind in KINDS else ""}
    given = {name: value for name, value in asked.items() if value}
    if has_empty_fields(request):
        return go(f"/trail?{urlencode(given)}")
    key = min(int(article), LARGEST_KEY) if article else None
    with desk_of(request).store.review_book() as book:
        rows = book.trail(
            article_key=key, person=given.get("person"), kind=given.get("kind"), limit=PAGE_SIZE + 1, before=before
        )
        about = book.article(key) if key is not None else None
    shown = rows[:PAGE_SIZE]
    return page(
        request,
        "trail.html.j2",
        asked=asked,
        kinds=KINDS,
        about=in_line(about.article.title or about.article.id, TITLE_CHARS) if about else None,
        rows=[_row(row, asker) for row in shown],
        next_link=f"/trail?{urlencode(given | {'before': shown[-1].cursor})}" if len(rows) > PAGE_SIZE else None,
    )


@router.post("/trail/undo")
def undo_revision(
    request: Request,
    asker: Reviewer,
    article: Annotated[int, Form(ge=1, le=LARGEST_KEY)],
    n: Annotated[int, Form(ge=1)],
    role: Annotated[str, Form(pattern="^(reviewer|adjudicator)$")] = "reviewer",
    why: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Take one of one's own decisions back."""
    with desk_of(request).store.review_book(write=True) as book:
        seen = book.coding(article, asker.name, role=role).number  # type: ignore[arg-type]
        new = NewRevision("undo", undoes=n, why=why)
        book.decide(article, asker.name, [new], seen=seen, role=role)  # type: ignore[arg-type]
    return go(f"/trail?article={article}")


@router.post("/trail/rulings/{number}/undo")
def undo_ruling(request: Request, asker: Reviewer, number: int, why: Why) -> Response:
    """Take a ruling about stories back."""
    undo(desk_of(request), number, who=asker.name, why=why)
    return go("/trail")


def _row(row: TrailRow, asker: Asker) -> dict[str, Any]:
    is_ruling = row.source == "ruling"
    can_undo = asker.may("reviewer") and not row.undone and (row.kind != "undo" if is_ruling else row.who == asker.name)
    return {
        "key": row.key,
        "is_ruling": is_ruling,
        "decided": row.decided[:16].replace("T", " "),
        "who": row.who,
        "role": row.role,
        "did": tell_ruling(cast("Ruling", row)) if is_ruling else _did(row),
        "kind": row.kind,
        "before": None if is_ruling else tell_value(row.before),
        "after": None if is_ruling or row.kind == "undo" else tell_value(row.after),
        "why": row.why,
        "article_key": row.article_key,
        "title": in_line(row.title or row.article or "", TITLE_CHARS),
        "n": row.n,
        "undone": row.undone,
        "applied": row.applied,
        "can_undo": can_undo,
    }


def _did(row: TrailRow) -> str:
    """Say what a decision on a coding was, with the record's own words where it has any."""
    if row.kind == "undo":
        return f"took decision {row.undoes} back"
    record = (row.anchors or {}).get(row.target or "") or {}
    words = (record.get("trigger") or {}).get("text") or record.get("name") or record.get("text") or ""
    field = f", {row.field.replace('_', ' ')}" if row.field else ""
    return f"{row.target} {f'“{in_line(words, WORDS_CHARS)}”' if words else ''}".strip() + field


def tell_value(value: Any) -> str | None:
    """Say what stood or stands in a field: its words where it is a place in the text, else its values.

    Example:
        >>> tell_value({"low": 6, "high": 9}), tell_value([{"start": 0, "end": 3, "text": "Six"}]), tell_value([])
        ('low 6, high 9', '“Six”', 'nothing')
    """
    if value is None:
        return None
    return in_line(_told(value), VALUE_CHARS)


def _told(value: Any) -> str:
    if isinstance(value, dict):
        words = value.get("text") or value.get("name") or (value.get("trigger") or {}).get("text")
        if words:
            return f"{value['type']} “{words}”" if "type" in value else f"“{words}”"
        return ", ".join(f"{name} {_told(one)}" for name, one in value.items() if one not in (None, [], ""))
    if isinstance(value, list):
        return ", ".join(_told(one) for one in value) or "nothing"
    return value if isinstance(value, str) else json.dumps(value)
