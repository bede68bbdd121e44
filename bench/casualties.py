"""Measure casualty totals on our own sentences: `python bench/casualties.py [--misses]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import yaml
from spacy.tokens import Doc

from dateline.resources.models import load_model
from dateline.steps.events.casualties import find_figures, total_of

ROWS = Path(__file__).with_name("casualties.yaml")
KINDS = ("killed", "injured", "missing", "captured")


def totals(doc: Doc) -> dict[str, list[int | None]]:
    """Give the totals that stand in a sentence, figures that did not come about left out."""
    figures = [figure for figure in find_figures(doc) if figure.status in ("happened", "ongoing")]
    found = {kind: total_of(figures, kind) for kind in KINDS}
    return {kind: [count.low, count.high] for kind, count in found.items() if count}


def main() -> None:
    """Print the share of sentences whose every total is right, and with `--misses` the wrong ones."""
    nlp = load_model()
    right, seen = Counter(), Counter()
    for part, rows in yaml.safe_load(ROWS.read_text(encoding="utf-8")).items():
        for text, gold in rows:
            expected = {kind: [n, n] if isinstance(n, int) else n for kind, n in gold.items()}
            found = totals(nlp(text))
            for key in (part, "all"):
                seen[key] += 1
                right[key] += found == expected
            if found != expected and "--misses" in sys.argv:
                print(f"{part}: {expected} not {found}: {text}")
    for key in seen:
        print(f"{key:6s} {right[key]:4d} of {seen[key]:4d}  {right[key] / seen[key]:.3f}")
    print(f"accuracy {right['all'] / seen['all']:.4f}")


if __name__ == "__main__":
    main()
