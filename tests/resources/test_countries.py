"""Countries are found by the words that reports use."""

from __future__ import annotations

import re

import pytest

from dateline.resources.countries import load_countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Norway", "NOR", id="name"),
        pytest.param("the U.S.", "USA", id="abbreviation with an article"),
        pytest.param("US", "USA", id="acronym in capitals"),
        pytest.param("us", None, id="acronym in small letters is a pronoun"),
        pytest.param("Burma", "MMR", id="former name"),
        pytest.param("Côte d’Ivoire", "CIV", id="accents and curly apostrophe"),
        pytest.param("SUDAN", "SDN", id="headline capitals"),
        pytest.param("South Sudan", "SSD", id="longer name"),
        pytest.param("Narnia", None, id="no country"),
    ],
)
def test_a_name_or_alias_finds_its_country(text, code):
    found = load_countries().by_name(text)

    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Iraqi", "IRQ"), ("Turks", "TUR"), ("Nigerien", "NER"), ("Nigerians", "NGA"), ("U.S.", "USA"), ("Soviet", "SUN")],
)
def test_a_demonym_finds_its_country(text, code):
    assert load_countries().by_demonym(text).code == code


def test_a_word_for_people_is_no_adjective():
    countries = load_countries()

    assert countries.by_adjective("Turkish").code == "TUR"
    assert countries.by_adjective("Turks") is None


def test_the_state_of_today_comes_before_the_one_that_is_no_more():
    assert load_countries().by_capital("Moscow").code == "RUS"
    assert load_countries().by_capital("Belgrade").code == "SRB"


def test_codes_are_unique_and_well_formed():
    rows = [row for row in load_countries() if not row.until]

    assert len(rows) == 250
    assert all(re.fullmatch("[A-Z]{3}", row.code) and re.fullmatch("[A-Z]{2}", row.alpha2) for row in rows)
    assert len({row.numeric for row in rows}) == len(rows)
    assert all(load_countries().by_code(row.successor) for row in load_countries() if row.successor)
