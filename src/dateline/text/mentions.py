"""Which entity stands at a word: an index from tokens to the entities of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.report import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class MentionIndex:
    """Looks up the entity that a token or a phrase stands for.

    A token belongs to the smallest mention that covers it; of two mentions of one extent a
    name comes before a nominal. In "Iraqi Prime Minister Sudani" with a mention "Sudani"
    and a mention of the whole, "Sudani" answers with the first, "Minister" with the second.
    Build it once for a document: look-ups take constant time (`of_phrase` the length of the
    phrase).

    Args:
        doc: The document.
        entities: Its entities, as `EntityFinder` sets them.
    """

    def __init__(self, doc: Doc, entities: Sequence[Entity]) -> None:
        self._doc = doc
        self.entities = entities
        self._at: list[tuple[Entity, Mention] | None] = [None] * len(doc)
        self._by_head: dict[int, tuple[Entity, Mention]] = {}
        self._heads: dict[tuple[int, int], int] = {}
        starts = {token.idx: token.i for token in doc}
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        pairs = [(entity, mention) for entity in entities for mention in entity.mentions]
        # The longest first, so that what is smaller is written over it.
        pairs.sort(key=lambda pair: (pair[1].start - pair[1].end, pair[1].kind == "name"))
        for entity, mention in pairs:
            start, end = starts.get(mention.start), ends.get(mention.end)
            if start is None or end is None or start >= end:
                continue
            head = _head_of(doc, start, end)
            self._by_head[head] = (entity, mention)
            self._heads[mention.start, mention.end] = head
            for i in range(start, end):
                self._at[i] = (entity, mention)

    def at(self, token: Token) -> Entity | None:
        """The entity of the smallest mention that covers a token."""
        found = self._at[token.i]
        return found[0] if found else None

    def mention_at(self, token: Token) -> Mention | None:
        """The smallest mention that covers a token."""
        found = self._at[token.i]
        return found[1] if found else None

    def head_of(self, mention: Mention) -> Token | None:
        """The head word of a mention."""
        i = self._heads.get((mention.start, mention.end))
        return None if i is None else self._doc[i]

    def headed_by(self, token: Token) -> Entity | None:
        """The entity of the mention whose head is this token; None where it only stands within one."""
        found = self._by_head.get(token.i)
        return found[0] if found else None

    def of_phrase(self, start: int, end: int) -> Entity | None:
        """The entity that a phrase stands for: that of a mention whose head is the phrase's own head.

        Where no mention has that head, the entity at the head answers; other mentions that
        only stand in the phrase ("the *Iraqi* border") do not.

        Args:
            start: First token of the phrase.
            end: Token after its last.
        """
        if start >= end:
            return None
        head = _head_of(self._doc, start, end)
        found = self._by_head.get(head) or self._at[head]
        return found[0] if found else None


def _head_of(doc: Doc, start: int, end: int) -> int:
    """Index of the first token in an extent whose governor stands outside it (or is itself)."""
    for i in range(start, end):
        governor = doc[i].head.i
        if governor == i or not start <= governor < end:
            return i
    return end - 1
