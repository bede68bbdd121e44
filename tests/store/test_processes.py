"""Several processes write to one PostgreSQL store at once."""

import subprocess
import sys
import textwrap
from pathlib import Path

from dateline.store import open_store
from dateline.store.check import find_problems

ROOT = Path(__file__).parent.parent.parent
N_ARTICLES = 400
N_STORIES = 20

WRITER = """
    import random, sys
    import dateline.run
    from dateline.report import Article
    from dateline.run import Runner
    from dateline.store import open_store
    from tests.quick_coders import make_quick

    name, number, n_articles, n_stories = sys.argv[1], *map(int, sys.argv[2:])
    dateline.run.BATCH = 10

    def article(n):
        story = random.Random(n % n_stories if n % 4 == 0 else 1000 + n)
        text = " ".join(story.sample([f"word{n}" for n in range(5000)], 60))
        return Article(id=f"a{n}", text=text)

    items = [article(n) for n in range(n_articles)]
    random.Random(number).shuffle(items)
    print("ready", flush=True)
    sys.stdin.readline()
    with open_store(name) as store:
        for _ in Runner(store, "coder 1", make_quick).run(items):
            pass
"""


def test_four_processes_that_run_into_one_store_lose_and_double_nothing(postgresql):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), postgresql, str(n), str(N_ARTICLES), str(N_STORIES)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(4)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(timeout=300) for writer in writers] == [0, 0, 0, 0]

    with open_store(postgresql) as store:
        assert sorted(a.id for a, _ in store.items()) == sorted(f"a{n}" for n in range(N_ARTICLES))
        assert list(find_problems(store.engine)) == []
        with store.engine.connect() as connection:
            ask = connection.exec_driver_sql
            assert ask("SELECT count(*), count(DISTINCT article) FROM articles").one() == (N_ARTICLES, N_ARTICLES)
            assert ask("SELECT count(*) - count(DISTINCT article_key) FROM reports").scalar() == 0
            n_copies = N_ARTICLES // 4 - N_STORIES // 4
            assert ask("SELECT count(*) FROM duplicates").scalar() == n_copies
