"""Whether a store is sound: every problem in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Table, case, column, exists, func, select, table

from dateline.report import Article, Report, all_spans
from dateline.store.database import reading
from dateline.store.prepared import digest_of_content
from dateline.store.rows import clean, rows_of
from dateline.store.schema import ARTICLES, DUPLICATES, METADATA, REPORTS, WORDS

ROWS_AT_ONCE = 200
_REFERENCES = {"report_key": "reports", "article_key": "articles", "run_key": "runs"}


def find_problems(engine: Engine) -> Iterator[str]:
    """Say what is wrong in a store: the file, digests, versions, spans, parts, the search, rows that refer to nothing."""
    with reading(engine) as connection:
        for part in (_file, _articles, _versions, _reports, _orphans, _copies, _words):
            yield from part(connection)


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
        yield from (f"file: {line}" for line in found if line != "ok")


def _articles(connection: Connection) -> Iterator[str]:
    """Compare each article with its digest, and with what its row says of it."""
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(ARTICLES).order_by(ARTICLES.c.key)):
        where = f"article {row.article!r}, version {row.version}"
        if digest_of_content(row.content) != row.digest:
            yield f"{where}: was changed after it was stored: its digest is another"
        try:
            article = Article.model_validate_json(row.content)
        except ValidationError:
            yield f"{where}: is no article"
            continue
        if (clean(article.id), article.published) != (row.article, row.published):
            yield f"{where}: its row tells another name or date than the article itself"


def _versions(connection: Connection) -> Iterator[str]:
    """Look for articles without exactly one last version, and versions with more than one last report."""
    n_last = func.sum(case((ARTICLES.c.last, 1), else_=0))
    query = select(ARTICLES.c.article).group_by(ARTICLES.c.article).having(n_last != 1).order_by(ARTICLES.c.article)
    for name in connection.execute(query).scalars():
        yield f"article {name!r}: not exactly one of its versions is the last"
    joined = REPORTS.join(ARTICLES, ARTICLES.c.key == REPORTS.c.article_key)
    several = (
        select(ARTICLES.c.article)
        .select_from(joined)
        .where(REPORTS.c.last)
        .group_by(ARTICLES.c.article)
        .having(func.count() > 1)
    )
    for name in connection.execute(several.order_by(ARTICLES.c.article)).scalars():
        yield f"article {name!r}: has more than one last report"


def _reports(connection: Connection) -> Iterator[str]:
    """Compare each span of each report with its article, and the report's parts with their rows."""
    query = (
        select(REPORTS.c.key, ARTICLES.c.article, ARTICLES.c.content, REPORTS.c.content.label("report"))
        .join(ARTICLES, ARTICLES.c.key == REPORTS.c.article_key)
        .order_by(REPORTS.c.key)
    )
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
        where = f"report {row.key} of article {row.article!r}"
        try:
            article, report = Article.model_validate_json(row.content), Report.model_validate_json(row.report)
        except ValidationError as problem:
            yield f"{where}: cannot be read: {problem.errors()[0]['msg']}"
            continue
        bad = next((s for s in all_spans(report) if article.text[s.start : s.end] != s.text), None)
        if bad:
            yield f"{where}: {bad.text!r} does not stand at {bad.start} to {bad.end}"
        if report.article.id != article.id:
            yield f"{where}: tells of article {report.article.id!r}"
        yield from _parts(connection, where, row.key, report)


def _parts(connection: Connection, where: str, key: int, report: Report) -> Iterator[str]:
    for name, rows in rows_of(report, key, 0, 0).items():
        part = METADATA.tables[name]
        query = select(func.count()).select_from(part).where(part.c.report_key == key)
        n = connection.execute(query).scalar_one()
        if n != len(rows):
            yield f"{where}: has {len(rows)} {name}, but {n} rows in the table {name}"


def _orphans(connection: Connection) -> Iterator[str]:
    """Look for rows that refer to what is not there."""
    for own in METADATA.sorted_tables:
        for name, target in sorted(_references(own).items()):
            other = METADATA.tables[target].alias()
            missing = own.c[name].is_not(None) & ~exists(select(other.c.key).where(other.c.key == own.c[name]))
            n = connection.execute(select(func.count()).select_from(own).where(missing)).scalar_one()
            if n:
                yield f"{own.name}: {n:,} rows refer to {target} that are not there"


def _references(own: Table) -> dict[str, str]:
    """Give the table that each column of a table refers to."""
    found = {c.name: key.column.table.name for c in own.columns for key in c.foreign_keys}
    return found | {name: target for name, target in _REFERENCES.items() if name in own.columns}


def _copies(connection: Connection) -> Iterator[str]:
    """Look for copies whose original is itself a mere copy, or that copy themselves."""
    other = DUPLICATES.alias()
    mere = select(other.c.article_key).where(other.c.article_key == DUPLICATES.c.original_key, other.c.kind != "update")
    bad = mere.exists() | (DUPLICATES.c.article_key == DUPLICATES.c.original_key)
    n = connection.execute(select(func.count()).select_from(DUPLICATES).where(bad)).scalar_one()
    if n:
        yield f"duplicates: {n:,} copies are linked to what is a copy itself"


def _words(connection: Connection) -> Iterator[str]:
    """Look for articles that the search does not know."""
    key = "rowid" if connection.dialect.name == "sqlite" else "key"
    words = table(WORDS, column(key))
    missing = ~exists(select(words.c[key]).where(words.c[key] == ARTICLES.c.key))
    n = connection.execute(select(func.count()).select_from(ARTICLES).where(missing)).scalar_one()
    if n:
        yield f"search: {n:,} articles are not in the index"
