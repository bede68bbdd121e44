"""Whether a decision is possible, and the decision as it is kept: what stood before, and by what its records are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from dateline.errors import RevisionError
from dateline.resources.codebook import Codebook
from dateline.review.anchors import make_anchors, plain
from dateline.review.apply import CHECKED, Applier, are_twins, made_by
from dateline.review.codes import make_codes
from dateline.review.fields import Fields, check_days
from dateline.review.links import NAMES, SINGULAR, Record, group_of_id, ids_in
from dateline.review.merge import MERGEABLE
from dateline.review.reviewed import Reviewed
from dateline.review.revision import KINDS, NewRevision, Revision, in_force
from dateline.review.sheet import Sheet
from dateline.review.values import line

JUDGED = ("events", "conflicts")
"""What can be accepted and rejected."""


def check_revision(
    reviewed: Reviewed,
    text: str,
    new: NewRevision,
    *,
    who: str = "",
    decided: str = "",
    mark: str = "R",
    codebook: Codebook | None = None,
) -> Revision:
    """Check a decision against the coding that it is about, and give it as it is kept.

    Args:
        reviewed: The coding with all decisions before this one.
        text: The article's text.
        new: What is asked for.
        who: Who decides.
        decided: The moment, in ISO 8601, universal time.
        mark: The letter in the ids of new records; a review on top of another needs its own.
        codebook: What events may be; PLOVER's by default.

    Raises:
        RevisionError: It is not possible; the message says what is.
    """
    if new.kind not in KINDS:
        raise RevisionError(f"a decision is one of {', '.join(KINDS)}, not {new.kind!r}")
    checker = _Checker(reviewed, text, codebook, mark)
    why = line(new.why, "why") if new.why.strip() else ""
    found = checker.check(new)
    anchors = make_anchors(checker.sheet.get, found.pop("ids"))
    revision = Revision(
        len(reviewed.revisions) + 1, new.kind, anchors=anchors, why=why, who=who, decided=decided, **found
    )
    if new.kind != "undo":
        _try(revision, checker.sheet, codebook)
    return revision


def _try(revision: Revision, sheet: Sheet, codebook: Codebook | None) -> None:
    """See that the decision finds its place, and that what it makes is a report."""
    applier = Applier(sheet, codebook)
    try:
        if not applier.apply(revision):
            raise RevisionError(f"{revision.target} is not in the coding any more")
        _cross_check(revision, sheet)
        sheet.report()
    except ValidationError as problem:
        first = problem.errors()[0]
        raise RevisionError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from problem


def _cross_check(revision: Revision, sheet: Sheet) -> None:
    """Check what two fields say together."""
    record = sheet.get(sheet.made.get(revision.target, revision.target))
    if record is not None and group_of_id(revision.target) == "times":
        check_days(record, revision.target)


class _Checker:
    """Checks one decision. `ids` in what it gives are those whose records are kept with the decision."""

    def __init__(self, reviewed: Reviewed, text: str, codebook: Codebook | None, mark: str) -> None:
        self.reviewed = reviewed
        self.sheet = Sheet(reviewed.report, made_by(reviewed.revisions), is_result=True, mark=mark)
        self.fields = Fields(text, self.sheet, codebook)

    def check(self, new: NewRevision) -> dict[str, Any]:
        found: dict[str, Any] = getattr(self, f"_{new.kind}")(new)
        return found

    def _target(self, id_: Any, groups: tuple[str, ...] | None = None) -> tuple[str, Record]:
        """Find a record by its id: its list and the record."""
        group = group_of_id(id_) if isinstance(id_, str) else ""
        record = self.sheet.groups[group].get(id_) if group else None
        if record is None:
            raise RevisionError(f"{id_!r} is not in this report; it may have been rejected or merged")
        if groups is not None and group not in groups:
            allowed = " and ".join((", ".join(groups[:-1]), groups[-1]))
            raise RevisionError(f"{id_} is of the {group}; this can be done with {allowed}")
        return group, record

    def _accept(self, new: NewRevision) -> dict[str, Any]:
        self._target(new.target, JUDGED)
        return {"target": new.target, "ids": [new.target]}

    def _reject(self, new: NewRevision) -> dict[str, Any]:
        group, record = self._target(new.target, JUDGED)
        return {"target": new.target, "before": plain(group, record), "ids": [new.target]}

    def _merge(self, new: NewRevision) -> dict[str, Any]:
        group, record = self._target(new.target, MERGEABLE)
        into, _ = self._target(new.after, MERGEABLE)
        if new.target == new.after or group != into:
            raise RevisionError(f"{new.target} cannot go into {new.after}; name another of the {group}")
        before = plain(group, record)
        return {"target": new.target, "before": before, "after": new.after, "ids": [new.target, new.after]}

    def _undo(self, new: NewRevision) -> dict[str, Any]:
        undone = next((r for r in self.reviewed.revisions if r.n == new.undoes), None)
        if undone is None:
            raise RevisionError(f"there is no decision {new.undoes} to be taken back")
        if undone not in in_force(self.reviewed.revisions, with_undos=True):
            raise RevisionError(f"decision {undone.n} was taken back before")
        return {"target": undone.target, "undoes": undone.n, "ids": []}

    def _edit(self, new: NewRevision) -> dict[str, Any]:
        group, record = self._target(new.target)
        if new.field is None:
            raise RevisionError(
                f"name the field to be edited; {SINGULAR[group]} has {', '.join(self.fields.checks[group])}"
            )
        is_record = new.field == "record"
        if is_record and not (isinstance(new.after, Mapping) and new.after):
            raise RevisionError("a record is edited by an object of fields and their new values")
        changes = self.fields.check(group, new.after if is_record else {new.field: new.after}, record)
        if changes.get("place_relation") and not changes.get("place", record["place"]):
            raise RevisionError(f"{new.target} has no place; choose one before its relation")
        before = {name: _value(record, name) for name in changes}
        values = (before, changes) if is_record else (before[new.field], changes[new.field])
        ids = [new.target, *ids_in(group, changes)]
        return {"target": new.target, "field": new.field, "before": values[0], "after": values[1], "ids": ids}

    def _add(self, new: NewRevision) -> dict[str, Any]:
        name = new.target or "event"
        if name not in NAMES:
            raise RevisionError(f"{name!r} cannot be added; it must be one of {', '.join(NAMES)}")
        if not isinstance(new.after, Mapping):
            raise RevisionError(f"give the new {name} as an object of its fields")
        if name == "event":
            return self._add_event(new.after)
        record: Record = getattr(self.fields, f"new_{name}")(new.after, name)
        return {"target": record["id"], "after": record, "ids": ids_in(NAMES[name], record)}

    def _add_event(self, given: Mapping[str, Any]) -> dict[str, Any]:
        for field in ("type", "trigger"):
            if not given.get(field):
                raise RevisionError(f"a new event needs {field}: the kind of event and the words that tell it")
        checked = self.fields.check("events", given, given)
        record = {"id": self.sheet.fresh_id("events"), **_empty_event(), **checked}
        if record["place"] is not None:
            record["place_relation"] = record["place_relation"] or "in"
        if "codes" not in checked:
            entities = self.sheet.groups["entities"] | {
                each["id"]: each
                for side in ("actors", "recipients")
                for p in record[side]
                if isinstance(each := p["entity"], dict)
            }
            named = {side: [_by_id(party) for party in record[side]] for side in ("actors", "recipients")}
            record["codes"] = make_codes({**record, **named}, entities, self.fields.codebook)
        twins = [own for own, other in self.sheet.groups["events"].items() if are_twins(record, other)]
        return {"target": record["id"], "before": twins or None, "after": record, "ids": ids_in("events", record)}


def _by_id(party: Record) -> Record:
    """A party with its entity's id in place of a new entity."""
    entity = party["entity"]
    return {**party, "entity": entity["id"]} if isinstance(entity, dict) else party


def _value(record: Record, name: str) -> Any:
    return {key: record[key] for key in ("start", "end", "text")} if name == "span" else record[name]


def _empty_event() -> Record:
    lists = (
        "modes",
        "contexts",
        "evidence",
        "actors",
        "recipients",
        "instruments",
        "casualties",
        "attributions",
        "stances",
    )
    nothing = ("place", "time", "place_relation", "deaths", "injured", "asserted")
    return {
        **{name: [] for name in lists},
        **dict.fromkeys(nothing),
        "status": "happened",
        "confidence": CHECKED,
    }
