from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times

PUBLISHED = date(2025, 3, 14)  # a Friday


def _values(nlp, text):
    return [time.value for time in find_times(annotate(text, nlp), PUBLISHED)]


def test_quarters_that_share_a_year_are_read_apart(nlp):
    assert _values(nlp, "Output fell in the second and fourth quarters of 2023.") == ["2023-Q2", "2023-Q4"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("It will be shut from November to February.", ["2025-11", "2026-02"], id="months"),
        pytest.param("Leaves are fetched from April 4 through Jan. 2.", ["2025-04-04", "2026-01-02"], id="days"),
        pytest.param("It was shut from January to February.", ["2025-01", "2025-02"], id="within a year"),
    ],
)
def test_a_range_of_dates_ends_after_it_begins(nlp, text, values):
    assert _values(nlp, text) == values


def test_a_feast_has_the_year_that_stands_after_it(nlp):
    assert _values(nlp, "He fled at Christmas in 2003.")[0] == "2003-12-25"


def test_lengths_of_growing_units_are_two(nlp):
    assert _values(nlp, "It is for patients aged between six months and 18 years.") == [
        "P6M",
        "P18Y",
    ]
