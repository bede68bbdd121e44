"""What is taken of a coding: its articles with those of their events that pass the filters.

A coding is a report, several reports, or a store; a store's events can be taken by report or by story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from dateline.errors import InputError, StoryError
from dateline.export.coded import Kept
from dateline.export.selection import Selection, keep_events
from dateline.export.story_level import story_events
from dateline.report import Article, FailedReport, Report
from dateline.rows import Rows
from dateline.store import Store

if TYPE_CHECKING:
    from dateline.store.stories import StoryBook

Coding = Report | Iterable[Report | FailedReport] | Store
Level = Literal["report", "story"]


def kept_from(
    source: Coding | Rows[Any], selection: Selection, *, level: Level = "report", story: str | None = None
) -> Iterator[Kept]:
    """Give each article with those of its events that pass.

    Args:
        source: A report, several, an open store, or a list of a report.
        selection: What an event must be.
        level: With "story", each happening of a store's stories once, as the report that tells most of it has it.
        story: The one story of the store to take ("S3"); it sets `level`.

    Raises:
        InputError: Stories are asked for, and there are none.
        StoryError: There is no such story.
    """
    if story is None and level == "report":
        return keep_events(_pairs(source), selection)
    if not isinstance(source, Store):
        raise InputError("stories stand in a store; open one with dateline.open_store")
    return _of_stories(source, selection, story)


def _pairs(source: Coding | Rows[Any]) -> Iterator[tuple[Article, Report]]:
    if isinstance(source, Store):
        yield from source.items()
        return
    for report in _reports(source):
        yield Article(text=report.text or "", **report.article.model_dump()), report


def _reports(source: Report | Iterable[Report | FailedReport] | Rows[Any]) -> Iterator[Report]:
    if isinstance(source, Rows):
        parts: dict[str, Any] = {**source.of, source.group: source}
        yield Report.model_construct(**parts)
    elif isinstance(source, Report):
        yield source
    else:
        yield from (report for report in source if isinstance(report, Report))


def _of_stories(store: Store, selection: Selection, name: str | None) -> Iterator[Kept]:
    with store.story_book() as book:
        if not book.n_placed():
            raise InputError("the store has no stories yet; run `dateline stories` on it first")

        def find(article: str) -> tuple[Article, Report] | None:
            stored = book.find_article(article)
            return None if stored is None else (stored.article, stored.report)

        stories = book.stories() if name is None else [_story(book, name)]
        yield from story_events(stories, find, selection)


def _story(book: StoryBook, name: str) -> Any:
    from dateline.stories import resolve_story

    story = book.story(resolve_story(book, name))
    if story is None:
        raise StoryError(f"{name} has changed since it was written; run `dateline stories` on the store first")
    return story
