"""How long it takes to give an article its story when many are stored.

    python bench/stories_speed.py --stored 100000 [--articles 100] [--store postgresql://…]

The store is filled with made-up stories straight through its tables: articles of 250 words drawn
by Zipf's law, each story with words and names of its own. Then new articles of stories that are
there, and of new ones, are placed by `update_stories`, first one at a time, as they come in
from a feed, then all the others at once. Prints milliseconds an article.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from functools import reduce
from itertools import accumulate
from pathlib import Path

from dateline.report import Article, Report
from dateline.store import Entry, Placing, Run, Store, Stored, StoryBook, open_store, prepare_article, prepare_report
from dateline.stories.place import find_keys
from dateline.stories.profile import Profile, article_words, read_profile
from dateline.stories.terms import Rarity, count_texts
from dateline.stories.update import place_new

N_WORDS = 250
STORY_SIZE = 4
VOCABULARY = 60_000
AT_ONCE = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--store")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(args.store or str(Path(folder) / "speed.db"))
        writer = Writer(random.Random(7))
        run = store.begin_run("speed", {})
        fill(store, run, writer, args.stored)
        for name, n_at_once in (("one at a time", 1), ("all at once", args.articles)):
            n_stories = args.stored // STORY_SIZE
            numbers = [writer.random.randrange(2 * n_stories) for _ in range(args.articles)]
            write(store, run, [writer.article(f"{name} {n}", number) for n, number in enumerate(numbers)])
            started, cpu = time.perf_counter(), time.process_time()
            place_new(lambda: store.story_book(run), at_once=n_at_once)
            took = 1000 * (time.perf_counter() - started) / args.articles
            cpu = 1000 * (time.process_time() - cpu) / args.articles
            print(f"{name}: {took:.1f} ms an article at {args.stored:,} stored ({cpu:.1f} ms of it computing here)")
        store.close()


class Writer:
    """Writes articles of made-up words."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self.words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(4, 9))) for _ in range(VOCABULARY)]
        self.sums = list(accumulate(1 / (n + 10) for n in range(VOCABULARY)))

    def article(self, name: str, story: int) -> Article:
        """An article of story number `story`: common words, and some of the story's own."""
        own = random.Random(story).choices(self.words, k=60)
        words = self.random.choices(self.words, cum_weights=self.sums, k=N_WORDS - 60) + self.random.sample(own, 40)
        self.random.shuffle(words)
        return Article(id=name, text=" ".join(words) + ".")


def write(store: Store, run: Run, articles: list[Article]) -> None:
    entries = [
        Entry(article=prepare_article(article), report=prepare_report(Report(article=article.head())))
        for article in articles
    ]
    store.write(run, entries)


def fill(store: Store, run: Run, writer: Writer, n_articles: int) -> None:
    """Write articles in stories of `STORY_SIZE`, placed as `place_chunk` would."""
    for start in range(0, n_articles, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, n_articles))
        write(store, run, [writer.article(f"stored {n}", n // STORY_SIZE) for n in numbers])
        with store.story_book(run) as book:
            place(book, book.unplaced(AT_ONCE, after=start))
        if start % 10_000 == 0:
            print(f"{start:,} stored", flush=True)


def place(book: StoryBook, chunk: Sequence[Stored]) -> None:
    words = [article_words(stored.article) for stored in chunk]
    book.add_counts(count_texts(words))
    rarity = Rarity(1, {})
    profiles = [read_profile(s.article, s.report, row, rarity) for s, row in zip(chunk, words, strict=True)]
    book.add_postings([(t, s.key, w) for s, p in zip(chunk, profiles, strict=True) for t, w in find_keys(p).items()])
    placings = []
    for start in range(0, len(chunk), STORY_SIZE):
        story = book.new_story()
        placings += [Placing(stored, story) for stored in chunk[start : start + STORY_SIZE]]
        book.put_profile(story, reduce(Profile.plus, profiles[start : start + STORY_SIZE]).to_bytes())
    book.place(placings)


if __name__ == "__main__":
    main()
