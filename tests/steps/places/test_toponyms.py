"""Which words stand for places."""

from __future__ import annotations

import pytest

from dateline.report import Article
from dateline.resources.gazetteer import load_gazetteer
from dateline.steps.annotate import annotate
from dateline.steps.places import find_places


def mentions(text, nlp):
    """The words found, each with its kind, in text order."""
    places = find_places(annotate(text, nlp), [], Article(id="t", text=text), load_gazetteer())
    found = sorted((mention for place in places for mention in place.mentions), key=lambda mention: mention.start)
    return [(mention.text, mention.kind) for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shells fell on Homs and Idlib.", ["Homs", "Idlib"], id="two towns"),
        pytest.param("A bridge collapsed in Kirkuk Province.", ["Kirkuk Province"], id="type word belongs to the name"),
        pytest.param("A bridge collapsed in Kirkuk province.", ["Kirkuk"], id="type word in lower case does not"),
        pytest.param("He moved to Dayton, Ohio, last spring.", ["Dayton", "Ohio"], id="town and state"),
        pytest.param("He moved to Stockton, Calif., last spring.", ["Stockton", "Calif."], id="abbreviated state"),
        pytest.param("Floods reached the town of Nyala on Sunday.", ["Nyala"], id="the town of"),
        pytest.param(
            "He sailed from Port-au-Prince to Guinea-Bissau.", ["Port-au-Prince", "Guinea-Bissau"], id="hyphens"
        ),
        pytest.param(
            "They met in New Jersey and British Columbia.", ["New Jersey", "British Columbia"], id="two words"
        ),
        pytest.param("Ships crossed the Black Sea to Odesa.", ["Black Sea", "Odesa"], id="sea"),
        pytest.param(
            "Tanks reached Rafah and Jenin. Israel shut the crossing to the Gaza Strip, and a camp near Nablus was raided.",
            ["Rafah", "Jenin", "Israel", "Gaza Strip", "Nablus"],
            id="small towns where the story is set",
        ),
        pytest.param("The U.S. and the UK agreed.", ["U.S.", "UK"], id="acronyms"),
    ],
)
def test_names_of_places_are_found_whole(text, expected, nlp):
    assert [words for words, _ in mentions(text, nlp)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Houston said that he would resign.", id="title before a surname"),
        pytest.param("Tell us what is nice about reading.", id="common words in lower case"),
        pytest.param("The tickets cost US$50 each.", id="currency"),
        pytest.param("On Easter Monday in March the shop was closed.", id="days and months"),
        pytest.param("She lives on Lincoln Avenue.", id="street"),
        pytest.param("", id="nothing"),
        pytest.param("\u202e\u0000 🙂🙂 \x07", id="hostile characters"),
    ],
)
def test_what_is_no_place_is_left_alone(text, nlp):
    assert mentions(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Iraqi troops withdrew.", [("Iraqi", "adjective")], id="adjective of a country"),
        pytest.param("Two Gazans were hurt.", [("Gazans", "adjective")], id="people of a region"),
        pytest.param("South Korean ships left.", [("South Korean", "adjective")], id="two words"),
        pytest.param("He works for the Baghdad Police Department.", [("Baghdad", "associative")], id="inside a name"),
    ],
)
def test_adjectives_and_names_inside_names_are_kept_apart(text, expected, nlp):
    assert mentions(text, nlp) == expected
