"""Fill what a migration left to be made again: parts of reports, words for the search, fingerprints."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from dateline.report import Article, Report
from dateline.store.database import insert_rows, reading, writing
from dateline.store.prepared import prepare_article, prepare_report
from dateline.store.rows import write_parts
from dateline.store.schema import ARTICLES, FINGERPRINTS, INFO, PARTS, REPORTS
from dateline.store.search import index_words

ROWS_AT_ONCE = 200
_STALE = INFO.c.name == "parts"


def fill_parts(engine: Engine) -> None:
    """Fill the tables that can be made again from articles and reports, where a migration left them empty."""
    with reading(engine) as connection:
        if not connection.execute(select(INFO.c.name).where(_STALE)).first():
            return
    with writing(engine) as connection:
        if connection.execute(select(INFO.c.name).where(_STALE)).first():
            refill(connection)


def refill(connection: Connection) -> None:
    """Make them all again."""
    for table in (*PARTS, FINGERPRINTS):
        connection.execute(delete(table))
    is_file = connection.dialect.name == "sqlite"
    connection.execute(text("INSERT INTO words (words) VALUES ('delete-all')" if is_file else "DELETE FROM words"))
    _refill_articles(connection)
    _refill_reports(connection)
    connection.execute(delete(INFO).where(_STALE))


def mark_stale(connection: Connection) -> None:
    """Let the tables be made again when the store is opened next."""
    connection.execute(delete(INFO).where(_STALE))
    connection.execute(insert(INFO), {"name": "parts", "value": "stale"})


def _refill_articles(connection: Connection) -> None:
    last = 0
    query = select(ARTICLES.c.key, ARTICLES.c.content).order_by(ARTICLES.c.key).limit(ROWS_AT_ONCE)
    while rows := connection.execute(query.where(ARTICLES.c.key > last)).all():
        ready = [(key, prepare_article(Article.model_validate_json(content))) for key, content in rows]
        index_words(connection, [(key, *a.words) for key, a in ready])
        insert_rows(connection, FINGERPRINTS, sorted({(b, key) for key, a in ready for b in a.buckets}))
        for key, a in ready:
            if a.wire:
                connection.execute(update(ARTICLES).where(ARTICLES.c.key == key).values(wire=a.wire))
        last = rows[-1][0]


def _refill_reports(connection: Connection) -> None:
    last = 0
    columns = (REPORTS.c.key, REPORTS.c.article_key, REPORTS.c.run_key, REPORTS.c.content)
    query = select(*columns).order_by(REPORTS.c.key).limit(ROWS_AT_ONCE)
    while rows := connection.execute(query.where(REPORTS.c.key > last)).all():
        reports = [prepare_report(Report.model_validate_json(row[3])).parts for row in rows]
        write_parts(connection, zip([tuple(row[:3]) for row in rows], reports, strict=True))
        last = rows[-1][0]
