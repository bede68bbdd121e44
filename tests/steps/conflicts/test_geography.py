import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Two men drowned in the northern Italian city of Palermo.", ("northern", "Palermo"), id="a city"),
        pytest.param("Rain fell on the western Polish town of Lublin.", ("western", "Lublin"), id="a town"),
        pytest.param(
            "Trams stopped in Turin. Two men drowned in Italy's northern fishing hub Palermo.",
            ("northern", "Palermo", "Turin"),
            id="a hub, and the town that may be meant",
        ),
        pytest.param(
            "Two men drowned in Palermo, a northern port town.", ("northern", "Palermo"), id="told after the name"
        ),
        pytest.param(
            "Floods hit Bavaria. Schools closed in Munich, Saxony, where the rivers rose.",
            ("Saxony", "Bavaria"),
            id="a wrong state",
        ),
    ],
)
def test_a_place_where_the_map_does_not_have_it_is_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("place", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Two men drowned in the southern Italian city of Palermo.", id="the right side"),
        pytest.param("Rain fell on the eastern Polish town of Lublin.", id="the right side of a town"),
        pytest.param("Rain fell on the northern German city of Kassel.", id="near the middle"),
        pytest.param("Rain fell on the northern outskirts of Palermo.", id="the north of the city itself"),
        pytest.param("Floods hit Saxony. Schools closed in Munich, Bavaria.", id="the right state"),
        pytest.param("Schools closed in Munich and Saxony. Floods hit Bavaria.", id="not said to lie in it"),
    ],
)
def test_silence_where_the_map_agrees_or_cannot_tell(conflicts_in, text):
    assert conflicts_in(text) == []
