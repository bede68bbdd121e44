"""How a violent happening stands in its article."""

from __future__ import annotations

import pytest

from dateline.steps.events.standing import Standing
from tests.steps.events.test_participation import happenings_of

ONE = "Gunmen killed a farmer near Tacna."
LONG = " ".join(
    [
        "The minister praised the harvest.",
        "Prices rose by a tenth.",
        "The bank lent the growers more.",
        "A road was opened in spring.",
        "Gunmen killed a farmer near Tacna.",
    ]
)


def said(text: str) -> list[str]:
    happenings = happenings_of(text)
    violent = [each for each in happenings if each.type == "ASSAULT"]
    return Standing.in_article(happenings, violent).describe(violent[-1])


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(ONE, "sentence above 0", False, id="first"),
        pytest.param(LONG, "sentence above 2", True, id="in the fifth sentence"),
        pytest.param(ONE, "article above 3", False, id="a short report"),
        pytest.param(LONG, "article above 3", True, id="a longer one"),
        pytest.param(LONG, "depth above 0.75", True, id="near the end"),
        pytest.param("Rain fell. " + ONE, "depth above 0.25", False, id="a short report has no depth"),
        pytest.param(ONE + " Rebels bombed a bank in Puno.", "order above 0", True, id="the second of two"),
        pytest.param(ONE, "deaths told True", True, id="one death"),
        pytest.param("Rebels killed six farmers.", "deaths above 5", True, id="six deaths"),
    ],
)
def test_a_happening_stands_where_it_is_told(text: str, words: str, expected: bool) -> None:
    assert (words in said(text)) is expected


def test_an_article_without_happenings_has_a_standing() -> None:
    assert Standing.in_article([], []).order == {}
