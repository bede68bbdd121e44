"""Coded reports as data frames, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from dateline.errors import MissingExtraError
from dateline.export.coded import Kept
from dateline.export.tidy import TABLES, rows_of
from dateline.report import Article, Report

if TYPE_CHECKING:
    from dateline.store import Store

Library = Literal["polars", "pandas"]


def to_frame(reports: Report | Iterable[Report] | Store, table: str = "events", *, library: Library = "polars") -> Any:
    """Give a tidy table of some reports, or of all in a store, as a polars or pandas frame.

    The tables are those of `dateline export --format parquet`; they join by `article` and the
    ids of the report.

    Args:
        reports: A report, several, or an open store.
        table: articles, events, participants, claims, places, entities or conflicts.
        library: Which frame to give.

    Raises:
        ValueError: There is no such table.
        MissingExtraError: The library is not installed.

    Example:
        >>> report = coder.code(text, published="2025-03-14")    # doctest: +SKIP
        >>> dateline.to_frame(report, "participants")            # doctest: +SKIP
    """
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    columns = TABLES[table]
    rows = [row for kept in _kept(reports) for name, row in rows_of(kept) if name == table]
    values = {column: [row.get(column) for row in rows] for column in columns}
    return _polars_frame(values, columns) if library == "polars" else _pandas_frame(values, columns)


def _kept(reports: Report | Iterable[Report] | Store) -> Iterator[Kept]:
    if isinstance(reports, Report):
        reports = [reports]
    items = reports.items() if hasattr(reports, "items") else ((None, report) for report in reports)
    for article, report in items:
        yield Kept(article or Article(text="", **report.article.model_dump()), report, report.events)


def _polars_frame(values: dict[str, list[Any]], columns: dict[str, str]) -> Any:
    try:
        import polars
    except ImportError as problem:
        raise MissingExtraError("frames", "polars") from problem
    kinds = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
    return polars.DataFrame(values, schema={column: kinds[kind] for column, kind in columns.items()})


def _pandas_frame(values: dict[str, list[Any]], columns: dict[str, str]) -> Any:
    try:
        import pandas
    except ImportError as problem:
        raise MissingExtraError("frames", "pandas") from problem
    kinds = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    return pandas.DataFrame(
        {column: pandas.array(values[column], dtype=kinds[kind]) for column, kind in columns.items()}
    )
