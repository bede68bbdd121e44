"""Add files of places to the user's index: `dateline gazetteer add FILE`.

What a file holds is told by its rows, whatever its name:

    places      19 columns by tabs: a GeoNames dump (`IQ.txt`, `allCountries.txt`, `cities500.txt`)
    names       8 or 10 columns by tabs: `alternateNamesV2.txt`
    divisions   4 columns by tabs: `admin1CodesASCII.txt`, `admin2Codes.txt`
    own         a table with a header that has name, latitude, longitude and country

A row that is wrong is passed to `complain` and skipped. Rows stream through SQLite, which
sorts on disk, so that memory does not grow with the file. All is written into a copy that
takes the old index's place at the end: what stops half-way changes nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

from dateline.errors import GazetteerError
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer_names import SHORTENED, SOUND_PREFIX, best_keys, latin_names
from dateline.resources.gazetteer_user import FILE_NAME, GIVEN, OWN_ID, SCHEMA, UserIndex, UserRow
from dateline.resources.place_names import is_latin
from dateline.resources.tables import DATA

Complain = Callable[[int, str], None]
"""Takes the line of a row that is skipped and what is wrong with it."""

INDEX = DATA / "gazetteer"
LONGEST_LINE = 1 << 20
PEEKED = 50
"""Rows that are looked at to tell what a file holds."""
BATCH = 5000
N_NAMES = 60
"""How widely a researcher's own place counts as known: as widely as one of our own table."""
WANTED = ("name", "latitude", "longitude", "country")
HEADINGS = {
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "alternatenames": "also",
    "alternate_names": "also",
    "feature_code": "feature",
    "geonameid": "geonames",
    "geonames_id": "geonames",
}
"""Other headings of an own table's columns."""
SPECIAL_CODES = frozenset(["abbr", "faac", "iata", "icao", "link", "post", "tcid", "unlc", "wkdt"])
"""What `alternateNamesV2.txt` has in place of a language where the name is none."""


class Entry(NamedTuple):
    """What a row gives: a place, keys that lead to one, or the code of a division."""

    row: UserRow | None = None
    keys: tuple[tuple[str, int, int], ...] = ()
    division: tuple[str, int] | None = None


class Added(NamedTuple):
    """What came of a file.

    Args:
        kind: "places", "names", "divisions" or "own".
        n_rows: Rows taken.
        n_skipped: Rows that were wrong.
    """

    kind: str
    n_rows: int
    n_skipped: int


class RowError(ValueError):
    """A row that is wrong; says why."""


def add_file(path: Path, folder: Path, complain: Complain = lambda line, why: None) -> Added:
    """Add a file to the index in a folder, which is made where there is none.

    Args:
        path: The file, or a .zip that holds it as GeoNames packs it.
        folder: Where the user's index lies.
        complain: Told of each row that is skipped.

    Raises:
        GazetteerError: The file cannot be read, holds nothing that is known, or the index cannot be written.
    """
    try:
        kind = _kind_of(path)
        folder.mkdir(parents=True, exist_ok=True)
        with _copy_of(folder) as (connection, part):
            reader = _Reader(path, kind, complain)
            _fill(connection, reader)
            if not reader.n_rows:
                raise GazetteerError(f"{path}: no row could be used; nothing was changed")
            connection.execute(
                "INSERT INTO import VALUES (?, ?, ?, ?)", (path.name, kind, reader.n_rows, reader.digest)
            )
            connection.commit()
            connection.close()
            _put_in_place(part, folder / FILE_NAME)
    except (OSError, sqlite3.Error, zipfile.BadZipFile) as problem:
        raise GazetteerError(f"{path} cannot be added to {folder} ({problem}); nothing was changed") from problem
    return Added(kind, reader.n_rows, reader.n_skipped)


