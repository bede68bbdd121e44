"""Actors known by name: states' organs, armed groups, alliances, organisations, leaders.

    data/actors/*.yaml    one file per region or kind; a name, and what it is

Aliases of all actors, with the names of countries, their peoples and capitals, stand in one
index over words. It is asked once for a whole text and answers in linear time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.errors import TableError
from dateline.resources.actor_terms import Holder, Term, last_before, read_holders, term_on
from dateline.resources.countries import load_countries
from dateline.resources.tables import DATA, line_of, load_table, read_model

ACTORS = DATA / "actors"
SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "IGO",
        "NGO",
    ]
)

AliasKind = Literal["actor", "country", "adjective", "people", "capital", "homeland"]

_WORD = re.compile(r"[^\W_]+")
_GAPS = frozenset({"", "-", "–", "‑", "'", "’", "‘", ".", "&", "/"})
_COURTESY_DAYS = 90
"""How long one is still called by an office that is over."""

_HEADS = frozenset({"president", "prime minister", "chancellor", "leader", "supreme leader", "king", "queen", "emir", "pope", "premier", "UN secretary-general", "taoiseach"})  # fmt: skip
_RECORDED = "data/record/"
_NEAR_YEARS = 5
"""Leaders of one surname within these years of a report are told apart by more than it."""

_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?")


def _read_years(value: object) -> object:
    """Read "1994-2004, 2012-" or a single year as spans of years."""
    spans = []
    for part in str(value).split(","):
        match = _YEARS.fullmatch(part.strip())
        if not match or not part.strip():
            raise ValueError(f"years are written like 1994-2004, 2012- or 1999, not {part.strip()!r}")
        first, dash, last = match.groups()
        spans.append((int(first) if first else None, int(last) if last else (None if dash else int(first))))
    return tuple(spans)


def _read_list(value: object) -> object:
    """Let several names be written as one line parted by semicolons."""
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


Years = Annotated[tuple[tuple[int | None, int | None], ...], BeforeValidator(_read_years)]
Names = Annotated[tuple[str, ...], BeforeValidator(_read_list)]


class Actor(BaseModel):
    """One actor of the table.

    Args:
        name: The usual English name.
        aliases: Other names and abbreviations. One in capitals counts only in capitals.
        type: person, organization or group.
        country: ISO 3166-1 alpha-3, or None for those of no one country.
        sector: PLOVER sector; for a person that of the office held in `years`.
        years: When the actor was active, a leader in office; open where not known.
        office: A person's office in those years.
        otherwise: Sector in other years, where it is known ("OPP" of one who was in opposition
            before and after).
        common: Others elsewhere bear the name too ("Liberal Party"), so it counts only where
            the text names no country, or this one.
        source: Where this can be read, if not where the file says.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    aliases: Names = ()
    type: Literal["person", "organization", "group"] = "organization"
    country: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    sector: str | None = None
    years: Years = ()
    office: str | None = None
    otherwise: str | None = None
    common: bool = False
    source: str | None = None
    terms: tuple[Term, ...] = ()

    def active_on(self, day: date | None) -> bool:
        """Whether the actor was active (a leader: in office) on a day; True where nothing is known."""
        if day is None or not (self.years or self.terms):
            return True
        return term_on(self.terms, day) is not None or self._in_years(day)

    def _in_years(self, day: date) -> bool:
        """Whether the years tell that the actor was active; the terms, which know the day, settle the first and last."""
        year = day.year
        if not any((first or year) <= year <= (last or year) for first, last in self.years):
            return False
        ended = any(term.end and term.end.year == year and term.end < day for term in self.terms)
        begins = any(term.start and term.start.year == year and term.start > day for term in self.terms)
        return not (ended or begins)

    def sector_on(self, day: date | None) -> str | None:
        """The sector on a day: a person who has left office belongs to the elite (ELI)."""
        if self.type != "person" or day is None or not (self.years or self.terms):
            return self.sector
        if (term := term_on(self.terms, day)) is not None:
            return term.sector
        if self._in_years(day):
            return self.sector
        if self.otherwise is not None:
            return self.otherwise
        if not self.years and self.source != _RECORDED:
            return self.sector
        last = last_before(self.terms, day)
        if self.years and day.year > max(last_year or 9999 for _, last_year in self.years) and self.sector == "GOV":
            return "ELI"
        return last.sector_after if last is not None else self.sector

    def governs(self, day: date) -> bool:
        """Whether the record has the person in an office of government on a day."""
        term = term_on(self.terms, day)
        return term is not None and term.sector in ("GOV", "IGO")

    def has_left(self, office: str, day: date | None) -> bool:
        """Whether the person held just this office once and did so no more in the months before a day.

        Only of heads of states and governments does the record have every term.
        """
        if office not in _HEADS:
            return False
        held = [term for term in self.terms if term.office == office]
        if day is None or not held or any(term.covers(day) for term in held):
            return False
        return any(term.end is not None and (day - term.end).days > _COURTESY_DAYS for term in held)

    @property
    def leads(self) -> bool:
        """Whether the office is one at the head of a state or of the organisation of all states."""
        offices = {self.office, *(term.office for term in self.terms)}
        return not _HEADS.isdisjoint(offices)


