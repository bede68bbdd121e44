"""Conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft


class ConflictFinder:
    """Adds `conflicts` to each draft."""

    needs = ("article", "doc", "entities", "times", "places", "attributions", "events")
    gives = "conflicts"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `conflicts` on each draft."""
        for draft in drafts:
            draft.conflicts = []
