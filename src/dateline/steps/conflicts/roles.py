"""One office given to two people, or one person given two offices that nobody holds together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from dateline.report import Entity, Mention, Role
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

MOST_HELD = 100
"""Office-holders that are compared in one article; a longer list is a directory, not a report."""

SAME_NAME = 60.0
"""Likeness of two names, 0 to 100, from which they may be spellings of one."""


@dataclass(frozen=True)
class Held:
    """A person by name, and an office that the same sentence gives them."""

    who: Entity
    name: Mention
    role: Role
    office: str
    sentence: Phrase
    definite: bool


@lru_cache
def offices_by_spelling() -> dict[str, str]:
    """Give the offices of which a country has one, by each of their spellings."""
    table: dict[str, list[str]] = load_table("lexicons/offices.yaml")["unique"]
    return {spelling: office for office, spellings in table.items() for spelling in [office, *spellings]}


def find_held(doc: Doc, entities: Sequence[Entity]) -> list[Held]:
    """Find people named in a sentence that gives them an office of which a country has one."""
    table = load_table("lexicons/offices.yaml")
    shifting, lesser = frozenset(table["shifting_words"]), frozenset(table["lesser_words"])
    found = []
    for entity in entities:
        names = [mention for mention in entity.mentions if mention.kind == "name"]
        if entity.type != "person" or not names:
            continue
        for role in entity.roles:
            office = offices_by_spelling().get(role.text.lower())
            piece = doc.char_span(role.start, role.end, alignment_mode="expand")
            if role.former or office is None or piece is None:
                continue
            sentence = piece.sent
            name = next((n for n in names if sentence.start_char <= n.start < sentence.end_char), None)
            before = {token.lower_ for token in doc[max(sentence.start, piece.start - 4) : piece.start]}
            said = {token.lower_ for token in sentence}
            if name is None or before & lesser or said & shifting or tells_a_year(sentence):
                continue
            found.append(Held(entity, name, role, office, sentence, "the" in before))
    return found[:MOST_HELD]


def tells_a_year(sentence: Phrase) -> bool:
    """Whether a year stands in a sentence, which then may tell of another time."""
    return any(token.is_digit and len(token) == 4 and token.text[:2] in ("18", "19", "20") for token in sentence)


def find_office_conflicts(held: Sequence[Held]) -> Iterator[Finding]:
    """Find an office of one country that is given to two people of different names."""
    for first, second in combinations(held, 2):
        if first.office != second.office or first.who.id == second.who.id:
            continue
        if _may_be_one(first.who, second.who) or _countries_differ(first.who, second.who):
            continue
        features = [
            Feature(
                0.4,
                first.who.country is not None and first.who.country == second.who.country,
                "both are of one country",
            ),
            Feature(0.3, second.definite, f"“the {second.role.text}” comes back to the one named before"),
            Feature(0.2, second.who.country is None or first.who.country is None, ""),
            Feature(0.1, len({h.who.id for h in held if h.office == first.office}) == 2, "only these two are given it"),
        ]
        severity = grade(score(features), high=0.5, medium=0.5)
        if severity and first.office in load_table("lexicons/offices.yaml")["often_recalled"]:
            severity = "low"
        if severity:
            yield Finding(
                "identity",
                (first.name, second.name),
                f"Both {first.who.name} and {second.who.name} are given as {first.office}; {reasons(features)}.",
                severity,
            )


def find_rank_conflicts(doc: Doc, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find one person with two offices that nobody holds together, such as president and prime minister."""
    pairs = {frozenset(pair) for pair in load_table("lexicons/offices.yaml")["never_together"]}
    for first, second in combinations(find_held(doc, entities), 2):
        if first.who.id == second.who.id and frozenset((first.office, second.office)) in pairs:
            yield Finding(
                "role",
                (first.role, second.role),
                f"{first.who.name} is called “{first.role.text}” here and “{second.role.text}” there.",
                "high",
            )


def _may_be_one(a: Entity, b: Entity) -> bool:
    """Whether the two could be one person under two spellings, by the last part of their names."""
    lasts = [[name.split()[-1].lower() for name in [entity.name, *entity.aliases] if name.split()] for entity in (a, b)]
    return any(fuzz.ratio(x, y) >= SAME_NAME for x in lasts[0] for y in lasts[1])


def _countries_differ(a: Entity, b: Entity) -> bool:
    return a.country is not None and b.country is not None and a.country != b.country
