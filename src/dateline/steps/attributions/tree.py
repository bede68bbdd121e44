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
    names = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
    columns = [_strings(doc, name) for name in names]
    heads = [token.head.i for token in doc]
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    left, right = _extents(heads, kids)
    kids = [few[:MAX_KIDS] for few in kids]
    starts = [token.idx for token in doc]
    ends = [start + len(word) for start, word in zip(starts, (token.text for token in doc), strict=True)]
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    sentence = [n for n, (start, end) in enumerate(sentences) for _ in range(start, end)]
    lemmas = [lemma.lower() for lemma in columns[1]]
    return Tree(
        words=columns[0],
        lemmas=lemmas,
        pos=columns[2],
        tags=columns[3],
        deps=columns[4],
        heads=heads,
        kids=kids,
        left=left,
        right=right,
        sentence=sentence,
        sentences=sentences,
        starts=starts,
        ends=ends,
        entities=columns[5],
    )


def _strings(doc: Doc, attribute: str) -> list[str]:
    store = doc.vocab.strings
    keys = doc.to_array(attribute).tolist() if len(doc) else []
    known = {key: store[key] for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


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
