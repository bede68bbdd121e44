"""Places: which words stand for places, and where on the map those are.

toponyms.py   words → toponyms        what is a place at all
home.py       publisher → places      where the newspaper is at home
resolve.py    toponyms → places       which place of that name
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.report import Article, Entity, Place, PlaceMention
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, load_gazetteer
from dateline.steps.places.home import find_home
from dateline.steps.places.resolve import Group, resolve
from dateline.steps.places.toponyms import Toponym, find_toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_places(doc: Doc, entities: Sequence[Entity], article: Article, gazetteer: Gazetteer) -> list[Place]:
    """Give the places that a text names, each with all its mentions, in the order of their first mention.

    Adjectives and words for people ("Iraqi", "Gazans") are mentions of their place too.
    """
    toponyms = find_toponyms(doc, entities, gazetteer)
    home, home_country = find_home(article, gazetteer)
    groups = resolve(toponyms, gazetteer, home, home_country)
    return _gather(groups, doc, article.text)


def _gather(groups: Sequence[Group], doc: Doc, text: str) -> list[Place]:
    mentions: dict[int, list[Toponym]] = {}
    places: dict[int, GazetteerPlace] = {}
    for group in groups:
        if group.place is not None:
            mentions.setdefault(group.place.ref, []).extend(group.mentions)
            places[group.place.ref] = group.place
    order = sorted(mentions, key=lambda ref: min(toponym.start for toponym in mentions[ref]))
    return [_to_place(f"P{i}", places[ref], mentions[ref], doc, text) for i, ref in enumerate(order, 1)]


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
    """Adds `places` to each draft."""

    needs = ("article", "doc", "entities")
    gives = "places"

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `places` on each draft."""
        gazetteer = self._gazetteer or load_gazetteer()
        for draft in drafts:
            draft.places = find_places(draft.doc, draft.entities, draft.article, gazetteer)
