"""Numbers and quantities in words and digits."""

from __future__ import annotations

import pytest

from dateline.report import Count
from dateline.text.numbers import find_quantities, parse_cardinal, parse_quantity


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("17", 17, id="digits"),
        pytest.param("1,200", 1200, id="grouped digits"),
        pytest.param("twenty-one", 21, id="hyphen"),
        pytest.param("two hundred and six", 206, id="and"),
        pytest.param("3 million", 3_000_000, id="digits with a scale"),
        pytest.param("two dozen", 24, id="dozen"),
        pytest.param("soldiers", None, id="no number"),
        pytest.param("", None, id="nothing"),
        pytest.param("1.5", None, id="not whole"),
    ],
)
def test_a_cardinal_is_one_whole_number(words, expected):
    assert parse_cardinal(words) == expected


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        pytest.param("six", 6, 6, id="exact"),
        pytest.param("at least six", 6, None, id="at least is open above"),
        pytest.param("no fewer than 18", 18, None, id="no fewer than"),
        pytest.param("30 or more", 30, None, id="or more"),
        pytest.param("more than 40", 41, None, id="more than begins one above"),
        pytest.param("well over 100", 101, None, id="well over"),
        pytest.param("fewer than ten", 0, 9, id="fewer than ends one below"),
        pytest.param("up to 20", 0, 20, id="up to says nothing of the least"),
        pytest.param("as many as 60", 0, 60, id="as many as"),
        pytest.param("about 40", 36, 44, id="about is a tenth to either side"),
        pytest.param("some 30", 27, 33, id="some before a number"),
        pytest.param("an estimated 800", 720, 880, id="estimated"),
        pytest.param("nearly 40", 36, 40, id="nearly stays below"),
        pytest.param("between 10 and 15", 10, 15, id="between"),
        pytest.param("10 to 15", 10, 15, id="to"),
        pytest.param("10-15", 10, 15, id="hyphen range"),
        pytest.param("three or four", 3, 4, id="or"),
        pytest.param("dozens", 24, None, id="dozens are two or more"),
        pytest.param("scores", 40, None, id="scores"),
        pytest.param("hundreds", 200, None, id="hundreds"),
        pytest.param("tens of thousands", 20_000, None, id="tens of thousands"),
        pytest.param("several", 3, None, id="several"),
        pytest.param("several dozen", 36, None, id="several dozen"),
        pytest.param("a couple", 2, 2, id="couple"),
        pytest.param("half a dozen", 6, 6, id="half a dozen"),
        pytest.param("more than two dozen", 25, None, id="more than two dozen"),
        pytest.param("more than 1.2 million", 1_200_001, None, id="decimal with a scale"),
        pytest.param("all 120", 120, 120, id="all"),
        pytest.param("both", 2, 2, id="both"),
        pytest.param("no", 0, 0, id="no"),
        pytest.param("a", 1, 1, id="article"),
    ],
)
def test_a_quantity_is_the_range_that_its_words_allow(words, low, high):
    assert parse_quantity(words) == Count(low=low, high=high)


@pytest.mark.parametrize("words", ["", "soldiers", "six soldiers", "six and seven", "1.5"])
def test_what_is_not_one_quantity_is_none(words):
    assert parse_quantity(words) is None


def test_quantities_are_found_in_order_with_their_approximators():
    words = ["at", "least", "six", "of", "the", "20", "men", "and", "two", "dozen", "women"]

    found = [(words[q.start : q.end], q.total.low, q.total.high) for q in find_quantities(words)]

    assert found == [(["at", "least", "six"], 6, None), (["20"], 20, 20), (["two", "dozen"], 24, 24)]


def test_neighbouring_numbers_do_not_run_together():
    words = ["two", "15", "-", "year", "-", "old", "boys"]

    assert [q.total.low for q in find_quantities(words)] == [2, 15]


def test_a_change_from_one_number_to_another_is_no_range():
    words = ["rose", "from", "six", "to", "nine"]

    assert [(q.total.low, q.total.high) for q in find_quantities(words)] == [(6, 6), (9, 9)]


def test_a_preposition_before_a_small_number_bounds_nothing():
    assert parse_quantity("over two") == Count(low=2, high=2)


def test_a_number_of_endless_digits_is_no_quantity():
    assert find_quantities(["9" * 400]) == []
