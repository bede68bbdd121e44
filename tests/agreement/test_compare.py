"""Two codings of one article, field by field."""

from dateline.agreement import compare_codings
from dateline.report import Count
from tests.export.sample import EVENTS, REPORT


def recoded(*events, **more):
    return REPORT.model_copy(update={"events": list(events), **more})


def test_a_coding_agrees_with_itself():
    found = compare_codings([REPORT], [REPORT])

    assert found.alpha == 1
    assert found.differences == []
    assert {name: counts.f1 for name, counts in found.fields.items()} == {
        "event": 1, "type": 1, "mode": 1, "status": 1, "place": 1, "time": 1, "deaths": 1, "actors": 1, "recipients": 1,
    }  # fmt: skip


def test_a_missed_event_counts_once_and_not_in_its_fields():
    found = compare_codings([REPORT], [recoded(*EVENTS[1:])])

    assert found.fields["event"].f1 == 2 * 3 / 7
    assert found.fields["deaths"].f1 is None
    (difference,) = found.differences
    assert (difference.field, difference.first, difference.second) == ("event", "ASSAULT-firearms", None)


def test_a_field_that_differs_is_told_with_both_values_and_words():
    other = EVENTS[0].model_copy(update={"deaths": Count(low=8, high=8), "status": "denied"})
    found = compare_codings([REPORT], [recoded(other, *EVENTS[1:])])

    told = {row.field: (row.first, row.second, row.first_words) for row in found.differences}
    assert told == {"deaths": ("6 to …", "8", "at least six officers"), "status": ("happened", "denied", "attacked")}
    assert found.fields["deaths"].f1 == 0


def test_parties_are_the_same_where_their_words_overlap():
    other = EVENTS[0].model_copy(update={"actors": [], "recipients": EVENTS[0].recipients[:1]})
    found = compare_codings([recoded(EVENTS[0])], [recoded(other)])

    assert [(row.field, row.first) for row in found.differences] == [
        ("actors", "Gunmen on motorcycles"),
        ("recipients", "at least six officers"),
    ]


def test_articles_of_one_coding_are_named_and_left_out():
    other = REPORT.model_copy(update={"article": REPORT.article.model_copy(update={"id": "other"})})
    found = compare_codings([REPORT, other], [REPORT])

    assert (found.n_articles, found.only_first, found.only_second) == (1, ["other"], [])