class ActorFile(BaseModel):
    """One file of the table: what all its actors share, and the actors by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    type: Literal["person", "organization", "group"] = "organization"
    country: str | None = None
    sector: str | None = None
    actors: dict[str, Actor]


@dataclass(frozen=True, slots=True)
class Alias:
    """What a name in the index stands for."""

    kind: AliasKind
    words: tuple[str, ...]
    actor: Actor | None = None
    country: str | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the index in a text, at code points `start` to `end`; the best of `found` comes first."""

    start: int
    end: int
    found: tuple[Alias, ...]


def fold_word(word: str) -> str:
    """Lower-case a word and take its accents off.

    Example:
        >>> fold_word("Brasília")
        'brasilia'
    """
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return word.lower()


class ActorIndex:
    """All names of actors and countries, found in a text by words.

    A word with a capital in the table has one in the text; a word all in capitals of up to
    six letters ("IS", "WHO") is written so. Hyphens, dots and apostrophes between words
    do not matter.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Alias]]] = {}
        self._longest: dict[str, int] = {}
        for alias in aliases:
            folded = tuple(fold_word(word) for word in alias.words)
            rows = self._by_first.setdefault(folded[0], {})
            rows.setdefault(folded, []).append(alias)
            self._longest[folded[0]] = max(self._longest.get(folded[0], 0), len(folded))

    def find(self, text: str) -> list[Match]:
        """Find all names in a text, the longest first at each place, without overlaps."""
        words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        matches: list[Match] = []
        i = 0
        while i < len(words):
            found = self._at(text, words, i)
            if found is None:
                i += 1
            else:
                matches.append(found[0])
                i += found[1]
        return matches

    def _at(self, text: str, words: list[tuple[int, int, str]], i: int) -> tuple[Match, int] | None:
        first = fold_word(words[i][2])
        rows = self._by_first.get(first)
        if rows is None:
            return None
        folded, length = [first], 1
        while length < self._longest[first] and i + length < len(words):
            if text[words[i + length - 1][1] : words[i + length][0]].strip() not in _GAPS:
                break
            folded.append(fold_word(words[i + length][2]))
            length += 1
        for n in range(length, 0, -1):
            written = [word for _, _, word in words[i : i + n]]
            found = tuple(alias for alias in rows.get(tuple(folded[:n]), ()) if _written_alike(alias.words, written))
            if found:
                start, end = words[i][0], words[i + n - 1][1]
                # The last dot of "U.S." belongs to it; a full stop does not.
                end += 1 if n > 1 and len(written[-1]) == 1 and text[end : end + 1] == "." else 0
                return Match(start, end, found), n
        return None


def _written_alike(table: tuple[str, ...], text: list[str]) -> bool:
    for known, written in zip(table, text, strict=True):
        if known.isupper() and len(known) <= 6:
            if written != known:
                return False
        elif known[0].isupper() and not written[0].isupper():
            return False
    return True


def split_name(text: str) -> tuple[str, ...]:
    """Part a name into its words as the index does."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=1)
