"""Where the articles of a story contradict one another about one event, and where a figure only grew with time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dateline.report import (
    ConflictKind,
    Severity,
    StoryClaim,
    StoryConflict,
    StoryDevelopment,
    StoryEvent,
    StorySpan,
    StoryStep,
    published_at,
)
from dateline.stories.merge import Member, Told

COUNTED = ("deaths", "injured", "missing", "captured")
"""Claims that are figures."""

NAMES = {"deaths": "the dead", "injured": "the injured", "missing": "the missing", "captured": "the captured"}


def find_developments(event: StoryEvent, members: Mapping[str, Member]) -> list[StoryDevelopment]:
    """Find figures of one event that rose from report to report: what became known, and no disagreement.

    A figure is a development when the reports that give it carry their time of publication, and
    in that order none falls below what the one before it left open.
    """
    found = []
    for field in COUNTED:
        rows = _totals(event.claims, field)
        days = {claim.article: members[claim.article].article.published for claim in rows}
        if len(rows) < 2 or not all(days.values()):
            continue
        claims = sorted(rows, key=lambda claim: published_at(days[claim.article] or ""))
        if _rises(claims):
            steps = [
                StoryStep(
                    published=days[c.article] or "",
                    value=c.value,
                    article=c.article,
                    start=c.start,
                    end=c.end,
                    text=c.text,
                )
                for c in claims
            ]
            found.append(StoryDevelopment(field=field, steps=steps))
    return found


def find_conflicts(
    prefix: str, events: Iterable[tuple[StoryEvent, Sequence[Told]]], members: Mapping[str, Member]
) -> list[StoryConflict]:
    """Find claims of one event, from two independent sources, that cannot both hold.

    Args:
        prefix: What the ids of the conflicts begin with.
        events: Story events with the report events that they were merged from.
        members: The story's articles by id.
    """
    found: list[StoryConflict] = []
    for event, group in events:
        days = _days_apart(group)
        if days:
            found.append(_day_conflict(f"{prefix}{len(found) + 1}", *days))
        grown = {development.field for development in event.developments}
        for field in COUNTED:
            if field not in grown:
                pair = _apart(_totals(event.claims, field), members)
                if pair:
                    found.append(_conflict(f"{prefix}{len(found) + 1}", "number", pair, _tell_figures(pair, field)))
    return found


def _days_apart(group: Sequence[Told]) -> tuple[Told, Told] | None:
    """Two reports of different sources that pin one event to different days."""
    pinned = [told for told in group if told.time and told.time.earliest and told.time.earliest == told.time.latest]
    for n, first in enumerate(pinned):
        for second in pinned[n + 1 :]:
            if first.source != second.source and _day(first) != _day(second):
                return first, second
    return None


def _day(told: Told) -> str | None:
    return told.time.earliest if told.time else None


def _day_conflict(conflict_id: str, first: Told, second: Told) -> StoryConflict:
    claims = [
        StorySpan(article=told.article, start=told.time.start, end=told.time.end, text=told.time.text)
        for told in (first, second)
        if told.time
    ]
    explanation = f"One report has the event on {_day(first)} (“{claims[0].text}”), another on {_day(second)} (“{claims[1].text}”)."
    return StoryConflict(id=conflict_id, kind="time", claims=claims, explanation=explanation, severity="medium")


def _totals(claims: Sequence[StoryClaim], field: str) -> list[StoryClaim]:
    """The largest figure of each article for a field: a smaller one beside it is mostly a part of it."""
    best: dict[str, StoryClaim] = {}
    for claim in claims:
        if claim.field == field and (
            claim.article not in best or claim.value["low"] > best[claim.article].value["low"]
        ):
            best[claim.article] = claim
    return list(best.values())


def _apart(rows: Sequence[StoryClaim], members: Mapping[str, Member]) -> tuple[StoryClaim, StoryClaim] | None:
    """The two figures of different sources that are farthest apart, where their ranges do not meet."""
    pairs = [
        (first, second)
        for n, first in enumerate(rows)
        for second in rows[n + 1 :]
        if members[first.article].source != members[second.article].source and not _meet(first.value, second.value)
    ]
    return max(pairs, key=lambda pair: abs(pair[0].value["low"] - pair[1].value["low"]), default=None)


def _rises(claims: Sequence[StoryClaim]) -> bool:
    """Whether figures in time order grow, none taking back what an earlier one gave."""
    grew = any(
        later.value["low"] > (earlier.value["high"] or earlier.value["low"]) for earlier, later in pairwise(claims)
    )
    return grew and all(
        later.value["high"] is None or later.value["high"] >= earlier.value["low"]
        for earlier, later in pairwise(claims)
    )


def _meet(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    def reaches(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        return one["high"] is None or one["high"] >= (other["low"] or 0)

    return reaches(a, b) and reaches(b, a)


def _tell_figures(pair: tuple[StoryClaim, StoryClaim], field: str) -> str:
    first, second = (f"“{claim.text}”" + (f" (by {claim.by})" if claim.by else "") for claim in pair)
    return f"One report gives {first} for {NAMES[field]} of the event, another {second}."


def _conflict(
    conflict_id: str, kind: ConflictKind, pair: tuple[StoryClaim, StoryClaim], explanation: str
) -> StoryConflict:
    lows = sorted(claim.value["low"] for claim in pair)
    severity: Severity = "high" if lows[1] >= 2 * max(lows[0], 1) else "medium"
    return StoryConflict(
        id=conflict_id,
        kind=kind,
        claims=[StorySpan(article=c.article, start=c.start, end=c.end, text=c.text) for c in pair],
        explanation=explanation,
        severity=severity,
    )
