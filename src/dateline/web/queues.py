"""A queue of articles to review: which ones, in which order; it travels in the address from article to article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dateline.store.reviews import QueueRow, ReviewBook

ORDERS = {
    "confidence": "least sure first",
    "conflicts": "contradictions first",
    "oldest": "oldest first",
    "adjudicate": "reviewers who differ",
}
STATES = {"open": "to do", "mine": "mine", "done": "done", "all": "all"}
LOOK_AHEAD = 20


@dataclass(frozen=True)
class Queue:
    """Articles in the order in which they are to be reviewed.

    Args:
        order: Which comes first; with `adjudicate`, only those on which two reviewers differ.
        state: Whether they are to do, mine, done, or all of them.
        country: Only articles with an event there (ISO 3166-1 alpha-3).
        story: Only articles of this story.
    """

    order: str = "confidence"
    state: str = "open"
    country: str | None = None
    story: int | None = None

    @classmethod
    def read(cls, written: str) -> Queue:
        """Read a queue as `write` gave it; what is not known is as in any queue.

        Example:
            >>> Queue.read("order=oldest&story=S3")
            Queue(order='oldest', state='open', country=None, story=3)
        """
        given = dict(parse_qsl(written[:500], max_num_fields=20) if written.count("&") < 20 else [])
        digits = given.get("story", "").removeprefix("S")
        return cls(
            order=given["order"] if given.get("order") in ORDERS else "confidence",
            state=given["state"] if given.get("state") in STATES else "open",
            country=given.get("country", "").strip().upper()[:3] or None,
            story=int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None,
        )

    def write(self, **changes: Any) -> str:
        """Write it as the query of an address.

        Example:
            >>> Queue(country="SYR").write(order="oldest")
            'order=oldest&state=open&country=SYR'
        """
        given = self.asked | changes
        return urlencode({name: value for name, value in given.items() if value is not None})

    @property
    def asked(self) -> dict[str, Any]:
        """The conditions by name, as the store takes them."""
        return {"order": self.order, "state": self.state, "country": self.country, "story": self.story}


def article_path(queue: Queue, row: QueueRow) -> str:
    """Give the address at which an article of a queue is worked on, with the queue."""
    page = "/adjudicate" if queue.order == "adjudicate" else ""
    return f"/articles/{row.article_key}{page}?{urlencode({'queue': queue.write()})}"


def next_path(book: ReviewBook, queue: Queue, article_key: int, person: str) -> str | None:
    """Give the address of the article of a queue that comes after this one; None at its end.

    What was worked on may have left the queue, so the first other article of it is next then.
    """
    rows = book.queue(**queue.asked, person=person, limit=LOOK_AHEAD)
    here = next((n for n, row in enumerate(rows) if row.article_key == article_key), None)
    if here is not None and here == len(rows) - 1 and len(rows) == LOOK_AHEAD:
        rows = book.queue(**queue.asked, person=person, limit=1, after=rows[-1].cursor)
        here = None
    rows = [row for row in rows if row.article_key != article_key] if here is None else rows[here + 1 :]
    return article_path(queue, rows[0]) if rows else None
