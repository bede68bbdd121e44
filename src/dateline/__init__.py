"""Read news reports and code them into event records; show what does not hold together.

>>> import dateline
>>> coder = dateline.Coder()
>>> report = coder.code("Gunmen shot dead six farmers near Baquba on Friday.", published="2025-03-15")
>>> event = report.events[0]
>>> event.type, event.deaths.low, report.times[0].value
('ASSAULT', 6, '2025-03-14')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dateline import plot
    from dateline.export.notebook import to_html
    from dateline.export.selection import Selection
    from dateline.frames import to_frame
    from dateline.pipeline import Coder, Options
    from dateline.report import Article, FailedReport, Report
    from dateline.store import open_store

__all__ = [
    "Article",
    "Coder",
    "FailedReport",
    "Options",
    "Report",
    "Selection",
    "__version__",
    "open_store",
    "plot",
    "to_frame",
    "to_html",
]

_HOMES = {
    "Coder": "dateline.pipeline",
    "Options": "dateline.pipeline",
    "Article": "dateline.report",
    "FailedReport": "dateline.report",
    "Report": "dateline.report",
    "Selection": "dateline.export.selection",
    "open_store": "dateline.store",
    "to_frame": "dateline.frames",
    "to_html": "dateline.export.notebook",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that `--help` stays quick."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "plot":
        return import_module("dateline.plot")
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
