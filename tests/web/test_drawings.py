from __future__ import annotations

from datetime import date

import pytest

from dateline.report import Article, Count, Story, StoryEvent, StoryMention, StorySource, Timeline, TimelineClaim
from dateline.store.event_search import PairCount, PeriodCount, PlaceCount
from dateline.web.filters import Filters
from dateline.web.flows import MOST_LINES, MOST_NAMES, draw_flows
from dateline.web.memory import Memory
from dateline.web.periods import MOST_PERIODS, choose, fullest, name_of, next_first, stretch
from dateline.web.timechart import draw_chart
from dateline.web.tolls import read_tolls
from dateline.web.worldmap import draw_map, radius_px

MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)


@pytest.mark.parametrize(
    ("months", "by"),
    [
        pytest.param({MARCH: 9}, "day", id="one month"),
        pytest.param({date(2025, n, 1): 5 for n in range(1, 9)}, "week", id="eight months"),
        pytest.param({date(2020 + n, 1, 1): 5 for n in range(5)}, "month", id="five years"),
        pytest.param({date(1950 + 3 * n, 1, 1): 5 for n in range(25)}, "year", id="a lifetime"),
        pytest.param({MARCH: 90, date(1945, 5, 1): 5}, "day", id="a word on long ago does not stretch it"),
    ],
)
def test_bars_are_as_narrow_as_nearly_all_events_allow(months, by):
    assert choose(months) == by


@pytest.mark.parametrize(
    ("day", "by", "following"),
    [
        pytest.param(date(2024, 12, 1), "month", date(2025, 1, 1), id="over the year"),
        pytest.param(date(2024, 2, 28), "day", date(2024, 2, 29), id="leap day"),
        pytest.param(date(2024, 12, 30), "week", date(2025, 1, 6), id="week"),
        pytest.param(date(9999, 1, 1), "year", date.max, id="the calendar's end"),
        pytest.param(date(9999, 12, 1), "month", date.max, id="its last month"),
    ],
)
def test_a_period_follows_another(day, by, following):
    assert next_first(day, by) == following


def test_the_fullest_stretch_is_drawn_and_ends_with_the_calendar():
    counts = {date(1900, 1, 1): 3, date(2025, 1, 1): 2, date(2025, 1, 20): 2}

    assert fullest(counts, "day") == (date(2025, 1, 1), 4)
    assert len(list(stretch(MARCH, "day"))) == MOST_PERIODS
    assert len(list(stretch(date(9998, 1, 1), "year"))) <= 2
    assert name_of(date(2025, 3, 10), "week") == "week of 10 Mar 2025"


def test_a_bar_says_its_number_and_leads_to_its_period_and_type():
    rows = [PeriodCount(MARCH, "AID", 4), PeriodCount(APRIL, "AID", 2), PeriodCount(APRIL, "PROTEST", 1)]

    chart = draw_chart(rows, "month", Filters(country=("MLI",)))

    everything, aid, _ = chart.lanes
    assert [lane.name for lane in chart.lanes] == ["all", "AID", "PROTEST"]
    assert everything.bars[1].told == "Apr 2025: 3 events"
    assert aid.bars[0].link == "/?since=2025-03-01&until=2025-03-31&country=MLI&type=AID"
    assert aid.bars[0].height == 2 * aid.bars[1].height
    assert chart.table == [
        ("Mar 2025", "/?since=2025-03-01&until=2025-03-31&country=MLI", [4, 4, 0]),
        ("Apr 2025", "/?since=2025-04-01&until=2025-04-30&country=MLI", [3, 2, 1]),
    ]


def test_what_lies_outside_the_time_line_is_told():
    rows = [PeriodCount(MARCH, "AID", 40), PeriodCount(date(1945, 5, 1), "AID", 2)]
    rows.append(PeriodCount(date(2090, 1, 1), "AID", 1))

    chart = draw_chart(rows, "month", Filters())

    assert chart.outside == [("2 earlier", "/?until=2025-02-28"), ("1 later", "/?since=2030-03-01")]


def test_who_acts_stands_left_and_the_same_pairs_give_the_same_drawing():
    pairs = [
        PairCount("A", "B", 9, ["AID"]),
        PairCount("B", "A", 3, ["ACCUSE"]),
        PairCount("A", "C", 1, ["AID", "SUPPORT"]),
    ]

    flows = draw_flows(pairs, Filters(), n_all=12)

    assert [line.told for line in flows.lines] == [
        "A → B: 9 events (AID)",
        "B → A: 3 events (ACCUSE)",
        "A → C: 1 event (AID, SUPPORT)",
    ]
    assert flows.lines[0].link == "/?actor=A&whom=B"
    assert {name.name for name in flows.actors} == {"A", "B"}
    assert flows.n_left_out == 9
    assert draw_flows(list(reversed(pairs)), Filters(), n_all=12) == flows


