"""One post of a body, named in full, that is given to two people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.report import Entity, Mention, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.posts import may_be_one_name
from dateline.steps.conflicts.words import Words

MOST_POSTS = 40
_OF = re.compile(
    r" (?:of|for|at) (?:the |its |his |their )?((?:[\w&'’.-]+ ){0,5}?[\w&'’-]+)(?=[,.;)]|\s*$| (?:who|said|told|has|is|was|and)\b)"
)
SAME_BODY = 90.0
"""Likeness of two names of a body, 0 to 100, from which they are one."""


class _Post(NamedTuple):
    """A person by name and the post that stands with the name."""

    who: Entity
    name: Mention
    title: str
    body: str
    span: Span
    sentence: int


@lru_cache
def _single() -> frozenset[str]:
    return frozenset(load_table("lexicons/offices.yaml")["one_of_a_body"])


def find_appointment_conflicts(words: Words, text: str, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find "Duarte, the head of the harbour board" and "Teles, the head of the harbour board"."""
    posts = [post for entity in entities if entity.type == "person" for post in _posts(words, text, entity)][
        :MOST_POSTS
    ]
    for n, a in enumerate(posts):
        for b in posts[n + 1 :]:
            if a.who.id == b.who.id or a.title != b.title or fuzz.ratio(a.body.lower(), b.body.lower()) < SAME_BODY:
                continue
            if a.sentence == b.sentence or may_be_one_name(a.who.name, b.who.name):
                continue
            yield Finding(
                "role",
                (
                    a.name,
                    b.name,
                ),
                f"Both {a.who.name} and {b.who.name} are called {a.title} of {a.body}.",
                "medium",
            )
            return


def _posts(words: Words, text: str, entity: Entity) -> Iterator[_Post]:
    names = [m for m in entity.mentions if m.kind == "name" and m.start in words.at][:MOST_POSTS]
    for role in entity.roles[:MOST_POSTS]:
        title = role.text.lower()
        first = words.at.get(role.start)
        match = re.match(r"((?:[\w-]+ )*?)(\S+)$", title.split(" of ")[0].split(" for ")[0])
        if role.former or first is None or match is None or match.group(2) not in _single():
            continue
        said = words.lower_of_sentence(words.sentence[first])
        if said & _changing() or set(words.lower[max(0, first - 2) : first]) & _lesser():
            continue
        near = [m for m in names if words.sentence[words.at[m.start]] == words.sentence[first]]
        if not near:
            continue
        if " of " in role.text or " for " in role.text:
            body = re.split(r" (?:of|for) (?:the )?", role.text, maxsplit=1)[1]
        else:
            after = _OF.match(text, role.end, role.end + 80)
            if after is None:
                continue
            body = after.group(1)
        if not any(c.isupper() for c in body):
            continue
        name = min(near, key=lambda m: abs(m.start - role.start))
        yield _Post(
            entity,
            name,
            match.group(0),
            body,
            role,
            words.sentence[first],
        )


@lru_cache
def _changing() -> frozenset[str]:
    """Words for a post that changes hands, without those that may only date what is told."""
    table = load_table("lexicons/offices.yaml")
    return frozenset(table["shifting_words"]) - frozenset(table["dating_words"])


@lru_cache
def _lesser() -> frozenset[str]:
    return frozenset(load_table("lexicons/offices.yaml")["lesser_words"])
