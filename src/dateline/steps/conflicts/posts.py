"""One post of a town or body given to two names, and one relative called by two words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from dateline.report import Entity, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import tokens_among
from dateline.text.clauses import children_of
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
                    (_span(name), _span(second)),
                    f"Both {one.name} and {other.name} are called {town} {post}.",
                    "high",
                )
                break


def find_kin_conflicts(doc: Doc, text: str, index: MentionIndex) -> Iterator[Finding]:
    """Find a relative of one person who is called by one word here and another there.

    "A nephew of Duarte … Duarte's cousin": only where each word stands once, in the singular,
    and neither is joined to the other.
    """
    kin = load_table("lexicons/offices.yaml")["kin"]
    found: dict[str, list[tuple[str, Token]]] = defaultdict(list)
    for token in tokens_among(doc, text, frozenset(kin)):
        word = token.lower_
        if word not in kin or token.tag_ != "NN" or doc[max(0, token.i - 1)].text == "-":
            continue
        owner = next((c for c in children_of(token) if c.dep_ == "poss"), None)
        if owner is None:
            of = next((c for c in children_of(token) if c.dep_ == "prep" and c.lower_ == "of"), None)
            owner = next((c for c in children_of(of) if c.dep_ == "pobj"), None) if of is not None else None
        whose = index.at(owner) if owner is not None else None
        if whose is not None and whose.type == "person":
            found[whose.id].append((word, token))
    for kins in found.values():
        words = sorted({word for word, _ in kins})
        if (
            len(kins) != 2
            or len(words) != 2
            or words not in [sorted(pair) for pair in load_table("lexicons/offices.yaml")["kin_confused"]]
        ):
            continue
        (_, first), (_, second) = kins
        if first.sent.start != second.sent.start:
            yield Finding(
                "role",
                (_span(first), _span(second)),
                f"A relative is called “{first.text}” here and “{second.text}” there.",
                "medium",
            )


def may_be_one_name(a: str, b: str) -> bool:
    """Whether two names could be one person's under two spellings, by their last parts."""
    return fuzz.ratio(a.split()[-1].lower(), b.split()[-1].lower()) >= SAME_NAME


def _span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token), text=token.text)
