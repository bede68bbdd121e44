"""Read news reports and code them into event records; show what does not hold together.

>>> import dateline
>>> coder = dateline.Coder()                                    # doctest: +SKIP
>>> report = coder.code("…", published="2025-03-14")            # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline.pipeline import Coder, Options
    from dateline.report import Article, FailedReport, Report

__all__ = ["Article", "Coder", "FailedReport", "Options", "Report", "__version__"]

_HOMES = {
    "Coder": "dateline.pipeline",
    "Options": "dateline.pipeline",
    "Article": "dateline.report",
    "FailedReport": "dateline.report",
    "Report": "dateline.report",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that `--help` stays quick."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
