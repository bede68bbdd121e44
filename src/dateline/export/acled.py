"""ACLED's columns: one row an event of political violence, demonstration or strategic development.

What ACLED cannot hold is left out and counted: what has not happened, what has no sub-event
type, no day within a month, or no place below the country. ACLED's actors have no direction,
its fatalities are the most conservative figure. The columns are ACLED's, no row is.

Source:
    ACLED Codebook, https://acleddata.com/methodology/acled-codebook
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, TextIO

from dateline.export.coded import NO_PLACE, NO_TIME, NOT_REAL, VAGUE_TIME, Coded, Kept, LeftOut, Side, coded_events
from dateline.export.precision import acled_place, acled_time
from dateline.export.sheets import columns_of, write_rows
from dateline.report import REAL, Place
from dateline.resources.tables import load_table

_STATE = "State forces"
_FOREIGN = "External/Other forces"
_CIVILIANS = "Civilians"
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_CROWDS = frozenset({"Protests", "Riots"})


def write_acled(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as ACLED's CSV."""
    return write_rows(columns_of("acled"), acled_rows(coded_events(kept), left_out), stream)


def acled_rows(events: Iterable[Coded], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Give a row for each event that ACLED can hold, and count the others."""
    numbers: Counter[str] = Counter()
    for coded in events:
        why = why_not(coded)
        if why:
            left_out.count(why)
            continue
        country = coded.country.code if coded.country else ""
        numbers[country] += 1
        yield acled_row(coded, f"{country}{numbers[country]}")


def why_not(coded: Coded) -> str | None:
    """Why ACLED cannot hold an event; None where it can."""
    if coded.event.status not in REAL:
        return NOT_REAL
    if coded.event.codes.acled is None:
        return "ACLED has no sub-event type for it"
    if coded.window is None:
        return NO_TIME
    if acled_time(*coded.window) is None:
        return VAGUE_TIME
    if coded.place is None or coded.place.latitude is None or coded.country is None:
        return NO_PLACE
    if acled_place(coded.place, coded.event.place_relation) is None:
        return "only its country is known"
    return None


def acled_row(coded: Coded, number: str) -> dict[str, Any]:
    """Turn an event that ACLED can hold into its row."""
    place, country = coded.place, coded.country
    sub_event = coded.event.codes.acled or ""
    if place is None or country is None or coded.window is None or (found := acled_time(*coded.window)) is None:
        raise ValueError(f"{coded.id}: {why_not(coded)}")
    day, time_precision = found
    event_type, disorder = event_type_of(sub_event)
    (actor1, with1, inter1), (actor2, with2, inter2) = _actors(coded, event_type)
    targets_civilians = event_type in _VIOLENT and _CIVILIANS in (inter1, inter2)
    return {
        "event_id_cnty": number,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": actor1,
        "assoc_actor_1": with1,
        "inter1": inter1,
        "actor2": actor2,
        "assoc_actor_2": with2,
        "inter2": inter2,
        "interaction": interaction_of(inter1, inter2),
        "civilian_targeting": "Civilian targeting" if targets_civilians else "",
        "iso": country.numeric,
        "region": country.region,
        "country": country.name,
        "admin1": place.admin1,
        "admin2": place.name if place.feature == "ADM2" else None,
        "admin3": place.name if place.feature == "ADM3" else None,
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": acled_place(place, coded.event.place_relation),
        "source": "; ".join(coded.offices),
        "notes": notes_of(coded, day, time_precision, place, event_type),
        "fatalities": coded.event.deaths.low if coded.event.deaths else 0,
        "tags": f"crowd size={crowd_size(coded)}" if event_type in _CROWDS else "",
    }


def event_type_of(sub_event: str) -> tuple[str, str]:
    """The event type and the disorder type that a sub-event type stands under.

    Raises:
        KeyError: ACLED has no such sub-event type.
    """
    for event_type, row in _table()["taxonomy"].items():
        if sub_event in row["sub_events"]:
            return event_type, _table()["disorder_of"].get(sub_event, row["disorder"])
    raise KeyError(sub_event)


def interaction_of(inter1: str, inter2: str) -> str:
    """Both labels with the lower old code first, or "Protesters only"."""
    order = _table()["inter"]
    labels = sorted((label for label in (inter1, inter2) if label), key=order.index)
    return f"{labels[0]} only" if len(labels) == 1 else "-".join(labels)


def crowd_size(coded: Coded) -> str:
    """The size of a crowd as the text gives it: the actors' phrase that opens with a quantity; else "no report"."""
    quantities = ("dozens", "scores", "hundreds", "thousands", "tens", "several", "about", "some", "around", "nearly")
    for side in coded.actors:
        first = side.words.split(" ", 1)[0].lower()
        if first[:1].isdigit() or first in quantities:
            return side.words
    return "no report"


def notes_of(coded: Coded, day: date, time_precision: int, place: Place, event_type: str) -> str:
    """The note that opens with day and place and tells the event in the article's own words."""
    when = f"{day.day} {day:%B %Y}"
    opening = {1: f"On {when}", 2: f"Around {when}"}.get(time_precision, f"Around {day:%B %Y}")
    division = f" ({place.admin1})" if place.admin1 and place.admin1 != place.name else ""
    near = f" (coded to {place.name})" if coded.event.place_relation in ("near", "between", "off") else ""
    where = f"{coded.event.place_relation or 'in'} {place.name}{division}{near}"
    who = ", ".join(side.words for side in coded.actors)
    whom = ", ".join(side.words for side in coded.recipients)
    told = " / ".join(part for part in (who, f"“{coded.words}”", whom) if part)
    figures = "; ".join(dict.fromkeys(figure.text for figure in coded.event.casualties))
    size = f" [size={crowd_size(coded)}]" if event_type in _CROWDS else ""
    return f"{opening}, {where}, {coded.event.codes.plover}: {told}." + (f" {figures}." if figures else "") + size


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_table("formats/acled.yaml")
    return table


@cache
def _inter_of_sector() -> dict[str, str]:
    rows = _table()["inter_of"].items()
    return {sector: label for label, sectors in reversed(list(rows)) for sector in sectors}


def _actors(coded: Coded, event_type: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Name, associates and label of both sides; violence whose doer is not told was done by somebody unidentified."""
    first = _side(coded, coded.actors, event_type, acting=True)
    second = _side(coded, coded.recipients, event_type, acting=False)
    if not first[0] and event_type in _VIOLENT and coded.country:
        untold = _table()["untold"]
        first = untold["name"].format(country=coded.country.name), "", untold["label"]
    return (first, second) if first[0] else (second, first)


def _side(coded: Coded, sides: list[Side], event_type: str, *, acting: bool) -> tuple[str, str, str]:
    people = [side for side in sides if side.entity is not None]
    if not people:
        return "", "", ""
    label = _label(coded, people[0], event_type, acting=acting)
    names = list(dict.fromkeys(_name(coded, side, label) for side in people))
    return names[0], "; ".join(names[1:]), label


def _label(coded: Coded, side: Side, event_type: str, *, acting: bool) -> str:
    """ACLED's label of an actor: of its sector, of the event where it demonstrates, foreign where its forces come from abroad."""
    label = _inter_of_sector().get(side.sector or "")
    if label is None:
        is_state = side.entity is not None and side.entity.type == "country"
        label = _STATE if is_state else _CIVILIANS if not acting or side.sector is None else ""
    if acting and event_type in _CROWDS and label in (_CIVILIANS, "Political militia", ""):
        return "Protesters" if event_type == "Protests" else "Rioters"
    abroad = side.country is not None and coded.country is not None and side.country.code != coded.country.code
    return _FOREIGN if label == _STATE and abroad else label


def _name(coded: Coded, side: Side, label: str) -> str:
    if side.is_named:
        return side.name
    table, country = _table()["unnamed"], coded.country
    home = side.country if side.sector in ("MIL", "COP", "GOV") and side.country else country
    pattern = table.get(label) if label in ("Protesters", "Rioters", _CIVILIANS) else table.get(side.sector or "")
    return pattern.format(country=home.name) if pattern and home else side.words
