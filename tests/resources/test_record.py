from collections import defaultdict
from datetime import date

import pytest

from dateline.resources.record import Days, KnownEvent, Person, Record, fold_name, load_record, read_row, with_own_rows

GUARD = {"person": "Ana Kilo", "aliases": "A. Kilo; Anna Kilo", "country": "KEN", "office": "mayor", "start": "2001"}


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        pytest.param("2011", date(2011, 1, 1), date(2011, 12, 31), "2011", id="a year"),
        pytest.param("2012-02", date(2012, 2, 1), date(2012, 2, 29), "February 2012", id="a month"),
        pytest.param("2011-02-11", date(2011, 2, 11), date(2011, 2, 11), "11 February 2011", id="a day"),
    ],
)
def test_a_date_is_as_honest_as_it_is_known(text, first, last, said):
    days = Days.read(text)

    assert (days.first, days.last, days.say()) == (first, last, said)


@pytest.mark.parametrize("text", ["2011-13", "2011-02-30", "in 2011", "11"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="is no"):
        Days.read(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Sheikh Mohamed al-Tamiri", "Mohammad Tamiri", id="title, article and spelling"),
        pytest.param("José Peña", "Jose Pena", id="accents"),
        pytest.param("Kim Jong-un", "Kim Jong Un", id="hyphen"),
    ],
)
def test_spellings_of_one_name_fold_to_one(one, other):
    assert fold_name(one) == fold_name(other)


def test_a_title_is_kept_where_nothing_else_would_tell_the_person():
    assert fold_name("King Hussein") == ("king", "hussein")


def test_rows_of_one_person_are_put_together():
    second = {"person": "Ana Kilo", "country": "KEN", "office": "governor", "start": "2009", "died": "2015-05-01"}
    [person] = Record([read_row(GUARD, "t"), read_row(second, "t")]).people("Anna Kilo")

    assert [term.office for term in person.terms] == ["mayor", "governor"]
    assert person.died is not None
    assert person.died.text == "2015-05-01"


def test_one_name_with_two_days_of_death_is_two_persons():
    rows = [read_row({**GUARD, "died": day}, "t") for day in ("2003", "2011-04")]

    assert len(Record(rows).people("Ana Kilo")) == 2


def test_people_on_a_day_are_those_in_office_then():
    record = Record([read_row({**GUARD, "end": "2004-06"}, "t")])

    assert record.people("Ana Kilo", on=date(2004, 6, 30))
    assert not record.people("Ana Kilo", on=date(2004, 7, 1))
    assert record.holders("KEN", "mayor", date(2003, 1, 1)) == record.terms("KEN", "mayor")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({"country": "Kenya"}, "alpha-3", id="a country by its name"),
        pytest.param({"sector": "XYZ"}, "is not one of", id="a sector that there is not"),
        pytest.param({"end": "1999"}, "before start", id="an end before the start"),
        pytest.param({"died": "1999"}, "before start", id="a death before the start"),
        pytest.param({"start": "May 2001"}, "write it like", id="a date in words"),
    ],
)
def test_a_bad_cell_of_a_person_says_what_was_expected(cells, expected):
    with pytest.raises(ValueError, match=expected):
        read_row({**GUARD, **cells}, "t")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({}, "start is empty", id="no day"),
        pytest.param({"start": "2001", "deaths": "many"}, "is no count", id="no count"),
        pytest.param({"start": "2001", "deaths": "9-3"}, "below the first", id="a range turned round"),
    ],
)
def test_a_bad_cell_of_an_event_says_what_was_expected(cells, expected):
    with pytest.raises(ValueError, match=expected):
        read_row({"event": "Kilo fire", **cells}, "t")


def test_an_event_reads_its_toll_as_a_range_that_may_be_open():
    rows = [read_row({"event": "Kilo fire", "start": "2001", "deaths": text}, "t") for text in ("7", "7-9", "7-")]

    assert [row.deaths for row in rows if isinstance(row, KnownEvent)] == [(7, 7), (7, 9), (7, None)]


def test_where_both_know_a_death_the_users_row_is_right():
    known, own = (read_row({**GUARD, "died": day}, "t") for day in ("2003", "2011"))
    [person] = Record(with_own_rows([known], [own])).people("Ana Kilo")

    assert person.died is not None
    assert person.died.text == "2011"


def test_the_record_that_comes_along_is_large_and_holds_deaths_and_events():
    record = load_record()

    assert sum(len(person.terms) for person in record.persons) >= 2500
    assert sum(person.died is not None for person in record.persons) >= 1000
    assert len(record.known_events) >= 300


def test_nobody_of_the_record_holds_an_office_after_their_death():
    late = [
        (person.name, term.say())
        for person in load_record().persons
        for term in person.terms
        if person.died and (term.end is None or term.end.first > person.died.last)
    ]

    assert late == []


UNIQUE = ("president", "prime minister", "chancellor", "king", "foreign minister", "defence minister", "premier")


def test_terms_of_an_office_that_one_holds_at_a_time_do_not_overlap():
    by_office = defaultdict(list)
    for person in load_record().persons:
        for term in person.terms:
            if term.office in UNIQUE and term.country and term.start:
                by_office[term.country, term.office].append((term.start.first, term, person.name))
    overlaps = [
        (key, one[2], other[2])
        for key, terms in by_office.items()
        for one, other in zip(sorted(terms, key=lambda t: t[0]), sorted(terms, key=lambda t: t[0])[1:], strict=False)
        if one[1].end is None or one[1].end.first > other[1].start.last
    ]

    assert overlaps == []


def test_a_name_of_the_record_leads_to_one_person():
    record = load_record()
    shared = [
        name
        for person in record.persons
        for name in person.names
        if len({id(found) for found in record.people(name)}) > 1
    ]

    assert shared == ["King Albert II", "Prince Albert II"]  # of Belgium and of Monaco: titles tell nothing


def test_persons_without_office_group_or_country_have_no_term():
    row = read_row({"person": "Ana Kilo", "died": "2001"}, "t")

    assert isinstance(row, Person)
    assert row.terms == ()
