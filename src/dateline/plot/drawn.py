"""An event as charts have it: plain values, its parties, days and place followed.

A report's text is hostile: every word passes through `visible`, and no "<" is left in it, so
that a page which holds a chart's values cannot be broken out of, whoever writes that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.export.coded import Coded, Kept, Side, coded_events
from dateline.export.facts import STATUS_WORDS, count_words
from dateline.export.precision import ucdp_place
from dateline.export.scales import quad_of
from dateline.export.selection import Selection
from dateline.export.visible import in_line
from dateline.kept import Coding, Level, kept_from
from dateline.report import REAL, Count, Place, Story, StoryEvent, StoryPlace

KINDS = {4: "material conflict", 3: "verbal conflict", 1: "verbal cooperation", 2: "material cooperation"}
"""PLOVER's quad classes, in the order in which charts list them."""
OTHER = "other"
NOT_SAID = "told in a story"
STATUSES = (*STATUS_WORDS.values(), NOT_SAID)
WORDS_CHARS = 80
_ARTICLE = re.compile(r"\A(?:the|an?)\s+(?=\S)", re.IGNORECASE)
PRECISION = {
    1: "the place itself",
    2: "near this place",
    3: "somewhere in this district",
    4: "somewhere in this province",
    5: "somewhere in this region",
    6: "somewhere in this country",
    7: "somewhere at sea",
}
"""How exactly a point is known, on UCDP's scale."""


@dataclass(frozen=True)
class Party:
    """An actor or recipient.

    Args:
        name: What it goes by.
        country: Of an organisation or group, which tells it from others of this name.
        article: Where nothing else tells it from others ("gunmen"), the article that speaks of it.
    """

    name: str
    country: str | None = None
    article: str | None = None


@dataclass(frozen=True)
class Spot:
    """A place that has a point on the map, and how exactly that is known, by `PRECISION`."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: int


@dataclass(frozen=True)
class Drawn:
    """An event with all that a chart can show of it; `source` is its article's id, `article` what it is called."""

    source: str
    article: str
    published: date | None
    what: str
    kind: str
    status: str
    is_real: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    window: tuple[date, date] | None
    place: str | None
    spot: Spot | None
    dead: str

    @property
    def who(self) -> str:
        """Its parties in a line: who acts on whom."""
        who, whom = (", ".join(party.name for party in side) for side in (self.actors, self.recipients))
        return plain(f"{who or '?'} → {whom}" if whom else who)

    @property
    def days(self) -> str:
        """The days that it can have happened on, in words."""
        if self.window is None:
            return "no day is told"
        first, last = self.window
        return first.isoformat() if first == last else f"between {first} and {last}"


def drawn_events(source: Coding | Story, where: Selection | None, level: Level, story: str | None) -> list[Drawn]:
    """Give the events of a coding, or of a story, as charts have them."""
    if isinstance(source, Story):
        return [_of_story(source, event) for event in source.events if event.type]
    return list(_of_kept(kept_from(source, where or Selection(), level=level, story=story)))


def plain(text: str, limit: int = WORDS_CHARS) -> str:
    r"""Give words in a line, with nothing in them that could be markup.

    Example:
        >>> plain("</script> \x00")
        '‹/script> ␀'
    """
    return in_line(text, limit).replace("<", "‹")


def count_of(number: int, noun: str) -> str:
    """Write a number with its noun.

    Example:
        >>> count_of(1, "event"), count_of(2000, "event")
        ('1 event', '2,000 events')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _of_kept(kept: Iterable[Kept]) -> Iterator[Drawn]:
    for coded in coded_events(kept):
        event, head = coded.event, coded.report.article
        yield Drawn(
            source=head.id,
            article=plain(head.title or head.id),
            published=head.published_date,
            what=plain(" ".join([event.type, *event.modes])),
            kind=KINDS.get(quad_of(event) or 0, OTHER),
            status=STATUS_WORDS[event.status],
            is_real=event.status in REAL,
            actors=_parties(coded.actors, head.id),
            recipients=_parties(coded.recipients, head.id),
            window=coded.window,
            place=plain(coded.place.name) if coded.place else None,
            spot=_spot(coded),
            dead=_dead(event.deaths),
        )


def _parties(sides: Iterable[Side], article: str) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(_party(side, article) for side in sides))


def _party(side: Side, article: str) -> Party:
    entity = side.entity
    country = entity.country if entity is not None and entity.type in ("organization", "group") else None
    known = side.is_named or country is not None or (entity is not None and entity.type == "country")
    name = side.name if side.is_named else _ARTICLE.sub("", side.name)
    return Party(plain(name, 40), country, None if known else article)


def _spot(coded: Coded) -> Spot | None:
    place = coded.place
    return _point(place, ucdp_place(place, coded.event.place_relation)) if place else None


def _point(place: Place | StoryPlace, precision: int) -> Spot | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Spot(plain(place.name, 40), place.country, place.latitude, place.longitude, precision)


def _dead(deaths: Count | None) -> str:
    return f"{count_words(deaths.low, deaths.high)} dead" if deaths else ""


def _of_story(story: Story, event: StoryEvent) -> Drawn:
    """A happening of a story that stands without its store: whether it was planned or denied is not known."""
    place = event.place
    days = (event.time.earliest, event.time.latest) if event.time else ()
    pinned = [date.fromisoformat(day) for day in days if day]
    return Drawn(
        source=story.story,
        article=f"{story.story}, {count_of(len({m.article for m in event.mentions}), 'article')}",
        published=None,
        what=plain(" ".join([event.type or "", *event.modes])),
        kind=KINDS.get(quad_of(event) or 0, OTHER),
        status=NOT_SAID,
        is_real=True,
        actors=tuple(Party(plain(name, 40)) for name in event.actors),
        recipients=tuple(Party(plain(name, 40)) for name in event.recipients),
        window=(pinned[0], pinned[1]) if len(pinned) == len(days) == 2 else None,
        place=plain(place.name) if place else None,
        spot=_point(place, ucdp_place(place, None)) if place else None,
        dead=_dead(event.deaths),
    )
