import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "A Toledo man was charged with arson on Monday. The fire burned for hours. Rui Teles, 34, of Boston will appear in court.",
            [("place", ("Toledo", "Boston"))],
            id="two towns for one man",
        ),
        pytest.param(
            "A Toledo man was charged with arson on Monday. The fire burned for hours. Rui Teles, 34, of Toledo will appear in court.",
            [],
            id="one town",
        ),
        pytest.param(
            "A Toledo man was charged with arson on Monday. Rui Teles, 34, of Boston and Ana Duarte, 29, of Toledo will appear.",
            [],
            id="two people",
        ),
    ],
)
def test_who_is_from_one_town_is_not_from_another(conflicts_in, text, found):
    assert conflicts_in(text) == found
