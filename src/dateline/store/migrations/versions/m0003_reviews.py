"""Reviews of codings with every decision, what stands for an article, people who log in, reports in numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Key = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and let the numbers of reports be filled when the store is opened."""
    _make_reviews()
    _make_revisions()
    _make_standings()
    _make_people()
    _make_summaries()


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("assigned_by", sa.Text, nullable=True),
        sa.Column("begun", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=True),
        sa.Column("n_revisions", sa.Integer, nullable=False),
        sa.Column("report_key", Key, sa.ForeignKey("reports.key"), nullable=True),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.UniqueConstraint("article_key", "role", "person"),
    )


def _make_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("review_key", Key, sa.ForeignKey("reviews.key"), nullable=False),
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=True),
        sa.Column("before", sa.Text, nullable=True),
        sa.Column("after", sa.Text, nullable=True),
        sa.Column("anchors", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("decided", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, nullable=True),
        sa.Column("applied", sa.Boolean, nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
        sa.UniqueConstraint("review_key", "n"),
    )
    op.create_index("ix_revisions_article_key", "revisions", ["article_key"])
    op.create_index("ix_revisions_decided", "revisions", ["decided"])


def _make_standings() -> None:
    op.create_table(
        "standings",
        sa.Column("article_key", Key, sa.ForeignKey("articles.key"), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("n_differences", sa.Integer, nullable=False),
        sa.Column("run_key", Key, sa.ForeignKey("runs.key"), nullable=False),
    )


def _make_people() -> None:
    """Who logs in, and what they have to show for it."""
    op.create_table(
        "people",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person_key", Key, sa.ForeignKey("people.key"), nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
    )
    op.create_index("ix_sessions_person_key", "sessions", ["person_key"])
    op.create_table(
        "tokens",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("person_key", Key, sa.ForeignKey("people.key"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=True),
        sa.Column("used", sa.Text, nullable=True),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_tokens_person_key", "tokens", ["person_key"])
    op.create_table(
        "attempts",
        sa.Column("key", Key, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("ok", sa.Boolean, nullable=False),
    )
    op.create_index("ix_attempts_at", "attempts", ["at"])


def _make_summaries() -> None:
    """Reports in numbers, for the queues, and the day of events for lists that begin with the last."""
    op.create_table(
        "summaries",
        sa.Column("report_key", Key, primary_key=True, autoincrement=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("run_key", Key, nullable=False),
        sa.Column("n_events", sa.Integer, nullable=False),
        sa.Column("n_conflicts", sa.Integer, nullable=False),
        sa.Column("n_high", sa.Integer, nullable=False),
        sa.Column("lowest", sa.Float(53), nullable=True),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=True),
        sa.Column("end", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_summaries_lowest", "summaries", ["lowest"])
    op.create_index("ix_summaries_published", "summaries", ["published"])
    op.create_index("ix_reports_last", "reports", ["last", "key"])
    op.create_index("ix_reports_article_key", "reports", ["article_key", "last"])
    op.create_index("ix_summaries_conflicts", "summaries", ["n_high", "n_conflicts"])
    op.create_index("ix_events_earliest", "events", ["earliest"])
    op.execute("DELETE FROM info WHERE name = 'parts'")
    op.execute("INSERT INTO info (name, value) VALUES ('parts', 'stale')")
