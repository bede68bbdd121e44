import pytest

ANNOUNCED = (
    "The Nigerian army said that the leader of the militants, Musa Danjuma, was killed by soldiers near Maiduguri on Tuesday.\n\n"
    "{said}"
)


def identity_claims(coder, said: str) -> list[list[str]]:
    report = coder.code(ANNOUNCED.format(said=said), published="2026-03-05")
    return [[claim.text for claim in c.claims] for c in report.conflicts if c.kind == "identity"]


def test_an_announcement_that_goes_on_to_describe_another_dead_man_is_found(coder):
    said = "The statement said that Ibrahim Garba was a commander of the group."

    assert identity_claims(coder, said) == [["Musa Danjuma", "Ibrahim Garba"]]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("The statement said that Danjuma was a commander of the group.", id="the same man"),
        pytest.param("The statement said that Ibrahim Garba is the governor of the state.", id="one who lives"),
        pytest.param("Ibrahim Garba was a farmer, his neighbours said.", id="by another's word, and no fighter"),
    ],
)
def test_silence_where_the_other_is_not_told_as_the_dead_man(coder, said):
    assert identity_claims(coder, said) == []
