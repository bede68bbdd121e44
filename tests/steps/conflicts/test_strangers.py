import pytest

LEAD = "Swimmer Ana Duarte won the race in Faro on Sunday. Thousands watched. The mayor handed out the medals. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            LEAD
            + "Sponsors praised Duarte's victory in the lagoon race. Fans sang when Lopes left the lagoon after the race.",
            [("identity", ("Lopes", "Duarte", "Ana"))],
            id="a bare name that nobody bears",
        ),
        pytest.param(
            "The council chose Mr. Rui Teles as its clerk. On Monday the council approved the contract for Mr. Lopes in a meeting. "
            "Mr. Teles has worked in Faro.",
            [("identity", ("Lopes", "Rui"))],
            id="Mr stands before names of people introduced",
        ),
        pytest.param(
            LEAD
            + "Sponsors praised Duarte's victory in the lagoon race. Fans sang when Eva Lopes left the lagoon after the race.",
            [],
            id="introduced",
        ),
        pytest.param(
            LEAD
            + "Sponsors praised Duarte's victory in the lagoon race. Fans sang when Duarte left the lagoon after the race.",
            [],
            id="her own name",
        ),
    ],
)
def test_a_bare_name_was_introduced(conflicts_in, text, found):
    assert conflicts_in(text) == found
