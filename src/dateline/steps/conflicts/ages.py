"""Two ages of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from dateline.report import Entity, Mention, Span
from dateline.steps.conflicts.claims import Finding
from dateline.text.numbers import parse_cardinal

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEFORE = re.compile(
    r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]year[- ]old,? (?:(?!in |of |from |at |for |who |and |on |with )(?:[\w'’-]+|\w{1,3}\.) ){0,4}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",? \(?(?:aged? )?(\d{1,3})(?=[,;)]|\.(?:\s|$))"  # "Ana Duarte, 34," "Ana Duarte (34)" "Ana Duarte, aged 34."
    r"|,? (?:who )?(?:is|was) (\d{1,3}|[a-z]+(?:-[a-z]+)?) years old",
)
_TOLD = re.compile(r" (?:is|was) (\d{1,3})(?=\.(?:\s|$))")  # "He was 75."
_DEATH = re.compile(r"\b(?:dies|died|dead)\b[^.\n]{0,60}? at (?:age |the age of )?(\d{2,3})(?=[.,;\n]|$)")
_SHE_WAS = re.compile(r"\b(?:He|She) was (\d{2,3})\.(?:\s|$)")
_PHRASE = re.compile(r"\b(\d{1,3})-year-old ((?:[\w'’-]+ ){0,3}[\w'’-]+ from [A-Z][\w'’-]+)")
_SORT = r"(boy|girl|man|woman|teenager|baby|child|student)\b"
_INTRODUCED = re.compile(rf"\ban? (\d{{1,3}})-year-old (?:[a-z]+ ){{0,2}}?{_SORT}", re.IGNORECASE)
_COMES_BACK = re.compile(rf"\bthe (\d{{1,3}})-year-old {_SORT}", re.IGNORECASE)
_ANY_AGE = re.compile(r"(?<![\d.,])\d{1,3}(?![\d%]|[.,]\d)")
LEAD_CHARS = 250
"""Characters in which a report tells at what age its subject died."""

MOST_INTRODUCED = 4
"""People by age that are looked at; a longer list is of many."""

OLDEST = 120
SURE_GAP = 2
"""Years between two ages from which a birthday between two tellings is no explanation."""


@dataclass(frozen=True)
class Age:
    """An age that the text gives, and the words that give it."""

    years: int
    span: Span


def find_ages(text: str, mentions: Sequence[Mention]) -> list[Age]:
    """Find the ages that stand at a person's names: "34-year-old Ana Duarte", "Ana Duarte, 34,"."""
    found = []
    for mention in mentions:
        if mention.kind == "pronoun" and (match := _TOLD.match(text, mention.end, mention.end + 20)):
            found.append(Age(int(match.group(1)), Span.cut(text, *match.span(1))))
        if mention.kind != "name":
            continue
        before = _BEFORE.search(text, max(0, mention.start - 60), mention.start)
        after = _AFTER.match(text, mention.end, mention.end + 40)
        for match in (before, after):
            if match is None:
                continue
            group = match.lastindex or 1
            years = parse_cardinal(match.group(group))
            if years is not None and 0 < years <= OLDEST:
                found.append(Age(years, Span.cut(text, *match.span(group))))
    return found


def find_age_at_death_conflicts(text: str) -> Iterator[Finding]:
    """Find "dies at 81" in the lead and "she was 84", where the text has one of each."""
    dead, told = list(_DEATH.finditer(text, 0, LEAD_CHARS)), list(_SHE_WAS.finditer(text))
    if len(dead) == 1 and len(told) == 1 and dead[0].group(1) != told[0].group(1):
        spans = (Span.cut(text, *dead[0].span(1)), Span.cut(text, *told[0].span(1)))
        explanation = f"The age at death is {spans[0].text} here and {spans[1].text} there."
        yield Finding("number", spans, explanation, "high")


def find_returning_age_conflicts(text: str) -> Iterator[Finding]:
    """Find "the 27-year-old woman", an age that nobody has in the text, where a woman of 23 was introduced.

    A number of that many anywhere else may be the age meant.
    """
    introduced = list(islice(_INTRODUCED.finditer(text), MOST_INTRODUCED))
    for back in islice(_COMES_BACK.finditer(text), MOST_INTRODUCED):
        same = [match for match in introduced if match.group(2).lower() == back.group(2).lower()]
        before = [match for match in same if match.start() < back.start()]
        if before and sum(match.group() == back.group(1) for match in _ANY_AGE.finditer(text)) == 1:
            spans = [Span.cut(text, *match.span(1)) for match in [*before, back]]
            explanation = f"The {back.group(2)} is {spans[0].text} years old here and {spans[-1].text} there."
            yield Finding("number", tuple(spans), explanation, "high")
            return


def find_age_conflicts(doc: Doc, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find a person by name who is given two ages, or one description with two ages."""
    text = doc.text  # spaCy joins it anew at each access
    for entity in entities:
        if entity.type == "person":
            yield from _differing(find_ages(text, entity.mentions), entity.name)
    described: dict[str, list[Age]] = {}
    for match in _PHRASE.finditer(text):
        described.setdefault(match.group(2), []).append(Age(int(match.group(1)), Span.cut(text, *match.span(1))))
    for phrase, ages in described.items():
        yield from _differing(ages, f"The {phrase}")


def _differing(ages: Sequence[Age], who: str) -> Iterator[Finding]:
    for first, second in combinations(ages, 2):
        gap = abs(first.years - second.years)
        if gap:
            explanation = f"{who} is {first.years} years old here and {second.years} there."
            yield Finding("number", (first.span, second.span), explanation, "high" if gap >= SURE_GAP else "medium")
            return
