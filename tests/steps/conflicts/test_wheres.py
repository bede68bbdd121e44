import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Bombs hit two Lisbon banks on Friday. Police said two large banks in Porto were the target.",
            {"Lisbon", "Porto"},
            id="as many banks in another town",
        ),
    ],
)
def test_one_thing_in_two_places_is_found(conflicts_in, text, claims):
    assert [(kind, set(spans)) for kind, spans in conflicts_in(text)] == [("place", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Bombs hit two Lisbon banks on Friday. Police said two large banks in Lisbon were the target.",
            id="the same town",
        ),
        pytest.param("Bombs hit two Lisbon banks on Friday. Two hours later banks in Madrid closed.", id="not as many"),
        pytest.param("The mayor opened a school in Porto. A school in Lisbon was closed.", id="two schools"),
    ],
)
def test_silence_where_there_may_be_two_things(conflicts_in, text):
    assert conflicts_in(text) == []
