"""What speaks for and against two articles, or stories, telling of one happening: one weighted score."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.stories.profile import Profile
from dateline.stories.terms import dot

Table = npt.NDArray[np.float32]

JOIN_SCORE = 0.155
"""Likeness from which two articles are one story."""

SURER = 0.04
"""How much more alike two groups have to be for each doubling of the smaller one.

Two short articles of one story may share few words. The mean over many pairs says more: two
groups that are one story are nearly as like each other as each is in itself.
"""

FAR_WEIGHT = 0.10
"""What long silence between two articles takes from their likeness."""

NEAR_DAYS = 7
"""Days between publications that say nothing against one story."""

FAR_DAYS = 60
"""Days after those at which silence speaks its full weight against it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that is compared.

    Args:
        name: The words with which it is told: "the two articles share ...".
        weight: How much it counts; below 0 it speaks against one story.
        measure: Its sum over all pairs of articles, one from each side.
    """

    name: str
    weight: float
    measure: Callable[[Profile, Profile], float]


def _shared(kind: str) -> Callable[[Profile, Profile], float]:
    return lambda a, b: dot(a.vectors.get(kind, {}), b.vectors.get(kind, {}))


def _other(kind: str) -> Callable[[Profile, Profile], float]:
    """Pairs that chiefly tell of one sort of event, pinned on both sides, but not to the same town or day."""
    same_sort, same = _shared(f"{kind}_sorts"), _shared(f"{kind}s")
    return lambda a, b: same_sort(a, b) - same(a, b)


def _far(a: Profile, b: Profile) -> float:
    """How far apart they were published, 0 to 1 for each pair."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0.0
    gap = max(a.first - b.last, b.first - a.last, 0)
    return min(1.0, max(0.0, (gap - NEAR_DAYS) / FAR_DAYS)) * a.n * b.n


EVIDENCE: tuple[Evidence, ...] = (
    Evidence("rare words and pairs of words", 0.70, _shared("words")),
    Evidence("names of people, groups and places", 0.20, _shared("names")),
    Evidence("days and clock times", 0.05, _shared("days")),
    Evidence("sorts of events with their places, days and casualties", 0.05, _shared("deeds")),
    Evidence("the chief event in another town", -0.30, _other("town")),
    Evidence("the chief event on another day", -0.10, _other("date")),
    Evidence("published far apart", -FAR_WEIGHT, _far),
)
"""All that is weighed. Each is a mean over pairs of articles, so that it is the same for two groups
however they came together. Weights and thresholds were set on the dev half of ECB+."""


def weigh_parts(a: Profile, b: Profile) -> dict[str, float]:
    """What each piece of evidence adds to the likeness of two profiles; what adds nothing is left out."""
    pairs = a.n * b.n
    parts = {evidence.name: evidence.weight * evidence.measure(a, b) / pairs for evidence in EVIDENCE}
    return {name: round(part, 4) for name, part in parts.items() if round(part, 4)}


def score_profiles(a: Profile, b: Profile) -> float:
    """Mean likeness of the articles of two profiles: about 0 where they share nothing, 1 for two copies."""
    return sum(evidence.weight * evidence.measure(a, b) for evidence in EVIDENCE) / (a.n * b.n)


def needed(n_a: int, n_b: int) -> float:
    """Likeness that it takes to join two groups of so many articles."""
    return JOIN_SCORE + SURER * math.log2(min(n_a, n_b))


def tell_reasons(parts: Iterable[tuple[str, float]]) -> str:
    """Say in one line what decided, the weightiest first."""
    return ", ".join(f"{name} {part:+.2f}" for name, part in sorted(parts, key=lambda item: -abs(item[1])))


LEAST_SCORE = 0.01
"""Likeness below which two articles count as not alike."""

TERMS_AT_ONCE = 8192
"""Columns of the table that is multiplied at once."""

KIND_WEIGHTS = {
    **{"words": 0.70, "names": 0.20, "days": 0.05, "deeds": 0.05},
    **{"town_sorts": -0.30, "towns": 0.30, "date_sorts": -0.10, "dates": 0.10},
}
"""What `EVIDENCE` adds up to for each kind of term: a shared sort of event counts against, its shared town or day for."""


def score_all(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """Score every two of many articles at once, as `score_profiles` does one pair.

    Args:
        profiles: Profiles of single articles.

    Returns:
        Numbers of two profiles, the lower one first, and their likeness; pairs that are not alike are left out.
    """
    table = np.zeros((len(profiles), len(profiles)), dtype=np.float32)
    for left, right in _tables(profiles):
        table += left @ right.T
    for n, m in zip(*np.nonzero(np.triu(table >= LEAST_SCORE, 1)), strict=True):
        far = FAR_WEIGHT * _far(profiles[n], profiles[m])
        yield int(n), int(m), float(table[n, m]) - far


def _tables(profiles: Sequence[Profile]) -> Iterator[tuple[Table, Table]]:
    """Weights by article and term, with and without the weight of their kind, some terms at a time.

    A term of one article alone is left out: it adds to no pair.
    """
    where: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for n, profile in enumerate(profiles):
        for kind, vector in profile.vectors.items():
            for term, weight in vector.items():
                where[kind, term].append((n, weight))
    shared = [(kind, rows) for (kind, _), rows in where.items() if len(rows) > 1]
    for start in range(0, len(shared), TERMS_AT_ONCE):
        part = shared[start : start + TERMS_AT_ONCE]
        rows = np.fromiter((n for _, found in part for n, _ in found), dtype=np.intp)
        columns = np.repeat(np.arange(len(part)), [len(found) for _, found in part])
        right = np.zeros((len(profiles), len(part)), dtype=np.float32)
        right[rows, columns] = np.fromiter((w for _, found in part for _, w in found), dtype=np.float32)
        yield right * np.array([KIND_WEIGHTS[kind] for kind, _ in part], dtype=np.float32), right


def score_pairs(profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """Score pairs of profiles, given by their numbers."""
    for i, j in pairs:
        yield i, j, score_profiles(profiles[i], profiles[j])
