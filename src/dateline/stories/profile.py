"""What is kept of an article, or of all articles of a story, to compare it with others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.report import Article, Event, Place, Report, Time, parse_published
from dateline.stories.terms import Rarity, Vector, add, find_words, keep_heaviest, weigh, weigh_words

MOST_TERMS = {"words": 400, "names": 120, "days": 60, "deeds": 80, "town_sorts": 20, "towns": 40}
MOST_TERMS |= {"date_sorts": 20, "dates": 40}
"""How many terms of each kind a profile keeps: the heaviest."""

WIDE_PLACES = ("PCL", "ADM1", "CONT", "RGN", "OCN", "SEA")
"""Beginnings of the feature codes of places too wide to tell two happenings apart."""

MOST_DAYS = 3
"""Longest window of an event's time, in days, that says when it was."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The sum of the vectors of one or more articles, and when those were published.

    Args:
        n: How many articles.
        vectors: Sums by kind of term: `words` (with pairs of words), `names`, `days`, `deeds`;
            and for the happening that an article is chiefly about `town_sorts` and `towns` (its
            sort, and that with its town), `date_sorts` and `dates` (the same with its day).
        first: Earliest day of publication, as a day's ordinal; None if not known.
        last: Latest one.
        reviewed: How many articles the story had when it was last looked at as a whole.
    """

    n: int
    vectors: Mapping[str, Vector]
    first: int | None = None
    last: int | None = None
    reviewed: int = 1

    def plus(self, other: Profile) -> Profile:
        """Join two profiles."""
        vectors = {
            kind: keep_heaviest(add(self.vectors.get(kind, {}), other.vectors.get(kind, {})), most)
            for kind, most in MOST_TERMS.items()
        }
        days = [day for day in (self.first, self.last, other.first, other.last) if day is not None]
        reviewed = max(self.reviewed, other.reviewed)
        return Profile(self.n + other.n, vectors, min(days, default=None), max(days, default=None), reviewed)

    def to_bytes(self) -> bytes:
        """Write it down, short."""
        vectors = {
            kind: {term: round(weight, 4) for term, weight in vector.items()}
            for kind, vector in self.vectors.items()
            if vector
        }
        return json.dumps([self.n, self.first, self.last, self.reviewed, vectors], separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Profile:
        """Read what `to_bytes` wrote."""
        n, first, last, reviewed, vectors = json.loads(content)
        return cls(n, vectors, first, last, reviewed)


def read_profile(article: Article, report: Report, words: list[str], rarity: Rarity) -> Profile:
    """Make the profile of one article.

    Args:
        article: The article.
        report: What was coded of it.
        words: Its words, as `find_words` gives them.
        rarity: How rare words are.
    """
    places = {place.id: place for place in report.places}
    times = {time.id: time for time in report.times}
    vectors = {
        "words": weigh_words(words, rarity),
        "names": weigh(_name_words(report), rarity),
        "days": weigh(_days(report)),
        "deeds": weigh(_deeds(report, places, times)),
        **_chief(report, places, times),
    }
    kept = {kind: keep_heaviest(vector, MOST_TERMS[kind]) for kind, vector in vectors.items()}
    day = parse_published(article.published).toordinal() if article.published else None
    return Profile(1, kept, day, day)


def article_words(article: Article) -> list[str]:
    """Words of an article's headline and body."""
    return find_words(f"{article.title}\n\n{article.text}" if article.title else article.text)


def _name_words(report: Report) -> Counter[str]:
    """Words of names: of people, groups, organizations and places."""
    entities = (m.text for e in report.entities for m in e.mentions if m.kind == "name")
    places = (m.text for p in report.places for m in p.mentions)
    return Counter(word for text in (*entities, *places) for word in find_words(text))


def _days(report: Report) -> Counter[str]:
    """Weekdays, days and clock times that the article names, as far as it pins them."""
    counts: Counter[str] = Counter()
    for time in report.times:
        value = time.value or ""
        day, _, clock = value.partition("T")
        if day.startswith("XXXX-WXX-") and day[9:].isdigit():
            counts[f"weekday {day[9:]}"] += 1
        elif day[4:8].count("-") == 2 or day[4:7].strip("-").isdigit():
            counts[day[4:] if day.startswith("XXXX") else day] += 1
        if ":" in clock and clock != "24:00":
            counts[f"at {clock}"] += 1
    return counts


def _deeds(report: Report, places: Mapping[str, Place], times: Mapping[str, Time]) -> Counter[str]:
    """Sorts of events with their towns and days, and the casualties that are told."""
    counts: Counter[str] = Counter()
    for event in report.events:
        town, day = town_of(event, places), day_of(event, times)
        counts[event.type if town is None else f"{event.type} at {town}"] += 1
        if day is not None:
            counts[f"{event.type} on {day}"] += 1
        counts.update(f"{figure.low} {figure.kind}" for figure in event.casualties if figure.low > 1)
    return counts


def _chief(report: Report, places: Mapping[str, Place], times: Mapping[str, Time]) -> dict[str, Vector]:
    """The sort of the first event that happened at a town, and on a day, each with that town or day."""
    happened = [event for event in report.events if event.status in ("happened", "ongoing")][:5]
    found: dict[str, Vector] = {"town_sorts": {}, "towns": {}, "date_sorts": {}, "dates": {}}
    pinned: dict[str, Callable[[Event], str | None]] = {
        "town": lambda event: town_of(event, places),
        "date": lambda event: day_of(event, times),
    }
    for kind, where in pinned.items():
        event = next((event for event in happened if where(event) is not None), None)
        if event is not None:
            found[f"{kind}_sorts"][event.type] = 1.0
            found[f"{kind}s"][f"{event.type} {where(event)}"] = 1.0
    return found


def town_of(event: Event, places: Mapping[str, Place]) -> str | None:
    """The town, or another place as narrow, of an event."""
    place = places.get(event.place or "")
    if place is None or (place.feature or "").startswith(WIDE_PLACES):
        return None
    return str(place.geonames or place.name)


def day_of(event: Event, times: Mapping[str, Time]) -> str | None:
    """The first day of an event whose time is pinned to a few days."""
    time = times.get(event.time or "")
    if time is None or not time.earliest or not time.latest:
        return None
    first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])
    return first.isoformat() if (last - first).days < MOST_DAYS else None
