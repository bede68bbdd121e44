"""Reasons for anonymity, found in text alone."""

from __future__ import annotations

import pytest

from dateline.steps.attributions.kinds import find_reason, find_reason_behind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("An aide, who asked not to be named, said no.", "who asked not to be named", id="asked"),
        pytest.param(
            "An aide, on condition of anonymity because talks go on, said no.",
            "on condition of anonymity because talks go on",
            id="to the end of its clause",
        ),
        pytest.param(
            "A guard who declined to give his name said no.", "who declined to give his name said no", id="no comma"
        ),
        pytest.param("An aide in a red coat said no.", None, id="none"),
        pytest.param("A guard, who was not allowed to enter the park, said no.", None, id="leave for something else"),
    ],
)
def test_a_reason_reaches_to_the_end_of_its_clause(text, reason):
    found = find_reason(text, [(0, len(text))])

    assert (found and text[slice(*found)].removesuffix(".")) == reason


def test_a_reason_behind_what_is_said_ends_it():
    text = "the camp was empty, speaking on condition of anonymity"

    assert text[: find_reason_behind(text, 0, len(text))] == "the camp was empty"
