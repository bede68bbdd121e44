"""One deed given to two names: the dead man of the announcement and the one that its words describe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.report import Attribution, Entity, Event, Mention, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_DESCRIBED = 50
"""Described people that are compared in one article."""


def find_victim_conflicts(
    doc: Doc, events: Sequence[Event], entities: Mapping[str, Entity], attributions: Mapping[str, Attribution]
) -> Iterator[Finding]:
    """Find a killing of one named person whose announcement goes on to describe another as the dead one.

    Whoever announces a killing says who the dead was, in the past tense: "the statement
    said that Y was a commander". Where the killing names X and Y plays no other part in the
    report, one deed has two names.
    """
    acting = {p.entity for event in events for p in [*event.actors, *event.recipients]}
    described = list(_described(doc, Speakers(attributions.values()), entities))[:MOST_DESCRIBED]
    for event in events if described else ():
        victim = _only_victim(event, entities)
        announcers = [attributions[a] for a in event.attributions if a in attributions]
        if victim is None or not announcers:
            continue
        for attribution, other, name, noun in described:
            features = _compare(attribution, announcers, victim, noun, acts=other.id in acting)
            severity = grade(score(features), high=0.8, medium=0.7)
            if severity and other.id != victim.id:
                yield Finding(
                    "identity",
                    (_name_in(victim, event), name),
                    f"The killing has {victim.name} as its victim, but its announcement seems to speak of {other.name}: "
                    f"{reasons(features)}.",
                    severity,
                )


def _only_victim(event: Event, entities: Mapping[str, Entity]) -> Entity | None:
    """The one named person that a killing is told of."""
    if event.type != "ASSAULT" or event.status != "happened" or event.deaths is None or event.deaths.high != 1:
        return None
    found = dict.fromkeys(p.entity for p in event.recipients if p.entity)
    people = [
        e
        for e in (entities[i] for i in found if i in entities)
        if e.type == "person" and any(m.kind == "name" for m in e.mentions)
    ]
    return people[0] if len(people) == 1 else None


def _described(
    doc: Doc, speakers: Speakers, entities: Mapping[str, Entity]
) -> Iterator[tuple[Attribution, Entity, Mention, Token]]:
    """People whom a content describes by "was": whose content, the person, the name there, the describing noun."""
    for entity in entities.values():
        for mention in entity.mentions if entity.type == "person" else ():
            attribution = speakers.at(mention.start) if mention.kind == "name" else None
            noun = _described_as(doc, mention) if attribution else None
            if attribution and noun is not None:
                yield attribution, entity, mention, noun


def _described_as(doc: Doc, mention: Mention) -> Token | None:
    piece = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    verb = piece.root.head if piece is not None and piece.root.dep_ == "nsubj" else None
    if verb is None or verb.lower_ not in ("was", "were"):
        return None
    return next((child for child in verb.children if child.dep_ == "attr" and child.pos_ in ("NOUN", "PROPN")), None)


def _compare(
    attribution: Attribution, announcers: Sequence[Attribution], victim: Entity, described: Token, *, acts: bool
) -> list[Feature]:
    ranks = frozenset(load_table("lexicons/conflicts.yaml")["ranks"])
    source = attribution.source
    same_word = attribution.source_kind == "document" or (
        source is not None
        and source.entity is not None
        and any(a.source and a.source.entity == source.entity for a in announcers)
    )
    victim_ranks = {word for role in victim.roles for word in role.text.lower().split()} & ranks
    said_by = source.text if source else "the announcement"
    return [
        Feature(0.3, same_word, f"“{said_by}” belongs to the announcement"),
        Feature(0.2, True, "it speaks of them in the past tense, as of the dead"),
        Feature(
            0.25, bool(victim_ranks) and described.lemma_.lower() in ranks, "it gives them a rank of the same sort"
        ),
        Feature(0.25, not acts, "the report gives them no other part"),
    ]


def _name_in(victim: Entity, event: Event) -> Span:
    """The victim's name nearest to the trigger."""
    names = [mention for mention in victim.mentions if mention.kind == "name"]
    return min(names, key=lambda name: (abs(name.start - event.trigger.start), name.start))
