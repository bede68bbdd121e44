"""The gazetteer: names to places, and what lies in what."""

from __future__ import annotations

import pytest

from dateline.errors import GazetteerError
from dateline.resources.gazetteer import (
    Gazetteer,
    compass_direction,
    distance_km,
    great_circle_km,
    load_gazetteer,
    parse_direction,
)


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "geonames", "feature"),
    [
        pytest.param("Anbar Province", 99592, "ADM1", id="division with its type word"),
        pytest.param("al-Anbar", 99592, "ADM1", id="article"),
        pytest.param("Anbar", 99592, "ADM1", id="the division before a foreign village"),
        pytest.param("Raqqa Province", 172957, "ADM1", id="type word that no source has"),
        pytest.param("Deir Ezzor", 170794, "PPLA", id="without spaces"),
        pytest.param("Baghdad", 98182, "PPLC", id="capital before its division"),
        pytest.param("Iraq", 99237, "PCLI", id="country"),
        pytest.param("Burma", 1327865, "PCLI", id="country by an older name"),
        pytest.param("Paris", 2988507, "PPLC", id="largest of many"),
        pytest.param("NYC", 5128581, "PPLA", id="abbreviation"),
        pytest.param("Gaza", 281132, "ADM1", id="the strip before the city"),
        pytest.param("Bombay", 1275339, "PPL", id="former name before a village"),
    ],
)
def test_the_place_that_newspapers_mean_comes_first(gazetteer, name, geonames, feature):
    first = gazetteer.find(name)[0]

    assert (first.geonames, first.feature) == (geonames, feature)


@pytest.mark.parametrize(
    "name", ["Donbas", "Darfur", "Kurdistan", "Kashmir", "Sahel", "Black Sea", "Euphrates", "Africa"]
)
def test_regions_seas_and_rivers_of_our_own_table_have_coordinates(gazetteer, name):
    first = gazetteer.find(name)[0]

    assert first.latitude is not None
    assert first.longitude is not None


def test_a_name_that_nobody_bears_gives_nothing(gazetteer):
    assert gazetteer.find("Qwrtzplk") == []
    assert gazetteer.find("") == []
    assert gazetteer.find("\x00\u202e") == []


def test_names_that_only_sound_alike_are_a_last_resort(gazetteer):
    assert any(place.name == "Ash Shaddadah" for place in gazetteer.find("Al-Shaddadi"))


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        pytest.param("Mosul", "Iraq", True, id="town in country"),
        pytest.param("Mosul", "Nineveh", True, id="town in division"),
        pytest.param("Mosul", "Syria", False, id="town in another country"),
        pytest.param("Nineveh", "Mosul", False, id="a town holds no division"),
        pytest.param("Nyala", "Darfur", True, id="town in a region"),
        pytest.param("Khartoum", "Darfur", False, id="town of the same country outside a region"),
        pytest.param("Niamey", "Niger", True, id="capital in its country"),
    ],
)
def test_containment_follows_countries_divisions_and_the_reach_of_regions(gazetteer, inner, outer, expected):
    assert gazetteer.is_within(gazetteer.find(inner)[0], gazetteer.find(outer)[0]) is expected


@pytest.mark.parametrize(
    ("direction", "place", "expected"),
    [
        pytest.param("north", "Jaffna", True, id="in the north"),
        pytest.param("northern", "Hambantota", False, id="in the south, not the north"),
        pytest.param("south", "Hambantota", True, id="in the south"),
        pytest.param("upwards", "Jaffna", None, id="no direction"),
    ],
)
def test_a_town_lies_in_the_part_of_its_country_where_it_is(gazetteer, direction, place, expected):
    sri_lanka = gazetteer.country("LKA")
    town = next(each for each in gazetteer.find(place) if each.country == "LKA" and each.is_town)

    assert gazetteer.lies_in(direction, town, sri_lanka) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("north", (1, 0), id="plain"),
        pytest.param("south-eastern", (-1, 1), id="hyphen and ending"),
        pytest.param("Northwest", (1, -1), id="joined"),
        pytest.param("northerner", None, id="not a direction"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_directions_are_read_in_any_writing(words, expected):
    assert parse_direction(words) == expected


def test_compass_direction_and_distance(gazetteer):
    baghdad, mosul = gazetteer.by_id(98182), gazetteer.by_id(99072)

    assert compass_direction(baghdad, mosul) == "north"
    assert distance_km(baghdad, mosul) == pytest.approx(355, abs=15)
    assert great_circle_km(0, 179, 0, -179) == pytest.approx(222, abs=2)


def test_every_country_is_found_by_its_code_and_has_a_point(gazetteer):
    iraq = gazetteer.country("IRQ")

    assert (iraq.name, iraq.feature) == ("Iraq", "PCLI")
    assert gazetteer.country("XXX") is None
    assert "Baghdad" in gazetteer.names(gazetteer.by_id(98182))


def test_a_missing_index_says_how_to_make_it(tmp_path):
    with pytest.raises(GazetteerError, match="gazetteer_build"):
        Gazetteer(tmp_path)
