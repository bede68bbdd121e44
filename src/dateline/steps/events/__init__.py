"""Events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.draft import Draft


class EventFinder:
    """Adds `events` to each draft."""

    needs = ("article", "doc", "entities", "times", "places", "attributions")
    gives = "events"

    def __init__(self, codebook: Path | None = None) -> None:
        self.codebook = codebook

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `events` on each draft."""
        for draft in drafts:
            draft.events = []
