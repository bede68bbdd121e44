"""Known facts that a report can be held against: who held which office when, who died when, what happened when.

    data/record/index.yaml    until when the record holds, and its tables
    data/record/*.csv         terms of office with deaths, and events, a row each

A user's own facts (CSV or JSON Lines) are read by `record_files` into the same rows.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Self

from dateline.errors import TableError
from dateline.resources.actors import SECTORS, fold_word
from dateline.resources.countries import load_countries
from dateline.resources.tables import DATA, load_table

RECORD = DATA / "record"
PERSON_COLUMNS = ("person", "aliases", "country", "office", "organization", "sector", "start", "end", "died", "source")
EVENT_COLUMNS = (
    "event", "aliases", "kind", "start", "end", "place", "country", "organization", "deaths", "source",
)  # fmt: skip
PUBLIC = "public knowledge"

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DEATHS = re.compile(r"(\d+)(-)?(\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Days:
    """A date as it is known: a day, a month or a year, with the first and last day that it can be.

    Example:
        >>> Days.read("2011-02").last
        datetime.date(2011, 2, 28)
    """

    text: str
    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> Self:
        """Read "2011", "2011-02" or "2011-02-11".

        Raises:
            ValueError: It is none of them.
        """
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no date; write it like 2011, 2011-02 or 2011-02-11")
        try:
            year, month, day = (int(part) if part else None for part in match.groups())
            if month is None or day is None:
                last_month = month or 12
                last = date(year or 0, last_month, monthrange(year or 0, last_month)[1])
                return cls(text, date(year or 0, month or 1, 1), last)
            return cls(text, date(year or 0, month, day), date(year or 0, month, day))
        except ValueError as problem:
            raise ValueError(f"{text!r} is no day of the calendar") from problem

    def say(self) -> str:
        """Write the date as a sentence has it: 20 October 2011, October 2011 or 2011."""
        if len(self.text) == len("2011"):
            return self.text
        month = f"{self.first:%B} {self.first.year}"
        return month if self.first != self.last else f"{self.first.day} {month}"


@dataclass(frozen=True, slots=True)
class Term:
    """An office or a place in a group that a person held, and when.

    `end` is None where the term had not ended by `valid_to`, the last day for which its record holds.
    """

    office: str
    country: str | None
    organization: str | None
    sector: str | None
    start: Days | None
    end: Days | None
    source: str = PUBLIC
    valid_to: date | None = None

    def may_cover(self, first: date, last: date) -> bool:
        """Whether the person may have held it on some day from `first` to `last`."""
        return (self.start is None or self.start.first <= last) and (self.end is None or self.end.last >= first)

    def say(self) -> str:
        """Write the term as a row of the record: president of EGY, 14 October 1981 to 11 February 2011."""
        of = self.country or self.organization
        begun = self.start.say() if self.start else "?"
        if self.end and self.start and self.end.text == self.start.text:
            return f"{self.office} ({of}), {begun}" if of else f"{self.office}, {begun}"
        when = f"{begun} to {self.end.say()}" if self.end else f"since {begun}"
        return f"{self.office} ({of}), {when}" if of else f"{self.office}, {when}"


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the record.

    Args:
        name: The usual English name.
        aliases: Other names and spellings.
        terms: Offices and places in groups, in the order of the rows.
        died: When the person died; None where that is not known by `valid_to`, which is not to say alive.
        source: Where the rows stand.
        valid_to: Last day for which the record holds, if it names one.
    """

    name: str
    aliases: tuple[str, ...]
    terms: tuple[Term, ...]
    died: Days | None
    source: str
    valid_to: date | None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all others."""
        return (self.name, *self.aliases)

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes of the countries of the terms, each once."""
        return tuple(dict.fromkeys(term.country for term in self.terms if term.country))

    @property
    def organizations(self) -> tuple[str, ...]:
        """Parties, groups and bodies of the terms, each once."""
        return tuple(dict.fromkeys(term.organization for term in self.terms if term.organization))


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of the record, by a name of its own or by place and day.

    Args:
        name: The usual English name; of a story, the words that report it.
        aliases: Other names.
        kind: attack, earthquake, treaty …; of a story, the event type.
        start: Day it began.
        end: Day it ended, if that is another.
        place: Name of the place.
        country: ISO 3166-1 alpha-3.
        organization: Who did it or came to power by it.
        deaths: Fewest and most dead that reliable counts give; the second is None where open.
        source: Where the row stands.
        told: Whether it stands here because articles told of it, and has no name of its own.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    start: Days
    end: Days | None
    place: str | None
    country: str | None
    organization: str | None
    deaths: tuple[int, int | None] | None
    source: str
    told: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all others."""
        return (self.name, *self.aliases)

    @property
    def first(self) -> date:
        """First day that the event can have been on."""
        return self.start.first

    @property
    def last(self) -> date:
        """Last day that the event can have been on."""
        return (self.end or self.start).last

    def say(self) -> str:
        """Write the event as a row of the record."""
        when = self.start.say() + (f" to {self.end.say()}" if self.end else "")
        parts = [self.name, when, self.place or ""]
        if self.deaths:
            low, high = self.deaths
            parts.append(
                f"{low:,} dead" if low == high else f"{low:,} to {high:,} dead" if high else f"{low:,} dead or more"
            )
        return ", ".join(part for part in parts if part)


Row = Person | KnownEvent
"""One fact as a line of a file gives it: a person with one term, or an event."""


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> tuple[str, ...]:
    """Give a name's words in a form that its spellings share, without titles before it and articles within.

    Example:
        >>> fold_name("Sheikh Mohamed al-Khatib") == fold_name("Mohammad Al Khatib")
        True
    """
    table = _name_words()
    words = [table.get(word, word) for word in (fold_word(w).replace("’", "'") for w in _WORD.findall(name))]
    kept = [word for word in words if word not in _articles()] or words
    while len(kept) > 2 and kept[0] in _titles():
        kept = kept[1:]
    return tuple(kept)


@lru_cache(maxsize=1)
def _name_words() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("record/index.yaml")["same_words"]
    return {spelling: word for word, spellings in table.items() for spelling in spellings}


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(load_table("record/index.yaml")["titles"])


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    return frozenset(load_table("record/index.yaml")["articles"])


class Record:
    """Known persons and events, looked up by name, office and day.

    Args:
        rows: Persons with their terms, and events. Rows of one person (one name and no two
            dates of death) are put together.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        self.persons = _join(row for row in rows if isinstance(row, Person))
        self.known_events = tuple(row for row in rows if isinstance(row, KnownEvent))
        self._by_name: dict[tuple[str, ...], list[Person]] = {}
        self._offices: dict[tuple[str, str], list[tuple[Term, Person]]] = {}
        self._by_place: dict[str, list[KnownEvent]] = {}
        for event in self.known_events:
            if event.place and event.deaths:
                self._by_place.setdefault(event.place.casefold(), []).append(event)
        for person in self.persons:
            for folded in dict.fromkeys(fold_name(name) for name in person.names):
                self._by_name.setdefault(folded, []).append(person)
            for term in person.terms:
                if term.country:
                    self._offices.setdefault((term.country, term.office), []).append((term, person))

    def people(self, name: str, on: date | None = None) -> list[Person]:
        """Find the persons who go by a full name.

        Args:
            name: As written; spelling, titles before it and articles do not matter. A
                single word is nobody's full name, unless the record has it as one.
            on: Give only those who may have held an office, or a place in a group, on this day.
        """
        found = self._by_name.get(fold_name(name), [])
        if on is None:
            return list(found)
        return [person for person in found if any(term.may_cover(on, on) for term in person.terms)]

    def holders(self, country: str, office: str, first: date, last: date | None = None) -> list[tuple[Person, Term]]:
        """Find who may have held an office of a country on a day, or on some day up to `last`."""
        rows = self._offices.get((country, office), [])
        return [(person, term) for term, person in rows if term.may_cover(first, last or first)]

    def events_at(self, place: str, country: str | None, first: date, last: date) -> list[KnownEvent]:
        """Find the events with a toll that began at a place on a day from `first` to `last`."""
        return [
            event
            for event in self._by_place.get(place.casefold(), [])
            if event.start.first == event.start.last and first <= event.start.first <= last
            and (country is None or event.country in (None, country))
        ]  # fmt: skip

    def terms(self, country: str, office: str) -> list[tuple[Person, Term]]:
        """All known terms of an office of a country, in the order of the rows."""
        return [(person, term) for term, person in self._offices.get((country, office), [])]


