"""Spellings of place names brought to one form, so that "Deir ez-Zor" and "Deir Ezzor" meet.

Standard library only: the build of the gazetteer uses it before anything else is installed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARABIC_ARTICLES = frozenset(
    ["al", "el", "ar", "er", "as", "es", "ash", "esh", "az", "ez", "ad", "ed", "at", "et", "an", "en", "ath", "adh"]
)
"""The article "al-" in the forms that it takes before another letter."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ŋ": "n"}
)
_DROPPED = re.compile("['’‘`´ʼʻʿʾʹ.]")
_WORD = re.compile(r"[^\W_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = (("sch", "x"), ("tsch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"))
_SAME = str.maketrans({"q": "k", "c": "k", "z": "s", "j": "g", "v": "b", "p": "b"})
_SILENT = re.compile("[aeiouywh]")


@lru_cache(maxsize=1 << 16)
def fold_words(name: str) -> tuple[str, ...]:
    """Lower-case words of a name without diacritics, apostrophes and full stops; Saint is St.

    Example:
        >>> fold_words("Saint-Étienne")
        ('st', 'etienne')
    """
    lowered = _DROPPED.sub("", name.lower())
    if not lowered.isascii():
        plain = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(char for char in plain if not unicodedata.combining(char))
    words = _WORD.findall(lowered.replace("&", " and "))
    return tuple(_SHORT.get(word, word) for word in words)


def fold_name(name: str) -> str:
    """One key for all spellings of a name: letters and digits, nothing between them.

    Example:
        >>> fold_name("Deir ez-Zor") == fold_name("Deir Ezzor")
        True
    """
    return "".join(fold_words(name))


def drop_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out an Arabic article at the head of a name, or the English one.

    Example:
        >>> drop_article(("al", "anbar"))
        ('anbar',)
    """
    if len(words) > 1 and (words[0] in ARABIC_ARTICLES or words[0] == "the") and len("".join(words[1:])) > 2:
        return words[1:]
    return words


def sound_key(words: tuple[str, ...]) -> str:
    """Consonants that survive any transliteration; empty where they are too few to tell names apart.

    Example:
        >>> sound_key(("al", "shaddadi")) == sound_key(("ash", "shaddadah"))
        True
    """
    name = "".join(word for i, word in enumerate(drop_article(words)) if i == 0 or word not in ARABIC_ARTICLES)
    name = _DOUBLED.sub(r"\1", name)
    for sound, letter in _SOUNDS:
        name = name.replace(sound, letter)
    first = name[:1] if name[:1] not in "aeiou" else "a"
    rest = _SILENT.sub("", name[1:])
    key = (first + rest).translate(_SAME)
    return key if len(key) >= 3 else ""


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, diacritics allowed."""
    if name.isascii():
        return any(char.isalpha() for char in name)
    letters = [char for char in name if char.isalpha() and not unicodedata.category(char).startswith("Lm")]
    return bool(letters) and all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


def plain_letters(name: str) -> str:
    """A scholarly romanisation as newspapers print it: "Al Anbār" becomes "Al Anbar".

    Example:
        >>> plain_letters("Ba‘qūbah")
        "Ba'qubah"
    """
    straight = re.sub("[’‘`´ʼʻʿʾʹ]", "'", name)
    plain = unicodedata.normalize("NFKD", straight)
    return unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))
