from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times

PUBLISHED = date(2025, 3, 14)  # a Friday


def _values(nlp, text):
    return [time.value for time in find_times(annotate(text, nlp), PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "Third-quarter profit was $2 million, compared with a loss of $1 million last year.",
            "2023-Q3",
            id="the same quarter",
        ),
        pytest.param(
            "Sales in this year's third quarter were $14 million, down from $20 million last year.",
            "2024",
            id="set against this year",
        ),
        pytest.param(
            "Profit fell in the third quarter. The firm was sold last year.", "2024", id="nothing is measured"
        ),
        pytest.param(
            "Profit rose in the third quarter. Last year's results included a fine.", "2023-Q3", id="its results"
        ),
        pytest.param("Profit rose in the third quarter. Last year's strike was short.", "2024", id="nor its strike"),
        pytest.param("Exports fell by 5% from last year.", "2024", id="no quarter is told of"),
    ],
)
def test_last_year_is_the_like_quarter_where_a_figure_of_a_quarter_is_measured_against_it(nlp, text, value):
    assert _values(nlp, text)[-1] == value


def test_a_year_earlier_is_of_the_quarter_that_the_sentence_names(nlp):
    text = "It lost money in the second quarter, but in the third quarter profit rose by half from a year earlier."

    assert _values(nlp, text) == ["2024-Q2", "2024-Q3", "2023-Q3"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            "In January exports rose 3% from December and 10% from a year earlier.",
            ["2025-01", "2024-12", "2024-01"],
            id="the text stays with the month it tells of",
        ),
        pytest.param(
            "January sales rose to $30 million from $28 million a year earlier.",
            ["2025-01", "2024-01"],
            id="a figure stands between",
        ),
        pytest.param(
            "Sales were higher in January than in April 2021. In February they fell.",
            ["2025-01", "2021-04", "2025-02"],
            id="nor does the year of the other carry over",
        ),
        pytest.param("In the first nine months sales rose from a year before.", ["P9M", "2024"], id="most of a year"),
    ],
)
def test_what_a_time_is_measured_against_is_of_its_kind_and_the_text_does_not_go_there(nlp, text, values):
    assert _values(nlp, text) == values
