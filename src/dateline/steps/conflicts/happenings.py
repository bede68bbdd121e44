"""Happenings: verbs and nouns that tell of something, and whether two of them tell of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.steps.conflicts.evidence import Feature
from dateline.text.clauses import (
    agents_of,
    children_of,
    clause_tokens,
    clause_verb,
    conjuncts,
    is_negated,
    objects_after,
    patients_of,
    tense_of,
)
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.steps.conflicts.words import Words

MOST_WORDS = 60
"""Words of a clause that are looked at."""


@lru_cache
def _kinds() -> dict[str, str]:
    """The sort of deed by each word for it."""
    table: dict[str, list[str]] = load_table("lexicons/conflicts.yaml")["deeds"]
    return {word: kind for kind, words in table.items() for word in [kind, *words]}


@lru_cache
def words_of(name: str) -> frozenset[str]:
    """A list of the step's lexicon, as a set."""
    return frozenset(load_table("lexicons/conflicts.yaml")[name])


@lru_cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))})s?\b", re.IGNORECASE
    )


def tokens_among(doc: Doc, text: str, words: frozenset[str]) -> Iterator[Token]:
    """Tokens that are one of these words or their plural; cheaper than to look at every token.

    Args:
        doc: The document.
        text: Its text, which spaCy would join anew.
        words: Lower-case words.
    """
    for match in _pattern(words).finditer(text):
        piece = doc.char_span(match.start(), match.end())
        if piece is not None:
            yield piece[len(piece) - 1]


def kind_of(token: Token) -> str:
    """What sort of deed a word names: its group in the table ("murder" is to kill), or its own lemma."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and token.i + 1 < len(token.doc) and token.nbor().dep_ == "prt":
        lemma = f"{lemma} {token.nbor().lower_}"
    return _kinds().get(lemma, lemma)


def is_listed(kind: str) -> bool:
    """Whether the table names this sort of deed."""
    return kind in load_table("lexicons/conflicts.yaml")["deeds"]


@dataclass(frozen=True)
class Happening:
    """A verb or noun that tells of something, with the words of its clause or phrase.

    Args:
        word: The verb or noun.
        kind: Its sort of deed; two words for one deed share it.
        index: Which entity stands at a word.
    """

    word: Token
    kind: str
    index: MentionIndex

    @property
    def is_verb(self) -> bool:
        """Whether it is told by a verb."""
        return self.word.pos_ in ("VERB", "AUX")

    @property
    def _befalls(self) -> bool:
        """Whether the subject is the one that it befalls ("died", "his death")."""
        return self.word.lemma_.lower() in words_of("befalling")

    @cached_property
    def clause(self) -> list[Token]:
        """The words of its own clause, or of its phrase."""
        if self.is_verb:
            return clause_tokens(self.word)[:MOST_WORDS]
        return list(_phrase(self.word))

    @cached_property
    def doers(self) -> frozenset[str]:
        """Who does it: entities by id, others by lemma."""
        if self._befalls:
            return frozenset()
        if self.kind in words_of("befalling_kinds") and not self.is_verb:
            return self._keys(objects_after(self.word, "by"))
        return self._keys(agents_of(self.word) if self.is_verb else self._owners())

    @cached_property
    def sufferers(self) -> frozenset[str]:
        """To whom or what it is done."""
        if self._befalls:
            return self._keys(agents_of(self.word) if self.is_verb else self._whose())
        if self.is_verb:
            return self._keys(patients_of(self.word))
        befalls = self.kind in words_of("once_only") or self.kind in words_of("befalling_kinds")
        return self._keys(self._whose() if befalls else objects_after(self.word, "of", "on", "against"))

    @cached_property
    def things(self) -> frozenset[str]:
        """Names and nouns of the clause, except the deed itself."""
        return self._keys(t for t in self.clause if t.i != self.word.i and t.pos_ in ("NOUN", "PROPN"))

    @cached_property
    def names(self) -> frozenset[str]:
        """Named entities of the clause, by id."""
        return frozenset(key for key in self.things | self.doers | self.sufferers if key.startswith("#"))

    @cached_property
    def counts(self) -> dict[str, str]:
        """Numbers of the counted nouns of the clause, "a" and "an" among them."""
        return {
            token.lemma_.lower(): "one" if child.lower_ in ("a", "an") else child.lower_
            for token in self.clause
            if token.pos_ == "NOUN" and token.lemma_.lower() not in words_of("units")
            for child in children_of(token)
            if child.dep_ == "nummod" or child.lower_ in ("a", "an")
        }

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers of the clause in digits, such as a score, without its dates."""
        return frozenset(t.text for t in self.clause if t.text[0].isdigit() and t.ent_type_ not in ("DATE", "TIME"))

    @cached_property
    def is_known(self) -> bool:
        """Whether it stands in a clause with "when", which tells of something known."""
        return self.is_verb and any(c.lower_ == "when" for c in children_of(self.word))

    @cached_property
    def is_the_one(self) -> bool:
        """Whether it is a noun for one deed that is known: "the crash", "Friday's vote", "last month's killing"."""
        if self.is_verb or self.word.tag_ not in ("NN", "NNP"):
            return False
        return any(c.dep_ == "poss" or c.lower_ in words_of("definite_words") for c in children_of(self.word))

    @cached_property
    def is_certain(self) -> bool:
        """Whether it is told as a fact, past or present."""
        verb = self.word if self.is_verb else clause_verb(self.word)
        if verb is None:
            return True
        modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in children_of(verb))
        intended = verb.dep_ == "xcomp" and verb.tag_ == "VB"
        return not (
            modal or intended or is_negated(verb) or any(t.lower_ in ("if", "unless") for t in children_of(verb))
        )

    @cached_property
    def is_future(self) -> bool:
        """Whether its clause looks ahead."""
        if not self.is_verb:
            return False
        return tense_of(self.word) == "future" or any(t.lower_ in words_of("planned_words") for t in self.clause)

    @cached_property
    def is_another(self) -> bool:
        """Whether its words set it apart from others of its sort ("a second attack", "again", "the last test")."""
        return any(t.lower_ in words_of("another_words") for t in self.clause)

    def _whose(self) -> list[Token]:
        """Of whom a noun is told: "Duarte's murder", "the Duarte murder", "the murder of Duarte"."""
        before = [c for c in children_of(self.word) if c.dep_ in ("poss", "compound", "nmod")]
        return [c for child in before for c in conjuncts(child)] or objects_after(self.word, "of")

    def _owners(self) -> list[Token]:
        owners = [c for child in children_of(self.word) if child.dep_ == "poss" for c in conjuncts(child)]
        return owners or objects_after(self.word, "by")

    def _keys(self, heads: Sequence[Token] | Iterator[Token]) -> frozenset[str]:
        return frozenset(key for head in heads if (key := self._key(head)))

    def _key(self, head: Token) -> str | None:
        entity = self.index.at(head)
        if entity is not None and any(m.kind == "name" for m in entity.mentions):
            return f"#{entity.id}"
        if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in ("DATE", "TIME"):
            return None
        return kind_of(head)


