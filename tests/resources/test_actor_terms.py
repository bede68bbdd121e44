"""Terms of office: dates of any grain are read, and tell who held what on a day."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.resources.actor_terms import last_before, read_holders, term_on

HEAD = "person,aliases,country,office,organization,sector,start,end,died\n"


@pytest.fixture
def holders(tmp_path):
    rows = (
        "Ana Duro,A. Duro,CHL,foreign minister,,GOV,1990,1994-03,\n"
        "Ana Duro,,CHL,president,,GOV,2000-05-01,,2003-07-09\n"
        "Ivo Brand,,,secretary-general,,IGO,1999-01-01,,\n"
    )
    (tmp_path / "leaders.csv").write_text(HEAD + rows, encoding="utf-8")
    (tmp_path / "events.csv").write_text("name,start\nFlood,1999\n", encoding="utf-8")
    return read_holders(tmp_path)


def test_a_person_is_one_with_all_terms_and_other_tables_are_left_alone(holders):
    assert [(holder.name, holder.aliases, len(holder.terms)) for holder in holders] == [
        ("Ana Duro", ("A. Duro",), 2),
        ("Ivo Brand", (), 1),
    ]


@pytest.mark.parametrize(
    ("day", "office"),
    [
        pytest.param(date(1990, 1, 1), "foreign minister", id="a year opens on its first day"),
        pytest.param(date(1994, 3, 31), "foreign minister", id="a month ends on its last day"),
        pytest.param(date(1994, 4, 1), None, id="between two terms"),
        pytest.param(date(2003, 7, 9), "president", id="until death"),
        pytest.param(date(2003, 7, 10), None, id="after death"),
    ],
)
def test_the_office_on_a_day(holders, day, office):
    term = term_on(tuple(holders[0].terms), day)

    assert (term.office if term else None) == office


def test_out_of_an_office_of_state_one_belongs_to_the_elite(holders):
    assert last_before(tuple(holders[0].terms), date(2010, 1, 1)).sector_after == "ELI"
