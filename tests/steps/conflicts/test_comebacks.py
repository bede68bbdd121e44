import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Gunmen attacked a bakery in Lobito on Sunday, officials said. Saturday's attack was condemned by the mayor.",
            ("Sunday", "Saturday"),
            id="an owner",
        ),
        pytest.param(
            "The council held a vote on the bridge on Monday. Ana Duarte said the vote on Tuesday was a farce.",
            ("Monday", "Tuesday"),
            id="a preposition",
        ),
        pytest.param(
            "A knife attack shook Lobito on Sunday. Saturday's killings were the first in years, a priest said.",
            ("Sunday", "Saturday"),
            id="another word for violence",
        ),
    ],
)
def test_a_day_that_comes_back_to_a_happening_of_another_day_is_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("time", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Gunmen attacked a bakery on Sunday. Sunday's attack was condemned.", id="the same day"),
        pytest.param("Gunmen attacked a bakery on Sunday. Saturday's concert was called off.", id="another happening"),
        pytest.param(
            "Gunmen attacked a bakery on Sunday and a market on Saturday. Saturday's attack was condemned.",
            id="the day was told of",
        ),
        pytest.param("Gunmen attacked a bakery on Sunday. A similar attack on Saturday failed.", id="a similar one"),
    ],
)
def test_silence_where_the_day_may_be_right(conflicts_in, text):
    assert conflicts_in(text) == []
