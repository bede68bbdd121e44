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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Finance Minister Ana Duarte left early. Attorney General Rui Teles said the bank was closed. "
            "“The bank will stay closed,” the finance minister added.",
            [("role", ("Attorney General", "the finance minister"))],
            id="another office adds",
        ),
        pytest.param(
            "Finance Minister Ana Duarte said the bank was closed. “The bank will stay closed,” the finance minister added.",
            [],
            id="the one who spoke",
        ),
        pytest.param(
            "Finance Minister Ana Duarte said all was well. Attorney General Rui Teles said the bank was closed. "
            "“The bank will stay closed,” the finance minister added.",
            [],
            id="both spoke",
        ),
    ],
)
def test_who_adds_has_spoken_before(conflicts_in, text, found):
    assert conflicts_in(text) == found
