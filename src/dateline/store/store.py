"""A store of articles, their reports and their failures, in one SQLite file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, ForeignKey, String, Text, UniqueConstraint, create_engine, delete, event, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from dateline.errors import StoreError
from dateline.report import Article, ErrorReason, FailedReport, Report


class _Base(DeclarativeBase):
    pass


class ArticleRow(_Base):
    """One version of an article; a changed text under the same id is a new version."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("article", "digest"),)

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article: Mapped[str] = mapped_column(String, index=True)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)


class ReportRow(_Base):
    """What one version of dateline, with its options, made of one version of an article."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("article_key", "coder"),)

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article_key: Mapped[int] = mapped_column(ForeignKey("articles.key"), index=True)
    coder: Mapped[str] = mapped_column(String)
    content: Mapped[str] = mapped_column(Text)


class FailureRow(_Base):
    """Why an article could not be coded."""

    __tablename__ = "failures"

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    article: Mapped[str | None] = mapped_column(String, index=True)
    coder: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    message: Mapped[str] = mapped_column(Text)


def digest_of_article(article: Article) -> str:
    """SHA-256 of everything that the article holds."""
    return hashlib.sha256(article.model_dump_json().encode()).hexdigest()


def open_store(path: Path | str) -> Store:
    """Open a store, and make it where there is none.

    Raises:
        StoreError: The file is no store of dateline's, or cannot be written.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _set_pragmas)
    try:
        _Base.metadata.create_all(engine)
    except SQLAlchemyError as problem:
        raise StoreError(f"{path} cannot be opened as a store: {getattr(problem, 'orig', problem)}") from problem
    return Store(engine)


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Store:
    """Articles with their reports. Every call commits what it wrote before it returns.

    Args:
        engine: A database with the store's tables.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        """Use the store in a `with` block."""
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def holds(self, article: Article, coder: str) -> bool:
        """Whether this very article was coded by this coder before."""
        with Session(self._engine) as session:
            query = (
                select(ReportRow.key)
                .join(ArticleRow, ArticleRow.key == ReportRow.article_key)
                .where(
                    ArticleRow.article == article.id,
                    ArticleRow.digest == digest_of_article(article),
                    ReportRow.coder == coder,
                )
            )
            return session.execute(query).first() is not None

    def save(self, article: Article, report: Report, coder: str) -> None:
        """Write an article with its report; a report of the same coder is replaced.

        Args:
            article: The article as it came in.
            report: What was made of it.
            coder: Version and options that made it.
        """
        digest = digest_of_article(article)
        with Session(self._engine) as session, session.begin():
            query = select(ArticleRow).where(ArticleRow.article == article.id, ArticleRow.digest == digest)
            row = session.scalars(query).first()
            if row is None:
                row = ArticleRow(article=article.id, digest=digest, content=article.model_dump_json())
                session.add(row)
                session.flush()
            mine = (ReportRow.article_key == row.key) & (ReportRow.coder == coder)
            session.execute(delete(ReportRow).where(mine))
            session.execute(delete(FailureRow).where(FailureRow.article == article.id))
            session.add(ReportRow(article_key=row.key, coder=coder, content=report.model_dump_json()))

    def save_failure(self, failed: FailedReport, coder: str) -> None:
        """Write why an article could not be coded; an older reason for it is replaced."""
        with Session(self._engine) as session, session.begin():
            if failed.article.id is not None:
                session.execute(delete(FailureRow).where(FailureRow.article == failed.article.id))
            session.add(
                FailureRow(article=failed.article.id, coder=coder, kind=failed.error.kind, message=failed.error.message)
            )

    def items(self) -> Iterator[tuple[Article, Report]]:
        """Give the last version of every article with its last report, in the order they came in."""
        last = (
            select(func.max(ArticleRow.key).label("article_key"), func.max(ReportRow.key).label("report_key"))
            .join(ReportRow, ReportRow.article_key == ArticleRow.key)
            .group_by(ArticleRow.article)
            .subquery()
        )
        query = (
            select(ArticleRow.content, ReportRow.content)
            .join(last, last.c.article_key == ArticleRow.key)
            .join(ReportRow, ReportRow.key == last.c.report_key)
            .order_by(ArticleRow.key)
        )
        with Session(self._engine) as session:
            for article, report in session.execute(query.execution_options(yield_per=200)):
                yield Article.model_validate_json(article), Report.model_validate_json(report)

    def failures(self) -> list[tuple[str | None, ErrorReason]]:
        """Give the articles that could not be coded and why."""
        with Session(self._engine) as session:
            rows = session.scalars(select(FailureRow).order_by(FailureRow.key)).all()
            return [(row.article, ErrorReason(kind=row.kind, message=row.message)) for row in rows]
