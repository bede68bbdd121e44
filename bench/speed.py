"""Time of the whole pipeline over the bare spaCy pass on the same text, and each step's share.

    python bench/speed.py --bench-dir DIR [--articles 200] [--record]

The two are timed in turns, article by article, so that a busy machine slows both alike.
Without a bench folder the examples are used.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.resources.models import load_model

HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench-dir", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--record", action="store_true", help="keep the figure in bench/scores.json")
    parser.add_argument(
        "--growth", action="store_true", help="time of texts of one kind that grow fourfold: 4 is linear"
    )
    args = parser.parse_args()
    articles = read(args.bench_dir)[: args.articles]
    spent, words = time_steps(articles)
    spacy_s = spent.pop("spaCy")
    total_s = sum(spent.values())
    print(
        f"{len(articles)} articles, {words} words: spaCy alone {words / spacy_s:.0f} words/s, pipeline {words / total_s:.0f} words/s"
    )
    for name, seconds in spent.items():
        print(f"  {name:18} {seconds / spacy_s:6.3f} of the bare spaCy pass")
    print(f"ratio {total_s / spacy_s:.3f}")
    if args.growth:
        tell_growth()
    if args.record:
        path = HERE / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        scores["speed"] = {"figures": {"ratio_to_spacy": round(total_s / spacy_s, 3)}}
        path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def read(bench_dir: Path) -> list[Article]:
    file = bench_dir / "places" / "dev.jsonl"
    if file.exists():
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    else:
        rows = [
            json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE.parent / "examples").glob("*.json"))
        ]
    return [Article(**{key: row.get(key) for key in Article.model_fields}) for row in rows]


PIECES = {
    "sentences": "Gunmen killed six farmers near Baquba on Friday, the army said. ",
    "no full stop": "words without a full stop ",
    "brackets": "( ",
    "quotation marks": "“a” ",
    "names": "Joseph Aoun ",
    "joined verbs": "killed and ",
}


def tell_growth() -> None:
    """Print how much longer each step takes for a text of one kind that is four times as long."""
    steps = default_steps(Options())
    for name, piece in PIECES.items():
        spent = []
        for n in (250, 1000):
            drafts, seconds = [Draft(Article(id=name, text=piece * n, published="2025-03-14"))], Counter()
            for step in steps:
                started = time.process_time()
                step(drafts)
                seconds[type(step).__name__] += time.process_time() - started
            spent.append(seconds)
        growth = {step: spent[1][step] / max(spent[0][step], 0.002) for step in spent[0]}
        print(f"  {name:16}" + "  ".join(f"{step} {times:.1f}" for step, times in growth.items()))


def time_steps(articles: list[Article]) -> tuple[Counter[str], int]:
    """Seconds by step, and for spaCy alone under "spaCy"."""
    steps = default_steps(Options())
    model = load_model()
    warm = [Draft(articles[0])]
    for step in steps:
        step(warm)
    spent: Counter[str] = Counter()
    for article in articles:
        started = time.perf_counter()
        model(article.text)
        spent["spaCy"] += time.perf_counter() - started
        drafts = [Draft(article)]
        for step in steps:
            started = time.perf_counter()
            step(drafts)
            spent[type(step).__name__] += time.perf_counter() - started
    return spent, sum(len(article.text.split()) for article in articles)


if __name__ == "__main__":
    sys.exit(main())
