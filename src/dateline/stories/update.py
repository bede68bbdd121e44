"""Bring the stories of a store up to date: place what is new, and write what the touched stories tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from dateline.stories.book import Book
from dateline.stories.build import build_story
from dateline.stories.merge import Member
from dateline.stories.place import place_chunk

OpenBook = Callable[[], AbstractContextManager[Book]]

CHUNK = 1000
"""Articles that are placed in one transaction, and compared with one another."""

STORIES_AT_ONCE = 20
"""Stories that are written in one transaction."""


def update_stories(open_book: OpenBook, *, tell: Callable[[int], None] | None = None) -> tuple[int, int]:
    """Place all articles that have no story yet, and write the stories that changed.

    Args:
        open_book: Opens the stories for writing; each chunk is a transaction of its own, so that
            a stop loses little and the next call goes on.
        tell: Is told after each chunk how many articles are placed.

    Returns:
        How many articles were placed and how many stories were written.
    """
    n_placed = place_new(open_book, tell=tell)
    return n_placed, write_stale(open_book)


def place_new(open_book: OpenBook, *, at_once: int = CHUNK, tell: Callable[[int], None] | None = None) -> int:
    """Place all articles that have no story yet, so many in one transaction, and say how many they were."""
    n_placed, after = 0, 0
    while True:
        with open_book() as book:
            chunk = book.unplaced(at_once, after=after)
            if not chunk:
                return n_placed
            place_chunk(book, chunk)
        n_placed, after = n_placed + len(chunk), chunk[-1].key
        if tell is not None:
            tell(n_placed)


def write_stale(open_book: OpenBook) -> int:
    """Write anew what the stories tell that were touched, and say how many."""
    n_written = 0
    while True:
        with open_book() as book:
            stale = book.stale(STORIES_AT_ONCE)
            for story in stale:
                book.write_story(story, build_story(f"S{story}", read_members(book, story)))
        if not stale:
            return n_written
        n_written += len(stale)


def read_members(book: Book, story: int) -> list[Member]:
    """The articles of a story in the order they came in, with their independent sources."""
    return [
        Member(stored.article, stored.report, source=book.root_of(stored.key))
        for stored in book.load(book.members(story))
    ]
