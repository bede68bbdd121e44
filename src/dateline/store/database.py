"""Open a database, SQLite or PostgreSQL, and turn its errors into messages.

On both, one process writes at a time: SQLite locks its file, and in PostgreSQL a writer
holds an advisory lock for its transaction. So what a writer reads before it writes stays true.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from dateline.errors import StoreError

WRITE_LOCK = 0x646174656C696E65
"""Key of the advisory lock that a writer holds in PostgreSQL."""

BUSY_MS = 30_000
"""How long a writer waits for another program to let go of an SQLite file."""

CACHE_KB = 65_536
"""Memory for pages of an SQLite file."""

LOG_PAGES = 8_000
"""Pages that SQLite's log may hold before they go to the file: pages that change often go there once."""

_PREFIXES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def is_url(store: str) -> bool:
    """Whether a store's name is the address of a database server."""
    return "://" in store


def shown(store: Path | str) -> str:
    """Give a store's name as messages show it, without a password."""
    if not is_url(str(store)):
        return str(store)
    try:
        return (
            make_url(str(store)).render_as_string(hide_password=True).replace("postgresql+psycopg:", "postgresql:", 1)
        )
    except (ArgumentError, ValueError):
        return str(store).split("://")[0] + "://…"


def connect(store: Path | str) -> Engine:
    """Make the engine of a store; the database is opened with the first query.

    Args:
        store: The path of an SQLite file, or a URL (`postgresql://user@host/name`).

    Raises:
        StoreError: The URL is none, its driver is not here, or the file's folder does not exist.
    """
    return _connect_server(str(store)) if is_url(str(store)) else _connect_file(Path(store))


def _connect_file(path: Path) -> Engine:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name the file, for example {path / 'reports.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_server(url: str) -> Engine:
    if not url.startswith(_PREFIXES):
        raise StoreError(
            f"{shown(url)}: a store is a file or a PostgreSQL database (postgresql://user:password@host/name)"
        )
    try:
        parsed = make_url("postgresql+psycopg://" + url.split("://", 1)[1])
        return create_engine(parsed, connect_args={"connect_timeout": 10}, client_encoding="utf8")
    except ImportError as problem:
        raise StoreError(
            'PostgreSQL needs psycopg, which is not here; run pip install "dateline[postgres]"'
        ) from problem
    except (ArgumentError, NoSuchModuleError, ValueError) as problem:
        raise StoreError(f"{shown(url)} is no address of a database: {problem}") from problem


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the transactions are ours: sqlite3 would commit before a CREATE TABLE
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads."""
    with said_plainly(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction that writes now; it is committed at the end, or undone by an error."""
    with said_plainly(engine), engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
        yield connection


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Turn the database's errors into a `StoreError` that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as problem:
        raise StoreError(explain(engine.url, problem)) from problem


def explain(url: URL, problem: Exception) -> str:
    """Say in a sentence what a database complains of, and what to do about it."""
    reason = str(getattr(problem, "orig", None) or problem).strip().split("\n")[0]
    if url.get_backend_name() != "sqlite":
        return f"{shown(url.render_as_string())}: the database says: {reason}"
    name = url.database
    if "locked" in reason:
        return f"{name} is locked by another program that is writing to it; wait for its end, or stop it"
    if "readonly" in reason or "unable to open" in reason:
        return f"{name} cannot be opened as a store: {reason}; look at the permissions of the file and its folder"
    if "not a database" in reason:
        return f"{name} cannot be opened as a store: it is no SQLite file; name another"
    if "malformed" in reason or "disk image" in reason:
        return f"{name} is damaged ({reason}); take a backup, or make the store anew with `dateline run`"
    if "disk is full" in reason or "disk I/O" in reason:
        return f"{name} cannot be written: {reason}; make room on the disk"
    known = isinstance(problem, DBAPIError)
    return f"{name}: the database says: {reason}" if known else f"{name} cannot be used: {reason}"


def insert_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows that hold a value for every column of a table, in the fastest way of the database."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy_rows(connection, table, rows)
        return
    marks = ", ".join("?" * len(table.columns))
    statement = f'INSERT INTO "{table.name}" ({_columns(table)}) VALUES ({marks})'  # noqa: S608
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _copy_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    driver: Any = connection.connection.driver_connection
    statement = f'COPY "{table.name}" ({_columns(table)}) FROM STDIN'
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except _server_error() as problem:
        raise StoreError(explain(connection.engine.url, problem)) from problem


def _server_error() -> type[Exception]:
    from psycopg import Error

    return Error


def insert_keyed(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows and give the key that each got, in their order; a column that a row leaves out is null."""
    if not rows:
        return []
    keys = _new_keys(connection, table, len(rows))
    names = [column.name for column in table.columns]
    insert_rows(
        connection,
        table,
        [[{**row, "key": key}.get(name) for name in names] for key, row in zip(keys, rows, strict=True)],
    )
    return keys


def _new_keys(connection: Connection, table: Table, n: int) -> list[int]:
    """Give keys for new rows; the writer's lock keeps others from taking the same."""
    if connection.dialect.name == "postgresql":
        statement = f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'key')) FROM generate_series(1, {n})"  # noqa: S608
        return sorted(int(key) for key in connection.exec_driver_sql(statement).scalars())
    last = connection.exec_driver_sql(f'SELECT coalesce(max("key"), 0) FROM "{table.name}"').scalar_one()  # noqa: S608
    return list(range(last + 1, last + n + 1))
