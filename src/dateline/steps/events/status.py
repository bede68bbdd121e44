"""Whether an event happened, goes on, is planned, is only possible, or is denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.text.clauses import is_negated, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status


def find_status(trigger: Token, *, attempts_count: bool = True) -> Status:
    """Tell whether what a trigger names happened, by the scope it stands in.

    Args:
        trigger: Head token of the trigger, a verb or an event noun.
        attempts_count: "tried to kill" counts as an assault that happened; pass False for
            events that exist only once achieved ("tried to reach an agreement").
    """
    if is_negated(trigger):
        return "denied"
    return "planned" if tense_of(trigger) == "future" else "happened"
