"""A coding as it is by what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.report import Report
from dateline.review.revision import Revision

State = Literal["accepted", "edited", "added"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that left the report.

    Args:
        id: Its id in the coding.
        record: The record, as the contract has it.
        n: The revision by which it left; to undo that one brings it back.
        into: The id of the record that it was merged into; None where it was rejected.
    """

    id: str
    record: Mapping[str, Any]
    n: int
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A coding with the decisions on it.

    Args:
        report: The corrected coding.
        states: What was decided on records, by their ids in the corrected coding.
        rejected: What left the report.
        unapplied: Numbers of revisions that stand and found nothing to hold on to in this coding.
        undone: Numbers of revisions that were taken back.
        revisions: All of them.
    """

    report: Report
    states: Mapping[str, State] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    unapplied: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    revisions: tuple[Revision, ...] = ()
