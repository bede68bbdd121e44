"""Relatives called by two words: a mother and sister who are a mother and aunt elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.report import Entity
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.words import Words

MOST_KIN = 60
NEAR_WORDS = 3
"""Words between a word for a relative and the name beside it."""


def find_kin_pair_conflicts(words: Words) -> Iterator[Finding]:
    """Find two lists of relatives that share one and differ in one: "his mother and sister", "mother and aunt"."""
    kin = load_table("lexicons/offices.yaml")["kin"]
    lists: list[tuple[int, int]] = []
    for i, word in enumerate(words.lower):
        if word in kin and words.dep[i] != "conj" and len(lists) < MOST_KIN:
            joined = [c for c in words.children[i] if words.dep[c] == "conj" and words.lower[c] in kin]
            if len(joined) == 1:
                lists.append((i, joined[0]))
    for n, a in enumerate(lists):
        for b in lists[n + 1 :]:
            one, other = ({words.lower[i]: i for i in pair} for pair in (a, b))
            shared, apart = one.keys() & other.keys(), one.keys() ^ other.keys()
            if len(shared) == 1 and len(apart) == 2:
                first, second = (next(pair[w] for w in sorted(apart) if w in pair) for pair in (one, other))
                if _number(words, first) == _number(words, second):
                    yield _finding(words, first, second, "A relative")


def find_named_kin_conflicts(words: Words, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find a name beside which stand two words for a relative of one person, who is not both."""
    kin = load_table("lexicons/offices.yaml")["kin"]
    table = load_table("lexicons/offices.yaml")
    confused = {frozenset(pair) for pair in [*table["kin_confused"], *table["kin_never"]]}
    for entity in entities:
        if entity.type != "person":
            continue
        called: list[int] = []
        for mention in entity.mentions:
            tokens = list(words.tokens_of(mention)) if mention.kind == "name" else []
            if not tokens:
                continue
            near = [
                *range(max(0, tokens[0] - NEAR_WORDS), tokens[0]),
                *range(tokens[-1] + 1, tokens[-1] + 1 + NEAR_WORDS),
            ]
            called += [i for i in near if i < words.size and words.lower[i] in kin and _is_theirs(words, i, tokens)]
        for n, a in enumerate(called):
            b = next((b for b in called[n + 1 :] if frozenset((words.lower[a], words.lower[b])) in confused), None)
            if b is not None and _same_owner(words, a, b):
                yield _finding(words, a, b, entity.name)
                break


def _is_theirs(words: Words, kin: int, name: list[int]) -> bool:
    """Whether a word for a relative and a name are one phrase."""
    head = words.head[kin]
    return head in name or any(words.head[i] == kin and words.dep[i] in ("appos", "compound") for i in name)


def _same_owner(words: Words, a: int, b: int) -> bool:
    """Whether the two are relatives of one person, as far as the words say."""
    owners = [{words.keys[c] for c in words.children[i] if words.dep[c] == "poss" and words.keys[c]} for i in (a, b)]
    return bool(owners[0] & owners[1])


def _number(words: Words, token: int) -> bool:
    return words.lower[token].endswith("s")


def _finding(words: Words, a: int, b: int, who: str) -> Finding:
    one, other = words.doc[a], words.doc[b]
    spans = tuple(token_span(t) for t in (one, other))
    return Finding("role", spans, f"{who} is called “{one.text}” here and “{other.text}” there.", "medium")
