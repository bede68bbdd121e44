from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.times.periods import Period, days_meant

A_FRIDAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("grain", "value", "last"),
    [
        pytest.param("day", "2025-03-14", date(2025, 3, 14), id="day"),
        pytest.param("week", "2025-W11", date(2025, 3, 16), id="ISO week"),
        pytest.param("weekend", "2025-W11-WE", date(2025, 3, 16), id="weekend"),
        pytest.param("month", "2025-03", date(2025, 3, 31), id="month"),
        pytest.param("quarter", "2025-Q1", date(2025, 3, 31), id="quarter"),
        pytest.param("half", "2025-H1", date(2025, 6, 30), id="half"),
        pytest.param("season", "2025-SP", date(2025, 5, 31), id="season"),
        pytest.param("year", "2025", date(2025, 12, 31), id="year"),
        pytest.param("decade", "202", date(2029, 12, 31), id="decade"),
        pytest.param("century", "20", date(2099, 12, 31), id="century"),
    ],
)
def test_a_period_has_a_timex3_value_and_a_last_day(grain, value, last):
    period = Period.of(A_FRIDAY, grain)

    assert period.value == value
    assert period.last == last
    assert period.first <= A_FRIDAY <= last or grain == "weekend"


def test_january_belongs_to_the_winter_of_the_year_before():
    assert Period.of(date(2025, 1, 10), "season").value == "2024-WI"


def test_the_first_days_of_a_year_can_lie_in_the_last_week_of_the_one_before():
    assert Period.of(date(2021, 1, 2), "week").value == "2020-W53"


def test_a_shift_past_december_goes_on_in_january():
    assert Period("month", date(2024, 11, 1)).shift(3).value == "2025-02"


def test_a_leap_day_is_the_28th_in_another_year():
    assert Period("day", date(2024, 2, 29)).in_year(-1).value == "2023-02-28"


@pytest.mark.parametrize(
    ("mod", "first", "last"),
    [
        pytest.param(None, date(2022, 1, 1), date(2022, 12, 31), id="the whole"),
        pytest.param("START", date(2022, 1, 1), date(2022, 5, 5), id="early"),
        pytest.param("MID", date(2022, 4, 2), date(2022, 10, 1), id="mid"),
        pytest.param("END", date(2022, 8, 29), date(2022, 12, 31), id="late"),
        pytest.param("CLOSE", date(2022, 10, 1), date(2022, 12, 31), id="end of"),
    ],
)
def test_a_modifier_narrows_the_days(mod, first, last):
    assert days_meant(Period("year", date(2022, 1, 1)), mod) == (first, last)
