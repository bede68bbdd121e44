"""Which place of a name is meant: a sum of named pieces of evidence for each candidate.

Names are taken together (one sense per text), those that need no help first; what they
settle then speaks for candidates of the others that lie near, or in the same country or
division. The weights stand in `data/places/weights.yaml`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dateline.resources.gazetteer import EARTH_RADIUS_KM, Gazetteer, GazetteerPlace, Hit, distance_km, weight
from dateline.resources.place_names import fold_words
from dateline.resources.tables import load_table
from dateline.steps.places.page import LARGE_TOWN, Toponym

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CANDIDATES = 40
MOST_ANCHORS = 20
MOST_MENTIONS = 20
MANY_GROUPS = 300
"""A text that names more places than this is no news report: less is compared with less, so that time stays linear."""
NEAR_KM = 150.0
HOME_KM = 100.0
HOME_PRIOR = 0.3
HOME_MARGIN = 0.5


@dataclass
class Group:
    """All mentions of one name in one sense.

    Args:
        mentions: Where it stands.
        candidates: Places of this name, the weightiest first.
        holders: Names given after it ("Paris, *Texas*").
        feature: What its type words allow.
        among_divisions: How much the lists that it stands in look like lists of divisions.
        place: The place that it was settled on.
        scored: Each candidate with its evidence, where somebody asks for it.
    """

    mentions: list[Toponym]
    candidates: list[Hit]
    holders: list[Toponym] = field(default_factory=list)
    feature: frozenset[str] = frozenset()
    among_divisions: float = 0.0
    place: GazetteerPlace | None = None
    scored: list[tuple[Hit, dict[str, float]]] = field(default_factory=list)


@dataclass
class Surroundings:
    """What a text says about where it is set.

    Args:
        countries: How often each country is named, by name, adjective or division.
        divisions: Numbers of the first-order divisions that are named.
        home: Places of the publisher.
        home_country: The publisher's country, where only that is known.
        anchors: Places settled so far, with how often they are named.
        distances: Kilometres between two places, by number, as far as they were needed.
    """

    countries: Counter[str] = field(default_factory=Counter)
    divisions: set[int] = field(default_factory=set)
    home: list[GazetteerPlace] = field(default_factory=list)
    home_country: str | None = None
    anchors: list[tuple[GazetteerPlace, int]] = field(default_factory=list)
    distances: dict[tuple[int, int], float | None] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    table: dict[str, float] = load_table("places/weights.yaml")["resolution"]
    return table


def resolve(
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    home: list[GazetteerPlace],
    home_country: str | None,
    *,
    explain: bool = False,
) -> list[Group]:
    """Settle which place each name means; with `explain`, keep what decided it."""
    groups = _group(toponyms)
    around = Surroundings(home=_narrow_home(home, groups), home_country=home_country)
    for _ in range(3):
        _look_around(around, groups)
        if len(groups) > MANY_GROUPS:
            del around.anchors[MOST_ANCHORS * MANY_GROUPS // len(groups) :]
        for group in groups:
            scored = [(hit, score_candidate(hit, group, around, gazetteer)) for hit in group.candidates]
            group.place = _choose(group, scored, around)
            group.scored = scored if explain else []
    return groups


def _group(toponyms: Iterable[Toponym]) -> list[Group]:
    """Put together the mentions of one name.

    "Paris, Texas" and "Paris, France" stay apart; a plain "Paris" goes on with what was
    named last, unless plain mentions came first: those may mean another.
    """
    groups: dict[tuple[str, str], Group] = {}
    last: dict[str, tuple[str, str]] = {}
    for toponym in toponyms:
        outer = toponym.holder or toponym.nowhere
        holder = outer.key if outer else ""
        plain = (toponym.key, "")
        key = (toponym.key, holder) if holder or plain in groups else last.get(toponym.key, plain)
        last[toponym.key] = key
        if key not in groups:
            ranked = sorted(toponym.hits, key=lambda hit: (-hit.weight, hit.place.ref))[:MOST_CANDIDATES]
            groups[key] = Group([], ranked)
        group = groups[key]
        group.mentions.append(toponym)
        group.feature = group.feature or toponym.feature
        if toponym.holder:
            group.holders.append(toponym.holder)
    for group in groups.values():
        group.among_divisions = _division_neighbours(group.mentions)
    return list(groups.values())


def _look_around(around: Surroundings, groups: list[Group]) -> None:
    """Gather what the names settled so far, or beyond doubt, say about the others."""
    around.countries.clear()
    around.divisions.clear()
    around.anchors = []
    for group in groups:
        place = group.place or _beyond_doubt(group)
        if place is None:
            continue
        count = len(group.mentions)
        if place.country:
            around.countries[place.country] += count
        if place.feature == "ADM1":
            around.divisions.add(place.ref)
        if group.place and not place.is_country and place.feature != "CONT":
            around.anchors.append((place, count))
    around.anchors.sort(key=lambda anchor: (-anchor[1], anchor[0].ref))
    del around.anchors[MOST_ANCHORS:]


def _narrow_home(home: list[GazetteerPlace], groups: list[Group]) -> list[GazetteerPlace]:
    """Of several towns that a newspaper's name may mean, the one with most of the text's names around it.

    A name counts for the homes that have a place of this name within reach, the more the
    fewer those are; a division counts for the homes in it.
    """
    own = {place.ref for place in home}
    home = [place for place in home if place.latitude is not None]
    if len(home) < 2:
        return home
    points = np.array([(place.latitude, place.longitude) for place in home])
    scores = np.array([HOME_PRIOR * weight(place) for place in home])
    for group in groups:
        places = [hit.place for hit in group.candidates if hit.place.latitude is not None and not hit.place.is_country]
        if not places or own & {place.ref for place in places}:
            continue
        near = (_distances_km(points, places) < HOME_KM).any(axis=1)
        divisions = {place.ref for place in places if place.feature == "ADM1"}
        near |= np.array([place.admin1_ref in divisions for place in home])
        if near.any():
            scores += near / near.sum()
    best = scores.max() - HOME_MARGIN
    return [place for place, score in zip(home, scores, strict=True) if score >= best]


def _distances_km(points: NDArray[np.float64], places: list[GazetteerPlace]) -> NDArray[np.float64]:
    """Great-circle distances, shape (n_points, n_places)."""
    others = np.radians(np.array([(place.latitude, place.longitude) for place in places]))
    points = np.radians(points)
    up = points[:, None, 0] - others[None, :, 0]
    right = points[:, None, 1] - others[None, :, 1]
    half = np.sin(up / 2) ** 2 + np.cos(points[:, None, 0]) * np.cos(others[None, :, 0]) * np.sin(right / 2) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1, half)))
    return distances


def _beyond_doubt(group: Group) -> GazetteerPlace | None:
    """A place that outweighs all others of its name."""
    best = group.candidates[0]
    rest = group.candidates[1].weight if len(group.candidates) > 1 else 0.0
    return best.place if best.weight - rest >= 2.0 and best.weight >= 6 else None


def _choose(group: Group, scored: list[tuple[Hit, dict[str, float]]], around: Surroundings) -> GazetteerPlace | None:
    if group.mentions[0].nowhere:
        return _unknown_place(group.mentions[0])
    best, _ = max(scored, key=lambda item: (sum(item[1].values()), -item[0].place.ref))
    if best.how == "sound" and best.place.country not in around.countries:
        return None
    return best.place


def _unknown_place(toponym: Toponym) -> GazetteerPlace | None:
    """A town of which only the state or country is known: "Elkmont, Mo."; it gets no point on the map."""
    state = toponym.nowhere.weightiest if toponym.nowhere else None
    if state is None:
        return None
    name = toponym.name or toponym.key
    division = None if state.is_country else state.name
    return GazetteerPlace(name, "PPL", state.country, division, None, None, 0, None, 0, -2 - toponym.start, state.ref)


def score_candidate(hit: Hit, group: Group, around: Surroundings, gazetteer: Gazetteer) -> dict[str, float]:
    """The evidence that a name means this place, by name; it wins with the highest sum."""
    weights, place = _weights(), hit.place
    found = {"prior": weights["prior"] * weight(place)}
    exonym = hit.how == "alternative" and place.feature in ("PCLI", "ADM1")
    if hit.how == "given":
        found["given_name"] = weights["given_name"]
    elif hit.how != "main" and not exonym:
        seat = 0.4 if place.feature in ("PPLC", "PPLA") and hit.how == "alternative" else 1.0
        seat = 1.5 if hit.how == "alternative" and _has_rival(place, group, around) else seat
        found[f"{hit.how}_name"] = weights[f"{hit.how}_name"] * seat
    elif hit.how == "main" and _is_spelled_apart(place, group):
        found["spelled_apart"] = weights["spelled_apart"]
    if group.feature:
        fits = place.feature[:3] in group.feature
        found["type_word"] = weights["type_word_fits" if fits else "type_word_differs"]
    elif place.feature == "ADM2":
        found["town_over_county"] = weights["town_over_county"]
    if any(_held_by(place, holder, gazetteer) for holder in group.holders[:3]):
        found["holder_fits"] = weights["holder_fits"]
    of_its_city = _is_division_of_its_city(hit, group)
    if of_its_city:
        found["city_in_division"] = weights["city_in_division"]
    if place.feature in ("ADM1", "PCLI") and group.among_divisions and not (of_its_city and group.among_divisions < 1):
        found["list_of_divisions"] = weights["list_of_divisions"] * group.among_divisions
    found.update(_score_surroundings(place, group, around))
    return found


def _has_rival(place: GazetteerPlace, group: Group, around: Surroundings) -> bool:
    """Whether a place that bears the name as its main one lies in a country that the text names, and this one does not."""
    settled = group.place or _beyond_doubt(group)
    own = len(group.mentions) if settled and settled.country == place.country else 0
    if around.countries[place.country or ""] > own:
        return False
    return any(hit.how == "main" and hit.place.country in around.countries for hit in group.candidates)


def _division_neighbours(mentions: list[Toponym]) -> float:
    """How much a name's list looks like one of divisions ("Ohio, Oregon and Washington"): 0, 0.5 for one other, 1."""
    others = [
        sum(other.weightiest.feature == "ADM1" for other in toponym.row if other is not toponym and other.weightiest)
        for toponym in mentions[:MOST_MENTIONS]
        if toponym.row and not toponym.holder
    ]
    return min(max(others, default=0), 2) / 2


