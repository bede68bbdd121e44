"""A document's words as plain lists of what each tells, so that many pairs of claims can be weighed cheaply."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from dateline.report import Entity, Span
from dateline.resources.countries import load_countries
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Doc

STEM = 6
"""Letters of a lemma that are compared, so that "introduce" and "introduction" are one."""

MOST_CHILDREN = 40
MOST_CLIMBED = 6

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@lru_cache
def _deeds() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("lexicons/conflicts.yaml")["deeds"]
    return {word: kind for kind, words in table.items() for word in [kind, *words]}


@lru_cache
def common_keys() -> frozenset[str]:
    """Keys that stand in so many reports that to share one says little."""
    return frozenset(load_table("lexicons/conflicts.yaml")["common_stems"])


@lru_cache(maxsize=20_000)
def _word_key(lemma: str, pos: str) -> str | None:
    """What a word tells, apart from entities: its country, its sort of deed or its stem."""
    if pos in ("PROPN", "ADJ") and lemma[:1].isupper():
        countries = load_countries()
        country = countries.by_name(lemma) or countries.by_demonym(lemma)
        if country:
            return f"@{country.code}"
    low = lemma.lower()
    return _deeds().get(low, low)[:STEM] if low[:1].isalpha() else None


class Words:
    """The words of a document as lists by token index.

    Args:
        doc: The document.
        entities: Its entities; a word of a name has its entity's key.
    """

    def __init__(self, doc: Doc, entities: Sequence[Entity]) -> None:
        from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, POS, SENT_START

        columns: Any = (
            doc.to_array([LEMMA, POS, DEP, LOWER, HEAD, SENT_START, IDX]).T.tolist() if len(doc) else [()] * 7
        )
        lemma, pos, dep, lower, head, starts, self.start = columns
        strings = doc.vocab.strings
        names: dict[int, str] = {value: strings[value] if value else "" for value in {*lemma, *pos, *dep, *lower}}
        self.doc = doc
        self.size = len(lower)
        self.lower = [names[value] for value in lower]
        self.lemma = [names[value] for value in lemma]
        self.pos = [names[value] for value in pos]
        self.dep = [names[value] for value in dep]
        self.head = [i + _signed(offset) for i, offset in enumerate(head)]
        self.sentence = list(_sentence_numbers(starts))
        self.children: list[list[int]] = [[] for _ in lower]
        for i, above in enumerate(self.head):
            if above != i and len(self.children[above]) < MOST_CHILDREN:
                self.children[above].append(i)
        self.at = {start: i for i, start in enumerate(self.start)}
        self.keys = self._find_keys(entities)
        groups: list[set[str]] = [set() for _ in range(self.sentence[-1] + 1)] if self.size else []
        for word, number in zip(self.lower, self.sentence, strict=True):
            groups[number].add(word)
        self._lower = [frozenset(group) for group in groups]
        self.of_sentence = self._keys_of_sentences()
        self.spread = Counter(key for keys in self.of_sentence for key in keys)

    def tokens_of(self, span: Span) -> Iterator[int]:
        """The tokens of a span that starts at a token."""
        i = self.at.get(span.start, self.size)
        while i < self.size and self.start[i] < span.end:
            yield i
            i += 1

    def _find_keys(self, entities: Sequence[Entity]) -> list[str | None]:
        keys = [
            _word_key(lemma, pos) if pos in _TELLING else None for lemma, pos in zip(self.lemma, self.pos, strict=True)
        ]
        for entity in entities:
            if not any(mention.kind == "name" for mention in entity.mentions):
                continue
            for mention in entity.mentions:
                for i in self.tokens_of(mention):
                    if (mention.kind == "name" and self.pos[i] == "PROPN") or mention.kind == "pronoun":
                        keys[i] = f"#{entity.id}"
        return keys

    def _keys_of_sentences(self) -> list[frozenset[str]]:
        groups: list[set[str]] = [set() for _ in range(self.sentence[-1] + 1)] if self.size else []
        for key, number in zip(self.keys, self.sentence, strict=True):
            if key:
                groups[number].add(key)
        return [frozenset(group) for group in groups]

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """Where each sentence starts and ends in the text."""
        firsts = [i for i in range(self.size) if i == 0 or self.sentence[i] != self.sentence[i - 1]]
        starts = [self.start[i] for i in firsts]
        return list(zip(starts, [*starts[1:], len(self.doc.text)], strict=True))

    def lower_of_sentence(self, number: int) -> frozenset[str]:
        """The words of a sentence in lower case."""
        return self._lower[number]

    def weight(self, key: str) -> float:
        """How much it says that two places share a key: little where many sentences or reports have it."""
        rare = 1.0 / math.sqrt(max(self.spread[key] - 1, 1))
        return rare * (0.25 if key in common_keys() else 1.0)

    def climb(self, token: int) -> Iterator[int]:
        """The governors of a word that are nouns or verbs, the nearest first."""
        for _ in range(MOST_CLIMBED):
            head = self.head[token]
            if head == token:
                return
            token = head
            if self.pos[token] in ("NOUN", "PROPN", "VERB", "AUX"):
                yield token

    def under(self, token: int) -> Iterator[int]:
        """What hangs on a word, and what its prepositions govern."""
        for child in self.children[token]:
            yield child
            if self.dep[child] in ("prep", "agent", "dative"):
                yield from self.children[child]


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _sentence_numbers(starts: Iterable[int]) -> Iterator[int]:
    number = -1
    for start in starts:
        if start == 1 or number < 0:
            number += 1
        yield number
