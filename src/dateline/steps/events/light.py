"""Words that say little by themselves: support verbs, counting nouns, nouns for deeds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.text.clauses import objects_after

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def light_words(group: str) -> frozenset[str]:
    """One group of the table of light verbs."""
    return frozenset(word.strip() for word in load_table("lexicons/light_verbs.yaml")[group].split(",") if word.strip())


def is_light(verb: Token, group: str) -> bool:
    """Whether a verb is in a group of the table; the lemmatizer may lose a final e ("staged" → "stag")."""
    lemma = verb.lemma_.lower()
    return lemma in light_words(group) or f"{lemma}e" in light_words(group)


def inner_head(head: Token) -> Token:
    """What a noun counts or is a side of: "dozens of *protesters*", "a series of *bases*", "the front of the *bank*"."""
    for _ in range(3):
        if head.lemma_.lower() not in light_words("measure") | light_words("side"):
            return head
        counted = objects_after(head, "of")
        if not counted:
            return head
        head = counted[0]
    return head
