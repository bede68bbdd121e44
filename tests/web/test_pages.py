"""The desk's pages and JSON of events, stories, queue, trail and export, asked for as a browser or program would."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient

from dateline.review import NewRevision
from dateline.store import open_store
from dateline.stories import write_stale
from dateline.stories.book import Placing
from dateline.web import Settings, create_app
from tests.store.placed import coded, put


@pytest.fixture
def desk(tmp_path):
    """A desk over three articles: two in one story, one in another."""
    name = str(tmp_path / "s.db")
    with open_store(name) as store:
        put(store, coded("a", published="2025-03-15"), coded("b", disputed=True), coded("=c", title="=1+1"))
        run = store.begin_run(None)
        with store.story_book(run) as book:
            first, other = book.new_story(), book.new_story()
            for stored in book.unplaced():
                book.place([Placing(stored, other if stored.article.id == "=c" else first, 0.3, {"words": 0.3})])
        write_stale(lambda: store.story_book(run))
    with TestClient(
        create_app(Settings(name, who="ada")), base_url="http://127.0.0.1", follow_redirects=False
    ) as client:
        yield client


def send(desk, path, **form):
    token = re.search(r'name="csrf" content="(\w+)"', desk.get("/help").text)[1]
    return desk.post(path, data={"csrf": token, **form})


def post(desk, path, body):
    token = re.search(r'name="csrf" content="(\w+)"', desk.get("/help").text)[1]
    return desk.post(path, json=body, headers={"x-csrf-token": token})


def heading(answer):
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)[1]


def test_the_overview_shows_what_its_address_asks_for(desk):
    assert heading(desk.get("/")) == "12 events in 3 articles"
    assert heading(desk.get("/?type=ASSAULT&place=2457161")) == "3 events in 3 articles"
    assert heading(desk.get("/?conflict=1")) == "4 events in 1 article"
    assert "No event meets all of this" in desk.get("/?country=FRA").text


def test_fields_of_a_form_that_say_nothing_leave_the_address(desk):
    answer = desk.get("/?q=&since=&type=AID&country=")

    assert (answer.status_code, answer.headers["location"]) == (303, "/?type=AID")


def test_what_is_wrong_in_an_address_is_said_on_the_page(desk):
    answer = desk.get("/?since=yesterday&type=ASSAULT")

    assert answer.status_code == 200
    assert "&#39;yesterday&#39; is no day" in answer.text
    assert heading(answer) == "6 events in 3 articles"


def test_a_page_behind_the_last_is_not_there(desk):
    assert desk.get("/?page=2").status_code == 404
    assert desk.get("/stories?page=9").status_code == 404


def test_drawings_are_kept_by_browsers_and_named_by_their_content(desk):
    address = re.search(r'href="(/drawings/outline\.svg\?\w+)#land"', desk.get("/").text)[1]
    answer = desk.get(address)

    assert answer.headers["cache-control"].endswith("immutable")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert desk.get("/drawings/passwd").status_code == 404


def test_the_queue_takes_its_conditions_along_to_the_article(desk):
    page = desk.get("/queue?order=conflicts&country=MLI").text

    start = re.search(r'class="button main" href="([^"]+)"', page)[1]
    assert start == "/articles/2?queue=order%3Dconflicts%26state%3Dopen%26country%3DMLI"


def test_articles_are_taken_and_show_whose_they_are(desk):
    assert send(desk, "/queue/assign", article=["1", "3"], person="ada").status_code == 303
    assert desk.get("/queue?state=mine").text.count('name="article"') == 2
    assert send(desk, "/queue/assign", person="ada").status_code == 422
    assert send(desk, "/queue/assign", article=["1"], person="nobody").status_code == 422
    assert send(desk, "/queue/assign", article=["99"], person="ada").status_code == 404


def test_two_reviewers_agreement_is_shown(desk):
    with desk.app.state.desk.store.review_book(write=True) as book:
        book.decide(1, "ada", [NewRevision("accept", "V1")], seen=0)
        book.decide(1, "bo", [NewRevision("reject", "V1")], seen=0)
        for person in ("ada", "bo"):
            book.finish(1, person)

    assert "Krippendorff" in desk.get("/queue").text
    assert "two differ" in desk.get("/queue?order=adjudicate").text


def test_a_story_shows_its_articles_claims_and_places(desk):
    page = desk.get("/stories/S1").text

    assert page.count('name="article" value="') == 2
    assert "Gao, Mali" in page
    assert "score 0.30" in page
    assert desk.get("/stories/S77").status_code == 404
    assert desk.get("/stories/x").status_code in (404, 422)


def test_stories_are_merged_split_and_all_of_it_is_undone_with_reasons(desk):
    merged = send(desk, "/stories/S2/merge", other="S1", why="one day")
    assert merged.headers["location"] == "/stories/S1#rulings"
    assert desk.get("/stories/S2").headers["location"] == "/stories/S1"
    split = send(desk, "/stories/S1/split", article=["a"], why="another <b>town</b>")
    assert split.headers["location"] == "/stories/S3#rulings"
    assert "another &lt;b&gt;town&lt;/b&gt;" in desk.get("/trail").text

    assert send(desk, "/trail/rulings/2/undo", why="no").status_code == 303
    assert send(desk, "/stories/S1/undo/1", why="two after all").status_code == 303

    assert [row["kind"] for row in desk.get("/api/v1/trail").json()] == ["undo", "undo", "split", "merge"]
    assert heading(desk.get("/stories")) == "2 stories"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        pytest.param("/stories/S1/merge", {"other": "S2"}, id="merge"),
        pytest.param("/stories/S1/split", {"article": "a", "why": "  "}, id="split"),
        pytest.param("/trail/rulings/1/undo", {"why": ""}, id="undo"),
    ],
)
def test_a_ruling_needs_a_reason(desk, path, form):
    assert send(desk, path, **form).status_code == 422
    assert desk.get("/api/v1/trail").json() == []


def test_the_trail_shows_before_and_after_and_takes_back(desk):
    with desk.app.state.desk.store.review_book(write=True) as book:
        book.decide(1, "ada", [NewRevision("edit", "V1", "status", "denied", why="they deny it")], seen=0)
        book.decide(1, "bo", [NewRevision("reject", "V2")], seen=0)

    page = desk.get("/trail?person=ada").text
    assert all(words in page for words in ("V1 “attacked”, status", "happened", "denied", "they deny it"))
    assert "reject" not in re.sub(r"<option.*?</option>", "", page)
    assert page.count('action="/trail/undo"') == 1
    assert send(desk, "/trail/undo", article="1", n="1").headers["location"] == "/trail?article=1"

    rows = desk.get("/api/v1/trail?article_key=1&person=ada").json()
    assert [(row["kind"], row["undone"]) for row in rows] == [("undo", False), ("edit", True)]


def test_the_export_says_before_what_it_leaves_out(desk):
    page = desk.get("/export?type=ASSAULT&type=PROTEST&format=acled&look=1").text

    assert "acled: 6 rows of events" in page
    assert "3 left out: it has not happened" in page
    assert 'href="/export?type=ASSAULT&amp;type=PROTEST&amp;format=acled"' in page


def test_the_export_is_what_is_shown_and_no_formula(desk):
    answer = desk.get("/export?type=ASSAULT&place=2457161&format=acled")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["location"] for row in rows] == ["Gao"] * 3
    assert answer.headers["content-disposition"] == 'attachment; filename="dateline-acled.csv"'
    assert answer.headers["x-left-out"] == "nothing"


def test_tables_come_as_one_archive_and_hold_no_formula(desk):
    first, again = (desk.get("/export?format=csv&where=Gao").content for _ in range(2))

    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert "events.csv" in archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read("events.csv").decode())))
    assert len(rows) == 3
    assert not any(value.startswith("=") for row in rows for value in row.values())


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("format=nothing", 422, id="no format"),
        pytest.param("level=story&format=csv", 422, id="happenings have no tables"),
        pytest.param("level=story&format=acled", 200, id="happenings as events"),
        pytest.param("format=jsonl", 200, id="everything"),
        pytest.param("article_key=2&format=geojson", 200, id="one article"),
    ],
)
def test_a_format_holds_what_it_can(desk, query, status):
    assert desk.get(f"/export?{query}").status_code == status


def test_events_are_there_as_json_with_their_numbers(desk):
    listed = desk.get("/api/v1/events?type=ASSAULT&sort=deaths&limit=2").json()
    assert (listed["n"], [event["id"] for event in listed["events"]]) == (6, ["V1", "V1"])

    summary = desk.get("/api/v1/events/summary?by=day").json()
    assert (summary["n_events"], summary["n_articles"], summary["n_pairs"]) == (12, 3, 2)
    assert summary["types"] == {"ASSAULT": 6, "CONSULT": 3, "PROTEST": 3}
    assert desk.get("/api/v1/events/export?format=geojson&where=gao").json()["features"][0]["geometry"][
        "coordinates"
    ] == [0.0, 16.3]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/api/v1/events?since=soon", id="day"),
        pytest.param("/api/v1/events?limit=0", id="limit"),
        pytest.param("/api/v1/events?status=perhaps", id="status"),
        pytest.param("/api/v1/queue?order=magic", id="order"),
        pytest.param("/api/v1/queue?after=nonsense", id="cursor"),
        pytest.param("/api/v1/trail?before=nonsense", id="cursor of the trail"),
        pytest.param("/api/v1/stories?least=0", id="articles"),
    ],
)
def test_a_program_is_told_what_is_wrong(desk, path):
    answer = desk.get(path)

    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_programs_rule_assign_and_read_stories(desk):
    listed = desk.get("/api/v1/stories?sort=articles").json()
    assert [(story["key"], story["n_articles"]) for story in listed["stories"]] == [(1, 2), (2, 1)]
    assert desk.get("/api/v1/stories/S1").json()["story"]["articles"] == ["a", "b"]
    assert desk.get("/api/v1/stories/S9").status_code == 404

    assert post(desk, "/api/v1/rulings/merge", {"stories": ["S1", "S2"], "why": "one"}).json() == {
        "ruling": 1,
        "story": "S1",
    }
    assert post(desk, "/api/v1/rulings/merge", {"stories": ["S1", "S2"], "why": "one"}).status_code == 409
    assert post(desk, "/api/v1/rulings/1/undo", {"why": "two"}).json() == {"ruling": 2, "story": None}
    assert post(desk, "/api/v1/stories/S1/split", {"articles": ["b"], "why": "x"}).json()["story"] == "S3"
    assert post(desk, "/api/v1/queue/assign", {"article_keys": [1]}).json()[0]["person"] == "ada"
    assert desk.get("/api/v1/queue?state=mine").json()["n"] == 1
    assert post(desk, "/api/v1/queue/assign", {"article_keys": [99]}).status_code == 404
