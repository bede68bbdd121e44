"""Places."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft


class PlaceFinder:
    """Adds `places` to each draft."""

    needs = ("article", "doc", "entities")
    gives = "places"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `places` on each draft."""
        for draft in drafts:
            draft.places = []
