"""Conflicts: what in a report does not hold together.

Each module looks for one sort of contradiction and gives findings; silence is the rule, and
a finding that a careful editor would not stop at is left out or marked low.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.report import Conflict
from dateline.resources.record import Record
from dateline.steps.conflicts.against import find_record_conflicts
from dateline.steps.conflicts.claims import to_conflicts
from dateline.steps.conflicts.detectors import DETECTORS, survey


def find_conflicts(draft: Draft, record: Record | None = None) -> list[Conflict]:
    """Find what in a coded article cannot all be right.

    Args:
        draft: With everything but its conflicts.
        record: Known facts to hold it against, if any.
    """
    ground = survey(draft)
    findings = [finding for detector in DETECTORS for finding in detector(ground)]
    if record:
        findings.extend(find_record_conflicts(draft, record, ground.dated, ground.index))
    return to_conflicts(findings)


class ConflictFinder:
    """Adds `conflicts` to each draft.

    Args:
        record: Known facts to hold reports against; without it only the report itself is asked.
    """

    needs = ("article", "doc", "entities", "times", "places", "attributions", "events")
    gives = "conflicts"

    def __init__(self, record: Record | None = None) -> None:
        self._record = record

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `conflicts` on each draft."""
        for draft in drafts:
            draft.conflicts = find_conflicts(draft, self._record)
