"""An article with its report, made ready to be written: all that can be done without the database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dateline.report import Article, Report
from dateline.store.rows import Row, clean, clean_or_none, rows_of
from dateline.text.likeness import find_buckets
from dateline.text.wires import find_wire
from dateline.text.words import find_words


def digest_of_article(article: Article) -> str:
    """SHA-256 of everything that the article holds."""
    return digest_of_content(article.model_dump_json())


def digest_of_content(content: str) -> str:
    """SHA-256 of an article as it is stored."""
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A version of an article: its row, its words for the search, and where its look-alikes are looked for."""

    article: str
    digest: str
    content: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    wire: str | None
    words: tuple[str, str]
    buckets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report as it is stored, and its parts; the three keys that open each row are 0 until it is written."""

    content: str
    parts: dict[str, list[Row]]


def prepare_article(article: Article, content: str | None = None) -> PreparedArticle:
    """Make an article ready to be written: its row, words and fingerprint; it needs no database.

    Args:
        article: The article.
        content: Its JSON, where that is at hand.
    """
    content = content or article.model_dump_json()
    words = find_words(article.text)
    return PreparedArticle(
        article=clean(article.id),
        digest=digest_of_content(content),
        content=content,
        title=clean_or_none(article.title),
        published=clean_or_none(article.published),
        publisher=clean_or_none(article.publisher),
        url=clean_or_none(article.url),
        language=clean_or_none(article.language),
        wire=find_wire(article),
        words=(" ".join(find_words(article.title or "")), " ".join(words)),
        buckets=find_buckets(words),
    )


def prepare_report(report: Report) -> PreparedReport:
    """Make a report ready to be written: its JSON and the rows of its parts; it needs no database."""
    content = report.model_dump_json()
    return PreparedReport(content, rows_of(report, 0, 0, 0, has_nul="\\u0000" in content))
