"""Merge the report events of one story that tell of one happening, by named, weighted evidence."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from dateline.report import Article, Event, Place, Report, Time
from dateline.stories.profile import WIDE_PLACES

MERGE_SCORE = 0.5
"""Evidence from which two report events are one story event."""

COMPARED = 20
"""Report events of a story event that a further one is compared with: the last ones."""

NEAR_GROUPS = 40
"""Story events that a report event is compared with: the last ones of its type, and of those told with its word."""

SAME_NAME = 85.0
"""Likeness of two names, 0 to 100, from which they are one in a story."""


SAME_TOWN_KM = 15.0
"""Distance up to which two towns may be two names for where one event was."""

KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Member:
    """An article of a story.

    Args:
        article: The article.
        report: What was coded of it.
        source: Number of the independent source; copies of one text share it.
    """

    article: Article
    report: Report
    source: int


@dataclass(frozen=True)
class Told:
    """A report event with what it takes to compare it; `order` is the number of its article in the story."""

    order: int
    member: Member
    event: Event
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    time: Time | None
    place: Place | None

    @property
    def article(self) -> str:
        """The article's id."""
        return self.member.article.id

    @property
    def source(self) -> int:
        """Number of the independent source."""
        return self.member.source

    @property
    def stem(self) -> str:
        """The trigger without its inflection, roughly: its first five letters."""
        return self.event.trigger.text.lower()[:5]


def told_events(order: int, member: Member) -> list[Told]:
    """Resolve the ids of a report's events."""
    report = member.report
    names = {entity.id: entity.name for entity in report.entities}
    times = {time.id: time for time in report.times}
    places = {place.id: place for place in report.places}
    return [
        Told(
            order=order,
            member=member,
            event=event,
            actors=tuple(names.get(p.entity or "", p.text) for p in event.actors),
            recipients=tuple(names.get(p.entity or "", p.text) for p in event.recipients),
            time=times.get(event.time or ""),
            place=places.get(event.place or ""),
        )
        for event in report.events
    ]


def score_words(a: Told, b: Told) -> float:
    """Whether they are told with the same word."""
    return 1.0 if a.stem == b.stem else 0.0


def score_names(a: Sequence[str], b: Sequence[str]) -> float:
    """1 where a name on one side is a name on the other, 0 where both sides name others.

    A phrase without a name ("nine people", "a market") neither joins nor parts: 0.5.
    """
    first, second = ([name for name in names if any(c.isupper() for c in name)] for names in (a, b))
    if not first or not second:
        return 0.5
    return 1.0 if any(fuzz.token_set_ratio(x, y) >= SAME_NAME for x in first for y in second) else 0.0


def score_modes(a: Told, b: Told) -> float:
    """1 where they share a mode, 0 where their modes differ, 0.5 where one has none."""
    if not a.event.modes or not b.event.modes:
        return 0.5
    return 1.0 if set(a.event.modes) & set(b.event.modes) else 0.0


def score_times(a: Told, b: Told) -> float:
    """1 where the windows overlap, 0.5 where one is not pinned, 0 where they are apart."""
    first, second = _window(a.time), _window(b.time)
    if first is None or second is None:
        return 0.5
    slack = timedelta(days=1)
    return 1.0 if first[0] <= second[1] + slack and second[0] <= first[1] + slack else 0.0


def score_places(a: Told, b: Told) -> float:
    """1 where the places agree as far as both are told, 0 where they differ.

    Two towns are two places, unless they lie side by side; a town lies in its division and
    its country.
    """
    if a.place is None or b.place is None:
        return 0.5
    if a.place.country != b.place.country:
        return 0.0
    if a.place.name == b.place.name or (a.place.geonames or 0) == b.place.geonames:
        return 1.0
    if _is_narrow(a.place) and _is_narrow(b.place):
        distance_km = _distance_km(a.place, b.place)
        return 0.5 if distance_km is None else 0.8 if distance_km <= SAME_TOWN_KM else 0.0
    if None in (a.place.admin1, b.place.admin1):
        return 1.0
    return 0.8 if a.place.admin1 == b.place.admin1 else 0.0


def _is_narrow(place: Place) -> bool:
    return not (place.feature or "").startswith(WIDE_PLACES)


def _distance_km(a: Place, b: Place) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    middle = math.radians((a.latitude + b.latitude) / 2)
    east = (a.longitude - b.longitude + 180) % 360 - 180
    return KM_PER_DEGREE * math.hypot(a.latitude - b.latitude, east * math.cos(middle))


EVIDENCE: list[tuple[str, float, Callable[[Told, Told], float]]] = [
    ("told with the same word", 0.25, score_words),
    ("the same recipients", 0.20, lambda a, b: score_names(a.recipients, b.recipients)),
    ("the same actors", 0.15, lambda a, b: score_names(a.actors, b.actors)),
    ("in the same mode", 0.10, score_modes),
    ("at the same time", 0.15, score_times),
    ("at the same place", 0.15, score_places),
]


def score_same_happening(a: Told, b: Told) -> float:
    """How sure it is that two report events are one happening, 0 to 1.

    Events of different types, and events whose times or places exclude one another, are
    two happenings whatever else they share.
    """
    if a.event.type != b.event.type or score_times(a, b) == 0.0 or score_places(a, b) == 0.0:
        return 0.0
    return sum(weight * score(a, b) for _, weight, score in EVIDENCE)


def merge_events(told: Sequence[Told]) -> list[list[Told]]:
    """Put each report event to the group that it fits best, in the order of reports.

    Two events of one report stay apart where that report tells them as two, and an event that
    one of a group excludes, by its time or place, is not of that group.
    """
    groups: list[list[Told]] = []
    of_type: dict[str, list[int]] = defaultdict(list)
    of_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    for event in told:
        kind, word = event.event.type, (event.event.type, event.stem)
        best, best_score = len(groups), MERGE_SCORE
        for n in sorted({*of_type[kind][-NEAR_GROUPS:], *of_word[word][-NEAR_GROUPS:]}):
            score = _score_group(event, groups[n])
            if score > best_score:
                best, best_score = n, score
        if best == len(groups):
            groups.append([])
            of_type[kind].append(best)
        groups[best].append(event)
        if best not in of_word[word][-NEAR_GROUPS:]:
            of_word[word].append(best)
    return groups


def _score_group(event: Told, group: Sequence[Told]) -> float:
    """How well an event fits a story event: as well as it fits its best telling, unless one excludes it."""
    if group[-1].order == event.order:
        return 0.0
    scores = [score_same_happening(event, other) for other in group[-COMPARED:]]
    return max(scores) if min(scores) > 0.0 else 0.0


def _window(time: Time | None) -> tuple[date, date] | None:
    if time is None or time.earliest is None or time.latest is None:
        return None
    return date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
