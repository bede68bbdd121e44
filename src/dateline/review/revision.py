"""One decision of a person on a coding. Decisions are numbered, and none is ever changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["accept", "reject", "edit", "add", "merge", "undo"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class NewRevision:
    """What a person asks for.

    Args:
        kind: accept, reject, edit, add, merge or undo.
        target: Id of what it is about; for add, what is added ("event" by default).
        field: For edit, the field of the target, or "record" for several at once.
        after: For edit, the new value; for add, the fields of the new record; for merge, the id that stays.
        why: Why, in a few words.
        undoes: For undo, the number of the revision that is taken back.
    """

    kind: str
    target: str = ""
    field: str | None = None
    after: Any = None
    why: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision as it is kept.

    Args:
        n: Its number in its review, from 1.
        kind: accept, reject, edit, add, merge or undo.
        target: Id of what it is about, in the coding that was decided on.
        field: For edit, the field, or "record".
        before: What stood there.
        after: What stands there by it; new records that it needs stand in it whole, with their ids.
        anchors: The records that it names as they stood then, by id, so that they are found in another coding.
        why: Why, in a few words.
        who: Who decided.
        decided: When, in ISO 8601, universal time.
        undoes: For undo, the number of the revision that is taken back.
    """

    n: int
    kind: str
    target: str
    field: str | None = None
    before: Any = None
    after: Any = None
    anchors: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    why: str = ""
    who: str = ""
    decided: str = ""
    undoes: int | None = None


def in_force(revisions: Sequence[Revision], *, with_undos: bool = False) -> list[Revision]:
    """Give the decisions that stand, in order: those that no undo that stands itself takes back.

    Args:
        revisions: All decisions of one review, in order.
        with_undos: Whether to give the undos that stand, too.
    """
    undone: set[int] = set()
    standing = []
    for revision in reversed(revisions):
        if revision.n in undone:
            continue
        if revision.kind == "undo":
            undone.add(revision.undoes or 0)
        if revision.kind != "undo" or with_undos:
            standing.append(revision)
    return standing[::-1]


def last_in_force(revisions: Sequence[Revision]) -> Revision | None:
    """Give the last decision that stands, which is the one that "undo" takes back."""
    standing = in_force(revisions)
    return standing[-1] if standing else None
