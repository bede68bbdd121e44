"""What the desk answers, a module for each kind of page; `PAGE_ROUTERS` and `API_ROUTERS` list them all."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.routes import account, help, paste, people

PAGE_ROUTERS: tuple[APIRouter, ...] = (account.router, people.router, paste.router, help.router)
"""Pages for people."""

API_ROUTERS: tuple[APIRouter, ...] = ()
"""JSON for programs, described in /api/openapi.json."""
