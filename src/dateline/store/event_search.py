"""Ask the events of a store: which ones, and how many by place, time, party and type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from dateline.store.event_index import NO_DAY, NONE, EventIndex, Point, Snapshot
from dateline.store.event_rows import EventRow, read_rows
from dateline.store.rows import clean
from dateline.store.schema import ARTICLES, STORY_ARTICLES, STORY_MENTIONS
from dateline.store.search import words_condition

ORDERS = ("latest", "earliest", "confidence", "deaths", "article")
REAL = ("happened", "ongoing")
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
EPOCH = date(1970, 1, 1).toordinal()
MONDAY = 3
"""Days from numpy's weeks, which begin on Thursdays as 1970 did, to ours."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What an event must be; an empty condition keeps all.

    Args:
        types: Its PLOVER type is one of these.
        statuses: It has one of these.
        countries: It happened in one of these (ISO 3166-1 alpha-3).
        geonames: It happened at this place.
        place: Part of the name of its place, in any case.
        actor: Part of the name of an actor or recipient.
        recipient: Part of the name of a recipient.
        after: It can have happened on this day or later.
        before: It can have happened on this day or earlier.
        min_confidence: It is at least this sure.
        min_deaths: It has at least so many dead.
        words: Words of its article, as the full-text search takes them.
        story: Its article is in this story.
        article_key: It is told in this version of an article.
        has_conflict: Its article contradicts itself.
        once: Each happening of the stories counts once, as the first article of its story tells it.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    geonames: int | None = None
    place: str | None = None
    actor: str | None = None
    recipient: str | None = None
    after: date | None = None
    before: date | None = None
    min_confidence: float | None = None
    min_deaths: int | None = None
    words: str | None = None
    story: int | None = None
    article_key: int | None = None
    has_conflict: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with a point, and its events; `n_real` of them happened or go on."""

    geonames: int | None
    name: str
    feature: str | None
    country: str | None
    latitude: float
    longitude: float
    n_events: int
    n_real: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many events of a type begin in the period that begins on a day."""

    first: date
    type: str
    n_events: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """How often somebody acts on somebody, and by which types of events."""

    actor: str
    recipient: str
    n_events: int
    types: list[str]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many events there are of each type, country and status, the most frequent first."""

    types: dict[str, int]
    countries: dict[str, int]
    statuses: dict[str, int]


@dataclass
class FoundEvents:
    """The events that meet all conditions.

    Args:
        index: Where the numbers in the columns lead.
        now: All events.
        at: Places of those found among them.
    """

    index: EventIndex
    now: Snapshot
    at: Any
    _orders: dict[str, Any] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.at)

    @cached_property
    def n_articles(self) -> int:
        """How many articles tell them."""
        return len(np.unique(self.now.events["article"][self.at]))

    @cached_property
    def facets(self) -> Facets:
        """Their types, countries and statuses."""
        events = self.now.events[self.at]
        return Facets(*(self._counted(events[name]) for name in ("type", "country", "status")))

    def _counted(self, numbers: Any) -> dict[str, int]:
        counts = np.bincount(numbers[numbers != NONE], minlength=1)
        found = [(self.index.words.values[at], int(counts[at])) for at in np.flatnonzero(counts)]
        return dict(sorted(found, key=lambda row: (-row[1], row[0])))

    def places(self, limit: int = 500) -> list[PlaceCount]:
        """Give their places that have a point, those with most events first."""
        events = self.now.events[self.at]
        placed = events["place"] != NONE
        numbers = events["place"][placed]
        counts = np.bincount(numbers, minlength=1)
        is_real = np.isin(events["status"][placed], self.index.words.known(REAL))
        real = np.bincount(numbers, weights=is_real, minlength=1)
        found = [
            _place_count(self.index.places.values[at], int(counts[at]), int(real[at])) for at in np.flatnonzero(counts)
        ]
        rows = [row for row in found if row is not None]
        return sorted(rows, key=lambda row: (-row.n_events, row.name, row.latitude, row.longitude))[:limit]

    def periods(self, by: str = "month") -> list[PeriodCount]:
        """Give their number by type and by the day, week, month or year that they begin in."""
        events = self.now.events[self.at]
        events = events[events["first"] != NO_DAY]
        shift = MONDAY if by == "week" else 0
        days = (events["first"] - EPOCH + shift).astype("M8[D]").astype(f"M8[{UNITS[by]}]").astype("M8[D]") - shift
        n_words = max(len(self.index.words.values), 1)
        found, counts = np.unique((days.astype("i8") + EPOCH) * n_words + events["type"], return_counts=True)
        word = self.index.words.values
        return [
            PeriodCount(date.fromordinal(max(int(key // n_words), 1)), word[key % n_words], int(n))
            for key, n in zip(found, counts, strict=True)
        ]

    def pairs(self, limit: int = 60) -> tuple[list[PairCount], int]:
        """Give who acts on whom, the most frequent pairs first, and the number of all pairs."""
        actor, recipient, event = self._acts
        names = max(len(self.index.names.values), 1)
        keys, which, counts = np.unique(actor.astype("i8") * names + recipient, return_inverse=True, return_counts=True)
        best = np.lexsort((keys, -counts))[:limit]
        types = self.now.events["type"][event]
        word, name = self.index.words.values, self.index.names.values
        found = [
            PairCount(
                name[keys[at] // names],
                name[keys[at] % names],
                int(counts[at]),
                sorted(word[kind] for kind in np.unique(types[which == at])),
            )
            for at in best
        ]
        return sorted(found, key=lambda row: (-row.n_events, row.actor, row.recipient)), len(keys)

    @cached_property
    def _acts(self) -> tuple[Any, Any, Any]:
        """Actor, recipient and event of each pair of parties of one event, which are not the same."""
        here = np.zeros(len(self.now.events), bool)
        here[self.at] = True
        parties = self.now.parties[here[self.now.parties["event"]]]
        actors, recipients = parties[parties["acts"]], parties[~parties["acts"]]
        order = np.argsort(recipients["event"], kind="stable")
        recipients = recipients[order]
        first = np.searchsorted(recipients["event"], actors["event"], "left")
        many = np.searchsorted(recipients["event"], actors["event"], "right") - first
        actor = np.repeat(actors["name"], many)
        steps = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        other = recipients[np.repeat(first, many) + steps]
        differ = actor != other["name"]
        return actor[differ], other["name"][differ], other["event"][differ]

    def ordered(self, order: str = "latest") -> Any:
        """Give their places among all events in an order; those that lack what it goes by come last."""
        if order not in self._orders:
            events = self.now.events[self.at]
            column = {"confidence": "sure", "deaths": "dead", "article": "article"}.get(order, "first")
            values = events[column].astype("f8")
            lacks = values == NONE
            values = -values if order in ("latest", "deaths") else values
            self._orders[order] = self.at[np.lexsort((np.arange(len(values)), events["report"], values, lacks))]
        return self._orders[order]

    def rows(self, connection: Connection, *, order: str = "latest", limit: int = 50, skip: int = 0) -> list[EventRow]:
        """Give them in an order with all that a list shows."""
        chosen = self.now.events[self.ordered(order)[skip : skip + limit]]
        word = self.index.words.values
        return read_rows(connection, [(int(event["report"]), word[event["id"]]) for event in chosen])

    def by_article(self) -> list[tuple[int, list[str]]]:
        """Give the row of each article with the ids of its events among these, in the order the articles came in."""
        word = self.index.words.values
        found: dict[int, list[str]] = {}
        for event in self.now.events[self.ordered("article")]:
            found.setdefault(int(event["article"]), []).append(word[event["id"]])
        return sorted(found.items())


def find_events(connection: Connection, index: EventIndex, asked: EventFilter) -> FoundEvents:
    """Find the events that meet all conditions."""
    now = index.read(connection)
    events = now.events
    keep = np.ones(len(events), bool)
    words = index.words
    for name, wanted in (("type", asked.types), ("status", asked.statuses), ("country", asked.countries)):
        if wanted:
            keep &= np.isin(events[name], words.known(wanted))
    if asked.after is not None:
        keep &= (events["last"] >= asked.after.toordinal()) & (events["last"] != NO_DAY)
    if asked.before is not None:
        keep &= (events["first"] <= asked.before.toordinal()) & (events["first"] != NO_DAY)
    if asked.min_confidence:
        keep &= events["sure"] >= asked.min_confidence
    if asked.min_deaths:
        keep &= events["dead"] >= asked.min_deaths
    if asked.article_key is not None:
        keep &= events["article"] == asked.article_key
    if asked.has_conflict:
        keep &= events["disputed"]
    if asked.geonames is not None:
        keep &= np.isin(events["place"], index.places.known([asked.geonames]))
    if asked.place:
        keep &= np.isin(events["place"], _holding([point.name for point in index.places.values], asked.place))
    for wanted_name, only in ((asked.actor, None), (asked.recipient, False)):
        if wanted_name:
            keep &= _with_party(now, index, wanted_name, acts=only)
    for keys in _article_keys(connection, asked):
        keep &= np.isin(events["article"], keys)
    if asked.once:
        keep &= ~_told_before(connection, index, now)
    return FoundEvents(index, now, np.flatnonzero(keep))


def _holding(names: Sequence[str], part: str) -> list[int]:
    part = clean(part).casefold()
    return [at for at, name in enumerate(names) if part in name.casefold()]


def _with_party(now: Snapshot, index: EventIndex, part: str, *, acts: bool | None) -> Any:
    keep = np.zeros(len(now.events), bool)
    named = np.isin(now.parties["name"], _holding(index.names.values, part))
    if acts is not None:
        named &= now.parties["acts"] == acts
    keep[now.parties["event"][named]] = True
    return keep


def _article_keys(connection: Connection, asked: EventFilter) -> list[list[int]]:
    """Rows of articles that fit a condition which only the database knows, for each such condition."""
    found: list[list[int]] = []
    if asked.words:
        with_words = select(ARTICLES.c.key).where(words_condition(connection, ARTICLES.c.key, asked.words))
        found.append([int(key) for key in connection.execute(with_words).scalars()])
    if asked.story is not None:
        there = select(STORY_ARTICLES.c.article_key).where(STORY_ARTICLES.c.story_key == asked.story)
        found.append([int(key) for key in connection.execute(there).scalars()])
    return found


def _told_before(connection: Connection, index: EventIndex, now: Snapshot) -> Any:
    """Say of each event whether an event before it in its story tells the same happening."""
    rows = STORY_MENTIONS.c
    query = select(rows.story_event_key, rows.report_key, rows.event).where(rows.event.is_not(None))
    seen: set[int] = set()
    again: list[tuple[int, int]] = []
    number = {word: at for at, word in enumerate(index.words.values)}
    for story_event, report, event in connection.execute(query.order_by(rows.story_event_key, rows.n)):
        if story_event in seen and event in number:
            again.append((report, number[event]))
        seen.add(story_event)
    size = max(len(index.words.values), 1)
    told = [report * size + event for report, event in again if report is not None]
    return np.isin(now.events["report"] * size + now.events["id"], told)


def _place_count(point: Point, n: int, n_real: int) -> PlaceCount | None:
    if point.latitude is None or point.longitude is None:
        return None
    where = (point.geonames, point.name, point.feature, point.country, point.latitude, point.longitude)
    return PlaceCount(*where, n, n_real)
