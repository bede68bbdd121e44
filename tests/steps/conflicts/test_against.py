from collections.abc import Callable

import pytest

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article, Conflict, RecordClaim
from dateline.resources.record import Record, load_known_rows, load_record, read_row
from dateline.steps.conflicts import find_conflicts

Find = Callable[..., list[Conflict]]


@pytest.fixture(scope="session")
def held_against() -> Find:
    """Code a text with the whole pipeline and give the conflicts with the record, low ones too."""
    steps = default_steps(Options())[:-1]

    def find(text: str, published: str | None, record: Record | None = None) -> list[Conflict]:
        draft = Draft(Article(id="a", text=text, published=published))
        for step in steps:
            step([draft])
        found = find_conflicts(draft, record or load_record())
        return [c for c in found if any(isinstance(claim, RecordClaim) for claim in c.claims)]

    return find


def row_of(conflict: Conflict) -> str:
    return next(claim.record.text for claim in conflict.claims if isinstance(claim, RecordClaim))


@pytest.mark.parametrize(
    ("published", "text", "row"),
    [
        pytest.param(
            "2021-06-04",
            "Somali troops shot dead Osama bin Laden, the leader of al-Qaeda, in a raid near Kismayo on Thursday.",
            "died 2 May 2011",
            id="killed again on a day",
        ),
        pytest.param(
            "2019-05-14",
            "Officials said that the rebel commander Shamil Basayev was killed in a gun battle outside Grozny, Russia.",
            "died 10 July 2006",
            id="killed again as the news of the day",
        ),
        pytest.param(
            "2016-02-10",
            "Police arrested Baitullah Mehsud, leader of the Pakistani Taliban, in Karachi on Tuesday.",
            "died 5 August 2009",
            id="arrested after the death",
        ),
        pytest.param(
            "2015-09-01",
            "President Hugo Chavez told a crowd in Caracas, Venezuela, on Monday that he would not bow.",
            "died 5 March 2013",
            id="speaking after the death",
        ),
        pytest.param(
            "2022-04-04",
            "Uganda's former ruler Idi Amin was elected to parliament on Sunday, officials in Kampala said.",
            "died 16 August 2003",
            id="elected after the death",
        ),
        pytest.param(
            "2024-03-01",
            "Imad Mughniyeh, the Hezbollah commander, was killed in Damascus in 2014 by a bomb in his car.",
            "died 12 February 2008",
            id="a death told with a wrong year",
        ),
    ],
)
def test_one_who_died_long_before_can_neither_be_killed_nor_act(held_against, published, text, row):
    [conflict] = held_against(text, published)

    assert row in row_of(conflict)
    assert conflict.kind in ("identity", "time")
    assert conflict.severity in ("high", "medium")
    assert conflict.explanation.endswith(".")


@pytest.mark.parametrize(
    ("published", "text"),
    [
        pytest.param(
            "2021-05-03", "Ten years ago commandos killed Osama bin Laden, the al-Qaeda leader, in Pakistan.", id="ago"
        ),
        pytest.param(
            "2014-02-14",
            "Lebanon on Friday marked the anniversary of the death of Rafik Hariri, who was killed in Beirut in 2005.",
            id="an anniversary",
        ),
        pytest.param(
            "2019-11-02",
            "The son of Rafik Hariri resigned on Friday. Hariri said in Beirut, Lebanon, that he would not return.",
            id="a son of the same name",
        ),
        pytest.param(
            "2011-05-20",
            "In a recording released on Wednesday, the al-Qaeda leader Osama bin Laden praised protests in Egypt.",
            id="a voice from beyond the grave",
        ),
        pytest.param(
            "2013-05-06",
            "The late Hugo Chavez won four elections in Venezuela, his successor said on Friday in Caracas.",
            id="the late",
        ),
        pytest.param(
            "2018-04-01",
            "Mohammed Yusuf, a farmer near Kano, said on Saturday that his herd had been stolen in Nigeria.",
            id="a namesake",
        ),
        pytest.param(
            "2006-06-09",
            "American jets killed Abu Musab al-Zarqawi, the leader of al-Qaeda in Iraq, near Baquba on Wednesday.",
            id="the news itself",
        ),
        pytest.param(
            "2012-01-01",
            "Al-Qaeda, whose leader Osama bin Laden was killed by American commandos, is weaker now, officials said.",
            id="background in a relative clause",
        ),
    ],
)
def test_memories_relatives_namesakes_and_late_news_pass(held_against, published, text):
    assert held_against(text, published) == []


