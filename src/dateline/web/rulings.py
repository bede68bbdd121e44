"""Rulings about stories, as pages and programs ask for them: merge, split, take back; each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Form

from dateline.stories import merge_stories, split_story, undo_ruling, write_stale
from dateline.stories.book import Book
from dateline.web.desk import Desk

T = TypeVar("T")

Why = Annotated[str, Form(min_length=1, max_length=1000, pattern=r"\S")]
"""Why somebody rules so; it must be said."""


def merge(desk: Desk, names: Sequence[str], *, who: str, why: str) -> tuple[int, int]:
    """Rule that stories are one; give the ruling's number and the story that stays.

    Raises:
        StoryError: A story is not there, or fewer than two were named.
    """
    return _rule(desk, lambda book: merge_stories(book, names, who=who, why=why))


def split(desk: Desk, name: str, articles: Sequence[str], *, who: str, why: str) -> tuple[int, int]:
    """Rule that articles tell of another happening; give the ruling's number and the new story.

    Raises:
        StoryError: The story is not there, an article is not in it, or none would be left.
    """
    return _rule(desk, lambda book: split_story(book, name, articles, who=who, why=why))


def undo(desk: Desk, number: int, *, who: str, why: str) -> int:
    """Take a ruling back; give the number of the new one.

    Raises:
        StoryError: There is no such ruling, or it was taken back before.
    """
    return _rule(desk, lambda book: undo_ruling(book, number, who=who, why=why))


def _rule(desk: Desk, ruling: Callable[[Book], T]) -> T:
    """Write a ruling, and the stories that it touched."""
    run = desk.store.begin_run(None, {"command": "desk"})
    with desk.store.story_book(run) as book:
        found = ruling(book)
    write_stale(lambda: desk.store.story_book(run))
    desk.store.end_run(run, {"rulings": 1})
    return found
