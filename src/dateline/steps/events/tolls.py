"""Tolls: "the death toll rose from six to nine", "put the number of dead at 37"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.report import CasualtyKind, Count
from dateline.steps.events.figures import Figure, make_figure
from dateline.steps.events.harm_words import HarmWords
from dateline.steps.events.people_counts import REACH, Counted, CountReader, counted_noun
from dateline.steps.events.status import find_status
from dateline.text.numbers import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_toll(toll: Token, reader: CountReader, lexicon: HarmWords) -> Iterator[Figure]:
    """Read a toll: "rose from six to nine", "put the toll at 27", "a toll of 112", "the number of dead is 4"."""
    own = (
        "killed" if toll.lower_ in ("toll", "count") else lexicon.nouns.get(toll.lemma_) or _kind_counted(toll, lexicon)
    )
    if own is None:
        return
    verb = toll.head if toll.dep_ in ("nsubj", "nsubjpass", "dobj") else toll
    for before, quantity in _toll_quantities(toll, reader, lexicon):
        head = counted_noun(quantity, reader)
        following = reader.words[quantity.end] if quantity.end < len(reader.words) else ""
        kind = lexicon.adjectives.get(following) or lexicon.adjectives.get(head.lower_, own)
        count = quantity.total
        if before in lexicon.words["toll_passing"] and count.high is not None:
            count = Count(low=count.low + 1, high=None)
        span = Counted(head, quantity.start, quantity.end, count, False)
        figure = make_figure(span, kind, toll, reader, lexicon)
        yield replace(figure, toll=True, outdated=before == "from", status=find_status(verb))


def is_toll_of(noun: Token, lexicon: HarmWords) -> bool:
    """Whether a plural of harm is the subject of a verb of reaching: "*fatalities* rose to 120"."""
    risen = noun.dep_ == "nsubj" and noun.head.lemma_ in lexicon.words["toll_verbs"]
    return risen and noun.tag_ == "NNS" and noun.lemma_.lower() in lexicon.nouns


def _kind_counted(number: Token, lexicon: HarmWords) -> CasualtyKind | None:
    """Tell what "the number of ..." counts: "of dead", "of people killed", "of deaths"."""
    of = [p for p in number.children if p.lower_ == "of"]
    nouns = [noun for p in of for noun in p.children]
    words = [*nouns, *(c for noun in (*nouns, number) for c in noun.children if of and c.dep_ in ("acl", "amod"))]
    kinds = (lexicon.adjectives.get(word.lower_) or lexicon.nouns.get(word.lemma_.lower()) for word in words)
    return next((kind for kind in kinds if kind), None)


def _toll_quantities(toll: Token, reader: CountReader, lexicon: HarmWords) -> Iterator[tuple[str, Quantity]]:
    """Give the quantities after a toll with the word that leads to each, up to the clause's end."""
    i, words = toll.i + 1, reader.words
    links, passing = lexicon.words["toll_links"], lexicon.words["toll_passing"]
    end = min(len(words), toll.i + 3 * REACH, toll.sent.end)
    while i < end and words[i] not in (";", ".", "but", "while"):
        quantity = reader.at.get(i)
        if quantity is None:
            i += 1
            continue
        before = words[quantity.start - 1]
        before = words[quantity.start - 2] if before in ("the", "now", "least", "officially") else before
        if before == "from" or before in links or before in passing:
            yield before, quantity
        i = quantity.end
