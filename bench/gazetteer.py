"""Speed and memory of the gazetteer and of the places step.

    python bench/gazetteer.py [--bench-dir DIR] [--articles 100] [--record]

Prints look-ups a second over every seventh main name of the index, the time that loading
takes, the place step's share of the bare spaCy pass, and how much memory (peak resident
size) the gazetteer and the step add to a process that has the language model loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from dateline.report import Article
from dateline.resources.gazetteer import Gazetteer, load_gazetteer
from dateline.resources.models import load_model
from dateline.steps.annotate import annotate
from dateline.steps.places import find_places

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench-dir", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/scores.json")
    args = parser.parse_args()
    model = load_model()
    articles = read(args.bench_dir)[: args.articles]
    start = time.process_time()
    docs = [annotate(article.text, model) for article in articles]
    spacy_s = time.process_time() - start
    before_mb = peak_mb()
    start = time.process_time()
    gazetteer = load_gazetteer()
    figures = {"load_s": round(time.process_time() - start, 3)}
    start = time.process_time()
    for article, doc in zip(articles, docs, strict=True):
        find_places(doc, [], article, gazetteer)
    figures["share_of_spacy"] = round((time.process_time() - start) / spacy_s, 3)
    figures["memory_mb"] = round(peak_mb() - before_mb)
    figures["lookups_per_s"] = lookups_per_s(gazetteer)
    print(json.dumps(figures, indent=1))
    if args.record:
        path = HERE / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        scores["gazetteer"] = {"figures": figures}
        path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def lookups_per_s(gazetteer: Gazetteer) -> int:
    """Look up names that were never asked for before."""
    names = [gazetteer.place(ref).name for ref in range(0, len(gazetteer), 7)]
    start = time.process_time()
    for name in names:
        gazetteer.lookup(name)
    return round(len(names) / (time.process_time() - start))


def peak_mb() -> float:
    """Largest resident size of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(bench_dir: Path) -> list[Article]:
    """The articles of the places bench, or the examples where there is none."""
    file = bench_dir / "places" / "dev.jsonl"
    if file.exists():
        return [Article(**json.loads(line)) for line in file.read_text(encoding="utf-8").split("\n") if line]
    return [
        Article(**json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((HERE.parent / "examples").glob("*.json"))
    ]


if __name__ == "__main__":
    main()
