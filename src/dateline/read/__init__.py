"""Read sources into articles: one reader per format, listed in `sources.READERS`."""

from __future__ import annotations

from dateline.read.given import Given, Origin, Read
from dateline.read.sources import count_articles, expand_sources, read_articles

__all__ = ["Given", "Origin", "Read", "count_articles", "expand_sources", "read_articles"]
