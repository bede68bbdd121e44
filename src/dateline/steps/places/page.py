"""A text as the places step reads it: toponyms, words by number, and the word lists that tell places from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline.report import Entity, PlaceMentionKind
from dateline.resources.gazetteer import GazetteerPlace, Hit
from dateline.resources.place_names import fold_words
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Doc

LARGE_TOWN = 100_000
"""People of a town that a bare name means rather than the division of the same name around it."""
PLACE_LABELS = frozenset({"GPE", "LOC"})
"""What the entity recogniser calls places."""


LARGE_TOWN = 100_000
"""People of a town that a bare name means rather than the division of the same name around it."""

PLACE_LABELS = frozenset({"GPE", "LOC"})


@dataclass
class Toponym:
    """Words that may stand for a place.

    Args:
        start: First token.
        end: Token after the last.
        key: Folded name, without a type word.
        hits: Places of this name.
        kind: A plain name, one inside the name of something else, or an adjective.
        feature: Beginnings of the feature codes that a type word beside it allows.
        label: What the entity recogniser calls it; empty for nothing.
        evidence: What speaks for and against a place, by name.
        holder: The place named right after it that holds it: "Paris, *Texas*".
        row: The names of the list that it stands in: "Mosul, Tikrit and Samarra".
        nowhere: The state named right after it in which the gazetteer has no such place.
        n_chars: How much of its one token it takes up; 0 for all.
        name: The words as the text has them, without a type word.
        n_words: In how many words the name is written; 0 where that does not matter.
    """

    start: int
    end: int
    key: str
    hits: list[Hit]
    kind: PlaceMentionKind = "literal"
    feature: frozenset[str] = frozenset()
    label: str = ""
    evidence: dict[str, float] = field(default_factory=dict)
    holder: Toponym | None = None
    row: list[Toponym] = field(default_factory=list, repr=False)
    nowhere: Toponym | None = None
    n_chars: int = 0
    n_words: int = 0
    name: str = ""

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(self.evidence.values())

    @cached_property
    def weightiest(self) -> GazetteerPlace | None:
        """The place that its name means when nothing else is known."""
        named_after_town = {hit.place.admin1_ref for hit in self.hits if hit.place.population >= LARGE_TOWN}
        hits = [hit for hit in self.hits if hit.place.ref not in named_after_town] or self.hits
        return max(hits, key=lambda hit: (hit.weight, -hit.place.ref)).place if hits else None

    @cached_property
    def may_be_division(self) -> bool:
        """Whether a country or a first-order division bears its name."""
        return any(hit.place.feature in ("ADM1", "PCLI") for hit in self.hits)


@dataclass
class Page:
    """A text as lists that are quick to read by token number."""

    words: list[str]
    lower: list[str]
    labels: list[str]
    extents: dict[int, tuple[int, int]]
    sentence_starts: list[bool]
    people: frozenset[str]
    person_tokens: frozenset[int]
    by_name: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, entities: Sequence[Entity]) -> Page:
        """Read a doc once."""
        extents = {i: (ent.start, ent.end) for ent in doc.ents for i in range(ent.start, ent.end)}
        rows = [(token.text, token.lower_, token.ent_type_, token.is_sent_start) for token in doc]
        words, lower, labels, starts = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [])
        return cls(
            words=words,
            lower=lower,
            labels=labels,
            extents=extents,
            sentence_starts=starts,
            people=_surnames(doc, entities),
            person_tokens=_person_tokens(doc, entities),
        )


def _surnames(doc: Doc, entities: Sequence[Entity]) -> frozenset[str]:
    """Last words of the names of people that are given in more than one word."""
    names = [ent.text for ent in doc.ents if ent.label_ == "PERSON"]
    names += [name for entity in entities if entity.type == "person" for name in (entity.name, *entity.aliases)]
    split = [fold_words(name.removesuffix("'s").removesuffix("’s")) for name in names]
    return frozenset(words[-1] for words in split if len(words) > 1)


def _person_tokens(doc: Doc, entities: Sequence[Entity]) -> frozenset[int]:
    """Tokens inside the names of people of whom the text gives more than one name."""
    spans = [
        doc.char_span(mention.start, mention.end)
        for entity in entities
        if entity.type == "person" and " " in entity.name
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    return frozenset(i for span in spans if span is not None for i in range(span.start, span.end))


@lru_cache(maxsize=1)
def contexts() -> dict[str, frozenset[str]]:
    """Words that stand beside places, or beside what is none."""
    return {name: frozenset(words) for name, words in load_table("places/contexts.yaml").items()}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words of everyday English that are names of places too."""
    return frozenset(load_table("places/common_words.yaml")["words"].split())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names of people, in lower case."""
    names = load_table("lexicons/names.yaml")
    return frozenset(name.lower() for name in (*names["female"], *names["male"]))
