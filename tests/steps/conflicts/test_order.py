import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Rui Teles was arrested by soldiers on May 10. Speaking after his release on May 8, Teles thanked the judges.",
            ("May 10", "May 8"),
            id="released before the arrest",
        ),
        pytest.param(
            "Rui Teles was arrested by soldiers on May 10. Police said that Rui Teles was interrogated on May 6.",
            ("May 10", "May 6"),
            id="questioned before the arrest",
        ),
        pytest.param(
            "Ana Duarte died on April 3, 2004. Ana Duarte met Rui Teles in Lisbon on June 9, 2004.",
            ("April 3, 2004", "June 9, 2004"),
            id="the dead meet nobody",
        ),
    ],
)
def test_deeds_in_an_order_that_cannot_be_are_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("order", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rui Teles was arrested on May 10. Rui Teles was interrogated on May 12.", id="in order"),
        pytest.param("Rui Teles was arrested on May 10. Ana Duarte was interrogated on May 6.", id="two people"),
        pytest.param("Ana Duarte died on April 3, 2004. Ana Duarte met Rui Teles on March 9, 2004.", id="alive then"),
        pytest.param(
            "Ana Duarte died on April 3, 2004. Ana Duarte was mourned on April 9, 2004.", id="what is done to the dead"
        ),
    ],
)
def test_silence_where_the_order_can_be(conflicts_in, text):
    assert conflicts_in(text) == []
