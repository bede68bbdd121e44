"""Look up the articles that share a fingerprint's buckets, in a time that does not grow with the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, text

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


def find_mates(connection: Connection, buckets: Sequence[Sequence[int]]) -> list[Counter[Name]]:
    """Give for each fingerprint the articles that share buckets with it, with how many; see `Store.find_mates`."""
    wanted = sorted({bucket for own in buckets for bucket in own})
    if not wanted:
        return [Counter() for _ in buckets]
    is_file = connection.dialect.name == "sqlite"
    values = {"buckets": json.dumps(wanted) if is_file else wanted, "most": MOST_MATES}
    mates: dict[int, list[Name]] = {}
    for bucket, article, digest in connection.execute(text(_SQLITE if is_file else _POSTGRESQL), values):
        mates.setdefault(bucket, []).append((article, digest))
    return [Counter(name for bucket in own for name in mates.get(bucket, ())) for own in buckets]
