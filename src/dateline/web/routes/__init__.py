"""What the desk answers, a module for each kind of page; `PAGE_ROUTERS` and `API_ROUTERS` list them all."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.api import articles as articles_api
from dateline.web.api import events as events_api
from dateline.web.api import lookups
from dateline.web.api import queue as queue_api
from dateline.web.api import stories as stories_api
from dateline.web.api import trail as trail_api
from dateline.web.routes import (
    account,
    adjudicate,
    articles,
    drawings,
    export,
    help,
    maps,
    overview,
    paste,
    people,
    queue,
    stories,
    trail,
)

PAGE_ROUTERS: tuple[APIRouter, ...] = (
    account.router,
    people.router,
    paste.router,
    help.router,
    articles.router,
    adjudicate.router,
    maps.router,
    drawings.router,
    overview.router,
    queue.router,
    stories.router,
    export.router,
    trail.router,
)
"""Pages for people."""

API_ROUTERS: tuple[APIRouter, ...] = (
    articles_api.router,
    lookups.router,
    events_api.router,
    stories_api.router,
    queue_api.router,
    trail_api.router,
)
"""JSON for programs, described in /api/openapi.json."""
