"""Who is only suspected or accused of what an event tells: "thirteen men *suspected* of taking part in an ambush"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.steps.events.light import is_light, light_words
from dateline.text.clauses import children_of, patients_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.steps.events.parties import Party

_STEPS = 6
_MATTER = frozenset({"pcomp", "prep", "xcomp", "pobj", "ccomp", "dobj", "conj"})
"""Links from a deed up to the verb that somebody is suspected with."""


def with_suspicion(party: Party, trigger: Token) -> Party:
    """The party, marked where the text only suspects or accuses it of a deed.

    Args:
        party: Who did it, as grammar gives it.
        trigger: Head word of the deed.
    """
    return replace(party, alleged=True) if _is_hedged(party.head) or _is_accused(party.head, trigger) else party


def _is_hedged(noun: Token) -> bool:
    """Whether the words say that they may be others: "*suspected* rebels", "the *alleged* attackers"."""
    return any(child.dep_ == "amod" and child.lower_ in light_words("hedge") for child in children_of(noun))


def _is_accused(noun: Token, trigger: Token) -> bool:
    here = trigger
    for _ in range(_STEPS):
        if here.dep_ not in _MATTER or here.head.i == here.i:
            return False
        here = here.head
        if here.pos_ == "VERB" and is_light(here, "alleging"):
            return any(patient.i == noun.i for patient in patients_of(here))
    return False
