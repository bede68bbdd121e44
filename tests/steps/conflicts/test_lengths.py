import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The 20-minute meeting was cordial. Later the mayor praised the meeting, which lasted for more than two hours.",
            {"20-minute", "more than two hours"},
            id="a meeting",
        ),
        pytest.param(
            "The king died after three decades of ruling the islands. His 12-year reign was calm.",
            {"three decades", "12-year"},
            id="a reign",
        ),
    ],
)
def test_one_deed_with_two_lengths_is_found(conflicts_in, text, claims):
    assert [(kind, set(spans)) for kind, spans in conflicts_in(text)] == [("time", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The two-hour meeting was cordial. The meeting lasted nearly two hours.", id="the same length"),
        pytest.param("The meeting lasted more than an hour. The three-hour meeting was cordial.", id="an open length"),
        pytest.param("The 20-minute meeting was cordial. The flight took two hours.", id="another thing"),
        pytest.param(
            "Rui Teles was sentenced to two years. Ana Duarte was sentenced to five years.",
            id="two people are sentenced",
        ),
    ],
)
def test_silence_where_lengths_agree_or_are_of_two_deeds(conflicts_in, text):
    assert conflicts_in(text) == []
