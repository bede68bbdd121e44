"""What a conflict is made of: rows that claim a value of something, and findings about two of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from dateline.report import Attribution, Conflict, ConflictKind, Severity, Span

NEAR_CHARS = 80
"""Spans that overlap begin within so many characters of one another."""


@dataclass(frozen=True)
class Finding:
    """Two or more places of the text that cannot all be right, and why."""

    kind: ConflictKind
    spans: tuple[Span, ...]
    explanation: str
    severity: Severity


def to_conflicts(findings: Iterable[Finding]) -> list[Conflict]:
    """Number the findings in text order; of those about the same words only the gravest stays."""
    grades = {"high": 0, "medium": 1, "low": 2}
    kept: list[Finding] = []
    near: dict[int, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (grades[f.severity], [s.start for s in f.spans], f.explanation)):
        if not any(_same_words(finding, other) for other in near[finding.spans[0].start // NEAR_CHARS]):
            kept.append(finding)
            for place in {span.start // NEAR_CHARS + step for span in finding.spans for step in (-1, 0, 1)}:
                near[place].append(finding)
    kept.sort(key=lambda finding: [span.start for span in finding.spans])
    return [
        Conflict(
            id=f"C{n}",
            kind=finding.kind,
            claims=list(finding.spans),
            explanation=finding.explanation,
            severity=finding.severity,
        )
        for n, finding in enumerate(kept, 1)
    ]


def _same_words(a: Finding, b: Finding) -> bool:
    return all(any(_overlap(span, other) for other in b.spans) for span in a.spans)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


class Speakers:
    """Tells by whose word a place of the text stands.

    Args:
        attributions: The report's attributions.
    """

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        rows = [(piece.start, piece.end, attribution) for attribution in attributions for piece in attribution.content]
        self._rows = sorted(rows, key=lambda row: row[:2])
        self._starts = [row[0] for row in self._rows]
        self._reach = list(accumulate((row[1] for row in self._rows), max))

    def at(self, start: int) -> Attribution | None:
        """The attribution whose content holds this offset; the shortest, where several do."""
        best: tuple[int, Attribution] | None = None
        for n in range(bisect_right(self._starts, start) - 1, -1, -1):
            begin, end, attribution = self._rows[n]
            if self._reach[n] <= start:
                break
            if start < end and (best is None or end - begin < best[0]):
                best = (end - begin, attribution)
        return best[1] if best else None

    def differ(self, a: int, b: int) -> bool:
        """Whether two places stand by the word of two different sources, each of them told."""
        first, second = self.at(a), self.at(b)
        if first is None or second is None or first.source is None or second.source is None:
            return False
        if first.source.entity or second.source.entity:
            return first.source.entity != second.source.entity
        return first.source.text.lower() != second.source.text.lower()
