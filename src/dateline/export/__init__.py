"""Write reports in other forms: one module per format, listed in `FORMATS`.

A format `x` is the module `export/x.py` with a function `write_x(results, stream)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple, TextIO

from dateline.report import Article, FailedReport, Report


class Result(NamedTuple):
    """A report with the article it tells of; an article that could not be read is None."""

    article: Article | None
    report: Report | FailedReport


Writer = Callable[[Iterable[Result], TextIO], None]

FORMATS = {
    "table": "what a person reads in the terminal",
    "json": "one report as an object, several as an array",
    "jsonl": "one report a line, written as soon as it is ready",
    "html": "one page that shows the records in the article's text",
}
"""Name of each format and what it is for."""


def writer_for(name: str) -> Writer:
    """Load the writer of a format."""
    writer: Writer = getattr(import_module(f"dateline.export.{name}"), f"write_{name}")
    return writer
