"""Runs: what becomes of each article, whatever happens to the processes."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from dateline import __version__
from dateline.errors import FormatError, SetupError
from dateline.pipeline import Options
from dateline.report import Article
from dateline.run import Runner
from dateline.store import open_store
from dateline.store.check import find_problems
from dateline.store.dump import write_dump
from tests.quick_coders import make_missing, make_mortal, make_quick, make_stillborn

STORY = (
    "A ferry with ninety passengers sank off Zanta on Tuesday when waves broke over its deck, the harbour master said. "
    "Boats from three villages pulled survivors out of the water. Divers will go on with the search at dawn. "
)
ROOT = Path(__file__).parent.parent


def article(name: str, text: str | None = None) -> Article:
    words = random.Random(name).sample([f"word{n}" for n in range(5000)], 40)
    return Article(id=name, text=text or " ".join(words).capitalize() + ".", published="2026-03-03")


def articles(n: int) -> list[Article]:
    return [article(f"a{number}") for number in range(n)]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def run(store, items, make=make_quick, signature="coder 1", **more) -> dict[str, int]:
    runner = Runner(store, signature, make, **more)
    return dict(Counter(outcome.fate for outcome in runner.run(items)))


def dump(store) -> list[str]:
    """All that the store holds but its runs, whose times differ."""
    stream = io.StringIO()
    write_dump(store.engine, stream)
    return [line for line in stream.getvalue().splitlines() if not line.startswith('{"table":"runs"')]


def test_each_article_is_coded_once(store):
    assert run(store, articles(30)) == {"coded": 30}
    assert run(store, articles(31)) == {"known": 30, "coded": 1}
    assert [a.id for a, _ in store.items()] == [f"a{n}" for n in range(31)]


def test_the_same_article_twice_in_one_stream_is_coded_once(store):
    assert run(store, [article("a"), article("a"), article("b")]) == {"coded": 2, "known": 1}


def test_what_cannot_be_read_or_coded_is_kept_with_its_reason_and_the_rest_goes_on(store):
    items = [article("a"), FormatError("line 2 is broken", article_id="x:2"), article("b", "FAIL"), article("c")]

    assert run(store, items) == {"coded": 2, "failed": 2}
    assert [(name, reason.kind) for name, reason in store.failures()] == [("x:2", "format"), ("b", "step")]


def test_an_id_that_is_too_long_for_an_index_is_a_failure_of_its_article(store):
    assert run(store, [article("x" * 3000, "Text."), article("a")]) == {"failed": 1, "coded": 1}
    assert "its id is over 2,000 bytes" in store.failures()[0][1].message


def test_what_failed_is_left_out_until_it_is_to_be_tried_again(store):
    failing = article("b", "FAIL")
    run(store, [failing])

    assert run(store, [failing]) == {"failed before": 1}
    assert run(store, [failing], signature="coder 2") == {"failed": 1}
    assert run(store, store.failed_articles(), partial(_recode), retry_failed=True) == {"coded": 1}
    assert store.failures() == []


def _recode():
    quick = make_quick()
    return lambda item: quick(item.model_copy(update={"text": item.text.replace("FAIL", "fine")}))


def test_a_copy_is_linked_and_not_coded_and_one_that_adds_to_the_text_is_coded(store):
    items = [
        article("first", "ZANTA (AP) - " + STORY),
        article("again", "By Our Own Writer\n\n" + STORY),
        article("other"),
        article("later", STORY + "Rescuers found 12 bodies on Wednesday."),
    ]

    assert run(store, items) == {"coded": 3, "copy": 1}
    with store.story_book() as book:
        stored = {item.article.id: item for item in book.load([1, 2, 3, 4])}
    assert [(name, item.copy, item.original) for name, item in stored.items()] == [
        ("first", None, None), ("again", "exact", 1), ("other", None, None), ("later", "update", 1),
    ]  # fmt: skip
    assert stored["first"].wire == "AP"


def test_a_copy_is_found_in_a_later_run_too(store):
    run(store, [article("first", STORY)])

    assert run(store, [article("again", STORY), article("b")]) == {"copy": 1, "coded": 1}
    assert run(store, [article("again", STORY)]) == {"known": 1}


def test_a_new_version_of_an_article_is_no_copy_of_the_old_one(store):
    run(store, [article("a", STORY)])

    assert run(store, [article("a", STORY + "Divers went on.")]) == {"coded": 1}


def test_copies_of_what_could_not_be_coded_share_its_fate(store):
    failing = STORY + "FAIL to see."

    assert run(store, [article("a", failing), article("b", failing)]) == {"failed": 2}
    assert [name for name, _ in store.failures()] == ["a", "b"]


def test_articles_can_be_stored_first_and_coded_later(store):
    items = [*articles(5), article("first", STORY), article("copy", STORY)]

    assert run(store, items, signature=None) == {"stored": 6, "copy": 1}
    assert run(store, [*items, FormatError("line 9 is broken")], signature=None) == {"known": 7, "failed": 1}
    assert run(store, items) == {"coded": 6, "known": 1}


def test_a_store_is_the_same_to_the_byte_however_many_processes_code(tmp_path):
    items = [
        *articles(40),
        article("x", STORY),
        article("y", STORY),
        article("f", "FAIL"),
        article("z", STORY + "Nobody died."),
    ]
    dumps = []
    for jobs in (1, 3):
        with open_store(tmp_path / f"{jobs}.db") as store:
            run(store, items, jobs=jobs)
            dumps.append(dump(store))

    assert dumps[0] == dumps[1]


def test_a_worker_that_dies_is_replaced_and_its_article_tried_once_more(store, tmp_path):
    items = [*articles(6), article("falter", "FALTER"), article("die", "DIE"), *(article(f"b{n}") for n in range(6))]

    assert run(store, items, partial(make_mortal, str(tmp_path)), jobs=2) == {"coded": 13, "failed": 1}
    ((name, reason),) = store.failures()
    assert (name, reason.kind) == ("die", "worker")
    assert "was killed by signal 9, twice" in reason.message
    assert len(list(store.items())) == 13


def test_workers_that_never_begin_end_the_run_with_a_reason(store):
    with pytest.raises(SetupError, match=r"worker processes end \(status 3\) before they begin"):
        run(store, articles(3), make_stillborn, jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_program_lacks_ends_the_run_with_its_own_message(store, jobs):
    with pytest.raises(SetupError, match='model "x" is not here'):
        run(store, articles(3), make_missing, jobs=jobs)


def test_an_interrupted_run_writes_what_is_done_first(store):
    def stream():
        yield from articles(20)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(store, stream())

    assert list(find_problems(store.engine)) == []
    assert run(store, articles(20)) in ({"known": 20}, {"coded": 20})


def test_a_stream_that_makes_its_reader_wait_is_written_meanwhile(store):
    waited = []

    def stream():
        yield article("a")
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not list(store.items()):
            time.sleep(0.05)
        waited.extend(a.id for a, _ in store.items())
        yield article("b")

    assert run(store, stream(), may_wait=True) == {"coded": 2}
    assert waited == ["a"]


def test_an_error_of_the_source_is_raised_after_what_came_before_it_was_written(store):
    def stream():
        yield from articles(3)
        raise OSError("the line is cut")

    with pytest.raises(OSError, match="the line is cut"):
        run(store, stream(), may_wait=True)
    assert [a.id for a, _ in store.items()] == ["a0", "a1", "a2"]


def test_a_codebook_that_was_changed_makes_another_coder_whose_digest_is_kept(store, tmp_path):
    (tmp_path / "book").mkdir()
    signatures = []
    for content in ("name: one", "name: two"):
        (tmp_path / "book" / "codebook.yaml").write_text(content)
        signatures.append(Options(codebook=tmp_path / "book").signature)
        run(store, [article("a")], signature=signatures[-1])

    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT signature, version, codebook, codebook_digest FROM coders ORDER BY key"
        ).all()
    assert [row.signature for row in rows] == signatures
    assert [row.codebook for row in rows] == [str(tmp_path / "book")] * 2
    assert rows[0].version == __version__
    assert len({row.codebook_digest for row in rows}) == 2


KILLED = """
    import os, random, signal, sqlite3, sys, time
    import dateline.run
    from dateline.read import Given
    from dateline.run import Runner, take_articles
    from dateline.store import open_store
    from tests.quick_coders import make_quick

    store_name, file = sys.argv[1:]
    moments = random.Random(9)
    dateline.run.BATCH = 20

    def run_once():
        with open_store(store_name) as store:
            for _ in Runner(store, "coder 1", make_quick).run(take_articles(store, [(file, None)], Given())):
                time.sleep(0.0005)

    for _ in range(20):
        child = os.fork()
        if child == 0:
            run_once()
            os._exit(0)
        time.sleep(moments.uniform(0.0, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open_store(store_name) as store, store.engine.connect() as connection:
            print(connection.exec_driver_sql("SELECT count(*) FROM reports").scalar(), flush=True)
    run_once()
"""


def test_a_run_that_is_killed_at_twenty_moments_loses_nothing_and_doubles_nothing(tmp_path):
    items = [*articles(1500), article("x", STORY), article("y", STORY)]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(item.model_dump_json() + "\n" for item in items), encoding="utf-8")

    done = _python(KILLED, tmp_path / "s.db", source)

    kept = [int(line) for line in done.stdout.split()]
    assert len(kept) == 20
    assert kept == sorted(kept)
    assert len(set(kept)) > 2, "no kill fell into the work"
    with open_store(tmp_path / "s.db") as store:
        assert [a.id for a, _ in store.items()] == [item.id for item in items]
        assert list(find_problems(store.engine)) == []
        assert len([row for row in dump(store) if row.startswith('{"table":"duplicates"')]) == 1


def _python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=300,
    )  # fmt: skip


def test_ctrl_c_ends_a_run_and_its_workers_and_leaves_the_store_sound(tmp_path):
    source, name = tmp_path / "in.jsonl", tmp_path / "s.db"
    rows = [{"id": f"a{n}", "text": f"Police arrested {n + 2} men in Lagos on Monday."} for n in range(3000)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "run", source, "--store", name, "--jobs", "2"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (name.exists() and _n_stored(name)):
        time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "stopped; the same command goes on from here" in told
    assert "Traceback" not in told
    with open_store(name) as store:
        assert 0 < len(list(store.items())) < 3000
        assert list(find_problems(store.engine)) == []


def _n_stored(name: Path) -> int:
    if not name.stat().st_size:
        return 0
    with open_store(name) as store:
        return len(list(store.items()))
