"""How many people a noun phrase stands for: "at least six", "a family of five", "the governor"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.report import CasualtyKind, Count
from dateline.steps.events.harm_words import HarmWords, load_harm_words
from dateline.text.clauses import noun_phrase
from dateline.text.numbers import Quantity, find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACES = ("GPE", "LOC", "FAC", "DATE", "TIME", "PERCENT", "MONEY", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART")


_ONE = ("him", "her", "he", "she", "himself", "herself", "me", "another", "someone", "somebody", "one")


_UNKNOWN = ("unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed")


_ABSTRACT = ("ment", "tion", "sion", "ness", "ity", "ence", "ance", "ism", "ship", "omy", "ure", "ics", "ing")


REACH = 7
"""How many tokens left of a noun its quantity may begin."""

_COUNTING = ("nummod", "amod", "quantmod", "det", "advmod", "compound", "predet", "nmod", "prep", "npadvmod")


class Counted(NamedTuple):
    """The people that a phrase counts; `start` and `end` are tokens."""

    head: Token
    start: int
    end: int
    total: Count
    named: bool


class CountReader:
    """One document with its quantities by token."""

    def __init__(self, doc: Doc, words: list[str]) -> None:
        self.doc = doc
        self.words = words
        self.starts = [token.i for token in doc if token.is_sent_start]
        self.at: dict[int, Quantity] = {}
        for quantity in find_quantities(words):
            if not _is_measure(words, quantity):
                self.at.update(dict.fromkeys(range(quantity.start, quantity.end), quantity))

    def sentence_of(self, token: Token) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_right(self.starts, token.i) - 1


def _is_measure(words: Sequence[str], quantity: Quantity) -> bool:
    """Whether a number is an age, a time, a distance or a year, not a count of people."""
    after = words[quantity.end : quantity.end + 2]
    if after and (
        after[0] in load_harm_words().words["units"]
        or (after[0] in "-–" and len(after) > 1 and after[1] not in ("man", "member"))
    ):
        return True
    return quantity.start > 0 and words[quantity.start - 1] in ("$", "£", "€", "#", "no.")


def is_no_one(counted: Counted) -> bool:
    """Whether a phrase counts nobody."""
    return counted.total.high == 0


def counted_noun(quantity: Quantity, reader: CountReader) -> Token:
    """Give the noun that a quantity counts, or the number itself."""
    number = reader.doc[quantity.end - 1]
    for here in (number, *(reader.doc[i] for i in range(quantity.start, quantity.end - 1))):
        if here.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "advmod") and here.head.i >= quantity.end - 1:
            return here.head if reader.at.get(here.head.i, quantity) is quantity else number
    return number


def no_before(noun: Token) -> int:
    """Give where a noun's phrase begins with its "no"."""
    return next((child.i for child in noun.lefts if child.lower_ in ("no", "neither", "zero")), noun.i)


