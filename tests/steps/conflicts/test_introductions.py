import pytest

LEAD = "The harbour of Faro was closed on Monday after a storm. Captain Rui Teles steered the last ferry in. "


def test_a_bare_family_name_that_stands_before_its_introduction_is_found(conflicts_in):
    text = LEAD + (
        "The captain spoke to Barbosa by radio. The crew was unhurt. "
        "Marta Barbosa, who sells fish on the quay, watched from her stall."
    )

    assert conflicts_in(text) == [("identity", ("Barbosa", "Rui Teles", "Marta Barbosa"))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            LEAD + "Teles kept the engines running. Marta Barbosa, who sells fish on the quay, watched from her stall.",
            id="introduced first",
        ),
        pytest.param(
            "Barbosa wins race. Captain Rui Teles came second. Marta Barbosa, who sells fish, came first.",
            id="a headline",
        ),
        pytest.param(
            LEAD + "Putin had sent him a letter. In it President Vladimir Putin praised the ferries of Faro.",
            id="known to everybody",
        ),
        pytest.param(
            LEAD + "The Barbosa family watched. Marta Barbosa, who sells fish on the quay, was among them.",
            id="a family",
        ),
    ],
)
def test_silence_where_the_name_needs_no_introduction(conflicts_in, text):
    assert conflicts_in(text) == []
