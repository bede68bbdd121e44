"""ICEWS's columns: one tab-separated row a pair of source and target, in CAMEO's codes.

Left out and counted: what has not happened, what has no CAMEO code, and what has no day, which
ICEWS must have. `Event Text` is the code's name, not the article's words. The report holds no
numbers of sentences, so that column is empty.

Source:
    ICEWS Coded Event Data, https://doi.org/10.7910/DVN/28075
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, TextIO

from dateline.export.coded import Coded, Kept, LeftOut, Side, coded_events
from dateline.export.polecat import divisions_of
from dateline.export.scales import cameo_label, goldstein_of
from dateline.export.sheets import columns_of, write_rows
from dateline.resources.tables import load_table

_REAL = frozenset({"happened", "ongoing"})


def write_icews(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as ICEWS's TSV."""
    return write_rows(columns_of("icews"), icews_rows(coded_events(kept), left_out), stream, tabs=True)


def icews_rows(events: Iterable[Coded], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Give a row for each pair of a source and a target, and count the events that ICEWS cannot hold."""
    number = 0
    for coded in events:
        why = _why_not(coded)
        if why:
            left_out.count(why)
            continue
        nobody: list[Side | None] = [None]
        for source, target in product(coded.actors or nobody, coded.recipients or nobody):
            number += 1
            yield _row(coded, number, source, target)


def _why_not(coded: Coded) -> str | None:
    if coded.event.status not in _REAL:
        return "it has not happened (planned, feared or denied)"
    if coded.event.codes.cameo is None:
        return "CAMEO has no code for it"
    return "the text gives no time for it" if coded.window is None else None


def _row(coded: Coded, number: int, source: Side | None, target: Side | None) -> dict[str, Any]:
    code, place = coded.event.codes.cameo or "", coded.place
    row: dict[str, Any] = {
        "Event ID": number,
        "Event Date": coded.window[0] if coded.window else None,
        **_party("Source", source),
        "Event Text": cameo_label(code),
        "CAMEO Code": code,
        "Intensity": goldstein_of(code),
        **_party("Target", target),
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
