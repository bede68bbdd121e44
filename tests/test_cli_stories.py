"""`dateline stories …` and `dateline show`, as a user calls them."""

import json

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.store import open_store
from tests.stories.samples import GABON, KROSNO, make_article, save


@pytest.fixture
def path(tmp_path) -> str:
    """A store of two articles on a flood and one on a vote."""
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        save(store, make_article("k0", KROSNO[0]), make_article("g", GABON[0]), make_article("k1", KROSNO[1]))
    return path


def call(*args: str):
    return CliRunner().invoke(main, args)


def articles(path: str) -> list[list[str]]:
    return [story["articles"] for story in json.loads(call("stories", "--store", path, "--format", "json").stdout)]


def test_stories_prints_one_array_with_every_article_in_one_story(path):
    assert articles(path) == [["k0", "k1"], ["g"]]


def test_an_empty_store_has_an_empty_array_of_stories(tmp_path):
    open_store(tmp_path / "e.db").close()

    assert articles(str(tmp_path / "e.db")) == []


def test_rulings_are_made_listed_and_taken_back(path):
    articles(path)
    merged = call("stories", "merge", "S1", "S2", "--store", path, "--who", "Ada", "--why", "one inquiry")
    assert merged.stdout == "ruling 1: now S1\n"
    assert articles(path) == [["k0", "g", "k1"]]

    assert call("stories", "undo", "1", "--store", path, "--who", "Ada", "--why", "no").exit_code == 0
    assert articles(path) == [["k0", "k1"], ["g"]]
    assert "Ada  merge: S2 into S1  (one inquiry)" in call("stories", "decisions", "--store", path).stdout


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_show_tells_one_story_in_each_format(path, form):
    shown = call("show", "S1", "--store", path, "--format", form)

    assert shown.exit_code == 0
    assert "k1" in shown.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("show", "S9"), "no story S9", id="a story that is not there"),
        pytest.param(("stories", "split", "S1", "g", "--why", "x"), "not in S1", id="an article of another story"),
        pytest.param(("stories", "undo", "4", "--why", "x"), "no ruling 4", id="a ruling that is not there"),
    ],
)
def test_what_is_not_there_is_told_without_a_traceback(path, args, words):
    articles(path)
    told = call(*args, "--store", path)

    assert told.exit_code == 1
    assert words in told.output
