"""The examples on the documentation's pages run, and their commands have the options that they show."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from dateline.cli import main
from dateline.resources.gazetteer import load_gazetteer
from tests.docs.pages import PAGES, ROOT, blocks_of, commands_of, inline_commands_of, lay_out

LANGUAGES = {"console", "csv", "json", "python", "sh", "sql", "text", "yaml", "{eval-rst}"}
BLOCKS = [block for page in PAGES for block in blocks_of(page)]
RUN = [
    page
    for page in PAGES
    if page.name != "README.md" and any(b.language in ("console", "python") for b in blocks_of(page))
]


def name_of(page):
    return str(page.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the files that the examples speak of."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield tmp_path
    load_gazetteer.cache_clear()


def test_every_block_says_what_it_is_written_in():
    assert [str(block) for block in BLOCKS if block.language not in LANGUAGES] == []


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language in ("json", "yaml")], ids=str)
def test_every_example_of_data_can_be_read(block):
    assert (json.loads(block.text) if block.language == "json" else yaml.safe_load(block.text)) is not None


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_on_a_page_has_the_options_that_it_shows(page, monkeypatch):
    monkeypatch.setattr(click.Path, "convert", lambda _path, value, *_: value)
    assert [told for command in commands_of(page) if (told := complaint_about(command))] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_in_a_sentence_is_one_with_these_options(page):
    assert [command for command in inline_commands_of(page) if unknown_in(command)] == []


def unknown_in(command):
    """The words of a command that are no command below it, or no option of it."""
    found, rest = main, re.sub(r"[|,…]", " ", command).split()[1:]
    while isinstance(found, click.Group) and rest and not rest[0].startswith("-") and rest[0].islower():
        name, rest = rest[0], rest[1:]
        if name not in found.commands:
            return [name]
        found = found.commands[name]
    options = {"--help", "-h", "--version", *(option for param in found.params for option in param.opts)}
    return [word for word in rest if word.startswith("--") and word.split("=")[0] not in options]


def complaint_about(command):
    """What click has to say against a command; nothing, where it takes it."""
    try:
        parse(command)
    except click.ClickException as problem:
        return f"{command}: {problem.format_message()}"
    return None


def parse(command):
    """Let click read a command as it stands, and do nothing with it."""
    args = shlex.split(re.sub(r"\$\(date[^)]*\)", "2025-03-14", command))[1:]
    found, context = main, main.make_context("dateline", args)
    while isinstance(found, click.Group) and (args := [*context._protected_args, *context.args]):
        name, found, rest = found.resolve_command(context, args)
        context = found.make_context(name, rest, parent=context)


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_the_examples_on_a_page_run_and_print_what_they_show(page, folder):
    namespace = {}
    for block in blocks_of(page):
        if block.name and block.language != "python":
            (folder / block.name).write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            run_console(block)
        elif block.language == "python":
            code = compile(block.text, str(block), "exec")
            if not block.name:
                exec(code, namespace)


def run_console(block):
    """Run the lines behind a prompt one after the other, and hold what they print against what stands below them."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        status = int((re.search(r"# exit status (\d+)", command) or [0, 0])[1])
        words = shlex.split(command, comments=True)
        words, target = (words[:-2], words[-1]) if ">" in words else (words, None)
        assert words[0] == "dateline", f"{block}: only dateline is run; put {words[0]} into a block of sh"
        load_gazetteer.cache_clear()  # a command starts with what others have added
        done = CliRunner().invoke(main, words[1:])
        assert done.exit_code == status, f"{block}: {command}\n{done.output}"
        if target:
            Path(target).write_text(done.stdout, encoding="utf-8")
        if shown.strip():
            assert re.fullmatch(pattern_of(shown), lines_of(done.output)), f"{block}: {command} prints\n{done.output}"


def pattern_of(shown):
    """What an example shows as a pattern: … stands for anything, alone in its line for any lines."""
    lines = lines_of(shown).splitlines(keepends=True)
    return "".join("(?s:.*\n)?" if line == "…\n" else re.escape(line).replace("…", ".*") for line in lines)


def lines_of(text):
    """The lines of a text that are not empty; the width of columns is nothing to go by."""
    return "".join(f"{' '.join(line.split())}\n" for line in text.splitlines() if line.strip())