def count_all(heads: Iterable[Token], kind: CasualtyKind, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Count each head; a bare plural beside counted ones is two or more ("their parents and 40 others")."""
    heads = list(heads)
    counted = [(head, _count(head, kind, reader, lexicon)) for head in heads]
    if len(heads) > 1 and any(one is not None and one.head.pos_ != "PRON" for _, one in counted):
        counted = [(head, one or _bare_plural(head, lexicon)) for head, one in counted]
    return [one for _, one in counted if one is not None]


def _bare_plural(head: Token, lexicon: HarmWords) -> Counted | None:
    if head.tag_ != "NNS" or head.lemma_.lower() in lexicon.words["not_people"]:
        return None
    return Counted(head, head.i, head.i + 1, Count(low=2, high=None), False)


def _count(head: Token, kind: CasualtyKind, reader: CountReader, lexicon: HarmWords) -> Counted | None:
    """Count the people that a noun phrase stands for; None where it gives no number."""
    lemma, form = head.lemma_.lower(), head.lower_
    if form in ("nobody", "none") or (form == "one" and head.i and reader.words[head.i - 1] == "no"):
        return Counted(head, head.i - (form == "one"), head.i + 1, Count(low=0, high=0), False)
    if lemma in lexicon.words["not_people"] and head.ent_type_ != "PERSON":
        return None
    quantity = quantity_of(head, reader)
    if quantity:
        return Counted(head, min(quantity.start, head.i), max(quantity.end, head.i + 1), quantity.total, False)
    if any(child.lower_ in ("no", "neither") for child in head.lefts):
        return Counted(head, no_before(head), head.i + 1, Count(low=0, high=0), False)
    inner = _inside(head, lemma, reader, lexicon)
    if inner is not None:
        return inner
    return _single(head, lemma, kind, lexicon)


def _inside(head: Token, lemma: str, reader: CountReader, lexicon: HarmWords) -> Counted | None:
    """Read the number within a container: "a family of five", "a total of six people"."""
    if lemma in lexicon.pairs:
        return Counted(head, head.i, head.i + 1, Count(low=lexicon.pairs[lemma], high=lexicon.pairs[lemma]), False)
    if lemma not in lexicon.words["containers"]:
        return None
    if lemma == "number" and any(child.lower_ in ("a", "an") for child in head.lefts):
        low = 0 if any(child.dep_ == "amod" and child.lower_ in _UNKNOWN for child in head.lefts) else 2
        return Counted(head, head.left_edge.i, head.right_edge.i + 1, Count(low=low, high=None), False)
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "of":
            for noun in preposition.children:
                quantity = quantity_of(noun, reader) if noun.dep_ == "pobj" else None
                if quantity:
                    return Counted(head, head.i, max(quantity.end, noun.i + 1), quantity.total, False)
    return None


def quantity_of(head: Token, reader: CountReader) -> Quantity | None:
    """Find the quantity within a noun's own phrase, to its left, or at the noun."""
    if head.i in reader.at:
        return reader.at[head.i]
    left = max(head.left_edge.i, head.i - REACH)
    for i in range(head.i - 1, left - 1, -1):
        if i in reader.at and _counts(reader.doc[i], head):
            return reader.at[i]
        if reader.words[i] in (",", ";", "and") and i in (head.i - 1,):
            return None
    return None


def _counts(number: Token, head: Token) -> bool:
    """Whether a number modifies a noun, and not a word within its phrase ("the 20-year-old", "two of five")."""
    here = number
    for _ in range(4):
        if here.head.i == head.i:
            return here.dep_ in _COUNTING
        if here.dep_ in ("pobj", "relcl", "poss", "appos") or here.head.i == here.i:
            return False
        here = here.head
    return False


def _single(head: Token, lemma: str, kind: CasualtyKind, lexicon: HarmWords) -> Counted | None:
    """Count one person: a name, "a man", "the governor", "him"."""
    if head.pos_ == "PRON" or head.tag_ == "DT":
        if head.lower_ not in _ONE:
            return None
        return Counted(head, head.i, head.i + 1, Count(low=1, high=1), True)
    if lemma in lexicon.words["collectives"] or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if head.tag_ in ("NNS", "NNPS") or (head.pos_ == "PROPN" and head.ent_type_ in (*_PLACES, "NORP")):
        return None
    if head.pos_ == "PROPN" and head.ent_type_ == "ORG" and any(child.lower_ == "the" for child in head.lefts):
        return None
    if kind == "injured" and head.pos_ == "NOUN" and lemma.endswith(_ABSTRACT):
        return None
    if kind == "captured" and head.pos_ == "NOUN" and not _looks_like_person(lemma, lexicon):
        return None
    start, _ = noun_phrase(head, with_preps=False)
    return Counted(head, start, head.i + 1, Count(low=1, high=1), True)


def _looks_like_person(lemma: str, lexicon: HarmWords) -> bool:
    known = lemma in lexicon.words["civilians"] or lemma in lexicon.words["actors"]
    return known or lemma.endswith(
        ("man", "woman", "er", "or", "ist", "ian", "ant", "ent", "ee", "person", "chief", "spy")
    )
