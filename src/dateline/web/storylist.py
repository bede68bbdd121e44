"""What a list of stories is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request

from dateline.store.story_search import StoryFilter
from dateline.web.filters import LONGEST, country_name

ORDERS = {"latest": "latest first", "articles": "most told first", "conflicts": "most disputed first"}


@dataclass(frozen=True)
class Asked:
    """Conditions of a list of stories; None keeps all. Names are those of the address.

    Args:
        q: Words of an article.
        since: It can have happened on this day or later.
        until: It can have happened on this day or earlier.
        country: An event happened there (ISO 3166-1 alpha-3).
        type: A PLOVER type that it has an event of.
        least: Articles that it has at least.
        conflict: Whether its sources must disagree.
        sort: Order.
        page: Page of the list.
    """

    q: str | None = None
    since: date | None = None
    until: date | None = None
    country: str | None = None
    type: str | None = None
    least: int | None = None
    conflict: bool | None = None
    sort: str = "latest"
    page: int = 1

    @property
    def filter(self) -> StoryFilter:
        """The conditions as the store takes them."""
        return StoryFilter(
            words=self.q,
            country=self.country,
            type=self.type,
            after=self.since.isoformat() if self.since else None,
            before=self.until.isoformat() if self.until else None,
            min_articles=self.least,
            has_conflict=bool(self.conflict),
        )

    def conditions(self) -> Iterator[tuple[str, str]]:
        """Give each condition that is set, in words."""
        told: dict[str, Any] = {
            "q": f"words: {self.q}",
            "since": f"since {self.since}",
            "until": f"until {self.until}",
            "country": country_name(self.country or ""),
            "type": self.type,
            "least": f"at least {self.least} articles",
            "conflict": "sources disagree",
        }
        return ((name, words) for name, words in told.items() if getattr(self, name))

    def without(self, name: str) -> str:
        """Give the address without one condition."""
        changes: dict[str, Any] = {name: None}
        return self.link(**changes)

    def link(self, path: str = "/stories", **changes: Any) -> str:
        """Give the address with some conditions changed."""
        values: dict[str, Any] = {"page": 1} | changes
        other = replace(self, **values)
        given = {f.name: value for f in fields(Asked) if (value := getattr(other, f.name)) != f.default}
        query = urlencode({name: "1" if value is True else value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path


def read_asked(request: Request) -> Asked:
    """Read the conditions of an address; what cannot be understood is left out."""
    given = request.query_params

    def words(name: str) -> str | None:
        return given.get(name, "").strip()[:LONGEST] or None

    def number(name: str, most: int) -> int | None:
        written = given.get(name, "").strip()
        return min(int(written[:12]), most) if written.isascii() and written.isdigit() else None

    return Asked(
        q=words("q"),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        country=(words("country") or "").upper() or None,
        type=words("type"),
        least=number("least", 1_000_000),
        conflict=given.get("conflict") == "1" or None,
        sort=given["sort"] if given.get("sort") in ORDERS else "latest",
        page=max(1, number("page", 1_000_000) or 1),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


AskedStories = Annotated[Asked, Depends(read_asked)]
"""What the address of a list of stories asks for."""
