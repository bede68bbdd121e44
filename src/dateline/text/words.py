"""The words of a text in lower case and without accents, for search and for the likeness of texts."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARS = 200_000
"""How much of a text is looked at; PostgreSQL's search index of one text ends at a megabyte."""

_WORD = re.compile(r"[^\W_]{1,100}")
_PHRASE = re.compile(r'"([^"]*)"|([^"\s]+)|"')


def find_words(text: str) -> list[str]:
    """Give a text's words in lower case and without accents.

    Example:
        >>> find_words("São Tomé's 2-year-old ferry")
        ['sao', 'tome', 's', '2', 'year', 'old', 'ferry']
    """
    return _WORD.findall(_folded(text[:MAX_CHARS]))


def find_phrases(query: str) -> list[list[str]]:
    """Part a query into phrases: what stands in double quotes, and each word outside them.

    Example:
        >>> find_phrases('ferry "Lake Victoria" AND-or')
        [['ferry'], ['lake', 'victoria'], ['and', 'or']]
    """
    found = (find_words(match[1] or match[2] or "") for match in _PHRASE.finditer(query))
    return [words for words in found if words]


def find_first(text: str, phrases: list[list[str]]) -> tuple[int, int] | None:
    """Give the place of the first word of a text that a query asks for, by its first letters."""
    stems = tuple(word[: max(4, len(word) - 3)] for words in phrases for word in words)
    for match in _WORD.finditer(text[:MAX_CHARS]):
        if _folded(match[0]).startswith(stems):
            return match.span()
    return None


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parted if not unicodedata.combining(char))
