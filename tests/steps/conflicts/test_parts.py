import pytest

from dateline.steps.conflicts.parts import find_greater_parts, find_rest_conflicts
from dateline.steps.conflicts.rows import find_amounts
from dateline.steps.conflicts.words import Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Seven boats left the harbour. Two of them sank, and the other four came back.",
            ["four", "Two", "Seven boats"],
            id="one boat is missing",
        ),
        pytest.param("Seven boats left the harbour. Two of them sank, and the other five came back.", [], id="all"),
        pytest.param("Two of them sank, and the other four came back.", [], id="no whole"),
        pytest.param(
            "Seven boats left with nine men. Two of them sank, and the other four came back.", [], id="which whole"
        ),
        pytest.param(
            "Seventy boats left the harbour. Two of them sank, and the other four came back.", [], id="far more"
        ),
        pytest.param("About seven boats left. Two of them sank, and the other four came back.", [], id="not exactly"),
    ],
)
def test_a_part_and_the_rest_make_up_the_whole(nlp, text, found):
    words = Words(nlp(text), [])

    findings = list(find_rest_conflicts(words, find_amounts(words, [])))

    assert [span.text for finding in findings for span in finding.spans] == found


@pytest.mark.parametrize(
    ("text", "n_found"),
    [
        pytest.param("The wall fell and five others were injured. Eight of the injured are nurses.", 1, id="more"),
        pytest.param("The wall fell and five others were injured. Three of the injured are nurses.", 0, id="fewer"),
        pytest.param("The wall fell and at least five were injured. Eight of the injured are nurses.", 0, id="open"),
        pytest.param("Eight of the injured are nurses.", 0, id="no whole"),
    ],
)
def test_no_more_are_of_the_injured_than_were_injured(nlp, text, n_found):
    words = Words(nlp(text), [])

    assert len(list(find_greater_parts(words, find_amounts(words, [])))) == n_found
