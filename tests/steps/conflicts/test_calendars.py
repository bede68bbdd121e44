import pytest

from dateline.steps.conflicts.calendars import find_calendar_conflicts


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param(
            "She died on Thursday, December 11. A mass is held on Monday, Dec. 16.",
            ("Thursday, December 11", "Monday, Dec. 16"),
            id="no year has both",
        ),
        pytest.param(
            "She died on Thursday, December 11. A mass is held on Tuesday, Dec. 16.", None, id="a year has both"
        ),
        pytest.param("He left on Monday, Feb. 27, and came back on Friday, March 2.", None, id="in a leap year"),
        pytest.param("He left on Monday, 5 May 2014. A mass is held on Monday, Dec. 16.", None, id="one has a year"),
        pytest.param("He came on Monday, Jan. 5. The film opens on Friday, Dec. 4.", None, id="far apart"),
    ],
)
def test_two_dates_with_weekdays_are_of_one_year(text, spans):
    found = [tuple(span.text for span in finding.spans) for finding in find_calendar_conflicts(text)]

    assert found == ([spans] if spans else [])
