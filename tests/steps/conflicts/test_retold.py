import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "A quake shook Faro, injuring five people. Walls fell. Nine people were treated after being injured.",
            [("number", ("five people", "Nine people"))],
            id="what befell them is said again",
        ),
        pytest.param(
            "The brewer will sell its three non-food businesses. Shares rose. All four non-food operations make money.",
            [("number", ("three non-food businesses", "All four non-food operations"))],
            id="all of them come back as more",
        ),
        pytest.param(
            "The brewer will sell its three non-food businesses. Shares rose. All three non-food operations make money.",
            [],
            id="as many",
        ),
        pytest.param(
            "The brewer will sell its three non-food businesses. Shares rose. Four other operations make money.",
            [],
            id="others",
        ),
        pytest.param(
            "It is the driest May since records began in 1964. Farmers worry. It rained less than at any time since "
            "records began in 1974, officials said.",
            [("time", ("1964", "1974"))],
            id="a beginning with two years",
        ),
        pytest.param(
            "Storks came back since counts began in 1964. Farmers worry. It is the driest May since records began in 1974.",
            [],
            id="two beginnings",
        ),
        pytest.param(
            "The station sold 30 tickets. Shares rose. The 900 tickets of the fair were sold in a day.",
            [],
            id="figures of another size",
        ),
    ],
)
def test_one_thing_told_twice_has_one_value(conflicts_in, text, found):
    assert conflicts_in(text) == found
