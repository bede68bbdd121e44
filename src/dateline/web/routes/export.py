"""Export of what is shown: a page that says what a format leaves out, and the file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse

from dateline.export import DATASETS
from dateline.web.auth import Known
from dateline.web.desk import desk_of
from dateline.web.exports import Written, formats_for, write_shown
from dateline.web.filters import Filters, Shown, has_empty_fields
from dateline.web.render import go, page

router = APIRouter()

Format = Annotated[str | None, Query(alias="format", max_length=20)]


@router.get("/export")
def show_export(
    request: Request, asker: Known, filters: Shown, form: Format = None, look: Annotated[bool, Query()] = False
) -> Response:
    """Choose a format, see what it leaves out, and take the file."""
    if form is not None and form not in DATASETS:
        raise HTTPException(422, f"{form!r} is no format; there are {', '.join(DATASETS)}.")
    if has_empty_fields(request):
        return go(filters.link("/export"))
    if form is None:
        return _ask(request, filters)
    written = write_shown(desk_of(request).store, filters, form)
    if look:
        with written.file:
            return _ask(request, filters, written)
    return send_file(written)


def send_file(written: Written) -> Response:
    """Send a data set as a file; what was left out stands in a header too."""
    headers = {
        "content-disposition": f'attachment; filename="dateline-{written.form}.{written.ending}"',
        "x-rows": str(written.n_rows),
        "x-left-out": "; ".join(written.left_out) or "nothing",
    }
    return StreamingResponse(written.chunks(), media_type=written.kind, headers=headers)


def _ask(request: Request, filters: Filters, written: Written | None = None) -> Response:
    with desk_of(request).store.finder() as finder:
        found = finder.events(filters.asked)
        n_events, n_articles = found.n, found.n_articles
    return page(
        request,
        "export.html.j2",
        filters=filters,
        chosen=[(words, filters.without(name, value, "/export")) for name, words, value in filters.conditions()],
        pairs=filters.query(),
        n_events=n_events,
        n_articles=n_articles,
        formats=formats_for(filters),
        written=written,
        preview=written.preview() if written else None,
    )
