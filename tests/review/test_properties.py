"""Whatever is decided, in whatever order: the corrected coding is sound, and the decisions alone make it."""

import contextlib
import json
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import RevisionError
from dateline.report import Report, all_spans
from dateline.review import (
    NewRevision,
    Revision,
    apply_revisions,
    check_revision,
    find_differences,
    in_force,
    same_coding,
)
from tests.review.samples import TEXT, report

FIELDS = [
    "type",
    "modes",
    "contexts",
    "trigger",
    "evidence",
    "actors",
    "recipients",
    "instruments",
    "place",
    "time",
    "place_relation",
    "deaths",
    "injured",
    "casualties",
    "status",
    "attributions",
    "codes",
    "asserted",
    "stances",
    "name",
    "aliases",
    "country",
    "sector",
    "roles",
    "mentions",
    "feature",
    "latitude",
    "geonames",
    "span",
    "value",
    "earliest",
    "latest",
    "source",
    "cue",
    "content",
    "style",
    "source_kind",
    "anonymity",
    "carrier",
    "kind",
    "severity",
    "explanation",
]
GROUPS = ("entities", "places", "times", "attributions", "events", "conflicts")
EVENTS, ENTITIES, PLACES, TIMES, ATTRIBUTIONS = (
    st.sampled_from(ids.split())
    for ids in ("V11 V12 V13 VR1 VR2", "E11 E12 E13 ER1", "P11 P12 PR1", "T11 TR1", "A11 AR1")
)
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda pair: {"start": pair[0], "end": min(pair[0] + pair[1], len(TEXT))}
)
PARTIES = st.lists(
    st.builds(
        lambda span, who: {**span, "entity": who}, SPANS, st.one_of(st.none(), ENTITIES, st.just({"type": "group"}))
    ),
    max_size=3,
)
NUMBERS = st.sampled_from([None, 11, 40])
NEW_PLACES = st.builds(lambda span, n: {"name": "Kano", "geonames": n, "mention": span}, SPANS, NUMBERS)
NEW_TIMES = st.builds(lambda span: {**span, "value": "2026-05"}, SPANS)
NEW_ATTRIBUTIONS = st.builds(lambda span: {"content": [span]}, SPANS)


def edits(targets, *fields):
    """Give edits of one of some fields."""
    changes = st.one_of(*(st.tuples(st.just(name), values) for name, values in fields))
    return st.builds(lambda target, change: NewRevision("edit", target, *change), targets, changes)


DECISIONS = st.one_of(
    st.builds(NewRevision, st.sampled_from(["accept", "reject"]), st.one_of(EVENTS, st.just("C11"))),
    edits(
        EVENTS,
        ("type", st.sampled_from(["ASSAULT", "PROTEST", "COERCE"])),
        ("status", st.sampled_from(["happened", "planned"])),
        ("trigger", SPANS),
        ("actors", PARTIES),
        ("place", st.one_of(st.none(), PLACES, NEW_PLACES)),
        ("time", st.one_of(st.none(), TIMES, NEW_TIMES)),
        ("attributions", st.lists(st.one_of(ATTRIBUTIONS, NEW_ATTRIBUTIONS), max_size=2)),
    ),
    edits(
        ENTITIES,
        ("name", st.sampled_from(["Marchers", "Anybody"])),
        ("mentions", st.lists(SPANS, min_size=1, max_size=3)),
        ("sector", st.sampled_from(["MIL", "REB", None])),
    ),
    edits(PLACES, ("mentions", st.lists(SPANS, min_size=1, max_size=3)), ("geonames", NUMBERS)),
    edits(TIMES, ("span", SPANS), ("value", st.sampled_from(["2026", "P1D"]))),
    *(st.builds(lambda a, b: NewRevision("merge", a, after=b), ids, ids) for ids in (EVENTS, ENTITIES, PLACES)),
    st.builds(lambda n: NewRevision("undo", undoes=n), st.integers(1, 8)),
    st.builds(
        lambda span, place, who: NewRevision("add", after={"type": "ASSAULT", "trigger": span, "place": place, "actors": who}),
        SPANS, st.one_of(st.none(), PLACES, NEW_PLACES), PARTIES,
    ),
)  # fmt: skip


def taken(decisions: list[NewRevision], base: Report) -> list[Revision]:
    """Take the decisions that are possible."""
    revisions: list[Revision] = []
    for new in decisions:
        with contextlib.suppress(RevisionError):
            revisions.append(check_revision(apply_revisions(base, TEXT, revisions), TEXT, new, who="Ada"))
    return revisions


@settings(max_examples=150, deadline=None)
@given(st.lists(DECISIONS, max_size=10))
def test_the_corrected_coding_is_sound_and_made_of_the_decisions_alone(decisions):
    base = report()
    revisions = taken(decisions, base)

    reviewed = apply_revisions(base, TEXT, revisions)
    stored = [Revision(**json.loads(json.dumps(asdict(revision)))) for revision in revisions]

    assert Report.model_validate_json(reviewed.report.model_dump_json()) == reviewed.report
    assert all(TEXT[span.start : span.end] == span.text for span in all_spans(reviewed.report))
    assert apply_revisions(base, TEXT, stored).report == reviewed.report
    assert base == report()
    assert set(reviewed.states) <= {record.id for name in GROUPS for record in getattr(reviewed.report, name)}


@settings(max_examples=100, deadline=None)
@given(st.lists(DECISIONS, max_size=8))
def test_all_taken_back_is_as_it_was_and_another_coding_takes_what_fits(decisions):
    base = report()
    revisions = taken(decisions, base)

    for revision in reversed(revisions):
        if revision.kind != "undo" and revision in in_force(revisions):
            reviewed = apply_revisions(base, TEXT, revisions)
            revisions = [*revisions, check_revision(reviewed, TEXT, NewRevision("undo", undoes=revision.n))]
    other = apply_revisions(report("7"), TEXT, revisions)

    assert apply_revisions(base, TEXT, revisions).report == base
    assert other.report == report("7")


@settings(max_examples=100, deadline=None)
@given(st.lists(DECISIONS, max_size=6))
def test_a_coding_that_differs_has_a_difference_to_show_and_every_other_coding_is_sound(decisions):
    base = report()
    revisions = taken(decisions, base)
    corrected = apply_revisions(base, TEXT, revisions).report

    other = apply_revisions(report("7", without=["answered"]), TEXT, revisions).report

    assert all(TEXT[span.start : span.end] == span.text for span in all_spans(other))
    assert same_coding(base, corrected) or find_differences(base, corrected)


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 300), st.floats(), st.text(max_size=5), st.just("E11")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "start",
                    "end",
                    "text",
                    "entity",
                    "type",
                    "name",
                    "value",
                    "low",
                    "high",
                    "kind",
                    "source",
                    "content",
                    "mention",
                ]
            ),
            inner,
        ),
    ),
    max_leaves=8,
)
NAMES = st.sampled_from([*FIELDS, "record", "id", ""])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(["V11", "E11", "P11", "T11", "A11", "C11"]), NAMES, ANYTHING)
def test_any_value_at_all_is_taken_or_refused(target, name, value):
    for new in (
        NewRevision("edit", target, name, value),
        NewRevision("edit", target, "record", {name: value}),
        NewRevision("add", after={"type": "ASSAULT", "trigger": {"start": 0, "end": 5}, name: value}),
    ):
        with contextlib.suppress(RevisionError):
            check_revision(apply_revisions(report(), TEXT, []), TEXT, new)
