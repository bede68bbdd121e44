"""A store as JSON Lines and back: each line a row of a table, with the table's name.

The first line tells the version of the tables. What can be made again (parts of reports, the
search, fingerprints) is left out and made again, and who is logged in is left out for good; all
else comes back as it was, key for key.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Engine, LargeBinary, Table, insert, select, text, update

from dateline.errors import StoreError
from dateline.store.database import reading, writing
from dateline.store.migrate import REVISION
from dateline.store.parts import refill
from dateline.store.schema import FINGERPRINTS, INFO, METADATA, PARTS, PRIVATE

FORMAT = "dateline-store/1"
ROWS_AT_ONCE = 500
_LEFT_OUT = {table.name for table in (*PARTS, *PRIVATE, FINGERPRINTS, INFO)}
_LATE = {"stories": "merged_into", "decisions": "undoes"}
"""Columns that name a later row of their own table, by table."""


def dumped_tables() -> list[Table]:
    """Give the tables that are written, those that others refer to first."""
    return [table for table in METADATA.sorted_tables if table.name not in _LEFT_OUT]


def write_dump(engine: Engine, stream: TextIO) -> None:
    """Write all that a store holds, as it stands at one moment, always in the same order."""
    with reading(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _write(stream, {"format": FORMAT, "tables": REVISION})
        for table in dumped_tables():
            query = select(table).order_by(*table.primary_key.columns)
            for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
                _write(stream, {"table": table.name, **_packed(table, row._mapping)})


def _write(stream: TextIO, value: dict[str, Any]) -> None:
    stream.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _packed(table: Table, row: Any) -> dict[str, Any]:
    """Give a row's values as JSON has them; bytes become base 64."""
    return {
        column.name: base64.b64encode(value).decode() if isinstance(value := row[column.name], bytes) else value
        for column in table.columns
    }


def read_dump(engine: Engine, source: str) -> dict[str, int]:
    """Fill an empty store from a file (or `-`) that `write_dump` wrote, all or nothing.

    Returns:
        How many rows each table got.

    Raises:
        StoreError: The store holds something, or the file is no such dump.
    """
    with _open(source) as stream, writing(engine) as connection:
        for table in dumped_tables():
            if connection.execute(select(*table.primary_key.columns).limit(1)).first():
                raise StoreError(f"the store holds {table.name} already; import into a new one")
        lines = _lines(source, stream)
        _check_head(source, next(lines, (1, {}))[1])
        counts = _insert(connection, source, lines)
        _count_on(connection)
        refill(connection)
        return counts


def _open(source: str) -> AbstractContextManager[TextIO]:
    try:
        return nullcontext(sys.stdin) if source == "-" else Path(source).open(encoding="utf-8", newline="\n")
    except OSError as problem:
        raise StoreError(f"{source}: cannot be read: {problem.strerror}") from problem


def _lines(source: str, stream: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for number, line in enumerate(stream, 1):
            value = json.loads(line)
            if not isinstance(value, dict):
                raise StoreError(f"{source}:{number}: is no row of a store")
            yield number, value
    except ValueError as problem:
        raise StoreError(f"{source}: is no export of a store: {problem}") from problem


def _check_head(source: str, head: dict[str, Any]) -> None:
    if head.get("format") != FORMAT:
        raise StoreError(f"{source}: is no export of a store; make one with `dateline store export`")
    if head.get("tables") != REVISION:
        raise StoreError(
            f"{source}: has the tables of another version ({head.get('tables')}, this one knows {REVISION}); import it "
            "with the version that wrote it, and open that store with this one"
        )


def _insert(connection: Connection, source: str, lines: Iterator[tuple[int, dict[str, Any]]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    late: list[tuple[Table, int, int]] = []
    waiting: list[dict[str, Any]] = []
    current: Table | None = None
    for number, value in lines:
        table = _table(source, number, value)
        if table is not current or len(waiting) >= ROWS_AT_ONCE:
            _flush(connection, current, waiting)
            current = table
        row = _unpacked(source, number, table, value)
        column = _LATE.get(table.name)
        if column and row[column] is not None:
            late.append((table, row["key"], row[column]))
            row[column] = None
        waiting.append(row)
        counts[table.name] = counts.get(table.name, 0) + 1
    _flush(connection, current, waiting)
    for table, key, target in late:
        connection.execute(update(table).where(table.c.key == key).values({_LATE[table.name]: target}))
    return counts


def _flush(connection: Connection, table: Table | None, waiting: list[dict[str, Any]]) -> None:
    if table is not None and waiting:
        connection.execute(insert(table), waiting)
        waiting.clear()


def _table(source: str, number: int, value: dict[str, Any]) -> Table:
    table = METADATA.tables.get(str(value.pop("table", None)))
    if table is None or table.name in _LEFT_OUT:
        raise StoreError(f"{source}:{number}: is no row of a store")
    return table


def _unpacked(source: str, number: int, table: Table, value: dict[str, Any]) -> dict[str, Any]:
    if set(value) != set(table.columns.keys()):
        raise StoreError(f"{source}:{number}: is no row of the table {table.name}")
    binary = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    return value | {name: base64.b64decode(value[name]) for name in binary if value[name] is not None}


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were brought in."""
    if connection.dialect.name != "postgresql":
        return
    for table in dumped_tables():
        if "key" in table.columns:
            name = table.name
            last = f'SELECT coalesce(max(key), 0) + 1 FROM "{name}"'  # noqa: S608 - the names are the schema's
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'key'), ({last}), false)"))
