"""How fast the store answers what the review desk asks: queues, the trail, one article, one decision.

    python bench/desk_store.py [--articles 10000] [--reviewed 500] [--database sqlite|postgresql|both] [--record]

Articles and reports are those of bench/store.py, with confidences, countries and conflicts that
vary by number; a part of the articles is reviewed, some of them by two people. Each figure is the
median of nine calls, in milliseconds; nothing is remembered between them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.report import Article, Conflict, Report, Span
from dateline.review import NewRevision
from dateline.store import Entry, Store, open_store, prepare_article, prepare_report
from store import BATCH, make_articles, make_report, stores

HERE = Path(__file__).resolve().parent
CALLS = 9
COUNTRIES = ("IRQ", "SYR", "NGA", "UKR", "MMR", "COL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--reviewed", type=int, default=500)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/scores.json")
    args = parser.parse_args()
    names = ("sqlite", "postgresql") if args.database == "both" else (args.database,)
    figures = {name: measure(name, args.articles, args.reviewed) for name in names}
    print(json.dumps(figures, indent=1))
    if args.record:
        path = HERE / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        scores.setdefault("desk_store", {}).setdefault("figures", {}).update(figures)
        path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def measure(database: str, n_articles: int, n_reviewed: int) -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder,
        stores(database, folder) as (name, _),
        open_store(name) as store,
    ):
        fill(store, n_articles)
        decide_ms = review(store, n_reviewed)
        return {"n_articles": n_articles, "decide_ms": decide_ms, **asked(store, n_articles)}


def fill(store: Store, n_articles: int) -> None:
    run = store.begin_run("bench")
    batch: list[Entry] = []
    for number, article in enumerate(make_articles(n_articles)):
        batch.append(Entry(prepare_article(article), prepare_report(vary(make_report(article), article, number))))
        if len(batch) == BATCH:
            store.write(run, batch)
            batch = []
    store.write(run, batch)
    store.end_run(run, {})


def vary(report: Report, article: Article, number: int) -> Report:
    """Let reports differ by their number."""
    for n, event in enumerate(report.events):
        event.confidence = (number * 7 + n * 13) % 100 / 100
    for place in report.places:
        place.country = COUNTRIES[number % len(COUNTRIES)]
    claims = [Span.cut(article.text, 0, 5), Span.cut(article.text, 50, 60)]
    conflicts = [
        Conflict(id=f"C{n}", kind="number", claims=claims, explanation="Two figures.", severity=("high", "low")[n % 2])
        for n in range(number % 4)
    ]
    return report.model_copy(update={"conflicts": conflicts})


def review(store: Store, n_reviewed: int) -> float:
    """Let people decide, and give how long a decision takes."""
    taken = []
    with store.review_book() as book:
        keys = [row.article_key for row in book.queue(limit=n_reviewed)]
    for n, key in enumerate(keys):
        for person in ("Ada", "Bo")[: 1 + (n % 5 == 0)]:
            new = [NewRevision("accept", "V0"), NewRevision("edit", "V1", "status", ("denied", "planned")[n % 2])]
            start = time.perf_counter()
            with store.review_book(write=True) as book:
                book.decide(key, person, new, seen=0)
            taken.append(time.perf_counter() - start)
            if n % 3 == 0:
                with store.review_book(write=True) as book:
                    book.finish(key, person)
    return round(statistics.median(taken) * 1000, 2)


def asked(store: Store, n_articles: int) -> dict[str, float]:
    """Give what a page's questions cost."""
    found: dict[str, float] = {}
    for order in ("confidence", "conflicts", "oldest", "adjudicate"):
        found[f"queue_{order}_ms"] = median_ms(store, lambda book, order=order: book.queue(order=order, limit=50))
    found["queue_mine_ms"] = median_ms(store, lambda book: book.queue(state="mine", person="Ada"))
    found["queue_open_for_ms"] = median_ms(store, lambda book: book.queue(person="Ada"))
    found["queue_country_ms"] = median_ms(store, lambda book: book.queue(country="MMR"))
    found["queue_done_ms"] = median_ms(store, lambda book: book.queue(state="done"))
    found["count_ms"] = median_ms(store, lambda book: book.count_queue())
    found["count_country_ms"] = median_ms(store, lambda book: book.count_queue(country="MMR"))
    found["trail_ms"] = median_ms(store, lambda book: book.trail())
    found["agreement_ms"] = median_ms(store, lambda book: book.agreement())
    found["article_ms"] = median_ms(store, lambda book: book.article(n_articles // 2))
    found["coding_ms"] = median_ms(store, lambda book: book.coding(book.queue(state="all")[0].article_key, "Ada"))
    return found


def median_ms(store: Store, ask: Callable[[Any], object]) -> float:
    taken = []
    for _ in range(CALLS):
        start = time.perf_counter()
        with store.review_book() as book:
            ask(book)
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken) * 1000, 2)


if __name__ == "__main__":
    main()
