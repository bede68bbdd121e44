"""The columns of all events that stand, in memory, so that any selection of them is counted in milliseconds.

A table of a hundred thousand events is read in a second and asked in a few milliseconds; the
database would take as long for every single count. What changed since is found by its report
and read alone. About a hundred bytes an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Row

from dateline.store.schema import (
    ARTICLES,
    DECISIONS,
    EVENTS,
    INFO,
    PARTICIPANTS,
    PLACES,
    REPORTS,
    REVIEWS,
    REVISIONS,
    RUNS,
    SUMMARIES,
)

AT_ONCE = 400
"""Reports that one query reads."""

NO_DAY = -1
NONE = -1

EVENT = np.dtype(
    [("report", "i8"), ("article", "i8"), ("id", "i4"), ("type", "i4"), ("modes", "i4"), ("status", "i4"),
     ("country", "i4"), ("place", "i4"), ("first", "i4"), ("last", "i4"), ("sure", "f8"), ("dead", "i4"), ("disputed", "?")]
)  # fmt: skip
"""An event; words and places are numbers of the tables beside it, days are ordinals."""

PARTY = np.dtype([("event", "i4"), ("name", "i4"), ("acts", "?")])
"""A party of the event at a place among the events."""


_NO_EVENTS, _NO_PARTIES = np.zeros(0, EVENT), np.zeros(0, PARTY)


class Point(NamedTuple):
    """A place of events: those of one GeoNames number are one, others by name and point."""

    geonames: int | None
    name: str
    feature: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


class Numbers:
    """Gives each value a number, and the value back."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def of(self, value: Any, key: Any = None) -> int:
        """Give a value's number, or `NONE` for None; values of one key are one."""
        if value is None:
            return NONE
        key = value if key is None else key
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.values)
            self.values.append(value)
        return number

    def known(self, values: Iterable[Any]) -> list[int]:
        """Give the numbers of those values that have one."""
        return [self._numbers[value] for value in values if value in self._numbers]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All events at one time. `parties["event"]` is a place in `events`.

    Args:
        state: What the store said of itself then; pages may be kept as long as it says the same.
        events: The events, each report's in the order of its text.
        parties: Their actors and recipients.
    """

    state: tuple[Any, ...]
    events: Any
    parties: Any


@dataclass
class EventIndex:
    """The events of a store, kept up to date."""

    words: Numbers = field(default_factory=Numbers)
    places: Numbers = field(default_factory=Numbers)
    names: Numbers = field(default_factory=Numbers)
    _versions: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _now: Snapshot | None = None

    def read(self, connection: Connection) -> Snapshot:
        """Give the events as they stand now; only what changed since the last call is read."""
        state = read_state(connection)
        with self._lock:
            if self._now is None or self._now.state != state:
                self._now = self._renewed(connection, state)
            return self._now

    def _renewed(self, connection: Connection, state: tuple[Any, ...]) -> Snapshot:
        versions = _read_versions(connection)
        before = self._versions
        changed = [key for key, version in versions.items() if before.get(key) != version]
        old = [key for key in before if versions.get(key) != before[key]]
        events, parties = (self._now.events, self._now.parties) if self._now else (_NO_EVENTS, _NO_PARTIES)
        if old:
            keep = ~np.isin(events["report"], old)
            moved = (np.cumsum(keep) - 1).astype("i4")
            parties = parties[keep[parties["event"]]]
            parties["event"] = moved[parties["event"]]
            events = events[keep]
        all_events, all_parties, n = [events], [parties], len(events)
        for at in range(0, len(changed), AT_ONCE):
            new_events, new_parties = self._load(connection, changed[at : at + AT_ONCE])
            new_parties["event"] += n
            n += len(new_events)
            all_events.append(new_events)
            all_parties.append(new_parties)
        self._versions = versions
        return Snapshot(state, np.concatenate(all_events), np.concatenate(all_parties))

    def _load(self, connection: Connection, keys: Sequence[int]) -> tuple[Any, Any]:
        points = self._points(connection, keys)
        conflicted = SUMMARIES.c.n_conflicts > 0
        query = select(SUMMARIES.c.report_key).where(SUMMARIES.c.report_key.in_(keys), conflicted)
        disputed = set(connection.execute(query).scalars())
        names = ("report_key", "article_key", "id", "type", "modes", "status", "country", "place", "earliest", "latest")
        columns = [EVENTS.c[name] for name in (*names, "confidence", "deaths_low")]
        order = (EVENTS.c.report_key, EVENTS.c.start, EVENTS.c.id)
        events: list[tuple[Any, ...]] = []
        at: dict[tuple[int, str], int] = {}
        for row in connection.execute(select(*columns).where(EVENTS.c.report_key.in_(keys)).order_by(*order)):
            at[row.report_key, row.id] = len(events)
            events.append(self._event(row, points, row.report_key in disputed))
        rows = PARTICIPANTS.c
        query = select(rows.report_key, rows.event, rows.name, rows.side).where(rows.report_key.in_(keys))
        parties = [
            (at[key, event], self.names.of(name), side == "actor")
            for key, event, name, side in connection.execute(query)
            if (key, event) in at
        ]
        return np.array(events, EVENT), np.array(parties, PARTY)

    def _event(self, row: Row[Any], points: dict[tuple[int, str], int], disputed: bool) -> tuple[Any, ...]:
        word = self.words.of
        first, last = _ordinal(row.earliest), _ordinal(row.latest)
        return (
            row.report_key,
            row.article_key,
            word(row.id),
            word(row.type),
            word(row.modes),
            word(row.status),
            word(row.country),
            points.get((row.report_key, row.place), NONE),
            first if first != NO_DAY else last,
            last if last != NO_DAY else first,
            row.confidence if row.confidence is not None else 0.0,
            NONE if row.deaths_low is None else min(row.deaths_low, 2**31 - 1),
            disputed,
        )

    def _points(self, connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], int]:
        names = ("geonames", "name", "feature", "country", "latitude", "longitude")
        columns = [PLACES.c.report_key, PLACES.c.id, *(PLACES.c[name] for name in names)]
        found = {}
        for key, place, *values in connection.execute(select(*columns).where(PLACES.c.report_key.in_(keys))):
            point = Point(*values)
            found[key, place] = self.places.of(point, point if point.geonames is None else point.geonames)
        return found


def read_state(connection: Connection) -> tuple[Any, ...]:
    """Say in a few numbers what the store holds; they change whenever events, reviews or stories do."""
    newest = (func.max(table.c.key) for table in (ARTICLES, REPORTS, REVISIONS, REVIEWS, DECISIONS, RUNS))
    tables = [select(number).scalar_subquery() for number in newest]
    reviews = select(INFO.c.value).where(INFO.c.name == "reviews").scalar_subquery()
    ended = select(func.count(RUNS.c.ended)).scalar_subquery()
    return tuple(connection.execute(select(*tables, reviews, ended)).one())


def _read_versions(connection: Connection) -> dict[int, tuple[Any, ...]]:
    """Give each report that stands with what changes when its content does."""
    reviews: dict[int, tuple[Any, ...]] = {}
    rows = select(REVIEWS.c.article_key, func.max(REVIEWS.c.ended), func.count(REVIEWS.c.ended))
    for key, *known in connection.execute(rows.group_by(REVIEWS.c.article_key)):
        reviews[key] = tuple(known)
    for key, last in connection.execute(
        select(REVISIONS.c.article_key, func.max(REVISIONS.c.key)).group_by(REVISIONS.c.article_key)
    ):
        reviews[key] = (*reviews.get(key, ()), last)
    query = (
        select(REPORTS.c.key, REPORTS.c.article_key, REPORTS.c.run_key)
        .join(ARTICLES, ARTICLES.c.key == REPORTS.c.article_key)
        .where(REPORTS.c.last, ARTICLES.c.last)
    )
    return {key: (run, *reviews.get(article, ())) for key, article, run in connection.execute(query)}


def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day).toordinal() if day else NO_DAY
    except ValueError:
        return NO_DAY
