"""Join groups of articles, the most alike first, until none are alike enough."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from dateline.stories.evidence import needed


@dataclass(slots=True)
class Groups:
    """Groups that are being joined.

    Args:
        sizes: How many articles each unit has; a unit is a new article or a story as it stands.
        settled: Units that were groups before: two of those are joined only when one of them grew.
        apart: Pairs of units that must not come together.
    """

    sizes: list[int]
    settled: Collection[int] = ()
    apart: Iterable[tuple[int, int]] = ()
    members: dict[int, list[int]] = field(init=False)
    _sums: dict[int, dict[int, float]] = field(init=False)
    _foes: dict[int, set[int]] = field(init=False)
    _still: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.members = {unit: [unit] for unit in range(len(self.sizes))}
        self._sums = {unit: {} for unit in self.members}
        self._foes = {unit: set() for unit in self.members}
        self._still = set(self.settled)
        for first, second in self.apart:
            self._foes[first].add(second)
            self._foes[second].add(first)

    def join_all(self, pairs: Iterable[tuple[int, int, float]]) -> list[list[int]]:
        """Join the two groups that are most alike, again and again.

        Args:
            pairs: Units that are alike, with their mean likeness; pairs not given count as 0.

        Returns:
            Groups of units, each in order, ordered by their first unit.

        Source:
            Average link: Sokal and Michener 1958; here larger groups have to be more alike.
        """
        for first, second, score in pairs:
            total = score * self.sizes[first] * self.sizes[second]
            self._sums[first][second] = self._sums[second][first] = total
        queue = [self._entry(i, j) for i, row in self._sums.items() for j in row if i < j]
        heapq.heapify(queue)
        while queue:
            negative, i, j, size_i, size_j = heapq.heappop(queue)
            if -negative < 0.0:
                break
            if i not in self.members or j not in self.members or (self.sizes[i], self.sizes[j]) != (size_i, size_j):
                continue
            if j in self._foes[i] or (i in self._still and j in self._still):
                continue
            self._join(i, j)
            for other in self._sums[i]:
                heapq.heappush(queue, self._entry(min(i, other), max(i, other)))
        return sorted(sorted(group) for group in self.members.values())

    def _entry(self, i: int, j: int) -> tuple[float, int, int, int, int]:
        """How far above the likeness that it takes a pair is, negative for the heap, with the state it holds for."""
        size_i, size_j = self.sizes[i], self.sizes[j]
        mean = self._sums[i][j] / (size_i * size_j)
        return (needed(size_i, size_j) - mean, i, j, size_i, size_j)

    def _join(self, i: int, j: int) -> None:
        self.members[i] += self.members.pop(j)
        self.sizes[i] += self.sizes[j]
        row = self._sums.pop(j)
        row.pop(i, None)
        self._sums[i].pop(j, None)
        for other, total in row.items():
            self._sums[other].pop(j)
            self._sums[i][other] = self._sums[other][i] = self._sums[i].get(other, 0.0) + total
        for foe in self._foes.pop(j):
            self._foes[foe].discard(j)
            self._foes[foe].add(i)
            self._foes[i].add(foe)
        self._still -= {i, j}


def group_units(
    sizes: Sequence[int],
    pairs: Iterable[tuple[int, int, float]],
    *,
    settled: Collection[int] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Group units, which are articles or stories; see `Groups`."""
    return Groups(list(sizes), settled, apart).join_all(pairs)
