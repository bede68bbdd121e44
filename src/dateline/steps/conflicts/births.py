"""Ages that a year of birth denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.report import Entity, Span
from dateline.steps.conflicts.ages import find_ages
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.words import Words
from dateline.text.mentions import MentionIndex

_YEAR = re.compile(r"(?:18|19|20)\d\d")
_AGED = re.compile(r"\b(\d{1,3})[- ]year[- ]old\b(?: [\w-]+){0,2} (boy|girl|man|woman|teenager|baby|child|student)\b")
MOST_BORN = 20
"""Births that are looked at in one text."""

WORDS_AFTER = 12
"""Words after "born" within which its year stands."""


def find_birth_conflicts(
    words: Words, text: str, entities: Sequence[Entity], index: MentionIndex, published: date | None
) -> Iterator[Finding]:
    """Find a person whose age, told as of now, is not that of their year of birth.

    Only where the day of publication is known.
    """
    if published is None:
        return
    for token in [i for i, word in enumerate(words.lower) if word == "born"][:MOST_BORN]:
        year = _year_after(words, token)
        if year is None:
            continue
        ages = list(_ages_of(words, text, entities, index, token)) or _only_ages(words, text, entities, token)
        wrong = [age for age in ages if published.year - year[0] - age[0] not in (0, 1)]
        if not wrong or len(wrong) < len(ages):
            continue
        years, span = wrong[0]
        yield Finding(
            "number",
            (span, year[1]),
            f"Who was born in {year[0]} is not {years} years old in {published.year}.",
            "high",
        )


def _year_after(words: Words, born: int) -> tuple[int, Span] | None:
    for i in range(born + 1, min(born + WORDS_AFTER, words.size)):
        if words.sentence[i] != words.sentence[born]:
            return None
        if _YEAR.fullmatch(words.lower[i]):
            token = words.doc[i]
            return int(token.text), token_span(token)
    return None


def _only_ages(words: Words, text: str, entities: Sequence[Entity], born: int) -> list[tuple[int, Span]]:
    """The ages of the one person of the text who is given any, where "he" or "she" was born."""
    if not any(words.lower[i] in ("he", "she") for i in words.children[born]):
        return []
    told = [ages for entity in entities if entity.type == "person" and (ages := find_ages(text, entity.mentions))]
    return [(age.years, age.span) for age in told[0]] if len(told) == 1 else []


def _ages_of(
    words: Words, text: str, entities: Sequence[Entity], index: MentionIndex, born: int
) -> Iterator[tuple[int, Span]]:
    """Ages of whoever was born: at their names, or at the one description with their noun."""
    heads = [i for i in words.children[born] if words.dep[i] in ("nsubjpass", "nsubj")]
    heads = heads or [words.head[born]] if words.dep[born] == "acl" or heads else heads
    for head in heads:
        who = index.at(words.doc[head])
        if who is not None and who.type == "person":
            yield from ((age.years, age.span) for age in find_ages(text, who.mentions))
        if words.pos[head] == "NOUN":
            told = [m for m in _AGED.finditer(text) if m.group(2) == words.lower[head]]
            if len({m.group(1) for m in told}) == 1:
                yield int(told[0].group(1)), Span.cut(text, *told[0].span(1))