def _is_division_of_its_city(hit: Hit, group: Group) -> bool:
    """Whether a division shares its name with a large town in it; then the bare name means the town."""
    if hit.place.feature != "ADM1" or hit.how == "given" or group.feature:
        return False
    return any(
        other.place.is_town and other.place.admin1_ref == hit.place.ref and other.place.population >= LARGE_TOWN
        for other in group.candidates
    )


def _is_spelled_apart(place: GazetteerPlace, group: Group) -> bool:
    """Whether the place is "Westchester" where the text has "West Chester"."""
    first = group.mentions[0]
    n_words = first.n_words
    return bool(n_words) and place.is_town and len(fold_words(place.name)) != n_words


def _held_by(place: GazetteerPlace, holder: Toponym, gazetteer: Gazetteer) -> bool:
    return any(
        gazetteer.is_within(place, hit.place) and place.ref != hit.place.ref
        for hit in holder.hits
        if not hit.place.feature.startswith("PPL")
    )


def _score_surroundings(place: GazetteerPlace, group: Group, around: Surroundings) -> dict[str, float]:
    """Evidence in the other places of the text and in the publisher's home."""
    weights, found = _weights(), {}
    own = len(group.mentions) if group.place and group.place.country == place.country else 0
    total = sum(around.countries.values()) - (len(group.mentions) if group.place and group.place.country else 0)
    others = around.countries[place.country] - own if place.country else 0
    if total > 0 and others > 0:
        found["same_country"] = weights["same_country"] * others / total
        found["country_named"] = weights["country_named"]
    if place.admin1_ref in around.divisions:
        found["same_division"] = weights["same_division"]
    nearness = _nearness(place, group, around)
    if nearness:
        found["near_others"] = weights["near_others"] * nearness
    if around.home or around.home_country:
        found.update(_score_home(place, around))
    return found


def _nearness(place: GazetteerPlace, group: Group, around: Surroundings) -> float:
    """How near the other places of the text are: 0 for far, towards 1 for several close by."""
    total = 0.0
    for anchor, count in around.anchors:
        if group.place is not None and anchor.ref == group.place.ref:
            continue
        pair = (place.ref, anchor.ref)
        if pair not in around.distances:
            around.distances[pair] = distance_km(place, anchor)
        distance = around.distances[pair]
        if distance is not None and distance < 6 * NEAR_KM:
            total += min(count, 3) * math.exp(-distance / NEAR_KM)
    return 1 - math.exp(-total / 2)


def _score_home(place: GazetteerPlace, around: Surroundings) -> dict[str, float]:
    weights, found = _weights(), {}
    countries = {home.country for home in around.home} or {around.home_country}
    if place.country in countries:
        found["home_country"] = weights["home_country"]
    if any(home.ref == place.ref for home in around.home):
        found["home_itself"] = weights["home_itself"]
    distances = [d for home in around.home if (d := distance_km(place, home)) is not None]
    if distances:
        found["home_near"] = weights["home_near"] * math.exp(-min(distances) / NEAR_KM)
    return found
