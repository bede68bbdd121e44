"""Write reports in other forms: one module per format, listed in `FORMATS`.

A format `x` is the module `export/x.py` with a function `write_x(results, stream)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

if TYPE_CHECKING:
    from dateline.export.coded import Kept, LeftOut
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
    """Load the writer of a format.

    Args:
        name: One of `FORMATS`.

    Returns:
        A function that takes reports with their articles and a stream of text.

    Raises:
        ModuleNotFoundError: There is no such format.
    """
    writer: Writer = getattr(import_module(f"dateline.export.{name}"), f"write_{name}")
    return writer


class Dataset(NamedTuple):
    """A form in which a store's events are exported.

    Args:
        about: What it is for.
        writer: Its module and function.
        folder: Whether it is a folder of tables rather than one file.
        events_only: Whether it holds nothing but events, so that stories can be written in it too.
    """

    about: str
    writer: str
    folder: bool = False
    events_only: bool = True


DATASETS = {
    "acled": Dataset("ACLED's 31 columns, CSV", "acled:write_acled"),
    "ucdp": Dataset("UCDP GED's 49 columns, CSV; lethal events only", "ucdp:write_ucdp"),
    "polecat": Dataset("POLECAT's 40 columns, TSV", "polecat:write_polecat"),
    "icews": Dataset("ICEWS's 20 columns, TSV; a row a pair of source and target", "icews:write_icews"),
    "gdelt-events": Dataset("GDELT 2.0 events, 61 columns without header", "gdelt_events:write_gdelt_events"),
    "gdelt-mentions": Dataset("GDELT 2.0 mentions, 16 columns without header", "gdelt_mentions:write_gdelt_mentions"),
    "plover-json": Dataset("PLOVER's records, one a line", "plover_json:write_plover_json"),
    "geojson": Dataset("events as points of a map", "geojson:write_geojson_events"),
    "csv": Dataset("tidy tables of everything, a CSV file each", "csv:write_csv", folder=True, events_only=False),
    "parquet": Dataset("the same as Parquet (extra: parquet)", "parquet:write_parquet", folder=True, events_only=False),
    "jsonld": Dataset("schema.org and SEM, JSON-LD", "jsonld:write_jsonld", events_only=False),
    "ftm": Dataset("FollowTheMoney entities, one a line", "ftm:write_ftm", events_only=False),
    "jsonl": Dataset("the reports themselves, one a line", "jsonl:write_jsonl_reports", events_only=False),
}
"""Name of each data set and what it is for. A new one is its module and its line here."""


def dataset_writer(name: str) -> Callable[[Iterable[Kept], Any, LeftOut], int]:
    """Load the writer of a data set.

    Args:
        name: One of `DATASETS`.

    Returns:
        A function that takes the events that passed the filters, a stream (or a folder, where the data set is one)
        and a counter of what it leaves out, and gives how many rows of events it wrote.

    Raises:
        KeyError: There is no such data set.
    """
    module, function = DATASETS[name].writer.split(":")
    writer: Callable[[Iterable[Kept], Any, LeftOut], int] = getattr(
        import_module(f"dateline.export.{module}"), function
    )
    return writer
