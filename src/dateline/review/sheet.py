"""The records of a report while decisions are applied to them: plain values by id, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from dateline.report import Report
from dateline.review.anchors import Anchors, find_record, overlap
from dateline.review.links import LETTERS, Record, group_of_id, links


class Sheet:
    """A working copy of a report.

    Args:
        report: The coding that decisions are applied to.
        theirs: Ids that decisions of this review made, whether they stand or not.
        is_result: Whether the report already is what those decisions made of it.
        mark: The letter in the ids of new records.
    """

    def __init__(self, report: Report, theirs: Iterable[str] = (), *, is_result: bool = False, mark: str = "R") -> None:
        dumped = report.model_dump(mode="json")
        self._head = dumped["article"]
        self.groups: dict[str, dict[str, Record]] = {
            group: {record["id"]: record for record in dumped[group]} for group in LETTERS
        }
        self._waiting = frozenset(() if is_result else theirs)
        self._given = set(theirs)
        self._mark = mark
        self.made: dict[str, str] = {}
        """Records that decisions made: the id that they were given then, and the one they have here."""

    def report(self) -> Report:
        """Give the report that these records are.

        Raises:
            ValidationError: A record is not what the contract asks for.
        """
        lists = {group: list(records.values()) for group, records in self.groups.items()}
        return Report.model_validate({"article": self._head, **lists})

    def get(self, id_: str) -> Record | None:
        """Give the record of an id."""
        return self.groups.get(group_of_id(id_), {}).get(id_)

    def drop(self, id_: str) -> Record:
        """Take a record out and give it."""
        return self.groups[group_of_id(id_)].pop(id_)

    def is_waiting(self, id_: str) -> bool:
        """Whether a decision made this record, and does not stand or found no place."""
        return id_ in self._waiting and id_ not in self.made

    def order_event(self, id_: str) -> None:
        """Let an event stand before those that are told later in the text."""
        events = self.groups["events"]
        event = events.pop(id_)
        behind = [own for own, other in events.items() if other["trigger"]["start"] > event["trigger"]["start"]]
        moved = {own: events.pop(own) for own in (list(events)[list(events).index(behind[0]) :] if behind else [])}
        events[id_] = event
        events.update(moved)

    def fresh_id(self, group: str) -> str:
        """Give an id that nothing has or had."""
        start, records, n = LETTERS[group] + self._mark, self.groups[group], 1
        while (id_ := f"{start}{n}") in records or id_ in self._given:
            n += 1
        self._given.add(id_)
        return id_

    def resolve(self, id_: str, anchors: Anchors, *, strict: bool = False) -> str | None:
        """Find the record that a decision named, in this coding.

        Args:
            id_: The id that it had then.
            anchors: The records that the decision named, as they stood then.
            strict: Whether an event has to be of the same type still.
        """
        if id_ in self.made:
            return self.made[id_] if self.get(self.made[id_]) is not None else None
        if id_ in self._waiting:
            return None
        anchor = anchors.get(id_)
        if anchor is None:
            return id_ if self.get(id_) is not None else None
        return find_record(self.groups[group_of_id(id_)], id_, anchor, strict=strict)

    def resolve_or_restore(self, id_: str, anchors: Anchors) -> str:
        """Find the record that a decision named, or put it back as it stood then."""
        found = self.resolve(id_, anchors)
        if found is not None:
            return found
        group = group_of_id(id_)
        return self.install(group, self.adopt(group, anchors[id_], anchors))

    def adopt(self, group: str, record: Mapping[str, Any], anchors: Anchors) -> Record:
        """Give a record, or a part of one, with ids as this coding has them; new records in it are put in."""
        adopted = deepcopy(dict(record))
        for holder, key in list(links(group, adopted)):
            value = holder[key]
            if isinstance(value, dict):
                inner = group_of_id(value["id"])
                holder[key] = self.install(inner, self.adopt(inner, value, anchors))
            elif isinstance(value, str):
                holder[key] = self.resolve_or_restore(value, anchors)
        return adopted

    def install(self, group: str, record: Record) -> str:
        """Put in a record that a decision made, or find the one that is the same, and give its id."""
        named, records = record["id"], self.groups[group]
        if self.made.get(named) in records:
            return self.made[named]
        same = next((other for other in records.values() if _is_same(group, record, other)), None)
        if same is not None:
            add_mentions(same, record.get("mentions", []))
        actual = same["id"] if same else self.fresh_id(group) if named in records else named
        if same is None:
            records[actual] = {**record, "id": actual}
        self.made[named] = actual
        return str(actual)

    def rename(self, old: str, new: str) -> None:
        """Let all that named one record name another."""
        for group, records in self.groups.items():
            for record in records.values():
                for holder, key in links(group, record):
                    if holder[key] == old:
                        holder[key] = new


def _is_same(group: str, a: Record, b: Record) -> bool:
    """Whether two records say the same: a place of that number, a time with that value on those words, a namesake."""
    if group == "places":
        return a["geonames"] is not None and a["geonames"] == b["geonames"]
    if group == "times":
        return all(a[name] == b[name] for name in ("start", "end", "value"))
    return group == "entities" and a["type"] == b["type"] and a["name"].casefold() == b["name"].casefold()


def add_mentions(record: Record, mentions: Iterable[Record]) -> None:
    """Add mentions to an entity or place, except on words that are one of it already."""
    for new in mentions:
        if not any(overlap(new, old) for old in record["mentions"]):
            record["mentions"].append(new)
            record["mentions"].sort(key=lambda span: (span["start"], span["end"]))
