"""Which names of a text stand together: lists, and names followed by what holds them ("Paris, Texas")."""

from __future__ import annotations

import itertools

from dateline.resources.gazetteer import Gazetteer
from dateline.steps.places.page import Page, Toponym

LONGEST_ROW = 50
"""Most names of a list that are looked at together."""


def find_lists(found: list[Toponym], page: Page) -> None:
    """Mark names that stand in a row with commas and "and"."""
    row: list[Toponym] = []
    for i, toponym in enumerate(found):
        row.append(toponym)
        following = found[i + 1] if i + 1 < len(found) else None
        between = page.words[toponym.end : following.start] if following else []
        if (
            len(row) < LONGEST_ROW
            and following
            and toponym.kind != "adjective"
            and between in ([","], ["and"], [",", "and"], ["or"], ["&"])
        ):
            continue
        if len(row) > 1:
            for member in row:
                member.row = row
        row = []


def _is_list_of_divisions(row: list[Toponym]) -> bool:
    """Whether all names of a row of three or more can be divisions or countries, so that none holds another."""
    return len(row) > 2 and all(toponym.may_be_division for toponym in row)


def _is_of_one_rank(first: Toponym, second: Toponym) -> bool:
    """Whether both are countries, or both are well-known divisions written out: neither holds the other."""
    if "state" in second.evidence:
        return False
    for feature in ("PCLI", "ADM1"):
        if all(
            any(
                hit.place.feature == feature and hit.how in ("main", "given") and hit.weight >= 8
                for hit in toponym.hits
            )
            for toponym in (first, second)
        ):
            return True
    return False


def link_holders(found: list[Toponym], page: Page, gazetteer: Gazetteer) -> None:
    """Join "Paris, Texas" and "Aleppo in Syria"."""
    known: dict[tuple[str, str], bool] = {}
    for first, second in itertools.pairwise(found):
        between = page.words[first.end : second.start]
        if second.kind == "adjective" or first.kind == "adjective" or _is_list_of_divisions(first.row):
            continue
        if _is_of_one_rank(first, second):
            continue
        if between not in ([","], ["in"], [",", "in"], ["("], [",", "the"], [",", "in", "the"]):
            continue
        pair = (first.key, second.key)
        if pair not in known:
            known[pair] = _can_hold(second, first, gazetteer)
        if known[pair]:
            first.holder = second
        elif between == [","] and _is_set_in(first, second, page):
            first.nowhere = second


def _is_set_in(inner: Toponym, outer: Toponym, page: Page) -> bool:
    """Whether a name is said to lie in a state or country that has no place of it: "Elkmont, Mo.", "Namanga, Kenya —".

    Towns and countries stand side by side in a list too; a country is believed only where it closes the phrase and
    nothing has the name for its main one.
    """
    if "state" in outer.evidence:
        return not inner.may_be_division
    closed = page.words[outer.end : outer.end + 1] in ([","], ["."], ["—"], ["–"], ["-"], ["("], [])
    country = any(hit.place.is_country and hit.how == "main" for hit in outer.hits)
    return closed and country and all(hit.place.is_town and hit.how != "main" for hit in inner.hits)


def _can_hold(outer: Toponym, inner: Toponym, gazetteer: Gazetteer) -> bool:
    """Whether a place of the one name lies in a country, division or region of the other."""
    areas = [hit.place for hit in outer.hits if not hit.place.is_town]
    return any(
        area.ref != hit.place.ref and gazetteer.is_within(hit.place, area) for area in areas for hit in inner.hits
    )
