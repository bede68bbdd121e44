import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Shops closed in Lisbon on Monday. Teachers marched in Porto, the capital of Portugal.",
            ("Porto", "Portugal", "Lisbon"),
            id="capital of a country",
        ),
        pytest.param("Teachers marched in the Portuguese capital, Porto.", ("Portuguese", "Porto"), id="an adjective"),
        pytest.param("Teachers marched in Portugal's capital Porto.", ("Portugal", "Porto"), id="an owner"),
    ],
)
def test_a_town_that_is_no_capital_of_the_country_is_found(conflicts_in, text, claims):
    found = conflicts_in(text)

    assert [kind for kind, _ in found] == ["place"]
    assert set(found[0][1]) == set(claims)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Teachers marched in Lisbon, the capital of Portugal.", id="the capital"),
        pytest.param("Teachers marched in the Nigerian capital, Lagos, in 1982.", id="the capital of another time"),
        pytest.param("Teachers marched in the Bolivian capital Sucre.", id="one of two capitals"),
        pytest.param("Teachers marched in the Chechen capital, Grozny.", id="the capital of a part"),
        pytest.param("Teachers marched in Porto, the wine capital of Portugal.", id="a capital of something"),
    ],
)
def test_silence_where_a_town_can_be_called_the_capital(conflicts_in, text):
    assert conflicts_in(text) == []
