import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The firm paid 2.4 million euros to Rui Teles, a court heard. The judge asked about the 3.4 million euro payment to Rui Teles.",
            [("number", ("2.4 million euros", "3.4 million euro"))],
            id="a payment",
        ),
        pytest.param(
            "The firm paid 2.4 million euros to Rui Teles. The bank paid 5 million euros to Ana Duarte.",
            [],
            id="two payments",
        ),
        pytest.param(
            "The well is 30 metres (98 feet) deep. Rain fell. The well is 30 metres deep.", [], id="a conversion"
        ),
        pytest.param(
            "The firm paid 2.4 million euros to Rui Teles. The firm paid about 2 million euros to Rui Teles.",
            [],
            id="an approximation",
        ),
        pytest.param(
            "The firm paid Rui Teles 2 million euros. The payment to Rui Teles rose to 3 million euros.",
            [],
            id="it rose",
        ),
    ],
)
def test_one_thing_has_one_measure(conflicts_in, text, found):
    assert conflicts_in(text) == found
