"""A dependency parse as plain lists: many small look-ups cost less there than on spaCy's tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


MAX_KIDS = 48
"""Dependents of one word that are looked at; more stand only in texts that are no language."""


@dataclass(slots=True)
class Tree:
    """A parsed text; every list has one entry a token.

    Args:
        words: Lower-cased words.
        kids: Dependents in text order.
        left: First token of the subtree.
        right: Token behind the subtree's last.
        sentence: Number of the sentence.
        starts: First character of each token.
        ends: Character behind each token.
        entities: Named-entity label of each token, empty where there is none.
        small: Whether each token is written without a capital.
    """

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    starts: list[int]
    ends: list[int]
    entities: list[str]
    small: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, head: int, *deps: str) -> int | None:
        """First dependent with one of these labels."""
        return next((kid for kid in self.kids[head] if self.deps[kid] in deps), None)

    def extent(self, head: int) -> tuple[int, int]:
        """The subtree's tokens, start and end (exclusive)."""
        return self.left[head], self.right[head]

    def at(self, char: int) -> int:
        """Token that holds a character, or the next one."""
        return min(bisect_right(self.ends, char), len(self.ends) - 1)

    def behind(self, char: int) -> int:
        """First token that starts at a character or after it."""
        return bisect_left(self.starts, char)


def read_tree(doc: Doc) -> Tree:
    """Copy what is needed of a parse, and find the extent of each subtree."""
    table = doc.to_array(list(_COLUMNS)).astype("int64") if len(doc) else None
    column = {name: table[:, n].tolist() if table is not None else [] for n, name in enumerate(_COLUMNS)}
    words, lemmas, pos, tags, deps, entities = (_strings(doc, column[name]) for name in _COLUMNS[:6])
    heads = [i + step for i, step in enumerate(column["HEAD"])]
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    left, right = _extents(heads, kids)
    starts = column["IDX"]
    sentences = _sentences(column["SENT_START"])
    return Tree(
        words=words,
        lemmas=[lemma.lower() for lemma in lemmas],
        pos=pos,
        tags=tags,
        deps=deps,
        heads=heads,
        kids=[few[:MAX_KIDS] for few in kids],
        left=left,
        right=right,
        sentence=[n for n, (start, end) in enumerate(sentences) for _ in range(start, end)],
        sentences=sentences,
        starts=starts,
        ends=[start + length for start, length in zip(starts, column["LENGTH"], strict=True)],
        entities=entities,
        small=[value != 0 for value in column["IS_LOWER"]],
    )


_COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "LENGTH", "SENT_START", "IS_LOWER")


def _strings(doc: Doc, keys: list[int]) -> list[str]:
    store = doc.vocab.strings
    known = {key: store[key % 2**64] for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


def _sentences(marks: list[int]) -> list[tuple[int, int]]:
    """First token and end of each sentence, from marks that are 1 where one starts."""
    starts = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]
    return list(zip(starts, [*starts[1:], len(marks)], strict=True)) if starts else []


def _extents(heads: list[int], kids: list[list[int]]) -> tuple[list[int], list[int]]:
    """First and last token of each subtree, from the leaves up, without recursion."""
    left, right = list(range(len(heads))), list(range(1, len(heads) + 1))
    order = [i for i, head in enumerate(heads) if head == i]
    for i in order:
        order.extend(kids[i])
    for i in reversed(order):
        head = heads[i]
        left[head] = min(left[head], left[i])
        right[head] = max(right[head], right[i])
    return left, right
