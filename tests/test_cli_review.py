"""The commands `dateline review …`, on a store with a few decisions."""

import json

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.review import NewRevision
from dateline.store import open_store
from tests.store.samples import TEXT, make_article, save


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "s.db"
    with open_store(path) as store:
        save(store, make_article("a"), make_article("b", f"{TEXT} More."), make_article("c", f"{TEXT} Still more."))
        with store.review_book(write=True) as book:
            key = book.key_of("a")
            new = [NewRevision("edit", "V1", "status", "denied", why="radio says\nso"), NewRevision("reject", "C1")]
            book.decide(key, "Ada", new, seen=0)
            book.undo(key, "Ada", seen=2)
    return str(path)


def ask(*arguments):
    result = CliRunner().invoke(main, ["review", *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_what_waits_is_listed_with_who_looks_at_it(path):
    ask("assign", "b", "--store", path, "--to", "Bo", "--to", "Cy", "--who", "Ada")

    lines = ask("list", "--store", path).stdout.splitlines()

    assert [line.split()[-3:] for line in lines if " b " in line] == [["(assigned),", "Cy", "(assigned)"]]
    assert len(lines) == 3


def test_ones_own_articles_are_listed_as_json(path):
    (row,) = json.loads(ask("list", "--store", path, "--state", "mine", "--person", "Ada", "--format", "json").stdout)

    assert (row["article"], row["standing"], row["n_events"]) == ("a", "reviewed", 1)
    assert row["reviews"][0]["person"] == "Ada"


def test_the_trail_tells_each_decision_in_a_line(path):
    lines = ask("trail", "--store", path).stdout.splitlines()

    assert [line.split("  ")[3] for line in lines] == ["undo", "reject", "edit"]
    assert "V1.status: happened → denied  (radio says so)" in lines[2]
    assert lines[1].endswith("(taken back)")


def test_the_trail_of_one_article_or_person_as_lines_of_json(path):
    lines = ask("trail", "--store", path, "--article", "a", "--person", "Ada", "--format", "jsonl").stdout.splitlines()

    assert [json.loads(line)["n"] for line in lines] == [3, 2, 1]
    assert ask("trail", "--store", path, "--person", "Bo").stdout == ""


def test_reviewed_articles_go_out_as_training_data(path, tmp_path):
    output = tmp_path / "corrections.jsonl"
    ask("export", "--store", path, "--output", str(output))

    (line,) = output.read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert (row["machine"]["events"][0]["status"], row["corrected"]["events"][0]["status"]) == ("happened", "denied")
    assert [r["kind"] for r in row["revisions"]] == ["edit", "reject", "undo"]


def test_agreement_is_told_once_two_have_finished(path):
    assert "no article was finished" in ask("agreement", "--store", path).stderr
    with open_store(path) as store, store.review_book(write=True) as book:
        for person in ("Ada", "Bo"):
            book.finish(book.key_of("a"), person)

    found = json.loads(ask("agreement", "--store", path, "--format", "json").stdout)

    assert found["differences"][0]["field"] == "status"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["trail", "--article", "zz"], id="of no article"),
        pytest.param(["assign", "zz", "--to", "Bo"], id="no article to look at"),
    ],
)
def test_an_article_that_is_not_there_is_told(path, arguments):
    result = CliRunner().invoke(main, ["review", *arguments, "--store", path])

    assert result.exit_code == 2
    assert "'zz'" in result.output or "zz: the store has no article" in result.output
