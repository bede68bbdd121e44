"""One post of a town or body given to two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from dateline.report import Entity
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.happenings import tokens_among
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAME_NAME = 60.0
"""Likeness of two family names, 0 to 100, from which they may be spellings of one."""


def find_post_conflicts(doc: Doc, text: str, index: MentionIndex) -> Iterator[Finding]:
    """Find a post of which a town has one, named with the town, before two names."""
    posts = frozenset(load_table("lexicons/offices.yaml")["one_of_a_town"])
    held: dict[tuple[str, str], list[tuple[Entity, Token]]] = defaultdict(list)
    for last in tokens_among(doc, text, posts):
        first = last.i if last.lower_ in posts else last.i - 1
        if first <= 0 or last.i + 1 >= len(doc):
            continue
        place, name = doc[first - 1], doc[last.i + 1]
        who = index.at(name)
        named = place.pos_ == "PROPN" and place.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "ORG")
        if named and name.pos_ == "PROPN" and who and who.type == "person":
            held[place.text, doc[first : last.i + 1].text.lower()].append((who, name))
    for (town, post), people in held.items():
        for (one, name), (other, second) in combinations(people, 2):
            if one.id != other.id and not may_be_one_name(one.name, other.name):
                yield Finding(
                    "role",
                    (token_span(name), token_span(second)),
                    f"Both {one.name} and {other.name} are called {town} {post}.",
                    "high",
                )
                break


def may_be_one_name(a: str, b: str) -> bool:
    """Whether two names could be one person's under two spellings, by their last parts."""
    return fuzz.ratio(a.split()[-1].lower(), b.split()[-1].lower()) >= SAME_NAME
