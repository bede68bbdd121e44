"""How long the desk's server takes for each page, with many articles in the store.

    python bench/desk.py [--articles 10000] [--store FILE] [--times 15] [--record]

Articles with ready reports are made from a seed: nine events each, with places, days, parties, tolls
and now and then a contradiction; every third tells of the same happening as another. Each page is
asked for several times in this process, without a browser: `ms` is the median, `p95_ms` the time
that nineteen of twenty stay under, `cpu_ms` the median of processor time, which tells more on a busy
machine, and `first_ms` the first time after the store has changed, when nothing is remembered.
`--store` keeps the file, so that the next call is quick.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.report import (
    Article,
    Codes,
    Conflict,
    Count,
    Entity,
    Event,
    Mention,
    Participant,
    Place,
    Report,
    Span,
    Time,
)
from dateline.store import Entry, Store, open_store, prepare_article, prepare_report

sys.path.insert(0, str(Path(__file__).parent))
from store import vocabulary

HERE = Path(__file__).resolve().parent
SEED = 20250315
N_WORDS = 220
N_EVENTS = 9
BATCH = 200
SAME_HAPPENING = 3
TYPES = (
    "ASSAULT",
    "ACCUSE",
    "CONSULT",
    "COERCE",
    "THREATEN",
    "SUPPORT",
    "PROTEST",
    "AID",
    "AGREE",
    "MOBILIZE",
    "RETREAT",
)
STATUSES = ("happened",) * 8 + ("planned", "denied")
COUNTRIES = ("IRQ", "SYR", "NGA", "UKR", "MLI", "SDN", "COL", "PHL", "IND", "FRA", "KEN", "MEX")
FIRST_DAY = date(2024, 6, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--store", type=Path, help="a file to keep, or one that a call before has kept")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/scores.json")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        path = args.store or Path(folder) / "desk.db"
        if not path.exists():
            fill(path, args.articles)
        figures = measure(path, args.times)
    for name, row in figures["pages"].items():
        told = f"{row['ms']:7.1f} ms  p95 {row['p95_ms']:7.1f}  cpu {row['cpu_ms']:7.1f}  first {row['first_ms']:7.1f}"
        print(f"{name:30} {told}  (cpu {row['first_cpu_ms']:.1f})  {row['kb']:5} kB")
    if args.record:
        scores = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))
        scores["desk"] = {"figures": figures}
        (HERE / "scores.json").write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def fill(path: Path, n_articles: int) -> None:
    """Make a store with reports, and stories of those that tell of one happening."""
    print(f"making {n_articles:,} articles …", file=sys.stderr)
    with open_store(path) as store:
        run = store.begin_run("bench")
        batch: list[Entry] = []
        for article, report in make_coded(n_articles):
            batch.append(Entry(prepare_article(article), prepare_report(report)))
            if len(batch) == BATCH:
                store.write(run, batch)
                batch = []
        store.write(run, batch)
        tell_stories(store)


def tell_stories(store: Store) -> None:
    """Put each happening's articles into a story, as a run of `dateline stories` would."""
    from dateline.stories import write_stale
    from dateline.stories.book import Placing

    run = store.begin_run(None, {"command": "stories"})
    after = 0
    while True:
        with store.story_book(run) as book:
            chunk = book.unplaced(300, after=after)
            for n in range(0, len(chunk), SAME_HAPPENING):
                story = book.new_story()
                reasons = {"words": 0.3, "names": 0.1}
                book.place([Placing(stored, story, 0.4, reasons) for stored in chunk[n : n + SAME_HAPPENING]])
        if not chunk:
            break
        after = chunk[-1].key
    write_stale(lambda: store.story_book(run))


