"""What the keys do, and how the desk works, on one page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.web.auth import Known
from dateline.web.render import page

router = APIRouter()


@router.get("/help")
def show_help(request: Request, asker: Known) -> Response:
    """Show it."""
    return page(request, "help.html.j2")
