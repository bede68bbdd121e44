"""Entities."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft


class EntityFinder:
    """Adds `entities` to each draft."""

    needs = ("article", "doc")
    gives = "entities"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `entities` on each draft."""
        for draft in drafts:
            draft.entities = []
