"""Bring a store to the tables of this version, with a copy of an SQLite file beside it first."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from dateline.errors import StoreError
from dateline.store.database import reading, shown, writing
from dateline.store.schema import METADATA, WORDS

REVISION = "0003"
"""The last file in `migrations/versions/`; a store that names it needs no migration."""

VERSION_TABLE = "dateline_version"
_FIRST_TABLES = {
    "articles": {"key", "article", "digest", "content"},
    "reports": {"key", "article_key", "coder", "content"},
}


def migrate(engine: Engine) -> None:
    """Make the tables of a new store, or bring those of an older one up to date.

    Raises:
        StoreError: The database is something else's, or was written by a later version.
    """
    with reading(engine) as connection:
        if _revision(connection) == REVISION:
            return
    with writing(engine) as connection:
        found = _revision(connection)
        if found == REVISION:
            return
        if found is None:
            _refuse_foreign(connection)
            _refuse_encoding(connection)
        elif not found.isdigit() or found > REVISION:
            raise StoreError(
                f"{_name(connection)} was written by a later version of dateline (tables {found}, this version knows "
                f"{REVISION}); update dateline"
            )
        if found is not None:
            _back_up(connection, found)
        _upgrade(connection, found)


def _revision(connection: Connection) -> str | None:
    """Give the version of a store's tables, or None where there are none of ours."""
    here = inspect(connection)
    if here.has_table(VERSION_TABLE):
        return str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar())  # noqa: S608
    is_first = all(
        here.has_table(name) and columns <= {column["name"] for column in here.get_columns(name)}
        for name, columns in _FIRST_TABLES.items()
    )
    return "0001" if is_first else None


def _refuse_foreign(connection: Connection) -> None:
    """Refuse a database that holds what is not ours: any table in a file, one of our names on a server."""
    tables = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        tables &= {*METADATA.tables, WORDS}
    if tables:
        raise StoreError(
            f"{_name(connection)} cannot be opened as a store: it is a database of something else (it has a table "
            f"{min(tables)!r}); name another"
        )


def _refuse_encoding(connection: Connection) -> None:
    """Refuse a server's database that cannot hold every text."""
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise StoreError(
                f"{_name(connection)} has the encoding {encoding}, which does not hold every text; make one with "
                "createdb --encoding UTF8 --template template0"
            )


def _name(connection: Connection) -> str:
    url = connection.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else shown(url.render_as_string())


def _back_up(connection: Connection, revision: str) -> None:
    """Copy an SQLite file to one beside it; nobody can write meanwhile, and half a copy gets no name."""
    path = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not path:
        return
    part = Path(f"{path}.part")
    source, target = sqlite3.connect(path), sqlite3.connect(part)
    try:
        source.backup(target)
    except sqlite3.Error as problem:
        raise StoreError(f"{path} cannot be copied before its tables are changed: {problem}") from problem
    finally:
        source.close()
        target.close()
    os.replace(part, _free_name(path, revision))  # noqa: PTH105 - says that it replaces


def _free_name(path: str, revision: str) -> Path:
    first = Path(f"{path}.{revision}.backup")
    return next(p for n in range(10**6) if not (p := first if n == 0 else Path(f"{first}{n}")).exists())


def _upgrade(connection: Connection, revision: str | None) -> None:
    """Run the migrations in the open transaction, so that a store is never left half changed."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    if revision == "0001" and not inspect(connection).has_table(VERSION_TABLE):
        command.stamp(config, "0001")
    command.upgrade(config, REVISION)
