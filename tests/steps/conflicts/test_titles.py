import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Prime Minister Ana Duarte opened the dam. Farmers cheered. On Tuesday President Duarte met the engineers.",
            [("role", ("Prime Minister", "President"))],
            id="prime minister and president",
        ),
        pytest.param(
            "Sheriff Rui Teles searched the farm. Deputy Sheriff Rui Teles found a rifle.",
            [("role", ("Sheriff", "Deputy Sheriff"))],
            id="sheriff and deputy",
        ),
        pytest.param(
            "Gov. Ana Duarte opened the dam. Farmers cheered. Mayor Duarte, a candidate for the senate, drove home.",
            [("role", ("Gov.", "Mayor"))],
            id="a candidacy in the sentence says nothing of the title before the name",
        ),
        pytest.param(
            "Prime Minister Ana Duarte opened the dam. Former President Ana Duarte drove home.", [], id="a former one"
        ),
        pytest.param("Mayor Ana Duarte opened the dam. Mayor Duarte drove home.", [], id="one title"),
        pytest.param("Mayor Rui Teles opened the dam. Governor Ana Duarte drove home.", [], id="two people"),
    ],
)
def test_a_person_has_one_title_at_a_time(conflicts_in, text, found):
    assert conflicts_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Portuguese Foreign Minister Rui Teles met reporters in Lisbon. A treaty was signed. Ana Duarte told the "
            "prime minister that fishermen needed help.",
            [("role", ("Foreign Minister", "prime minister"))],
            id="nobody is prime minister",
        ),
        pytest.param(
            "Portuguese President Rui Teles met reporters in Lisbon. Farmers cheered. Ana Duarte told the Portuguese prime "
            "minister that fishermen needed help.",
            [("role", ("President", "prime minister"))],
            id="nobody is prime minister of that country",
        ),
        pytest.param(
            "Portuguese Foreign Minister Rui Teles met reporters in Lisbon. Prime Minister Eva Lopes was away. Ana Duarte "
            "told the prime minister that fishermen needed help.",
            [],
            id="another is",
        ),
        pytest.param(
            "Portuguese Foreign Minister Rui Teles met reporters. Ana Duarte told the foreign minister that all was well.",
            [],
            id="the office that he has",
        ),
    ],
)
def test_an_office_that_comes_back_was_given_to_somebody(conflicts_in, text, found):
    assert conflicts_in(text) == found
