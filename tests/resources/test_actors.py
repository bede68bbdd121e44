"""The actor table: its rows are right, its names are found, its mistakes are told."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import TableError
from dateline.resources.actors import load_actor_table, load_actors, problems_of, read_actors

HEAD = "source: test\nactors:\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("fighters of al Shabaab fled", "Al-Shabaab", id="hyphen or space"),
        pytest.param("the Irish Republican Army said", "Irish Republican Army", id="long name"),
        pytest.param("IRA gunmen", "Irish Republican Army", id="acronym"),
        pytest.param("to aid the ira", None, id="acronym only in capitals"),
        pytest.param("Francois Mitterrand", "Francois Mitterrand", id="without accents"),
        pytest.param("François Mitterrand", "Francois Mitterrand", id="with accents"),
        pytest.param("the front. National Rally", "National Rally", id="not across a full stop"),
    ],
)
def test_a_name_of_the_table_is_found(text, name):
    found = [match.found[0].actor.name for match in load_actor_table().index.find(text) if match.found[0].actor]

    assert found == ([name] if name else [])


def test_a_match_covers_the_name_and_its_last_dot():
    text = "The U.S. left."
    (match,) = load_actor_table().index.find(text)

    assert text[match.start : match.end] == "U.S."


def test_there_are_at_least_six_hundred_actors_with_a_source():
    actors = load_actors()

    assert len(actors) >= 600
    assert all(actor.source for actor in actors)


def test_a_surname_is_whoever_held_office_that_year():
    assert load_actor_table().find_by_surname("Bush", date(2004, 7, 1), "USA").name == "George W. Bush"
    assert load_actor_table().find_by_surname("Bush", date(1990, 7, 1), "USA").name == "George H. W. Bush"
    assert load_actor_table().find_by_surname("Bush", None) is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("  Acme: {sector: BUSY}\n", "sector 'BUSY'", id="sector"),
        pytest.param("  Acme: {country: ZZZ}\n", "no country code", id="country"),
        pytest.param("  Acme: {years: soon}\n", "years are written like", id="years"),
        pytest.param("  Acme: {colour: red}\n", ":3: actors.Acme.colour", id="unknown field names its line"),
    ],
)
def test_a_mistake_in_the_table_is_told(tmp_path, row, message):
    path = tmp_path / "actors.yaml"
    path.write_text(HEAD + row)

    with pytest.raises(TableError, match=message):
        list(read_actors(path))


def test_a_bare_surname_is_a_leader_only_where_nobody_else_near_bears_it():
    table = load_actor_table()

    assert table.find_by_surname("Obama", date(2012, 7, 1)).name == "Barack Obama"
    assert table.find_by_surname("Clinton", date(2010, 7, 1)) is None


def test_each_row_of_the_record_is_a_sound_actor():
    for actor in load_actors():
        assert not list(problems_of(actor)), actor.name
