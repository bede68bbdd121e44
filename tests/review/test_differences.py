"""On what two reviewers differ, whatever ids their records have."""

import pytest

from dateline.review import NewRevision, find_differences, same_coding
from tests.review.samples import at, decide, edit, report


def test_codings_with_other_ids_and_other_confidence_say_the_same():
    first, second = report(), decide(NewRevision("accept", "V71"), base=report("7")).report

    assert same_coding(first, second)
    assert find_differences(first, second) == []


@pytest.mark.parametrize(
    ("new", "field", "shown"),
    [
        pytest.param(edit("V11", "type", "COERCE"), "type", "COERCE", id="type"),
        pytest.param(edit("V11", "contexts", ["terrorism"]), "contexts", "terrorism", id="contexts"),
        pytest.param(edit("V11", "injured", {"low": 3, "high": None}), "injured", "3 to …", id="injured"),
        pytest.param(edit("V11", "casualties", []), "casualties", None, id="casualties"),
        pytest.param(edit("V12", "instruments", []), "instruments", None, id="instruments"),
        pytest.param(edit("V11", "attributions", []), "attributions", None, id="attributions"),
        pytest.param(edit("V11", "place_relation", "near"), "place_relation", "near", id="relation to the place"),
        pytest.param(edit("V11", "codes", {"cameo": "20"}), "codes", "cameo 20", id="codes"),
        pytest.param(edit("E13", "name", "Protesters"), "entity", "Protesters, group, CVL: Marchers", id="an entity's name"),
        pytest.param(NewRevision("reject", "C11"), "conflict", None, id="a conflict"),
        pytest.param(edit("C11", "severity", "low"), "conflict", "low: Nine died, and six.", id="a conflict's severity"),
        pytest.param(NewRevision("add", "place", after={"name": "market"}), "place", "market", id="a place of no event"),
        pytest.param(
            NewRevision("add", "time", after={**at("3 May"), "value": "2026"}),
            "time", "3 May, DATE, 2026, 2026-01-01, 2026-12-31", id="a time of no event",
        ),
    ],
)  # fmt: skip
def test_what_one_reviewer_changed_is_a_difference(new, field, shown):
    changed = decide(new).report

    assert not same_coding(report(), changed)
    row = next(row for row in find_differences(report(), changed) if row.field == field)
    assert row.second == shown or (row.second or "").endswith(shown or "-")
    assert find_differences(changed, report())


def test_every_pair_of_codings_that_differ_has_a_difference_to_show():
    for new in (
        NewRevision("reject", "V12"),
        NewRevision("merge", "E12", after="E11"),
        edit("T11", "value", "2026-05-04"),
    ):
        changed = decide(new).report

        assert find_differences(changed, report("7")), new
