"""Put together the articles that report one happening, and keep every source's version."""

from dateline.stories.build import build_stories, build_story
from dateline.stories.decisions import merge_stories, resolve_story, split_story, tell_ruling, undo_ruling
from dateline.stories.update import read_members, update_stories, write_stale

__all__ = [
    "build_stories",
    "build_story",
    "merge_stories",
    "read_members",
    "resolve_story",
    "split_story",
    "tell_ruling",
    "undo_ruling",
    "update_stories",
    "write_stale",
]
