from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times


def _found(nlp, text):
    return [(time.text, time.type, time.value) for time in find_times(annotate(text, nlp), date(2025, 3, 14))]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("The fair is traditionally held in early May.", "early May", "XXXX-05", id="month"),
        pytest.param("Snow normally falls in winter.", "winter", "XXXX-WI", id="season"),
        pytest.param("The council typically meets on Tuesday.", "Tuesday", "XXXX-WXX-2", id="weekday"),
        pytest.param("Prices usually peak in the third quarter.", "the third quarter", "XXXX-Q3", id="quarter"),
    ],
)
def test_a_part_of_the_calendar_in_a_clause_on_a_habit_is_every_one(nlp, text, words, value):
    assert _found(nlp, text) == [(words, "SET", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The fair was held in early May.", "2024-05", id="no habit"),
        pytest.param("The fair is usually loud, but fell silent in May 2023.", "2023-05", id="a year of its own"),
        pytest.param("He usually said that they had met in January.", "2025-01", id="the habit of another clause"),
    ],
)
def test_a_part_of_the_calendar_in_another_clause_is_one_date(nlp, text, value):
    assert _found(nlp, text)[-1][1:] == ("DATE", value)
