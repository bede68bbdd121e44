"""Two records that are one: what both have is united, without doubles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dateline.review.change import SIDES, GetCodebook, with_codes
from dateline.review.links import Record, group_of_id
from dateline.review.sheet import Sheet, add_mentions

MERGEABLE = ("events", "entities", "places")


def merge_records(sheet: Sheet, gone: str, kept: str, codebook: GetCodebook) -> Record:
    """Let one record go into another: all that named it names the other. Gives the one that went.

    Fields of which there is one (type, status, time, codes, a name) stay as the other has them,
    and are taken over where it has none.
    """
    group = group_of_id(gone)
    record, into = sheet.drop(gone), sheet.groups[group][kept]
    if group == "events":
        with_codes(sheet, [into], lambda: _unite_events(record, into), codebook)
    elif group == "entities":
        _unite_entities(record, into)
    else:
        add_mentions(into, record["mentions"])
        _fill(record, into, ("feature", "country", "admin1"))
    sheet.rename(gone, kept)
    if group == "entities":
        for event in sheet.groups["events"].values():
            for side in SIDES:
                event[side] = _without_doubles(event[side], _party)
    return record


def _unite_events(gone: Record, kept: Record) -> None:
    for name in ("evidence", "instruments"):
        kept[name] = _without_doubles([*kept[name], *gone[name]], _words)
    told = _without_doubles([kept["trigger"], *kept["evidence"], gone["trigger"]], _words)
    kept["evidence"] = sorted(told[1:], key=_words)
    for side in SIDES:
        kept[side] = _without_doubles([*kept[side], *gone[side]], _party)
    kept["casualties"] = _without_doubles([*kept["casualties"], *gone["casualties"]], _figure)
    united = ("contexts", "attributions", "modes") if gone["type"] == kept["type"] else ("contexts", "attributions")
    for name in united:
        kept[name] = list(dict.fromkeys([*kept[name], *gone[name]]))
    kept["stances"] = _without_doubles([*kept["stances"], *gone["stances"]], lambda stance: stance["attribution"])
    if not kept["place"]:
        kept["place"], kept["place_relation"] = gone["place"], gone["place_relation"]
    _fill(gone, kept, ("time", "deaths", "injured"))
    kept["asserted"] = (
        gone["asserted"] or kept["asserted"] if None not in (gone["asserted"], kept["asserted"]) else None
    )


def _unite_entities(gone: Record, kept: Record) -> None:
    names = dict.fromkeys([*kept["aliases"], gone["name"], *gone["aliases"]])
    kept["aliases"] = [name for name in names if name != kept["name"]]
    for name in ("mentions", "roles"):
        kept[name] = sorted(_without_doubles([*kept[name], *gone[name]], _words), key=_words)
    _fill(gone, kept, ("country", "sector"))


def _fill(gone: Record, kept: Record, names: Iterable[str]) -> None:
    """Take over what the other record does not have."""
    for name in names:
        if kept[name] is None:
            kept[name] = gone[name]


def _without_doubles(items: Iterable[Record], key: Callable[[Record], Any]) -> list[Record]:
    """Give items in order, of those with one key the first."""
    found: dict[Any, Record] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())


def _words(span: Record) -> tuple[int, int]:
    return span["start"], span["end"]


def _party(party: Record) -> Any:
    """A party is one by its entity, or else by its words."""
    return party["entity"] or _words(party)


def _figure(figure: Record) -> Any:
    return figure["kind"], *_words(figure)
