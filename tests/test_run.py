"""`dateline run` and `dateline stories`, as a user calls them."""

import json
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.store import open_store


def article(name: str, text: str) -> str:
    return json.dumps({"id": name, "text": text, "published": "2026-03-03"})


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = [
        article("a", "Police arrested two men in Lagos on Monday."),
        article("b", "Rebels shelled Goma on Sunday, the army said."),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["run", *map(str, arguments)])


def ids_in(store) -> list[str]:
    with open_store(store) as opened:
        return [stored.id for stored, _ in opened.items()]


def test_what_was_run_before_is_skipped_and_nothing_is_doubled(source, tmp_path):
    store = tmp_path / "s.db"

    first, second = run(source, "--store", store), run(source, "--store", store)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "coded 2 articles" in first.stderr
    assert "2 of the articles were in the store already" in second.stderr
    assert ids_in(store) == ["a", "b"]


def test_an_article_that_cannot_be_coded_is_kept_with_its_reason_and_the_rest_go_on(source, tmp_path):
    store = tmp_path / "s.db"
    source.write_text(source.read_text() + '{"id": "c"}\n' + article("d", "Voters chose a mayor in Oslo.") + "\n")

    done = run(source, "--store", store)

    assert done.exit_code == 1
    assert ids_in(store) == ["a", "b", "d"]
    with open_store(store) as opened:
        assert [(name, reason.kind) for name, reason in opened.failures()] == [("c", "format")]


def test_a_run_that_is_killed_loses_nothing_that_was_coded_and_is_taken_up_again(tmp_path):
    source, store = tmp_path / "in.jsonl", tmp_path / "s.db"
    rows = [article(f"a{n}", f"Police arrested {n + 2} men in Lagos on Monday.") for n in range(400)]
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "run", source, "--store", store], stderr=subprocess.DEVNULL
    )
    n_before = 0
    while process.poll() is None and n_before < 20:
        time.sleep(0.2)
        n_before = len(ids_in(store)) if store.exists() and store.stat().st_size else 0
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = ids_in(store)

    assert run(source, "--store", store).exit_code == 0

    assert len(kept) >= n_before > 0
    assert sorted(ids_in(store)) == sorted(f"a{n}" for n in range(400))


def test_stories_hold_every_article_and_every_event_exactly_once(source, tmp_path):
    store = tmp_path / "s.db"
    run(source, "--store", store)

    told = CliRunner().invoke(main, ["stories", "--store", str(store), "--format", "json"])

    stories = json.loads(told.stdout)
    assert sorted(name for story in stories for name in story["articles"]) == ["a", "b"]
    with open_store(store) as opened:
        events = {(a.id, event.id) for a, report in opened.items() for event in report.events}
    mentions = [(m["article"], m["event"]) for story in stories for event in story["events"] for m in event["mentions"]]
    assert sorted(mentions) == sorted(events)


def test_stories_for_people_are_a_table(source, tmp_path):
    store = tmp_path / "s.db"
    run(source, "--store", store)

    told = CliRunner().invoke(main, ["stories", "--store", str(store)])

    assert told.exit_code == 0
    assert "ASSAULT" in told.stdout
    assert "Goma" in told.stdout


@pytest.mark.parametrize("command", ["run", "stories"])
def test_a_file_that_is_no_store_gives_a_message_and_no_traceback(command, source, tmp_path):
    store = tmp_path / "notes.txt"
    store.write_text("my notes " * 100)
    arguments = [command, *([str(source)] if command == "run" else []), "--store", str(store)]

    done = CliRunner().invoke(main, arguments)

    assert done.exit_code == 1
    assert "cannot be opened as a store" in done.stderr
    assert store.read_text().startswith("my notes")
