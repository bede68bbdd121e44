"""Read news reports and code them into event records; show what does not hold together.

>>> import dateline
>>> coder = dateline.Coder()                                    # doctest: +SKIP
>>> report = coder.code("…", published="2025-03-14")            # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline.frames import to_frame
    from dateline.pipeline import Coder, Options
    from dateline.report import Article, FailedReport, Report
    from dateline.store import open_store

__all__ = ["Article", "Coder", "FailedReport", "Options", "Report", "__version__", "open_store", "to_frame"]

_HOMES = {
    "Coder": "dateline.pipeline",
    "Options": "dateline.pipeline",
    "Article": "dateline.report",
    "FailedReport": "dateline.report",
    "Report": "dateline.report",
    "open_store": "dateline.store",
    "to_frame": "dateline.frames",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that `--help` stays quick."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
