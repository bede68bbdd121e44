"""Clauses that no trigger explains: somebody does something to somebody in words that the codebook does not list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.resources.codebook import Frame, Trigger
from dateline.steps.events.find import Candidate, Site
from dateline.steps.events.harm_words import load_harm_words
from dateline.steps.events.index import Sense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FRAME = Frame(
    actor=["subject"],
    recipient=[
        "object",
        "dative",
        "on",
        "against",
        "at",
        "to",
        "with",
        "from",
        "into",
        "toward",
        "towards",
        "for",
        "over",
        "of",
        "in",
    ],
)
_COMPLEMENTS = frozenset(
    {"dobj", "pobj", "prep", "xcomp", "ccomp", "pcomp", "attr", "agent", "dative", "conj", "prt", "acomp", "oprd"}
)
_REACH = 4


def unlisted_sense(type_: str, weight: float) -> Sense:
    """A reading of a verb that the codebook does not list: its subject acts, and whom it governs is acted upon."""
    trigger = Trigger(weight=weight)
    return Sense(10**6, type_, None, "verb", (), (), _FRAME, 0, trigger, {})


def find_unlisted(
    doc: Doc, candidates: Sequence[Candidate], type_: str, mishaps: Collection[str] = ()
) -> Iterator[Candidate]:
    """Find verbs with a subject that no trigger stands in, under or over.

    Args:
        doc: The document.
        candidates: The triggers that were found by the codebook.
        type_: Type to give them until they are judged.
        mishaps: Lemmas that tell of what nobody does to anybody ("the ferry *sank*").
    """
    told = {i for candidate in candidates for i in (*candidate.fixed, *candidate.taken)}
    above = set(_above(candidates))
    sense = unlisted_sense(type_, 0.5)
    unmeant = {*mishaps, *load_harm_words().verbs}  # a listed verb of harm was left out for its conditions
    for token in doc:
        if token.lemma_.lower() in unmeant:
            continue
        if token.pos_ != "VERB" or token.i in told or token.i in above or token.dep_ == "amod":
            continue
        if not _stands_in_event(token, told):
            yield Candidate(Site(token), sense, (token.i,), ())


def _above(candidates: Sequence[Candidate]) -> Iterator[int]:
    """Words whose complement holds a trigger."""
    for candidate in candidates:
        here = candidate.token
        for _ in range(_REACH):
            if here.dep_ not in _COMPLEMENTS and here.dep_ not in ("nsubj", "nsubjpass"):
                break
            here = here.head
            yield here.i


def _stands_in_event(token: Token, told: set[int]) -> bool:
    """Whether it is part of what a trigger tells: "urged them to *open* the road"."""
    here = token
    for _ in range(_REACH):
        if here.dep_ not in _COMPLEMENTS:
            return False
        here = here.head
        if here.i in told:
            return True
    return False
