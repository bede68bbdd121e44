"""The command `dateline export`."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.export import DATASETS
from dateline.export.tidy import TABLES
from dateline.store import open_store
from tests.export.sample import ARTICLE, REPORT


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with one coded article."""
    path = tmp_path_factory.mktemp("store") / "s.db"
    with open_store(path) as opened:
        opened.save(ARTICLE, REPORT, "test")
    return str(path)


def export(store, *args):
    return CliRunner().invoke(main, ["export", "--store", store, *map(str, args)])


def test_rows_go_to_standard_output_and_what_is_left_out_is_counted_on_standard_error(store):
    result = export(store, "--format", "ucdp")

    assert result.exit_code == 0
    assert len(list(csv.reader(result.stdout.splitlines()))) == 2
    assert result.stderr.splitlines() == [
        "1 row of events written",
        "2 left out: it has not happened (planned, feared or denied)",
        "1 left out: nobody is told to have died",
    ]


def test_filters_and_a_file(store, tmp_path):
    path = tmp_path / "planned.jsonl"
    result = export(store, "--format", "plover-json", "--status", "planned", "--output", path)

    assert result.exit_code == 0
    assert [json.loads(line)["event"][0]["type"] for line in path.read_text().splitlines()] == ["MOBILIZE"]


@pytest.mark.parametrize("form", [name for name, row in DATASETS.items() if row.folder])
def test_tables_go_into_a_folder(store, tmp_path, form):
    result = export(store, "--format", form, "--output", tmp_path / "tables")

    assert result.exit_code == 0
    assert len(list((tmp_path / "tables").iterdir())) == len(TABLES)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["--format", "csv"], "is a folder of tables; name it with --output", id="a folder without a name"),
        pytest.param(["--format", "ftm", "--level", "story"], "has no rows of stories", id="no stories there"),
        pytest.param(["--format", "acled", "--level", "story"], "run `dateline stories` on it first", id="none yet"),
        pytest.param(["--format", "acled", "--since", "March"], "'March' is no day", id="no day"),
        pytest.param(["--format", "acled", "--output", "/nowhere/x.csv"], "cannot be written", id="no folder"),
    ],
)
def test_a_mistake_is_told_plainly(store, args, message):
    result = export(store, *args)

    assert result.exit_code != 0
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_store_that_is_not_there_is_told(tmp_path):
    result = export(str(tmp_path / "none.db"), "--format", "acled")

    assert result.exit_code == 1
    assert "no such file" in result.stderr