def load_actors(folder: Path = ACTORS) -> tuple[Actor, ...]:
    """Load all files of the actor table, in the order of their names, with the terms of the record.

    Raises:
        TableError: A file has a mistake; the message names file and line.
    """
    actors = [actor for path in sorted(folder.glob("*.yaml")) for actor in read_actors(path)]
    return tuple(_with_terms(actors, read_holders()))


def _with_terms(actors: Sequence[Actor], holders: Iterable[Holder]) -> Iterator[Actor]:
    """Give the persons of the table their terms, and add those whom only the record has."""
    known = {
        _folded(name): actor for actor in actors if actor.type == "person" for name in (actor.name, *actor.aliases)
    }
    more: dict[int, list[Holder]] = {}
    others = []
    for holder in holders:
        names = (holder.name, *holder.aliases)
        actor = next((found for name in names if len(_folded(name)) > 1 and (found := known.get(_folded(name)))), None)
        if actor is not None and (actor.country in {term.country for term in holder.terms} or actor.country is None):
            more.setdefault(id(actor), []).append(holder)
        else:
            others.append(holder)
    for actor in actors:
        yield _of_holders(actor, more[id(actor)]) if id(actor) in more else actor
    for holder in others:
        last = holder.terms[-1]
        # Not checked again: there are thousands, and a test reads them all.
        yield Actor.model_construct(
            name=holder.name, aliases=holder.aliases, type="person", country=last.country, sector=last.sector,
            years=(), office=last.office, otherwise=None, common=False, source=_RECORDED, terms=tuple(holder.terms),
        )  # fmt: skip


def _of_holders(actor: Actor, holders: Sequence[Holder]) -> Actor:
    aliases = dict.fromkeys((*actor.aliases, *(name for holder in holders for name in (holder.name, *holder.aliases))))
    aliases.pop(actor.name, None)
    terms = tuple(term for holder in holders for term in holder.terms)
    return actor.model_copy(update={"aliases": tuple(aliases), "terms": terms})


def read_actors(path: Path, model: type[ActorFile] = ActorFile) -> Iterator[Actor]:
    """Read one file of actors.

    Args:
        path: The file.
        model: What a file must hold.

    Raises:
        TableError: The file has a mistake; the message names the line.
    """
    file = read_model(path, model)
    for name, actor in file.actors.items():
        given = actor.model_fields_set
        shared = {
            field: getattr(file, field) for field in ("type", "country", "sector", "source") if field not in given
        }
        whole = actor.model_copy(update={"name": name, **shared})
        for field, problem in problems_of(whole):
            own = ("actors", name, field) if field in given else (field,)
            raise TableError(f"{name}: {problem}", path=path, line=line_of(path, own))
        yield whole


def problems_of(actor: Actor) -> Iterator[tuple[str, str]]:
    """Say which fields of an actor hold a code that there is not, and what is wrong."""
    if actor.sector is not None and actor.sector not in SECTORS:
        yield "sector", f"sector {actor.sector!r} is not one of {', '.join(sorted(SECTORS))}"
    if actor.otherwise is not None and actor.otherwise not in SECTORS:
        yield "otherwise", f"sector {actor.otherwise!r} is not one of {', '.join(sorted(SECTORS))}"
    if actor.country is not None and load_countries().by_code(actor.country) is None:
        yield "country", f"{actor.country!r} is no country code of countries.yaml"


