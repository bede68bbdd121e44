"""Fit what turns scores into confidence, and draw how well it agrees. Runs where dateline is installed.

    python training/events/calibrate.py --bench-dir DIR --folds FOLDER [--picture FILE.svg]

Each article of PLV_train is read with the weights of the fold that has not seen it (train.py
--folds). An event that names both sides of a labelled pair is right if it has the pair's type.
Prints the constants for `calibration` in codebooks/confidence.yaml and the table of the picture.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.resources.encoder import Encoder
from dateline.steps.events import find_events
from dateline.steps.events.confidence import factors
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.head import Judge, load_head
from dateline.steps.events.index import load_index
from dateline.steps.events.typer import LearnedTyper

Row = tuple[float, float | None, float, bool]
"""Score by the rules, the head's probability, the event's confidence, whether it is right."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench-dir", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--picture", type=Path)
    args = parser.parse_args()
    rows = read_rows(args.bench_dir / "relations", args.folds)
    constant, rules, head = fit(rows)
    print(f"calibration: {{constant: {constant:.2f}, rules: {rules:.2f}, head: {head:.2f}}}")
    bins = share_right(rows)
    for low, n, mean, right in bins:
        print(f"{low:.1f} to {low + 0.1:.1f}: {n} events, mean confidence {mean:.2f}, right {right:.2f}")
    print(f"{len(rows)} events, mean gap {sum(n * abs(m - r) for _, n, m, r in bins) / len(rows):.3f}")
    if args.picture:
        args.picture.write_text(draw(bins), encoding="utf-8")


def read_rows(folder: Path, weights: Path) -> list[Row]:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    fold_of = json.loads((weights / "folds.json").read_text(encoding="utf-8"))
    judges = {
        fold: (Encoder(weights / str(fold)), load_head(weights / str(fold))) for fold in sorted(set(fold_of.values()))
    }
    seen = watch_scores()
    gold = {row["id"]: row for row in score.read_gold(folder / "dev.gold.jsonl")}
    steps, index = default_steps(Options(learned=False))[:5], load_index(None)
    rows: list[Row] = []
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if gold[article["id"]]["corpus"] != "PLV":
            continue
        draft = Draft(Article(**{key: article.get(key) for key in Article.model_fields}))
        for step in steps:
            step([draft])
        seen.clear()
        draft.events = find_events(draft, index, ContextWords(index.codebook), Judge(*judges[fold_of[article["id"]]]))
        document = score.Document(draft.to_report().model_dump(mode="json"), article["text"], Counter())
        for dyad in gold[article["id"]]["dyads"]:
            for event, scored in zip(draft.events, document.events, strict=True):
                if score.pair_match(dyad, scored)[0] > 0 and event.trigger.start in seen:
                    rows.append((*seen[event.trigger.start], event.confidence, scored["root"] == dyad["root"]))
    return rows


def watch_scores() -> dict[int, tuple[float, float | None]]:
    """Keep what each trigger's confidence is made of, by the trigger's first code point."""
    seen: dict[int, tuple[float, float | None]] = {}
    weigh = LearnedTyper.weigh

    def watched(typer: Any, candidate: Any, confidence: float, features: dict[str, str]) -> float:
        found = weigh(typer, candidate, confidence, features)
        seen[candidate.token.idx] = confidence, float(features["encoder"]) if "encoder" in features else None
        return found

    LearnedTyper.weigh = watched  # type: ignore[method-assign]
    return seen


def fit(rows: list[Row]) -> tuple[float, float, float]:
    """Constant and weights of a logistic regression on the rules' log-odds and the head's log, by Newton's method."""
    least = factors()["calibration"]["least_share"]
    score = np.array([min(max(row[0], 0.001), 0.999) for row in rows])
    share = np.array([1.0 if row[1] is None else max(row[1], least) for row in rows])
    right = np.array([row[3] for row in rows], float)
    inputs = np.column_stack([np.ones(len(rows)), np.log(score / (1 - score)), np.log(share)])
    weights = np.zeros(3)
    for _ in range(50):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - guess) - 0.01 * weights
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 0.01 * np.eye(3)
        weights += np.linalg.solve(curve, slope)
    return float(weights[0]), float(weights[1]), float(weights[2])


def share_right(rows: list[Row]) -> list[tuple[float, int, float, float]]:
    """By tenths of confidence: lower bound, events, mean confidence, share that is right."""
    tenths: dict[int, list[Row]] = {}
    for row in rows:
        tenths.setdefault(min(math.floor(row[2] * 10), 9), []).append(row)
    return [
        (n / 10, len(group), sum(row[2] for row in group) / len(group), sum(row[3] for row in group) / len(group))
        for n, group in sorted(tenths.items())
    ]


def draw(bins: list[tuple[float, int, float, float]]) -> str:
    """A reliability diagram: confidence to the right, share of right events upwards, dots as big as their number."""
    size, edge = 320, 44
    most = max(n for _, n, _, _ in bins)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * size, 1), round(edge / 2 + (1 - y) * size, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" role="img" font-family="sans-serif" font-size="11">',
        "<title>Confidence of events and the share of them that is right</title>",
        f'<rect width="{size + 2 * edge}" height="{size + 2 * edge}" fill="#fff"/>',
    ]
    for tick in range(0, 11, 2):
        (x, y), (_, bottom) = at(tick / 10, tick / 10), at(0, 0)
        parts.append(
            f'<line x1="{x}" y1="{edge / 2}" x2="{x}" y2="{bottom}" stroke="#ddd"/><line x1="{edge}" y1="{y}" x2="{edge + size}" y2="{y}" stroke="#ddd"/>'
        )
        parts.append(
            f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tick / 10}</text><text x="{edge - 8}" y="{y + 4}" text-anchor="end">{tick / 10}</text>'
        )
    (x1, y1), (x2, y2) = at(0, 0), at(1, 1)
    parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#888" stroke-dasharray="4 4"/>')
    line = " ".join(f"{x},{y}" for x, y in (at(mean, right) for _, _, mean, right in bins))
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>')
    for _, n, mean, right in bins:
        x, y = at(mean, right)
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{2 + 7 * math.sqrt(n / most):.1f}" fill="#1f5fa8" fill-opacity="0.7"><title>{n} events</title></circle>'
        )
    x, y = at(0.5, 0)
    parts.append(f'<text x="{x}" y="{y + 36}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text x="12" y="{edge / 2 + size / 2}" text-anchor="middle" transform="rotate(-90 12 {edge / 2 + size / 2})">share with the right type</text></svg>'
    )
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
