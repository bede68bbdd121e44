"""Words for search and likeness."""

import pytest

from dateline.text.words import find_first, find_phrases, find_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "São Tomé's 2-year-old ferry", ["sao", "tome", "s", "2", "year", "old", "ferry"], id="accents, hyphens"
        ),
        pytest.param("snake_case and U.S.", ["snake", "case", "and", "u", "s"], id="marks part words"),
        pytest.param("ΑΘΗΝΑ Straße", ["αθηνα", "strasse"], id="other letters"),
        pytest.param("x" * 150, ["x" * 100, "x" * 50], id="no word is endless"),
        pytest.param("\0 \u202e !", [], id="no words"),
    ],
)
def test_words_are_folded_and_parted_at_all_else(text, expected):
    assert find_words(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param('ferry "Lake Victoria"', [["ferry"], ["lake", "victoria"]], id="a phrase"),
        pytest.param('"Lake Victoria', [["lake"], ["victoria"]], id="a quotation mark that stays open"),
        pytest.param("a OR b", [["a"], ["or"], ["b"]], id="nothing is an operator"),
        pytest.param('"" " "', [], id="nothing"),
    ],
)
def test_a_query_is_words_and_phrases(query, expected):
    assert find_phrases(query) == expected


def test_the_first_word_that_was_asked_for_is_found_in_another_form():
    text = "They stopped. Then shelling began."

    start, end = find_first(text, [["shelled"]])
    assert text[start:end] == "shelling"
    assert find_first(text, [["ferry"]]) is None