class ActorTable:
    """A set of actors to look names up in.

    Args:
        actors: The table of the package.
        own: A user's own actors. One of them takes the place of the package's of the same
            name, whose other names it keeps, and any name of theirs is theirs alone.
    """

    def __init__(self, actors: Iterable[Actor], own: Sequence[Actor] = ()) -> None:
        self.actors = _with_own(actors, own) if own else tuple(actors)
        taken = {_folded(name) for actor in own for name in (actor.name, *actor.aliases)}
        mine = {id(actor) for actor in self.actors[: len(own)]}
        aliases = (
            alias
            for alias in _actor_aliases(self.actors)
            if id(alias.actor) in mine or tuple(fold_word(word) for word in alias.words) not in taken
        )
        self.index = ActorIndex([*aliases, *_country_aliases(), *_homeland_aliases()])
        self._surnames: dict[str, list[Actor]] = {}
        for actor in self.actors:
            if actor.type == "person":
                words = (split_name(name) for name in (actor.name, *actor.aliases))
                for last in dict.fromkeys(fold_word(parts[-1]) for parts in words if parts):
                    self._surnames.setdefault(last, []).append(actor)

    def knows_surname(self, surname: str) -> bool:
        """Whether anybody of the table bears a surname."""
        return fold_word(surname) in self._surnames

    def find_by_surname(self, surname: str, day: date | None, country: str | None = None) -> Actor | None:
        """Find the person that a bare surname means.

        Without a country only the head of a state is known well enough, and only where nobody
        else of that surname held office in those years.

        Args:
            surname: As written.
            day: Day of the report; who was in office then comes first.
            country: Country that the text gives for the person, where it does.

        Returns:
            The one person that fits; None where none or several do.
        """
        found = self._surnames.get(fold_word(surname), ())
        if country is None:
            near = [actor for actor in found if _is_near(actor, day)]
            return near[0] if len(near) == 1 and near[0].leads and near[0].active_on(day) else None
        here = [actor for actor in found if actor.country == country]
        active = [actor for actor in here if actor.active_on(day)]
        for fitting in (active, here):
            if len(fitting) == 1:
                return fitting[0]
        return None


def _is_near(actor: Actor, day: date | None) -> bool:
    if day is None or not (actor.terms or actor.years):
        return True
    years = [*actor.years, *((term.start and term.start.year, term.end and term.end.year) for term in actor.terms)]
    return any((first or 0) - _NEAR_YEARS <= day.year <= (last or 9999) + _NEAR_YEARS for first, last in years)


def _with_own(actors: Iterable[Actor], own: Sequence[Actor]) -> tuple[Actor, ...]:
    """Put a user's actors before the others, and drop those whose place they take."""
    at = {_folded(actor.name): n for n, actor in enumerate(own)}
    mine, others = list(own), []
    for actor in actors:
        n = at.get(_folded(actor.name))
        if n is None:
            others.append(actor)
        else:
            more = tuple(dict.fromkeys((*mine[n].aliases, *actor.aliases)))
            mine[n] = mine[n].model_copy(update={"aliases": more})
    return (*mine, *others)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in split_name(name))


@lru_cache(maxsize=1)
def load_actor_table() -> ActorTable:
    """Load the package's own table, once.

    Raises:
        TableError: A table has a mistake; the message names file and line.
    """
    return ActorTable(load_actors())


def _actor_aliases(actors: Iterable[Actor]) -> Iterator[Alias]:
    for actor in actors:
        for text in dict.fromkeys((actor.name, *actor.aliases)):
            if words := split_name(text):
                yield Alias("actor", words, actor=actor)


def _country_aliases() -> Iterator[Alias]:
    for row in load_countries():
        kinds: tuple[tuple[AliasKind, tuple[str, ...]], ...] = (
            ("country", row.names),
            ("adjective", row.adjectives),
            ("people", row.people),
            ("capital", row.capitals),
        )
        for kind, texts in kinds:
            for text in texts:
                # "The Valley" is Anguilla's capital; a valley is not.
                short = text if kind == "capital" else text.removeprefix("the ").removeprefix("The ")
                words = split_name(short)
                yield Alias(kind, words, country=row.code, until=row.until)


def _homeland_aliases() -> Iterator[Alias]:
    """Peoples that live in one country, as words that tell it ("Basque", "Rohingya")."""
    for country, peoples in load_table("lexicons/nationalities.yaml")["homelands"].items():
        for text in peoples:
            yield Alias("homeland", split_name(text), country=country)