def _join(rows: Iterable[Person]) -> tuple[Person, ...]:
    """Put the terms of one person together; two of one name who died on different days stay two."""
    joined: dict[str, list[Person]] = {}
    for row in rows:
        same = joined.setdefault(row.name.casefold(), [])
        at = next((n for n, old in enumerate(same) if not (old.died and row.died and old.died != row.died)), None)
        if at is None:
            same.append(row)
        else:
            old = same[at]
            aliases = tuple(dict.fromkeys((*old.aliases, *row.aliases)))
            died, source = (old.died, old.source) if old.died else (row.died, row.source if row.died else old.source)
            same[at] = replace(old, aliases=aliases, terms=(*old.terms, *row.terms), died=died, source=source)
    return tuple(person for same in joined.values() for person in same)


def read_row(given: Mapping[str, str], source: str, valid_to: date | None = None) -> Row:
    """Make a person or an event of a row's cells.

    Args:
        given: Columns of `PERSON_COLUMNS` or `EVENT_COLUMNS` with what stands there; empty cells left out.
        source: Where the row stands; its own `source` column wins.
        valid_to: Last day for which the rows hold.

    Raises:
        ValueError: A cell holds what it should not; the message says what was expected.
    """
    source = given.get("source", source)
    country = given.get("country")
    if country is not None and load_countries().by_code(country) is None:
        raise ValueError(f"country {country!r} is no ISO 3166-1 alpha-3 code, like IRQ")
    start, end = (_day(given, column) for column in ("start", "end"))
    if start and end and end.last < start.first:
        raise ValueError(f"end {end.text} is before start {start.text}")
    if "event" in given:
        if start is None:
            raise ValueError("start is empty; an event needs the day, month or year it began")
        return KnownEvent(
            name=given["event"],
            aliases=_parts(given.get("aliases", "")),
            kind=given.get("kind", "event"),
            start=start,
            end=end,
            place=given.get("place"),
            country=country,
            organization=given.get("organization"),
            deaths=_deaths(given["deaths"]) if "deaths" in given else None,
            source=source,
        )
    if "person" not in given:
        raise ValueError("is neither a person nor an event; fill the column person or event")
    return _person(given, source, valid_to, start, end)


