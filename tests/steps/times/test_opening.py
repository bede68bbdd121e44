from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times


def _values(nlp, text, published):
    return [time.value for time in find_times(annotate(text, nlp), published)]


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        pytest.param(
            "GAO, Mali, March 13 (AP) -- Rebels fled today.",
            date(2025, 3, 14),
            ["2025-03-13", "2025-03-13"],
            id="a day older",
        ),
        pytest.param(
            "ST. LOUIS, March 14 — The mayor quit today.",
            date(2025, 3, 14),
            ["2025-03-14", "2025-03-14"],
            id="the same",
        ),
        pytest.param(
            "GAO, March 3 (AP) _ Rebels fled yesterday.", date(2025, 3, 14), ["2025-03-03", "2025-03-13"], id="too old"
        ),
        pytest.param(
            "GAO, March 17 (AP) _ Rebels fled today.", date(2025, 3, 14), ["2025-03-17", "2025-03-14"], id="too new"
        ),
        pytest.param(
            "GAO, Mali, March 13, 2024 (AP) -- Rebels fled today.",
            None,
            ["2024-03-13", "2024-03-13"],
            id="for want of one",
        ),
        pytest.param(
            "GAO, March 13 (AP) -- Rebels fled today.", None, ["XXXX-03-13", "XXXX-XX-XX"], id="without a year"
        ),
        pytest.param(
            "On March 13 -- a Thursday -- rebels fled. They return today.",
            date(2025, 3, 14),
            ["2025-03-13", "2025-03-13", "2025-03-14"],
            id="a date that is no dateline",
        ),
    ],
)
def test_a_dateline_says_when_the_article_was_written_unless_it_disagrees_with_its_publication(
    nlp, text, published, values
):
    assert _values(nlp, text, published) == values
