"""Copies: whether an article is another one's text again, and whether it says anything of its own.

A wire story runs in many papers. A copy that says nothing new need not be coded again; one
that adds to the text or changes it (a later version with a higher toll) is coded by itself,
and still is no independent source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dateline.resources.tables import load_table
from dateline.text.likeness import compare_rows, find_word_rows
from dateline.text.wires import strip_credits
from dateline.text.words import MAX_CHARS, find_words

CopyKind = Literal["exact", "near", "update"]

LEAST_SHARED = 0.5
"""Share of the wording of both texts together from which one is made from the other."""

LEAST_HELD = 0.8
"""The same where one text stands in the other: a story that was cut, or a wire report with more around it."""

LEAST_KEPT = 0.85
"""Share of a copy's wording that the original must hold for the copy to say nothing of its own."""

LEAST_ROWS = 8
"""A text of fewer rows of words is a copy only word by word: short texts are alike by chance."""

_NAME = re.compile(r"\b(?=[^\W\d_])(?![a-z])\w+")
_DENIALS = frozenset({"not", "no", "never", "none", "nobody", "denied", "denies", "deny", "without", "t"})


@dataclass(frozen=True)
class Wording:
    """A text as it is compared, without its lines of credit."""

    words: tuple[str, ...]
    rows: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """That a text copies another.

    Args:
        kind: `exact` says the same words; `near` differs in nothing that matters; `update` says something of its own.
        score: Share of the wording of both together that they share, 0 to 1.
    """

    kind: CopyKind
    score: float


def read_wording(text: str) -> Wording:
    """Take a text's wording: words in their order, all three in a row, and its words with a capital letter."""
    stripped = strip_credits(text[:MAX_CHARS])
    words = find_words(stripped)
    return Wording(
        words=tuple(words),
        rows=frozenset(find_word_rows(words)),
        names=frozenset(find_words(" ".join(_NAME.findall(stripped)))),
    )


def compare_wording(new: Wording, old: Wording) -> Likeness | None:
    """Say whether a text copies an older one, and whether it says anything of its own; None if it is no copy.

    A row of words that the older text lacks says something of its own where it holds a
    number or a denial, or a name that the older text lacks.
    """
    if new.words == old.words and new.words:
        return Likeness("exact", 1.0)
    if min(len(new.rows), len(old.rows)) < LEAST_ROWS:
        return None
    shared, kept, held = compare_rows(new.rows, old.rows)
    if shared < LEAST_SHARED and max(kept, held) < LEAST_HELD:
        return None
    own = [row.split() for row in sorted(new.rows - old.rows)]
    is_news = kept < LEAST_KEPT or any(_says_something(row, new, old) for row in own)
    return Likeness("update" if is_news else "near", round(shared, 4))


def _says_something(row: Sequence[str], new: Wording, old: Wording) -> bool:
    return any(
        word in _DENIALS or any(char.isdigit() for char in word) or word in _numbers() or word in new.names - old.names
        for word in row
    )


@lru_cache
def _numbers() -> frozenset[str]:
    """Words that tell how many: "six", "dozens", "several"."""
    table = load_table("lexicons/numbers.yaml")
    return frozenset(str(word) for part in ("units", "scales", "vague") for word in table[part])


def best_likeness(new: Wording, olds: Sequence[tuple[int, Wording]]) -> tuple[int, Likeness] | None:
    """Give the one of several older texts that a text copies, by its number: the most alike, the first of equals."""
    found = list(_likenesses(new, olds))
    return max(found, key=lambda pair: (pair[1].kind == "exact", pair[1].score, -pair[0]), default=None)


def _likenesses(new: Wording, olds: Sequence[tuple[int, Wording]]) -> Iterator[tuple[int, Likeness]]:
    for number, old in olds:
        likeness = compare_wording(new, old)
        if likeness:
            yield number, likeness
