"""Decisions and values in the words of a person: what was changed, from what, into what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.export.facts import STATUS_WORDS, count_words
from dateline.export.visible import in_line

VALUE_CHARS = 160

FIELD_WORDS = {
    "trigger": "told by",
    "evidence": "evidence",
    "actors": "who",
    "recipients": "to whom",
    "instruments": "with",
    "place": "where",
    "place_relation": "relation to the place",
    "time": "when",
    "casualties": "toll",
    "attributions": "according to",
    "asserted": "told by the article itself",
    "record": "several fields",
    "source_kind": "kind of source",
}
"""What a field of a record is called on a page, where that is not its name."""

KIND_WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "add": "added",
    "merge": "merged",
    "undo": "undone",
}


def tell_field(field: str | None) -> str:
    """Name a field as the cards do."""
    return FIELD_WORDS.get(field or "", (field or "").replace("_", " "))


def tell_value(value: Any) -> str:
    """Tell a value of a report in one line.

    Example:
        >>> tell_value({"low": 6, "high": None}), tell_value([]), tell_value(["aerial", "drone"])
        ('6 or more', 'nothing', 'aerial, drone')
    """
    return in_line(_tell(value), VALUE_CHARS)


def _tell(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _tell_record(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_tell(item) for item in value)
    return STATUS_WORDS.get(str(value), str(value))


def _tell_record(value: Mapping[str, Any]) -> str:
    """Tell a record by its name, its words or its count; of others, each field."""
    if "name" in value:
        return str(value["name"])
    if "trigger" in value and "type" in value:
        return f"{value['type']} “{_tell(value['trigger'])}”"
    if "text" in value:
        return f"“{value['text']}”"
    if value.keys() <= {"low", "high"}:
        return count_words(value["low"], value.get("high"))
    return "; ".join(f"{tell_field(name)}: {_tell(item)}" for name, item in value.items())
