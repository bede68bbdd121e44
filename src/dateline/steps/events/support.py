"""Who does what an event noun names, where the verb that holds the noun tells it: "*rebels* carried out an attack"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.steps.events.light import is_light, light_words
from dateline.text.clauses import (
    agents_of,
    children_of,
    conjuncts,
    is_passive,
    objects_after,
    patients_of,
    prepositional_objects,
    subjects_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def doers_by_support(nouns: Sequence[Token]) -> Iterator[list[Token]]:
    """Subjects of the verbs that say that their subject does what a noun names."""
    for noun in nouns:
        for verb, _ in support_verbs(noun):
            if is_light(verb, "doer") and not is_light(verb, "credited"):
                yield agents_of(verb)


def patients_by_support(nouns: Sequence[Token], slots: Sequence[str]) -> Iterator[list[Token]]:
    """Those whom the verb that holds a noun names: "*troops* suffered an attack", "put a plea to the *bank*".

    Args:
        nouns: The event noun and those that count it.
        slots: Prepositions that may lead to them.
    """
    for noun in nouns:
        yield sufferers_of(noun)
        for verb, is_object in support_verbs(noun):
            if not is_object or is_light(verb, "credited"):
                continue
            if is_light(verb, "receiver"):
                yield subjects_of(verb)
            yield [head for slot in slots for head in objects_after(verb, slot)]
            yield [head for slot in slots for head in after_place(verb, slot)]


def sufferers_of(noun: Token) -> list[Token]:
    """Who is called the one that a deed is done to: "the *bank* was the target of an attack", "*Ana Ruiz*, victim of the attack"."""
    called = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or called.lemma_.lower() not in light_words("suffering"):
        return []
    if called.dep_ in ("attr", "oprd") and called.head.lemma_ in ("be", "become"):
        return subjects_of(called.head)
    return conjuncts(called.head) if called.dep_ == "appos" else []


def after_place(holder: Token, slot: str) -> Iterator[Token]:
    """What a preposition governs where another phrase stands between: "talks in Oslo with *Peru*"."""
    for child in children_of(holder):
        if child.dep_ in ("prep", "agent") and (child.i > holder.i or slot == "with"):
            for between in prepositional_objects(child):
                yield from objects_after(between, slot)


def blamed_for(noun: Token) -> list[Token]:
    """Who is said to have done what a noun names: "blamed *rebels* for the raid", "*rebels* claimed the raid"."""
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    for verb in (*verbs, *(child for child in children_of(noun) if child.dep_ == "acl")):
        if is_light(verb, "credited"):
            return objects_after(verb, "to", "on")
    if noun.dep_ == "dobj" and is_light(noun.head, "owner"):
        return agents_of(noun.head)
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return []
    holder = noun.head.head
    if noun.head.lower_ in light_words("guilty") and holder.pos_ in ("NOUN", "PROPN"):
        return [holder]  # "the *group* behind the raid"
    if is_search(noun) and (verb := holder.head if holder.dep_ == "dobj" else holder).pos_ == "VERB":
        return agents_of(verb) if is_light(verb, "blamed") else []
    if holder.lemma_.lower() == "responsibility" or (holder.dep_ == "dobj" and holder.head.pos_ == "VERB"):
        if is_light(holder.head, "owner") and holder.dep_ == "dobj":
            return agents_of(holder.head)
        return conjuncts(holder) if is_light(holder.head, "blamed") else []
    if holder.pos_ == "VERB":
        return (
            patients_of(holder)
            if is_light(holder, "blamed")
            else agents_of(holder)
            if is_light(holder, "owner")
            else []
        )
    if holder.lower_ in light_words("guilty"):
        verb = holder.head
        own = [child for child in children_of(holder) if child.dep_ == "nsubj"]
        if own:
            return conjuncts(own[-1])
        if verb.pos_ == "AUX" or is_passive(verb):
            return subjects_of(verb)
        return patients_of(verb) if verb.pos_ == "VERB" else [verb] if holder.dep_ in ("amod", "acl") else []
    return []


def is_search(noun: Token) -> bool:
    """Whether a noun names the deed of police in which somebody was arrested: "arrested nine men in a *raid*"."""
    return noun.lemma_.lower() in light_words("search") and noun.head.lower_ in ("in", "during", "after", "following")


def support_verbs(noun: Token) -> Iterator[tuple[Token, bool]]:
    """Verbs that an event noun is the object of, and whether they govern it (or hang on it)."""
    governor = noun.head
    if governor.pos_ == "VERB" and (noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and is_passive(governor))):
        yield governor, True
    if noun.dep_ == "pobj" and governor.dep_ == "prep" and governor.head.pos_ == "VERB":
        yield governor.head, False
    for child in children_of(noun):
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB" and child.tag_ == "VBN":
            yield child, True
