"""Full-text search: one way to ask on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, column, false, text

from dateline.report import Article, Span
from dateline.text.words import find_first, find_phrases

TITLE_WEIGHT = 4.0
"""How many times a word of the headline counts."""

SHOWN_CHARS = 120
"""How much of the text around the first word that was found is given."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    Args:
        article: Its last version.
        score: How well it fits; a higher one fits better. Not to be compared across queries.
        span: The words around the first that was asked for; None where only the headline has them.
    """

    article: Article
    score: float
    span: Span | None


def index_words(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Put articles into the index: key, words of the headline, words of the text."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", list(rows))
        return
    keys, titles, bodies = (list(column) for column in zip(*rows, strict=True))
    connection.execute(
        text(
            "INSERT INTO words (key, found) SELECT key, setweight(to_tsvector('dateline', title), 'A') || "
            "to_tsvector('dateline', body) FROM unnest(CAST(:keys AS bigint[]), CAST(:titles AS text[]), "
            "CAST(:bodies AS text[])) AS new(key, title, body)"
        ),
        {"keys": keys, "titles": titles, "bodies": bodies},
    )


def find_hits(connection: Connection, query: str, limit: int = 20) -> list[Hit]:
    """Find the articles that hold all words of a query in their last version, the best first.

    Words count in all their forms ("shelled" finds "shelling"); what stands in double quotes
    must stand so in a row. Nothing in a query is an operator.

    Args:
        connection: The store.
        query: Words and "quoted phrases".
        limit: How many to give at most.
    """
    phrases = find_phrases(query)
    if not phrases:
        return []
    ask = _ask_sqlite if connection.dialect.name == "sqlite" else _ask_postgresql
    return [
        Hit(article := Article.model_validate_json(content), float(score), _span(article.text, phrases))
        for content, score in ask(connection, phrases, limit)
    ]


def words_condition(connection: Connection, key: ColumnElement[int], query: str) -> ColumnElement[bool]:
    """Say of the row of an article's version whether it holds all words of a query, as `find_hits` takes them.

    Args:
        connection: The store.
        key: A column with rows of versions.
        query: Words and "quoted phrases"; one without a word fits nothing.
    """
    joined = [" ".join(words) for words in find_phrases(query)]
    if not joined:
        return false()
    if connection.dialect.name == "sqlite":
        found = text("SELECT rowid FROM words WHERE words MATCH :wanted").bindparams(
            wanted=" AND ".join(f'"{phrase}"' for phrase in joined)
        )
        return key.in_(found.columns(column("rowid", BigInteger)))
    wanted = " && ".join(f"phraseto_tsquery('dateline', :w{n})" for n in range(len(joined)))
    values = {f"w{n}": phrase for n, phrase in enumerate(joined)}
    found = text(f"SELECT key FROM words WHERE found @@ ({wanted})").bindparams(**values)  # noqa: S608
    return key.in_(found.columns(column("key", BigInteger)))


def _ask_sqlite(connection: Connection, phrases: list[list[str]], limit: int) -> Sequence[tuple[str, float]]:
    wanted = " AND ".join('"' + " ".join(words) + '"' for words in phrases)
    statement = text(
        f"SELECT a.content, -bm25(words, {TITLE_WEIGHT}, 1.0) AS score FROM words JOIN articles a ON a.key = words.rowid "  # noqa: S608
        "WHERE words MATCH :wanted AND a.last ORDER BY score DESC, a.key LIMIT :limit"
    )
    return [(row[0], row[1]) for row in connection.execute(statement, {"wanted": wanted, "limit": limit})]


def _ask_postgresql(connection: Connection, phrases: list[list[str]], limit: int) -> Sequence[tuple[str, float]]:
    wanted = " && ".join(f"phraseto_tsquery('dateline', :p{n})" for n in range(len(phrases)))
    statement = text(
        f"SELECT a.content, ts_rank(w.found, q) AS score FROM (SELECT {wanted} AS q) AS asked, words w "  # noqa: S608
        "JOIN articles a ON a.key = w.key WHERE w.found @@ q AND a.last ORDER BY score DESC, a.key LIMIT :limit"
    ).bindparams(*(bindparam(f"p{n}", " ".join(words)) for n, words in enumerate(phrases)))
    return [(row[0], row[1]) for row in connection.execute(statement, {"limit": limit})]


def _span(content: str, phrases: list[list[str]]) -> Span | None:
    found = find_first(content, phrases)
    if found is None:
        return None
    start = max(0, found[0] - SHOWN_CHARS // 2)
    return Span.cut(content, start, min(len(content), found[1] + SHOWN_CHARS // 2))
