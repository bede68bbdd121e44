"""The command `dateline agree`."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.store import open_store
from tests.export.sample import ARTICLE, EVENTS, REPORT


@pytest.fixture
def codings(tmp_path):
    """A store and a file of reports that lacks an event."""
    with open_store(tmp_path / "a.db") as store:
        store.save(ARTICLE, REPORT, "test")
    other = REPORT.model_copy(update={"events": EVENTS[1:]})
    (tmp_path / "b.jsonl").write_text(other.model_dump_json() + "\n", encoding="utf-8")
    return str(tmp_path / "a.db"), str(tmp_path / "b.jsonl")


def test_a_store_and_a_file_are_compared_in_a_table(codings):
    result = CliRunner().invoke(main, ["agree", *codings])

    assert result.exit_code == 0
    assert result.stdout.startswith("1 article compared; unitised alpha of event types 0.")
    assert "ASSAULT-firearms" in result.stdout


def test_json_and_csv_have_every_difference(codings):
    told = json.loads(CliRunner().invoke(main, ["agree", *codings, "--format", "json"]).stdout)
    rows = list(csv.DictReader(CliRunner().invoke(main, ["agree", *codings, "--format", "csv"]).stdout.splitlines()))

    assert told["fields"]["event"] == {"same": 3, "first": 4, "second": 3, "f1": 6 / 7}
    assert [row["field"] for row in rows] == [row["field"] for row in told["differences"]] == ["event"]


def test_codings_without_a_common_article_are_told(tmp_path, codings):
    other = REPORT.model_copy(update={"article": REPORT.article.model_copy(update={"id": "x"})})
    (tmp_path / "c.jsonl").write_text(other.model_dump_json(), encoding="utf-8")

    assert "no article in common" in CliRunner().invoke(main, ["agree", codings[0], str(tmp_path / "c.jsonl")]).stderr
