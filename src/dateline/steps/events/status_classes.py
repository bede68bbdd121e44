"""Classes of words that say whether what they govern happened, and what each class does to a status."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status

MAX_CHILDREN = 60
"""Words that hang on one word in prose; more come from broken text, and each look at them costs time."""


MAX_DEPTH = 10
"""Governors that are looked at above a trigger; deeper nesting hardly occurs in news."""


REAL = ("happened", "ongoing")


class StatusTable(NamedTuple):
    """The table of status words, ready for look-up."""

    classes: dict[str, dict[str, str]]  # part of speech → lemma (and preposition) → class
    auxiliaries: dict[str, str]  # auxiliary → planned, possible, ability, duty
    lists: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def status_table() -> StatusTable:
    """Load the table of status words once."""
    table = load_table("lexicons/status.yaml")
    classes: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, parts in table["classes"].items():
        for part, words in parts.items():
            for word in _split(words):
                classes[part].setdefault(word, name)
    auxiliaries = {word: kind for kind, words in table["auxiliaries"].items() for word in _split(words)}
    lists = {name: frozenset(_split(words)) for name, words in table.items() if isinstance(words, str)}
    return StatusTable(classes, auxiliaries, lists)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


def class_of(governor: Token, preposition: str) -> str | None:
    """Give the class of a governor; for "be" that of what it says ("is ready", "is a threat")."""
    part = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(governor.pos_, "nouns")
    words = status_table().classes[part]
    lemma = governor.lemma_.lower()
    if part == "verbs":
        for child in governor.children:
            if child.dep_ == "prt" and f"{lemma} {child.lower_}" in words:
                return words[f"{lemma} {child.lower_}"]
        if lemma == "take" and any(child.dep_ == "dobj" and child.lower_ == "place" for child in governor.children):
            return "occur"
    if lemma == "go" and governor.tag_ == "VBG" and preposition == "to":
        return "plan"
    found = words.get(f"{lemma} {preposition}") if preposition else None
    if found is None:
        found = words.get(lemma)
    if found is None and part == "adjectives":
        found = status_table().classes["verbs"].get(lemma)
    if lemma == "be":
        return found if found and preposition == "to" else _class_of_predicate(governor, preposition)
    return found


def _class_of_predicate(be: Token, preposition: str) -> str | None:
    for child in be.children:
        if child.lower_ == "under" and any(noun.lower_ == "way" for noun in child.children):
            return "continue"
        if child.dep_ in ("acomp", "attr", "oprd") and child.i > be.i:
            return class_of(child, preposition)
    return None


def apply_class(named: str | None, governor: Status, own: Status, attempts: bool) -> Status:
    """Give the status of what a governor of a class, with this status, governs."""
    real = governor in REAL
    if named == "plan":
        if own in ("denied", "hypothetical"):
            return own
        return "planned" if real else governor
    if named in ("demand", "fear", "ponder"):
        return "hypothetical"
    if named == "attempt":
        return own if real and attempts else "hypothetical" if real else governor
    if named == "failure":
        return "denied" if real or governor == "planned" else "happened" if governor == "denied" else "hypothetical"
    if named == "prevention":
        return "denied" if real else "happened" if governor == "denied" else "hypothetical"
    if named == "denial":
        return own if governor == "denied" else "hypothetical" if governor == "hypothetical" else "denied"
    if named == "exclusion":
        return "hypothetical" if governor in ("denied", "hypothetical") else "denied"
    if named == "continue":
        return "ongoing" if real and own in REAL else own if real else governor
    if named == "stop" and own == "planned" and governor == "happened":
        return "denied"  # "the planned march was called off"
    if named == "stop":
        return own if governor == "happened" else "ongoing"
    if named in ("achieve", "occur", "carry"):
        return own if governor == "happened" or own == "denied" else governor
    return own


def has_key(governor: Token, form: str) -> bool:
    """Whether the table has a governor with this preposition."""
    part = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(governor.pos_, "nouns")
    return f"{governor.lemma_.lower()} {form}" in status_table().classes[part]
