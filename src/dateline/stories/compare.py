"""How alike two articles are: words and pairs of words, weighted by how rare they are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.resources.tables import load_table

Vector = dict[str, float]

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*\d|\d")
LEAST_SCORE = 0.02
"""Pairs below this likeness are not kept: they can never carry a story."""


@lru_cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_table("lexicons/stop_words.yaml"))


def find_terms(text: str) -> list[str]:
    """Words and pairs of neighbouring words, in lower case, without stop words and possessives."""
    words = [word.lower().strip("'’-") for word in _WORD.findall(text)]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    kept = [word for word in words if len(word) > 1 and word not in _stop_words()]
    return kept + [f"{first} {second}" for first, second in zip(kept, kept[1:], strict=False)]


def weigh_terms(texts: Sequence[str]) -> list[Vector]:
    """Make a unit vector of each text by TF-IDF over all of them.

    Terms that stand in one text only say nothing about likeness and are left out.

    Returns:
        One sparse vector a text, of length 1 (or empty).

    Source:
        Sublinear TF and smoothed IDF: Manning, Raghavan, Schütze 2008, chapter 6.
    """
    counts = [Counter(find_terms(text)) for text in texts]
    seen_in = Counter(term for count in counts for term in count)
    vectors = []
    for count in counts:
        raw = {
            term: (1 + math.log(n)) * math.log(1 + len(texts) / seen_in[term])
            for term, n in count.items()
            if seen_in[term] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({term: weight / length for term, weight in raw.items()})
    return vectors


def score_pairs(vectors: Sequence[Vector]) -> Iterator[tuple[int, int, float]]:
    """Cosine of every two vectors that share a term and are at all alike, by an inverted index."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for later, vector in enumerate(vectors):
        scores: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for earlier, other in index[term]:
                scores[earlier] += weight * other
            index[term].append((later, weight))
        yield from ((earlier, later, score) for earlier, score in scores.items() if score >= LEAST_SCORE)
