from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.times.holidays import days_of, easter, hebrew_date, holiday_names, islamic_date, nth_weekday


@pytest.mark.parametrize(
    ("name", "year", "first"),
    [
        pytest.param("thanksgiving", 2024, date(2024, 11, 28), id="fourth Thursday of November"),
        pytest.param("memorial day", 2023, date(2023, 5, 29), id="last Monday of May"),
        pytest.param("election day", 2016, date(2016, 11, 8), id="Tuesday after the first Monday"),
        pytest.param("good friday", 2022, date(2022, 4, 15), id="two days before Easter"),
        pytest.param("orthodox easter", 2024, date(2024, 5, 5), id="Eastern Easter"),
        pytest.param("ramadan", 2025, date(2025, 3, 1), id="Ramadan by the tabular calendar"),
        pytest.param("eid al-adha", 2023, date(2023, 6, 29), id="tenth of the last Islamic month"),
        pytest.param("yom kippur", 1973, date(1973, 10, 6), id="tenth of Tishri"),
        pytest.param("lunar new year", 2023, date(2023, 1, 22), id="first new moon after 20 January, in Beijing"),
        pytest.param("diwali", 2022, date(2022, 10, 24), id="night of the new moon in India"),
        pytest.param("cyber monday", 2024, date(2024, 12, 2), id="Monday on or after 26 November"),
        pytest.param("passover", 2024, date(2024, 4, 23), id="fifteenth of Nisan"),
        pytest.param("purim", 2024, date(2024, 3, 24), id="in a leap year in the second Adar"),
    ],
)
def test_a_feast_falls_on_the_day_its_rule_gives(name, year, first):
    assert days_of(name, year)[0] == first


def test_a_feast_that_lasts_has_a_last_day():
    assert days_of("eid al-fitr", 2025) == (date(2025, 3, 31), date(2025, 4, 2))


def test_every_holiday_falls_somewhere_in_any_decade():
    missing = [name for name in holiday_names() if not any(days_of(name, year) for year in range(1990, 2000))]

    assert missing == []


def test_easter_is_always_a_sunday_between_22_march_and_25_april():
    days = [easter(year) for year in range(1900, 2100)]

    assert {day.weekday() for day in days} == {6}
    assert min((day.month, day.day) for day in days) >= (3, 22)
    assert max((day.month, day.day) for day in days) <= (4, 25)


def test_a_weekday_is_counted_from_the_end_of_the_month_where_asked():
    assert nth_weekday(2024, 12, 6, -1) == date(2024, 12, 29)


def test_years_of_the_moon_have_354_or_355_days():
    lengths = {(islamic_date(year + 1, 1, 1) - islamic_date(year, 1, 1)).days for year in range(1400, 1460)}

    assert lengths == {354, 355}


def test_the_hebrew_year_has_one_of_six_lengths():
    lengths = {(hebrew_date(year + 1, 7, 1) - hebrew_date(year, 7, 1)).days for year in range(5700, 5800)}

    assert lengths <= {353, 354, 355, 383, 384, 385}
