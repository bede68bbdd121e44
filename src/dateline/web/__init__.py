"""The review desk: web pages where people read, check, correct and merge what was coded; see `app.create_app`."""

from __future__ import annotations

from dateline.web.app import create_app
from dateline.web.settings import Settings

__all__ = ["Settings", "create_app"]
