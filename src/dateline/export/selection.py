"""Which events are exported: filters by day, country, type, actor, status and confidence, by report or by story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.export.coded import Coded, Kept
from dateline.report import Article, Event, Report, Status


@dataclass(frozen=True, slots=True)
class Selection:
    """What an event must be to be kept; an empty condition keeps all.

    Args:
        since: It can have happened on this day or later.
        until: It can have happened on this day or earlier.
        countries: It happened in one of these (ISO 3166-1 alpha-3).
        types: It is of one of these types.
        actors: One of its parties is of this country or sector, or has these words in its name (any case).
        statuses: It has one of these.
        confidence: It is at least this sure.
    """

    since: date | None = None
    until: date | None = None
    countries: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    statuses: frozenset[Status] = frozenset()
    confidence: float = 0.0

    def keeps(self, coded: Coded) -> bool:
        """Whether an event meets every condition. One without a time or place meets none on time or place."""
        event = coded.event
        if event.confidence < self.confidence or (self.types and event.type not in self.types):
            return False
        if self.statuses and event.status not in self.statuses:
            return False
        if self.countries and (coded.place is None or coded.place.country not in self.countries):
            return False
        return self._in_days(coded) and self._has_actor(coded)

    def _in_days(self, coded: Coded) -> bool:
        if self.since is None and self.until is None:
            return True
        if coded.window is None:
            return False
        first, last = coded.window
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def _has_actor(self, coded: Coded) -> bool:
        if not self.actors:
            return True
        parties = (*coded.actors, *coded.recipients)
        codes = {code for party in parties for code in (party.sector, party.entity and party.entity.country) if code}
        names = [f" {name.casefold()} " for party in parties for name in (party.name, party.words)]
        return any(wanted in codes or any(f" {wanted.casefold()} " in name for name in names) for wanted in self.actors)


def keep_events(items: Iterable[tuple[Article, Report]], selection: Selection) -> Iterator[Kept]:
    """Give each article that has events to write; where nothing is asked for, every article."""
    everything = selection == Selection()
    for article, report in items:
        events = [event for event in report.events if selection.keeps(_view(article, report, event))]
        if events or everything:
            yield Kept(article, report, events)


def _view(article: Article, report: Report, event: Event) -> Coded:
    return Coded(0, event, report, article.text, [report.article])
