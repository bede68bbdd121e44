"""Anchor: where a clause looks from the time of writing, back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.steps.times.resolve import Way
from dateline.text.clauses import clause_verb, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def way_of(token: Token) -> Way:
    """Say where the clause of a time expression looks: by tense, modal, or a word that looks ahead.

    "would meet on Monday", "plans to meet", "a meeting set for Monday" look ahead, whatever
    the tense of the governing verb.
    """
    if _looks_ahead(token):
        return "future"
    verb = clause_verb(token)
    if verb is None:
        return None
    tense = tense_of(verb)
    if tense == "past":
        return "past"
    return "future" if tense in ("future", "present") else None


def _looks_ahead(token: Token) -> bool:
    """Whether a word between the expression and its finite verb looks ahead."""
    ahead = load_table("times/ahead.yaml")
    here = token
    for _ in range(6):
        if here.head.i == here.i:
            return False
        here = here.head
        if here.lemma_.lower() in ahead["words"]:
            return True
        if here.pos_ in ("VERB", "AUX"):
            auxiliaries = {child.lower_ for child in here.children if child.dep_ == "aux"}
            if auxiliaries & set(ahead["auxiliaries"]):
                return not any(child.lower_ in ("have", "been") for child in here.children if child.dep_ == "aux")
            if here.tag_ in ("VBD", "VBZ", "VBP"):
                return False
    return False
