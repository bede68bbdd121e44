"""Keep coded articles in a database: one `Store` over SQLite."""

from dateline.store.store import Store, open_store

__all__ = ["Store", "open_store"]
