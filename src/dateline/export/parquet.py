"""The tidy tables as Parquet files in a folder, one file a table; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dateline.errors import MissingExtraError
from dateline.export.coded import Kept, LeftOut
from dateline.export.tidy import TABLES, rows_of

ROWS_AT_ONCE = 10_000
"""Rows of a table that are held in memory before they are written as one row group."""


def write_parquet(kept: Iterable[Kept], folder: Path, left_out: LeftOut) -> int:
    """Write `articles.parquet`, `events.parquet`, … into a folder and give the number of events.

    Memory is constant: each table is written a row group at a time.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise MissingExtraError("parquet", "pyarrow") from problem
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    with ExitStack() as stack:
        tables = {}
        for name, columns in TABLES.items():
            schema = pa.schema([(column, kinds[kind]) for column, kind in columns.items()])
            writer = stack.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            tables[name] = _Table(writer, schema, pa)
        for item in kept:
            for name, row in rows_of(item):
                tables[name].add(row)
                number += name == "events"
        for table in tables.values():
            table.flush()
    return number


class _Table:
    """Gathers the rows of one table and writes them a row group at a time."""

    def __init__(self, writer: Any, schema: Any, pa: Any) -> None:
        self.writer, self.schema, self.pa = writer, schema, pa
        self.columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        self.held = 0

    def add(self, row: dict[str, Any]) -> None:
        """Hold one row."""
        for name, values in self.columns.items():
            value = row.get(name)
            values.append(value if value.__class__ is not str or value.isascii() else _encodable(value))
        self.held += 1
        if self.held >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self.held:
            self.writer.write_table(self.pa.Table.from_pydict(self.columns, schema=self.schema))
            self.columns = {name: [] for name in self.schema.names}
            self.held = 0


def _encodable(text: str) -> str:
    """The text with a question mark for half a surrogate pair, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode()
