"""Coded events with their ids followed: what every data set is written from.

A data set takes `Kept`, one article with the events that passed the filters. Formats that know
events only read them as `Coded`, where place, time and parties stand beside the event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from typing import NamedTuple

from dateline.report import Article, ArticleHead, Entity, Event, Participant, Place, Report, Time
from dateline.resources.countries import Country, load_countries

NOT_REAL = "it has not happened (planned, feared or denied)"
NO_TIME = "the text gives no time for it"
VAGUE_TIME = "its time is known no better than by more than a month"
NO_PLACE = "the text gives no place for it"
NO_CAMEO = "CAMEO has no code for it"
"""Why several formats cannot hold an event, as it is counted and told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article's report with those of its events that are to be written.

    Args:
        article: The article with its text.
        report: What it says.
        events: The events that passed, in the order of the report.
        sources: The articles that tell of them, this one first; several only for an event of a story.
        merged: For an event of a story, how many report events it was merged from.
        independent: How many of the sources are no copies of another.
    """

    article: Article
    report: Report
    events: Sequence[Event]
    sources: Sequence[ArticleHead] = ()
    merged: int = 1
    independent: int = 1


@dataclass(frozen=True)
class Side:
    """An actor or recipient with its entity.

    Args:
        words: How the text names it there.
        entity: The entity, if it is one.
    """

    words: str
    entity: Entity | None

    @property
    def name(self) -> str:
        """What its entity goes by in the article, or its words where it is none."""
        return self.entity.name if self.entity is not None else self.words

    @property
    def is_named(self) -> bool:
        """Whether it goes by a name anywhere in the article."""
        return self.entity is not None and any(mention.kind == "name" for mention in self.entity.mentions)

    @property
    def country(self) -> Country | None:
        """The row of its country in `countries.yaml`."""
        return country_row(self.entity.country if self.entity else None)

    @property
    def sector(self) -> str | None:
        """Its PLOVER sector."""
        return self.entity.sector if self.entity else None

    @property
    def titles(self) -> list[str]:
        """Offices and titles that the text gives it, each once, without former ones."""
        roles = self.entity.roles if self.entity else []
        return list(dict.fromkeys(role.text for role in roles if not role.former))


@dataclass(frozen=True)
class Coded:
    """One event with all that it points at.

    Args:
        number: Its number in the data set, from 1.
        event: The event.
        report: The report that tells it.
        text: The article's text.
        sources: The articles that tell of it.
        merged: How many report events it was merged from.
        n_sources: How many of the sources are no copies of another.
    """

    number: int
    event: Event
    report: Report
    text: str
    sources: Sequence[ArticleHead]
    merged: int = 1
    n_sources: int = 1

    @property
    def id(self) -> str:
        """A name that no other event has: the article's and the event's."""
        return f"{self.report.article.id}#{self.event.id}"

    @cached_property
    def place(self) -> Place | None:
        """Where it happened."""
        return next((place for place in self.report.places if place.id == self.event.place), None)

    @cached_property
    def time(self) -> Time | None:
        """When it happened."""
        return next((time for time in self.report.times if time.id == self.event.time), None)

    @cached_property
    def window(self) -> tuple[date, date] | None:
        """First and last day it can have happened on, where both are known."""
        time = self.time
        if time is None or time.earliest is None or time.latest is None:
            return None
        return date.fromisoformat(time.earliest), date.fromisoformat(time.latest)

    @property
    def days(self) -> int | None:
        """How many days the window has."""
        return None if self.window is None else (self.window[1] - self.window[0]).days + 1

    @cached_property
    def actors(self) -> list[Side]:
        """Who did it."""
        return self._sides(self.event.actors)

    @cached_property
    def recipients(self) -> list[Side]:
        """To whom."""
        return self._sides(self.event.recipients)

    @property
    def country(self) -> Country | None:
        """The country it happened in."""
        return country_row(self.place.country if self.place else None)

    @property
    def offices(self) -> list[str]:
        """Publishers of the articles that tell of it, each once."""
        return list(dict.fromkeys(source.publisher for source in self.sources if source.publisher))

    @property
    def words(self) -> str:
        """The trigger's words."""
        return self.event.trigger.text

    def _sides(self, participants: Iterable[Participant]) -> list[Side]:
        entities = self._entities
        return [Side(participant.text, entities.get(participant.entity or "")) for participant in participants]

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.report.entities}


class Pair(NamedTuple):
    """One row of a format that knows two parties: an event with one actor and one recipient, either of which may be unknown."""

    number: int
    coded: Coded
    actor: Side | None
    recipient: Side | None


@dataclass(slots=True)
class LeftOut:
    """Events and fields that a format cannot hold, counted by reason."""

    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, reason: str) -> None:
        """Count one event that is left out."""
        self.reasons[reason] += 1

    def lines(self) -> list[str]:
        """Say how many were left out and why, the most frequent reason first."""
        ordered = sorted(self.reasons.items(), key=lambda row: (-row[1], row[0]))
        return [f"{number:,} left out: {reason}" for reason, number in ordered]


def coded_events(kept: Iterable[Kept]) -> Iterator[Coded]:
    """Give every event that is to be written, numbered through."""
    number = 0
    for item in kept:
        for event in item.events:
            number += 1
            sources = item.sources or [item.report.article]
            yield Coded(number, event, item.report, item.article.text, sources, item.merged, item.independent)


def pairs_of(events: Iterable[Coded], why_not: Callable[[Coded], str | None], left_out: LeftOut) -> Iterator[Pair]:
    """Give a pair for each actor with each recipient, numbered through, and count what a format cannot hold.

    Args:
        events: The events.
        why_not: Why a format cannot hold an event; None where it can.
        left_out: Where to count.
    """
    number = 0
    for coded in events:
        if why := why_not(coded):
            left_out.count(why)
            continue
        nobody: list[Side | None] = [None]
        for actor, recipient in product(coded.actors or nobody, coded.recipients or nobody):
            number += 1
            yield Pair(number, coded, actor, recipient)


def country_row(code: str | None) -> Country | None:
    """The row of a country by its ISO 3166-1 alpha-3 code."""
    return load_countries().by_code(code) if code else None