def _person(
    given: Mapping[str, str], source: str, valid_to: date | None, start: Days | None, end: Days | None
) -> Person:
    sector = given.get("sector")
    if sector is not None and sector not in SECTORS:
        raise ValueError(f"sector {sector!r} is not one of {', '.join(sorted(SECTORS))}")
    died = _day(given, "died")
    if died and start and died.last < start.first:
        raise ValueError(f"died {died.text} is before start {start.text}")
    term = Term(
        given.get("office", "member"), given.get("country"), given.get("organization"), sector, start, end or died,
        source, valid_to,
    )  # fmt: skip
    held = (term,) if any(given.get(column) for column in ("office", "organization", "country")) else ()
    return Person(given["person"], _parts(given.get("aliases", "")), held, died, source, valid_to)


def _day(given: Mapping[str, str], column: str) -> Days | None:
    if column not in given:
        return None
    try:
        return Days.read(given[column])
    except ValueError as problem:
        raise ValueError(f"{column} {problem}") from problem


def _deaths(text: str) -> tuple[int, int | None]:
    match = _DEATHS.fullmatch(text)
    if match is None:
        raise ValueError(f"deaths {text!r} is no count; write 52, 52-56 or 52- for an open one")
    low, dash, high = match.groups()
    found = int(low), int(high) if high else (None if dash else int(low))
    if found[1] is not None and found[1] < found[0]:
        raise ValueError(f"deaths {text!r}: the second count is below the first")
    return found


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


@lru_cache(maxsize=1)
def load_known_rows() -> tuple[Row, ...]:
    """Load the rows of the record that comes along.

    Raises:
        TableError: A row has a mistake; the message names file and line.
    """
    table = load_table("record/index.yaml")
    valid_to = Days.read(str(table["valid_to"])).last
    rows: list[Row] = []
    for name in table["files"]:
        path = RECORD / name
        source = f"{table['name']}, {name}, to {valid_to.isoformat()}"
        with path.open(encoding="utf-8", newline="") as stream:
            for line, given in cells(csv.reader(stream)):
                try:
                    rows.append(read_row(given, source, valid_to))
                except ValueError as problem:
                    raise TableError(str(problem), path=path, line=line) from problem
    return tuple(rows)


def with_own_rows(known: Iterable[Row], own: Sequence[Row]) -> list[Row]:
    """Put a user's rows before known ones; where both say when somebody died, the user's row is right."""
    dead = {fold_name(row.name) for row in own if isinstance(row, Person) and row.died}
    rows = list(own)
    for row in known:
        mine = isinstance(row, Person) and row.died is not None and fold_name(row.name) in dead
        rows.append(replace(row, died=None) if mine and isinstance(row, Person) else row)
    return rows


def cells(lines: Iterator[list[str]] | Iterable[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the filled cells of each line of a CSV by column, with the line's number counted from 1."""
    columns: Sequence[str] = ()
    for line, row in enumerate(lines, start=1):
        if line == 1:
            columns = [column.strip() for column in row]
        else:
            given = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if cell.strip()}
            if given:
                yield line, given


@lru_cache(maxsize=1)
def load_record() -> Record:
    """Load the record that comes along.

    Raises:
        TableError: A row has a mistake; the message names file and line.
    """
    return Record(load_known_rows())