def _phrase(noun: Token) -> Iterator[Token]:
    waiting = [noun]
    for _ in range(MOST_WORDS):
        if not waiting:
            return
        token = waiting.pop()
        yield token
        waiting.extend(c for c in children_of(token) if c.dep_ not in ("relcl", "acl", "appos", "conj", "advcl"))


def compare(a: Happening, b: Happening) -> list[Feature]:
    """Weigh whether two words tell of one happening; no features where they cannot."""
    if a.kind != b.kind or a.kind in words_of("empty_verbs") or a.is_future != b.is_future:
        return []
    if a.is_another or b.is_another or a.is_certain != b.is_certain:
        return []
    if _differ(a.doers, b.doers) or (a.is_certain and _differ(a.sufferers, b.sufferers)) or _counts_differ(a, b):
        return []
    done_to, done_by = a.sufferers & b.sufferers, a.doers & b.doers
    shared = (a.things & b.things) - done_to - done_by
    return [
        Feature(0.3, bool(done_to), "it is done to the same"),
        Feature(0.2, bool(done_by), "the same do it"),
        Feature(0.2, bool(a.names & b.names), "the same names stand with it"),
        Feature(0.15, bool(shared), "the words around it are the same"),
        Feature(0.1, len(shared) > 1, ""),
        Feature(0.2, bool(a.figures & b.figures), "the same figures stand with it"),
        Feature(0.15, a.is_known or b.is_known, "it is told as known"),
    ]


def _counts_differ(a: Happening, b: Happening) -> bool:
    """Whether one noun of both has two numbers ("fired a missile", "fired four missiles")."""
    counts = b.counts
    return any(counts.get(lemma, number) != number for lemma, number in a.counts.items())


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of parties are not the same ones: of names, or of nouns where neither has a name."""
    named_a, named_b = ({key for key in keys if key.startswith("#")} for keys in (a, b))
    if named_a and named_b:
        return not named_a & named_b
    return bool(a and b) and not named_a and not named_b and not a & b


def befall_one_person(a: Happening, b: Happening, people: frozenset[str]) -> bool:
    """Whether both are what befalls a person once, such as a death, and the person is one and the same."""
    return a.kind == b.kind and a.kind in words_of("once_only") and bool(a.sufferers & b.sufferers & people)


def is_definite(words: Words, noun: int) -> bool:
    """Whether a noun is known from before: "the", "this", "their"."""
    return any(words.lower[c] in words_of("definite_words") or words.dep[c] == "poss" for c in words.children[noun])
