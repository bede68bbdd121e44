"""What a conflict is made of: rows that claim a value of something, and findings about two of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from dateline.report import Attribution, Conflict, ConflictKind, RecordClaim, RecordRow, Severity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR_CHARS = 80
"""Spans that overlap begin within so many characters of one another."""

SHORT_WORD = 3
"""Words up to so many letters say nothing of who a source is."""


@dataclass(frozen=True)
class Finding:
    """Two or more places of the text, or one and rows of a record, that cannot all be right, and why."""

    kind: ConflictKind
    spans: tuple[Span, ...]
    explanation: str
    severity: Severity
    record: tuple[RecordRow, ...] = ()


def to_conflicts(findings: Iterable[Finding]) -> list[Conflict]:
    """Number the findings in text order; of those about the same words only the gravest stays."""
    grades = {"high": 0, "medium": 1, "low": 2}
    kept: list[Finding] = []
    near: dict[int, list[Finding]] = defaultdict(list)
    bare = [replace(finding, spans=tuple(map(_bare, finding.spans))) for finding in findings]
    for finding in sorted(bare, key=lambda f: (grades[f.severity], [s.start for s in f.spans], f.explanation)):
        if not any(_same_words(finding, other) for other in near[finding.spans[0].start // NEAR_CHARS]):
            kept.append(finding)
            for place in {span.start // NEAR_CHARS + step for span in finding.spans for step in (-1, 0, 1)}:
                near[place].append(finding)
    kept = _backed(_joined(kept))
    kept.sort(key=lambda finding: [span.start for span in finding.spans])
    return [
        Conflict(
            id=f"C{n}",
            kind=finding.kind,
            claims=[*finding.spans, *(RecordClaim(record=row) for row in finding.record)],
            explanation=finding.explanation,
            severity=finding.severity,
        )
        for n, finding in enumerate(kept, 1)
    ]


def token_span(token: Token) -> Span:
    """The words of one token."""
    return Span(start=token.idx, end=token.idx + len(token), text=token.text)


def _bare(words: Span) -> Span:
    """The words alone, without what else a mention, role or time tells of them."""
    return Span(start=words.start, end=words.end, text=words.text)


def _joined(findings: list[Finding]) -> list[Finding]:
    """Join findings of one kind that share a place of the text: three datings of one thing are one conflict."""
    joined: list[Finding] = []
    at: dict[tuple[str, int, int], int] = {}
    for finding in findings:
        keys = [(f"{finding.kind} {bool(finding.record)}", span.start, span.end) for span in finding.spans]
        here = next((at[key] for key in keys if key in at), None)
        if here is None:
            here = len(joined)
            joined.append(finding)
        else:
            old = joined[here]
            new = [span for span in finding.spans if span not in old.spans]
            rows = [row for row in finding.record if row not in old.record]
            joined[here] = replace(old, spans=(*old.spans, *new), record=(*old.record, *rows))
        at.update(dict.fromkeys(keys, here))
    return joined


def _backed(findings: list[Finding]) -> list[Finding]:
    """Give a contradiction within the text the row of the record about the same words, in place of two conflicts."""
    within = [finding for finding in findings if not finding.record]
    alone = []
    for finding in findings:
        if not finding.record:
            continue
        same = (n for n, other in enumerate(within) if _may_back(finding, other))
        at = next(same, None)
        if at is None:
            alone.append(finding)
        else:
            within[at] = replace(within[at], record=(*within[at].record, *finding.record))
    return within + alone


def _may_back(finding: Finding, other: Finding) -> bool:
    about_when_or_who = {finding.kind, other.kind} <= {"identity", "time", "order"}
    if not (finding.kind == other.kind or about_when_or_who):
        return False
    return any(_overlap(span, place) for span in finding.spans for place in other.spans)


def _same_words(a: Finding, b: Finding) -> bool:
    return bool(a.record) == bool(b.record) and all(any(_overlap(span, other) for other in b.spans) for span in a.spans)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _content_words(words: Span) -> set[str]:
    """Words of more than three letters: "the police" and "transport police" share one."""
    return {word for word in words.text.lower().split() if len(word) > SHORT_WORD}


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
        if "document" in (first.source_kind, second.source_kind):
            return False  # a report or statement passes on what others say, perhaps those of the other place
        if first.source.entity and first.source.entity == second.source.entity:
            return False
        return not _content_words(first.source) & _content_words(second.source)
