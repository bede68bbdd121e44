"""Coded reports as data frames, for notebooks and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.errors import MissingExtraError
from dateline.export.selection import Selection
from dateline.export.tidy import TABLES, rows_of
from dateline.kept import Level, kept_from
from dateline.rows import FrameLibrary, Rows

if TYPE_CHECKING:
    from dateline.kept import Coding

_OF_EVENTS = ("events", "participants", "claims")


def to_frame(
    source: Coding | Rows[Any],
    table: str | None = None,
    *,
    library: FrameLibrary = "polars",
    where: Selection | None = None,
    level: Level = "report",
) -> Any:
    """Give a tidy table of a report, of several, or of all in a store, as a polars or pandas frame.

    The tables are those of `dateline export --format csv`; they join by `article` and the ids of the report.

    Args:
        source: A report, several, an open store, or a list of a report (`report.events`).
        table: articles, events, participants, claims, places, entities, times, attributions or conflicts; by default
            events, or of a list its own.
        library: Which frame to give; both need the extra `frames`.
        where: Which events are kept.
        level: With "story", a row for each happening of a store's stories.

    Raises:
        ValueError: There is no such table.
        MissingExtraError: The library is not installed.

    Example:
        >>> import dateline
        >>> report = dateline.Coder().code("Gunmen shot dead six farmers near Baquba.")
        >>> dateline.to_frame(report, "participants").select("side", "text").rows()
        [('actor', 'Gunmen'), ('recipient', 'six farmers')]
    """
    table, tables = _table(source, table)
    if table not in tables:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(tables)}")
    columns = TABLES[table]
    kept = kept_from(source, where or Selection(), level=level)
    rows = [row for item in kept for name, row in rows_of(item) if name == table]
    values = {column: [row.get(column) for row in rows] for column in columns}
    return _polars_frame(values, columns) if library == "polars" else _pandas_frame(values, columns)


def _table(source: Any, table: str | None) -> tuple[str, tuple[str, ...]]:
    """The table that is meant, and those that there are."""
    if not isinstance(source, Rows):
        return table or "events", tuple(TABLES)
    if not source.group:
        raise ValueError("these rows belong to no report")
    return table or source.group, _OF_EVENTS if source.group == "events" else (source.group,)


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