def make_coded(n: int) -> Iterator[tuple[Article, Report]]:
    """Give articles with reports, each from the seed and its number alone."""
    places = _places()
    for number in range(n):
        chance = random.Random(SEED * 1_000_003 + number)
        words = chance.choices(vocabulary()[:4000], k=N_WORDS)
        sentences = [" ".join(words[at : at + 20]).capitalize() + "." for at in range(0, N_WORDS, 20)]
        day = FIRST_DAY + timedelta(days=number * 400 // max(n, 1))
        article = Article(
            id=f"desk-{number}",
            title=" ".join(words[5:12]).capitalize(),
            published=day.isoformat(),
            publisher=f"Paper {number % 40}",
            text="\n\n".join(sentences),
        )
        yield article, _report(article, chance, day, places)


def _places() -> list[tuple[str, str, str, float, float]]:
    chance = random.Random(SEED)
    return [
        (
            chance.choice(vocabulary()[900:3000]).capitalize(),
            chance.choice(("PPL", "PPL", "PPLA", "ADM1")),
            COUNTRIES[n % len(COUNTRIES)],
            round(chance.uniform(-30, 55), 4),
            round(chance.uniform(-110, 130), 4),
        )
        for n in range(600)
    ]


def _report(
    article: Article, chance: random.Random, day: date, known: list[tuple[str, str, str, float, float]]
) -> Report:
    text = article.text
    cut = iter([Span.cut(text, at, at + 9) for at in range(0, len(text) - 9, 14)])
    rank = lambda n: min(int(chance.paretovariate(0.7)) - 1, n - 1)  # noqa: E731 - a few are named often
    names = [
        f"{vocabulary()[700 + rank(500)].capitalize()} {['Front', 'Army', 'Council', 'Police'][i % 4]}"
        for i in range(6)
    ]
    entities = [
        Entity(id=f"E{i}", type="organization", name=name, country=chance.choice(COUNTRIES), sector="GOV",
               mentions=[Mention(kind="name", **dict(next(cut)))])
        for i, name in enumerate(names)
    ]  # fmt: skip
    numbers = [rank(len(known)) for _ in range(3)]
    places = [
        Place(id=f"P{i}", name=known[at][0], feature=known[at][1], country=known[at][2], latitude=known[at][3],
              longitude=known[at][4], geonames=10_000 + at, mentions=[next(cut)])
        for i, at in enumerate(numbers)
    ]  # fmt: skip
    days = [day - timedelta(days=back) for back in (0, 1, chance.randrange(2, 40))]
    times = [
        Time(
            id=f"T{i}",
            type="DATE",
            value=d.isoformat(),
            earliest=d.isoformat(),
            latest=d.isoformat(),
            **dict(next(cut)),
        )
        for i, d in enumerate(days)
    ]
    events = [_event(n, chance, cut) for n in range(N_EVENTS)]
    conflicts = []
    if chance.random() < 0.15:
        claims = [next(cut), next(cut)]
        conflicts = [Conflict(id="C1", kind="number", claims=claims, explanation="The two differ.", severity="medium")]
    return Report(article=article.head(), entities=entities, places=places, times=times, attributions=[], events=events,
                  conflicts=conflicts)  # fmt: skip


def _event(n: int, chance: random.Random, cut: Iterator[Span]) -> Event:
    kind = TYPES[min(int(chance.paretovariate(0.6)) - 1, len(TYPES) - 1)]
    dead = chance.choice((None, None, None, 1, 3, 6, 12)) if kind == "ASSAULT" else None
    actor, recipient = chance.sample(range(6), 2)
    return Event(
        id=f"V{n + 1}", type=kind, modes=[], trigger=next(cut), evidence=[next(cut)],
        actors=[Participant(entity=f"E{actor}", **dict(next(cut)))],
        recipients=[Participant(entity=f"E{recipient}", **dict(next(cut)))] if chance.random() < 0.7 else [],
        place=f"P{chance.randrange(3)}" if chance.random() < 0.8 else None, place_relation="in",
        time=f"T{chance.randrange(3)}" if chance.random() < 0.85 else None,
        deaths=Count(low=dead, high=dead) if dead else None, status=chance.choice(STATUSES),
        codes=Codes(plover=kind), confidence=round(chance.uniform(0.3, 0.99), 2),
    )  # fmt: skip


def measure(path: Path, times: int) -> dict[str, object]:
    """Ask for every page several times."""
    from dateline.web.app import create_app
    from dateline.web.filters import Filters
    from dateline.web.settings import Settings

    app = create_app(Settings(str(path)))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        client.get("/help")
        pages = {name: _measured(client, app, address, times) for name, address in addresses().items()}
        with app.state.desk.store.finder() as finder:
            found = finder.events(Filters().asked)
            numbers = {"n_articles": found.n_articles, "n_events": found.n}
    return {**numbers, "pages": pages, "slowest_ms": max(row["p95_ms"] for row in pages.values())}


def addresses() -> dict[str, str]:
    """Each page by its name."""
    word = vocabulary()[40]
    return {
        "overview": "/",
        "overview, a type and country": "/?type=ASSAULT&country=IRQ",
        "overview, a week": "/?since=2025-03-01&until=2025-03-07",
        "overview, words": f"/?q={word}",
        "overview, a party": "/?actor=army",
        "overview, happenings once": "/?level=story",
        "overview, least sure first": "/?sort=confidence&page=2",
        "queue, least sure": "/queue",
        "queue, contradictions": "/queue?order=conflicts",
        "queue, oldest": "/queue?order=oldest",
        "queue, a country": "/queue?country=IRQ",
        "queue, to adjudicate": "/queue?order=adjudicate",
        "stories": "/stories",
        "stories, a country": "/stories?country=IRQ&sort=conflicts",
        "a story": "/stories/S1",
        "an article": "/articles/1",
        "trail": "/trail",
        "export": "/export",
    }


def _measured(client: TestClient, app: FastAPI, address: str, times: int) -> dict[str, float]:
    app.state.desk.memory.clear()
    spent, worked = [], []
    for _ in range(times + 1):
        start, start_cpu = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - start_cpu) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
    first, rest = spent[0], sorted(spent[1:])
    return {
        "first_ms": round(first, 1),
        "ms": round(statistics.median(rest), 1),
        "cpu_ms": round(statistics.median(worked[1:]), 1),
        "first_cpu_ms": round(worked[0], 1),
        "p95_ms": round(rest[min(len(rest) - 1, int(0.95 * len(rest)))], 1),
        "kb": round(len(answer.content) / 1000),
    }


if __name__ == "__main__":
    main()
