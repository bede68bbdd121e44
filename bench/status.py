"""Measure event status on our own sentences: `python bench/status.py [--misses]`."""

from __future__ import annotations

from pathlib import Path

import yaml
from spacy.tokens import Doc, Token
from tally import Tally

from dateline.resources.models import load_model
from dateline.steps.events.status import find_status

ROWS = Path(__file__).with_name("status.yaml")


def find_token(doc: Doc, trigger: str) -> Token:
    """Give the n-th token that reads `word` where the trigger is `word#n`."""
    word, _, n = trigger.partition("#")
    hits = [token for token in doc if token.text == word]
    if len(hits) < int(n or 1):
        raise ValueError(f"no token {trigger!r} in {doc.text!r}")
    return hits[int(n or 1) - 1]


def main() -> None:
    """Print accuracy by part and by status, and with `--misses` every wrong row."""
    nlp = load_model()
    tally = Tally()
    groups = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    for part, rows in groups.items():
        for status, trigger, text in rows:
            found = find_status(find_token(nlp(text), trigger))
            tally.add(part, found == status, f"{status} not {found}: [{trigger}] {text}")
            tally.add(status, found == status)
    tally.tell(over=list(groups))


if __name__ == "__main__":
    main()
