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
ENGLISH_PRESS = frozenset(
    ["USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF", "IND", "PAK", "KEN", "NGA", "GHA", "PHL", "SGP", "JAM"]
)
"""Countries whose newspapers are in English; one without a national domain is likely at home in these."""


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
    listed = _listed(domain)
    if listed:
        return _listed_home(listed, gazetteer)
    name = domain.rsplit(".", 1)[0].replace(".co", "") if match else domain
    places = _named_in(re.sub(r"[^a-z]", "", name.removeprefix("the")), gazetteer)
    if country:
        return [place for place in places if place.country == country], country
    english = [place for place in places if place.country in ENGLISH_PRESS]
    return english or places, None


def _listed(domain: str) -> list[str] | None:
    """The table's row for a domain, for the site that it is part of, or for the same name in another top level."""
    table: dict[str, list[str]] = load_table("places/publishers.yaml")
    labels = domain.split(".")
    for i in range(len(labels) - 1):
        row = table.get(".".join(labels[i:]))
        if row:
            return row
    name = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2] if len(labels) > 1 else domain
    return next((row for key, row in table.items() if key.split(".")[0] == name), None) if len(name) > 4 else None


def _listed_home(listed: list[str], gazetteer: Gazetteer) -> tuple[list[GazetteerPlace], str | None]:
    """Read a row of the table: town, division, country; or the country alone."""
    *names, country = listed
    places = [] if not names else gazetteer.find(names[0])
    fitting = [place for place in places if place.country == country and names[1:] in ([], [place.admin1])]
    return fitting[:1], country


def _named_in(letters: str, gazetteer: Gazetteer) -> list[GazetteerPlace]:
    """Places whose name is the head or else the end of a domain, the rest being a newspaper's word ("parisnews")."""
    cuts = range(min(len(letters), 24), _SHORTEST - 1, -1)
    for head in (True, False):
        for length in cuts:
            part, rest = _cut(letters, length, head=head)
            if part in _common_words() or (rest and not any(word in rest for word in _paper_words())):
                continue
            found = [hit.place for hit in gazetteer.lookup(part) if hit.how == "main" and not hit.place.is_country]
            if any(not place.is_town and not place.feature.startswith("ADM") for place in found):
                continue  # "Andes Journal" is named for the mountains, not for a town of that name
            if found:
                return sorted(found, key=lambda place: (-weight(place), place.ref))[:40]
    return []


def _cut(letters: str, length: int, *, head: bool) -> tuple[str, str]:
    return (letters[:length], letters[length:]) if head else (letters[-length:], letters[:-length])


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(load_table("places/common_words.yaml")["words"].split())


@lru_cache(maxsize=1)
def _paper_words() -> frozenset[str]:
    contexts = load_table("places/contexts.yaml")
    return frozenset((*contexts["media"], *contexts["paper_words"]))


@lru_cache(maxsize=256)
def _country_of(domain: str) -> str | None:
    """The country of a national top-level domain."""
    ending = domain.rsplit(".", 1)[-1]
    alpha2 = {"uk": "GB"}.get(ending, ending.upper())
    return next((row.code for row in load_countries() if row.alpha2 == alpha2 and not row.until), None)