def test_a_drawing_of_parties_has_room_for_so_many_and_counts_the_rest():
    pairs = [PairCount(f"actor {n % 40}", f"recipient {n % 37}", 100 - n, ["AID"]) for n in range(60)]

    flows = draw_flows(pairs, Filters())

    assert len(flows.actors) <= MOST_NAMES
    assert len(flows.recipients) <= MOST_NAMES
    assert len(flows.lines) <= MOST_LINES
    assert flows.n_left_out == 60 - len(flows.lines)
    assert draw_flows([], Filters()) is None


def place(name="Gao", feature="PPL", n=4, n_real=4, geonames=1):
    return PlaceCount(geonames, name, feature, "MLI", 16.3, 0.0, n, n_real)


@pytest.mark.parametrize(
    ("given", "told", "link"),
    [
        pytest.param(place(), "Gao, Mali: 4 events", "/?place=1", id="a town"),
        pytest.param(
            place(feature="ADM1", n=1, n_real=1),
            "Gao, Mali (known by this area alone): 1 event",
            "/?place=1",
            id="an area",
        ),
        pytest.param(place(n_real=1), "Gao, Mali: 4 events, 1 of them happened", "/?place=1", id="some only planned"),
        pytest.param(place(geonames=None), "Gao, Mali: 4 events", "/?where=Gao", id="a place of an own table"),
    ],
)
def test_a_point_says_what_it_is_and_leads_to_its_events(given, told, link):
    (spot,) = draw_map([given], Filters()).spots

    assert (spot.told, spot.link, spot.is_area) == (told, link, given.feature == "ADM1")


def test_the_part_of_the_map_that_is_shown_stands_in_the_address():
    drawn = draw_map([place()], Filters())
    closer = drawn.link(Filters(), "in")

    assert closer.startswith("/?view=")
    assert drawn.link(Filters(view=(1, 2, 3, 4)), "fit") == "/#map"
    assert draw_map([place()], Filters(view=(0, 0, 100, 50))).view == (0, 0, 100, 50)
    assert draw_map([], Filters()).view.width == 18_000


def test_a_point_grows_with_its_events_up_to_a_largest():
    assert radius_px(1) < radius_px(10) < radius_px(100) < radius_px(10**6) == radius_px(10**9)


def claim(article, low, high):
    return TimelineClaim(
        published=None, article=article, event="S1.1", type="ASSAULT", field="deaths", value={"low": low, "high": high},
        start=0, end=3, text="six", before="", after="",
    )  # fmt: skip


def test_a_toll_is_drawn_by_source_from_nothing_on():
    event = StoryEvent(
        id="S1.1", type="ASSAULT", mentions=[StoryMention(article="a", event="V1", start=0, end=3)],
        deaths=Count(low=6, high=9), independent_sources=2,
    )  # fmt: skip
    sources = [StorySource(article=Article(id=name, text="", publisher=f"Paper {name}").head()) for name in "abc"]
    claims = [claim("a", 6, 6), claim("b", 6, 9), claim("c", 9, None)]

    (toll,) = read_tolls(
        Timeline(story=Story(story="S1", articles=["a"], events=[event]), sources=sources, claims=claims), {}
    )

    assert [(figure.name, figure.told) for figure in toll.figures] == [
        ("Paper a", "6"),
        ("Paper b", "6 to 9"),
        ("Paper c", "9 or more"),
    ]
    assert toll.figures[0].width == 0 < toll.figures[1].width
    assert [figure.is_open for figure in toll.figures] == [False, False, True]
    assert [value for _, value in toll.ticks] == [0, 2, 4, 6, 8]


def test_what_is_remembered_is_forgotten_when_the_store_changes():
    memory, made = Memory(most=2), []

    def make(name):
        return memory.get(1, name, lambda: made.append(name) or name)

    assert [make("a"), make("a"), make("b"), make("a")] == ["a", "a", "b", "a"]
    assert made == ["a", "b"]
    make("c")
    make("b")
    assert made == ["a", "b", "c", "b"]
    memory.get(2, "a", lambda: made.append("again"))
    assert made[-1] == "again"
