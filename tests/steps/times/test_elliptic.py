from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times

PUBLISHED = date(2025, 3, 14)  # a Friday


def _found(nlp, text):
    return [(time.text, time.value) for time in find_times(annotate(text, nlp), PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("The crop was twice as large this year as last.", ("last", "2024"), id="last year"),
        pytest.param("Nobody expects a verdict this week or next.", ("next", "2025-W12"), id="next week"),
        pytest.param("More rain fell this month than last.", ("last", "2025-02"), id="last month"),
        pytest.param("They vote this year or next month.", ("next month", "2025-04"), id="a noun of its own"),
        pytest.param("They vote this year, then next spring.", ("next spring", "2026-SP"), id="of its own"),
        pytest.param(
            "Output grew 0.2% in the fourth quarter after 0.9% in the third.", ("third", "2024-Q3"), id="a quarter"
        ),
        pytest.param(
            "It fell in the fourth quarter, for the first time since 2019, after a rise in the third.",
            ("third", "2024-Q3"),
            id="a quarter behind another time",
        ),
        pytest.param(
            "In the fourth quarter two men sued, and of these the third lost.",
            ("the fourth quarter", "2024-Q4"),
            id="a man",
        ),
        pytest.param(
            "In the fourth quarter he was beaten in the third round.", ("the fourth quarter", "2024-Q4"), id="a round"
        ),
        pytest.param(
            "It grew in the fourth quarter. He was in the third.", ("the fourth quarter", "2024-Q4"), id="apart"
        ),
    ],
)
def test_a_time_whose_noun_has_just_been_said_may_stand_without_it(nlp, text, last):
    assert _found(nlp, text)[-1] == last
