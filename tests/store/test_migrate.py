"""Stores of earlier versions are brought up to date with nothing lost."""

import sqlite3

import pytest

from dateline.errors import StoreError
from dateline.report import Report
from dateline.review import NewRevision
from dateline.store import migrate, open_store
from dateline.store.check import find_problems
from dateline.store.database import connect, reading
from dateline.store.prepared import digest_of_article
from dateline.store.schema import METADATA
from tests.store.samples import make_article, make_report, save

FIRST_TABLES = """
CREATE TABLE articles (
    "key" INTEGER NOT NULL, article VARCHAR NOT NULL, digest VARCHAR(64) NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY ("key"), UNIQUE (article, digest));
CREATE INDEX ix_articles_article ON articles (article);
CREATE TABLE failures (
    "key" INTEGER NOT NULL, article VARCHAR, coder VARCHAR NOT NULL, kind VARCHAR NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY ("key"));
CREATE INDEX ix_failures_article ON failures (article);
CREATE TABLE reports (
    "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, coder VARCHAR NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY ("key"), UNIQUE (article_key, coder), FOREIGN KEY(article_key) REFERENCES articles ("key"));
CREATE INDEX ix_reports_article_key ON reports (article_key);
"""
"""What the first version of dateline made."""

OLD, OLDER = "dateline 0.1.0; model x; codebook plover", "dateline 0.0.9; model x; codebook plover"


@pytest.fixture
def first_store(tmp_path):
    """A store as the first version wrote it: two versions of one article, two coders, a failure."""
    path = tmp_path / "old.db"
    old, new, other = make_article(text="Old text."), make_article(), make_article("b", "GOMA (AP) - It rained.")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(FIRST_TABLES)
    for key, article in enumerate((old, other, new), 1):
        row = (key, article.id, digest_of_article(article), article.model_dump_json())
        connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", row)
    reports = [(1, 1, OLDER, Report(article=old.head())), (2, 2, OLDER, Report(article=other.head()))]
    reports += [(3, 3, OLDER, Report(article=new.head())), (4, 3, OLD, make_report(new))]
    for key, article_key, coder, report in reports:
        connection.execute(
            "INSERT INTO reports VALUES (?, ?, ?, ?)", (key, article_key, coder, report.model_dump_json())
        )
    connection.execute("INSERT INTO failures VALUES (1, 'c', ?, 'format', 'no text')", (OLD,))
    connection.commit()
    connection.close()
    return path


def test_a_store_of_the_first_version_loses_nothing(first_store):
    new = make_article()
    with open_store(first_store) as store:
        assert [(a.id, len(r.events)) for a, r in store.items()] == [("b", 0), ("a", 1)]
        assert list(store.items())[1] == (new, make_report(new))
        assert [(name, reason.kind, reason.message) for name, reason in store.failures()] == [
            ("c", "format", "no text")
        ]
        assert all(store.holds(new, coder) for coder in (OLD, OLDER))
        assert [hit.article.id for hit in store.search("dockers")] == ["a"]
        assert list(find_problems(store.engine)) == []


def test_versions_reports_and_parts_stand_where_they_belong(first_store):
    open_store(first_store).close()

    with reading(connect(first_store)) as connection:
        rows = connection.exec_driver_sql(
            "SELECT key, article, version, last, published, wire FROM articles ORDER BY key"
        )
        assert [tuple(row) for row in rows] == [
            (1, "a", 1, 0, "2026-03-03", None), (2, "b", 1, 1, "2026-03-03", "AP"), (3, "a", 2, 1, "2026-03-03", None),
        ]  # fmt: skip
        assert connection.exec_driver_sql("SELECT key FROM reports WHERE last ORDER BY key").scalars().all() == [2, 4]
        assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar() == 1
        assert connection.exec_driver_sql("SELECT version FROM coders ORDER BY key").scalars().all() == [
            "0.0.9",
            "0.1.0",
        ]


def test_the_file_is_copied_first_and_the_copy_is_the_old_store(first_store):
    open_store(first_store).close()

    (copy,) = first_store.parent.glob("*.backup")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM reports WHERE coder = ?", (OLD,)).fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_store_as_it_was(first_store, monkeypatch):
    def fail(*_arguments):
        raise StoreError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr("dateline.store.migrations.versions.m0002_stories._move_failures", fail, raising=False)
        patched.setattr(migrate, "_upgrade", _upgrade_and_fail(migrate._upgrade))
        with pytest.raises(StoreError, match="the power went"):
            open_store(first_store)
    with sqlite3.connect(first_store) as connection:
        assert connection.execute("SELECT count(coder) FROM reports").fetchone() == (4,)

    with open_store(first_store) as store:
        assert len(list(store.items())) == 2


def _upgrade_and_fail(upgrade):
    def run(*arguments):
        upgrade(*arguments)
        raise StoreError("the power went")

    return run


def test_a_store_that_was_cut_short_before_its_parts_were_filled_is_filled_when_it_is_opened(first_store, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("dateline.store.store.fill_parts", lambda _engine: None)
        open_store(first_store).close()

    with open_store(first_store) as store:
        assert [hit.article.id for hit in store.search("dockers")] == ["a"]


def test_a_new_store_and_one_that_is_up_to_date_are_not_copied(tmp_path):
    for _ in range(2):
        open_store(tmp_path / "s.db").close()

    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_the_migrations_make_the_tables_that_the_schema_names(name):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def is_ours(table: str, kind: str, _parents: object) -> bool:
        return kind != "table" or not table.startswith("words")

    with reading(connect(name)) as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrate.VERSION_TABLE, "include_name": is_ours, "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_last_migration_is_the_one_that_a_store_is_asked_for():
    from pathlib import Path

    files = sorted(path.stem for path in Path(migrate.__file__).parent.glob("migrations/versions/m*.py"))

    assert files[-1].split("_")[0] == f"m{migrate.REVISION}"


NEW_IN_0003 = ("revisions", "reviews", "standings", "sessions", "tokens", "people", "attempts", "summaries")


def test_a_store_without_reviews_gets_the_tables_and_its_reports_in_numbers(tmp_path):
    path = tmp_path / "second.db"
    with open_store(path) as store:
        save(store, make_article())
    with sqlite3.connect(path) as connection:
        for table in NEW_IN_0003:
            connection.execute(f"DROP TABLE {table}")
        for index in ("ix_events_earliest", "ix_reports_last", "ix_reports_article_key"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("UPDATE dateline_version SET version_num = '0002'")
    connection.close()

    with open_store(path) as store, store.review_book(write=True) as book:
        (row,) = book.queue()
        assert (row.n_events, row.n_conflicts, row.n_high, row.lowest) == (1, 1, 1, 0.75)
        assert book.decide(row.article_key, "Ada", [NewRevision("accept", "V1")], seen=0).number == 1
    with open_store(path) as store:
        assert list(find_problems(store.engine)) == []
    assert path.with_name("second.db.0002.backup").exists()
