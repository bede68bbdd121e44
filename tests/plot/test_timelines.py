"""Events on a line of time."""

from datetime import date, timedelta

import pytest

from dateline import plot
from dateline.plot.pages import rows_of
from dateline.plot.timelines import MAX_ROWS, _starts
from dateline.report import ArticleHead, Count, Story, StoryEvent, StoryMention, StoryWindow
from tests.export.sample import EVENTS, REPORT, TIMES


def day(text):
    return date.fromisoformat(text)


def rows(source):
    return rows_of(plot.timeline(source).to_dict())


def on(number, first, last=None):
    """The sample's first event as another article tells it, at another time."""
    time = TIMES[0].model_copy(update={"earliest": first.isoformat(), "latest": (last or first).isoformat()})
    return REPORT.model_copy(
        update={"article": ArticleHead(id=f"a{number}"), "times": [time, *TIMES[1:]], "events": EVENTS[:1]}
    )


def test_an_event_of_a_day_is_a_point_and_one_of_a_week_a_bar():
    attack, troops = rows(REPORT)

    assert attack["from"] == attack["to"] == 1778630400000
    assert (troops["to"] - troops["from"]) / 86_400_000 == 6
    assert (attack["when"], troops["when"]) == ("2026-05-13", "between 2026-05-18 and 2026-05-24")


def test_rows_follow_one_another_in_time_with_who_does_what_to_whom():
    assert [row["row"][3:] for row in rows([on(1, day("2026-06-02")), on(2, day("2026-06-01"))])] == [
        "ASSAULT firearms explosives: Gunmen on … ycles → Benin police"
    ] * 2
    assert [row["article"] for row in rows([on(1, day("2026-06-02")), on(2, day("2026-06-01"))])] == ["a2", "a1"]


def test_status_stands_in_words():
    assert [row["status"] for row in rows(REPORT)] == ["happened", "planned"]


def test_the_day_of_publication_is_drawn_where_there_is_one():
    layers = plot.timeline(REPORT).to_dict()["layer"]

    assert {"words": "published", "day": 1778889600000} in [layer["data"].get("values", [{}])[0] for layer in layers]


@pytest.mark.parametrize(
    ("apart", "unit"),
    [
        pytest.param(timedelta(hours=20), "day", id="two months"),
        pytest.param(timedelta(days=3), "week", id="most of a year"),
        pytest.param(timedelta(days=20), "month", id="some years"),
        pytest.param(timedelta(days=200), "year", id="decades"),
    ],
)
def test_many_events_are_counted_by_a_unit_that_fits(apart, unit):
    reports = [on(n, day("1990-01-03") + n * apart) for n in range(MAX_ROWS + 10)]

    spec = plot.timeline(reports).to_dict()

    assert spec["title"]["text"] == f"{MAX_ROWS + 10} events by {unit}"
    assert sum(row["count"] for row in rows_of(spec)) == MAX_ROWS + 10


def test_an_event_that_lies_within_three_months_counts_a_third_in_each():
    reports = [on(n, day("2020-01-01") + timedelta(days=15 * n)) for n in range(MAX_ROWS)]
    reports.append(on("long", day("2020-03-05"), day("2020-05-02")))

    counts = {row["day"]: row["count"] for row in rows(reports)}

    assert [round(counts[f"2020-0{month}-01"] % 1, 3) for month in (3, 4, 5)] == [0.333] * 3


def test_a_few_events_far_off_are_counted_instead_of_pressing_the_line_together():
    reports = [on(n, day("2020-01-01") + timedelta(days=n % 90)) for n in range(200)] + [on("old", day("1901-05-01"))]

    spec = plot.timeline(reports).to_dict()

    assert spec["title"]["text"] == "200 events by day" or spec["title"]["text"].endswith("by week")
    assert any("far off in time not drawn" in line for line in spec["title"]["subtitle"])


@pytest.mark.parametrize(
    ("unit", "starts"),
    [
        ("day", ["2025-12-30", "2025-12-31", "2026-01-01"]),
        ("week", ["2025-12-29"]),
        ("month", ["2025-12-01", "2026-01-01"]),
        ("year", ["2025-01-01", "2026-01-01"]),
    ],
)
def test_a_window_touches_the_units_that_it_lies_in(unit, starts):
    assert _starts((day("2025-12-30"), day("2026-01-01")), unit) == [day(start) for start in starts]


@pytest.mark.parametrize("extreme", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_drawn(extreme):
    assert len(rows([on(1, day(extreme))])) == 1


def test_a_story_that_stands_alone_is_drawn_without_a_status():
    mention = StoryMention(article="a", event="V1", start=0, end=1)
    window = StoryWindow(earliest="2026-05-01", latest="2026-05-03")
    events = [
        StoryEvent(
            id="S1.1",
            type="ASSAULT",
            mentions=[mention],
            time=window,
            actors=["Gunmen"],
            recipients=["villagers"],
            deaths=Count(low=6, high=9),
            independent_sources=1,
        ),
        StoryEvent(id="S1.2", type="AID", mentions=[mention], independent_sources=1),
    ]

    [row] = rows(Story(story="S1", articles=["a"], events=events))

    assert (row["status"], row["who"], row["dead"]) == ("told in a story", "Gunmen → villagers", "6 to 9 dead")
