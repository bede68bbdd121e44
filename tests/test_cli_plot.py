"""The commands `dateline plot …`."""

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import main
from tests.export.sample import ARTICLE, REPORT


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "s.db"
    with dateline.open_store(path) as opened:
        opened.save(ARTICLE, REPORT, "test")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(main, ["plot", *map(str, arguments)])


@pytest.mark.parametrize("chart", ["timeline", "map", "network"])
def test_each_chart_is_written(chart, store, tmp_path):
    result = run(chart, "--store", store, "--out", tmp_path / "chart.svg")

    assert result.exit_code == 0, result.output
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8").startswith("<svg")


def test_filters_are_those_of_export(store, tmp_path):
    result = run(
        "timeline", "--store", store, "--out", tmp_path / "c.svg", "--status", "planned", "--since", "2026-05-20"
    )

    assert result.exit_code == 0
    assert "1 event in time" in (tmp_path / "c.svg").read_text(encoding="utf-8")


def test_another_ending_is_refused_before_anything_is_drawn(store, tmp_path):
    result = run("map", "--store", store, "--out", tmp_path / "chart.jpg")

    assert result.exit_code == 1
    assert "ends in .html, .svg or .png" in result.output


@pytest.mark.parametrize("more", [("--level", "story"), ("--story", "S1")])
def test_stories_must_be_there(more, store, tmp_path):
    result = run("network", "--store", store, "--out", tmp_path / "c.svg", *more)

    assert result.exit_code == 1
    assert "run `dateline stories` on it first" in result.output


def test_one_story_is_drawn_each_happening_once(store, tmp_path):
    assert CliRunner().invoke(main, ["stories", "--store", store]).exit_code == 0

    result = run("map", "--store", store, "--out", tmp_path / "c.svg", "--story", "S1")
    missing = run("map", "--store", store, "--out", tmp_path / "c.svg", "--story", "S9")

    assert result.exit_code == 0, result.output
    assert "events at" in (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert "there is no story S9" in missing.output
