"""Pages: templates filled with values, all of which are escaped and made visible."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader

from dateline import __version__
from dateline.export.page import make_environment
from dateline.web.auth import Asker, NotKnownError, asker
from dateline.web.desk import desk_of
from dateline.web.security import form_token

HERE = Path(__file__).parent
STATIC = HERE / "static"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Make the template engine of the desk, once."""
    made = make_environment()
    made.loader = FileSystemLoader(HERE / "templates")
    made.globals["static"] = static
    made.globals["version"] = __version__
    return made


@lru_cache(maxsize=100)
def static(name: str) -> str:
    """Give the address of a file of ours, with its digest, so that browsers may keep it.

    Raises:
        FileNotFoundError: There is no such file.
    """
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Fill a template.

    Beside `values` it is given `asker` (None where nobody is known), `csrf` for forms, `path`
    and `accounts`, whether people log in here.

    Args:
        request: What is answered.
        name: A file of `templates/`.
        status: HTTP status.
        values: What the template asks for.
    """
    given = {
        "asker": _asker_or_none(request),
        "csrf": form_token(desk_of(request).secret, request.state.session),
        "path": request.url.path,
        "accounts": desk_of(request).settings.accounts,
        **values,
    }
    return HTMLResponse(environment().get_template(name).render(given), status_code=status)


def go(path: str) -> RedirectResponse:
    """Send the browser to a page of ours after a form was taken."""
    return RedirectResponse(path, status_code=303)


def refusal(request: Request, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """Say that something cannot be done, to a person or to a program."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status, headers)
    answer = page(request, "refusal.html.j2", status=status, words=words)
    answer.headers.update(headers or {})
    return answer


def _asker_or_none(request: Request) -> Asker | None:
    try:
        return asker(request)
    except Exception as problem:
        if isinstance(problem, NotKnownError) or getattr(problem, "status_code", 0) == 401:
            return None
        raise
