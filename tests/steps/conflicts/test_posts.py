import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Hamburg Mayor Ana Duarte opened the bridge. Hamburg Mayor Jens Wolter spoke too.",
            [("role", ("Ana", "Jens"))],
            id="one mayor of a town",
        ),
        pytest.param(
            "Hamburg Mayor Ana Duarte opened the bridge. Bremen Mayor Jens Wolter spoke too.", [], id="two towns"
        ),
        pytest.param("Hamburg Mayor Ana Duarte opened the bridge. Hamburg Mayor Duarte spoke too.", [], id="one name"),
    ],
)
def test_one_post_of_a_town_has_one_name(conflicts_in, text, found):
    assert conflicts_in(text) == found
