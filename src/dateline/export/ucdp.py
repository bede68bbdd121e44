"""UCDP GED's columns: one row a lethal event of organised violence.

Left out and counted: what has not happened, what killed nobody, what has no type of violence,
time or place. Ids of conflicts, dyads and sides cannot be known from text and stay empty. The
best estimate is the lowest figure: with no way to tell a better one, none is made up.

Source:
    UCDP GED Codebook, https://ucdp.uu.se/downloads/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TextIO

from dateline.export.coded import NO_PLACE, NO_TIME, NOT_REAL, Coded, Kept, LeftOut, Side, coded_events
from dateline.export.precision import priogrid, ucdp_place, ucdp_time
from dateline.export.sheets import columns_of, write_rows
from dateline.report import REAL, Attribution
from dateline.resources.countries import Country
from dateline.resources.tables import load_table

_TYPES = {"state-based": 1, "non-state": 2, "one-sided": 3}


class Deaths(NamedTuple):
    """Deaths by side; `best` is their sum."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        """The best estimate, which the parts add up to."""
        return self.a + self.b + self.civilians + self.unknown


def write_ucdp(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the lethal events as UCDP GED's CSV."""
    return write_rows(columns_of("ucdp"), ucdp_rows(coded_events(kept), left_out), stream)


def ucdp_rows(events: Iterable[Coded], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Give a row for each event that UCDP can hold, and count the others."""
    number = 0
    for coded in events:
        why = why_not(coded)
        if why:
            left_out.count(why)
        else:
            number += 1
            yield ucdp_row(coded, number)


def why_not(coded: Coded) -> str | None:
    """Why UCDP cannot hold an event; None where it can."""
    if coded.event.status not in REAL:
        return NOT_REAL
    if coded.event.deaths is None or coded.event.deaths.low == 0:
        return "nobody is told to have died"
    if coded.event.codes.ucdp is None:
        return "UCDP has no type of violence for it"
    if coded.window is None:
        return NO_TIME
    return NO_PLACE if coded.place is None else None


def deaths_of(coded: Coded) -> Deaths:
    """Share the lowest total out among the sides that the figures name; what no figure names is unknown.

    A figure that is a part of the total takes from it and never adds to it.
    """
    total = coded.event.deaths
    low = total.low if total else 0
    high = max(low, total.high) if total and total.high is not None else low
    one_sided = coded.event.codes.ucdp == "one-sided"
    shares = dict.fromkeys(("a", "b", "civilians"), 0)
    left = low
    for figure in coded.event.casualties:
        side = {"actors": "a", "recipients": "civilians" if one_sided else "b", "civilians": "civilians"}.get(
            figure.side
        )
        if figure.kind == "killed" and side is not None:
            taken = min(figure.low, left)
            shares[side] += taken
            left -= taken
    return Deaths(shares["a"], shares["b"], shares["civilians"], left, low, high)


def ucdp_row(coded: Coded, number: int) -> dict[str, Any]:
    """Turn an event that UCDP can hold into its row."""
    place, window, country = coded.place, coded.window, coded.country
    if place is None or window is None:
        raise ValueError(f"{coded.id}: {why_not(coded)}")
    first, last = window
    deaths = deaths_of(coded)
    kind = coded.event.codes.ucdp or ""
    head = coded.report.article
    has_point = place.latitude is not None and place.longitude is not None
    return {
        "id": number,
        "year": first.year,
        "type_of_violence": _TYPES[kind],
        "side_a": _names(coded.actors),
        "side_b": "Civilians" if kind == "one-sided" else _names(coded.recipients),
        "number_of_sources": coded.n_sources,
        "source_article": "; ".join(source.url or source.id for source in coded.sources),
        "source_office": "; ".join(coded.offices),
        "source_date": head.published_date,
        "source_headline": head.title,
        "source_original": "; ".join(_speakers(coded)),
        "where_prec": ucdp_place(place, coded.event.place_relation),
        "where_coordinates": place.name,
        "where_description": f"{coded.event.place_relation or 'in'} {place.mentions[0].text}",
        "adm_1": place.admin1,
        "adm_2": place.name if place.feature == "ADM2" else None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})" if has_point else None,
        "priogrid_gid": priogrid(place.latitude, place.longitude) if has_point else None,  # type: ignore[arg-type]
        "country": country.name if country else None,
        "country_id": gleditsch_ward(country),
        "region": ucdp_region(country),
        "event_clarity": 1,
        "date_prec": ucdp_time(first, last),
        "date_start": first,
        "date_end": last,
        "deaths_a": deaths.a,
        "deaths_b": deaths.b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
        "gwnoa": _state_number(coded.actors),
        "gwnob": None if kind == "one-sided" else _state_number(coded.recipients),
    }


def gleditsch_ward(country: Country | None) -> int | None:
    """A state's Gleditsch-Ward number, which mostly is its Correlates of War number."""
    return None if country is None else country.gwno or country.cow


@cache
def _region_table() -> tuple[dict[str, str], dict[str, str]]:
    table = load_table("formats/regions.yaml")
    return {name: region for region, names in table["ucdp"].items() for name in names}, table["countries"]


def ucdp_region(country: Country | None) -> str | None:
    """UCDP's region of a country."""
    regions, exceptions = _region_table()
    return None if country is None else exceptions.get(country.code) or regions.get(country.region)


def _names(sides: Iterable[Side]) -> str:
    return ", ".join(dict.fromkeys(side.name for side in sides))


def _state_number(sides: Iterable[Side]) -> int | None:
    """The number of the first state among a side."""
    state = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
    for side in sides:
        if side.country and (side.sector in state or (side.entity and side.entity.type == "country")):
            return gleditsch_ward(side.country)
    return None


def _speakers(coded: Coded) -> Iterator[str]:
    """Who says so, in the article's words."""
    told: dict[str, Attribution] = {item.id: item for item in coded.report.attributions}
    sources = (told[name].source for name in coded.event.attributions if name in told)
    yield from dict.fromkeys(source.text for source in sources if source is not None)