@pytest.mark.parametrize(
    ("published", "text", "kind", "row"),
    [
        pytest.param(
            "2012-10-10",
            "French President Nicolas Sarkozy visited Bamako on Monday.",
            "role",
            "to 15 May 2012",
            id="after the term",
        ),
        pytest.param(
            "2015-01-14",
            "German Chancellor Peter Hartmann arrived in Athens on Tuesday for talks.",
            "identity",
            "Angela Merkel: chancellor",
            id="somebody who never held the office",
        ),
        pytest.param(
            "2020-01-01",
            "In 2014 then-President Hosni Mubarak of Egypt signed the accord with Ethiopia.",
            "role",
            "to 11 February 2011",
            id="then-president at a time when somebody else was",
        ),
    ],
)
def test_an_office_given_outside_its_term_is_shown_with_the_term(held_against, published, text, kind, row):
    [conflict] = held_against(text, published)

    assert conflict.kind == kind
    assert row in row_of(conflict)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        pytest.param("2012-10-10", "Former French President Nicolas Sarkozy visited Bamako on Monday.", id="former"),
        pytest.param(
            "2012-05-20", "French President Nicolas Sarkozy visited Bamako on Monday.", id="days after the term"
        ),
        pytest.param("2010-05-05", "U.S. President Bill Clinton spoke in Kenya on Tuesday.", id="a title for life"),
        pytest.param("2005-11-19", "Chechen Prime Minister Ruslan Tamirov left hospital on Friday.", id="of a region"),
        pytest.param("2016-02-02", "Libyan Prime Minister Omar Tarek met envoys on Monday.", id="of two governments"),
        pytest.param("2030-02-02", "French President Anne Dupre met envoys on Monday.", id="after the record ends"),
    ],
)
def test_offices_that_may_be_right_pass(held_against, published, text):
    assert held_against(text, published) == []


@pytest.mark.parametrize(
    ("text", "kind", "claim"),
    [
        pytest.param(
            "Kenya has known such attacks since the Westgate mall attack in 2011.",
            "time",
            "Westgate mall attack in 2011",
            id="since the event in another year",
        ),
        pytest.param(
            "The 2003 Beslan school siege changed Russia.", "time", "2003 Beslan school siege", id="year before"
        ),
        pytest.param(
            "He was born in the week of the Lockerbie bombing of 1990.", "time", "Lockerbie bombing of 1990", id="of"
        ),
        pytest.param("The Lockerbie bombing, which killed 190 people, is unsolved.", "number", "190 people", id="toll"),
        pytest.param("In all, 25 people died in the Beslan school siege.", "number", "25 people", id="toll before"),
        pytest.param("The Taliban took power in 2018 and closed schools.", "time", "took power in 2018", id="takeover"),
    ],
)
def test_an_event_by_its_name_is_held_to_its_day_and_toll(held_against, text, kind, claim):
    [conflict] = held_against(text, "2024-10-10")

    assert (conflict.kind, conflict.claims[0].text) == (kind, claim)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kenya has known such attacks since the Westgate mall attack in 2013.", id="the right year"),
        pytest.param("He left after the fall of the Berlin Wall in 1990.", id="he left in 1990"),
        pytest.param(
            "The United States withdrew from the Iran nuclear deal in 2018.", id="what was done with a treaty"
        ),
        pytest.param("Two men were charged with the Lockerbie bombing in 1991.", id="charged in that year"),
        pytest.param("Families marked the anniversary of the Lockerbie bombing in 2008.", id="an anniversary"),
        pytest.param("The Lockerbie bombing killed 270 people.", id="the right toll"),
        pytest.param("The Lockerbie bombing killed 11 people on the ground.", id="a part of the toll"),
        pytest.param("Taliban fighters took power in Kabul in 1996.", id="an earlier time in power"),
    ],
)
def test_dates_beside_an_event_that_are_not_its_own_pass(held_against, text):
    assert held_against(text, "2024-10-10") == []


def test_a_users_own_rows_count_beside_those_that_come_along(held_against):
    own = read_row(
        {"person": "Amina Tourell", "country": "MLI", "office": "mayor", "died": "2018-07-09"}, "our archive"
    )
    record = Record([own, *load_known_rows()])
    [conflict] = held_against("Former mayor Amina Tourell met traders in Gao, Mali, on Tuesday.", "2022-06-02", record)

    assert "died 9 July 2018" in row_of(conflict)


def test_a_toll_of_one_place_and_day_is_held_against_the_toll_of_other_reports(held_against):
    text = "Gunmen shot dead 31 people in Baquba, Iraq, on May 10, 2024."
    [seen] = held_against(text, "2024-09-11", Record([_told("2024-05-10", (9, 9))]))

    assert (seen.kind, seen.severity) == ("number", "medium")
    assert held_against(text, "2024-09-11", Record([_told("2024-05-10", (29, 31))])) == []
    assert held_against(text, "2024-09-11", Record([_told("2024-05-12", (9, 9))])) == []


def test_a_toll_of_the_first_days_is_only_a_hint(held_against):
    text = "Gunmen shot dead 31 people in Baquba, Iraq, on May 10, 2024."

    assert [c.severity for c in held_against(text, "2024-05-11", Record([_told("2024-05-10", (9, 9))]))] == ["low"]


def _told(day: str, deaths: tuple[int, int]):
    cells = {"event": "shot dead", "kind": "ASSAULT", "start": day, "place": "Baqubah", "country": "IRQ"}
    return read_row({**cells, "deaths": f"{deaths[0]}-{deaths[1]}"}, "news.db")


def test_a_row_backs_a_contradiction_within_the_text_instead_of_standing_beside_it(held_against):
    text = (
        "Former prime minister Rafik Hariri was killed in Beirut, Lebanon, on February 14, 2005. A tribunal sat for years.\n\n"
        "Rafik Hariri was killed in February 2003, the prosecutor wrote."
    )
    found = held_against(text, "2020-08-19")

    assert len(found) == 1
