"""Measure event status on our own sentences: `python bench/status.py [--misses]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import yaml
from spacy.tokens import Doc, Token

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
    """Print accuracy by part and status, and with `--misses` every wrong row."""
    nlp = load_model()
    right, seen = Counter(), Counter()
    for part, rows in yaml.safe_load(ROWS.read_text(encoding="utf-8")).items():
        for status, trigger, text in rows:
            found = find_status(find_token(nlp(text), trigger))
            for key in (part, status, "all"):
                seen[key] += 1
                right[key] += found == status
            if found != status and "--misses" in sys.argv:
                print(f"{part}: {status} not {found}: [{trigger}] {text}")
    for key in seen:
        print(f"{key:13s} {right[key]:4d} of {seen[key]:4d}  {right[key] / seen[key]:.3f}")
    print(f"accuracy {right['all'] / seen['all']:.4f}")


if __name__ == "__main__":
    main()
