from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times
from dateline.steps.times.fiscal import Fiscal, days_to, go_on_fiscal
from dateline.steps.times.meanings import Named
from dateline.steps.times.periods import Period

PUBLISHED = date(2025, 3, 14)
FIRST, SECOND = Period("quarter", date(2024, 1, 1)), Period("quarter", date(2024, 4, 1))


def _found(nlp, text):
    return [(t.text, t.value, t.earliest, t.latest) for t in find_times(annotate(text, nlp), PUBLISHED)]


@pytest.mark.parametrize(
    ("end", "first"),
    [
        pytest.param(date(2024, 9, 30), date(2024, 7, 1), id="three months to the end of one"),
        pytest.param(date(2024, 2, 29), date(2023, 12, 1), id="over the new year"),
        pytest.param(date(2024, 8, 24), date(2024, 5, 26), id="thirteen weeks to a Saturday"),
    ],
)
def test_a_quarter_that_ends_on_a_day_began_three_months_or_thirteen_weeks_before(end, first):
    assert days_to(end) == (first, end)


def test_a_fiscal_quarter_named_by_its_end_has_the_days_that_this_gives_and_no_number(nlp):
    text = "The grocer lost $5 million in its fiscal first quarter. Costs in the quarter ended Dec. 28 rose."

    assert _found(nlp, text)[:2] == [
        ("fiscal first quarter", "2025-Q1", None, None),
        ("the quarter", "2024-QX", "2024-09-29", "2024-12-28"),
    ]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("Costs rose in the quarter.", "2024-QX", id="the one just named"),
        pytest.param("Costs rose in the latest quarter.", "2025-Q1", id="the latest"),
        pytest.param("Costs rose in the year-earlier quarter.", "2024-Q1", id="that of the year before"),
        pytest.param("Costs rose in the first quarter.", "2025-Q1", id="by its number"),
    ],
)
def test_a_quarter_named_by_its_end_stays_without_a_number_until_the_text_says_which(nlp, sentence, value):
    text = f"The grocer lost $5 million in its fiscal first quarter. It opened two shops in the quarter ended Dec. 28. {sentence}"

    assert _found(nlp, text)[-1][1] == value


def test_a_year_earlier_than_a_fiscal_quarter_is_the_fiscal_quarter_of_that_year(nlp):
    text = (
        "Profit of the mill rose in the fiscal second quarter. Sales in the quarter ended Jan. 31 rose 4% from a year "
        "earlier."
    )

    assert ("a year earlier", "2024-QX", "2023-11-01", "2024-01-31") in _found(nlp, text)


def test_a_quarter_whose_end_lies_in_another_quarter_of_the_year_is_a_fiscal_one(nlp):
    found = _found(nlp, "The dairy was closed in its fourth quarter ended Aug. 31.")

    assert found[0] == ("fourth quarter", "2024-Q4", "2024-06-01", "2024-08-31")


def test_a_quarter_that_another_end_stands_behind_is_one_of_the_calendar(nlp):
    text = (
        "The mill gained in its fiscal first quarter, the quarter ended Dec. 31. In the quarter ended June 30 it lost."
    )

    assert [row[1] for row in _found(nlp, text) if row[0] == "the quarter"] == ["2024-QX", "2024-Q2"]


@pytest.mark.parametrize(
    ("meaning", "period", "expected"),
    [
        pytest.param(Named(nth=(2, "quarter"), grain="quarter"), SECOND, None, id="a calendar quarter ends it"),
        pytest.param(Named(nth=(1, "quarter"), grain="quarter"), FIRST, FIRST, id="its own number does not"),
        pytest.param(Named(grain="quarter", same=True), SECOND, FIRST, id="a quarter without a number does not"),
        pytest.param(Named(nth=(2, "quarter"), grain="quarter", fiscal=True), SECOND, SECOND, id="the next one"),
        pytest.param(Named(year=2024, grain="year"), Period("year", date(2024, 1, 1)), FIRST, id="nor does a year"),
    ],
)
def test_the_text_goes_on_with_a_fiscal_quarter_until_it_names_another(meaning, period, expected):
    fiscal = go_on_fiscal(Fiscal(FIRST), meaning, period, None)

    assert (fiscal.quarter if fiscal else None) == expected


def test_a_fiscal_quarter_that_has_ended_has_the_year_of_publication_unless_its_number_lies_far_ahead(nlp):
    assert _found(nlp, "Fiscal second-quarter profit rose.")[0][1] == "2025-Q2"
    assert _found(nlp, "Fiscal fourth-quarter profit rose.")[0][1] == "2024-Q4"
