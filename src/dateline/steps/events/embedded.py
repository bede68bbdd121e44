"""Parties that are named deeper than a trigger's own slots: "refused to send troops to *Chad*"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.steps.events.light import light_words
from dateline.text.clauses import (
    agents_of,
    children_of,
    clause_verb,
    conjuncts,
    is_passive,
    objects_after,
    prepositional_objects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.steps.events.find import Site
    from dateline.steps.events.parties import Party

LINKS = ("to", "on", "with", "against", "for", "from", "of", "between", "over", "into")
"""Prepositions that lead to a party within a phrase."""

_DEPTH = 3
_LOWER_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp"})
_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ism", "al", "ing", "sal")


def is_abstract(party: Party) -> bool:
    """Whether a thing is a deed or state rather than something that stands in the world: "the withdrawal"."""
    if party.acts:
        return False
    lemma = party.head.lemma_.lower()
    return lemma in light_words("abstract") or (lemma.endswith(_ABSTRACT) and lemma not in light_words("concrete"))


def is_deed(party: Party, deeds: Collection[str]) -> bool:
    """Whether a thing is abstract, or one of the nouns for deeds of the codebook."""
    return is_abstract(party) or (not party.acts and party.head.lemma_.lower() in deeds)


def told_subjects(site: Site) -> list[Token]:
    """Subjects of the clause that a verb tells: "demanded that the *army* withdraw"."""
    told = [clause for clause in site.children if clause.dep_ == "ccomp"]
    return [head for clause in told for head in children_of(clause) if head.dep_ in ("nsubj", "nsubjpass")]


def heads_below(site: Site) -> Iterator[Token]:
    """Heads in the phrases and clauses under a trigger, the nearest first."""
    lower = [c for c in site.children if c.dep_ in _LOWER_CLAUSES]
    links = [c for c in site.children if c.dep_ in ("prep", "agent") and c.lower_ in LINKS]
    for start in (*site.patients, *lower, *links):
        yield from _below(start, _DEPTH)


def authors_of(deed: Token) -> Iterator[Token]:
    """Who does or makes what a noun names: "a march by *farmers*", "an appeal filed by *lawyers*", "*Peru's* offer"."""
    for child in children_of(deed):
        if (child.dep_ == "poss" and child.tag_ != "PRP$") or (
            child.dep_ in ("compound", "amod", "nmod") and child.i < deed.i
        ):
            yield from conjuncts(child)
        elif (child.dep_ == "acl" and is_passive(child)) or (
            child.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in children_of(child))
        ):
            yield from agents_of(child)
    yield from objects_after(deed, "by")


def _below(token: Token, depth: int) -> Iterator[Token]:
    """Heads in the slots under a word, the nearest first."""
    if token.dep_ in ("prep", "agent"):
        heads = prepositional_objects(token)
        yield from heads
        for head in heads:
            yield from _below(head, depth - 1) if depth else ()
        return
    kids = list(children_of(token))
    for child in kids:
        if child.dep_ in ("dobj", "nsubjpass", "poss", "dative"):
            yield from conjuncts(child)
    yield from objects_after(token, *LINKS)
    if not depth:
        return
    for child in kids:
        if child.dep_ in ("dobj", "prep", "xcomp", "ccomp", "pcomp", "acl", "pobj"):
            yield from _below(child, depth - 1)


def best_of(found: Sequence[Party]) -> Party | None:
    """The likeliest recipient of those found below: a named somebody or place, else anybody, else any place."""
    ranked = sorted((p for p in found if p.acts), key=lambda p: (not p.named, not p.named and p.kind == "place"))
    return ranked[0] if ranked else None


def doers_above(token: Token) -> list[Token]:
    """The doer of a participle or infinitive on what he has: "*villagers* filed a suit accusing the army"."""
    verb = clause_verb(token.head)
    return agents_of(verb) if verb is not None else []
