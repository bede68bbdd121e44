"""Measure kinds of source on our own sentences: `python bench/source_kinds.py [--misses]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from tally import Tally

from dateline.pipeline import Coder
from dateline.report import Attribution
from dateline.steps.annotate import Annotator
from dateline.steps.attributions import AttributionFinder
from dateline.steps.entities import EntityFinder

ROWS = Path(__file__).with_name("source_kinds.yaml")


def pick(attributions: list[Attribution], words: str | None) -> Attribution | None:
    """Choose the attribution whose source has these words, or the one without a source where none are given."""
    for attribution in attributions:
        text = attribution.source.text if attribution.source else None
        if (words is None and text is None) or (words and text and words.lower() in text.lower()):
            return attribution
    return attributions[0] if attributions else None


def faults(row: dict[str, Any], kind: str, found: Attribution | None) -> list[str]:
    """Say what is wrong in the attribution found in a sentence."""
    if found is None:
        return ["no attribution"]
    wrong = [] if found.source_kind == kind else [f"kind is {found.source_kind}, not {kind}"]
    for name, span in (("reason", found.anonymity), ("carrier", found.carrier)):
        if row.get(name) and (span is None or row[name] not in span.text):
            wrong.append(f"{name} is {span.text if span else None!r}")
    return wrong


def main() -> None:
    """Print the share of sentences with the right kind, reason and carrier, and with `--misses` the wrong ones."""
    coder = Coder(steps=[Annotator(), EntityFinder(), AttributionFinder()])
    tally = Tally()
    for kind, rows in yaml.safe_load(ROWS.read_text(encoding="utf-8")).items():
        for row in rows:
            wrong = faults(row, kind, pick(coder.code(row["text"]).attributions, row.get("source")))
            tally.add(kind, not wrong, f"{row['text']}: {'; '.join(wrong)}")
    tally.tell()


if __name__ == "__main__":
    main()
