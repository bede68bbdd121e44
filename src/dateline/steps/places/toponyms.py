"""Which words of a text stand for places: runs of names that the gazetteer knows, weighed by what stands around them.

Every run of capitalised words that the gazetteer knows is a candidate (`scan.py`). Whether it
counts is a sum of named pieces of evidence (`evidence.py`): what the entity recogniser says,
the words before and after, how well known the place is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.report import Entity
from dateline.resources.gazetteer import Gazetteer
from dateline.steps.places.evidence import weigh, weigh_company, weigh_story
from dateline.steps.places.lists import find_lists, link_holders
from dateline.steps.places.page import Page, Toponym
from dateline.steps.places.scan import scan

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_toponyms(doc: Doc, entities: Sequence[Entity], gazetteer: Gazetteer) -> list[Toponym]:
    """Give the words of a text that stand for places, in text order, none overlapping another."""
    page = Page.of(doc, entities)
    found = list(scan(page, gazetteer))
    find_lists(found, page)
    link_holders(found, page, gazetteer)
    for toponym in found:
        if not toponym.evidence:
            toponym.evidence = dict(weigh(toponym, page))
    weigh_story(found)
    weigh_company(found)
    return [toponym for toponym in found if toponym.score >= 0]
