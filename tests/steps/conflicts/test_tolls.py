import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Soldiers shot dead three rebels near the dam on Tuesday. A long gunfight followed. In it five militants died.",
            ("three rebels", "five militants"),
            id="more than the lead has",
        ),
        pytest.param(
            "Six people have been killed in a bus crash near Bissau. Police said five people died at once "
            "and three others died in hospital.",
            ("Six people", "five people"),
            id="parts that add up to more",
        ),
    ],
)
def test_a_toll_that_exceeds_the_one_of_the_lead_is_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("number", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Six people were killed in a bus crash. Police said four people died at the scene.", id="a part"),
        pytest.param(
            "Six people were killed in a bus crash. The toll later rose and nine people were killed.", id="it rose"
        ),
        pytest.param(
            "Six people were killed in a bus crash. Last year nine people were killed on this road.", id="another time"
        ),
        pytest.param("Six people were killed in a bus crash. Nine people were injured.", id="the injured"),
        pytest.param(
            "Six soldiers were killed at the dam. The army said that nine rebels were killed.", id="another side"
        ),
        pytest.param(
            "At least six people were killed in a crash. Police said that eight people were killed.", id="at least"
        ),
    ],
)
def test_silence_where_a_toll_may_be_a_part_another_or_newer(conflicts_in, text):
    assert conflicts_in(text) == []
