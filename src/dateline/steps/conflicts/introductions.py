"""People who are spoken of by the bare family name before the text introduces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.report import Entity, Span
from dateline.resources.actors import load_actor_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.roles import offices_by_spelling
from dateline.steps.conflicts.words import Words

HEAD_SENTENCES = 2
"""Sentences in which a headline or a lead may name somebody who is introduced below."""

LEAST_LETTERS = 4
MOST_JUDGED = 20
"""Early names that are judged in one text; a longer list is no report."""


def find_early_names(words: Words, entities: Sequence[Entity], title: str | None) -> Iterator[Finding]:
    """Find a bare family name that stands before its bearer is introduced, where somebody else was being spoken of."""
    seen = {word: i for i, word in zip(range(words.size - 1, -1, -1), reversed(words.lower), strict=True)}
    n_judged = 0
    for entity in entities:
        if entity.type != "person" or n_judged == MOST_JUDGED:
            continue
        names = [m for m in entity.mentions if m.kind == "name" and m.start in words.at]
        early = names[0] if len(names) > 1 else None
        full = next((m for m in names[1:] if " " in m.text and m.text.split()[-1] == names[0].text), None)
        if early is None or full is None or not _is_bare(words, early) or early.text in (title or ""):
            continue
        first = words.at[early.start]
        if words.sentence[first] < HEAD_SENTENCES:
            continue
        if seen[words.lower[first]] < first or is_well_known(full.text):
            continue
        n_judged += 1
        before = _before(words, entities, entity, first)
        if before is None:
            continue
        who, place = before
        yield Finding(
            "identity",
            (
                early,
                place,
                full,
            ),
            f"{early.text} is named before the text introduces {full.text}; until then it speaks of {who.name}.",
            "medium",
        )


@lru_cache(maxsize=4096)
def is_well_known(name: str) -> bool:
    """Whether the actor table has somebody of that name, who may go without an introduction."""
    return any(match.start == 0 for match in load_actor_table().index.find(name))


def _is_bare(words: Words, name: Span) -> bool:
    token = words.at[name.start]
    before = words.lower[token - 1] if token else ""
    if before in offices_by_spelling() or words.dep[token] == "conj" or words.lower[token + 1 : token + 2] == ["or"]:
        return False
    return name.text.isalpha() and len(name.text) >= LEAST_LETTERS and words.pos[token] == "PROPN" and before != "the"


def _before(words: Words, entities: Sequence[Entity], entity: Entity, token: int) -> tuple[Entity, Span] | None:
    best: tuple[int, Entity, Span] | None = None
    for other in entities:
        if other.type != "person" or other.id == entity.id:
            continue
        for m in other.mentions:
            at = words.at.get(m.start)
            if m.kind == "name" and at is not None and at < token and (best is None or at > best[0]):
                best = (at, other, m)
    return best[1:] if best else None
