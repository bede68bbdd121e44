from datetime import date

import pytest

from dateline.report import Time
from dateline.steps.conflicts.dates import find_weekday_conflicts


def time_at(text: str, words: str, value: str, n: int) -> Time:
    start = text.index(words)
    return Time.cut(text, start, start + len(words), id=f"T{n}", type="DATE", value=value)


def findings(text: str, *times: tuple[str, str], published: date | None = None):
    found = [time_at(text, words, value, n) for n, (words, value) in enumerate(times, 1)]
    return list(find_weekday_conflicts(text, found, published))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param(
            "They met on Thursday, 13 May 2026.", [("Thursday, 13 May 2026", "2026-05-13")], id="in one expression"
        ),
        pytest.param(
            "They met on Thursday (13 May 2026).",
            [("Thursday", "2026-05-14"), ("13 May 2026", "2026-05-13")],
            id="a bracket between",
        ),
        pytest.param("It was Sun., Jan. 5, 2026.", [("Sun., Jan. 5, 2026", "2026-01-05")], id="abbreviated"),
    ],
)
def test_a_weekday_that_is_not_the_dates_is_found_with_both_words(text, times):
    (finding,) = findings(text, *times)

    weekday, day = finding.spans
    assert finding.kind == "time"
    assert finding.severity == "high"
    assert text[weekday.start : weekday.end] == weekday.text
    assert "2026" in day.text
    assert weekday.text[:2] in ("Th", "Su")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("They met on Wednesday, 13 May 2026.", [("Wednesday, 13 May 2026", "2026-05-13")], id="agrees"),
        pytest.param(
            "They met on Thursday and again on 13 May 2026.",
            [("Thursday", "2026-05-07"), ("13 May 2026", "2026-05-13")],
            id="two days, not one",
        ),
        pytest.param(
            "They met on Thursday in May 2026.", [("Thursday", "2026-05-14"), ("May 2026", "2026-05")], id="no day"
        ),
    ],
)
def test_silence_where_weekday_and_date_agree_or_are_of_two_days(text, times):
    assert findings(text, *times) == []


@pytest.mark.parametrize(
    ("published", "severity"),
    [
        pytest.param(date(2026, 5, 16), "high", id="near publication the year is plain"),
        pytest.param(date(2027, 5, 1), "low", id="far from it another year would mend the date"),
        pytest.param(None, "low", id="without publication too"),
    ],
)
def test_a_date_without_a_year_is_doubted_as_far_as_its_year_is(published, severity):
    text = "They met on Thursday, 13 May."

    (finding,) = findings(text, ("Thursday, 13 May", "2026-05-13"), published=published)

    assert finding.severity == severity
