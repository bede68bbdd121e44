"""Where a newspaper is at home."""

from __future__ import annotations

import pytest

from dateline.report import Article
from dateline.resources.gazetteer import load_gazetteer
from dateline.steps.places.home import find_home


@pytest.mark.parametrize(
    ("publisher", "town", "country"),
    [
        pytest.param("www.timesdispatch.com", "Richmond", "USA", id="listed"),
        pytest.param("nashuatelegraph.com", "Nashua", None, id="a town's name in the domain"),
        pytest.param("www.oxfordmail.co.uk", "Oxford", "GBR", id="name and country's domain"),
        pytest.param("www.cbc.ca", None, "CAN", id="country only"),
        pytest.param("Andes Journal", None, None, id="named for a range of mountains, not for a town of its name"),
        pytest.param(None, None, None, id="unknown publisher"),
        pytest.param("", None, None, id="empty publisher"),
    ],
)
def test_the_domain_tells_where_a_newspaper_is_at_home(publisher, town, country):
    home, home_country = find_home(Article(id="t", text="x", publisher=publisher), load_gazetteer())

    assert home_country == country
    assert (home[0].name if home else None) == town
