"""Who or what a word in an argument slot stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dateline.report import Participant
from dateline.resources.tables import load_table
from dateline.steps.events.light import inner_head, light_words
from dateline.text.clauses import (
    WIDTH,
    children_of,
    clause_verb,
    conjuncts,
    noun_phrase,
    objects_after,
    prepositional_objects,
    subjects_of,
)
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.draft import Draft
    from dateline.report import Entity

_KIND_OF_NAME = {
    "PERSON": "person",
    "NORP": "group",
    "ORG": "organization",
    "GPE": "country",
    "LOC": "place",
    "FAC": "place",
}
_NO_PARTY = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"})
_THIRD = frozenset({"it", "he", "she", "they"})
_NO = frozenset({"no", "neither"})
_OTHERS = frozenset({"others", "more", "number", "millions"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_LONG = 8
_BRACKET = 30
"""How far after its head a bracket in a phrase is looked for."""
_QUALIFIERS = frozenset({"amod", "compound", "nmod"})
_NO_NOUNS = frozenset({"VERB", "ADV", "ADP", "PUNCT", "SPACE", "AUX", "SYM"})
_WHERE = frozenset({"in", "at", "near", "around", "outside", "on"})
_RELATIVES = frozenset({"WP", "WDT", "WRB", "EX"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient as the text names it.

    Args:
        head: Head of the noun phrase.
        start: First code point of the phrase.
        end: Code point after its last.
        kind: person, group, organization, country, place or thing.
        entity: The entity it stands for, if it is one.
        pronoun: Whether the words are a pronoun.
        noun_sector: PLOVER sector that its noun tells ("gunmen"), for who is no entity.
        alleged: Whether the text only suspects or accuses them of what they are the actor of.
    """

    head: Token
    start: int
    end: int
    kind: str
    entity: Entity | None
    pronoun: bool = False
    noun_sector: str | None = None
    alleged: bool = False

    @property
    def sector(self) -> str | None:
        """PLOVER sector of the entity, or the one that the noun tells."""
        return self.entity.sector if self.entity else self.noun_sector

    @property
    def acts(self) -> bool:
        """Whether this is somebody: a person, group, organisation, country or place, not a thing."""
        return self.kind != "thing"

    @property
    def is_number(self) -> bool:
        """Whether it is a bare number ("killing *four*", "and *others*"), which the casualties tell and which names nobody."""
        return self.entity is None and (self.head.tag_ == "CD" or self.head.lower_ in _OTHERS)

    @property
    def named(self) -> bool:
        """Whether it goes by a name."""
        return self.acts and (self.entity is not None or self.head.pos_ == "PROPN")

    def same_as(self, other: Party) -> bool:
        """Whether two phrases stand for one entity (or are the same words)."""
        if self.entity and other.entity:
            return self.entity.id == other.entity.id
        return self.head.i == other.head.i

    def within(self, other: Party) -> bool:
        """Whether its words stand within the other's: "rebels of *the Red Front*"."""
        return other.start <= self.start and self.end <= other.end

    def to_participant(self, text: str) -> Participant:
        """Turn it into the contract's noun."""
        entity = self.entity.id if self.entity else None
        return Participant.cut(text, self.start, self.end, entity=entity, alleged=self.alleged)


@cache
def people_nouns() -> dict[str, tuple[str, str | None]]:
    """Nouns for people and their bodies: lemma → kind and PLOVER sector, from the table of sectors."""
    kinds = {"persons": "person", "groups": "group", "organizations": "organization"}
    found: dict[str, tuple[str, str | None]] = {}
    for sector, lists in load_table("lexicons/sectors.yaml")["sectors"].items():
        for name, words in lists.items():
            kind = kinds.get(name.removeprefix("loose_"))
            for word in words if kind else ():
                found.setdefault(word, (str(kind), None if sector == "NONE" else sector))
    return found


