"""Attributions."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft


class AttributionFinder:
    """Adds `attributions` to each draft."""

    needs = ("article", "doc", "entities")
    gives = "attributions"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `attributions` on each draft."""
        for draft in drafts:
            draft.attributions = []
