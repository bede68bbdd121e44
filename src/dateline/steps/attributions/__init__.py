"""Attributions: who says so. Candidates by grammar, a learned score, and the kind of source."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.steps.attributions.find import find_attributions

__all__ = ["AttributionFinder", "find_attributions"]


class AttributionFinder:
    """Adds `attributions` to each draft; without `learned` by grammar and tables alone."""

    needs = ("doc", "entities")
    gives = "attributions"

    def __init__(self, *, learned: bool = True) -> None:
        self.learned = learned

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `attributions` on each draft."""
        for draft in drafts:
            draft.attributions = find_attributions(draft.doc, draft.entities, learned=self.learned)
