from __future__ import annotations

import pytest

from dateline.report import Count, Participant, Place, Span, Time
from dateline.review import NewRevision, apply_revisions, check_revision
from dateline.web.settle import Side, pair_up, take_event, take_field
from tests.export.sample import REPORT, TEXT, cut


def decided(report, *wanted, mark="R"):
    """A coding by some decisions, and the decisions."""
    made = []
    reviewed = apply_revisions(report, TEXT, made)
    for new in wanted:
        made.append(check_revision(reviewed, TEXT, new, who="x", decided="2026-05-16T09:00:00+00:00", mark=mark))
        reviewed = apply_revisions(report, TEXT, made)
    return reviewed.report, made


def changed(event_id, **values):
    """The sample with some fields of one event changed, and nothing else."""
    events = [e.model_copy(update=values) if e.id == event_id else e for e in REPORT.events]
    return REPORT.model_copy(update={"events": events})


def settle(first, second, choose):
    """What stands after an adjudicator chose on the first pair, and the pairs that are left unlike the choice."""
    ours, theirs = Side("anna", first), Side("ben", second)
    pairs = pair_up(ours, theirs, Side("", first), TEXT, [])
    return decided(first, *choose(pairs[0], (ours, theirs), first), mark="J")[0]


def test_what_both_have_alike_is_not_shown():
    assert pair_up(Side("anna", REPORT), Side("ben", REPORT), Side("", REPORT), TEXT, []) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "COERCE"),
        ("modes", ["drone"]),
        ("contexts", ["crime"]),
        ("trigger", cut("killing")),
        ("actors", [cut("Gunmen", Participant, entity=None)]),
        ("recipients", [cut("a police post", Participant, entity="E2")]),
        ("instruments", []),
        ("place", "P3"),
        ("place", None),
        ("time", "T2"),
        ("deaths", Count(low=8, high=8)),
        ("casualties", []),
        ("status", "denied"),
        ("attributions", ["A2", "A3"]),
    ],
)
def test_a_field_of_the_second_reviewer_becomes_the_adjudicators(field, value):
    second = changed("V1", **{field: value})
    settled = settle(REPORT, second, lambda pair, sides, own: take_field(pair, field, "second", sides, own))

    [pair] = pair_up(Side("anna", REPORT), Side("ben", second), Side("", settled), TEXT, [])
    assert {row.field: row.settled for row in pair.rows}[field] == "second"


def test_to_keep_the_first_reviewers_value_is_a_decision_too():
    second = changed("V1", status="denied")
    ours, theirs = Side("anna", REPORT), Side("ben", second)
    [pair] = pair_up(ours, theirs, Side("", REPORT), TEXT, [])

    assert take_field(pair, "status", "first", (ours, theirs), REPORT) == [
        NewRevision("accept", "V1", why="status as anna has it")
    ]


def test_a_place_time_and_party_that_only_the_second_has_go_along():
    place = Place(id="P9", name="Parakou", feature="PPLA", country="BEN", latitude=9.3, longitude=2.6, geonames=2392204,
                  mentions=[cut("the north")])  # fmt: skip
    time = cut(
        "13 May 2026", Time, id="T9", type="DATE", value="2026-05-13", earliest="2026-05-13", latest="2026-05-13"
    )
    known = REPORT.entities[0].model_copy(update={"id": "E9", "name": "Border raiders", "mentions": []})
    second = changed(
        "V4", place="P9", place_relation="in", time="T9", actors=[cut("the army", Participant, entity="E9")]
    ).model_copy(
        update={
            "places": [*REPORT.places, place],
            "times": [*REPORT.times, time],
            "entities": [*REPORT.entities, known],
        }
    )
    report = settle(REPORT, second, lambda pair, sides, own: take_event(pair, "second", sides, own))

    event = report.events[3]
    assert next(row.name for row in report.places if row.id == event.place) == "Parakou"
    assert next(row.text for row in report.times if row.id == event.time) == "13 May 2026"
    assert next(row.name for row in report.entities if row.id == event.actors[0].entity) == "Border raiders"


def test_an_event_that_only_one_has_is_added_or_left_out():
    fewer, _ = decided(REPORT, NewRevision("reject", "V4"))

    added = settle(fewer, REPORT, lambda pair, sides, own: take_event(pair, "second", sides, own))
    assert [event.trigger.text for event in added.events].count("send") == 1
    left = settle(REPORT, fewer, lambda pair, sides, own: take_event(pair, "second", sides, own))
    assert "send" not in [event.trigger.text for event in left.events]


def test_an_event_is_settled_once_something_was_decided_on_it():
    second = changed("V1", status="denied")
    own, revisions = decided(REPORT, NewRevision("accept", "V1"), mark="J")

    [pair] = pair_up(Side("anna", REPORT), Side("ben", second), Side("", own), TEXT, revisions)
    assert pair.is_settled
    assert isinstance(pair.first.trigger, Span)
