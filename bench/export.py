"""How fast a store's events are exported, and how much memory that takes.

    python bench/export.py [--events 100000] [--record]

A store of copies of one coded report (tests/export/sample.py: four events, seven entities) is
written once; then each format is exported from it in a process of its own:

    FORMAT_s       seconds from the store to the files
    FORMAT_cpu_s   seconds of processor time of that, which other work on the machine does not change
    FORMAT_mb      peak resident size
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FORMATS = ("parquet", "acled", "jsonl")
BATCH = 500


def make_store(path: Path, events: int) -> None:
    """Write a store with at least so many events."""
    sys.path.insert(0, str(ROOT))
    from tests.export.sample import ARTICLE, REPORT

    from dateline.store import Entry, open_store, prepare_article, prepare_report

    with open_store(path) as store:
        run = store.begin_run("benchmark")
        batch = []
        for n in range(-(-events // len(REPORT.events))):
            article = ARTICLE.model_copy(update={"id": f"a{n}", "text": ARTICLE.text + f"\n\n{n}"})
            report = REPORT.model_copy(update={"article": article.head()})
            batch.append(Entry(article=prepare_article(article), report=prepare_report(report)))
            if len(batch) == BATCH:
                store.write(run, batch)
                batch = []
        store.write(run, batch)


def export_once(path: Path, form: str, folder: Path) -> dict[str, float]:
    """Export in this process and tell the time and the memory."""
    from dateline.export import DATASETS, dataset_writer
    from dateline.export.coded import LeftOut
    from dateline.export.selection import Selection, keep_events
    from dateline.store import open_store

    start, busy = time.perf_counter(), time.process_time()
    with open_store(path, make=False) as store:
        kept = keep_events(store.items(), Selection())
        if DATASETS[form].folder:
            dataset_writer(form)(kept, folder / form, LeftOut())
        else:
            with (folder / form).open("w", encoding="utf-8", newline="") as stream:
                dataset_writer(form)(kept, stream, LeftOut())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        f"{form}_s": round(time.perf_counter() - start, 1),
        f"{form}_cpu_s": round(time.process_time() - busy, 1),
        f"{form}_mb": round(peak),
    }


def main() -> None:
    """Make the store, export it in each format, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--record", action="store_true", help="write the figures into bench/scores.json")
    parser.add_argument("--one", nargs=3, metavar=("STORE", "FORMAT", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        store, form, folder = given.one
        print(json.dumps(export_once(Path(store), form, Path(folder))))
        return
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_store(folder / "s.db", given.events)
        for form in FORMATS:
            command = [sys.executable, __file__, "--one", str(folder / "s.db"), form, str(folder)]
            figures |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for name, value in figures.items():
        print(f"{name:<14} {value}")
    if given.record:
        path = HERE / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8"))
        scores["export"] = figures
        path.write_text(json.dumps(scores, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
