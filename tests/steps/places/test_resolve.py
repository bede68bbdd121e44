"""Which place of a name is meant."""

from __future__ import annotations

import pytest

from dateline.report import Article
from dateline.resources.gazetteer import load_gazetteer
from dateline.steps.annotate import annotate
from dateline.steps.places import find_places


def resolved(text, name, nlp, publisher=None):
    """The place that a word of the text was resolved to."""
    article = Article(id="t", text=text, publisher=publisher)
    places = find_places(annotate(text, nlp), [], article, load_gazetteer())
    return next((place for place in places if any(mention.text == name for mention in place.mentions)), None)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        pytest.param("A mill burned in Paris, Texas.", "Paris", "USA", "Texas", id="state after a comma"),
        pytest.param("A mill burned in Paris, France.", "Paris", "FRA", "Île-de-France", id="country after a comma"),
        pytest.param("A mill burned in Paris.", "Paris", "FRA", "Île-de-France", id="nothing else known"),
        pytest.param(
            "Police in Atlanta and Savannah warned drivers. Roads across Georgia were closed.",
            "Georgia", "USA", "Georgia", id="towns of the state",
        ),
        pytest.param(
            "Police in Tbilisi and Batumi warned drivers. Roads across Georgia were closed.",
            "Georgia", "GEO", None, id="towns of the country",
        ),
        pytest.param("The raid took place in Anbar Province in western Iraq.", "Anbar Province", "IRQ", "Al Anbar", id="division"),
        pytest.param("Gunmen attacked a market in Tripoli, Libya.", "Tripoli", "LBY", "Tarabulus", id="capital"),
        pytest.param("Fires spread in Ohio, Oregon and Washington.", "Washington", "USA", "Washington", id="list of states"),
        pytest.param("Shells hit Kharkiv and Kherson.", "Kharkiv", "UKR", "Kharkivska oblast", id="city before its division"),
        pytest.param("Crowds burned tyres in Najaf and Basra.", "Basra", "IRQ", "Al Basrah", id="city by its english name"),
        pytest.param("The president flew back to Washington.", "Washington", "USA", "District of Columbia", id="the capital"),
        pytest.param(
            "NAMANGA, Kenya - Kenya and Tanzania reopened the border post at Namanga.",
            "Namanga", "TZA", "Arusha", id="the main name in a country that is named before another name elsewhere",
        ),
    ],
)  # fmt: skip
def test_the_words_around_a_name_tell_which_place_is_meant(text, name, country, admin1, nlp):
    place = resolved(text, name, nlp)

    assert (place.country, place.admin1) == (country, admin1)


def test_a_newspaper_means_the_town_at_home(nlp):
    text = "The council of Athens will rebuild the old mill. The mayor thanked the state of Texas."

    assert resolved(text, "Athens", nlp, publisher="athensreview.com").admin1 == "Texas"
    assert resolved("The council of Athens will rebuild the old mill.", "Athens", nlp).country == "GRC"


def test_one_name_has_one_sense_through_a_text(nlp):
    text = "Storms hit Springfield, Illinois, on Monday.\n\nSchools in Springfield were closed."

    place = resolved(text, "Springfield", nlp)

    assert (place.admin1, len(place.mentions)) == ("Illinois", 2)


def test_two_places_of_one_name_stay_apart_where_the_text_says_so(nlp):
    text = "He left London, Ontario, in 1990 and moved to London, England, where he died."
    places = find_places(annotate(text, nlp), [], Article(id="t", text=text), load_gazetteer())

    assert {place.country for place in places if place.name == "London"} == {"CAN", "GBR"}


def test_places_stand_in_the_order_of_their_first_mention(nlp):
    text = "From Cairo they flew to Khartoum and back to Cairo."
    places = find_places(annotate(text, nlp), [], Article(id="t", text=text), load_gazetteer())

    assert [(place.id, place.name, len(place.mentions)) for place in places] == [
        ("P1", "Cairo", 2),
        ("P2", "Khartoum", 1),
    ]
    assert all(text[m.start : m.end] == m.text for place in places for m in place.mentions)


def test_a_town_that_the_gazetteer_does_not_know_gets_its_state_and_no_point(nlp):
    place = resolved("A barn burned down in Mosul, Vt., on Friday.", "Mosul", nlp)

    assert (place.name, place.country, place.admin1) == ("Mosul", "USA", "Vermont")
    assert (place.latitude, place.longitude, place.geonames) == (None, None, None)


@pytest.mark.parametrize("text", ["Iraqi", "Paris", "(", "Springfield, " * 500, "Georgia and " * 300, "New " * 500])
def test_texts_of_one_kind_of_word_are_read_to_their_end(text, nlp):
    doc = nlp.make_doc(text)
    places = find_places(doc, [], Article(id="t", text=text), load_gazetteer())

    assert all(text[m.start : m.end] == m.text for place in places for m in place.mentions)


@pytest.mark.parametrize("name", ["Kharkiv", "Basra", "Erbil", "Zaporizhzhia"])
def test_a_bare_name_means_the_city_rather_than_the_division_around_it(name, nlp):
    assert resolved(f"Two shells fell near {name} at night.", name, nlp).feature == "PPLA"
