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
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.errors import TableError
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

    def active_in(self, year: int | None) -> bool:
        """Whether the actor was active (a leader: in office) in a year; True where nothing is known."""
        if year is None or not self.years:
            return True
        return any((first or year) <= year <= (last or year) for first, last in self.years)

    def sector_in(self, year: int | None) -> str | None:
        """The sector in a year: a person who has left office belongs to the elite (ELI)."""
        if self.type != "person" or year is None or not self.years or self.active_in(year):
            return self.sector
        if self.otherwise is not None:
            return self.otherwise
        last = max(last or 9999 for _, last in self.years)
        return "ELI" if self.sector == "GOV" and year > last else self.sector


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
    """Load all files of the actor table, in the order of their names.

    Raises:
        TableError: A file has a mistake; the message names file and line.
    """
    return tuple(actor for path in sorted(folder.glob("*.yaml")) for actor in read_actors(path))


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

    def find_by_surname(self, surname: str, year: int | None, country: str | None = None) -> Actor | None:
        """Find the person that a bare surname means.

        Args:
            surname: As written.
            year: Year of the report; who was in office then comes first.
            country: Country that the text gives for the person, where it does.

        Returns:
            The one person that fits; None where none or several do.
        """
        found = self._surnames.get(fold_word(surname), ())
        here = [actor for actor in found if country is None or actor.country == country]
        active = [actor for actor in here if actor.active_in(year)]
        for fitting in (active, here):
            if len(fitting) == 1:
                return fitting[0]
        return None


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
