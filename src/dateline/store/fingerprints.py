"""Look up the articles that share a fingerprint's buckets, in a time that does not grow with the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from dateline.report import Article
from dateline.store.schema import ARTICLES

Name = tuple[str, str]
"""An article's id and the digest of its version."""

MOST_MATES = 32
"""How many articles of one bucket are looked at: texts around one phrase, like a notice, can be thousands."""

_SQLITE = """
    SELECT b.value, a.article, a.digest FROM json_each(:buckets) b
    JOIN fingerprints f ON f.bucket = b.value AND f.article_key <= coalesce(
        (SELECT g.article_key FROM fingerprints g WHERE g.bucket = b.value ORDER BY g.article_key LIMIT 1 OFFSET :most - 1),
        9223372036854775807)
    JOIN articles a ON a.key = f.article_key
"""

_POSTGRESQL = """
    SELECT b.bucket, a.article, a.digest FROM unnest(CAST(:buckets AS bigint[])) AS b(bucket)
    CROSS JOIN LATERAL (
        SELECT f.article_key FROM fingerprints f WHERE f.bucket = b.bucket ORDER BY f.article_key LIMIT :most) AS f
    JOIN articles a ON a.key = f.article_key
"""


@dataclass(frozen=True, slots=True)
class Library:
    """What stands in a store while a transaction is open, for telling copies.

    Args:
        connection: The transaction.
    """

    connection: Connection

    def last_key(self) -> int:
        """Give the row of the version that came in last; 0 where there is none."""
        return int(self.connection.execute(select(func.coalesce(func.max(ARTICLES.c.key), 0))).scalar_one())

    def find_mates(self, buckets: Sequence[Sequence[int]]) -> list[Counter[Name]]:
        """Give for each fingerprint the articles that share buckets with it, with how many: the oldest of each bucket."""
        wanted = sorted({bucket for own in buckets for bucket in own})
        if not wanted:
            return [Counter() for _ in buckets]
        is_file = self.connection.dialect.name == "sqlite"
        values = {"buckets": json.dumps(wanted) if is_file else wanted, "most": MOST_MATES}
        mates: dict[int, list[Name]] = {}
        for bucket, article, digest in self.connection.execute(text(_SQLITE if is_file else _POSTGRESQL), values):
            mates.setdefault(bucket, []).append((article, digest))
        return [Counter(name for bucket in own for name in mates.get(bucket, ())) for own in buckets]

    def texts(self, names: Sequence[Name]) -> dict[Name, str]:
        """Give the texts of versions of articles."""
        if not names:
            return {}
        ids = sorted({article for article, _ in names})
        query = select(ARTICLES.c.article, ARTICLES.c.digest, ARTICLES.c.content).where(ARTICLES.c.article.in_(ids))
        found = {(row[0], row[1]): row[2] for row in self.connection.execute(query)}
        return {name: Article.model_validate_json(found[name]).text for name in names if name in found}
