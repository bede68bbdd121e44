"""Places: which words stand for places, and where on the map those are.

scan.py       words → runs of names   what could be a place
evidence.py   runs → their evidence   what speaks for it and against it
toponyms.py   words → toponyms        both together, and names that stand together (lists.py)
home.py       publisher → places      where the newspaper is at home
resolve.py    toponyms → places       which place of that name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.report import Article, Entity, ExplainedPlace, Place, PlaceCandidate, PlaceMention
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, Hit, load_gazetteer
from dateline.steps.places.home import find_home
from dateline.steps.places.page import Toponym
from dateline.steps.places.resolve import Group, resolve
from dateline.steps.places.toponyms import find_toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc


MOST_SHOWN = 5
"""Candidates that are kept with a place where somebody asks why it was chosen."""


def find_places(
    doc: Doc, entities: Sequence[Entity], article: Article, gazetteer: Gazetteer, *, explain: bool = False
) -> list[Place]:
    """Give the places that a text names, each with all its mentions, in the order of their first mention.

    Adjectives and words for people ("Iraqi", "Gazans") are mentions of their place too.

    Args:
        doc: The parsed text.
        entities: People, organisations and countries of the text.
        article: The article, for its text and its publisher.
        gazetteer: Where names are looked up.
        explain: Give `ExplainedPlace`s, with what each was chosen from.
    """
    toponyms = find_toponyms(doc, entities, gazetteer)
    home, home_country = find_home(article, gazetteer)
    groups = resolve(toponyms, gazetteer, home, home_country, explain=explain)
    places = _gather(groups, doc, article.text)
    return list(_explain(places, groups)) if explain else [place for _, place in places]


def _explain(places: Sequence[tuple[int, Place]], groups: Sequence[Group]) -> Iterator[Place]:
    """Give each place the candidates of the name that it is called by most."""
    by_ref: dict[int, Group] = {}
    for group in sorted(groups, key=lambda group: -len(group.mentions)):
        if group.place is not None:
            by_ref.setdefault(group.place.ref, group)
    for ref, place in places:
        ranked = sorted(by_ref[ref].scored, key=lambda item: (item[0].place.ref != ref, -sum(item[1].values())))
        candidates = [_to_candidate(hit, evidence) for hit, evidence in ranked[:MOST_SHOWN]]
        yield ExplainedPlace(**dict(place), candidates=candidates)


def _to_candidate(hit: Hit, evidence: dict[str, float]) -> PlaceCandidate:
    place = hit.place
    return PlaceCandidate(
        name=place.name,
        feature=place.feature,
        country=place.country,
        admin1=place.name if place.feature == "ADM1" else place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        how=hit.how,
        score=round(sum(evidence.values()), 2),
        evidence={name: round(value, 2) for name, value in evidence.items()},
    )


def _gather(groups: Sequence[Group], doc: Doc, text: str) -> list[tuple[int, Place]]:
    """Give the places with their numbers in the gazetteer."""
    mentions: dict[int, list[Toponym]] = {}
    places: dict[int, GazetteerPlace] = {}
    for group in groups:
        if group.place is not None:
            mentions.setdefault(group.place.ref, []).extend(group.mentions)
            places[group.place.ref] = group.place
    order = sorted(mentions, key=lambda ref: min(toponym.start for toponym in mentions[ref]))
    return [(ref, _to_place(f"P{i}", places[ref], mentions[ref], doc, text)) for i, ref in enumerate(order, 1)]


def _to_place(identifier: str, place: GazetteerPlace, mentions: list[Toponym], doc: Doc, text: str) -> Place:
    return Place(
        id=identifier,
        name=place.name,
        feature=place.feature,
        country=place.country,
        admin1=place.name if place.feature == "ADM1" else place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        mentions=[_to_mention(toponym, doc, text) for toponym in sorted(mentions, key=lambda toponym: toponym.start)],
    )


def _to_mention(toponym: Toponym, doc: Doc, text: str) -> PlaceMention:
    first, last = doc[toponym.start], doc[toponym.end - 1]
    end = first.idx + toponym.n_chars if toponym.n_chars else last.idx + len(last.text)
    return PlaceMention.cut(text, first.idx, end, kind=toponym.kind)


class PlaceFinder:
    """Adds `places` to each draft.

    Args:
        user: Folder of the user's index of places, in place of the usual one.
        explain: Keep with each place what it was chosen from.
    """

    needs = ("article", "doc", "entities")
    gives = "places"

    def __init__(self, user: Path | None = None, *, explain: bool = False) -> None:
        self._user = user
        self._explain = explain

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `places` on each draft."""
        gazetteer = load_gazetteer(self._user)
        for draft in drafts:
            draft.places = find_places(draft.doc, draft.entities, draft.article, gazetteer, explain=self._explain)
