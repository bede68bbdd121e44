"""What pages and lists ask a store for: its events and stories by conditions, within one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dateline.store.event_index import EventIndex, read_state
from dateline.store.event_rows import EventRow
from dateline.store.event_search import EventFilter, FoundEvents, find_events
from dateline.store.story_search import (
    Happening,
    StoryFilter,
    StoryRow,
    count_stories,
    find_happenings,
    find_stories,
    list_countries,
)


class Finder:
    """Finds events and stories.

    Args:
        connection: The open transaction.
        index: The store's events in memory.
    """

    def __init__(self, connection: Connection, index: EventIndex) -> None:
        self._connection = connection
        self._index = index

    def state(self) -> tuple[object, ...]:
        """Give numbers that change whenever what is found could have changed: a key for what is remembered."""
        return read_state(self._connection)

    def events(self, asked: EventFilter) -> FoundEvents:
        """Find the events that meet all conditions."""
        return find_events(self._connection, self._index, asked)

    def rows(self, found: FoundEvents, *, order: str = "latest", limit: int = 50, skip: int = 0) -> list[EventRow]:
        """Give events that were found, in an order, with all that a list shows."""
        return found.rows(self._connection, order=order, limit=limit, skip=skip)

    def happenings(self, events: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Happening]:
        """Give what the stories make of events, by the row of the report and the id."""
        return find_happenings(self._connection, events)

    def stories(self, asked: StoryFilter, *, order: str = "latest", limit: int = 50, skip: int = 0) -> list[StoryRow]:
        """Give the stories that meet all conditions, in an order."""
        return find_stories(self._connection, asked, order=order, limit=limit, skip=skip)

    def count_stories(self, asked: StoryFilter) -> int:
        """Say how many stories meet all conditions."""
        return count_stories(self._connection, asked)

    def story_countries(self) -> list[str]:
        """Give the countries that stories tell of, the most frequent first."""
        return list_countries(self._connection)
