"""Countries and territories: names, people and capitals as reports write them.

The table is `data/countries.yaml`. A name in capitals ("US", "DRC") is met only in
capitals; any other also in capitals throughout ("IRAQ"), for headlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, RootModel

from dateline.resources.tables import DATA, read_model

COUNTRIES = DATA / "countries.yaml"


class Country(BaseModel):
    """One row of the table, with its code filled in.

    Args:
        code: ISO 3166-1 alpha-3, or ISO 3166-3 for a state that is no more.
        aliases: Other names of the state.
        adjectives: Words as in "Iraqi officials".
        people: Words for its people, singular and plural.
        parts: Regions of it that reports name like countries ("Scotland", "Chechnya").
        capitals: Seat of government first, then other words that stand for the government.
        cow: Correlates of War number.
        gwno: Gleditsch-Ward number, where it differs from `cow`.
        cameo: CAMEO's code, where it differs from `code`.
        until: Last year of a state that is no more.
        successor: Code of the state that took its place.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = ""
    name: str
    alpha2: str
    numeric: int
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    cow: int | None = None
    gwno: int | None = None
    cameo: str | None = None
    region: str
    until: int | None = None
    successor: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


class _Table(RootModel[dict[str, Country]]):
    """The whole file."""


class Countries:
    """The countries, looked up by code or by words.

    Example:
        >>> countries = load_countries()
        >>> countries.by_demonym("Iraqis").code, countries.by_name("the U.S.").code
        ('IRQ', 'USA')
    """

    def __init__(self, rows: Iterable[Country]) -> None:
        self._rows = tuple(rows)
        self._codes = {row.code: row for row in self._rows}
        self._names = _index((name, row) for row in self._rows for name in row.names)
        self._demonyms = _index((word, row) for row in self._rows for word in (*row.adjectives, *row.people))
        self._adjectives = _index((word, row) for row in self._rows for word in row.adjectives)
        self._capitals = _index((name, row) for row in self._rows for name in row.capitals)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._rows)

    def by_code(self, code: str) -> Country | None:
        """The country with this alpha-3 code."""
        return self._codes.get(code)

    def today(self, code: str | None) -> str | None:
        """The code of the state that stands today in a state's place; of one that still stands, its own.

        Example:
            >>> load_countries().today("SUN"), load_countries().today("IRQ")
            ('RUS', 'IRQ')
        """
        row = self._codes.get(code) if code is not None else None
        return row.successor if row is not None and row.successor else code

    def by_name(self, text: str) -> Country | None:
        """The country that is called exactly this; an article before it does not matter."""
        return _find(self._names, text)

    def by_demonym(self, text: str) -> Country | None:
        """The country of an adjective or of a word for its people: "Iraqi", "Turks", "U.S."."""
        return _find(self._demonyms, text)

    def by_adjective(self, text: str) -> Country | None:
        """The country of an adjective only: "Turkish", not "Turks"."""
        return _find(self._adjectives, text)

    def by_capital(self, text: str) -> Country | None:
        """The country whose capital (or other seat of government) is called this."""
        return _find(self._capitals, text)


def _index(pairs: Iterable[tuple[str, Country]]) -> dict[str, Country]:
    """Index by each way of writing; a state of today comes before one that is no more."""
    index: dict[str, Country] = {}
    for text, row in pairs:
        for key in (_plain(text), _plain(text).upper()):
            known = index.get(key)
            if known is None or (known.until and not row.until):
                index[key] = row
    return index


def _find(index: dict[str, Country], text: str) -> Country | None:
    key = _plain(text)
    return index.get(key) or (index.get(key[4:]) if key[:4].lower() == "the " else None)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'")


@lru_cache(maxsize=1)
def load_countries() -> Countries:
    """Load the table of countries, once.

    Raises:
        TableError: The table has a mistake; the message names the line.
    """
    rows = read_model(COUNTRIES, _Table).root
    return Countries(row.model_copy(update={"code": code}) for code, row in rows.items())
