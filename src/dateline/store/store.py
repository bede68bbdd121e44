"""A store of articles, their reports and their failures, in one database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from sqlalchemy import Engine, Select, func, select

from dateline.errors import StoreError
from dateline.report import Article, ErrorReason, FailedReport, Report
from dateline.resources.codebook import Codebook
from dateline.store import search
from dateline.store.database import connect, is_url, reading, said_plainly, writing
from dateline.store.fingerprints import Library, Name
from dateline.store.migrate import migrate
from dateline.store.parts import fill_parts
from dateline.store.people import PeopleBook
from dateline.store.prepared import digest_of_article, prepare_article, prepare_report
from dateline.store.reviews import ReviewBook
from dateline.store.rows import clean
from dateline.store.schema import ARTICLES, CODERS, DUPLICATES, FAILURES, REPORTS
from dateline.store.standing import REVIEW_CODER
from dateline.store.stories import StoryBook
from dateline.store.write import Entry, Failure, LateLook, Run, Written, begin_run, end_run, write_entries

if TYPE_CHECKING:
    from dateline import Selection
    from dateline.rows import FrameLibrary
    from dateline.store.event_index import EventIndex
    from dateline.store.finder import Finder

ROWS_AT_ONCE = 200


def open_store(store: Path | str, *, make: bool = True) -> Store:
    """Open a store, and bring its tables up to date.

    Args:
        store: The path of an SQLite file, or the URL of a PostgreSQL database.
        make: Whether to make the file where there is none.

    Raises:
        StoreError: It is no store of dateline's, or cannot be reached or written.
    """
    if not make and not is_url(str(store)) and not Path(store).exists():
        raise StoreError(f"{store}: no such file; `dateline run` makes a store")
    engine = connect(store)
    with said_plainly(engine):
        migrate(engine)
        fill_parts(engine)
    return Store(engine)


class Store:
    """Articles with their reports. Every call commits what it wrote before it returns.

    Args:
        engine: A database with the store's tables.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._runs: dict[str | None, Run] = {}
        self._index: EventIndex | None = None

    def __enter__(self) -> Self:
        """Use the store in a `with` block."""
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def begin_run(self, coder: str | None, command: dict[str, object] | None = None) -> Run:
        """Write down that something begins to write.

        Args:
            coder: Version and options of the pipeline; None where nothing is coded.
            command: What was asked for, kept as it is.
        """
        return begin_run(self.engine, coder, command or {})

    def end_run(self, run: Run, counts: dict[str, int]) -> None:
        """Write down that a run came to its end, and what it did."""
        end_run(self.engine, run, counts)

    def write(self, run: Run, entries: Sequence[Entry], late: LateLook | None = None) -> Written:
        """Write articles, their reports and failures in one transaction, in their order.

        What stands there already, by this process or another, is left as it is.

        Args:
            run: The run that writes.
            entries: What is written.
            late: Looks for copies of what other processes wrote since the entries were made.
        """
        return write_entries(self.engine, run, entries, late)

    def known(self, names: Sequence[Name], coder: str | None) -> set[Name]:
        """Give those versions of articles that this coder coded before, or that are copies of others.

        Args:
            names: Id and digest of each, a few hundred at most.
            coder: Version and options; with None, all that are stored are given.
        """
        query = select(ARTICLES.c.article, ARTICLES.c.digest).where(ARTICLES.c.article.in_(_ids(names)))
        if coder is not None:
            coded = select(REPORTS.c.key).join(CODERS).where(
                REPORTS.c.article_key == ARTICLES.c.key, CODERS.c.signature == coder
            )  # fmt: skip
            copied = select(DUPLICATES.c.article_key).where(
                DUPLICATES.c.article_key == ARTICLES.c.key, DUPLICATES.c.kind != "update"
            )
            query = query.where(coded.exists() | copied.exists())
        return self._names_among(names, query)

    def failed(self, names: Sequence[Name], coder: str | None) -> set[Name]:
        """Give those versions of articles that this coder could not code."""
        query = (
            select(FAILURES.c.article, FAILURES.c.digest)
            .join(CODERS)
            .where(FAILURES.c.article.in_(_ids(names)), CODERS.c.signature == coder)
        )
        return self._names_among(names, query)

    def _names_among(self, names: Sequence[Name], query: Select[Any]) -> set[Name]:
        """Give the names of a query's rows as the caller writes them."""
        written = {(clean(article), digest): (article, digest) for article, digest in names}
        with reading(self.engine) as connection:
            return {written[row[0], row[1]] for row in connection.execute(query) if (row[0], row[1]) in written}

    def holds(self, article: Article, coder: str) -> bool:
        """Whether this very article was coded by this coder before.

        Args:
            article: The article; one with another text or date is another.
            coder: Version and options, as `Options.signature` gives them.
        """
        return bool(self.known([(article.id, digest_of_article(article))], coder))

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open what tells copies, to read."""
        with reading(self.engine) as connection:
            yield Library(connection)

    def failed_articles(self) -> Iterator[Article]:
        """Give the articles that could be read and not be coded."""
        query = select(FAILURES.c.content).where(FAILURES.c.content.is_not(None)).order_by(FAILURES.c.key)
        with reading(self.engine) as connection:
            contents = list(connection.execute(query).scalars())
        yield from (Article.model_validate_json(content) for content in contents)

    def save(self, article: Article, report: Report, coder: str) -> None:
        """Write one article with its report.

        Args:
            article: The article as it came in.
            report: What was made of it.
            coder: Who made it: version and options (`Options.signature`), or the name of a person. Of several coders'
                reports of one article the last that was written stands for it.

        Raises:
            StoreError: The store cannot be written.
        """
        self.write(self._own_run(coder), [Entry(prepare_article(article), prepare_report(report))])

    def save_failure(self, failed: FailedReport, coder: str) -> None:
        """Write why an article could not be coded; an older reason for it is replaced."""
        failure = Failure(failed.article.id, failed.error.kind, failed.error.message)
        self.write(self._own_run(coder), [Entry(failure=failure)])

    def _own_run(self, coder: str) -> Run:
        if coder not in self._runs:
            self._runs[coder] = self.begin_run(coder)
        return self._runs[coder]

    def items(self) -> Iterator[tuple[Article, Report]]:
        """Give the last version of every coded article with its report, in the order they came in.

        A copy that was coded with its original is given with an empty report.
        """
        copy = DUPLICATES.c.article_key.is_not(None) & (DUPLICATES.c.kind != "update")
        query = (
            select(ARTICLES.c.content, REPORTS.c.content)
            .join(REPORTS, (REPORTS.c.article_key == ARTICLES.c.key) & REPORTS.c.last, isouter=True)
            .join(DUPLICATES, DUPLICATES.c.article_key == ARTICLES.c.key, isouter=True)
            .where(ARTICLES.c.last, REPORTS.c.key.is_not(None) | copy)
            .order_by(ARTICLES.c.key)
        )
        with reading(self.engine) as connection:
            for content, report in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
                article = Article.model_validate_json(content)
                coded = Report(article=article.head()) if report is None else Report.model_validate_json(report)
                yield article, coded.remember(article.text)

    def frame(
        self,
        table: str = "events",
        *,
        library: FrameLibrary = "polars",
        where: Selection | None = None,
        level: Literal["report", "story"] = "report",
    ) -> Any:
        """Give a table of all that the store holds as a polars or pandas frame; see `dateline.to_frame`.

        Args:
            table: events, participants, claims, places, … as `dateline export --format csv` has them.
            library: Which frame to give; both need the extra `frames`.
            where: Which events are kept.
            level: With "story", a row for each happening of the stories.
        """
        from dateline import to_frame

        return to_frame(self, table, library=library, where=where, level=level)

    def failures(self) -> list[tuple[str | None, ErrorReason]]:
        """Give the articles that could not be coded and why."""
        query = select(FAILURES.c.article, FAILURES.c.kind, FAILURES.c.message).order_by(FAILURES.c.key)
        with reading(self.engine) as connection:
            return [(row[0], ErrorReason(kind=row[1], message=row[2])) for row in connection.execute(query)]

    def count_failures(self) -> int:
        """How many articles could be read and not be coded."""
        query = select(func.count()).select_from(FAILURES).where(FAILURES.c.content.is_not(None))
        with reading(self.engine) as connection:
            return int(connection.execute(query).scalar_one())

    def search(self, query: str, *, limit: int = 20) -> list[search.Hit]:
        """Find the articles that hold all words of a query in their last version, the best first.

        Words count in all their forms ("shelled" finds "shelling"); what stands in double quotes must stand so in a
        row. Nothing in a query is an operator.

        Args:
            query: The words.
            limit: How many articles are given at most.
        """
        with reading(self.engine) as connection:
            return search.find_hits(connection, query, limit)

    @contextmanager
    def story_book(self, run: Run | None = None) -> Iterator[StoryBook]:
        """Open the stories in one transaction, which is committed at the end of the `with` block.

        Args:
            run: The run that writes; without one the stories can only be read.
        """
        with reading(self.engine) if run is None else writing(self.engine) as connection:
            yield StoryBook(connection, run.key if run else None)

    @contextmanager
    def finder(self) -> Iterator[Finder]:
        """Open what finds events and stories by conditions, in one transaction that only reads."""
        from dateline.store.event_index import EventIndex  # loads numpy, which nothing else here needs
        from dateline.store.finder import Finder

        self._index = self._index or EventIndex()
        with reading(self.engine) as connection:
            yield Finder(connection, self._index)

    @contextmanager
    def review_book(self, *, write: bool = False, codebook: Codebook | None = None) -> Iterator[ReviewBook]:
        """Open the reviews in one transaction, which is committed at the end of the `with` block.

        Args:
            write: Whether something is decided; without it the reviews can only be read.
            codebook: What events may be; PLOVER's by default.
        """
        run = self._own_run(REVIEW_CODER) if write else None
        with writing(self.engine) if write else reading(self.engine) as connection:
            yield ReviewBook(connection, run, codebook)

    @contextmanager
    def people_book(self, *, write: bool = False) -> Iterator[PeopleBook]:
        """Open the list of those who may log in, in one transaction as for the reviews."""
        with writing(self.engine) if write else reading(self.engine) as connection:
            yield PeopleBook(connection)


def _ids(names: Sequence[Name]) -> list[str]:
    return sorted({clean(article) for article, _ in names})
