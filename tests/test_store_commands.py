"""`dateline store …` and the sources of `dateline run`, as a user calls them."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from dateline.cli import main


def call(*arguments: object, stdin: str | None = None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def store(tmp_path):
    """A store of three articles and a copy, which are not coded."""
    source = tmp_path / "in.jsonl"
    story = "Boats from three villages pulled survivors out of the water before dark while families waited at the pier."
    rows = [
        ("a", "Police arrested two men in Lagos."),
        ("b", story),
        ("c", story),
        ("d", "Voters chose a mayor in Oslo."),
    ]
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in rows))
    done = call("run", source, "--store", tmp_path / "s.db", "--no-coding")
    assert done.exit_code == 0
    assert "stored 3 articles, 1 copy of others" in done.stderr
    return tmp_path / "s.db"


def test_info_says_what_a_store_holds(store):
    told = call("store", "info", "--store", store)

    assert told.exit_code == 0
    assert "articles    4" in told.stdout
    assert "copies      1 (1 exact)" in told.stdout
    assert "run: 1 copy, 3 stored" in told.stdout
    assert json.loads(call("store", "info", "--store", store, "--format", "json").stdout)["articles"] == "4"


def test_search_shows_the_articles_and_where_the_words_stand(store):
    assert call("store", "search", "zeppelin", "--store", store).stdout == ""
    told = call("store", "search", 'voter "a mayor"', "--store", store)
    assert told.stdout == "d\n    … Voters chose a mayor in Oslo. …\n"

    (hit,) = json.loads(call("store", "search", "mayor", "--store", store, "--format", "json").stdout)
    assert (hit["id"], hit["span"]["start"]) == ("d", 0)


def test_a_store_goes_out_and_comes_back(store, tmp_path):
    new = tmp_path / "new.db"

    assert call("store", "export", "--store", store, "--output", tmp_path / "dump.jsonl").exit_code == 0
    done = call("store", "import", tmp_path / "dump.jsonl", "--store", new)

    assert (
        call(
            "store", "import", "-", "--store", tmp_path / "b.db", stdin=(tmp_path / "dump.jsonl").read_text()
        ).exit_code
        == 0
    )
    assert (done.exit_code, done.stderr) == (0, f"{new}: 4 articles, 0 reports brought in\n")
    assert call("store", "export", "--store", new).stdout == (tmp_path / "dump.jsonl").read_text()
    again = call("store", "import", tmp_path / "dump.jsonl", "--store", new)
    assert (again.exit_code, "import into a new one" in again.stderr) == (1, True)


def test_check_says_sound_or_what_is_wrong(store):
    assert call("store", "check", "--store", store).stdout == "sound\n"
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE articles SET content = replace(content, 'Oslo', 'Rome')")

    told = call("store", "check", "--store", store)
    assert told.exit_code == 1
    assert "article 'd', version 1: was changed after it was stored" in told.stdout


def test_vacuum_gives_room_back(store):
    with sqlite3.connect(store) as connection:
        connection.execute("CREATE TABLE words_in_passing (word)")
        connection.executemany("INSERT INTO words_in_passing VALUES (?)", [("x" * 1000,)] * 2000)
        connection.execute("DROP TABLE words_in_passing")

    told = call("store", "vacuum", "--store", store)
    assert told.exit_code == 0
    before, after = (float(part.split()[0]) for part in told.stdout.split(","))
    assert after < before
    assert call("store", "check", "--store", store).stdout == "sound\n"


@pytest.mark.parametrize("command", ["info", "export", "vacuum", "check"])
def test_a_store_that_is_not_there_is_told_and_not_made(command, tmp_path):
    told = call("store", command, "--store", tmp_path / "none.db")

    assert told.exit_code == 1
    assert "no such file; `dateline run` makes a store" in told.stderr
    assert not (tmp_path / "none.db").exists()


def test_run_takes_folders_patterns_and_standard_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "sub").mkdir(parents=True)
    for name in ("news/a.txt", "news/sub/a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Voters chose a mayor in {name}.")

    arguments = ("run", "news", "*.txt", "-", "--store", "s.db", "--no-coding")
    done = call(*arguments, stdin=json.dumps({"id": "c", "text": "It rained in Oslo."}))

    assert "stored 4 articles" in done.stderr
    with sqlite3.connect("s.db") as connection:
        found = connection.execute("SELECT article FROM articles ORDER BY key").fetchall()
    assert found == [("a.txt",), ("sub/a.txt",), ("b.txt",), ("c",)]


def test_run_without_a_source_says_what_to_name(tmp_path):
    told = call("run", "--store", tmp_path / "s.db")

    assert told.exit_code == 2
    assert "name a SOURCE" in told.stderr


def test_what_was_stored_can_be_coded_later_and_by_several_processes(store, tmp_path):
    done = call("run", tmp_path / "in.jsonl", "--store", store, "--jobs", "2")

    assert done.exit_code == 0
    assert "coded 3 articles" in done.stderr
    assert "1 of the articles were in the store already" in done.stderr


def test_failures_are_left_out_and_tried_again_on_demand(tmp_path):
    source, name = tmp_path / "in.jsonl", tmp_path / "s.db"
    source.write_text(json.dumps({"id": "a", "text": "Il pleut.", "language": "fr"}) + "\n")

    first, second = call("run", source, "--store", name), call("run", source, "--store", name)
    third = call("run", "--retry-failed", "--store", name)

    assert [done.exit_code for done in (first, second, third)] == [1, 0, 1]
    assert "1 could not be coded before and were left out; --retry-failed tries them again" in second.stderr
    assert "1 not coded (1 language)" in third.stderr
