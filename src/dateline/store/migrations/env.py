"""Alembic calls this to run migrations; `dateline.store.migrate` hands over the connection and its transaction."""

from __future__ import annotations

from alembic import context

from dateline.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=context.config.attributes["version_table"],
    transaction_per_migration=False,
)
context.run_migrations()
