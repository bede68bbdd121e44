"""ICEWS's columns: one tab-separated row a pair of source and target, in CAMEO's codes.

Left out and counted: what has not happened, what has no CAMEO code, and what has no day, which
ICEWS must have. `Event Text` is the code's name, not the article's words. The report holds no
numbers of sentences, so that column is empty.

Source:
    ICEWS Coded Event Data, https://doi.org/10.7910/DVN/28075
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from dateline.export.coded import NO_CAMEO, NO_TIME, NOT_REAL, Coded, Kept, LeftOut, Pair, Side, coded_events, pairs_of
from dateline.export.polecat import divisions_of
from dateline.export.scales import cameo_label, goldstein_of
from dateline.export.sheets import columns_of, write_rows
from dateline.report import REAL
from dateline.resources.tables import load_table


def write_icews(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as ICEWS's TSV."""
    rows = (_row(pair) for pair in pairs_of(coded_events(kept), _why_not, left_out))
    return write_rows(columns_of("icews"), rows, stream, tabs=True)


def _why_not(coded: Coded) -> str | None:
    if coded.event.status not in REAL:
        return NOT_REAL
    if coded.event.codes.cameo is None:
        return NO_CAMEO
    return NO_TIME if coded.window is None else None


def _row(pair: Pair) -> dict[str, Any]:
    coded = pair.coded
    code, place = coded.event.codes.cameo or "", coded.place
    row: dict[str, Any] = {
        "Event ID": pair.number,
        "Event Date": coded.window[0] if coded.window else None,
        **_party("Source", pair.actor),
        "Event Text": cameo_label(code),
        "CAMEO Code": code,
        "Intensity": goldstein_of(code),
        **_party("Target", pair.recipient),
        "Story ID": coded.report.article.id,
        "Publisher": coded.report.article.publisher,
    }
    if place is not None:
        row |= divisions_of(place)
        row |= {
            "Country": coded.country.name if coded.country else None,
            "Latitude": place.latitude,
            "Longitude": place.longitude,
        }
    return row


def _party(side: str, party: Side | None) -> dict[str, Any]:
    if party is None:
        return {}
    words = load_table("formats/sectors.yaml")["icews"]
    return {
        f"{side} Name": party.name,
        f"{side} Sectors": words.get(party.sector) if party.sector else None,
        f"{side} Country": party.country.name if party.country else None,
    }
