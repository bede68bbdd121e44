import pytest

LEAD = "A ferry sank off Bergen on Sunday. Divers searched the wreck near Bergen. Families waited. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            LEAD
            + "Insurers of the shipping firm in Bergen demand its ledgers from the lawyers. A judge let the lawyers "
            "keep the ledgers of the shipping firm in Tromso after insurers wrote to him.",
            [("place", ("Tromso", "Bergen"))],
            id="the firm is in one town",
        ),
        pytest.param(
            LEAD
            + "Insurers of the shipping firm in Bergen demand its ledgers from the lawyers. A judge let the lawyers "
            "keep the ledgers of the shipping firm in Bergen after insurers wrote to him.",
            [],
            id="the same town",
        ),
        pytest.param(
            LEAD
            + "Insurers of the shipping firm in Bergen demand its ledgers from the lawyers. A judge let the lawyers "
            "keep the ledgers of another shipping firm in Tromso after insurers wrote to him.",
            [],
            id="another firm",
        ),
    ],
)
def test_what_is_in_one_town_is_not_in_another(conflicts_in, text, found):
    assert conflicts_in(text) == found
