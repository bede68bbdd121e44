"""Find the words that tell of events, and what each tells of, by the codebook's triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.steps.events.index import Sense, TriggerIndex
from dateline.steps.events.light import inner_head
from dateline.text.clauses import (
    SUBJECTS,
    agents_of,
    children_of,
    datives_of,
    is_passive,
    patients_of,
    prepositional_objects,
    subjects_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "oprd", "dobj", "dative", "attr", "advcl", "acl"})
_BELOW = frozenset({"conj", "dobj", "acomp", "compound", "amod"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "DATE", "TIME"})
_WHEN = frozenset({"DATE", "TIME"})
_BEFORE_TIMES = frozenset({"on", "in", "at", "for", "from", "over", "after"})
_NEARBY = 25
_HYPHENS = frozenset({"-", "–", "‑"})


class Site:
    """A word that may tell of an event, with what stands around it; each part is read once, when first asked for.

    Args:
        token: The word.
        nouns: Pronouns, by index, each with the noun that it stands for.
    """

    def __init__(self, token: Token, nouns: Mapping[int, Token] | None = None) -> None:
        self.token = token
        self.nouns = nouns or {}

    @cached_property
    def is_verb(self) -> bool:
        """Whether it is used as a verb: "shelling the town", but not "the shelling of the town"."""
        return self.token.pos_ in ("VERB", "AUX") and not self.is_gerund_noun

    @cached_property
    def is_gerund_noun(self) -> bool:
        """Whether it is a verb's -ing form used as a noun."""
        token = self.token
        if token.tag_ != "VBG" or token.dep_ in ("acl", "ROOT", "advcl", "relcl"):
            return False
        if token.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ in ("between", "among") for c in self.children):
            return True  # "*fighting* between them flared up"
        return any(c.dep_ in ("det", "poss", "amod") or (c.dep_ == "prep" and c.lower_ == "of") for c in self.children)

    @cached_property
    def children(self) -> list[Token]:
        """Its children in the parse."""
        return list(children_of(self.token))

    @cached_property
    def agents(self) -> list[Token]:
        """Heads of those who do it."""
        return agents_of(self.token)

    @cached_property
    def patients(self) -> list[Token]:
        """Heads of those it is done to."""
        if not self.is_verb:
            return []
        given = {token.i for token in self.datives}
        return [token for token in patients_of(self.token) if token.i not in given]

    @cached_property
    def datives(self) -> list[Token]:
        """Heads of those it is given to."""
        return datives_of(self.token)

    @cached_property
    def subjects(self) -> list[Token]:
        """Heads of the grammatical subject."""
        return subjects_of(self.token)

    @cached_property
    def passive(self) -> bool:
        """Whether it is a passive verb."""
        return is_passive(self.token)

    @cached_property
    def agent_words(self) -> frozenset[str]:
        """Lemmas of those who do it, and of what they are called ("hit by a roadside *IED*", where that is an apposition)."""
        agents = [self.nouns.get(token.i, token) for token in self.agents]
        return _words([*agents, *(c for token in agents for c in children_of(token) if c.dep_ == "appos")])

    @cached_property
    def patient_words(self) -> frozenset[str]:
        """Lemmas of those it is done to; for a noun of what "of" and a compound name."""
        if self.is_verb:
            return _words(self.patients)
        return _words([found for c in self.children if c.lower_ == "of" for found in c.children]) | _words(
            [c for c in self.children if c.dep_ in ("compound", "poss", "amod")]
        )

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Prepositions on it, on its particle, its object and its adverb ("went back *to*")."""
        near = [
            *self.children,
            *(g for c in self.children if c.dep_ in ("prt", "dobj", "prep", "advmod") for g in children_of(c)),
        ]
        links = (token for token in near if token.dep_ in ("prep", "agent", "dative", "prt", "aux"))
        return frozenset(token.lower_ for token in links if not _tells_when(token))

    @cached_property
    def complement_words(self) -> frozenset[str]:
        """Lemmas in its complement: verbs under it, nouns in its objects, and what "of" and "for" add to those."""
        found: list[Token] = []
        for child in self.children:
            if child.dep_ in _COMPLEMENTS:
                found.append(child)
            elif child.dep_ in ("prep", "agent"):
                found.extend(children_of(child))
        found.extend(self.patients)
        for token in list(found):
            below_it = _BELOW | SUBJECTS if token.dep_ in ("ccomp", "xcomp") else _BELOW
            found.extend(c for c in children_of(token) if c.dep_ in below_it)
            if token.dep_ == "ccomp":
                found.extend(c for c in children_of(token) if c.tag_ == "MD")
            below = (c for c in children_of(token) if c.dep_ == "prep" and c.lower_ in ("of", "for", "on", "in"))
            found.extend(deep for prep in below for deep in children_of(prep))
        return _words(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in the text, in one of its readings.

    Args:
        site: The head word and what stands around it.
        sense: The reading.
        fixed: Indices of the trigger's own words, the head's among them.
        taken: Indices of object nouns that the reading is made with ("impose" + *sanctions*).
    """

    site: Site
    sense: Sense
    fixed: tuple[int, ...]
    taken: tuple[int, ...]

    @property
    def token(self) -> Token:
        """The head word."""
        return self.site.token

    @property
    def n_words(self) -> int:
        """How many words the reading is made of."""
        return len(self.fixed) + bool(self.taken)

    def extent(self) -> tuple[int, int]:
        """First token and token after the last of its unbroken words around the head."""
        start, end, own = self.token.i, self.token.i + 1, set(self.fixed)
        while start - 1 in own:
            start -= 1
        while end in own:
            end += 1
        return start, end


