"""A user's own actors: our YAML, a CSV, FollowTheMoney entities, OpenSanctions' simple CSV.

In YAML, which is written by hand, a mistake stops the reading. In the other formats a row
that cannot be used is told with its line and skipped, and the rest is used.
"""

from __future__ import annotations

import csv
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dateline.errors import TableError
from dateline.resources.actors import (
    Actor,
    ActorFile,
    ActorTable,
    load_actor_table,
    load_actors,
    problems_of,
    read_actors,
)
from dateline.resources.countries import Country, load_countries
from dateline.resources.tables import load_table

COLUMNS = ("name", "aliases", "type", "country", "sector", "years", "office", "common", "source")
"""Columns of a CSV of our own; only `name` must be there."""

_SIMPLE = {"id", "schema", "name"}
_YAML = frozenset({".yaml", ".yml"})
_CSV = {".csv": ",", ".tsv": "\t"}
_JSON = frozenset({".json", ".jsonl", ".ndjson", ".ijson", ".ftm"})
_MOST_TOLD = 20
"""Most rows of a file that are told one by one."""

_log = logging.getLogger(__name__)


class OwnActorFile(ActorFile):
    """A YAML file of a user's own, which need not name a source."""

    source: str = "own table"


@dataclass(frozen=True)
class OwnActors:
    """What a user's file gives: its actors, and a message for each row that could not be used."""

    actors: tuple[Actor, ...]
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def load_actor_table_with(paths: tuple[Path, ...]) -> ActorTable:
    """Load the package's table with a user's own before it; each row that is skipped is logged as a warning.

    Raises:
        TableError: A file cannot be read, or is YAML with a mistake.
    """
    if not paths:
        return load_actor_table()
    own: list[Actor] = []
    for path in paths:
        read = read_own_actors(path)
        own.extend(read.actors)
        for problem in read.problems[:_MOST_TOLD]:
            _log.warning("%s", problem)
        if len(read.problems) > _MOST_TOLD:
            _log.warning("%s: %d more rows were skipped", path, len(read.problems) - _MOST_TOLD)
    return ActorTable(load_actors(), own)


def digest_of(paths: Sequence[Path]) -> str:
    """Give the first letters of a digest over files, so that a store knows when a table was changed.

    Raises:
        TableError: A file cannot be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(path.read_bytes())
        except OSError as problem:
            raise TableError(f"cannot be read: {problem.strerror}", path=path) from problem
    return digest.hexdigest()[:12]


def read_own_actors(path: Path) -> OwnActors:
    """Read a file of actors; its ending and its columns tell the format.

    Raises:
        TableError: The file cannot be read, is of no known format, or is YAML with a mistake.
    """
    ending = path.suffix.lower()
    if ending in _YAML:
        return OwnActors(tuple(read_actors(path, OwnActorFile)))
    if ending not in _CSV and ending not in _JSON:
        endings = ", ".join(sorted({*_YAML, *_CSV, *_JSON}))
        raise TableError(f"is no actor table by its name; it ends in one of {endings}", path=path)
    actors, problems = [], []
    try:
        rows = _read_csv(path, _CSV[ending]) if ending in _CSV else _read_entities(path)
        for line, row in rows:
            if isinstance(row, Actor):
                actors.append(row)
            else:
                problems.append(f"{path}:{line}: {row}")
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise TableError(f"cannot be read: {problem}", path=path) from problem
    return OwnActors(tuple(actors), tuple(problems))


Row = tuple[int, Actor | str]
"""A line with the actor that it gives, or what is wrong with it."""


def _read_csv(path: Path, delimiter: str) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=delimiter)
        columns = [column.strip() for column in reader.fieldnames or () if column]
        if "name" not in columns:
            raise TableError(f"has no column `name`, but {', '.join(columns) or 'nothing'}", path=path, line=1)
        reader.fieldnames = columns
        simple = set(columns) >= _SIMPLE
        for column in columns:
            if not simple and column not in COLUMNS:
                yield 1, f"column {column!r} is not one of {', '.join(COLUMNS)}; it is left out"
        for row in reader:
            given = {key: value.strip() for key, value in row.items() if isinstance(value, str) and value.strip()}
            if given:
                yield from _attempt(reader.line_num, _from_simple if simple else _from_columns, given)


def _read_entities(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig") as stream:
        for line, text in enumerate(stream, start=1):
            if not text.strip():
                continue
            try:
                entity = json.loads(text)
            except (json.JSONDecodeError, RecursionError) as problem:
                yield line, f"is no JSON ({problem}); the row is skipped"
                continue
            yield from _attempt(line, _from_entity, entity)


def _attempt(line: int, make: Any, given: Any) -> Iterator[Row]:
    """Make an actor of a row, or say what is wrong with it; a row of another kind gives nothing."""
    try:
        actor = make(given)
    except ValidationError as problem:
        first = problem.errors()[0]
        yield line, f"{'.'.join(map(str, first['loc']))}: {first['msg']}; the row is skipped"
    except ValueError as problem:
        yield line, f"{problem}; the row is skipped"
    else:
        if actor is not None:
            wrong = next((message for _, message in problems_of(actor)), None)
            yield line, actor if wrong is None else f"{wrong}; the row is skipped"


def _from_columns(given: Mapping[str, str]) -> Actor:
    if "name" not in given:
        raise ValueError("the name is empty")
    fields: dict[str, Any] = {key: value for key, value in given.items() if key in COLUMNS}
    if "country" in fields:
        fields["country"] = country_code(fields["country"])
    return Actor.model_validate(fields)


def country_code(text: str) -> str:
    """Give the alpha-3 code for one of two or three letters, or for a country's name.

    Raises:
        ValueError: There is no such country.

    Example:
        >>> country_code("ml"), country_code("Mali"), country_code("MLI")
        ('MLI', 'MLI', 'MLI')
    """
    countries = load_countries()
    row = countries.by_code(text.upper()) or _by_alpha2().get(text.upper()) or countries.by_name(text)
    if row is None:
        raise ValueError(f"{text!r} is no country; write its code, like MLI, or its name")
    return row.code


@lru_cache(maxsize=1)
def _by_alpha2() -> dict[str, Country]:
    """Countries by two letters; of two that had the same ones, that of today."""
    rows = sorted(load_countries(), key=lambda row: row.until is None)
    return {row.alpha2: row for row in rows}


def _from_simple(given: Mapping[str, str]) -> Actor | None:
    """Read a row of OpenSanctions' simple CSV."""
    return _make(
        given.get("schema", ""),
        names=[given.get("name", ""), *_parts(given.get("aliases", ""))],
        countries=_parts(given.get("countries", "")),
        topics=_parts(given.get("topics", "")),
        source=given.get("dataset") or given.get("id"),
    )


