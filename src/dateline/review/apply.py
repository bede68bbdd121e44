"""What a coding is by the decisions on it, whether they were taken on this coding or on another one of the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.errors import RevisionError
from dateline.report import Report, all_spans
from dateline.resources.codebook import Codebook, load_codebook
from dateline.review.anchors import plain
from dateline.review.change import change_record, mention_parties
from dateline.review.links import Record, group_of_id, new_records
from dateline.review.merge import merge_records
from dateline.review.reviewed import Rejected, Reviewed, State
from dateline.review.revision import Revision, in_force
from dateline.review.sheet import Sheet

CHECKED = 1.0
"""The confidence of an event that a person checked."""


def apply_revisions(
    report: Report, text: str, revisions: Sequence[Revision], *, codebook: Codebook | None = None
) -> Reviewed:
    """Apply decisions to a coding, each to what the ones before it made of it.

    A decision finds its records by their words, so that it holds for another coding of the same
    text. An accepted or added event is put back as it was decided where that coding has it
    otherwise, or not at all.

    Args:
        report: The coding.
        text: The article's text.
        revisions: All decisions of one review, in order.
        codebook: What codes are made by; PLOVER's by default.

    Raises:
        RevisionError: The coding is of another text.
    """
    standing = in_force(revisions)
    applier = Applier(Sheet(report, made_by(revisions)), codebook)
    unapplied = [revision.n for revision in standing if not applier.apply(revision)]
    corrected = applier.sheet.report() if standing else report
    for span in all_spans(corrected):
        if text[span.start : span.end] != span.text:
            raise RevisionError(
                f"{span.text!r} does not stand at {span.start} to {span.end}: the coding is of another text"
            )
    stand = {revision.n for revision in standing}
    undone = [revision.n for revision in revisions if revision.kind != "undo" and revision.n not in stand]
    return Reviewed(corrected, applier.states, applier.rejected, unapplied, undone, tuple(revisions))


def made_by(revisions: Iterable[Revision]) -> list[str]:
    """Give the ids of the records that decisions made, whether they stand or not."""
    found = []
    for revision in revisions:
        if revision.kind == "add":
            found.append(revision.target)
        if revision.kind in ("add", "edit"):
            changes = changes_of(revision)
            found += [record["id"] for record in new_records(group_of_id(revision.target), changes)]
    return found


def changes_of(revision: Revision) -> Record:
    """Give the new values of an edit or a new record, by field."""
    if revision.kind == "edit" and revision.field != "record":
        return {str(revision.field): revision.after}
    return dict(revision.after)


class Applier:
    """Applies decisions to a working copy of a coding, one after the other.

    Args:
        sheet: The working copy.
        codebook: What codes are made by; PLOVER's by default.
    """

    def __init__(self, sheet: Sheet, codebook: Codebook | None = None) -> None:
        self.sheet = sheet
        self.states: dict[str, State] = {}
        self.rejected: list[Rejected] = []
        self._codebook = codebook

    def codebook(self) -> Codebook:
        """Give the codebook, which is read when it is needed first."""
        return self._codebook or load_codebook()

    def apply(self, revision: Revision) -> bool:
        """Apply a decision; False where it finds nothing to hold on to."""
        return bool(getattr(self, f"_{revision.kind}")(revision))

    def _accept(self, revision: Revision) -> bool:
        """Let a record be as it was when it was found right."""
        target, group = revision.target, group_of_id(revision.target)
        anchor = revision.anchors[target]
        found = self.sheet.resolve(target, revision.anchors)
        if found in self.states and anchor.get("type") != self.sheet.groups[group][found].get("type"):
            found = None
        if found is None and self.sheet.is_waiting(target):
            return False
        if found is None or not _is_as(group, anchor, self.sheet.groups[group][found]):
            found = self._restore(revision, group, found)
        if group == "events":
            self.sheet.groups[group][found]["confidence"] = CHECKED
        self.states[found] = "accepted"
        return True

    def _restore(self, revision: Revision, group: str, found: str | None) -> str:
        """Put a record back as it stood, in the place of what this coding has for it."""
        record = self.sheet.adopt(group, revision.anchors[revision.target], revision.anchors)
        if found is None:
            return self._insert(group, record)
        self.sheet.groups[group][found] = {**record, "id": found}
        return found

    def _insert(self, group: str, record: Record) -> str:
        """Put in an event or conflict; events stand in the order of the text."""
        id_ = self.sheet.install(group, record)
        if group == "events":
            self.sheet.order_event(id_)
        return id_

    def _reject(self, revision: Revision) -> bool:
        """Take a record out; where this coding has none such, all is as it should be."""
        found = self.sheet.resolve(revision.target, revision.anchors, strict=True)
        if found is None:
            return not self.sheet.is_waiting(revision.target)
        self._gone(found, self.sheet.drop(found), revision.n)
        return True

    def _gone(self, id_: str, record: Record, n: int, into: str | None = None) -> None:
        self.states.pop(id_, None)
        self.rejected.append(Rejected(id_, plain(group_of_id(id_), record), n, into))

    def _edit(self, revision: Revision) -> bool:
        found = self.sheet.resolve(revision.target, revision.anchors)
        if found is None:
            return False
        group = group_of_id(found)
        record = plain(group, self.sheet.groups[group][found])
        self.sheet.groups[group][found] = record
        changes = self.sheet.adopt(group, changes_of(revision), revision.anchors)
        change_record(self.sheet, group, record, changes, self.codebook)
        self._mark_edited(found)
        return True

    def _mark_edited(self, id_: str) -> None:
        self.states[id_] = "added" if self.states.get(id_) == "added" else "edited"

    def _add(self, revision: Revision) -> bool:
        """Put in a new record; where another coding has found the event itself, in its place."""
        group = group_of_id(revision.target)
        record = self.sheet.adopt(group, revision.after, revision.anchors)
        if group != "events":
            self.states[self.sheet.install(group, record)] = "added"
            return True
        twins = [own for own, other in self.sheet.groups[group].items() if are_twins(record, other)]
        free = [own for own in twins if own not in self.states]
        if len(twins) > len(revision.before or []) and free:
            id_ = self.sheet.made[revision.target] = free[-1]
            self.sheet.groups[group][id_] = {**record, "id": id_}
        else:
            id_ = self._insert(group, record)
        mention_parties(self.sheet, record)
        self.states[id_] = "added"
        return True

    def _merge(self, revision: Revision) -> bool:
        gone = self.sheet.resolve(revision.target, revision.anchors)
        kept = self.sheet.resolve(revision.after, revision.anchors)
        if gone is None or kept is None:
            return False
        if gone != kept:
            self._gone(gone, merge_records(self.sheet, gone, kept, self.codebook), revision.n, kept)
            self._mark_edited(kept)
        return True


def are_twins(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two events are of one type and told by the same word."""
    return bool(a["type"] == b["type"] and a["trigger"] == b["trigger"])


def _is_as(group: str, anchor: Mapping[str, Any], record: Record) -> bool:
    """Whether a record stands as it was accepted."""
    left_out = {"id", "confidence"}
    return all(record.get(name) == value for name, value in plain(group, anchor).items() if name not in left_out)
