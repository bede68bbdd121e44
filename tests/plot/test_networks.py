"""Who acts on whom."""

import math

import pytest

from dateline import plot
from dateline.plot.drawn import Party
from dateline.plot.layout import spread
from dateline.plot.networks import MAX_PARTIES, name_of
from dateline.plot.pages import rows_of
from dateline.report import ArticleHead, Entity, Mention, Participant
from tests.export.sample import EVENTS, REPORT


def arrows(source):
    return rows_of(plot.network(source).to_dict())


def telling(number, actor, recipient, status="happened"):
    """A report of which the only event is that one party attacks another."""
    text = f"{actor} {recipient}"
    parties = [
        Entity(id=f"E{i}", type="group", name=name, mentions=[Mention.cut(text, 0, len(text), kind="name")])
        for i, name in enumerate((actor, recipient), 1)
    ]
    sides = [[Participant.cut(text, 0, 1, entity=party.id)] for party in parties]
    event = EVENTS[0].model_copy(
        update={"actors": sides[0], "recipients": sides[1], "place": None, "time": None, "attributions": []}
        | {"status": status}
    )
    return REPORT.model_copy(
        update={"article": ArticleHead(id=f"a{number}"), "entities": parties, "attributions": [], "events": [event]}
        | {"places": [], "times": [], "conflicts": []}
    )


def test_an_arrow_goes_from_each_actor_to_each_recipient():
    assert [(row["who"], row["whom"], row["what"]) for row in arrows(REPORT)] == [
        ("Gunmen on motorcycles", "Benin police (BEN)", "ASSAULT firearms explosives"),
        ("army (BEN)", "camp", "ASSAULT aerial"),
    ]


def test_events_between_the_same_parties_are_one_arrow_with_their_number():
    [row] = arrows([telling(n, "Rebels", "the army") for n in range(4)])

    assert (row["count"], row["articles"]) == (4, 4)


def test_gunmen_of_two_articles_are_two_parties_and_an_army_of_a_country_is_one():
    spec = plot.network([REPORT, REPORT.model_copy(update={"article": ArticleHead(id="other")})]).to_dict()

    assert [(row["who"], row["count"]) for row in rows_of(spec)] == [
        ("Gunmen on motorcycles", 1),
        ("army (BEN)", 1),
        ("Gunmen on motorcycles", 1),
        ("army (BEN)", 1),
    ]
    assert "Who acts on whom: 6 parties" in spec["title"]["text"]
    assert "Parties without a name are told apart by article." in spec["title"]["subtitle"]


def test_what_is_not_told_as_real_is_an_arrow_of_its_own():
    rows = arrows([telling(1, "Rebels", "the army"), telling(2, "Rebels", "the army", status="denied")])

    assert [row["real"] for row in rows] == ["happened or going on", "planned, feared or denied"]


def test_a_party_may_act_on_itself_and_two_on_one_another():
    reports = [telling(1, "Rebels", "Rebels"), telling(2, "A", "B"), telling(3, "B", "A")]

    assert {(row["who"], row["whom"]) for row in arrows(reports)} == {("Rebels", "Rebels"), ("A", "B"), ("B", "A")}


def test_of_many_parties_those_of_the_strongest_ties_are_drawn_and_the_others_counted():
    reports = [telling(n, f"group {n}", f"town {n}") for n in range(40)] + [telling("x", "group 39", "town 39")]
    spec = plot.network(reports).to_dict()

    drawn = {row["who"] for row in rows_of(spec)}
    assert len(drawn) == MAX_PARTIES // 2
    assert "group 39" in drawn
    assert "Drawn are the strongest ties; 25 others are not." in spec["title"]["subtitle"]


@pytest.mark.parametrize("n", [0, 1, 2, 7, MAX_PARTIES])
def test_no_thing_lies_on_another_and_they_stand_where_they_stood(n):
    ties = [(i, (i * 7 + 3) % n, 1 + i % 3) for i in range(n)]

    points = spread(range(n), ties, 800, 600)

    assert points == spread(range(n), ties, 800, 600)
    spots = list(points.values())
    assert all(math.dist(a, b) > 20 for i, a in enumerate(spots) for b in spots[:i])
    assert all(0 <= x <= 800 and 0 <= y <= 600 for x, y in spots)


@pytest.mark.parametrize(
    ("party", "name"),
    [(Party("army", "MLI"), "army (MLI)"), (Party("Mali"), "Mali"), (Party("x" * 90), "x" * 20 + " … " + "x" * 11)],
)
def test_a_name_has_its_country_and_is_cut_where_it_is_long(party, name):
    assert name_of(party) == name
