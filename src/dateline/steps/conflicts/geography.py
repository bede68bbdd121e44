"""Directions that the map denies: "the northern town of X", where X lies in the south."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.report import Place, Span
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, load_gazetteer, parse_direction
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_OTHERS = 40
"""Places that are looked at for the one that may be meant."""

MARGIN = 0.1
"""Degrees around the towns of a division that may still be its."""

KINDS = frozenset(
    {
        "district",
        "province",
        "city",
        "town",
        "village",
        "island",
        "state",
        "port",
        "county",
        "department",
        "area",
        "suburb",
        "region",
        "capital",
        "resort",
        "stronghold",
        "hub",
    }
)


PARTS = frozenset({"area", "suburb", "region", "capital"})
"""A northern area of a town is a part of it, and a northern capital of a country no place of that name."""


def find_direction_conflicts(doc: Doc, places: Sequence[Place]) -> Iterator[Finding]:
    """Find a place that is put on the side of its country on which it does not lie."""
    gazetteer: Gazetteer | None = None
    for place in places:
        if place.latitude is None or not place.country or (place.feature or "").startswith("PCL"):
            continue
        for mention in place.mentions:
            piece = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            word = (
                _direction_of(piece.root)
                if piece is not None and getattr(mention, "kind", "literal") == "literal"
                else None
            )
            if word is None:
                continue
            gazetteer = gazetteer or load_gazetteer()
            there = on_the_map(gazetteer, place)
            whole = gazetteer.country(place.country)
            if there and whole and _denied(gazetteer, word.lower_, there, whole):
                side = word.lower_.removesuffix("ern")
                meant = _lying(gazetteer, place, places, word.lower_, whole)
                spans = [token_span(word), mention, *meant]
                yield Finding(
                    "place",
                    tuple(spans),
                    f"{place.name} does not lie in the {side} of {whole.name}"
                    + (f"; {meant[0].text}, which the text names too, does." if meant else "."),
                    "high",
                )


def _lying(
    gazetteer: Gazetteer, place: Place, places: Sequence[Place], direction: str, whole: GazetteerPlace
) -> list[Span]:
    """Where the text first names another place of the same rank that does lie there."""
    for other in places[:MOST_OTHERS]:
        same = other.country == place.country and (other.feature or "")[:3] == (place.feature or "")[:3]
        there = on_the_map(gazetteer, other) if same and other.id != place.id else None
        if there is not None and gazetteer.lies_in(direction, there, whole):
            return list(other.mentions[:1])
    return []


def find_containment_conflicts(doc: Doc, places: Sequence[Place]) -> Iterator[Finding]:
    """Find a town or district that is put into a province of its country in which it does not lie.

    "Xville in Y", "Xville, Y", "Xville district of Y": Y is a first-order division, and none
    of the places named Xville lies within it or near its towns.
    """
    at = {}
    for place in places:
        for mention in place.mentions:
            piece = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if piece is not None and getattr(mention, "kind", "literal") == "literal":
                at[piece.root.i] = (place, mention)
    for i, (inner, mention) in at.items():
        if (
            not inner.country
            or inner.latitude is None
            or (inner.feature or "")[:3] not in ("PPL", "ADM")
            or inner.feature == "ADM1"
        ):
            continue
        outer, where = next((at[j] for j in _wholes(doc[i]) if j in at), (None, None))
        if outer is None or where is None or outer.feature != "ADM1" or outer.country != inner.country:
            continue
        gazetteer = load_gazetteer()
        whole = on_the_map(gazetteer, outer)
        if whole is None or any(
            _lies_near(gazetteer, p, whole) for p in gazetteer.find(mention.text) if p.country == inner.country
        ):
            continue
        true = next(
            (p for p in places if p.feature == "ADM1" and p.country == inner.country and p.name == inner.admin1), None
        )
        if true is None or true.id == outer.id:
            continue  # the text knows nothing of it, so that another place of the name may be meant
        claims = [where, true.mentions[0]]
        yield Finding(
            "place",
            tuple(claims),
            f"{inner.name} lies in {inner.admin1}, not in {outer.name}.",
            "medium",
        )


def _wholes(name: Token) -> Iterator[int]:
    """Where the text says that a place lies: what "in", "of" or a comma joins to its name or its type word."""
    heads = [name]
    if name.dep_ in ("compound", "nmod") and name.head.lemma_.lower() in KINDS:
        heads.append(name.head)
    if name.dep_ == "nmod" or name.dep_ == "compound":
        heads += [c for c in children_of(name.head) if c.dep_ == "conj"] if name.head.pos_ == "PROPN" else []
    for head in heads:
        for child in children_of(head):
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                yield child.i
            elif child.dep_ == "prep" and child.lower_ in ("in", "of"):
                yield from (c.i for c in children_of(child) if c.dep_ == "pobj")


def _lies_near(gazetteer: Gazetteer, place: GazetteerPlace, whole: GazetteerPlace) -> bool:
    """Whether a place lies in a division, or within the box of its towns and a little around."""
    box = gazetteer.box(whole)
    if gazetteer.is_within(place, whole) or box is None or place.latitude is None or place.longitude is None:
        return True
    south, west, north, east = box
    return south - MARGIN < place.latitude < north + MARGIN and west - MARGIN < place.longitude < east + MARGIN


def on_the_map(gazetteer: Gazetteer, place: Place) -> GazetteerPlace | None:
    """The gazetteer's own row of a place of the report."""
    if place.geonames is not None:
        return gazetteer.by_id(place.geonames)
    return next(
        (p for p in gazetteer.find(place.name) if (p.latitude, p.longitude) == (place.latitude, place.longitude)), None
    )


def _direction_of(name: Token) -> Token | None:
    """The direction word of "the northern city of X", "northern X province" or "the northern city X"."""
    noun = name.head
    if name.dep_ == "pobj" and noun.lower_ == "of" and noun.head.lemma_.lower() in KINDS - PARTS:
        return _leading(noun.head)
    if name.dep_ in ("compound", "nmod") and noun.lemma_.lower() in KINDS and noun.i > name.i:
        # "western X state" may be the west of X; "Peru's western X state" lies in the west of Peru
        owned = any(c.dep_ == "poss" or c.ent_type_ == "NORP" for c in children_of(noun))
        return _leading(noun) if owned else None
    if name.dep_ == "appos" and noun.lemma_.lower() in KINDS:
        return _leading(noun)
    told = next((c for c in children_of(name) if c.dep_ == "appos" and c.lemma_.lower() in KINDS - PARTS), None)
    if told is not None and told.i > name.i and not any(c.dep_ == "prep" for c in children_of(told)):
        return _leading(told)
    return next(
        (c for c in children_of(name) if c.dep_ == "compound" and c.lemma_.lower() in KINDS and (_leading(name))), None
    ) and _leading(name)


def _leading(noun: Token) -> Token | None:
    """A direction word among the words before a noun, where no other place stands between."""
    before = [c for c in children_of(noun) if c.i < noun.i]
    before += [c for child in before for c in children_of(child) if c.i < child.i]
    return next((c for c in before if c.text.endswith("ern") and c.is_lower and parse_direction(c.lower_)), None)


def _denied(gazetteer: Gazetteer, direction: str, there: GazetteerPlace, whole: GazetteerPlace) -> bool:
    return gazetteer.lies_in(direction, there, whole) is False
