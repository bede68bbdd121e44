import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "He is accused of the murder of his mother and sister. Police found his mother and aunt in the kitchen.",
            [("role", ("sister", "aunt"))],
            id="two lists that differ in one",
        ),
        pytest.param(
            "He is accused of the murder of his mother and sister. Police found his mother and sister in the kitchen.",
            [],
            id="one list",
        ),
        pytest.param(
            "He lives with his mother and sister. His wife and aunt live in Porto.", [], id="two lists of others"
        ),
    ],
)
def test_relatives_keep_their_names(conflicts_in, text, found):
    assert conflicts_in(text) == found
