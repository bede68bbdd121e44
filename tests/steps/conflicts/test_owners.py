import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Ana Duarte's remark on taxes angered many. Ana Duarte spoke on the radio. "
            "Rui Teles left Lisbon for Porto. The party distanced itself from Teles's comment.",
            [("identity", ("Duarte", "Teles"))],
            id="the comment of one who said nothing",
        ),
        pytest.param(
            "Ana Duarte's remark on taxes angered many. Rui Teles called it wrong. Many shared Teles's comment.",
            [],
            id="he said something too",
        ),
        pytest.param(
            "Ana Duarte's remark on taxes angered many. The party distanced itself from Duarte's comment.",
            [],
            id="her own",
        ),
        pytest.param("Rui Teles left Lisbon. The party distanced itself from Teles's comment.", [], id="nobody else's"),
    ],
)
def test_a_remark_is_not_anothers(conflicts_in, text, found):
    assert conflicts_in(text) == found
