"""The actors of an article with their reasons, for a terminal and for programs."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dateline.cli import main

TEXT = "Interior Minister Peter Mwale spoke. The minister met the Zorland Liberation Front (ZLF). The ZLF refused."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_gives_each_mention_with_its_rule_and_each_code_with_its_words(article):
    done = CliRunner().invoke(main, ["actors", article, "--format", "json"])

    (minister, front) = json.loads(done.stdout)["entities"]
    assert [(m["text"], m["rule"], m["by"] and m["by"]["text"]) for m in minister["mentions"]] == [
        ("Peter Mwale", None, None),
        ("The minister", "office", "Peter Mwale"),
    ]
    assert [m["rule"] for m in front["mentions"]] == [None, "acronym", "name"]
    (sector,) = minister["codes"]
    assert (sector["field"], sector["value"], sector["because"]) == ("sector", "GOV", "the office “interior minister”")
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in minister["mentions"])


def test_the_table_shows_names_mentions_and_reasons(article):
    done = CliRunner().invoke(main, ["actors", article], env={"COLUMNS": "140"})

    assert done.exit_code == 0
    for words in ("Peter Mwale", "the same office", "sector GOV", "roles Interior Minister"):
        assert words in done.stdout


def test_a_users_table_codes_an_actor(article, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("name,aliases,country,sector\nZorland Liberation Front,ZLF,KEN,PRM\n", encoding="utf-8")

    told = CliRunner().invoke(main, ["actors", article, "--format", "json", "--actors", str(table)])
    coded = CliRunner().invoke(main, ["code", article, "--format", "json", "--actors", str(table)])

    for done in (told, coded):
        front = json.loads(done.stdout)["entities"][1]
        assert (front["country"], front["sector"], len(front["mentions"])) == ("KEN", "PRM", 3)


def test_an_article_that_cannot_be_read_is_told_and_the_others_are_shown(article):
    done = CliRunner().invoke(main, ["actors", article, "no-such-file.txt", "--format", "json"])

    first, second = json.loads(done.stdout)
    assert done.exit_code == 1
    assert first["entities"]
    assert second["error"]["kind"] == "unreadable"


def test_a_table_that_is_not_there_is_told_in_a_line(article):
    done = CliRunner().invoke(main, ["code", article, "--actors", "none.yaml"])

    assert done.exit_code != 0
    assert "none.yaml" in done.output
    assert "Traceback" not in done.output
