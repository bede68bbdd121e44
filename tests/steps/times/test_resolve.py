from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.times.context import Context
from dateline.steps.times.meanings import Named, Shift, Slash
from dateline.steps.times.named import resolve_weekday
from dateline.steps.times.periods import Period
from dateline.steps.times.resolve import order_of_figures, resolve

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
    assert resolved.days == (None if value == "2025" else (date.fromisoformat(value),) * 2)


@pytest.mark.parametrize(
    ("way", "value"),
    [
        pytest.param(PAST, "2025-03-12", id="what has happened lies behind"),
        pytest.param(FUTURE, "2025-12-03", id="what will happen lies ahead"),
        pytest.param(OPEN, "2025", id="no tense"),
    ],
)
def test_the_order_of_figures_follows_the_tense_where_one_reading_alone_fits_it(way, value):
    assert resolve(UNDECIDED, Context(PUBLISHED, way=way)).value == value


@pytest.mark.parametrize(
    ("mod", "n", "days"),
    [
        pytest.param("EQUAL_OR_MORE", -2, (None, date(2023, 12, 31)), id="at least two years ago"),
        pytest.param("MORE_THAN", 2, (date(2027, 1, 1), None), id="more than two years from now"),
        pytest.param("LESS_THAN", -2, (date(2023, 1, 1), PUBLISHED), id="less than two years ago"),
        pytest.param("APPROX", -2, (date(2022, 1, 1), date(2024, 12, 31)), id="about two years ago"),
        pytest.param("APPROX", -40, (date(1981, 1, 1), date(1989, 12, 31)), id="about forty years ago"),
        pytest.param(None, -2, (date(2023, 1, 1), date(2023, 12, 31)), id="two years ago"),
    ],
)
def test_the_days_are_as_wide_or_open_as_the_amount(mod, n, days):
    assert resolve(Shift(n, "year", mod=mod), Context(PUBLISHED)).days == days


@pytest.mark.parametrize(
    ("focus", "longer", "compared", "value"),
    [
        pytest.param("quarter", False, True, "2023-Q4", id="a quarter"),
        pytest.param("quarter", True, True, "2023", id="after the nine months"),
        pytest.param("half", False, True, "2023-H2", id="a half"),
        pytest.param("month", False, True, "2023-10", id="a month that it is measured against"),
        pytest.param("month", False, False, "2023", id="a month that it merely follows"),
        pytest.param("day", False, True, "2023", id="a day"),
    ],
)
def test_a_year_earlier_has_the_grain_of_what_is_compared(focus, longer, compared, value):
    period = Period.of(date(2024, 10, 1), focus)
    quarter = period if focus == "quarter" else None
    context = Context(PUBLISHED, focus=period, quarter=quarter, reported=quarter, longer=longer)

    assert resolve(Shift(-1, "year", "focus", keep=True, compared=compared), context).value == value


def test_a_step_finer_than_the_period_in_focus_leads_to_no_day():
    context = Context(PUBLISHED, focus=Period("year", date(1998, 1, 1)))

    assert resolve(Shift(2, "month", "focus"), context).days is None


def test_the_coming_year_is_counted_from_the_day_of_publication():
    resolved = resolve(Shift(1, "year", rolling=True), Context(PUBLISHED))

    assert (resolved.value, resolved.days) == ("2026", (PUBLISHED, date(2026, 3, 14)))


@pytest.mark.parametrize(
    ("way", "value"),
    [
        pytest.param(FUTURE, "2025-12-31", id="ahead, however far"),
        pytest.param(PAST, "2024-12-31", id="behind"),
    ],
)
def test_tense_alone_decides_the_end_of_which_year(way, value):
    assert resolve(Named(month=12, day=31, firm=True), Context(PUBLISHED, way=way)).value == value


@pytest.mark.parametrize(
    ("nth", "value"),
    [
        pytest.param(2, "2024-11-14", id="the second Thursday of November"),
        pytest.param(-1, "2024-11-28", id="the last one"),
    ],
)
def test_a_weekday_is_counted_within_its_month(nth, value):
    thursday = Named(month=11, weekday=3, nth_weekday=nth)

    assert resolve(thursday, Context(PUBLISHED, way=PAST)).value == value


def test_a_fifth_weekday_that_the_month_has_not_is_none():
    assert resolve(Named(year=2025, month=2, weekday=0, nth_weekday=5), Context(PUBLISHED)) is None
