"""Two measures of one thing: a sum paid, a distance, a size, with one unit and in the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.report import Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import kind_of, words_of
from dateline.text.clauses import children_of
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_OF_UNIT = 12
"""Measures in one unit from which a text is a table."""

MOST_TIMES = 3
"""How many times another a measure may be and still be meant for the same."""

GOVERNORS = 5
"""Governors of a unit that are climbed for what it measures."""

_MONEY = frozenset("$€£¥")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}


@dataclass(frozen=True)
class Measure:
    """A number of units and the words that tell of what."""

    unit: Token
    value: float
    start: int
    end: int
    index: MentionIndex

    @cached_property
    def about(self) -> frozenset[str]:
        """What is measured: the words that govern it up to its verb, and their parties."""
        keys: list[str | None] = []
        token = self.unit
        for _ in range(GOVERNORS):
            keys += [self._key(token), *(self._key(word) for word in _dependents(token))]
            if token.head.i == token.i or token.pos_ == "VERB":
                break
            token = token.head
        return frozenset(key for key in keys if key)

    def _key(self, token: Token) -> str | None:
        if token.i == self.unit.i or token.pos_ in ("NUM", "SYM") or token.ent_type_ in ("DATE", "TIME"):
            return None
        entity = self.index.at(token)
        if entity is not None and any(m.kind == "name" for m in entity.mentions):
            return f"#{entity.id}"
        if token.pos_ in ("NOUN", "PROPN", "VERB") or token.lower_ in words_of("dimensions"):
            return None if kind_of(token) in words_of("empty_verbs") else kind_of(token)
        return None


def _dependents(token: Token) -> Iterator[Token]:
    """The children of a word, and what its prepositions govern."""
    for child in children_of(token):
        yield child
        if child.dep_ in ("prep", "dative"):
            yield from children_of(child)


def find_measures(doc: Doc, index: MentionIndex) -> dict[str, list[Measure]]:
    """Gather measures by unit; approximate and open ones are left out."""
    groups: dict[str, list[Measure]] = defaultdict(list)
    for number in doc:
        if number.pos_ != "NUM" or number.dep_ not in ("nummod", "compound", "pobj", "dobj", "npadvmod", "quantmod"):
            continue
        value = _value(number.text)
        if value is None:
            continue
        end = number.i + 1
        while end < len(doc) and doc[end].lower_ in _SCALES:
            value *= _SCALES[doc[end].lower_]
            end += 1
        if end < len(doc) and doc[end].text == "-":
            end += 1
        sign = doc[number.i - 1] if number.i else None
        if sign is not None and sign.text in _MONEY:
            unit, name, start = number, sign.text, sign.i
        elif end < len(doc) and doc[end].lemma_.lower() in words_of("measure_units"):
            unit, name, start = doc[end], doc[end].lemma_.lower(), number.i
            end += 1
        else:
            continue
        before = [t.lower_ for t in doc[max(0, start - 3) : start]]
        if (
            before[-1:] in (["("], ["to"], ["-"])
            or set(before[-1:]) & words_of("approximators")
            or "least" in before[-2:]
            or set(before) & words_of("added_words")
        ):
            continue  # a conversion, the end of a range, or not meant exactly
        if end < len(doc) and doc[end - 1].lower_ == "light" and doc[end].lemma_ == "year":
            unit = doc[end]
        groups[name].append(Measure(unit, value, start, end, index))
    return groups


def _value(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def find_measure_conflicts(doc: Doc, index: MentionIndex) -> Iterator[Finding]:
    """Find two different measures in one unit that stand in the same words."""
    for measures in find_measures(doc, index).values():
        if len(measures) > MOST_OF_UNIT:
            continue
        for a, b in combinations(measures, 2):
            if a.value == b.value or a.unit.sent.start == b.unit.sent.start:
                continue
            if max(a.value, b.value) > MOST_TIMES * min(a.value, b.value) or _differ_in_names(a, b):
                continue
            words = {t.lower_ for m in (a, b) for t in m.unit.sent}
            shared = a.about & b.about
            if len(shared) < 2 or words & (words_of("update_words") | words_of("comparing_words")):
                continue
            yield Finding(
                "number",
                (_cut(doc, a), _cut(doc, b)),
                f"“{_cut(doc, a).text}” here and “{_cut(doc, b).text}” there stand in the same words.",
                "medium",
            )


def _differ_in_names(a: Measure, b: Measure) -> bool:
    """Whether names or directions stand with both, and they are not the same."""
    names = [{key for key in measure.about if key.startswith("#")} for measure in (a, b)]
    sides = [measure.about & words_of("directions") for measure in (a, b)]
    return (all(names) and not names[0] & names[1]) or (all(sides) and sides[0] != sides[1])


def _cut(doc: Doc, measure: Measure) -> Span:
    words = doc[measure.start : measure.end]
    return Span(start=words.start_char, end=words.end_char, text=words.text)
