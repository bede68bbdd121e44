"""Further words for what happened: retellings of coded events, and deeds that the codebook has no type for.

A story about an earthquake or a verdict holds happenings that no code of the codebook names.
Where independent articles of a story tell one with the same word, the story says so, without
guessing at its parties, place or time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.resources.word_lists import load_deed_words
from dateline.stories.merge import Member, Told
from dateline.stories.terms import stem

LEAST_SOURCES = 2
"""Independent sources that have to tell a deed with one word before the story tells it."""

MAX_TEXT = 20_000
"""Characters of an article that are looked at: what happened is told by then."""

_WORD = re.compile(r"\b[^\W\d_]{3,30}\b")
_INFLECTED = ("ed", "ing")


@dataclass(frozen=True, slots=True)
class Retold:
    """A word of an article that tells of something that happened."""

    article: str
    source: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Retellings:
    """What `find_retold` found.

    Args:
        of_groups: For each group of report events the further words for it.
        others: Happenings that no report event tells, each with its words, in the order they are first told.
    """

    of_groups: list[list[Retold]]
    others: list[list[Retold]]


def find_retold(members: Sequence[Member], groups: Sequence[Sequence[Told]]) -> Retellings:
    """Find further words for the events of a story, and what else several of its articles tell.

    A word belongs to the events that the same article tells with it, or else to those that any
    article does, if they are one story event; where they are several it is left alone.
    """
    of_groups: list[list[Retold]] = [_evidence(group) for group in groups]
    taken = {(found.article, found.start) for again in of_groups for found in again}
    taken |= {(told.article, told.event.trigger.start) for group in groups for told in group}
    told_with = _groups_by_word(groups)
    others: dict[str, list[Retold]] = defaultdict(list)
    for member in members:
        for word, found in _deed_words(member):
            if (found.article, found.start) in taken:
                continue
            known = told_with.get((found.article, word)) or told_with.get(("", word))
            if known is None:
                others[word].append(found)
            elif len(known) == 1:
                of_groups[min(known)].append(found)
    widely = [found for found in others.values() if len({one.source for one in found}) >= LEAST_SOURCES]
    return Retellings(of_groups, widely)


def _evidence(group: Sequence[Told]) -> list[Retold]:
    """The words, beside their triggers, that the reports themselves took for the same event."""
    return [
        Retold(told.article, told.source, span.start, span.end, span.text)
        for told in group
        for span in told.event.evidence
        if not (span.start < told.event.trigger.end and told.event.trigger.start < span.end)
    ]


def _groups_by_word(groups: Sequence[Sequence[Told]]) -> dict[tuple[str, str], set[int]]:
    """Which groups are told with a word, by article and (under an empty name) in the whole story."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for told in group:
            for part in told.event.trigger.text.lower().split():
                found[told.article, stem(part)].add(n)
                found["", stem(part)].add(n)
    return found


@lru_cache(maxsize=50_000)
def _deed_stem(word: str) -> str | None:
    """The stem of a lower-case word that tells of a deed, or None."""
    words, root = load_deed_words(), stem(word)
    if root in _stems()[0] or word in words.always:
        return root
    return root if word.endswith(_INFLECTED) and root in _stems()[1] else None


@lru_cache
def _stems() -> tuple[frozenset[str], frozenset[str]]:
    words = load_deed_words()
    return frozenset(map(stem, words.always)), frozenset(map(stem, words.inflected))


def _deed_words(member: Member) -> Iterator[tuple[str, Retold]]:
    """Words of an article that tell of deeds, with their stems; words of names are none."""
    article = member.article
    names = sorted({(m.start, m.end) for e in member.report.entities for m in e.mentions if m.kind == "name"})
    starts = [start for start, _ in names]
    for match in _WORD.finditer(article.text, 0, MAX_TEXT):
        root = _deed_stem(match.group().lower())
        if root is None:
            continue
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or names[before][1] <= match.start():
            yield root, Retold(article.id, member.source, match.start(), match.end(), match.group())
