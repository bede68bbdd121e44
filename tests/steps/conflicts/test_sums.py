import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The delegation of 30 comprised 12 officers and 20 civilians.",
            [("number", ("30", "12 officers", "20 civilians"))],
            id="they make 32",
        ),
        pytest.param("The delegation of 30 comprised 12 officers and 18 civilians.", [], id="they make 30"),
        pytest.param("The delegation of 30 included 12 officers and 20 civilians.", [], id="not all are named"),
        pytest.param("The delegation of about 30 comprised 12 officers and 20 civilians.", [], id="about"),
    ],
)
def test_parts_make_up_their_total(conflicts_in, text, found):
    assert conflicts_in(text) == found
