"""Events on a map: GeoJSON, and one page."""

import base64
import hashlib
import io
import json
import re

import pytest

from dateline.export.geojson import write_geojson
from dateline.export.map import project, write_map
from dateline.report import ArticleHead, Codes, Count, Event, Place, Report, Span

HOSTILE = "</style></svg><script>alert('x')</script>\"{{ 7 * 7 }}\u202e\x1b[31m"


def event(number, place, type="ASSAULT", deaths=0, status="happened"):
    return Event(
        id=f"V{number}",
        type=type,
        trigger=Span(start=0, end=4, text="shot"),
        place=place,
        place_relation="in" if place else None,
        deaths=Count(low=deaths, high=deaths) if deaths else None,
        status=status,
        codes=Codes(),
        confidence=0.5,
    )


def report(name="Baqubah", title="A title", type="ASSAULT"):
    """Three events at one point, one in a province, one nowhere."""
    places = [
        Place(id="P1", name=name, feature="PPL", country="IRQ", latitude=33.75, longitude=44.64, mentions=[]),
        Place(id="P2", name="Diyala", feature="ADM1", country="IRQ", latitude=34.0, longitude=45.0, mentions=[]),
        Place(id="P3", name="Elkmont", feature="PPL", country="USA", mentions=[]),
    ]
    events = [
        event(1, "P1", type, deaths=25),
        event(2, "P1", "PROTEST"),
        event(3, "P1", "AGREE", status="planned"),
        event(4, "P2"),
        event(5, None, "AID"),
        event(6, "P3", "AID"),
    ]
    return Report(article=ArticleHead(id="a1", title=title), places=places, events=events)


def geojson(*reports):
    stream = io.StringIO()
    write_geojson(reports, stream)
    return json.loads(stream.getvalue())


def page(*reports):
    stream = io.StringIO()
    write_map(reports, stream)
    return stream.getvalue()


def test_each_event_is_a_feature_at_its_place_longitude_first():
    collection = geojson(report())

    assert collection["type"] == "FeatureCollection"
    first = collection["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [44.64, 33.75]}
    assert (first["id"], first["properties"]["deaths_low"], first["properties"]["country"]) == ("a1#V1", 25, "IRQ")


def test_an_event_without_a_point_has_a_null_geometry():
    features = {feature["properties"]["event"]: feature for feature in geojson(report())["features"]}

    assert features["V5"]["geometry"] is None
    assert features["V6"]["geometry"] is None
    assert features["V6"]["properties"]["place"] == "Elkmont"


def test_no_reports_give_an_empty_collection_and_an_empty_page():
    assert geojson()["features"] == []
    assert "No event was found." in page()


def test_the_page_has_a_link_from_each_point_to_the_list_and_back():
    content = page(report())

    assert len(re.findall(r'<a class="spot', content)) == 2
    for number in (1, 2):
        assert f'id="p{number}" href="#l{number}"' in content
        assert f'id="l{number}"' in content
        assert f'href="#p{number}"' in content
    assert content.count('<li class="event') == 6


def test_a_point_is_larger_with_more_dead_and_marks_areas_and_what_did_not_happen():
    content = page(report())
    radii = [float(r) for r in re.findall(r'<circle class="t\d[^"]*"[^>]* r="([\d.]+)"', content)]

    assert radii == [17.0, 6.0, 6.0, 6.0]
    assert len(re.findall(r'<circle class="t\d unsure"', content)) == 1
    assert len(re.findall(r'<a class="spot area"', content)) == 1


@pytest.mark.parametrize("field", ["name", "title", "type"])
def test_hostile_text_stays_text(field):
    content = page(report(**{field: HOSTILE}))

    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content
    assert "{{ 7 * 7 }}" in content
    assert "\u202e" not in content
    assert "\x1b" not in content
    assert content.count("</style>") == 1


def test_the_page_runs_only_its_own_script_and_fetches_nothing():
    content = page(report())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', content)[1]

    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", content, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r'(?:src|href)="(?!#)', content)
    assert not re.search(r"\son\w+=|\sstyle=", content)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [pytest.param(0, 90, id="north pole"), pytest.param(180, -90, id="south pole"), pytest.param(-180, 0, id="edge")],
)
def test_every_point_of_the_globe_has_its_place_in_the_drawing(longitude, latitude):
    x, y = project(longitude, latitude)

    assert abs(x) <= 9000
    assert abs(y) <= 9000


def test_north_is_up_and_east_is_right():
    assert project(10, 10)[0] > project(0, 0)[0]
    assert project(10, 10)[1] < project(0, 0)[1]
