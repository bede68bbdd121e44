"""The user's own index of places, beside the one that dateline brings along.

One SQLite file, `places.sqlite`, in a folder that `--gazetteer`, the environment variable
DATELINE_GAZETTEER or the user's data folder names. `gazetteer_add.py` writes it.

    place      a row a place; `division` holds a code of the GeoNames kind ("IQ.01") or a name
    name       folded key → place, and how the key was come by
    division   code of a division → its place
    import     what was added: name of the file, its kind, rows, a digest of its content
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import GazetteerError

FILE_NAME = "places.sqlite"
VARIABLE = "DATELINE_GAZETTEER"
OWN_ID = 1 << 40
"""Ids from here on belong to a researcher's own rows; those below are GeoNames's."""
GIVEN = 4
"""How a key of a researcher's own row leads to its place."""
VERSION = 1

SCHEMA = f"""
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature TEXT NOT NULL, country TEXT, division TEXT, district TEXT,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL, geonames INTEGER,
    n_names INTEGER NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE import (file TEXT NOT NULL, kind TEXT NOT NULL, n_rows INTEGER NOT NULL, digest TEXT NOT NULL);
PRAGMA user_version = {VERSION};
"""


class UserRow(NamedTuple):
    """A row of the table `place`."""

    id: int
    name: str
    feature: str
    country: str | None
    division: str | None
    district: str | None
    latitude: float
    longitude: float
    population: int
    geonames: int | None
    n_names: int


class UserIndex:
    """Look-ups in the user's index.

    Args:
        folder: Where `places.sqlite` lies.

    Raises:
        GazetteerError: There is none, or it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        if not self.path.is_file():
            raise GazetteerError(
                f"there is no place index in {folder}; make one with `dateline gazetteer add FILE --gazetteer {folder}`"
            )
        self._process = -1
        self._connect()
        if self._all("PRAGMA user_version")[0][0] != VERSION:
            raise self._damaged("another version of dateline made it")
        digests = self._all("SELECT digest FROM import ORDER BY rowid")
        self.signature = "-".join(digest[:12] for (digest,) in digests)

    def has_key(self, key: str) -> bool:
        """Whether any place has this folded name."""
        return bool(self._all("SELECT 1 FROM name WHERE key = ? LIMIT 1", key))

    def find(self, key: str) -> list[tuple[int, int]]:
        """Ids of the places of a folded name, each with how the name leads to it."""
        return self._all("SELECT place, how FROM name WHERE key = ? ORDER BY place", key)

    def row(self, place_id: int) -> UserRow | None:
        """One place."""
        rows = self._all("SELECT * FROM place WHERE id = ?", place_id)
        return UserRow(*rows[0]) if rows else None

    def division(self, code: str) -> int | None:
        """The place of a division's code."""
        rows = self._all("SELECT place FROM division WHERE code = ?", code)
        return rows[0][0] if rows else None

    def count(self) -> int:
        """How many places it has."""
        return int(self._all("SELECT count(*) FROM place")[0][0])

    def _connect(self) -> None:
        """Open the file for this process: a connection does not outlive a fork."""
        try:
            uri = f"{self.path.resolve().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as problem:
            raise self._damaged(str(problem)) from problem
        self._process = os.getpid()

    def _all(self, query: str, *values: Any) -> list[Any]:
        if self._process != os.getpid():
            self._connect()
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as problem:
            raise self._damaged(str(problem)) from problem

    def _damaged(self, why: str) -> GazetteerError:
        return GazetteerError(f"{self.path} cannot be used ({why}); remove it and add your files again")


def user_folder(chosen: Path | None = None) -> Path | None:
    """Where the user's index lies or would lie.

    The folder that was chosen, else the one that DATELINE_GAZETTEER names (empty: none at
    all), else `dateline/gazetteer` in the user's data folder as XDG has it.
    """
    if chosen is not None:
        return chosen
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).expanduser() if named else None
    base = os.environ.get("XDG_DATA_HOME", "")
    # the XDG specification: a relative path is to be ignored
    data = Path(base) if base and Path(base).is_absolute() else Path("~/.local/share").expanduser()
    return data / "dateline" / "gazetteer"


def open_user_index(chosen: Path | None = None) -> UserIndex | None:
    """Open the user's index; None where none was made and none was asked for.

    Raises:
        GazetteerError: It was asked for by name and is not there, or it is damaged.
    """
    folder = user_folder(chosen)
    if folder is None:
        return None
    asked_for = chosen is not None or VARIABLE in os.environ
    return UserIndex(folder) if asked_for or (folder / FILE_NAME).is_file() else None
