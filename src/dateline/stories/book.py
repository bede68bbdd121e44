"""What stories need of a store: who has been placed where, by which words an article is found, what people ruled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dateline.report import Article, Report, Story


class Stored(Protocol):
    """A version of an article in the store, with the report that stands for it."""

    @property
    def key(self) -> int:
        """Its row."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def report(self) -> Report:
        """What was coded of it; empty for a copy."""

    @property
    def report_key(self) -> int | None:
        """The row of the report; None for a copy."""

    @property
    def original(self) -> int | None:
        """The row of the version that it copies."""

    @property
    def copy(self) -> str | None:
        """`exact`, `near` or `update` where it copies one."""


@dataclass(frozen=True, slots=True)
class Placing:
    """An article's place in a story.

    Args:
        stored: The version by which it was placed.
        story: The row of the story.
        score: How well it fits there; None where a person put it there or it began the story.
        reasons: What speaks for it, by the name of the evidence.
        decision: The row of the decision by which it is there.
    """

    stored: Any
    story: int
    score: float | None = None
    reasons: Mapping[str, float] | None = None
    decision: int | None = None


class Ruling(Protocol):
    """What a person ruled about stories."""

    @property
    def key(self) -> int:
        """Its row."""

    @property
    def kind(self) -> str:
        """`merge`, `split` or `undo`."""

    @property
    def who(self) -> str:
        """Who ruled."""

    @property
    def decided(self) -> str:
        """When."""

    @property
    def why(self) -> str:
        """For what reason."""

    @property
    def subjects(self) -> dict[str, Any]:
        """Stories and articles that it is about."""

    @property
    def undoes(self) -> int | None:
        """The ruling that it takes back."""


class Book(Protocol):
    """The stories of a store within one transaction; `dateline.store.StoryBook` is one."""

    def unplaced(self, limit: int = 100, *, after: int = 0) -> Sequence[Stored]:
        """Articles that no story has yet, oldest first."""

    def load(self, keys: Iterable[int]) -> Sequence[Stored]:
        """Articles by their rows, in that order."""

    def find_article(self, article: str) -> Stored | None:
        """The last version of an article by its name."""

    def root_of(self, key: int) -> int:
        """The article that this one copies, at the end of the chain."""

    def count_terms(self, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many articles each term stands."""

    def add_counts(self, counts: Mapping[str, int]) -> None:
        """Count terms of new articles."""

    def find_stories(self, terms: Iterable[str], *, most: int = 200) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Stories that hold each term, with its weight there, newest article first."""

    def add_postings(self, postings: Sequence[tuple[str, int, float]]) -> None:
        """Let articles be found by terms."""

    def profiles(self, stories: Iterable[int]) -> Mapping[int, bytes]:
        """What was kept of stories to compare them."""

    def put_profile(self, story: int, content: bytes | None) -> None:
        """Keep what it takes to compare a story."""

    def new_story(self) -> int:
        """Begin a story."""

    def place(self, placings: Sequence[Any]) -> None:
        """Put articles into stories, each out of the one that it was in."""

    def stories_of(self, keys: Iterable[int]) -> Mapping[int, int]:
        """The story of each article's version."""

    def story_of_names(self, names: Iterable[str]) -> Mapping[str, int]:
        """Where articles stand, whatever their version."""

    def members(self, story: int) -> Sequence[int]:
        """Rows of a story's articles, in the order they came in."""

    def placings(self, story: int) -> Sequence[Any]:
        """A story's articles with the reasons why they are there."""

    def mark_merged(self, story: int, into: int | None) -> None:
        """Say that a story's articles went to another one."""

    def merged_into(self, story: int) -> int | None:
        """The story that another one went to."""

    def stale(self, limit: int = 1000) -> Sequence[int]:
        """Stories whose content has to be written anew."""

    def write_story(self, story: int, content: Story) -> None:
        """Write what a story tells."""

    def story(self, story: int) -> Story | None:
        """A story as it was written last."""

    def stories(self) -> Iterator[Story]:
        """All stories."""

    def decide(self, kind: str, *, who: str, why: str, subjects: Mapping[str, Any], undoes: int | None = None) -> int:
        """Keep what a person ruled."""

    def decisions(self) -> Sequence[Ruling]:
        """All that was ruled, in its order."""
