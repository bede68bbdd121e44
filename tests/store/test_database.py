"""What a user is told when a store cannot be opened or used."""

import sqlite3
import sys

import pytest
from sqlalchemy import make_url

from dateline.errors import StoreError
from dateline.store import database, open_store
from dateline.store.database import shown, writing
from tests.store.samples import make_article, save


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("these are my notes, and no database at all" * 20)

    with pytest.raises(StoreError, match=r"notes\.db cannot be opened as a store: it is no SQLite file"):
        open_store(path)
    assert path.read_text().startswith("these are my notes")


def test_a_database_of_something_else_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(StoreError, match=r"database of something else .*'recipes'"):
        open_store(path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_server_s_database_may_hold_other_tables_but_none_of_our_names(postgresql):
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        open_store(postgresql).close()
        connection.execute("DROP TABLE dateline_version")
    with pytest.raises(StoreError, match="database of something else"):
        open_store(postgresql)


def test_a_server_s_database_that_cannot_hold_every_text_is_refused(server):
    import psycopg

    name = "dateline_latin"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        address = make_url(server).set(database=name).render_as_string(hide_password=False)
        with pytest.raises(StoreError, match="has the encoding LATIN1, which does not hold every text"):
            open_store(address)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_store_of_a_later_version_is_refused(name):
    with open_store(name) as store, writing(store.engine) as connection:
        connection.exec_driver_sql("UPDATE dateline_version SET version_num = '9999'")

    with pytest.raises(StoreError, match=r"later version of dateline .*update dateline"):
        open_store(name)


def test_a_damaged_file_is_told_as_damaged(tmp_path):
    path = tmp_path / "s.db"
    with open_store(path) as store:
        save(store, *(make_article(f"a{n}", f"Text {n}. " * 200) for n in range(50)))
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 60] = b"\x55" * (4096 * 58)
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"s\.db is damaged"):
        _read_all(path)


def _read_all(path):
    with open_store(path) as store:
        return list(store.items())


def test_a_file_that_another_program_writes_to_is_told_as_locked(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_MS", 50)
    path = tmp_path / "s.db"
    open_store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with open_store(path) as store, pytest.raises(StoreError, match="locked by another program"):
        save(store, make_article())
    other.close()


@pytest.mark.parametrize(
    ("store", "message"),
    [
        pytest.param("no/such/folder/s.db", "the folder no/such/folder does not exist; make it first", id="no folder"),
        pytest.param(".", "is a folder; name the file", id="a folder"),
        pytest.param("mysql://host/name", "a store is a file or a PostgreSQL database", id="another server"),
        pytest.param("postgresql://me:secret@127.0.0.1:1/name", "the database says: connection", id="no server there"),
        pytest.param("postgresql://me:secret@host:port/name", "no address of a database", id="a broken address"),
    ],
)
def test_a_name_that_leads_nowhere_gives_a_reason_and_never_a_password(store, message):
    with pytest.raises(StoreError, match=message) as raised:
        open_store(store)
    assert "secret" not in str(raised.value)


def test_a_store_that_should_be_there_is_not_made(tmp_path):
    with pytest.raises(StoreError, match="no such file; `dateline run` makes a store"):
        open_store(tmp_path / "s.db", make=False)
    assert not (tmp_path / "s.db").exists()


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r'pip install "dateline\[postgres\]"'):
        open_store("postgresql://host/name")


def test_a_password_is_not_shown():
    assert shown("postgresql://me:secret@host/name") == "postgresql://me:***@host/name"
