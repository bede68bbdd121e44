"""New values for fields of a record, and what follows from them for other fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.resources.codebook import Codebook
from dateline.review.codes import follow_codes, make_codes
from dateline.review.days import days_of
from dateline.review.fields import kind_of_mention
from dateline.review.links import Record
from dateline.review.sheet import Sheet, add_mentions

SIDES = ("actors", "recipients")
GetCodebook = Callable[[], Codebook]
_CODED = {*SIDES, "status", "deaths"}
"""Fields of an event, beside type and mode, that codes hang on."""


def change_record(sheet: Sheet, group: str, record: Record, changes: Mapping[str, Any], codebook: GetCodebook) -> None:
    """Give fields of a record new values, with what follows from them.

    Args:
        sheet: The coding that the record is in.
        group: Its list.
        record: The record.
        changes: The new values, with ids as this coding has them.
        codebook: Gives the codebook.
    """
    if group == "events":
        _change_event(sheet, record, changes, codebook)
    elif group == "entities" and not {"type", "sector"}.isdisjoint(changes):
        touched = [event for event in sheet.groups["events"].values() if record["id"] in entities_of(event)]
        with_codes(sheet, touched, lambda: record.update(changes), codebook)
    elif group == "times":
        changes = dict(changes)
        record.update(changes.pop("span", {}))
        if "value" in changes:
            record["earliest"], record["latest"] = days_of(changes["value"])
        record.update(changes)
    else:
        record.update(changes)


def _change_event(sheet: Sheet, event: Record, changes: Mapping[str, Any], codebook: GetCodebook) -> None:
    if {"type", "modes"}.isdisjoint(changes):
        with_codes(sheet, [event] if _CODED & set(changes) else [], lambda: event.update(changes), codebook)
    else:
        event.update(changes)
        if "modes" not in changes and changes["type"] in codebook().types:
            event["modes"] = [mode for mode in event["modes"] if mode in codebook().types[changes["type"]].modes]
        event["codes"] = make_codes(event, sheet.groups["entities"], codebook())
    event["codes"] = changes.get("codes", event["codes"])
    event["place_relation"] = (event["place_relation"] or "in") if event["place"] else None
    mention_parties(sheet, changes)


def with_codes(sheet: Sheet, events: Iterable[Record], change: Callable[[], object], codebook: GetCodebook) -> None:
    """Make a change, and let the codes of events follow where the rules explain them."""
    entities = sheet.groups["entities"]
    before = [(event, make_codes(event, entities, codebook())) for event in events]
    change()
    for event, codes in before:
        event["codes"] = follow_codes(event["codes"], codes, make_codes(event, entities, codebook()))


def mention_parties(sheet: Sheet, event: Mapping[str, Any]) -> None:
    """Let the words by which a party stands in an event be a mention of its entity."""
    for side in SIDES:
        for party in event.get(side) or []:
            entity = sheet.get(party["entity"] or "")
            if entity is not None:
                words = {name: party[name] for name in ("start", "end", "text")}
                add_mentions(entity, [{**words, "kind": kind_of_mention(party["text"])}])


def entities_of(event: Mapping[str, Any]) -> list[str]:
    """Give the entities that stand in an event."""
    return [party["entity"] for side in SIDES for party in event[side] if party["entity"]]
