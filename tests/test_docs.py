"""The documents say what is true of the program."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.report import Article

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_or_its_commands_tell_of_every_command(command):
    assert f"dateline {command}" in README, f"say in README.md what `dateline {command}` is for"


def test_the_readmes_python_example_runs_as_written():
    (block,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)

    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("docs/generate.py", id="what it found: run `make docs`"),
        pytest.param("docs/generate_formats.py", id="export formats: run `make docs`"),
        pytest.param("docs/generate_cli.py", id="the command line: run `make docs`"),
        pytest.param("bench/fill_readme.py", id="how good it is: run `make scores`"),
    ],
)
def test_the_readmes_generated_parts_are_up_to_date(script):
    assert subprocess.run([sys.executable, ROOT / script, "--check"]).returncode == 0


def test_every_file_that_the_readme_links_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_coded_with_at_least_one_event(coder, path):
    report = coder.code(Article(**json.loads(path.read_text(encoding="utf-8"))))

    assert report.events


def test_the_example_with_planted_faults_shows_all_of_them(coder):
    report = coder.code(Article(**json.loads((ROOT / "examples" / "contradictions.json").read_text(encoding="utf-8"))))

    assert {conflict.kind for conflict in report.conflicts} == {"time", "number", "identity"}


def test_the_clean_and_dense_example_shows_none(coder):
    report = coder.code(Article(**json.loads((ROOT / "examples" / "dense.json").read_text(encoding="utf-8"))))

    assert report.conflicts == []


def test_the_three_reports_of_one_bombing_are_one_story_with_a_range(tmp_path):
    runner = CliRunner()
    store = str(tmp_path / "s.db")
    reports = [str(path) for path in EXAMPLES if path.stem.startswith("toll-")]

    assert runner.invoke(main, ["run", *reports, "--store", store]).exit_code == 0
    told = runner.invoke(main, ["stories", "--store", store, "--format", "json"])

    (story,) = json.loads(told.stdout)
    assert sorted(story["articles"]) == ["toll-agency", "toll-daily", "toll-radio"]
    bombing = max(story["events"], key=lambda event: len(event["mentions"]))
    assert bombing["independent_sources"] == 3
    assert bombing["deaths"]["low"] <= 6
    assert bombing["deaths"]["high"] is None or bombing["deaths"]["high"] >= 9
