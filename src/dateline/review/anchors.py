"""By what a record is found again in another coding of the same text: the words that it was read from.

Ids differ from one coding to the next; the text does not. A decision keeps the records that it
names as they stood then (its anchors), and each is looked for by its words: an event by its
trigger, an entity or place by its mentions, a time by its span. Where several could be meant, the
likest is; where all are alike, the one with the same id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.report import Event, Place
from dateline.review.links import Record, group_of_id, ids_in

Anchors = Mapping[str, Mapping[str, Any]]
Likeness = tuple[float, ...]

MOST_MENTIONS = 50
"""Mentions of an entity or place that are kept."""

_WEIGHTS = {"name": 3.0, "nominal": 2.0, "pronoun": 1.0}
_PLAIN = {"events": Event.model_fields, "places": Place.model_fields}
"""Fields of records that may carry reasons beside them."""


def plain(group: str, record: Mapping[str, Any]) -> Record:
    """Give a record without the reasons that an explained one carries."""
    fields = _PLAIN.get(group)
    return dict(record) if fields is None else {name: record[name] for name in fields if name in record}


def make_anchors(get: Callable[[str], Record | None], ids: Iterable[str]) -> dict[str, Record]:
    """Give the records of these ids, and those that they name, as they stand now."""
    found: dict[str, Record] = {}
    waiting = list(ids)[::-1]
    while waiting:
        id_ = waiting.pop()
        record = get(id_) if id_ not in found else None
        if record is not None:
            group = group_of_id(id_)
            found[id_] = _kept(group, record)
            waiting += list(ids_in(group, record))[::-1]
    return found


def _kept(group: str, record: Record) -> Record:
    kept = plain(group, record)
    if len(kept.get("mentions", ())) > MOST_MENTIONS:
        first = sorted(kept["mentions"], key=lambda m: (-_WEIGHTS.get(m.get("kind", ""), 0), m["start"]))[
            :MOST_MENTIONS
        ]
        kept["mentions"] = sorted(first, key=lambda m: (m["start"], m["end"]))
    return kept


def find_record(
    records: Mapping[str, Record], id_: str, anchor: Mapping[str, Any], *, strict: bool = False
) -> str | None:
    """Find the record that an anchor tells of.

    Args:
        records: The records of its kind in this coding, by id.
        id_: The id that it had.
        anchor: The record as it stood.
        strict: Whether an event has to be of the same type still.
    """
    likeness = _LIKENESS[group_of_id(id_)]
    best: tuple[Likeness, bool] | None = None
    found = None
    for own, record in records.items():
        like = likeness(anchor, record)
        if like is None or (strict and record.get("type") != anchor.get("type")):
            continue
        score = (like, own == id_)
        if best is None or score > best:
            best, found = score, own
    return found


def _same(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])


def overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _events(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    """Events are told by one word; by overlapping words only if they are of one type."""
    is_same = _same(a["trigger"], b["trigger"])
    if not is_same and not (overlap(a["trigger"], b["trigger"]) and a["type"] == b["type"]):
        return None
    shared = sum(any(_same(x, y) for y in b[side]) for side in ("actors", "recipients") for x in a[side])
    return (is_same, a["type"] == b["type"], shared)


def _entities(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    there = {(m["start"], m["end"]) for m in b["mentions"]}
    shared = sum(_WEIGHTS[m["kind"]] for m in a["mentions"] if (m["start"], m["end"]) in there)
    is_namesake = a["type"] == b["type"] and a["name"].casefold() == b["name"].casefold()
    return (shared + (5 if is_namesake else 0),) if shared or is_namesake else None


def _places(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    shared = sum(any(_same(x, y) for y in b["mentions"]) for x in a["mentions"])
    is_same = a["geonames"] is not None and a["geonames"] == b["geonames"]
    return (shared, is_same) if shared or is_same else None


def _times(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    is_same = _same(a, b)
    return (is_same, a["value"] == b["value"]) if is_same or (overlap(a, b) and a["value"] == b["value"]) else None


def _attributions(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    shared = sum(any(overlap(x, y) for y in b["content"]) for x in a["content"])
    cues = a["cue"], b["cue"]
    same_cue = all(cues) and _same(*cues)
    return (shared + 2 * same_cue,) if shared or same_cue else None


def _conflicts(a: Mapping[str, Any], b: Mapping[str, Any]) -> Likeness | None:
    """Conflicts of one kind are one where two of their claims stand on the same words."""
    if a["kind"] != b["kind"]:
        return None
    shared = sum(any(_same_claim(x, y) for y in b["claims"]) for x in a["claims"])
    return (shared,) if shared >= 2 else None


def _same_claim(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if "record" in a or "record" in b:
        return a.get("record") == b.get("record")
    return overlap(a, b)


_LIKENESS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Likeness | None]] = {
    "events": _events,
    "entities": _entities,
    "places": _places,
    "times": _times,
    "attributions": _attributions,
    "conflicts": _conflicts,
}
