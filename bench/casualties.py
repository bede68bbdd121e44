"""Measure casualty totals on our own sentences: `python bench/casualties.py [--misses]`."""

from __future__ import annotations

from pathlib import Path

import yaml
from spacy.tokens import Doc
from tally import Tally

from dateline.resources.models import load_model
from dateline.steps.events.casualties import find_figures
from dateline.steps.events.totals import total_of

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
    tally = Tally()
    for part, rows in yaml.safe_load(ROWS.read_text(encoding="utf-8")).items():
        for text, gold in rows:
            expected = {kind: [n, n] if isinstance(n, int) else n for kind, n in gold.items()}
            found = totals(nlp(text))
            tally.add(part, found == expected, f"{expected} not {found}: {text}")
    tally.tell()


if __name__ == "__main__":
    main()