Typer = Callable[[Sequence[Candidate]], Candidate]
"""Chooses among the readings of one word; a learned classifier may stand in for `heaviest`."""


def heaviest(readings: Sequence[Candidate]) -> Candidate:
    """The reading with most words of its own, then the greatest weight, then most conditions."""
    return max(readings, key=lambda c: (c.n_words, c.sense.weight, c.sense.conditions, -c.sense.order))


def find_candidates(
    doc: Doc,
    index: TriggerIndex,
    choose: Typer = heaviest,
    holds: Callable[[Candidate], bool] | None = None,
    nouns: Mapping[int, Token] | None = None,
) -> list[Candidate]:
    """Find every trigger of a document, one reading a word, in text order.

    A word that another trigger is made of ("fire" in "opened fire", "sanctions" in "imposed
    sanctions") is not one of its own.

    Args:
        doc: The document.
        index: The codebook's triggers.
        choose: Chooses among the readings of a word.
        holds: Whether a reading's conditions on its parties hold.
        nouns: Pronouns, by index, each with the noun that it stands for.
    """
    chosen = []
    for readings in _readings(doc, index, nouns):
        possible = [reading for reading in readings if holds is None or holds(reading)]
        if possible:
            chosen.append(choose(possible))
    used: dict[int, Candidate] = {}
    for candidate in chosen:
        for i in (*candidate.fixed, *candidate.taken):
            if i != candidate.token.i:
                used[i] = candidate
    return [candidate for candidate in chosen if candidate.token.i not in used]


def _readings(doc: Doc, index: TriggerIndex, nouns: Mapping[int, Token] | None) -> Iterator[list[Candidate]]:
    for token in doc:
        pos = token.pos_
        if pos == "VERB" or (pos == "AUX" and token.dep_ not in ("aux", "auxpass")):
            senses = index.verb_senses(token)
            if token.tag_ == "VBG":
                senses = (*senses, *index.nouns.get(token.lower_, ()))
        elif pos in ("NOUN", "PROPN") and token.ent_type_ not in _NAMES:
            senses = index.nouns.get(token.lemma_.lower(), ()) or index.nouns.get(token.lower_, ())
        elif pos == "ADJ":
            senses = index.adjectives.get(token.lower_, ())
        else:
            continue
        if not senses or _in_compound_adjective(token) or _in_compound_noun(token, index) or _names_people(token):
            continue
        site = Site(token, nouns)
        readings = [found for sense in senses if (found := match(site, sense)) is not None]
        if readings:
            yield readings


def _in_compound_adjective(token: Token) -> bool:
    """Whether it is the end of a word like "rebel-held"."""
    return token.dep_ == "amod" and token.pos_ == "VERB" and token.i > 0 and token.doc[token.i - 1].text in _HYPHENS


def _names_people(token: Token) -> bool:
    """Whether a participle stands for people: "the *accused* deny it", "three of the *wounded* died"."""
    if token.tag_ not in ("VBN", "VBD", "JJ") or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    return any(child.dep_ == "det" and child.lower_ in ("the", "those") for child in children_of(token))


def _in_compound_noun(token: Token, index: TriggerIndex) -> bool:
    """Whether it only tells what sort of thing or person another noun is: "*riot* police", "*aid* worker"."""
    if token.dep_ != "compound" or token.head.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.head.lemma_.lower() not in index.nouns


def match(site: Site, sense: Sense) -> Candidate | None:
    """Read a word in one sense, if its fixed words are there and its conditions hold."""
    if (sense.kind == "verb") != site.is_verb and not (sense.kind == "adjective" and not site.is_verb):
        return None
    fixed = _fixed_words(site, sense)
    if fixed is None:
        return None
    taken: tuple[int, ...] = ()
    if sense.words:
        if not _conditions_hold(site, sense, fixed):
            return None
        if "object" in sense.words:
            wanted = sense.words["object"]
            taken = tuple(t.i for t in (*site.patients, *site.datives) if not wanted.isdisjoint(_words([t])))
    return Candidate(site, sense, fixed, taken)


