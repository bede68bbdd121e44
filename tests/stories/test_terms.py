import pytest

from dateline.stories.terms import PAIR_LENGTH, Rarity, find_words, stem, weigh_words


@pytest.mark.parametrize(
    ("one", "other"), [("killed", "killing"), ("floods", "flooded"), ("parties", "party"), ("roses", "rose")]
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


def test_function_words_and_possessives_are_no_terms():
    assert find_words("The mayor’s dam, on and off, was no dam.") == ["mayor", "dam", "dam"]


def test_a_rare_word_weighs_more_than_a_usual_one_even_before_anything_is_stored():
    vector = weigh_words(["government", "sarafand"], Rarity())

    assert vector["sarafand"] > vector["government"]


def test_a_word_that_many_stored_articles_hold_weighs_less():
    usual = Rarity(5000, {"sarafand": 4000}).of("sarafand")

    assert usual < Rarity(5000, {"sarafand": 2}).of("sarafand")


def test_words_alone_and_a_little_of_the_pairs_make_up_the_length():
    vector = weigh_words(["dam", "sarafand", "barge"], Rarity())
    squares = sum(w * w * (PAIR_LENGTH if " " in term else 1.0) for term, w in vector.items())

    assert squares == pytest.approx(1.0)


def test_a_text_without_words_has_no_terms():
    assert weigh_words(find_words("… 🌊 —"), Rarity()) == {}
