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
            "A nephew of Rui Teles was named in the files. Rui Teles's cousin owns a mine.",
            [("role", ("nephew", "cousin"))],
            id="one relative by two words",
        ),
        pytest.param(
            "Hamburg Mayor Ana Duarte opened the bridge. Bremen Mayor Jens Wolter spoke too.", [], id="two towns"
        ),
        pytest.param("Hamburg Mayor Ana Duarte opened the bridge. Hamburg Mayor Duarte spoke too.", [], id="one name"),
        pytest.param(
            "A nephew of Rui Teles was named. Ana Duarte's cousin owns a mine.", [], id="relatives of two people"
        ),
        pytest.param("A nephew and a cousin of Rui Teles own a mine.", [], id="one sentence names both"),
        pytest.param(
            "A daughter of Rui Teles was named. Rui Teles's wife owns a mine.", [], id="words of two generations"
        ),
    ],
)
def test_one_post_or_relative_has_one_name(conflicts_in, text, found):
    assert conflicts_in(text) == found
