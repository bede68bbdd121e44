"""Keep coded articles in a database: one `Store` over SQLite and PostgreSQL."""

from dateline.store.fingerprints import Library
from dateline.store.prepared import prepare_article, prepare_report
from dateline.store.search import Hit
from dateline.store.store import Store, open_store
from dateline.store.stories import Decision, Placing, Stored, StoryBook
from dateline.store.write import Copy, Entry, Failure, LateLook, Run, Written

__all__ = [
    "Copy",
    "Decision",
    "Entry",
    "Failure",
    "Hit",
    "LateLook",
    "Library",
    "Placing",
    "Run",
    "Store",
    "Stored",
    "StoryBook",
    "Written",
    "open_store",
    "prepare_article",
    "prepare_report",
]
