"""Times."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft


class TimeFinder:
    """Adds `times` to each draft."""

    needs = ("article", "doc")
    gives = "times"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `times` on each draft."""
        for draft in drafts:
            draft.times = []
