"""Where somebody is from, told twice: "a Leeds man" and "Ana Duarte, 34, of York"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.report import Place
from dateline.resources.gazetteer import great_circle_km
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.words import Words

_OF = re.compile(r", ?(?:aged )?\d{1,2},? (?:of|from) $")
_PEOPLE = frozenset(
    {"man", "woman", "teenager", "teen", "boy", "girl", "mother", "father", "couple", "resident", "student", "driver"}
)

LEAD_SENTENCES = 2
APART_KM = 40.0


def find_origin_conflicts(words: Words, text: str, places: Sequence[Place]) -> Iterator[Finding]:
    """Find the town of "a Leeds man" in the lead that is not the one town of "Ana Duarte, 34, of York".

    Only where the report has one of each, so that nobody else can be meant.
    """
    lead, named = [], []
    for place in places:
        for mention in place.mentions:
            token = words.at.get(mention.start)
            if token is None or place.latitude is None or not (place.feature or "").startswith("PPL"):
                continue
            last = max(words.tokens_of(mention), default=token)
            noun = words.lower[last + 1] if last + 1 < words.size else ""
            before = words.lower[token - 1] if token else ""
            if words.sentence[token] < LEAD_SENTENCES and noun in _PEOPLE and before in ("a", "an"):
                lead.append((place, mention))
            elif _OF.search(text, max(0, mention.start - 20), mention.start):
                named.append((place, mention))
    if len(lead) != 1 or len(named) != 1:
        return
    (one, first), (other, second) = lead[0], named[0]
    if one.id == other.id or _distance_km(one, other) < APART_KM:
        return
    spans = (first, second)
    yield Finding("place", spans, f"Who is from {one.name} in the lead is from {other.name} further down.", "medium")


def _distance_km(a: Place, b: Place) -> float:
    return great_circle_km(
        float(a.latitude or 0), float(a.longitude or 0), float(b.latitude or 0), float(b.longitude or 0)
    )