def _fixed_words(site: Site, sense: Sense) -> tuple[int, ...] | None:
    """Indices of a trigger's own words, or None where one is missing."""
    token, doc = site.token, site.token.doc
    found = [token]
    i = token.i
    for word in reversed(sense.before):
        i -= 2 if i >= 2 and doc[i - 1].text in _HYPHENS else 1
        if i < 0 or word not in (doc[i].lower_, doc[i].lemma_.lower()):
            return None
        found.append(doc[i])
    for n, word in enumerate(sense.after):
        nxt = _next_word(found, word, sense.after[n + 1 :])
        if nxt is None:
            return None
        found.append(nxt)
    return tuple(sorted(t.i for t in found)) if len(found) > 1 else (token.i,)


def _next_word(found: list[Token], word: str, rest: Sequence[str]) -> Token | None:
    """A word of a fixed phrase: it hangs on a word already found, or stands right after the last."""
    last = found[-1]
    doc, i = last.doc, last.i + 1
    i += 1 if i + 1 < len(doc) and doc[i].text in _HYPHENS else 0
    right = doc[i] if i < len(doc) else None
    if right is not None and word in (right.lower_, right.lemma_.lower()) and (rest or not _tells_when(right)):
        return right
    for holder in found:
        kids = list(children_of(holder))
        own = {token.i for token in found}
        objects = [kid.i for kid in kids if kid.dep_ in ("dobj", "dative") and kid.i not in own]
        for child in kids:
            if child.dep_ == "prep" and any(holder.i < i < child.i for i in objects) and not _leads_to(child, rest):
                continue  # "called his counterpart on Monday" is no "call on"
            if not rest and _tells_when(child):
                continue
            if child.i > holder.i and word in (child.lower_, child.lemma_.lower()):
                return child
    return None


def _tells_when(preposition: Token) -> bool:
    """Whether a preposition leads to a time alone: "landed *on* Thursday" is no "land on"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _BEFORE_TIMES:
        return False
    nouns = [child for child in children_of(preposition) if child.dep_ == "pobj"]
    return bool(nouns) and all(noun.ent_type_ in _WHEN for noun in nouns)


def _leads_to(preposition: Token, rest: Sequence[str]) -> bool:
    """Whether a preposition governs the next word of a phrase: "took the editor *into* custody"."""
    return bool(rest) and any(rest[0] in (noun.lower_, noun.lemma_.lower()) for noun in children_of(preposition))


def _conditions_hold(site: Site, sense: Sense, fixed: tuple[int, ...]) -> bool:
    """Whether the conditions that grammar settles hold; those on kinds of parties are asked later."""
    words = sense.words
    read: dict[str, Callable[[], frozenset[str]]] = {
        "object": lambda: site.patient_words | _governed_words(site, fixed),
        "subject": lambda: site.agent_words,
        "preposition": lambda: site.prepositions,
        "about": lambda: site.complement_words | _clause_before(site),
    }
    for name, look in read.items():
        wanted, unwanted = words.get(name), words.get(f"not_{name}")
        if wanted and not _has_one(wanted, look()):
            return False
        if unwanted and _has_one(unwanted, look()):
            return False
    return True


def _clause_before(site: Site) -> frozenset[str]:
    """The verb of a relative clause that a participle goes on with: "a ferry that *sank*, killing nine"."""
    token = site.token
    if token.tag_ != "VBG" or token.dep_ != "advcl":
        return frozenset()
    between = token.doc[max(token.head.i, token.i - _NEARBY) : token.i]
    return _words([verb for verb in between if verb.dep_ == "relcl"])


def _governed_words(site: Site, fixed: tuple[int, ...]) -> frozenset[str]:
    """Lemmas of the object of a phrasal verb whose particle is read as a preposition: "closed down the *road*"."""
    if len(fixed) == 1 or not site.is_verb:
        return frozenset()
    words = (site.token.doc[i] for i in fixed if i != site.token.i)
    return _words([head for word in words if word.pos_ == "ADP" for head in prepositional_objects(word)])


def _has_one(listed: frozenset[str], found: frozenset[str]) -> bool:
    """Whether a list names one of some words; "*" names any."""
    return bool(found) if "*" in listed else not listed.isdisjoint(found)


def _words(tokens: Sequence[Token]) -> frozenset[str]:
    """Lemmas of words and of what they count, alone, with the compound word before ("travel ban"), and that word alone."""
    found = set()
    for token in tokens:
        inner = inner_head(token)
        for word in (token, inner) if inner.i != token.i else (token,):
            lemma = word.lemma_.lower()
            found.add(lemma)
            before = word.doc[word.i - 1] if word.i else None
            if before is not None and before.dep_ in ("compound", "amod") and before.head.i == word.i:
                found.add(f"{before.lemma_.lower()} {lemma}")
                if before.dep_ == "compound":
                    found.add(before.lemma_.lower())
    return frozenset(found)
