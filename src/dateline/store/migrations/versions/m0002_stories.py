"""Runs and coders, versions of articles, copies, parts of reports, stories, full-text search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OLD = ("failures", "reports", "articles")
ROWS_AT_ONCE = 500


def upgrade() -> None:
    """Set the old tables aside, make the new ones, and move every row over."""
    for name in OLD:
        op.rename_table(name, f"old_{name}")
    _drop_old_indexes()
    for make in (_make_runs, _make_articles, _make_parts, _make_claims, _make_stories, _make_terms, _make_words):
        make()
    connection = op.get_bind()
    _move_coders(connection)
    _move_articles(connection)
    _move_reports(connection)
    _move_failures(connection)
    for name in OLD:
        op.drop_table(f"old_{name}")
    _count_on(connection)


def _drop_old_indexes() -> None:
    """Free the names of indexes, which stay with a table that is renamed."""
    op.drop_index("ix_articles_article", "old_articles")
    op.drop_index("ix_reports_article_key", "old_reports")
    op.drop_index("ix_failures_article", "old_failures")


def _make_words() -> None:
    """The full-text index; it holds words that `store.words` has parted, so that a tokenizer has nothing to decide."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='porter unicode61')")
        return
    op.execute("CREATE TEXT SEARCH DICTIONARY dateline_stem (TEMPLATE = snowball, LANGUAGE = porter)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION dateline (COPY = simple)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION dateline ALTER MAPPING FOR asciiword, word, numword, int, uint, float, "
        "sfloat, asciihword, hword, hword_part, hword_asciipart, numhword, hword_numpart WITH dateline_stem"
    )
    op.execute("CREATE TABLE words (key bigint PRIMARY KEY, found tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_words_found ON words USING gin (found)")


def _make_runs() -> None:
    """What wrote to the store."""
    op.create_table(
        "info",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "coders",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("signature", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=True),
        sa.Column("codebook", sa.Text, nullable=True),
        sa.Column("codebook_digest", sa.Text, nullable=True),
        sa.UniqueConstraint("signature"),
    )
    op.create_table(
        "runs",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("coder_key", Key, sa.ForeignKey("coders.key"), nullable=True),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=True),
        sa.Column("ended", sa.Text, nullable=True),
        sa.Column("counts", sa.Text, nullable=True),
    )


