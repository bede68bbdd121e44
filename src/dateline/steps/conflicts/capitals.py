"""Capitals of the wrong country: "the Kenyan capital, Kampala"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dateline.report import Place, Span
from dateline.resources.countries import Country, load_countries
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding

MOST_CAPITALS = 40
_NAME = r"[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2}"
_BEFORE = re.compile(rf"\b({_NAME})(?:['’]s)? capital(?: city)?(?:,| of)? (?=({_NAME}))")
_AFTER = re.compile(rf"\b({_NAME}), (?:the )?(?:({_NAME})(?:['’]s)? capital\b(?! of)|capital(?: city)? of ({_NAME}))")


def find_capital_conflicts(text: str, places: Sequence[Place]) -> Iterator[Finding]:
    """Find a town that is called the capital of a country whose capital is another."""
    towns = {m.start: (p, m) for p in places if (p.feature or "").startswith("PPL") for m in p.mentions}
    for match in islice(_BEFORE.finditer(text), MOST_CAPITALS):
        start, end = match.span(1)
        end -= 2 if text[end - 2 : end] in ("'s", "’s") else 0
        yield from _judge(text, places, towns.get(match.start(2)), (start, end))
    for match in islice(_AFTER.finditer(text), MOST_CAPITALS):
        group = 2 if match.group(2) else 3
        yield from _judge(text, places, towns.get(match.start(1)), match.span(group))


def _judge(
    text: str, places: Sequence[Place], town: tuple[Place, Span] | None, where: tuple[int, int]
) -> Iterator[Finding]:
    countries = _countries(text[slice(*where)])
    if town is None or not countries:
        return
    place, mention = town
    if any(_is_capital(name, country) for country in countries for name in (place.name, mention.text)):
        return
    true = [m for p in places if any(_is_capital(p.name, country) for country in countries) for m in p.mentions[:1]]
    spans = [mention, Span.cut(text, *where), *true]
    yield Finding(
        "place",
        tuple(spans),
        f"{mention.text} is not the capital of {countries[0].name}.",
        "high",
    )


@lru_cache(maxsize=1024)
def _countries(words: str) -> tuple[Country, ...]:
    """The countries that an adjective or name stands for; where a country has parts, later adjectives are theirs."""
    return tuple(c for c in load_countries() if words in (*c.adjectives[: 1 if c.parts else None], *c.names))


def _is_capital(name: str, country: Country) -> bool:
    """Whether a town is or was a country's capital, or one of several; the first word of its name is enough."""
    others: dict[str, list[str]] = load_table("places/capitals.yaml")["others"]
    known = (*country.capitals, *others.get(country.code, ()))
    return any(name == capital or capital.startswith(f"{name} ") for capital in known)
