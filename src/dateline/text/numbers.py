"""Numbers in words and digits."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.resources.tables import load_table

_SPLIT = re.compile(r"[\s-]+")
_DECIMAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


@lru_cache
def number_words() -> dict[str, dict[str, int]]:
    """The table of number words: `units` add, `scales` multiply."""
    table: dict[str, dict[str, int]] = load_table("lexicons/numbers.yaml")
    return table


def parse_cardinal(words: str) -> int | None:
    """Read a whole number: "17", "1,200", "twenty-one", "two hundred and six", "3 million", "two dozen".

    Returns:
        The number, or None where the words are no whole number.

    Example:
        >>> parse_cardinal("two hundred and six")
        206
    """
    units, scales = number_words()["units"], number_words()["scales"]
    total, group, seen = 0.0, 0.0, False
    for word in _SPLIT.split(words.strip().lower()):
        if word in units:
            group += units[word]
        elif _DECIMAL.fullmatch(word):
            group += float(word.replace(",", ""))
        elif word in scales:
            group = (group or 1) * scales[word]
            if scales[word] >= 1000:
                total, group = total + group, 0.0
        elif word in ("and",) if seen else word in ("a", "an"):
            continue
        else:
            return None
        seen = True
    whole = total + group
    return int(whole) if seen and whole == int(whole) else None
