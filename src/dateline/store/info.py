"""What a store holds, how large it is, and how to give room back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text

from dateline.store.database import reading, said_plainly, shown
from dateline.store.migrate import REVISION
from dateline.store.schema import (
    ARTICLES,
    CODERS,
    CONFLICTS,
    DECISIONS,
    DUPLICATES,
    ENTITIES,
    EVENTS,
    FAILURES,
    METADATA,
    REPORTS,
    RUNS,
    STORIES,
)

MOST_RUNS = 5
"""How many of the last runs are told."""


def describe(engine: Engine) -> dict[str, Any]:
    """Say what a store holds, in numbers and lines a person can read."""
    with reading(engine) as connection:
        return {
            "store": _name(engine),
            "tables": REVISION,
            "size": f"{size(connection) / 1e6:,.1f} MB",
            "articles": _articles(connection),
            "reports": f"{_count(connection, REPORTS):,}",
            "copies": _by_kind(connection, DUPLICATES.c.kind),
            "failures": _by_kind(connection, FAILURES.c.kind),
            "parts": f"{_count(connection, EVENTS):,} events, {_count(connection, ENTITIES):,} entities, "
            f"{_count(connection, CONFLICTS):,} conflicts",
            "stories": f"{_stories(connection):,}, {_count(connection, DECISIONS):,} decisions",
            "coders": _coders(connection),
            "last runs": _runs(connection),
        }


def _name(engine: Engine) -> str:
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else shown(url.render_as_string(hide_password=False))


def size(connection: Connection) -> int:
    """Give the bytes that a store takes on the disk."""
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    path = str(connection.engine.url.database)
    return sum(Path(path + end).stat().st_size for end in ("", "-wal") if Path(path + end).exists())


def vacuum(engine: Engine) -> tuple[int, int]:
    """Give back the room that is not needed, and put indexes in order.

    Returns:
        The size before and after, in bytes.
    """
    with reading(engine) as connection:
        before = size(connection)
    with said_plainly(engine), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.rollback()
            for statement in (
                "INSERT INTO words (words) VALUES ('optimize')",
                "VACUUM",
                "PRAGMA wal_checkpoint(TRUNCATE)",
                "PRAGMA optimize",
            ):
                driver.execute(statement).fetchall()
        else:
            for name in (*METADATA.tables, "words"):
                connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
    with reading(engine) as connection:
        return before, size(connection)


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _articles(connection: Connection) -> str:
    n_last = int(connection.execute(select(func.count()).select_from(ARTICLES).where(ARTICLES.c.last)).scalar_one())
    n_versions = _count(connection, ARTICLES)
    return f"{n_last:,}" + (f" in {n_versions:,} versions" if n_versions > n_last else "")


def _by_kind(connection: Connection, kind: Any) -> str:
    rows = connection.execute(select(kind, func.count()).group_by(kind).order_by(kind)).all()
    told = ", ".join(f"{n:,} {name}" for name, n in rows)
    return f"{sum(n for _, n in rows):,}" + (f" ({told})" if told else "")


def _stories(connection: Connection) -> int:
    return int(
        connection.execute(select(func.count()).select_from(STORIES).where(STORIES.c.n_articles > 0)).scalar_one()
    )


def _coders(connection: Connection) -> list[str]:
    query = (
        select(CODERS.c.signature, func.count(REPORTS.c.key))
        .join(REPORTS, REPORTS.c.coder_key == CODERS.c.key, isouter=True)
        .group_by(CODERS.c.key, CODERS.c.signature)
        .order_by(CODERS.c.key)
    )
    return [f"{signature} ({n:,} reports)" for signature, n in connection.execute(query)]


def _runs(connection: Connection) -> list[str]:
    rows = connection.execute(select(RUNS).order_by(RUNS.c.key.desc()).limit(MOST_RUNS)).all()
    return [_run(row) for row in rows]


def _run(row: Any) -> str:
    name = json.loads(row.command).get("command", "a program")
    counts = ", ".join(f"{n:,} {what}" for what, n in sorted(json.loads(row.counts or "{}").items()))
    end = counts or ("nothing to do" if row.ended else "not ended, or cut short")
    return f"{row.started or 'before runs were kept'}: {name}: {end}"
