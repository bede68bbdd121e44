import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The party needs 1,457 delegates to name its candidate. Ana Duarte must still win many of the delegates to reach 1,547.",
            ("1,457 delegates", "1,547"),
            id="digits that changed places",
        ),
        pytest.param(
            "In the survey 47 percent describe themselves as sailors. Asked again, 57 percent described themselves as sailors.",
            ("47 percent", "57 percent"),
            id="one share",
        ),
        pytest.param(
            "Police opened the road after a three-lorry crash. The four-lorry crash hurt nobody.",
            ("three-lorry crash", "four-lorry crash"),
            id="a compound",
        ),
    ],
)
def test_a_figure_that_is_most_likely_meant_for_another_is_found(conflicts_in, text, claims):
    found = conflicts_in(text)

    assert [kind for kind, _ in found] == ["number"]
    assert {claim.split()[0] for claim in found[0][1]} == {claim.split()[0] for claim in claims}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The train leaves at 1615. The boat to Faro leaves at 1613.", id="hours"),
        pytest.param("Sales were 1,457 boats, compared with 1,557 boats a year ago.", id="one sentence"),
        pytest.param(
            "In the survey 47 percent of women describe themselves as sailors. Of the men 57 percent do, and 12 percent of children.",
            id="shares of others",
        ),
    ],
)
def test_silence_where_both_figures_can_be(conflicts_in, text):
    assert conflicts_in(text) == []
