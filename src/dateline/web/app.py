"""The desk as an application: `create_app` puts routes, guards and refusals together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import cast
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dateline import __version__
from dateline.errors import DatelineError, InputError, RevisionError, StaleError, StoreError
from dateline.store import open_store
from dateline.web.auth import NotKnownError
from dateline.web.desk import Desk
from dateline.web.render import STATIC, go, refusal
from dateline.web.routes import API_ROUTERS, PAGE_ROUTERS
from dateline.web.security import Guard, check_form
from dateline.web.sessions import Sessions
from dateline.web.settings import Settings

ABOUT = "Reports, stories and decisions of a dateline store. Programs show a token: `Authorization: Bearer …`."


def create_app(settings: Settings) -> FastAPI:
    """Make the review desk of a store.

    Args:
        settings: The store, who may ask, and how reports are coded.

    Raises:
        StoreError: The store cannot be opened.

    Example:
        >>> app = create_app(Settings("reports.db"))        # doctest: +SKIP
        >>> uvicorn.run(app, port=8000)                     # doctest: +SKIP
    """
    desk = Desk(settings, open_store(settings.store))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warming = Thread(target=desk.warm, daemon=True)
        warming.start()
        yield
        warming.join()
        desk.store.close()

    app = FastAPI(
        title="dateline",
        version=__version__,
        description=ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(check_form)],
    )
    app.state.desk = desk
    for router in PAGE_ROUTERS:
        app.include_router(router, include_in_schema=False)
    for router in API_ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _add_refusals(app)
    app.add_middleware(Sessions, https=settings.https)
    app.add_middleware(
        Guard, hosts=settings.hosts, max_bytes=settings.max_upload_bytes, https=settings.https
    )  # added last, so it stands first
    return app


def _add_refusals(app: FastAPI) -> None:
    """Say in a sentence what cannot be done, on a page to people and in JSON to programs."""

    def not_known(request: Request, _problem: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse(
                {"detail": "Show a token: Authorization: Bearer …"}, 401, {"www-authenticate": "Bearer"}
            )
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return go(f"/login?next={quote(wanted if request.method == 'GET' else '/')}")

    def refused(request: Request, problem: Exception) -> Response:
        known = cast(HTTPException, problem)
        return refusal(request, known.status_code, str(known.detail), dict(known.headers or {}))

    def not_valid(request: Request, problem: Exception) -> Response:
        errors = cast(RequestValidationError, problem).errors()
        if request.url.path.startswith("/api/"):
            told = [{name: error[name] for name in ("loc", "msg", "type")} for error in errors]
            return JSONResponse({"detail": jsonable_encoder(told)}, 422)
        where = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in errors)
        return refusal(request, 422, f"This cannot be taken: {where}.")

    def on_purpose(request: Request, problem: Exception) -> Response:
        is_wrong = isinstance(problem, InputError | RevisionError) and not isinstance(problem, StaleError)
        status = 503 if isinstance(problem, StoreError) else 422 if is_wrong else 409
        return refusal(request, status, str(problem))

    app.add_exception_handler(NotKnownError, not_known)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, not_valid)
    app.add_exception_handler(DatelineError, on_purpose)