class Cast:
    """Everybody and everything of a draft that can stand in an argument slot."""

    def __init__(self, draft: Draft) -> None:
        self.doc: Doc = draft.doc
        self.mentions = MentionIndex(draft.doc, draft.entities)
        self.place_at = _tokens_of(draft.doc, [(m.start, m.end, p.id) for p in draft.places for m in p.mentions])
        self.time_at = _tokens_of(draft.doc, [(t.start, t.end, t.id) for t in draft.times])
        self._known: dict[int, Party | None] = {}

    @cached_property
    def nouns(self) -> dict[int, Token]:
        """Pronouns, by index, each with the noun or name that its entity was called by last before it."""
        heads = {token.idx: token for token in self.doc}
        found: dict[int, Token] = {}
        for entity in self.mentions.entities:
            last: Token | None = None
            for mention in sorted(entity.mentions, key=lambda mention: mention.start):
                token = heads.get(mention.start)
                if mention.kind == "pronoun" and token is not None and last is not None:
                    found[token.i] = last
                elif mention.kind != "pronoun":
                    last = self.mentions.head_of(mention) or last
        return found

    def party(self, head: Token) -> Party | None:
        """The party that a noun heads; None for times, sums and words that stand for nobody."""
        if head.i not in self._known:
            self._known[head.i] = self._read(head)
        return self._known[head.i]

    def _read(self, head: Token) -> Party | None:
        called = _names_people(head)
        if head.tag_ in _RELATIVES or (head.pos_ in _NO_NOUNS and not called):
            return None
        if head.i in self.time_at or (head.ent_type_ in _NO_PARTY and not self.mentions.at(head)):
            return None
        if head.lower_ in _NOBODY or any(child.dep_ == "det" and child.lower_ in _NO for child in children_of(head)):
            return None
        entity = self.mentions.headed_by(head) or self.mentions.at(head)
        if entity is None and not head.text[-1].isalnum():
            return None
        pronoun = head.pos_ == "PRON"
        if entity is None and head.pos_ == "ADJ" and head.lower_ in light_words("state") and not called:
            return None
        if pronoun and entity is None:
            teller = _teller(head)
            return self.party(teller) if teller is not None else None
        kind, sector = self._kind(head, entity)
        doc = self.doc
        start, end = noun_phrase(head)
        if head.dep_ == "compound" and head.ent_type_ and entity is None:
            start, end = _name_around(head)
        inanimate = kind == "thing" or (kind in ("organization", "place") and head.pos_ == "NOUN")
        first, last = doc[_first_word(doc, start, head, thing=inanimate)], doc[self._last_word(head, end) - 1]
        return Party(head, first.idx, last.idx + len(last), kind, entity, pronoun, sector)

    def _last_word(self, head: Token, end: int) -> int:
        """Where a phrase ends without another name in brackets ("guerrillas of the Red Front (RF)"), place and white space."""
        doc = self.doc
        for token in doc[head.i + 1 : min(end, head.i + _BRACKET)]:
            bracket = token.text == "(" and doc[token.i - 1].pos_ != "ADP"
            where = token.dep_ == "prep" and head.pos_ == "NOUN" and token.lower_ in _WHERE
            if bracket or (where and any(noun.i in self.place_at for noun in prepositional_objects(token))):
                end = token.i
                break
        while end > head.i + 1 and doc[end - 1].is_space:
            end -= 1
        return end

    def _kind(self, head: Token, entity: Entity | None) -> tuple[str, str | None]:
        """Kind of a noun's party and the sector that the noun itself tells."""
        if entity is not None and entity.type != "other":
            return entity.type, None
        if head.i in self.place_at:
            return "place", None
        if head.ent_type_ in _KIND_OF_NAME and head.pos_ == "PROPN":
            return _KIND_OF_NAME[head.ent_type_], None
        if _names_people(head):
            return "group", None
        lemma = head.lemma_.lower()
        before = head.doc[head.i - 1].lower_ if head.i else ""
        kind, sector = people_nouns().get(f"{before} {lemma}") or people_nouns().get(lemma, ("thing", None))
        return ("group" if kind == "person" and head.tag_ == "NNS" else kind), sector


