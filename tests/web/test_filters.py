from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from starlette.datastructures import QueryParams

from dateline.web.filters import Filters, read_filters
from dateline.web.queues import Queue
from dateline.web.storylist import Asked, read_asked


def read(query: str) -> Filters:
    return read_filters(SimpleNamespace(query_params=QueryParams(query)))


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(Filters(), id="nothing"),
        pytest.param(Filters(q='a & b = "c"', since=date(2025, 3, 1), until=date(2025, 3, 2)), id="words and days"),
        pytest.param(Filters(country=("IRQ", "SYR"), type=("AID",), status=("planned",)), id="several values"),
        pytest.param(Filters(actor="Ünal", whom="x", where="y", place=5, confidence=0.25, story=3), id="the rest"),
        pytest.param(
            Filters(conflict=True, level="story", sort="deaths", by="week", view=(-5, 6, 70, 80), page=4),
            id="what is shown",
        ),
    ],
)
def test_an_address_says_all_that_is_asked_for(filters):
    assert read(filters.query(page=filters.page)) == filters


def test_another_condition_begins_the_table_anew():
    assert "page" not in Filters(page=7).query(type=("AID",))


@pytest.mark.parametrize(
    ("query", "word"),
    [
        pytest.param("since=2025-13-45", "since", id="no day"),
        pytest.param("confidence=much", "confidence", id="no number"),
        pytest.param("confidence=nan", "confidence", id="not a number"),
        pytest.param("place=-1", "place", id="negative"),
        pytest.param("place=99999999999999999999999", "place", id="beyond any database"),
        pytest.param("sort=by%20magic", "sort", id="no order"),
        pytest.param("view=1_2_3", "view", id="half a view"),
        pytest.param("view=1_2_0_0", "view", id="an empty view"),
        pytest.param("page=x", "page", id="no page"),
    ],
)
def test_what_cannot_be_understood_is_told_and_left_out(query, word):
    found = read(query + "&type=AID")

    assert found == Filters(type=("AID",))
    assert [problem.split(":")[0] for problem in found.problems] == [word]


def test_a_condition_is_taken_away_alone():
    filters = Filters(country=("IRQ", "SYR"), type=("AID",), conflict=True)

    assert filters.without("country", "IRQ") == "/?country=SYR&type=AID&conflict=1"
    assert filters.without("conflict", True) == "/?country=IRQ&country=SYR&type=AID"
    assert [name for name, _, _ in filters.conditions()] == ["country", "country", "type", "conflict"]


def test_what_changes_only_the_view_is_no_condition():
    assert Filters(sort="deaths", by="day", level="story", view=(1, 2, 3, 4)).is_whole


@pytest.mark.parametrize(
    ("written", "queue"),
    [
        pytest.param("", Queue(), id="nothing"),
        pytest.param("order=oldest&state=mine&country=syr&story=S12", Queue("oldest", "mine", "SYR", 12), id="all"),
        pytest.param("order=magic&state=&country=&story=x", Queue(), id="nonsense"),
        pytest.param("&" * 5000, Queue(), id="far too much"),
    ],
)
def test_a_queue_is_read_from_an_address(written, queue):
    assert Queue.read(written) == queue
    assert Queue.read(queue.write()) == queue


def test_a_list_of_stories_says_what_it_asks_for():
    asked = read_asked(
        SimpleNamespace(query_params=QueryParams("q=flood&country=irq&least=2&conflict=1&since=nonsense&sort=articles"))
    )

    assert asked == Asked(q="flood", country="IRQ", least=2, conflict=True, sort="articles")
    assert asked.link() == "/stories?q=flood&country=IRQ&least=2&conflict=1&sort=articles"
    assert asked.without("conflict") == "/stories?q=flood&country=IRQ&least=2&sort=articles"
    assert (asked.filter.min_articles, asked.filter.has_conflict) == (2, True)
