"""A user's own known facts: rows of persons and events in CSV, TSV or JSON Lines, and what coded reports tell.

A row that cannot be used is told with its file and line and what was expected; the rest is used.
"""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import TableError
from dateline.report import Article, Report
from dateline.resources.record import EVENT_COLUMNS, PERSON_COLUMNS, Days, KnownEvent, Row, cells, read_row

_CSV = {".csv": ",", ".tsv": "\t"}
_JSON = frozenset({".jsonl", ".ndjson"})
_SQLITE = b"SQLite format 3\x00"
_MOST_TOLD = 20
"""Most rows of a file that are told one by one."""
_COUNTRY_FEATURES = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCL", "CONT", "RGN"})
"""GeoNames features too large to know an event by."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnRows:
    """What a file gives: its rows, and a message for each that could not be used."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, as a store is.

    Raises:
        TableError: The file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError as problem:
        raise TableError(f"cannot be read: {problem.strerror}", path=path) from problem


def load_own_rows(path: Path) -> tuple[Row, ...]:
    """Read a file of known facts; each row that is skipped is logged as a warning.

    Raises:
        TableError: The file cannot be read or is of no known format.
    """
    own = read_own_rows(path)
    for problem in own.problems[:_MOST_TOLD]:
        _log.warning("%s", problem)
    if len(own.problems) > _MOST_TOLD:
        _log.warning("%s: %d more rows were skipped", path, len(own.problems) - _MOST_TOLD)
    return own.rows


def read_own_rows(path: Path) -> OwnRows:
    """Read a file of known facts; its ending tells the format.

    Raises:
        TableError: The file cannot be read or is of no known format.
    """
    ending = path.suffix.lower()
    if ending not in _CSV and ending not in _JSON:
        endings = ", ".join(sorted({*_CSV, *_JSON}))
        raise TableError(f"is no record by its name; it ends in one of {endings}, or is a store", path=path)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        for line, given in _csv_rows(path, _CSV[ending], problems) if ending in _CSV else _json_rows(path, problems):
            try:
                rows.append(read_row(given, f"{path.name}, line {line}"))
            except ValueError as problem:
                problems.append(f"{path}:{line}: {problem}; the row is skipped")
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise TableError(f"cannot be read: {problem}", path=path) from problem
    return OwnRows(tuple(rows), tuple(problems))


def _csv_rows(path: Path, delimiter: str, problems: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        columns = [column.strip() for column in next(reader, [])]
        if "person" not in columns and "event" not in columns:
            found = ", ".join(column for column in columns if column) or "nothing"
            raise TableError(f"has no column `person` and no column `event`, but {found}", path=path, line=1)
        known = {*PERSON_COLUMNS, *EVENT_COLUMNS}
        for column in columns:
            if column and column not in known:
                problems.append(f"{path}:1: column {column!r} is not one of {', '.join(sorted(known))}; it is left out")
        for row in reader:
            for _, given in cells([columns, row]):
                yield reader.line_num, {key: value for key, value in given.items() if key in known}


def _json_rows(path: Path, problems: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig") as stream:
        for line, text in enumerate(stream, start=1):
            if not text.strip():
                continue
            try:
                yield line, _strings(json.loads(text))
            except (ValueError, RecursionError) as problem:
                problems.append(f"{path}:{line}: {problem}; the row is skipped")


def _strings(given: object) -> dict[str, str]:
    """Give the fields of a JSON object as cells: numbers as digits, lists of names parted by semicolons."""
    if not isinstance(given, Mapping):
        raise ValueError("is no JSON object")
    found = {}
    for key, value in given.items():
        if value is None or value == "" or value == []:
            continue
        if isinstance(value, list):
            found[key] = ("-" if key == "deaths" else "; ").join(str(part) for part in value)
        elif isinstance(value, (str, int)):
            found[key] = str(value)
        else:
            raise ValueError(f"{key} is neither a text nor a number nor a list")
    return found


def known_from(items: Iterable[tuple[Article, Report]], source: str) -> list[KnownEvent]:
    """Give the events with a place, a day and a toll that coded reports tell, as rows of a record.

    Reports of one event (one type, one place, one day) make one row, whose toll is the range
    of theirs.

    Args:
        items: Articles with their reports.
        source: Name of the store.
    """
    found: dict[tuple[str, str, str], KnownEvent] = {}
    for article, report in items:
        places = {place.id: place for place in report.places}
        times = {time.id: time for time in report.times}
        for event in report.events:
            place, time = places.get(event.place or ""), times.get(event.time or "")
            if event.status != "happened" or event.deaths is None or place is None or time is None:
                continue
            if place.feature in _COUNTRY_FEATURES or not time.earliest or time.earliest != time.latest:
                continue
            words = event.evidence[0].text if event.evidence else event.trigger.text
            row = KnownEvent(
                name=" ".join(words.split()),
                aliases=(),
                kind=event.type,
                start=Days.read(time.earliest),
                end=None,
                place=place.name,
                country=place.country,
                organization=None,
                deaths=(event.deaths.low, event.deaths.high),
                source=f"{source}, article {article.id}",
                told=True,
            )
            key = (row.kind, row.place or "", row.start.text)
            found[key] = _widened(found[key], row) if key in found else row
    return list(found.values())


def _widened(old: KnownEvent, new: KnownEvent) -> KnownEvent:
    """An event with the range of two tolls."""
    (low, high), (new_low, new_high) = old.deaths or (0, None), new.deaths or (0, None)
    top = None if high is None or new_high is None else max(high, new_high)
    return replace(old, deaths=(min(low, new_low), top))
