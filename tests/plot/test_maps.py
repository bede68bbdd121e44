"""Events on the outline of the world."""

import math

import pytest

from dateline import plot
from dateline.plot.drawn import Spot
from dateline.plot.maps import HEIGHT, RING_PX, WIDTH, _in_view, _land, _room, _view
from dateline.plot.pages import rows_of
from dateline.report import ArticleHead
from tests.export.sample import EVENTS, PLACES, REPORT


def spot(latitude, longitude):
    return Spot("a place", None, latitude, longitude, 1)


def signs(source):
    return rows_of(plot.map(source).to_dict())


def at(number, **place):
    """The sample's attack as another article tells it, at another place."""
    places = [PLACES[0].model_copy(update=place), *PLACES[1:]]
    event = EVENTS[0].model_copy(update={"place_relation": "in"})
    return REPORT.model_copy(update={"article": ArticleHead(id=f"a{number}"), "places": places, "events": [event]})


@pytest.mark.parametrize(
    ("feature", "relation", "exactness"),
    [
        ("PPL", "in", "the place itself"),
        ("PPL", "near", "near this place"),
        ("ADM2", "in", "somewhere in this district"),
        ("ADM1", "in", "somewhere in this province"),
        ("PCLI", "in", "somewhere in this country"),
        ("SEA", "in", "somewhere at sea"),
    ],
)
def test_a_province_is_no_point(feature, relation, exactness):
    report = at(1, feature=feature)
    report.events = [report.events[0].model_copy(update={"place_relation": relation})]

    [sign] = signs(report)

    assert sign["exactness"] == exactness
    assert (RING_PX[sign["precision"]] > 0) == (exactness != "the place itself")


def test_rings_widen_as_less_is_known():
    assert sorted(RING_PX.values()) == [RING_PX[n] for n in sorted(RING_PX)]


def test_events_of_a_kind_and_status_at_a_place_are_one_sign_with_their_number():
    [sign] = signs([at(n) for n in range(5)])

    assert (sign["count"], sign["what"]) == (5, "ASSAULT firearms explosives (5)")


def test_what_is_planned_stands_beside_what_happened():
    planned = at(2)
    planned.events = [planned.events[0].model_copy(update={"status": "planned"})]

    first, second = signs([at(1), planned])

    assert {first["status"], second["status"]} == {"happened", "planned"}
    assert math.dist((first["longitude"], first["latitude"]), (second["longitude"], second["latitude"])) > 0.1


def test_an_event_without_a_point_is_counted_with_its_reason():
    lost = at(1, latitude=None, longitude=None)
    lost.events = [*lost.events, EVENTS[3]]

    subtitle = plot.map(lost).to_dict()["title"]["subtitle"]

    assert "2 of 2 events not drawn: the text gives no place or, for 1, one without a point." in subtitle


@pytest.mark.parametrize(
    "spots",
    [
        pytest.param([spot(11.1, 2.9)], id="one point"),
        pytest.param([spot(11.1, 2.9), spot(33.3, 44.4)], id="two"),
        pytest.param([spot(-17.8, 178.0), spot(-13.8, -171.7)], id="on both sides of the date line"),
        pytest.param([spot(89.9, 0.0), spot(-89.9, 0.0)], id="the poles"),
        pytest.param([], id="none"),
    ],
)
def test_all_points_are_in_view(spots):
    view = _view(spots)

    for here in spots:
        x, y = view.place(here.longitude, here.latitude)
        assert -1 <= x <= WIDTH + 1
        assert -300 <= y <= HEIGHT + 300


def test_a_pixel_is_the_point_that_it_was_made_from():
    view = _view([spot(11.1, 2.9), spot(33.3, 44.4)])

    assert view.point(*view.place(2.9, 11.1)) == pytest.approx((2.9, 11.1))


def test_only_land_in_view_is_carried_along():
    near, world = _view([spot(11.1, 2.9)]), _view([])

    assert len(_land(near)["coordinates"]) < 5 < len(_land(world)["coordinates"])
    assert all(_in_view(rings[0], near) for rings in _land(near)["coordinates"])


def test_a_label_takes_the_first_side_where_it_hides_nothing():
    taken = []

    first, second = (_room("Kandi", (200.0, 200.0), 6.0, taken) for _ in range(2))

    assert first[1] < 200 < second[1]
    assert [_room("Kandi", (200.0, 200.0), 6.0, taken) for _ in range(3)][2] is None


def test_the_drawing_fetches_nothing():
    data = [layer["data"] for layer in plot.map(REPORT).to_dict()["layer"]]

    assert all("url" not in source for source in data)
