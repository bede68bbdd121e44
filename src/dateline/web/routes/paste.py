"""New reports: pasted with their date, or uploaded as files; coded at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from dateline.errors import InputError
from dateline.read.given import Given, Origin, Read, make_article
from dateline.read.sources import READERS, reader_for
from dateline.run import Outcome
from dateline.web.auth import Known, Reviewer
from dateline.web.desk import Desk, desk_of
from dateline.web.render import go, page

router = APIRouter()

MOST_FILES = 100
PASTED = "the pasted report"


@router.get("/paste")
def show_paste(request: Request, asker: Known) -> Response:
    """Show the boxes."""
    return _paste(request)


@router.post("/paste")
def take_paste(
    request: Request,
    asker: Reviewer,
    text: Annotated[str, Form()],
    published: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    publisher: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Code a pasted report and show it."""
    fields = {"text": _as_paragraphs(text), "published": published, "title": title, "publisher": publisher}
    given = {name: value.strip() or None for name, value in fields.items() if name != "text"}
    if not text.strip():
        return _paste(request, fields, words="Paste the words of a report first.", status=422)
    try:
        article = make_article({"text": fields["text"], **given}, PASTED, Given())
    except InputError as problem:
        return _paste(request, fields, words=f"Not taken: {problem}", status=422)
    outcome = desk_of(request).take_in([article])[0]
    if outcome.failure:
        return _paste(request, fields, words=f"Not coded: {outcome.failure.message}", status=422)
    with desk_of(request).store.review_book() as book:
        key = book.key_of(article.id)
    return go(f"/articles/{key}")


@router.post("/upload")
def take_files(
    request: Request, asker: Reviewer, files: list[UploadFile], published: Annotated[str, Form()] = ""
) -> Response:
    """Code uploaded files, and say what became of each article."""
    desk = desk_of(request)
    named = [file for file in files if file.filename]
    if not named or len(named) > MOST_FILES:
        words = f"Choose 1 to {MOST_FILES} files; for more, use `dateline run`."
        return _paste(request, words=words, status=422)
    outcomes = desk.take_in(read for file in named for read in _read(file, Given(published=published.strip() or None)))
    return page(request, "uploaded.html.j2", rows=_rows(desk, outcomes))


def _paste(request: Request, fields: dict[str, str] | None = None, *, words: str = "", status: int = 200) -> Response:
    empty = {"text": "", "published": "", "title": "", "publisher": ""}
    return page(request, "paste.html.j2", status=status, given=fields or empty, words=words)


def _as_paragraphs(text: str) -> str:
    """Undo what browsers do to line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _read(file: UploadFile, given: Given) -> Iterator[Read]:
    """Read one uploaded file by its name's ending or its beginning; its name is never taken as a path."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    ending = "." + name.rsplit(".", 1)[-1].lower()
    origin = Origin(name, name)
    try:
        known = READERS.get(ending)
        reader, stream = (known, file.file) if known else reader_for(file.file)
        yield from reader(stream, origin, given)
    except InputError as problem:
        problem.article_id = problem.article_id or name
        yield problem


def _rows(desk: Desk, outcomes: list[Outcome]) -> list[dict[str, object]]:
    with desk.store.review_book() as book:
        return [
            {
                "article": outcome.article or "(no name)",
                "fate": outcome.fate,
                "key": book.key_of(outcome.article) if outcome.article and not outcome.failure else None,
                "why": outcome.failure.message if outcome.failure else "",
            }
            for outcome in outcomes
        ]
