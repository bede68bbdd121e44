from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.web import Settings, create_app
from tests.export.sample import ARTICLE, REPORT


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "s.db"
    with open_store(path) as store:
        store.save(ARTICLE, REPORT, "coder 1")
    with TestClient(create_app(Settings(str(path))), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize(
    ("words", "country"), [("Baquba", "IRQ"), ("paris", "FRA"), ("cotono", "BEN"), ("Raqqa Province", "SYR")]
)
def test_places_are_found_by_name_or_its_beginning(client, words, country):
    found = client.get("/api/v1/places", params={"q": words}).json()

    assert country in [place["country"] for place in found]
    assert found[0]["latitude"] is not None


@pytest.mark.parametrize(("words", "name"), [("hayat tahrir", "Hayat Tahrir al-Sham"), ("hezbollah", "Hezbollah")])
def test_actors_are_found_by_a_part_of_their_names(client, words, name):
    assert name in [actor["name"] for actor in client.get("/api/v1/actors", params={"q": words}).json()]


@pytest.mark.parametrize("words", ["", "x" * 201])
def test_a_look_up_needs_words_and_not_too_many(client, words):
    assert client.get("/api/v1/places", params={"q": words}).status_code == 422


def test_the_codebook_says_all_that_a_field_can_hold(client):
    book = client.get("/api/v1/codebook").json()

    assert "aerial" in book["types"]["ASSAULT"]["modes"]
    assert book["choices"]["status"] == ["happened", "ongoing", "planned", "hypothetical", "denied"]
    assert book["countries"]["BEN"] == "Benin"


@pytest.mark.parametrize(
    ("at", "status"),
    [(["11.1,2.9"], 200), (["0,0", "10,179.9", "-89,-180"], 200), (["91,0"], 422), (["x"], 422), (["1,2,3"], 422), (["nan,1"], 422), ([], 422)],
)  # fmt: skip
def test_a_map_is_a_picture_of_points_on_earth(client, at, status):
    answer = client.get("/map.svg", params={"at": at})

    assert answer.status_code == status
    if status == 200:
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.count("<circle") == len(at)


@pytest.mark.parametrize(
    "path", ["/articles/9", "/articles/9/adjudicate", "/api/v1/articles/9", "/api/v1/articles/9/coding"]
)
def test_an_article_that_is_not_here_is_said_so(client, path):
    assert client.get(path).status_code == 404


def test_one_reviewer_is_not_enough_to_be_adjudicated(client):
    assert "Two people must have finished" in client.get("/articles/1/adjudicate").text
