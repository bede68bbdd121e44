"""Lists of English words that come as plain text: a label, then words, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.errors import TableError
from dateline.resources.tables import DATA


def read_bands(name: str) -> Iterator[tuple[str, list[str]]]:
    """Give the label and the words of each line of a list of the package.

    Raises:
        TableError: The list is not there.
    """
    path = DATA / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise TableError(f"cannot be read: {problem.strerror}", path=path) from problem
    for line in lines:
        if line and not line.startswith("#"):
            label, *words = line.split(" ")
            yield label, words


@lru_cache
def load_word_shares() -> dict[str, float]:
    """Load how large a share of all English words each frequent word is. Do not change what it gives."""
    bands = read_bands("lexicons/word_frequencies.txt")
    return {word: 10 ** (int(label) / 10 - 9) for label, words in bands for word in words}


@dataclass(frozen=True, slots=True)
class DeedWords:
    """Words that tell of a deed or a happening.

    Args:
        always: Those that do in every form.
        inflected: Those that do with the ending of a past or of a participle only.
    """

    always: frozenset[str]
    inflected: frozenset[str]


@lru_cache
def load_deed_words() -> DeedWords:
    """Load the words that tell of a deed."""
    words: dict[str, list[str]] = {"always": [], "inflected": []}
    for label, band in read_bands("lexicons/deed_words.txt"):
        words[label] += band
    return DeedWords(frozenset(words["always"]), frozenset(words["inflected"]))