def _names_people(head: Token) -> bool:
    """Whether an adjective stands for people: "helped the *injured*"."""
    if head.lower_ not in light_words("people"):
        return False
    return head.dep_ not in _QUALIFIERS and any(child.lower_ == "the" for child in children_of(head))


def owners_of(thing: Party, cast: Cast) -> list[Party]:
    """Whose thing or deed it is, by words in its phrase: "*Turkish* jets", "*Peru's* decision", "helicopters of the *army*"."""
    within = [
        c for c in children_of(thing.head) if c.i < thing.head.i and (c.dep_ in ("poss", "compound") or _names(c))
    ]
    heads = [*(h for c in within for h in conjuncts(c)), *objects_after(thing.head, "of", "from")]
    found = (cast.party(head) for head in heads)
    return [party for party in found if party is not None and party.acts and party.kind != "place"]


def _names(adjective: Token) -> bool:
    """Whether an adjective names a people or a body: "*Turkish* jets", but not "*military* jets"."""
    return adjective.dep_ in ("amod", "nmod") and (bool(adjective.ent_type_) or adjective.text[:1].isupper())


def _name_around(token: Token) -> tuple[int, int]:
    """The recogniser's name around a word that stands inside another phrase ("*Red Front* fighters")."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start and doc[start].ent_iob_ == "I" and token.i - start < _LONG:
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and end - token.i < _LONG:
        end += 1
    return start, end


def _first_word(doc: Doc, start: int, head: Token, *, thing: bool) -> int:
    """Where a phrase begins without how sure it is ("*alleged* guerrillas") and vague words; for a thing how many and whose."""
    first = start
    for token in doc[start : min(head.i, start + _LONG)]:
        hedge = token.lower_ in light_words("hedge")
        own = head.i in (token.head.i, token.head.head.i) and "poss" not in (token.dep_, token.head.dep_)
        count = thing and (token.tag_ in ("CD", "PRP$") or (own and token.lower_ in light_words("count")))
        wreck = thing and token.i == first and token.lower_ in light_words("wrecked")
        vague = token.i == first and token.dep_ in ("amod", "det") and token.lower_ in light_words("vague")
        if hedge or count or wreck or vague:
            first = token.i + 1
    return first


def _teller(pronoun: Token) -> Token | None:
    """Who speaks of himself: "the *army* said it had shelled", "*Iran* attacked its neighbour"."""
    verb = pronoun.head
    if pronoun.tag_ == "PRP$":
        verb = clause_verb(pronoun) or verb
        subjects = subjects_of(verb)
    elif pronoun.dep_ in ("nsubj", "nsubjpass") and verb.dep_ == "ccomp" and pronoun.lower_ in _THIRD:
        subjects = subjects_of(verb.head)
    else:
        return None
    return subjects[0] if subjects and subjects[0].i < pronoun.i and subjects[0].pos_ != "PRON" else None


def _tokens_of(doc: Doc, spans: list[tuple[int, int, str]]) -> dict[int, str]:
    """Index of each token in one of these spans → the span's id; a shorter span wins."""
    starts = {token.idx: token.i for token in doc} if spans else {}
    found: dict[int, str] = {}
    for start, end, name in sorted(spans, key=lambda span: span[0] - span[1]):
        i = starts.get(start)
        while i is not None and i < len(doc) and doc[i].idx < end:
            found[i] = name
            i += 1
    return found


def parties_of(heads: Iterable[Token], cast: Cast, taken: Sequence[Party]) -> list[Party]:
    """The parties of some heads, each once, without those on the other side."""
    found: list[Party] = []
    for head in islice(heads, WIDTH):
        party = cast.party(inner_head(head))
        if party and not any(party.same_as(other) for other in (*found, *taken)):
            found.append(party)
    return found
