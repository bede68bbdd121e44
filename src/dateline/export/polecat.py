"""POLECAT's columns: one tab-separated row an event, in PLOVER's types, modes, contexts and sectors.

What has not happened is left out and counted; POLECAT has no column for it. A value that the
text does not give is `None`, as POLECAT writes it; the date is never that of publication.

Source:
    POLECAT Data Codebook, https://doi.org/10.7910/DVN/AJGVIT
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, TextIO

from dateline.export.coded import NOT_REAL, Coded, Kept, LeftOut, Side, coded_events
from dateline.export.scales import intensity_of, quad_of
from dateline.export.sheets import columns_of, write_rows
from dateline.report import REAL, Place, Report


def write_polecat(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as POLECAT's TSV."""
    rows = polecat_rows(coded_events(kept), left_out)
    return write_rows(columns_of("polecat"), rows, stream, tabs=True, missing="None")


def polecat_rows(events: Iterable[Coded], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Give a row for each event that happened, and count the others."""
    for coded in events:
        if coded.event.status not in REAL:
            left_out.count(NOT_REAL)
        else:
            yield polecat_row(coded)


def polecat_row(coded: Coded) -> dict[str, Any]:
    """Turn an event into its row."""
    event, head = coded.event, coded.report.article
    return {
        "Event ID": coded.id,
        "Event Date": coded.window[0] if coded.window else None,
        "Event Type": event.type,
        "Event Mode": event.modes[0] if event.modes else None,
        "Intensity": intensity_of(event),
        "Quad Code": quad_of(event),
        "Contexts": "; ".join(event.contexts),
        **_party("Actor", coded.actors),
        **_party("Recipient", coded.recipients),
        **_where(coded),
        "Source": head.publisher,
        "Publication Date": head.published_date,
        "Story People": "; ".join(_names(coded.report, "person")),
        "Story Organizations": "; ".join([*_names(coded.report, "organization"), *_names(coded.report, "group")]),
        "Story Locations": "; ".join(dict.fromkeys(place.name for place in coded.report.places)),
        "Language": head.language,
        "Version": f"dateline {version('dateline')}",
    }


def _party(side: str, parties: Sequence[Side]) -> dict[str, Any]:
    countries = [party.country for party in parties if party.country]
    sectors = list(dict.fromkeys(party.sector for party in parties if party.sector))
    return {
        f"{side} Name": "; ".join(party.name for party in parties),
        f"{side} Country": "; ".join(dict.fromkeys(country.code for country in countries)),
        f"{side} COW": "; ".join(dict.fromkeys(str(country.cow) for country in countries if country.cow)),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": "; ".join(sectors),
        f"{side} Title": "; ".join(dict.fromkeys(title for party in parties for title in party.titles)),
        f"{side} Name Raw": "; ".join(party.words for party in parties),
    }


def _where(coded: Coded) -> dict[str, Any]:
    place = coded.place
    if place is None:
        return {}
    return {
        "Placename": place.name,
        **divisions_of(place),
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonames,
        "Raw Placename": place.mentions[0].text,
        "Feature Type": place.feature,
    }


def divisions_of(place: Place) -> dict[str, str | None]:
    """City, district and province of a place, as far as it goes down."""
    feature = place.feature or ""
    is_city = not feature.startswith(("PCL", "ADM", "RGN"))
    return {
        "City": place.name if is_city else None,
        "District": place.name if feature in ("ADM2", "ADM3") else None,
        "Province": place.admin1 or (place.name if feature == "ADM1" else None),
    }


def _names(report: Report, kind: str) -> Iterator[str]:
    """Named entities of a type in an article, each once."""
    for entity in report.entities:
        if entity.type == kind and any(mention.kind == "name" for mention in entity.mentions):
            yield entity.name
