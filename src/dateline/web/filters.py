"""What is shown of a store's events: conditions that live in a page's address, and links that change one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import Depends, Request

from dateline.report import Status
from dateline.resources.countries import load_countries
from dateline.store.event_search import EventFilter

ORDERS = {
    "latest": "latest first",
    "earliest": "earliest first",
    "confidence": "least sure first",
    "deaths": "most dead first",
    "article": "by article",
}
PERIODS = ("day", "week", "month", "year")
LEVELS = {"report": "each event of each report", "story": "each happening once"}
STATUSES: tuple[str, ...] = get_args(Status)
LONGEST = 300
MOST_VALUES = 40
LARGEST_KEY = 2**53

REPEATED = ("country", "type", "status")
"""Conditions that hold where any of their values fits."""


@dataclass(frozen=True)
class Filters:
    """What an event must be to be shown; an empty condition keeps all. Names are those of the address.

    Args:
        q: Words of the article.
        since: It can have happened on this day or later.
        until: It can have happened on this day or earlier.
        country: Where it happened (ISO 3166-1 alpha-3).
        type: PLOVER types.
        status: Whether it happened.
        actor: Part of a party's name.
        whom: Part of the name of whom it was done to.
        where: Part of the place's name.
        place: A place by its GeoNames number.
        confidence: It is at least this sure.
        story: The story that its article is in.
        article_key: The version of an article that tells it.
        conflict: Whether its article must contradict itself.
        level: Each event of each report, or each happening of the stories once.
        sort: Order of the table.
        by: Width of the time line's bars; by the time shown where none is given.
        view: The part of the map that is shown: x, y, width, height of the drawing; all points where none is given.
        page: Page of the table.
        problems: What could not be understood of an address, for whoever wrote it.
    """

    q: str = ""
    since: date | None = None
    until: date | None = None
    country: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    actor: str = ""
    whom: str = ""
    where: str = ""
    place: int | None = None
    confidence: float = 0.0
    story: int | None = None
    article_key: int | None = None
    conflict: bool = False
    level: str = "report"
    sort: str = "latest"
    by: str = ""
    view: tuple[int, ...] = ()
    page: int = 1
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def asked(self) -> EventFilter:
        """The conditions as the store takes them."""
        return EventFilter(
            types=self.type,
            statuses=self.status,
            countries=self.country,
            geonames=self.place,
            place=self.where or None,
            actor=self.actor or None,
            recipient=self.whom or None,
            after=self.since,
            before=self.until,
            min_confidence=self.confidence or None,
            words=self.q or None,
            story=self.story,
            article_key=self.article_key,
            has_conflict=self.conflict,
            once=self.level == "story",
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing is asked for, so that all is shown."""
        return not any(value for name, _, value in self.conditions())

    def conditions(self) -> Iterator[tuple[str, str, Any]]:
        """Give each condition that is set: its name in the address, in words, and its value."""
        for name, told in _TOLD.items():
            value = getattr(self, name)
            for one in value if isinstance(value, tuple) else (value,):
                if one not in ("", None, False, 0.0):
                    yield name, told(one), one

    def query(self, **changes: Any) -> str:
        """Write the address's query with some conditions changed; the table begins anew unless `page` is given.

        Example:
            >>> Filters(type=("AID",), page=3).query(country=("SYR",))
            'country=SYR&type=AID'
        """
        return urlencode(self.fields(**changes))

    def fields(self, **changes: Any) -> list[tuple[str, str]]:
        """Give the address's query as fields of a form, with some conditions changed."""
        values: dict[str, Any] = {"page": 1} | changes
        other = replace(self, **values)
        given: list[tuple[str, str]] = []
        for known in fields(Filters):
            value = getattr(other, known.name)
            if known.name == "problems" or value == known.default:
                continue
            several = value if isinstance(value, tuple) and known.name != "view" else (value,)
            given += [(known.name, _written(one)) for one in several]
        return given

    def link(self, path: str = "/", **changes: Any) -> str:
        """Give the address of a page with some conditions changed."""
        query = self.query(**changes)
        return f"{path}?{query}" if query else path

    def only(self, name: str, value: str, path: str = "/") -> str:
        """Give the address where a condition of several values has this one alone."""
        changes: dict[str, Any] = {name: (value,)}
        return self.link(path, **changes)

    def without(self, name: str, value: Any, path: str = "/") -> str:
        """Give the address without one condition."""
        left = getattr(self, name)
        empty = {
            "confidence": 0.0,
            "conflict": False,
            "since": None,
            "until": None,
            "place": None,
            "story": None,
            "article_key": None,
        }
        kept = tuple(one for one in left if one != value) if isinstance(left, tuple) else empty.get(name, "")
        return self.link(path, **{name: kept})


