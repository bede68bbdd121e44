"""Whose people unnamed fighters are, where an article names one armed body alone: "the guerrillas" are that body's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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


def _is_armed_body(entity: Entity) -> bool:
    return entity.type in ("organization", "group") and entity.sector in REBELS and _has_name(entity)


def _has_name(entity: Entity | None) -> bool:
    return entity is not None and any(mention.kind == "name" for mention in entity.mentions)


def _party_of(body: Entity, cast: Cast) -> Party | None:
    """The body as a party, by the first words that name it."""
    named = next(mention for mention in body.mentions if mention.kind == "name")
    words = cast.doc.char_span(named.start, named.end, alignment_mode="expand")
    return cast.party(words.root) if words is not None else None
