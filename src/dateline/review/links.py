"""Where ids stand in the records of a report, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]

GROUPS = {
    "V": "events",
    "E": "entities",
    "P": "places",
    "T": "times",
    "A": "attributions",
    "C": "conflicts",
}
"""Lists of a report by the letter that ids in them begin with."""

LETTERS = {group: letter for letter, group in GROUPS.items()}

NAMES = {"event": "events", "entity": "entities", "place": "places", "time": "times", "attribution": "attributions"}
"""What can be added, and the list it goes to."""

SINGULAR = {group: name for name, group in NAMES.items()} | {"conflicts": "conflict"}


def group_of_id(id_: str) -> str:
    """Say in which list a record with this id stands, by its letter; "" for what is no id."""
    return GROUPS.get(id_[:1], "")


def links(group: str, record: Record) -> Iterator[tuple[Any, Any]]:
    """Give each place in a record, or in a part of one, where an id may stand: what holds it, and under which key."""
    if group == "events":
        for side in ("actors", "recipients"):
            yield from ((party, "entity") for party in record.get(side) or [])
        yield from ((record, name) for name in ("place", "time") if name in record)
        yield from ((record["attributions"], n) for n in range(len(record.get("attributions") or [])))
        yield from ((stance, "attribution") for stance in record.get("stances") or [])
    elif group == "attributions":
        yield from ((record[name], "entity") for name in ("source", "carrier") if record.get(name))


def ids_in(group: str, record: Record) -> Iterator[str]:
    """Give the ids that a record, or a part of one, names; also those in new records that stand in it whole."""
    for holder, key in links(group, record):
        value = holder[key]
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from ids_in(group_of_id(value["id"]), value)


def new_records(group: str, record: Record) -> Iterator[Record]:
    """Give the new records that stand whole in a record, or in a part of one."""
    for holder, key in links(group, record):
        if isinstance(holder[key], dict):
            yield holder[key]
            yield from new_records(group_of_id(holder[key]["id"]), holder[key])
