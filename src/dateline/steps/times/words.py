"""Words: the tokens of a document by their place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


AROUND = 60
"""Most tokens each way that are looked at for what a text is about."""


class Words:
    """Finds the tokens of a document by code points of its text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        places = doc.to_array(["IDX", "SENT_START"])
        self._starts: list[int] = places[:, 0].tolist()
        self._sentences: list[int] = places[places[:, 1] == 1, 0].tolist()

    def at(self, offset: int) -> Token:
        """The token that holds a character."""
        return self.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds a character."""
        return bisect_right(self._sentences, offset)

    def around(self, offset: int) -> Iterator[Token]:
        """The tokens of the sentence that holds a character and of the one before it, at most `AROUND` each way."""
        n = self.sentence(offset)
        i = self.at(offset).i
        for token in self.doc[max(i - AROUND, 0) : i + AROUND]:
            if n - 1 <= self.sentence(token.idx) <= n:
                yield token

    def head_of(self, start: int, end: int) -> Token:
        """The token of a stretch of text that governs the others."""
        first, last = self.at(start).i, self.at(end - 1).i
        return next((t for t in self.doc[first : last + 1] if not first <= t.head.i <= last), self.doc[last])

    def governor(self, start: int, end: int) -> Token:
        """The word outside a stretch of text that governs it, a preposition passed over."""
        head = self.head_of(start, end).head
        return head.head if head.pos_ == "ADP" else head

    def before(self, start: int) -> Token | None:
        """The token right before a character, white space passed over."""
        i = self.at(start).i - 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return self.doc[i] if i >= 0 else None

    def after(self, end: int) -> Token | None:
        """The token right after a stretch that ends at a character, white space passed over."""
        i = self.at(end - 1).i + 1
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        return self.doc[i] if i < len(self.doc) else None
