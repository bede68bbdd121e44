"""Terms of office to the day: who held what from when to when, world-wide.

The tables are those of `data/record/` that have a column `person`: one row a term. A date may
be a year or a month; a term without an end goes on, or ended with the person's death.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.resources.tables import DATA

RECORD = DATA / "record"
_ELITE = frozenset({"GOV", "LEG", "JUD", "SPY", "IGO"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office.

    Args:
        office: What the office is called.
        country: ISO 3166-1 alpha-3, or None.
        sector: PLOVER sector of who holds it.
        start: First day; None where it is not known.
        end: Last day; None where it goes on or is not known.
    """

    office: str
    country: str | None
    sector: str | None
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the office was held on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def sector_after(self) -> str | None:
        """Sector of who held it once: out of an office of state one belongs to the elite."""
        return "ELI" if self.sector in _ELITE else self.sector


@dataclass(slots=True)
class Holder:
    """A person of the record with all terms, in the order of the tables."""

    name: str
    aliases: tuple[str, ...]
    terms: list[Term]


def read_holders(folder: Path = RECORD) -> list[Holder]:
    """Read the persons of the record, in the order of their first rows; one name in one country is one person."""
    holders: dict[tuple[str, str], Holder] = {}
    for path in sorted(folder.glob("*.csv")):
        for row in _rows(path):
            country = row["country"] if row["sector"] != "IGO" else ""
            holder = holders.get((row["person"], country))
            aliases = tuple(part.strip() for part in row["aliases"].split(";") if part.strip())
            if holder is None:
                holder = holders[row["person"], country] = Holder(row["person"], (), [])
            holder.aliases = tuple(dict.fromkeys((*holder.aliases, *aliases)))
            end = row["end"] or row["died"]
            holder.terms.append(
                Term(row["office"], row["country"] or None, row["sector"] or None, _day(row["start"]), _day(end, last=True))
            )  # fmt: skip
    return list(holders.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames and reader.fieldnames[0] == "person":
            yield from reader


def _day(text: str, *, last: bool = False) -> date | None:
    """Read a date, month or year as its first day, or its last."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    return date(year, month, parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1))


def term_on(terms: tuple[Term, ...], day: date) -> Term | None:
    """The term in force on a day, of several the one that began last."""
    return max((term for term in terms if term.covers(day)), key=_start, default=None)


def last_before(terms: tuple[Term, ...], day: date) -> Term | None:
    """The term that ended last before a day."""
    return max((term for term in terms if term.end and term.end < day), key=lambda term: term.end or day, default=None)


def _start(term: Term) -> date:
    return term.start or date.min
