"""Put together the articles that report one happening, and keep every source's version."""

from dateline.stories.build import build_stories

__all__ = ["build_stories"]
