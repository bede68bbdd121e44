import io
import re

import pytest
from rich.cells import cell_len

from dateline.export.table import write_table
from tests.export.sample import FAILURE, RESULT, hostile


class Terminal(io.StringIO):
    def isatty(self):
        return True


def table(*results, stream=None):
    stream = stream or io.StringIO()
    write_table(results, stream)
    return stream.getvalue()


def squeezed(text):
    return re.sub(r"\s+", " ", text)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_the_table_tells_what_happened_who_says_so_and_what_does_not_hold_together(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    told = squeezed(table(RESULT))

    for words in (
        "Six officers die in attack in northern Benin",
        "published 2026-05-16",
        "V1 ASSAULT firearms explosives",
        "near Kandi, Alibori, BEN “Kandi”",
        "✝ 6 or more dead “at least six officers”",
        "the mayor, by State radio “quoted”",
        "hypothetical",
        "anonymous",
        "C2 time (high) 13 May 2026 is a Wednesday, not a Thursday.",
        "⟦Interior Minister Aïcha Dossou⟧",
        "record: GeoNames",
    ):
        assert words in told


def test_an_article_that_was_not_coded_is_one_clear_line():
    assert table(FAILURE).strip() == "✗ not coded (format) broken.json: broken JSON at line 17, column 3"


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_no_line_is_wider_than_the_terminal(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))

    assert max(cell_len(line) for line in table(RESULT, hostile()).splitlines()) <= width


def test_a_file_gets_no_colour():
    assert "\x1b" not in table(RESULT)


def test_a_terminal_gets_colour_unless_it_asks_for_none(monkeypatch):
    assert "\x1b[" in table(RESULT, stream=Terminal())

    monkeypatch.setenv("NO_COLOR", "1")
    told = table(RESULT, stream=Terminal())
    assert not re.search(r"\x1b\[[0-9;]*3\dm", told)


def test_a_hostile_text_cannot_steer_the_terminal():
    told = table(hostile())

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", told)
    assert "[bold]x[/bold]" in told
