"""Where a newspaper is at home: what its name or web domain says."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.report import Article
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, weight
from dateline.resources.tables import load_table

_DOMAIN = re.compile(r"(?:https?://)?([\w.-]+\.[a-z]{2,})", re.IGNORECASE)
_SHORTEST = 5
"""Letters that a place's name must have to be looked for inside a domain."""


def find_home(article: Article, gazetteer: Gazetteer) -> tuple[list[GazetteerPlace], str | None]:
    """Places that a newspaper may be at home in, and its country where only that is known.

    The table `data/places/publishers.yaml` comes first; then a place's name inside the
    domain ("theparisnews.com" gives every Paris); then the domain's country.
    """
    source = article.publisher or article.url or ""
    return _home_of(source.strip().lower(), gazetteer)


@lru_cache(maxsize=1024)
def _home_of(source: str, gazetteer: Gazetteer) -> tuple[list[GazetteerPlace], str | None]:
    match = _DOMAIN.match(source)
    domain = match.group(1).removeprefix("www.") if match else source
    country = _country_of(domain) if match else None
    listed = load_table("places/publishers.yaml").get(domain)
    if listed:
        return _listed_home(listed, gazetteer)
    name = domain.rsplit(".", 1)[0].replace(".co", "") if match else domain
    places = _named_in(re.sub(r"[^a-z]", "", name.removeprefix("the")), gazetteer)
    if country:
        places = [place for place in places if place.country == country]
    return places, country


def _listed_home(listed: list[str], gazetteer: Gazetteer) -> tuple[list[GazetteerPlace], str | None]:
    """Read a row of the table: town, division, country; or the country alone."""
    *names, country = listed
    places = [] if not names else gazetteer.find(names[0])
    fitting = [place for place in places if place.country == country and names[1:] in ([], [place.admin1])]
    return fitting[:1], country


def _named_in(letters: str, gazetteer: Gazetteer) -> list[GazetteerPlace]:
    """Towns and divisions whose name stands at the head or the end of a domain; the longest name counts."""
    best: list[GazetteerPlace] = []
    for length in range(min(len(letters), 24), _SHORTEST - 1, -1):
        for part in {letters[:length], letters[-length:]}:
            hits = [hit for hit in gazetteer.lookup(part) if hit.how == "main"]
            if hits:
                best = [hit.place for hit in hits if not hit.place.is_country]
                break
        if best:
            break
    return sorted(best, key=lambda place: (-weight(place), place.ref))[:40]


@lru_cache(maxsize=256)
def _country_of(domain: str) -> str | None:
    """The country of a national top-level domain."""
    ending = domain.rsplit(".", 1)[-1]
    alpha2 = {"uk": "GB"}.get(ending, ending.upper())
    return next((row.code for row in load_countries() if row.alpha2 == alpha2 and not row.until), None)
