import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "A quake shook southern Norway on Sunday, officials said. It broke windows in Tromso.",
            [("place", ("southern", "Tromso"))],
            id="all towns lie in the north",
        ),
        pytest.param("A quake shook northern Norway on Sunday. It broke windows in Tromso.", [], id="it fits"),
        pytest.param(
            "A quake shook southern Norway on Sunday. It was felt in Bergen and as far as Tromso.", [], id="one fits"
        ),
        pytest.param(
            "Bombs killed nine people in a party stronghold in eastern Baghdad. Residents fled. The quarter in western Baghdad is a stronghold of the party.",
            [("place", ("eastern", "western"))],
            id="one stronghold on two sides",
        ),
        pytest.param(
            "Bombs killed nine people in eastern Baghdad. Bakers in western Baghdad stayed open.", [], id="two things"
        ),
    ],
)
def test_a_side_is_where_its_towns_are(conflicts_in, text, found):
    assert conflicts_in(text) == found
