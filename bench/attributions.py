"""Measure whole attributions on our own hard sentences: `python bench/attributions.py [--misses]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from tally import Tally

from dateline.pipeline import Coder
from dateline.report import Attribution, Span
from dateline.steps.annotate import Annotator
from dateline.steps.attributions import AttributionFinder
from dateline.steps.entities import EntityFinder

ROWS = Path(__file__).with_name("attributions.yaml")
FIELDS = ("source", "cue", "content", "kind", "carrier", "anonymity")


def words(text: str) -> list[str]:
    """The runs of letters and digits, so that a mark more or less does not count."""
    return re.findall(r"\w+", text.lower())


def has_words(expected: str | None, span: Span | None) -> bool:
    """Whether a span has just the words expected, or is absent where none are."""
    if expected is None or span is None:
        return expected is None and span is None
    return words(expected) == words(span.text)


def wrong_fields(row: dict[str, Any], found: Attribution) -> list[str]:
    """Name the fields of an attribution that are not as expected; of the cue one word must be there."""
    right = {
        "source": has_words(row["source"], found.source),
        "cue": found.cue is not None and row["cue"].lower() in words(found.cue.text),
        "content": [words(piece) for piece in row["content"]] == [words(span.text) for span in found.content],
        "kind": row["kind"] == found.source_kind,
        "carrier": has_words(row.get("carrier"), found.carrier),
        "anonymity": has_words(row.get("anonymity"), found.anonymity),
    }
    return [field for field in FIELDS if not right[field]]


def tell(found: Attribution) -> str:
    """Put an attribution in one line."""
    spans = (found.source, found.cue, found.carrier, found.anonymity)
    return f"{[span and span.text for span in spans]} {found.source_kind} {[span.text for span in found.content]}"


def compare(rows: Sequence[dict[str, Any]], found: list[Attribution], tally: Tally) -> bool:
    """Pair each row with the attribution that it misses least, count fields, and say whether all is right."""
    left = list(found)
    all_right = True
    for row in rows:
        ranked = sorted(left, key=lambda attribution: len(wrong_fields(row, attribution)))
        wrong = wrong_fields(row, ranked[0]) if ranked else list(FIELDS)
        if ranked:
            left.remove(ranked[0])
        for field in FIELDS:
            tally.add(field, field not in wrong)
        all_right = all_right and not wrong
    return all_right and not left


def main() -> None:
    """Print the share of sentences with just the attributions expected, by group and by field."""
    coder = Coder(steps=[Annotator(), EntityFinder(), AttributionFinder()])
    tally = Tally()
    groups = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    for group, sentences in groups.items():
        for sentence in sentences:
            found = coder.code(sentence["text"]).attributions
            right = compare(sentence["rows"], found, tally)
            tally.add(group, right, "\n   ".join([sentence["text"], *map(tell, found)]))
    tally.tell(list(groups))


if __name__ == "__main__":
    main()