def country_name(code: str) -> str:
    """Name a country by its code; a code that is not known stands for itself."""
    country = load_countries().by_code(code)
    return country.name if country else code


_TOLD: dict[str, Any] = {
    "q": lambda words: f"words: {words}",
    "since": lambda day: f"since {day.isoformat()}",
    "until": lambda day: f"until {day.isoformat()}",
    "country": country_name,
    "type": str,
    "status": str,
    "actor": lambda name: f"party: {name}",
    "whom": lambda name: f"to whom: {name}",
    "where": lambda name: f"where: {name}",
    "place": lambda number: f"place {number}",
    "confidence": lambda least: f"confidence from {least:g}",
    "story": lambda number: f"story S{number}",
    "article_key": lambda number: f"article {number}",
    "conflict": lambda _: "articles that contradict themselves",
}


def read_filters(request: Request) -> Filters:
    """Read the conditions of an address. What cannot be understood is left out and told."""
    given = request.query_params
    problems: list[str] = []
    found: dict[str, Any] = {
        name: tuple(dict.fromkeys(v.strip()[:LONGEST] for v in given.getlist(name)[:MOST_VALUES] if v.strip()))
        for name in REPEATED
    }
    found["country"] = tuple(code.upper() for code in found["country"])
    for name in ("q", "actor", "whom", "where"):
        found[name] = given.get(name, "").strip()[:LONGEST]
    for name, read in _READERS.items():
        written = given.get(name, "").strip()
        if not written:
            continue
        try:
            found[name] = read(written)
        except ValueError as problem:
            problems.append(f"{name}: {problem}")
    return Filters(**found, problems=tuple(problems))


Shown = Annotated[Filters, Depends(read_filters)]
"""What the address asks for."""


def has_empty_fields(request: Request) -> bool:
    """Whether a form wrote fields into the address that say nothing."""
    return any(value == "" for _, value in request.query_params.multi_items())


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "_".join(str(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _read_day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{written[:40]!r} is no day; write it like 2025-03-14") from None


def _read_share(written: str) -> float:
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{written[:40]!r} is no confidence; write one from 0 to 1")
    return share


def _read_number(written: str) -> int:
    digits = written.removeprefix("S")
    if not digits.isascii() or not digits.isdigit() or int(digits[:20]) > LARGEST_KEY:
        raise ValueError(f"{written[:40]!r} is no number")
    return int(digits)


def _read_view(written: str) -> tuple[int, ...]:
    try:
        x, y, width, height = (int(part) for part in written[:40].split("_"))
    except ValueError:
        raise ValueError(f"{written[:40]!r} is no part of the map; write x_y_width_height") from None
    if not (0 < width < 10**5 and 0 < height < 10**5 and max(abs(x), abs(y)) < 10**5):
        raise ValueError(f"{written[:40]!r} lies beyond the map")
    return x, y, width, height


def _one_of(names: Any) -> Any:
    def read(written: str) -> str:
        if written not in names:
            raise ValueError(f"{written[:40]!r} is none of {', '.join(names)}")
        return written

    return read


_READERS: dict[str, Any] = {
    "since": _read_day,
    "until": _read_day,
    "place": _read_number,
    "confidence": _read_share,
    "story": _read_number,
    "article_key": _read_number,
    "conflict": lambda written: written not in ("0", "no", "false"),
    "level": _one_of(LEVELS),
    "sort": _one_of(ORDERS),
    "by": _one_of(PERIODS),
    "view": _read_view,
    "page": lambda written: max(1, min(_read_number(written), 1_000_000)),
}
