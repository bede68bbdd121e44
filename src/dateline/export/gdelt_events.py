"""GDELT 2.0's event columns: tab-separated, without a header, one row a pair of actors.

Left out and counted: what has not happened, what has no CAMEO code, and what is known no better
than by a month, for GDELT has one day and no precision. Tone, geography of the actors and the
time of adding are not dateline's to give and stay empty.

Source:
    The GDELT Event Database Data Format Codebook V2.0, https://www.gdeltproject.org
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TextIO

from dateline.export.coded import (
    NO_CAMEO,
    NO_TIME,
    NOT_REAL,
    VAGUE_TIME,
    Coded,
    Kept,
    LeftOut,
    Pair,
    Side,
    coded_events,
    pairs_of,
)
from dateline.export.precision import MONTH
from dateline.export.scales import cameo_quad, goldstein_of
from dateline.export.sheets import columns_of, write_rows
from dateline.report import REAL, Place
from dateline.resources.countries import Country
from dateline.resources.tables import load_table


def write_gdelt_events(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as GDELT's event table."""
    rows = (_row(pair) for pair in pairs_of(coded_events(kept), why_not, left_out))
    return write_rows(columns_of("gdelt-events"), rows, stream, tabs=True, header=False)


def why_not(coded: Coded) -> str | None:
    """Why GDELT cannot hold an event; None where it can."""
    if coded.event.status not in REAL:
        return NOT_REAL
    if coded.event.codes.cameo is None:
        return NO_CAMEO
    if coded.window is None:
        return NO_TIME
    return VAGUE_TIME if (coded.days or 0) > MONTH else None


def fraction_date(day: date) -> str:
    """The year and the part of it that is over, in months of thirty days, as GDELT counts it.

    Example:
        >>> fraction_date(date(2025, 3, 14))
        '2025.2849'
    """
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _row(pair: Pair) -> dict[str, Any]:
    coded, code = pair.coded, pair.coded.event.codes.cameo or ""
    if coded.window is None:
        raise ValueError(f"{coded.id}: {why_not(coded)}")
    day = coded.window[0]
    return {
        "GLOBALEVENTID": pair.number,
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": fraction_date(day),
        **_actor("Actor1", pair.actor),
        **_actor("Actor2", pair.recipient),
        "IsRootEvent": int(is_in_lead(coded)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": cameo_quad(code),
        "GoldsteinScale": goldstein_of(code),
        "NumMentions": max(1, len(coded.event.evidence)) * coded.merged,
        "NumSources": coded.n_sources,
        "NumArticles": max(1, len(coded.sources)),
        **_geography("ActionGeo", coded.place, coded.country),
        "SOURCEURL": coded.report.article.url,
    }


def is_in_lead(coded: Coded) -> bool:
    """Whether the article's first paragraph tells of the event."""
    end = coded.text.find("\n\n")
    return end < 0 or coded.event.trigger.start < end


def cameo_country(country: Country | None) -> str | None:
    """CAMEO's letters of a country."""
    return None if country is None else country.cameo or country.code


def _actor(name: str, side: Side | None) -> dict[str, Any]:
    if side is None:
        return {}
    sector = load_table("formats/sectors.yaml")["cameo"].get(side.sector) if side.sector else None
    country = cameo_country(side.country)
    return {
        f"{name}Code": (country or "") + (sector or ""),
        f"{name}Name": side.name.upper(),
        f"{name}CountryCode": country,
        f"{name}Type1Code": sector,
    }


def _geography(name: str, place: Place | None, country: Country | None) -> dict[str, Any]:
    """A place in GDELT's terms: 1 a country, 2 a state and 3 a city of the USA, 4 a city and 5 a state elsewhere."""
    if place is None:
        return {f"{name}_Type": 0}
    in_usa, feature = place.country == "USA", place.feature or ""
    kind = 1 if feature.startswith("PCL") else (2 if in_usa else 5) if feature == "ADM1" else (3 if in_usa else 4)
    division = place.admin1 if place.admin1 != place.name else None
    parts = [place.name, division, country.name if country and country.name != place.name else None]
    return {
        f"{name}_Type": kind,
        f"{name}_FullName": ", ".join(part for part in parts if part),
        f"{name}_CountryCode": load_table("formats/fips.yaml")["fips"].get(place.country),
        f"{name}_Lat": place.latitude,
        f"{name}_Long": place.longitude,
    }
