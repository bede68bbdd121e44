"""What an article is about, as terms with weights: its words, how rare each is, and pairs of neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from dateline.resources.tables import load_table
from dateline.resources.word_lists import load_word_shares

Vector = dict[str, float]

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*\d|\d")
MAX_WORD = 40
"""Characters of a word that are looked at; what is longer is no word of a language."""

MAX_WORDS = 5000
"""Words of an article that are looked at; a happening is told by then."""

PRIOR_TEXTS = 1000
"""How many texts the general frequencies of words count for beside those that are stored."""

TEXT_WORDS = 150
"""Words of a usual article that are no function words."""

PAIR_LENGTH = 0.15
"""Share with which a pair counts towards a text's length: most pairs are never met again."""


@lru_cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_table("lexicons/stop_words.yaml"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take the ending of inflection off a lower-case word, roughly ("killings" -> "killing" -> "kill")."""
    for ending, least in (("'s", 1), ("’s", 1), ("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def find_words(text: str) -> list[str]:
    """Stems of a text's words in lower case, without function words."""
    words = []
    for found in _WORD.finditer(text):
        word = found.group()[:MAX_WORD].lower().strip("'’-")
        word = word.removesuffix("'s").removesuffix("’s")
        if len(word) > 1 and word not in _stop_words():
            words.append(stem(word))
            if len(words) == MAX_WORDS:
                break
    return words


@lru_cache
def _expected_shares() -> dict[str, float]:
    """For each stem the chance that a usual article of any subject holds it."""
    shares: dict[str, float] = {}
    for word, share in load_word_shares().items():
        shares[stem(word)] = shares.get(stem(word), 0.0) + share
    return {word: 1 - math.exp(-TEXT_WORDS * share) for word, share in shares.items()}


ALL_TEXTS = ""
"""Stands in every text: its count is that of the texts, kept with the words' so that nobody has to count the store."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are: by the articles stored so far, and by general English where those are few.

    Args:
        n_texts: How many articles were counted.
        counts: In how many of them each stem stands.
    """

    n_texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """The weight of a word that stands in no other text."""
        return math.log(1 + self.n_texts + PRIOR_TEXTS)

    def of(self, word: str) -> float:
        """Logarithm of how many texts there are for one that holds the word (smoothed IDF)."""
        expected = PRIOR_TEXTS * _expected_shares().get(word, 0.0)
        n_with = max(self.counts.get(word, 0), 1) + expected
        return math.log(1 + (self.n_texts + PRIOR_TEXTS) / n_with)


def weigh_words(words: list[str], rarity: Rarity) -> Vector:
    """Make a vector of a text's words and pairs of neighbours by TF-IDF.

    A pair is as rare as its words would make it if they met by chance. Words alone decide the
    length, pairs count little towards it (`PAIR_LENGTH`): they speak for likeness where two
    texts share them, and not against it where they do not.

    Source:
        Sublinear TF and smoothed IDF: Manning, Raghavan, Schütze 2008, chapter 6.
    """
    most = rarity.most
    idf = {word: rarity.of(word) for word in words}
    weights = {word: (1 + math.log(n)) * idf[word] for word, n in Counter(words).items()}
    square = sum(weight * weight for weight in weights.values())
    for (first, second), n in Counter(pairwise(words)).items():
        weight = (1 + math.log(n)) * min(idf[first] + idf[second], most)
        weights[f"{first} {second}"] = weight
        square += PAIR_LENGTH * weight * weight
    length = math.sqrt(square) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def weigh(counts: Mapping[str, int], rarity: Rarity | None = None) -> Vector:
    """Make a vector of length 1 of counted terms, each by how rare it is (all alike without `rarity`)."""
    idf = rarity.of if rarity else lambda _term: 1.0
    weights = {term: (1 + math.log(n)) * idf(term) for term, n in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def keep_heaviest(vector: Vector, most: int) -> Vector:
    """Keep the `most` heaviest terms; of two that weigh the same, the first by name."""
    if len(vector) <= most:
        return vector
    return dict(sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:most])


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Sum over the terms that both have."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def add(a: Mapping[str, float], b: Mapping[str, float]) -> Vector:
    """Add two vectors."""
    total = dict(a)
    for term, weight in b.items():
        total[term] = total.get(term, 0.0) + weight
    return total


def count_texts(texts: Sequence[Iterable[str]]) -> Counter[str]:
    """Say in how many texts each word stands, and under `ALL_TEXTS` how many texts there are."""
    counts = Counter(word for words in texts for word in set(words))
    counts[ALL_TEXTS] = len(texts)
    return counts
