"""A document's words as plain lists, read once, so that the searches over them are quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OUTSIDE = frozenset(
    {"relcl", "appos", "acl", "cc", "conj", "advcl", "parataxis", "preconj", "prep", "case", "cop", "nsubj", "aux", "mark", "neg", "ccomp"}
)  # fmt: skip
_MAX_PREMODIFIERS = 24
_MAX_OF = 4


class Words:
    """Tokens of a document with their tags and governors.

    Args:
        doc: The document.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.source: str = doc.text
        tokens = list(doc)
        self.text = [token.text for token in tokens]
        self.lower = [text.lower().replace("’", "'") for text in self.text]
        self.tag = [token.tag_ for token in tokens]
        self.pos = [token.pos_ for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.head = [token.head.i for token in tokens]
        self.idx = [token.idx for token in tokens]
        self.ent = [token.ent_type_ for token in tokens]
        self.ent_begins = [token.ent_iob == 3 for token in tokens]
        self.spaced = [bool(token.whitespace_) for token in tokens]
        self.sent_start = [token.is_sent_start is True for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.sentence = self._number_sentences()

    def __len__(self) -> int:
        return len(self.text)

    def _number_sentences(self) -> list[int]:
        numbers, n = [], -1
        for i, starts in enumerate(self.sent_start):
            n += 1 if starts or i == 0 else 0
            numbers.append(n)
        return numbers

    def end_of(self, i: int) -> int:
        """Code point after token `i`."""
        return self.idx[i] + len(self.text[i])

    def is_title_case(self, i: int) -> bool:
        """Whether a token opens with a capital letter."""
        return self.text[i][:1].isupper()

    def is_gap(self, i: int) -> bool:
        """Whether a token is the space between two paragraphs."""
        return self.text[i].isspace() and self.text[i].count("\n") > 1

    def head_in(self, start: int, end: int) -> int:
        """The token of an extent that is governed from outside it."""
        for i in range(start, end):
            if self.head[i] == i or not start <= self.head[i] < end:
                return i
        return end - 1

    def phrase_start(self, head: int) -> int:
        """First token of the phrase that a noun heads."""
        start = head
        for child in self.children[head]:
            if child < head and self.dep[child] not in _OUTSIDE and head - child <= _MAX_PREMODIFIERS:
                start = min(start, self.doc[child].left_edge.i)
        start = max(start, head - _MAX_PREMODIFIERS)
        while start < head and (
            self.pos[start] in ("PUNCT", "SPACE", "CCONJ", "ADP") or self.lower[start] in ("(", ",")
        ):
            start += 1
        return start

    def phrase_end(self, head: int) -> int:
        """Token after the phrase that a noun heads, its "of" phrases within."""
        end = head + 1
        here: int | None = head
        for _ in range(_MAX_OF):
            if here is None:
                break
            here = self.governed_by(here, "of")
            if here is not None:
                end = max(end, here + 1)
        return end

    def governed_by(self, head: int, *prepositions: str) -> int | None:
        """Head of what a preposition on a noun governs ("leader of the *party*")."""
        for child in self.children[head]:
            if child > head and self.dep[child] in ("prep", "agent") and self.lower[child] in prepositions:
                for grandchild in self.children[child]:
                    if self.dep[grandchild] == "pobj":
                        return grandchild
        return None
