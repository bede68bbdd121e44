import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The minister begins a three-day visit to Angola from Monday to Saturday.",
            ("three", "Monday to Saturday"),
            id="days from one to another",
        ),
        pytest.param(
            "Ana Duarte has lived in the embassy for nine months. Her lawyers have fed her since January.",
            ("nine months", "January"),
            id="for and since",
        ),
        pytest.param(
            "The town marked the fourth anniversary of the flood on Tuesday. The flood of May 14, 2013 drowned two farmers.",
            ("fourth", "May 14, 2013"),
            id="an anniversary",
        ),
    ],
)
def test_a_length_that_the_dates_deny_is_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("time", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister begins a three-day visit to Angola from Monday to Wednesday.", id="three days"),
        pytest.param(
            "Ana Duarte has lived there for four months. Her lawyers have fed her since January.", id="it fits"
        ),
        pytest.param(
            "The town marked the sixth anniversary of the flood on Tuesday. The flood of May 14, 2013 drowned two farmers.",
            id="the right anniversary",
        ),
        pytest.param(
            "The town marked the tenth anniversary of the bridge on Tuesday. It was paid for on August 2, 2013.",
            id="an anniversary of another day",
        ),
    ],
)
def test_silence_where_the_length_can_be(conflicts_in, text):
    assert conflicts_in(text) == []
