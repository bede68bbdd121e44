"""Which news agency an article came from, by its credit."""

from __future__ import annotations

from dateline.report import Article


def find_wire(article: Article) -> str | None:
    """Give the agency that an article credits, or None."""
    return None