def _make_articles() -> None:
    """Versions of articles, what was made of them, and which are copies."""
    op.create_table(
        "articles",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("published", sa.Text, nullable=True),
        sa.Column("publisher", sa.Text, nullable=True),
        sa.Column("url", sa.Text, nullable=True),
        sa.Column("language", sa.Text, nullable=True),
        sa.Column("wire", sa.Text, nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("article", "version"),
        sa.UniqueConstraint("article", "digest"),
    )
    op.create_table(
        "reports",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("coder_key", Key, sa.ForeignKey("coders.key"), nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("article_key", "coder_key"),
    )
    op.create_table(
        "failures",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("article", sa.Text, nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("coder_key", Key, sa.ForeignKey("coders.key"), nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=True),
    )
    op.create_index("ix_failures_article", "failures", ["article"], postgresql_using="hash")
    op.create_table(
        "duplicates",
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), primary_key=True, autoincrement=False),
        sa.Column("original_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_index("ix_duplicates_original_key", "duplicates", ["original_key"])
    op.create_table(
        "fingerprints",
        sa.Column("bucket", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def _make_parts() -> None:
    """The parts of reports, for queries."""
    op.create_table(
        "entities",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("sector", sa.Text, nullable=True),
        sa.Column("n_mentions", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entities_name", "entities", ["name"], postgresql_using="hash")
    op.create_table(
        "places",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("feature", sa.Text, nullable=True),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("admin1", sa.Text, nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("geonames", sa.Integer, nullable=True),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_places_geonames", "places", ["geonames"])
    op.create_index("ix_places_name", "places", ["name"], postgresql_using="hash")
    op.create_table(
        "times",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("earliest", sa.Text, nullable=True),
        sa.Column("latest", sa.Text, nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attributions",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=True),
        sa.Column("entity", sa.Text, nullable=True),
        sa.Column("source_kind", sa.Text, nullable=False),
        sa.Column("style", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("modes", sa.Text, nullable=False),
        sa.Column("contexts", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=True),
        sa.Column("time", sa.Text, nullable=True),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("geonames", sa.Integer, nullable=True),
        sa.Column("earliest", sa.Text, nullable=True),
        sa.Column("latest", sa.Text, nullable=True),
        sa.Column("deaths_low", sa.Integer, nullable=True),
        sa.Column("deaths_high", sa.Integer, nullable=True),
        sa.Column("injured_low", sa.Integer, nullable=True),
        sa.Column("injured_high", sa.Integer, nullable=True),
        sa.Column("plover", sa.Text, nullable=True),
        sa.Column("cameo", sa.Text, nullable=True),
        sa.Column("acled", sa.Text, nullable=True),
        sa.Column("ucdp", sa.Text, nullable=True),
        sa.Column("confidence", sa.Float(53), nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_type_earliest", "events", ["type", "earliest"])
    op.create_table(
        "participants",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("side", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entity", sa.Text, nullable=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )


def _make_claims() -> None:
    """What reports claim and where they contradict themselves."""
    op.create_table(
        "claims",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("low", sa.Integer, nullable=True),
        sa.Column("high", sa.Integer, nullable=True),
        sa.Column("side", sa.Text, nullable=True),
        sa.Column("attribution", sa.Text, nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conflicts",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conflict_claims",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("conflict", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=True),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )


def _make_stories() -> None:
    """Happenings across articles, and what people ruled about them."""
    op.create_table(
        "decisions",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("decided", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        sa.Column("undoes", Key, sa.ForeignKey("decisions.key"), nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("earliest", sa.Text, nullable=True),
        sa.Column("latest", sa.Text, nullable=True),
        sa.Column("n_articles", sa.Integer, nullable=False),
        sa.Column("merged_into", Key, sa.ForeignKey("stories.key"), nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.Column("content", sa.Text, nullable=True),
        sa.Column("profile", sa.LargeBinary, nullable=True),
    )
    op.create_index("ix_stories_earliest", "stories", ["earliest"])
    op.create_table(
        "story_articles",
        sa.Column("article", sa.String, primary_key=True),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("report_key", Key, sa.ForeignKey("reports.key"), nullable=True),
        sa.Column("story_key", Key, sa.ForeignKey("stories.key"), nullable=False),
        sa.Column("score", sa.Float(53), nullable=True),
        sa.Column("reasons", sa.Text, nullable=True),
        sa.Column("decision_key", Key, sa.ForeignKey("decisions.key"), nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_index("ix_story_articles_article_key", "story_articles", ["article_key"])
    op.create_index("ix_story_articles_story_key", "story_articles", ["story_key"])
    op.create_table(
        "story_events",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("story_key", Key, sa.ForeignKey("stories.key"), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=True),
        sa.Column("earliest", sa.Text, nullable=True),
        sa.Column("latest", sa.Text, nullable=True),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("geonames", sa.Integer, nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("story_key", "n"),
    )
    op.create_index("ix_story_events_story_key", "story_events", ["story_key"])
    op.create_table(
        "story_mentions",
        sa.Column("story_event_key", Key, sa.ForeignKey("story_events.key"), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("report_key", Key, sa.ForeignKey("reports.key"), nullable=True),
        sa.Column("event", sa.Text, nullable=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.UniqueConstraint("report_key", "event"),
    )
    op.create_index("ix_story_mentions_article_key", "story_mentions", ["article_key"])
    op.create_table(
        "story_claims",
        sa.Column("story_event_key", Key, sa.ForeignKey("story_events.key"), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attribution", sa.Text, nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_index("ix_story_claims_article_key", "story_claims", ["article_key"])
    op.create_table(
        "story_conflicts",
        sa.Column("story_key", Key, sa.ForeignKey("stories.key"), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_table(
        "story_conflict_claims",
        sa.Column("story_key", Key, sa.ForeignKey("stories.key"), primary_key=True, autoincrement=False),
        sa.Column("conflict", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )
    op.create_index("ix_story_conflict_claims_article_key", "story_conflict_claims", ["article_key"])


def _make_terms() -> None:
    """Where articles like a new one are looked for."""
    op.create_table(
        "story_terms",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("article_key", Key, primary_key=True, autoincrement=False),
        sa.Column("weight", sa.Float(53), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_term_counts",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _rows(connection: sa.Connection, statement: str) -> Iterator[list[Any]]:
    """Give rows of an old table in lists, so that a store of any size fits into memory."""
    last = 0
    while rows := list(connection.execute(sa.text(statement), {"last": last, "most": ROWS_AT_ONCE})):
        yield rows
        last = rows[-1].key


def _move_coders(connection: sa.Connection) -> None:
    """Make a coder and a run of every line that reports and failures name."""
    connection.execute(sa.text("INSERT INTO info VALUES ('parts', 'stale')"))
    found = connection.execute(
        sa.text("SELECT coder FROM old_reports UNION SELECT coder FROM old_failures ORDER BY coder")
    ).scalars()
    for coder in list(found):
        version = coder.removeprefix("dateline ").split(";")[0]
        connection.execute(
            sa.text("INSERT INTO coders (signature, version) VALUES (:coder, :version)"),
            {"coder": coder, "version": version},
        )
    command = json.dumps({"command": "run", "moved": "from a store of the first version"})
    connection.execute(
        sa.text("INSERT INTO runs (coder_key, command) SELECT key, :command FROM coders ORDER BY key"),
        {"command": command},
    )
    if connection.execute(sa.text("SELECT 1 FROM old_articles LIMIT 1")).first():
        connection.execute(sa.text("INSERT INTO runs (command) VALUES (:command)"), {"command": command})


def _move_articles(connection: sa.Connection) -> None:
    """Number each article's versions in the order they came in."""
    insert = sa.text(
        "INSERT INTO articles (key, article, version, last, digest, title, published, publisher, url, language, run_key, "
        "content) SELECT :key, :article, :version, :last, :digest, :title, :published, :publisher, :url, :language, "
        "max(key), :content FROM runs"
    )
    versions = (
        "SELECT a.key, a.article, a.digest, a.content, "
        "(SELECT count(*) FROM old_articles b WHERE b.article = a.article AND b.key <= a.key) AS version, "
        "NOT EXISTS (SELECT 1 FROM old_articles b WHERE b.article = a.article AND b.key > a.key) AS last "
        "FROM old_articles a WHERE a.key > :last ORDER BY a.key LIMIT :most"
    )
    for rows in _rows(connection, versions):
        connection.execute(insert, [_article_values(row) for row in rows])


def _article_values(row: Any) -> dict[str, Any]:
    head = json.loads(row.content)
    fields = {name: head.get(name) for name in ("title", "published", "publisher", "url", "language")}
    fields = {name: value and value.replace("\0", "\ufffd") for name, value in fields.items()}
    same = {"key": row.key, "article": row.article, "digest": row.digest, "content": row.content}
    return {**same, **fields, "version": row.version, "last": bool(row.last)}


def _move_reports(connection: sa.Connection) -> None:
    """Give every report its coder and run; the last report of an article's last version stands for it."""
    connection.execute(
        sa.text(
            "INSERT INTO reports (key, article_key, coder_key, run_key, last, content) "
            "SELECT r.key, r.article_key, c.key, u.key, a.last AND NOT EXISTS (SELECT 1 FROM old_reports s "
            "WHERE s.article_key = r.article_key AND s.key > r.key), r.content FROM old_reports r "
            "JOIN coders c ON c.signature = r.coder JOIN runs u ON u.coder_key = c.key "
            "JOIN articles a ON a.key = r.article_key ORDER BY r.key"
        )
    )


def _move_failures(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "INSERT INTO failures (key, article, coder_key, run_key, kind, message) SELECT f.key, f.article, c.key, u.key, "
            "f.kind, f.message FROM old_failures f JOIN coders c ON c.signature = f.coder "
            "JOIN runs u ON u.coder_key = c.key ORDER BY f.key"
        )
    )


def _count_on(connection: sa.Connection) -> None:
    """Let PostgreSQL number new rows after those that were moved."""
    if connection.dialect.name != "postgresql":
        return
    for name in ("articles", "reports", "failures"):
        last = f"SELECT coalesce(max(key), 0) + 1 FROM {name}"  # noqa: S608 - the names are those above
        connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'key'), ({last}), false)"))
