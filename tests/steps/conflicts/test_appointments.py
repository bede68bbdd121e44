import pytest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ana Duarte, director of the Faro Harbour Board, closed the quay. "
            "Rui Teles, the director of the Faro Harbour Board, said that no ship was damaged.",
            id="two directors of one board",
        ),
        pytest.param(
            "Ana Duarte, secretary of the Lisbon Fishing Council, spoke first. Boats stayed in port. "
            "Rui Teles, secretary of the Lisbon Fishing Council, left early.",
            id="two secretaries of one council",
        ),
    ],
)
def test_one_post_of_a_body_with_two_names_is_found(conflicts_in, text):
    assert [kind for kind, _ in conflicts_in(text)] == ["role"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ana Duarte, director of the Faro Harbour Board, closed the quay. "
            "Rui Teles, director of the Lagos Harbour Board, kept his open.",
            id="two boards",
        ),
        pytest.param(
            "Ana Duarte, a member of the Faro Harbour Board, closed the quay. "
            "Rui Teles, a member of the Faro Harbour Board, was against it.",
            id="a post of many",
        ),
        pytest.param(
            "Ana Duarte, director of the Faro Harbour Board, closed the quay. "
            "Rui Teles, former director of the Faro Harbour Board, was against it.",
            id="a former holder",
        ),
    ],
)
def test_silence_where_both_can_have_their_post(conflicts_in, text):
    assert conflicts_in(text) == []
