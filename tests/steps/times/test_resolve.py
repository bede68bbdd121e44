from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.times.meanings import Named, Shift, Slash
from dateline.steps.times.periods import Period
from dateline.steps.times.resolve import Context, order_of_figures, resolve, resolve_weekday

FRIDAY, SATURDAY, MONDAY = 4, 5, 0
PUBLISHED = date(2025, 3, 14)
PAST, FUTURE, OPEN = (lambda: "past"), (lambda: "future"), (lambda: None)


@pytest.mark.parametrize(
    ("weekday", "way", "expected"),
    [
        pytest.param(FRIDAY, "past", date(2025, 3, 14), id="past looks back"),
        pytest.param(MONDAY, "future", date(2025, 3, 17), id="future looks ahead"),
        pytest.param(SATURDAY, "past", date(2025, 3, 15), id="same weekday is today"),
        pytest.param(MONDAY, None, date(2025, 3, 10), id="news looks back by default"),
    ],
)
def test_a_bare_weekday_is_the_nearest_one_its_tense_allows(weekday, way, expected):
    saturday = date(2025, 3, 15)

    assert resolve_weekday(weekday, saturday, way=way) == expected


def test_a_weekday_outside_the_week_is_refused():
    with pytest.raises(ValueError, match="0 \\(Monday\\) to 6"):
        resolve_weekday(7, PUBLISHED)


@pytest.mark.parametrize(
    ("meaning", "way", "value"),
    [
        pytest.param(Named(month=12, grain="month"), PAST, "2024-12", id="a month that is over"),
        pytest.param(Named(month=12, grain="month"), FUTURE, "2025-12", id="a month to come"),
        pytest.param(Named(month=4, grain="month"), OPEN, "2025-04", id="the near future wins over the far past"),
        pytest.param(Named(month=11, grain="month"), OPEN, "2024-11", id="the past wins where both are far"),
        pytest.param(Named(month=3, day=20), OPEN, "2025-03-20", id="a day of next week"),
        pytest.param(Named(month=3, day=20, weekday=2), OPEN, "2024-03-20", id="the weekday decides the year"),
        pytest.param(Named(month=9, grain="month", which=0), PAST, "2025-09", id="this September"),
        pytest.param(Named(month=9, grain="month", which=-1), FUTURE, "2024-09", id="last September"),
        pytest.param(Named(month=9, grain="month", year_shift=-1), OPEN, "2024-09", id="September last year"),
        pytest.param(Named(nth=(3, "quarter"), grain="quarter"), PAST, "2024-Q3", id="the third quarter"),
        pytest.param(Named(season="WI", grain="season", which=0), OPEN, "2024-WI", id="this winter is not over"),
        pytest.param(Named(holiday="ramadan", grain="day"), OPEN, "2025-03-01", id="Ramadan of this year"),
    ],
)
def test_the_year_follows_from_the_tense_or_the_nearest(meaning, way, value):
    assert resolve(meaning, Context(PUBLISHED, way=way)).value == value


@pytest.mark.parametrize(
    ("meaning", "value"),
    [
        pytest.param(Named(month=12, grain="month"), "XXXX-12", id="month"),
        pytest.param(Named(month=12, day=24), "XXXX-12-24", id="day"),
        pytest.param(Named(weekday=4, grain="day"), "XXXX-WXX-5", id="weekday"),
        pytest.param(Named(season="SU", grain="season"), "XXXX-SU", id="season"),
        pytest.param(Shift(-1, "year"), "XXXX", id="last year"),
        pytest.param(Shift(-1, "day"), "XXXX-XX-XX", id="yesterday"),
    ],
)
def test_without_a_publication_date_the_value_stays_open_and_no_day_is_given(meaning, value):
    resolved = resolve(meaning, Context())

    assert resolved.value == value
    assert resolved.days is None


def test_a_year_earlier_than_a_reported_quarter_is_a_quarter():
    quarter = Period("quarter", date(2024, 7, 1))
    context = Context(PUBLISHED, focus=quarter, quarter=quarter, reported=quarter)

    assert resolve(Shift(-1, "year", "focus", keep=True), context).value == "2023-Q3"


def test_a_span_after_nothing_named_stays_open():
    assert resolve(Shift(2, "day", "focus"), Context(PUBLISHED)).days is None


def test_a_feast_seen_by_the_moon_has_a_day_of_slack():
    resolved = resolve(Named(holiday="eid al-fitr", grain="day", year=2025), Context(PUBLISHED))

    assert resolved.days == (date(2025, 3, 30), date(2025, 4, 3))


UNDECIDED = Slash(date(2025, 3, 12), date(2025, 12, 3))
DAY_FIRST, MONTH_FIRST = Slash(date(2024, 12, 25), None), Slash(None, date(2024, 12, 25))


@pytest.mark.parametrize(
    ("others", "value"),
    [
        pytest.param([DAY_FIRST], "2025-03-12", id="another date puts the day first"),
        pytest.param([MONTH_FIRST], "2025-12-03", id="another date puts the month first"),
        pytest.param([], "2025", id="nothing decides"),
        pytest.param([DAY_FIRST, MONTH_FIRST], "2025", id="the others disagree"),
    ],
)
def test_the_order_of_figures_follows_the_articles_other_dates(others, value):
    context = Context(PUBLISHED, day_first=order_of_figures([UNDECIDED, *others]))

    resolved = resolve(UNDECIDED, context)

    assert resolved.value == value
    assert resolved.days[0] <= date(2025, 3, 12) or resolved.days[1] >= date(2025, 12, 3)
