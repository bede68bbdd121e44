"""Sides that do not fit: what happens in the east of a country, in towns that all lie in its west."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.report import Place, Span
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, load_gazetteer, parse_direction
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.geography import on_the_map
from dateline.steps.conflicts.words import Words

LEAD_SENTENCES = 3
"""Sentences in which a report says where it takes place."""

NEAR_SENTENCES = 3
"""Sentences after that within which its towns are named."""

LEAST_WEIGHT = 0.25
"""Weight of a word that two sides must share."""

_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


_SIDE_OF = re.compile(r", (?:in )?(?:the )?((?:north|south)?-?(?:north|south|east|west)) of (?:the )?")


@dataclass(frozen=True)
class Side:
    """A side of a place, as in "eastern X": the direction word, the place whose side is meant, and where the two stand."""

    direction: str
    token: int
    place: Place
    mention: Span
    sentence: int


def find_sides(words: Words, places: Sequence[Place]) -> list[Side]:
    """Find direction words right before the name of a country, division or town."""
    found = []
    for place in places:
        for mention in place.mentions:
            first = words.at.get(mention.start)
            if not first or getattr(mention, "kind", "literal") != "literal":
                continue
            word = words.lower[first - 1].replace("-", "")
            if word.endswith("ern") and parse_direction(word):
                found.append(Side(word, first - 1, place, mention, words.sentence[first]))
    return sorted(found, key=lambda side: side.token)


def find_side_conflicts(words: Words, places: Sequence[Place]) -> Iterator[Finding]:
    """Find the side of a country or division on which none of the towns lies that the report goes on to name."""
    sides = [s for s in find_sides(words, places) if s.sentence < LEAD_SENTENCES]
    if not sides:
        return
    gazetteer = load_gazetteer()
    for side in sides:
        whole = on_the_map(gazetteer, side.place) if side.place.feature else None
        if whole is None or not (whole.is_country or whole.is_division):
            continue
        told = [
            (lies, place, mention)
            for place in places
            for mention in place.mentions[:1]
            if place.id != side.place.id and (lies := _lies(gazetteer, words, side, whole, place, mention)) is not None
        ]
        if told and not any(lies for lies, _, _ in told):
            _, place, mention = told[0]
            yield Finding(
                "place",
                (token_span(words.doc[side.token]), mention),
                f"{place.name} does not lie in the {side.direction.removesuffix('ern')} of {side.place.name}.",
                "medium",
            )


def _lies(
    gazetteer: Gazetteer, words: Words, side: Side, whole: GazetteerPlace, place: Place, mention: Span
) -> bool | None:
    """Whether a town that is named soon after lies on that side; None where it says nothing."""
    first = words.at.get(mention.start)
    if first is None or getattr(mention, "kind", "literal") != "literal" or place.country != side.place.country:
        return None
    if not side.sentence <= words.sentence[first] <= side.sentence + NEAR_SENTENCES:
        return None
    there = on_the_map(gazetteer, place)
    if there is None or there.is_country or not gazetteer.is_within(there, whole):
        return None
    return gazetteer.lies_in(side.direction, there, whole)


def find_named_side_conflicts(words: Words, text: str, places: Sequence[Place]) -> Iterator[Finding]:
    """Find "Xville, north of Y", where Xville lies within Y and not in its north."""
    wholes = {mention.start: place for place in places for mention in place.mentions}
    for place in places:
        for mention in place.mentions:
            match = _SIDE_OF.match(text, mention.end)
            whole = wholes.get(match.end()) if match else None
            if match is None or whole is None or whole.id == place.id or whole.country != place.country:
                continue
            gazetteer = load_gazetteer()
            there, around = on_the_map(gazetteer, place), on_the_map(gazetteer, whole)
            if there is None or around is None or not gazetteer.is_within(there, around):
                continue
            if gazetteer.lies_in(match.group(1), there, around) is False:
                yield Finding(
                    "place",
                    (
                        mention,
                        Span.cut(text, *match.span(1)),
                    ),
                    f"{place.name} does not lie in the {match.group(1)} of {whole.name}.",
                    "medium",
                )


def find_opposite_sides(words: Words, places: Sequence[Place]) -> Iterator[Finding]:
    """Find one thing that is put on two opposite sides of one place."""
    sides = find_sides(words, places)
    for n, a in enumerate(sides):
        for b in sides[n + 1 :]:
            if a.place.id != b.place.id or a.sentence == b.sentence or not _opposite(a.direction, b.direction):
                continue
            if not _shared(words, a, b):
                continue
            yield Finding(
                "place",
                (token_span(words.doc[a.token]), token_span(words.doc[b.token])),
                f"What seems one thing is in {a.direction} {a.place.name} here and in {b.direction} {b.place.name} there.",
                "medium",
            )


def _opposite(a: str, b: str) -> bool:
    return any(one in a and other in b for one, other in _OPPOSITE.items())


def _shared(words: Words, a: Side, b: Side) -> bool:
    """Whether what is there is told of in the same words."""
    one, other = (_told(words, side) for side in (a, b))
    return any(words.weight(key) >= LEAST_WEIGHT for key in one & other if key[0] not in "#@")


def _told(words: Words, side: Side) -> set[str]:
    """Keys of what governs the name of the place, and of what hangs on the two nearest."""
    own = set(words.tokens_of(side.mention))
    above = [i for i in words.climb(side.token + 1) if i not in own]
    near = [i for head in above[:2] for i in words.under(head) if i not in own]
    return {key for i in [*above, *near] if (key := words.keys[i])}
