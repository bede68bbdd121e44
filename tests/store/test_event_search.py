from __future__ import annotations

from datetime import date

import pytest

from dateline.review import NewRevision
from dateline.store import Entry, prepare_article, prepare_report
from dateline.store.event_search import EventFilter
from dateline.store.story_search import StoryFilter
from dateline.stories import merge_stories, write_stale
from dateline.stories.book import Placing
from tests.store.placed import coded, put
from tests.store.samples import make_article, save


@pytest.fixture
def filled(store):
    put(store, coded("a", publisher="The Paper", published="2025-03-15"))
    return store


def ids(store, order="article", **asked):
    with store.finder() as finder:
        return [row.id for row in finder.rows(finder.events(EventFilter(**asked)), order=order)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({}, ["V1", "V2", "V3", "V4"], id="nothing asked keeps all"),
        pytest.param({"types": ("ASSAULT",)}, ["V1", "V2"], id="type"),
        pytest.param({"types": ("ASSAULT", "PROTEST")}, ["V1", "V2", "V4"], id="one of several types"),
        pytest.param({"types": ("NOTHING",)}, [], id="a type that is not there"),
        pytest.param({"statuses": ("planned",)}, ["V4"], id="status"),
        pytest.param({"countries": ("MLI",)}, ["V1", "V2"], id="country"),
        pytest.param({"geonames": 2455290}, ["V2"], id="a place by its number"),
        pytest.param({"place": "NOR"}, ["V3"], id="part of a place's name in any case"),
        pytest.param({"actor": "rebel"}, ["V1", "V2", "V3"], id="a party on either side"),
        pytest.param({"recipient": "rebel"}, ["V2", "V3"], id="a recipient"),
        pytest.param({"actor": "army", "recipient": "rebel"}, ["V2"], id="who acts on whom"),
        pytest.param({"after": date(2025, 4, 30)}, ["V2"], id="can have happened then or later"),
        pytest.param({"before": date(2025, 4, 1)}, ["V1", "V2"], id="can have happened then or earlier"),
        pytest.param({"after": date(2025, 3, 14), "before": date(2025, 3, 14)}, ["V1"], id="one day"),
        pytest.param({"min_confidence": 0.5}, ["V1", "V2", "V4"], id="confidence"),
        pytest.param({"min_deaths": 6}, ["V1"], id="deaths"),
        pytest.param({"words": "shelling kidal"}, ["V1", "V2", "V3", "V4"], id="words of the article in other forms"),
        pytest.param({"words": "volcano"}, [], id="words that it has not"),
        pytest.param({"words": "!!"}, [], id="no word at all"),
        pytest.param({"has_conflict": True}, [], id="articles that contradict themselves"),
        pytest.param({"story": 1}, [], id="a story that is not there"),
    ],
)
def test_events_meet_every_condition(filled, asked, expected):
    assert ids(filled, **asked) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param("latest", ["V2", "V1", "V3", "V4"], id="those without a day last"),
        pytest.param("earliest", ["V1", "V2", "V3", "V4"], id="and last again"),
        pytest.param("confidence", ["V3", "V1", "V2", "V4"], id="least sure first"),
        pytest.param("deaths", ["V1", "V2", "V3", "V4"], id="most dead first"),
    ],
)
def test_events_come_in_an_order(filled, order, expected):
    assert ids(filled, order) == expected


def test_pages_of_a_list_follow_one_another(filled):
    with filled.finder() as finder:
        found = finder.events(EventFilter())
        pages = [finder.rows(found, order="latest", limit=2, skip=skip) for skip in (0, 2, 4)]

    assert [[row.id for row in page] for page in pages] == [["V2", "V1"], ["V3", "V4"], []]


def test_a_row_tells_what_the_list_shows(filled):
    with filled.finder() as finder:
        (row,) = finder.rows(finder.events(EventFilter(recipient="rebels", types=("ASSAULT",))))

    assert (row.article, row.publisher, row.text, row.place) == ("a", "The Paper", "shelled", "Kidal")
    assert (row.actors, row.recipients, row.story) == (["The army"], ["Rebels"], None)


