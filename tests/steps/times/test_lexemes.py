from __future__ import annotations

import pytest

from dateline.steps.times.forms import load_forms
from dateline.steps.times.lexemes import PIECE_CHARS, kind_sets, read_runs


def _lexemes(text):
    return [lexeme for run in read_runs(text) for lexeme in run]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("twenty-one", "num", 21, id="tens and units"),
        pytest.param("two hundred and six", "num", 206, id="hundreds"),
        pytest.param("three million", "num", 3_000_000, id="millions"),
        pytest.param("a dozen", "num", 12, id="dozen"),
        pytest.param("1,200", "num", 1200, id="thousands separator"),
        pytest.param("2.5 million", "num", 2_500_000, id="figures and a scale"),
        pytest.param("5 1/2", "num", 5.5, id="fraction"),
        pytest.param("nineteen eighty-four", "year", 1984, id="a year in words"),
        pytest.param("two thousand and three", "year", 2003, id="a year of this century in words"),
        pytest.param("1984", "year", 1984, id="a year in figures"),
        pytest.param("12th", "ordinal", 12, id="ordinal in figures"),
        pytest.param("twenty-first", "ordinal", 21, id="ordinal in words"),
        pytest.param("1990s", "decade", "1990", id="decade"),
        pytest.param("’98", "shortyear", 98, id="two figures after an apostrophe"),
        pytest.param("Eid al-Fitr", "holiday", "eid al-fitr", id="a name with a hyphen"),
        pytest.param("New Year’s Eve", "holiday", "new year's eve", id="a name with a curly apostrophe"),
        pytest.param("right now", "reference", "PRESENT_REF", id="the longest entry wins"),
    ],
)
def test_a_word_or_number_has_its_value(text, kind, value):
    assert _lexemes(text)[-1].kinds[kind] == value


@pytest.mark.parametrize("text", ["the month of may", "they sat down", "a march"])
def test_names_of_days_and_months_need_a_capital(text):
    kinds = {kind for lexeme in _lexemes(text) for kind in lexeme.kinds}

    assert not kinds & {"weekday", "month"}


def test_a_blank_line_parts_two_runs():
    assert len(list(read_runs("on Monday\n\nMarch"))) == 2
    assert len(list(read_runs("on Monday\nMarch"))) == 1


def test_offsets_stay_true_beyond_the_first_piece():
    text = "word " * (PIECE_CHARS // 4) + "on Monday 😀 in March 2024"

    assert [text[lexeme.start : lexeme.end] for lexeme in _lexemes(text)] == ["on", "Monday", "in", "March", "2024"]


@pytest.mark.parametrize(
    "text", ["", "\n" * 9, "((((((", "😀" * 50, "\x00\x01", "1" * 999, "'98'98'98", "9" * 400 + " years", "،‏١٢"]
)
def test_odd_text_is_read_without_complaint(text):
    known = set(kind_sets())

    assert all(frozenset(lexeme.kinds) in known for lexeme in _lexemes(text))
    assert all(load_forms().code(run) is not None for run in read_runs(text))
