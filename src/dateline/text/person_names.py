"""When two names are one: spelling, transliteration, initials and shortened names.

Names from Arabic, Slavic and other scripts reach English in many spellings. Words are
compared in a folded form: without accents and articles (al-, el-), doubled letters single,
letters that transliterations swap (ou/u, y/i, kh/k, q/k) made one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from dateline.resources.actor_words import load_name_parts
from dateline.resources.actors import fold_word

_WORD = re.compile(r"[^\W\d_]+\.?")
_SWAPS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ey", "i"), ("ay", "i"), ("iy", "i"), ("yi", "i"), ("ye", "e"),
    ("y", "i"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("q", "k"), ("ck", "k"), ("tch", "ch"), ("tsch", "ch"), ("ph", "f"), ("j", "dj"), ("ddj", "dj"), ("w", "v"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
ALIKE = 85.0
"""Least similarity (0 to 100) of two folded words of one consonant skeleton that are one name."""


@lru_cache(maxsize=20_000)
def fold_name_word(word: str) -> str:
    """Fold one word of a name to a form that its spellings share.

    Example:
        >>> fold_name_word("Mohammed"), fold_name_word("Mohamad")
        ('muhamid', 'muhamad')
    """
    folded = _DOUBLED.sub(r"\1", fold_word(word).rstrip("."))
    for old, new in _SWAPS:
        folded = folded.replace(old, new)
    return _DOUBLED.sub(r"\1", folded)


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """Consonants of a folded word, with a mark where it opens with a vowel."""
    folded = fold_name_word(word)
    return ("a" if folded[:1] in "aeiou" else "") + _VOWELS.sub("", folded)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that carry weight, as written: "Abdallah bin al-Rifai" without "bin" and "al".

    Example:
        >>> name_words("Ahmed al-Sharaa")
        ('Ahmed', 'Sharaa')
    """
    weightless = load_name_parts().weightless
    words = _WORD.findall(name)
    kept = tuple(word for word in words if word.rstrip(".").lower() not in weightless)
    return kept or tuple(words)


def same_word(one: str, other: str) -> bool:
    """Whether two words of names are spellings of one, or one is the other's initial."""
    a, b = fold_name_word(one), fold_name_word(other)
    if a == b:
        return True
    if min(len(one.rstrip(".")), len(other.rstrip("."))) == 1:
        return fold_word(one)[:1] == fold_word(other)[:1]
    if min(len(a), len(b)) < 4 or skeleton(one) != skeleton(other):
        return False
    return fuzz.ratio(a, b) >= ALIKE or (len(a) >= 5 and fuzz.ratio(a, b) >= 70)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names (as `name_words` gives them) can be one person's.

    The words of the shorter must all stand in the longer, in the same order. Two full names
    that differ in a word are two persons.

    Example:
        >>> same_person(("Mohammed", "Shia", "Sudani"), ("Mohammad", "Sudani"))
        True
        >>> same_person(("Ali", "Hassan"), ("Omar", "Hassan"))
        False
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if len(short) == 1:
        return any(_same_full_word(short[0], word) for word in long)
    at = 0
    for word in short:
        while at < len(long) and not same_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _same_full_word(one: str, other: str) -> bool:
    return min(len(one.rstrip(".")), len(other.rstrip("."))) > 1 and same_word(one, other)
