"""Group articles into stories by average-link clustering over the pairs that are alike."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

STORY_SCORE = 0.13
"""Mean likeness of two groups from which they are one story; set on the dev half of ECB+."""


def group_articles(n_articles: int, pairs: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Join the two most alike groups until none are alike enough.

    Args:
        n_articles: How many articles there are, numbered from 0.
        pairs: Articles that are alike, with their score; pairs not given count as 0.

    Returns:
        Groups of article numbers, each in order, ordered by their first article.

    Source:
        Average link: Sokal and Michener 1958.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(n_articles)}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(n_articles)}
    for first, second, score in pairs:
        sums[first][second] = sums[second][first] = score
    queue = [(-score, i, j, 1, 1) for i, row in sums.items() for j, score in row.items() if i < j]
    heapq.heapify(queue)
    while queue:
        negative, i, j, size_i, size_j = heapq.heappop(queue)
        if -negative < STORY_SCORE:
            break
        if i not in members or j not in members or (len(members[i]), len(members[j])) != (size_i, size_j):
            continue
        _join(i, j, members, sums)
        for other, total in sums[i].items():
            low, high = min(i, other), max(i, other)
            mean = total / (len(members[i]) * len(members[other]))
            heapq.heappush(queue, (-mean, low, high, len(members[low]), len(members[high])))
    return sorted(sorted(group) for group in members.values())


def _join(i: int, j: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[i] += members.pop(j)
    row = sums.pop(j)
    row.pop(i, None)
    sums[i].pop(j, None)
    for other, total in row.items():
        sums[other].pop(j)
        sums[i][other] = sums[other][i] = sums[i].get(other, 0.0) + total
