"""A user's own actors: every format, and what is wrong with a row is told with its line."""

from __future__ import annotations

import json

import pytest

from dateline.errors import TableError
from dateline.resources.actors import Actor, ActorTable, load_actors
from dateline.resources.own_actors import digest_of, load_actor_table_with, read_own_actors


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _named(actors):
    return {actor.name: actor for actor in actors}


def test_yaml_of_our_own_shape_needs_no_source(write):
    path = write("mine.yaml", "sector: REB\nactors:\n  Zorland Front: {country: KEN, aliases: ZLF; Front Z}\n")

    (actor,) = read_own_actors(path).actors

    assert (actor.sector, actor.country, actor.aliases) == ("REB", "KEN", ("ZLF", "Front Z"))


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        pytest.param("{sector: ARMY}", 3, "'ARMY'", id="sector"),
        pytest.param("{country: QQX}", 3, "'QQX'", id="country"),
        pytest.param("{kind: group}", 3, "kind", id="field"),
    ],
)
def test_a_mistake_in_yaml_is_told_with_its_line(write, row, line, words):
    path = write("mine.yaml", f"actors:\n  Good One: {{sector: MIL}}\n  Bad One: {row}\n")

    with pytest.raises(TableError) as caught:
        read_own_actors(path)

    assert caught.value.line == line
    assert words in str(caught.value)


def test_a_bad_row_of_a_csv_is_told_with_its_line_and_the_rest_is_used(write):
    path = write(
        "mine.csv",
        "name,aliases,country,sector,years,type,colour\n"
        "Zorland Front,ZLF; Front Z,Kenya,REB,1999-,group,red\n"
        "Bad Country,,QQX,REB,,,\n"
        "Bad Sector,,UG,ARMY,,,\n"
        ",,UG,REB,,,\n"
        "Bad Years,,,,about 1990,,\n"
        "Bad Type,,,,,clan,\n"
        "Gulu Watch,,ug,NGO,,,\n",
    )

    read = read_own_actors(path)

    assert {name: (a.country, a.sector) for name, a in _named(read.actors).items()} == {
        "Zorland Front": ("KEN", "REB"),
        "Gulu Watch": ("UGA", "NGO"),
    }
    assert [problem.removeprefix(f"{path}:").split(":")[0] for problem in read.problems] == [
        "1",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]


def test_a_csv_without_names_is_refused(write):
    with pytest.raises(TableError, match="no column `name`"):
        read_own_actors(write("mine.csv", "nom,pays\nX,KEN\n"))


def test_a_file_of_another_kind_is_refused(write):
    with pytest.raises(TableError, match="no actor table by its name"):
        read_own_actors(write("mine.docx", ""))


def test_the_simple_csv_of_opensanctions_is_read(write):
    path = write(
        "targets.simple.csv",
        '"id","schema","name","aliases","birth_date","countries","dataset"\n'
        '"Q1","Organization","ZORLAND LIBERATION FRONT","Zorland Front;ZLF","","ke","Own List"\n'
        '"Q2","Person","Anna Kirui","Anna;Anna W. Kirui","1970","ke;ug","Own List"\n'
        '"Q3","Vessel","Sea Hawk","","","pa","Own List"\n'
        '"Q4","Company","Gulu Mining","","","eu","Own List"\n',
    )

    read = read_own_actors(path)
    found = _named(read.actors)

    assert read.problems == ()
    assert list(found) == ["Zorland Liberation Front", "Anna Kirui", "Gulu Mining"]
    assert found["Zorland Liberation Front"].country == "KEN"
    assert found["Anna Kirui"].aliases == ("Anna W. Kirui",)
    assert found["Anna Kirui"].country is None
    assert (found["Gulu Mining"].sector, found["Gulu Mining"].country) == ("BUS", None)


def test_entities_of_followthemoney_are_read_line_by_line(write):
    front = {
        "id": "a", "schema": "Organization", "caption": "Zorland Front",
        "properties": {"name": ["Zorland Front"], "alias": ["ZLF"], "country": ["ke"], "topics": ["crime.terror"]},
    }  # fmt: skip
    judge = {
        "id": "b",
        "schema": "Person",
        "properties": {"name": ["Omar Odhiambo"], "nationality": ["ke"], "topics": ["role.judge"]},
    }
    ship = {"id": "c", "schema": "Vessel", "properties": {"name": ["Sea Hawk"]}}
    nameless = {"id": "d", "schema": "Person", "properties": {}}
    lines = [*map(json.dumps, (front, judge, ship, nameless)), "{not json", '"text"', ""]

    read = read_own_actors(write("entities.ijson", "\n".join(lines)))

    assert {name: (a.type, a.country, a.sector) for name, a in _named(read.actors).items()} == {
        "Zorland Front": ("organization", "KEN", "REB"),
        "Omar Odhiambo": ("person", "KEN", "JUD"),
    }
    assert [problem.split(":")[1] for problem in read.problems] == ["4", "5", "6"]


def test_a_users_actor_takes_the_place_of_the_packages_and_keeps_its_other_names():
    own = Actor(name="Hezbollah", type="organization", country="LBN", sector="PTY")

    table = ActorTable(load_actors(), [own])

    for text in ("Hezbollah", "Party of God"):
        (match,) = table.index.find(text)
        assert [alias.actor.sector for alias in match.found] == ["PTY"]


def test_any_name_of_a_users_actor_is_its_alone():
    own = Actor(name="Plateau Keepers Fund", aliases=("PKK",), type="organization", sector="NGO")

    (match,) = ActorTable(load_actors(), [own]).index.find("PKK")

    assert [alias.actor.name for alias in match.found] == ["Plateau Keepers Fund"]


def test_skipped_rows_are_logged_and_only_the_first_twenty_one_by_one(write, caplog):
    path = write("mine.csv", "name,country\nZorland Front,KEN\n" + "Bad,QQX\n" * 30)

    load_actor_table_with((path,))

    assert len(caplog.messages) == 21
    assert caplog.messages[-1].endswith("10 more rows were skipped")


def test_the_digest_of_a_table_changes_with_its_content(write):
    before = digest_of((write("mine.csv", "name\nA\n"),))
    after = digest_of((write("mine.csv", "name\nB\n"),))

    assert before != after
