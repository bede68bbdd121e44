"""The first tables: articles, reports, failures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as the first version had them."""
    op.create_table(
        "articles",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article", sa.String, nullable=False, index=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("article", "digest"),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_key", sa.Integer, sa.ForeignKey("articles.key"), nullable=False, index=True),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("article_key", "coder"),
    )
    op.create_table(
        "failures",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article", sa.String, nullable=True, index=True),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
