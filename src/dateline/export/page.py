"""What every page that dateline writes has in common: templates, escaping, a policy that runs nothing foreign."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dateline.export.visible import visible
from dateline.resources.tables import DATA

TEMPLATES = DATA / "templates"


def make_environment() -> Environment:
    """Make the template engine: every value is escaped, and shown where it would show nothing."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_neutral,
    )


def digest(content: str) -> str:
    """Give the digest by which a page's policy knows its own style and script."""
    return base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def own(content: str) -> Markup:
    """Mark a style or script of ours as such, so that it is not escaped."""
    return Markup(content)  # noqa: S704 - never an article's text


def _neutral(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
