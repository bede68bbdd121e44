"""Whose people unnamed fighters are, where an article names one armed body alone: "the guerrillas" are that body's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.steps.events.light import light_words

if TYPE_CHECKING:
    from dateline.report import Entity
    from dateline.steps.events.happening import Happening
    from dateline.steps.events.parties import Cast, Party

REBELS = frozenset({"REB", "UAF", "PRM"})
_UNTOLD = frozenset({"hypothetical", "denied"})


def add_body(happenings: Sequence[Happening], entities: Sequence[Entity], cast: Cast) -> None:
    """Put the article's only armed body beside the unnamed fighters who attack.

    Args:
        happenings: The events.
        entities: The article's entities.
        cast: Everybody in the draft.
    """
    bodies = [entity for entity in entities if _is_armed_body(entity)]
    party = _party_of(bodies[0], cast) if len(bodies) == 1 else None
    if party is None:
        return
    for happening in happenings:
        sides = happening.arguments
        if happening.type != "ASSAULT" or happening.status in _UNTOLD or not sides.actors:
            continue
        unnamed = all(actor.sector in REBELS and not _has_name(actor.entity) for actor in sides.actors)
        if unnamed and not any(party.same_as(other) for other in sides.recipients):
            sides.actors.append(party)
            sides.note([party], "only body")


def without_body(party: Party, side: Sequence[Party]) -> Party:
    """Fighters without the words for the body that stands beside them: "ELN *guerrillas*", "*guerrillas* of the ELN".

    Args:
        party: Somebody on a side.
        side: All who are on it.
    """
    if party.kind != "group" or party.head.pos_ != "NOUN" or party.head.lemma_.lower() in light_words("membership"):
        return party
    head_end = party.head.idx + len(party.head)
    for other in side:
        if other.kind != "organization" or not other.within(party):
            continue
        if head_end < other.start:
            return replace(party, end=head_end)
        within = party.head.doc.char_span(other.end, party.end, alignment_mode="contract")
        if other.end <= party.head.idx and within is not None and within.start_char > other.end:
            return replace(party, start=within.start_char)
    return party


def _is_armed_body(entity: Entity) -> bool:
    return entity.type in ("organization", "group") and entity.sector in REBELS and _has_name(entity)


def _has_name(entity: Entity | None) -> bool:
    return entity is not None and any(mention.kind == "name" for mention in entity.mentions)


def _party_of(body: Entity, cast: Cast) -> Party | None:
    """The body as a party, by the first words that name it."""
    named = next(mention for mention in body.mentions if mention.kind == "name")
    words = cast.doc.char_span(named.start, named.end, alignment_mode="expand")
    return cast.party(words.root) if words is not None else None