@contextmanager
def _copy_of(folder: Path) -> Iterator[tuple[sqlite3.Connection, Path]]:
    """Open a copy of the folder's index, or a new one; it is gone at the end unless it was put in place."""
    old, part = folder / FILE_NAME, folder / f".{FILE_NAME}.{os.getpid()}.part"
    part.unlink(missing_ok=True)
    try:
        if old.exists():
            UserIndex(folder)  # refuses one that is damaged
            shutil.copyfile(old, part)
        with closing(sqlite3.connect(part)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
            if not old.exists():
                connection.executescript(SCHEMA)
            yield connection, part
    finally:
        part.unlink(missing_ok=True)


def _put_in_place(part: Path, index: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(index)


def _fill(connection: sqlite3.Connection, reader: _Reader) -> None:
    """Write what a file's rows give; its keys are sorted before they are merged."""
    connection.execute("CREATE TEMP TABLE fresh (key TEXT, place INTEGER, how INTEGER)")
    entries = iter(reader)
    while batch := list(islice(entries, BATCH)):
        rows = [entry.row for entry in batch if entry.row]
        marks = ",".join("?" * len(UserRow._fields))
        connection.executemany(f"INSERT OR REPLACE INTO place VALUES ({marks})", rows)  # noqa: S608 - only marks
        connection.executemany("INSERT INTO fresh VALUES (?, ?, ?)", (key for entry in batch for key in entry.keys))
        divisions = [entry.division for entry in batch if entry.division]
        connection.executemany("INSERT OR REPLACE INTO division VALUES (?, ?)", divisions)
    connection.execute("CREATE TEMP TABLE known (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT OR IGNORE INTO known VALUES (?)", ((int(i),) for i in _embedded_ids()))
    connection.execute(
        "INSERT INTO name SELECT key, place, min(how) FROM fresh"
        " WHERE place IN (SELECT id FROM place) OR place IN (SELECT id FROM known) GROUP BY key, place"
        " ON CONFLICT DO UPDATE SET how = min(how, excluded.how)"
    )
    connection.execute("DROP TABLE fresh")


def _embedded_ids() -> Any:
    """GeoNames ids of the places that dateline brings along; a name of any other place leads nowhere."""
    return np.load(INDEX / "records.npy", mmap_mode="r")["geonames"]


class _Reader:
    """Goes through a file once, counts its rows and takes a digest of it."""

    def __init__(self, path: Path, kind: str, complain: Complain) -> None:
        self._path, self._kind, self._complain = path, kind, complain
        self.n_rows = self.n_skipped = 0
        self._hash = hashlib.sha256(kind.encode())

    @property
    def digest(self) -> str:
        """Digest of the rows that were taken."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[Entry]:
        read = READERS[self._kind]
        with _open(self._path) as file:
            for line, cells in _rows(file, self._kind):
                try:
                    entry = read(_text(cells))
                except ValueError as problem:
                    self.n_skipped += 1
                    self._complain(line, str(problem))
                    continue
                self._hash.update(repr(cells).encode("utf-8", "surrogatepass"))
                self.n_rows += 1
                yield entry


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, or the one in a .zip that is not its read-me."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        names = [
            name
            for name in archive.namelist()
            if not name.lower().endswith(("readme.txt", "/", "iso-languagecodes.txt"))
        ]
        if len(names) != 1:
            raise GazetteerError(f"{path} holds {len(names)} files; unpack it and add the one that you want")
        with archive.open(names[0]) as file:
            yield file


def _rows(file: IO[bytes], kind: str) -> Iterator[tuple[int, dict[str, str] | list[str] | str]]:
    """Give each row with the line that it begins on; a string says why a row has no cells."""
    if kind == "own":
        yield from _own_rows(file)
        return
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            yield number, "it is not UTF-8"


def _own_rows(file: IO[bytes]) -> Iterator[tuple[int, dict[str, str] | list[str] | str]]:
    """Read a table with a header; what parts its cells is the mark that its header has most of."""
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header = lines.readline(LONGEST_LINE)
    mark = _delimiter(header)
    names = _headings(next(csv.reader([header], delimiter=mark), []))
    rows = csv.reader(lines, delimiter=mark)
    before = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as problem:
            yield before + 1, str(problem)
        else:
            while len(cells) > len(names) and not cells[-1].strip():
                cells.pop()
            if any(cell.strip() for cell in cells):
                yield before + 1, dict(zip(names, cells, strict=False)) if len(cells) <= len(names) else cells
        before = 1 + rows.line_num


def _text(cells: dict[str, str] | list[str] | str) -> dict[str, str] | list[str]:
    """Refuse cells that are none or hold bytes that are no text."""
    if isinstance(cells, str):
        raise RowError(cells)
    for cell in cells.values() if isinstance(cells, dict) else cells:
        if any("\ud800" <= char <= "\udfff" for char in cell) if not cell.isascii() else "\0" in cell:
            raise RowError("it is not UTF-8 text")
    return cells


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _headings(cells: Iterable[str]) -> list[str]:
    plain = ["_".join(cell.strip().lower().split()) for cell in cells]
    return [HEADINGS.get(name, name) for name in plain]


def _kind_of(path: Path) -> str:
    """Tell what a file holds by the first row that can be one of the kinds.

    Raises:
        GazetteerError: None of its first rows can.
    """
    with _open(path) as file:
        lines = [
            line.decode("utf-8-sig", "replace")
            for line in islice(iter(lambda: file.readline(LONGEST_LINE), b""), PEEKED)
        ]
    if lines and set(WANTED) <= set(_headings(next(csv.reader([lines[0]], delimiter=_delimiter(lines[0])), []))):
        return "own"
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        n = len(cells)
        if n == 19 and cells[0].isdecimal():
            return "places"
        if n in (8, 10) and cells[0].isdecimal() and cells[1].isdecimal():
            return "names"
        if n == 4 and "." in cells[0] and cells[3].strip().isdecimal():
            return "divisions"
    raise GazetteerError(
        f"{path} is no file of places: it should be a dump of GeoNames (19 columns), alternateNamesV2 (10), "
        f"admin1CodesASCII (4), or a table whose first line names {', '.join(WANTED)}"
    )


def _read_place(cells: list[str]) -> Entry:
    if len(cells) != 19:
        raise RowError(f"{len(cells)} columns where a GeoNames dump has 19")
    identifier = _id(cells[0])
    alpha2 = cells[8].strip()
    feature = cells[7].strip() or "PPL"
    others = [other for other in cells[3].split(",") if other]
    names = latin_names(cells[1].strip(), [cells[2].strip(), *others], alpha2)
    keys = best_keys(names, feature, alpha2)
    if not names or not keys or not is_latin(names[0]):
        raise RowError(f"{cells[1]!r} has no name in Latin letters")
    admin1 = f"{alpha2}.{cells[10]}" if cells[10] not in ("", "00") else None
    admin2 = f"{admin1}.{cells[11]}" if admin1 and cells[11] else None
    row = UserRow(
        identifier, names[0], feature, _alpha3(alpha2), admin1, admin2, *_point(cells[4], cells[5]),
        _number(cells[14], "population"), identifier, len(others),
    )  # fmt: skip
    code = {"ADM1": admin1, "ADM2": admin2}.get(feature)
    return Entry(row, _to_keys(keys, identifier), (code, identifier) if code else None)


def _read_name(cells: list[str]) -> Entry:
    if len(cells) not in (8, 10):
        raise RowError(f"{len(cells)} columns where alternateNamesV2 has 10")
    identifier, name = _id(cells[1]), cells[3].strip()
    if not name:
        raise RowError("it gives no name")
    if cells[2] in SPECIAL_CODES or not is_latin(name) or not any(char.isupper() for char in name):
        return Entry()
    rare = "1" in (cells[6].strip(), cells[7].strip())
    keys = best_keys(["", name], "", "")
    return Entry(keys=_to_keys(dict.fromkeys(keys, SHORTENED) if rare else keys, identifier))


def _read_division(cells: list[str]) -> Entry:
    if len(cells) != 4:
        raise RowError(f"{len(cells)} columns where a table of divisions has 4")
    code, identifier = cells[0].strip(), _id(cells[3])
    parts = code.split(".")
    if len(parts) not in (2, 3) or not all(parts):
        raise RowError(f"{code!r} is no code of a division")
    feature = "ADM1" if len(parts) == 2 else "ADM2"
    names = latin_names(cells[1].strip(), [cells[2].strip()], parts[0])
    return Entry(keys=_to_keys(best_keys(names, feature, parts[0]), identifier), division=(code, identifier))


def _read_own(cells: dict[str, str] | list[str]) -> Entry:
    if not isinstance(cells, dict):
        raise RowError("it has more cells than the first line has columns")
    cells = {name: cell.strip() for name, cell in cells.items()}
    name = cells.get("name", "")
    alpha2, alpha3 = _country(cells.get("country", ""))
    latitude, longitude = _point(cells.get("latitude", ""), cells.get("longitude", ""))
    names = [name, *(other.strip() for other in cells.get("also", "").replace(";", "|").split("|") if other.strip())]
    feature = cells.get("feature") or "PPL"
    keys = {
        key: how if key.startswith(SOUND_PREFIX) else GIVEN for key, how in best_keys(names, feature, alpha2).items()
    }
    if not name or not keys:
        raise RowError("it has no name in Latin letters")
    geonames = _id(cells["geonames"]) if cells.get("geonames") else None
    identity = f"{name}|{alpha3}|{latitude:.5f}|{longitude:.5f}".encode()
    identifier = OWN_ID + int.from_bytes(hashlib.sha256(identity).digest()[:6])
    row = UserRow(
        identifier, name, feature, alpha3, cells.get("admin1") or None, None, latitude, longitude,
        _number(cells.get("population", ""), "population"), geonames, N_NAMES,
    )  # fmt: skip
    return Entry(row, _to_keys(keys, identifier))


READERS: dict[str, Callable[..., Entry]] = {
    "places": _read_place,
    "names": _read_name,
    "divisions": _read_division,
    "own": _read_own,
}


def _to_keys(keys: dict[str, int], identifier: int) -> tuple[tuple[str, int, int], ...]:
    return tuple((key, identifier, how) for key, how in keys.items())


def _id(cell: str) -> int:
    text = cell.strip()
    if not text.isdecimal() or not 0 < int(text[:20]) < OWN_ID:
        raise RowError(f"{cell!r} is no GeoNames id")
    return int(text)


def _number(cell: str, what: str) -> int:
    text = cell.strip().replace(",", "").replace(" ", "")
    if text and not (text.isdecimal() and len(text) < 12):
        raise RowError(f"{what} {cell!r} is no number")
    return int(text or 0)


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise RowError(f"latitude {latitude!r} and longitude {longitude!r} are not both numbers") from None
    if not -90 <= north <= 90:
        raise RowError(f"latitude {latitude} is not between -90 and 90")
    if not -180 <= east <= 180:
        raise RowError(f"longitude {longitude} is not between -180 and 180")
    return round(north, 5), round(east, 5)


def _alpha3(alpha2: str) -> str | None:
    """The code of a country; None for what lies in none, such as a sea."""
    if not alpha2:
        return None
    return _country(alpha2)[1]


def _country(text: str) -> tuple[str, str]:
    """The alpha-2 and alpha-3 codes of a country given by either code or by name."""
    found = _codes().get(text.upper())
    row = None if found else load_countries().by_name(text)
    if row and not row.until:
        found = (row.alpha2, row.code)
    if found is None:
        raise RowError(f"country {text!r} is not known; write a code like IRQ or IQ, or the English name")
    return found


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, str]]:
    """Each code of a country of today with its alpha-2 and alpha-3 codes."""
    rows = [row for row in load_countries() if not row.until]
    return {code: (row.alpha2, row.code) for row in rows for code in (row.alpha2, row.code)}
