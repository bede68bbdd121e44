"""What is told only as the matter of a demand, promise, refusal or charge stands behind that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.steps.events.confidence import factors
from dateline.steps.events.light import light_words
from dateline.steps.events.support import is_search
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.resources.codebook import Codebook
    from dateline.steps.events.happening import Happening

_VERBAL = (1, 3)
_LAWFUL = frozenset({"COERCE"})
_DISSENT = frozenset({"PROTEST"})
_VIOLENT = frozenset({"ASSAULT"})
_STEPS = 4
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "conj", "oprd"})


def subordinate(happenings: Sequence[Happening], codebook: Codebook) -> None:
    """Lower the confidence of events in the complement of a verbal one, and let that have their recipient.

    In "agreed to send troops to Chad" the sending is the matter of the agreement, and Chad
    is the one it is made with, as far as the sentence tells.
    """
    at = {happening.trigger.i: happening for happening in happenings}
    for happening in happenings:
        outer = _holder(happening.trigger, at)
        if outer is None or codebook.types[outer.type].quad not in _VERBAL or outer.type == happening.type:
            continue
        happening.features["embedded"] = "yes"
        happening.confidence = round(happening.confidence * factors()["embedded"]["yes"], 3)
        inner, sides = happening.arguments.recipients, outer.arguments
        if sides.recipient_by in ("", "deep") and any(party.named for party in inner):
            taken = [p for p in inner if p.acts and not any(p.same_as(actor) for actor in sides.actors)]
            if taken:
                sides.recipients, sides.recipient_by = taken, "deep"
                sides.note(taken, "matter")


def without_causes(happenings: Sequence[Happening]) -> list[Happening]:
    """Leave out deeds against things that are only what people protest at: "protested the *demolition* of houses"."""
    at = {happening.trigger.i: happening for happening in happenings if happening.type in _DISSENT}
    return [happening for happening in happenings if not (_is_bare(happening) and _holder(happening.trigger, at))]


def _is_bare(happening: Happening) -> bool:
    """Whether a noun tells of a deed without anybody who did it, suffered it or was counted."""
    sides = happening.arguments
    somebody = sides.actors or any(party.acts for party in sides.recipients)
    return happening.candidate.sense.kind == "noun" and not somebody and not happening.figures


def take_searches(happenings: Sequence[Happening]) -> None:
    """Take a raid in which people are arrested for the arrest: "arrested nine men in a *raid*", "*raids* to detain them"."""
    at = {happening.trigger.i: happening for happening in happenings if happening.type in _LAWFUL}
    for happening in happenings:
        noun = happening.trigger
        if happening.type not in _VIOLENT or noun.lemma_.lower() not in light_words("search"):
            continue
        above = (noun.head.head, noun.head.head.head) if is_search(noun) else ()
        below = (child for child in children_of(noun) if child.dep_ in ("acl", "advcl", "relcl"))
        arrest = next((at[token.i] for token in (*above, *below) if token.i in at), None)
        if arrest is not None:
            happening.type, happening.modes, happening.rules = arrest.type, list(arrest.modes), []


def _holder(token: Token, at: dict[int, Happening]) -> Happening | None:
    """The event whose complement a trigger stands in."""
    here = token
    for _ in range(_STEPS):
        if here.dep_ not in _COMPLEMENTS or here.head.i == here.i:
            return None
        here = here.head
        if here.i in at:
            return at[here.i]
    return None