def _parts(text: str) -> list[str]:
    """Part the values of a cell, which stand between semicolons."""
    row = next(csv.reader([text.replace("\n", " ")], delimiter=";"), [])
    return [part.strip() for part in row if part.strip()]


def _from_entity(entity: object) -> Actor | None:
    """Read an entity of FollowTheMoney."""
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        raise ValueError("is no FollowTheMoney entity: it has no `schema` and `properties`")
    properties = entity["properties"]

    def values(name: str) -> list[str]:
        found = properties.get(name, [])
        return [value for value in (found if isinstance(found, list) else [found]) if isinstance(value, str)]

    told = next((values(name) for name in load_table("actor_imports.yaml")["countries"] if values(name)), [])
    return _make(
        str(entity.get("schema", "")),
        names=[str(entity.get("caption") or ""), *values("name"), *values("alias"), *values("abbreviation")],
        countries=told,
        topics=values("topics"),
        source=str(entity.get("id", "")) or None,
    )


def _make(schema: str, names: list[str], countries: list[str], topics: list[str], source: str | None) -> Actor | None:
    """Make an actor of what an entity tells; None where its schema is of no actor ("Vessel")."""
    table = load_table("actor_imports.yaml")
    kind = table["schemata"].get(schema)
    if kind is None:
        if not schema:
            raise ValueError("the schema is empty")
        return None
    found = list(dict.fromkeys(_as_written(name) for name in names if name.strip()))
    if not found:
        raise ValueError("the name is empty")
    sector = next((sector for topic, sector in table["topics"].items() if topic in topics), kind.get("sector"))
    codes = list(dict.fromkeys(code for text in countries if (code := _known_code(text)) is not None))
    return Actor(
        name=found[0],
        aliases=tuple(name for name in found[1:] if _tells(name, kind["type"])),
        type=kind["type"],
        country=codes[0] if len(codes) == 1 else None,
        sector=sector,
        source=source,
    )


def _known_code(text: str) -> str | None:
    """A country's code; None for what the model counts as one and we do not ("eu", "zz")."""
    try:
        return country_code(text.split("-")[0])
    except ValueError:
        return None


def _as_written(name: str) -> str:
    """Write a name that stands in capitals throughout as reports do; an acronym stays."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and " " in name else name


def _tells(name: str, kind: str) -> bool:
    """Whether another name is enough to know the actor by: no bare given name, no common noun."""
    return (" " in name or "-" in name) if kind == "person" else name[:1].isupper() and len(name) > 1