def test_events_are_counted_by_type_place_period_and_pair(filled):
    with filled.finder() as finder:
        found = finder.events(EventFilter())

    assert found.facets.types == {"ASSAULT": 2, "CONSULT": 1, "PROTEST": 1}
    assert found.facets.countries == {"MLI": 2}
    assert found.facets.statuses == {"happened": 3, "planned": 1}
    assert [(place.name, place.feature, place.n_events) for place in found.places()] == [
        ("Gao", "PPLA", 1), ("Kidal", "PPLA", 1), ("North", "RGN", 1),
    ]  # fmt: skip
    assert [(row.first, row.n_events) for row in found.periods("month")] == [
        (date(2025, 3, 1), 1),
        (date(2025, 4, 1), 1),
    ]
    assert [row.first for row in found.periods("week")] == [date(2025, 3, 10), date(2025, 3, 31)]
    pairs, n_pairs = found.pairs()
    assert [(pair.actor, pair.recipient, pair.types) for pair in pairs] == [
        ("Police", "Rebels", ["CONSULT"]), ("The army", "Rebels", ["ASSAULT"]),
    ]  # fmt: skip
    assert n_pairs == 2


def test_what_comes_in_later_is_found_too(filled):
    before = ids(filled)

    put(filled, coded("b", disputed=True))

    assert len(ids(filled)) == 2 * len(before)
    assert ids(filled, has_conflict=True) == before


def test_a_newer_coding_of_an_article_takes_the_place_of_the_older(filled):
    article, report = coded("a")
    report = report.model_copy(update={"events": report.events[:1]})
    filled.write(filled.begin_run("coder 2"), [Entry(prepare_article(article), prepare_report(report))])

    assert ids(filled) == ["V1"]


def test_a_correction_is_found_at_once_and_undone_again(filled):
    assert len(ids(filled)) == 4
    with filled.review_book(write=True) as book:
        book.decide(1, "ada", [NewRevision("reject", "V1"), NewRevision("edit", "V2", "status", "denied")], seen=0)

    assert ids(filled) == ["V2", "V3", "V4"]
    assert ids(filled, statuses=("denied",)) == ["V2"]
    with filled.review_book(write=True) as book:
        book.undo(1, "ada", seen=2)

    assert ids(filled, statuses=("denied",)) == []


def test_an_empty_store_has_no_events(store):
    with store.finder() as finder:
        found = finder.events(EventFilter(actor="x"))

    assert (found.n, found.n_articles, found.places(), found.periods("week"), found.pairs()) == (0, 0, [], [], ([], 0))
    assert (found.facets.types, found.by_article()) == ({}, [])


@pytest.fixture
def told(store):
    """Two reports of one shelling, and another article."""
    again = make_article("b", make_article().text + " It was the second week in a row.", title="Shelling")
    save(store, make_article(), again, make_article("c", text="Nothing was told of it elsewhere."))
    run = store.begin_run(None)
    with store.story_book(run) as book:
        stored = book.unplaced()
        first, other = book.new_story(), book.new_story()
        book.place([Placing(item, first if item.article.id != "c" else other) for item in stored])
    write_stale(lambda: store.story_book(run))
    return store


def test_a_happening_that_several_articles_tell_counts_once_if_so_asked(told):
    with told.story_book() as book:
        stories = list(book.stories())
    assert max(len(story.articles) for story in stories) == 2

    with told.finder() as finder:
        each, once = (finder.events(EventFilter(once=once)) for once in (False, True))
        happenings = finder.happenings([(row.report_key, row.id) for row in finder.rows(once)])

    assert (each.n, once.n) == (2, 1)
    (happening,) = happenings.values()
    assert len({mention.article for mention in happening.event.mentions}) == 2


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        pytest.param({}, 2, id="all"),
        pytest.param({"country": "LBR"}, 1, id="country"),
        pytest.param({"type": "ASSAULT"}, 1, id="type"),
        pytest.param({"min_articles": 2}, 1, id="articles"),
        pytest.param({"words": "elsewhere"}, 1, id="words"),
        pytest.param({"after": "2026-03-01", "before": "2026-03-01"}, 1, id="day"),
        pytest.param({"after": "2026-03-02"}, 0, id="after it"),
        pytest.param({"has_conflict": True}, 0, id="disagreement"),
    ],
)
def test_stories_meet_every_condition(told, asked, n):
    with told.finder() as finder:
        rows = finder.stories(StoryFilter(**asked))

        assert finder.count_stories(StoryFilter(**asked)) == len(rows) == n


def test_a_story_is_told_in_a_line_and_a_ruling_shows(told):
    with told.story_book(told.begin_run(None)) as book:
        merge_stories(book, ["S1", "S2"], who="ada", why="one")
    run = told.begin_run(None)
    write_stale(lambda: told.story_book(run))
    with told.finder() as finder:
        (row,) = finder.stories(StoryFilter(), order="articles")

    assert (row.title, row.n_articles, row.is_ruled) == ("Port under fire", 3, True)
