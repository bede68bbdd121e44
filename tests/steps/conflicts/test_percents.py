import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Profit at the brewery rose 30 percent to $60 million from $50 million.",
            [("number", ("rose 30 percent", "to $60 million from $50 million"))],
            id="fifth, not a third",
        ),
        pytest.param("Profit at the brewery rose 20 percent to $60 million from $50 million.", [], id="it fits"),
        pytest.param(
            "The index gained 52 points, or 9.1 percent, to close at 5,721.",
            [("number", ("9.1", "5,721"))],
            id="a change and the level that it led to",
        ),
        pytest.param(
            "The index gained 52 points, or 0.9 percent, to close at 5,721.", [], id="a change that fits its level"
        ),
        pytest.param(
            "Shares of the mill closed at $5.25, down $1.75, a 35 percent decline.",
            [("number", ("35", "5.25"))],
            id="a level and the change that led to it",
        ),
        pytest.param(
            "Net income rose 20 percent to $60 million, or $1.20 a share, from $40 million, or 80 cents a share.",
            [("number", ("rose 20 percent", "to $60 million, or $1.20 a share, from $40 million"))],
            id="a share between the figures",
        ),
        pytest.param(
            "Sales of the mill dropped 10 percent. It sold 450 million crates, compared with 600 million the year before.",
            [("number", ("dropped 10 percent", "450 million crates, compared with 600 million"))],
            id="figures in the next sentence",
        ),
        pytest.param(
            "Sales rose 20 percent. Profit was $90 million, compared with $30 million.",
            [],
            id="figures of something else",
        ),
        pytest.param("Profit rose about 19 percent to $60 million from $50 million.", [], id="rounded"),
        pytest.param(
            "Sales rose 4 percent and profit rose 9 percent to $60 million from $50 million.", [], id="two changes"
        ),
    ],
)
def test_a_change_in_percent_is_that_of_its_figures(conflicts_in, text, found):
    assert conflicts_in(text) == found
