"""What a coding is by the decisions on it: each kind, undone and done again, and on another coding of the same text."""

import pytest

from dateline.errors import RevisionError
from dateline.report import all_spans
from dateline.review import NewRevision, apply_revisions, in_force, last_in_force
from tests.review.samples import TEXT, article, at, decide, edit, event, report


def kinds(revisions):
    return [(r.n, r.kind) for r in revisions]


def test_nothing_decided_leaves_the_coding_as_it_is():
    reviewed = decide()

    assert reviewed.report == report()
    assert (reviewed.states, reviewed.rejected, reviewed.unapplied, reviewed.undone) == ({}, [], [], [])


def test_what_is_accepted_is_as_sure_as_can_be():
    reviewed = decide(NewRevision("accept", "V12"), NewRevision("accept", "C11"))

    assert event(reviewed, "answered").confidence == 1.0
    assert event(reviewed, "shelled").confidence == 0.8
    assert reviewed.states == {"V12": "accepted", "C11": "accepted"}


def test_what_is_rejected_leaves_the_report_and_is_remembered():
    reviewed = decide(NewRevision("reject", "V12"), NewRevision("reject", "C11"))

    assert [e.id for e in reviewed.report.events] == ["V11", "V13"]
    assert reviewed.report.conflicts == []
    assert [(r.id, r.n, r.into, r.record["id"]) for r in reviewed.rejected] == [
        ("V12", 1, None, "V12"),
        ("C11", 2, None, "C11"),
    ]


def test_an_edit_keeps_what_stood_before_and_what_it_put_there():
    reviewed = decide(edit("V11", "status", "denied"))

    (revision,) = reviewed.revisions
    assert (revision.before, revision.after, revision.n, revision.who) == ("happened", "denied", 1, "Ada")
    assert event(reviewed, "shelled").status == "denied"
    assert reviewed.states == {"V11": "edited"}


def test_a_new_event_stands_where_its_words_stand_and_is_coded():
    reviewed = decide(
        NewRevision("add", after={"type": "PROTEST", "modes": ["demo"], "trigger": at("resignation"), "place": "P12"})
    )

    added = event(reviewed, "resignation")
    assert (added.id, added.place_relation, added.codes.plover, added.codes.cameo) == (
        "VR1",
        "in",
        "PROTEST-demo",
        "141",
    )
    assert reviewed.states == {"VR1": "added"}
    assert [e.trigger.text for e in reviewed.report.events] == ["shelled", "answered", "demanded", "resignation"]


def test_new_events_stand_in_the_order_of_the_text():
    reviewed = decide(NewRevision("add", after={"type": "ASSAULT", "trigger": at("killing")}))

    assert [e.trigger.text for e in reviewed.report.events] == ["shelled", "killing", "answered", "demanded"]


def test_an_actor_can_be_somebody_the_report_has_not():
    mayor = {
        **at("mayor"),
        "entity": {"type": "person", "name": "the mayor of Karvel", "country": "NGA", "sector": "GOV"},
    }

    reviewed = decide(edit("V13", "actors", [{**at("Marchers"), "entity": "E13"}, mayor]))

    new = reviewed.report.entities[-1]
    assert (new.id, new.name, new.sector, new.mentions[0].text) == ("ER1", "the mayor of Karvel", "GOV", "mayor")
    assert [party.entity for party in event(reviewed, "demanded").actors] == ["E13", "ER1"]


def test_chosen_words_become_a_mention_of_the_entity_they_stand_for():
    reviewed = decide(edit("V11", "recipients", [{**at("traders"), "entity": "E13"}]))

    marchers = next(e for e in reviewed.report.entities if e.id == "E13")
    assert [m.text for m in marchers.mentions] == ["traders", "Marchers"]


def test_a_place_that_the_report_has_not_stands_on_the_chosen_words():
    place = {
        "geonames": 99,
        "name": "Karvel",
        "country": "GHA",
        "latitude": 7.5,
        "longitude": -1.0,
        "mention": at("Karvel"),
    }

    reviewed = decide(edit("V11", "place", place))

    new = reviewed.report.places[-1]
    assert (new.id, new.geonames, new.mentions[0].start) == ("PR1", 99, at("Karvel")["start"])
    assert event(reviewed, "shelled").place == "PR1"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Dunmore", "Dunmore", id="where its name stands"),
        pytest.param("Kaduna", "Karvel", id="else the words of the place before it"),
    ],
)
def test_a_new_place_without_words_finds_some(name, words):
    reviewed = decide(edit("V11", "place", {"name": name}))

    assert [m.text for m in reviewed.report.places[-1].mentions] == [words]


def test_a_place_with_a_number_that_the_report_has_is_that_place():
    reviewed = decide(edit("V11", "place", {"geonames": 12, "name": "Dunmore Town", "mention": at("market")}))

    assert event(reviewed, "shelled").place == "P12"
    assert [m.text for m in reviewed.report.places[1].mentions] == ["market", "Dunmore"]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        pytest.param("2026-05-02", ("2026-05-02", "2026-05-02"), id="a day"),
        pytest.param("2026-02", ("2026-02-01", "2026-02-28"), id="a month"),
        pytest.param("2026-W01", ("2025-12-29", "2026-01-04"), id="a week"),
        pytest.param("2026", ("2026-01-01", "2026-12-31"), id="a year"),
        pytest.param("P3D", (None, None), id="a span of no known days"),
        pytest.param("2026-02-30", (None, None), id="a day that is none"),
    ],
)
def test_a_new_time_has_the_days_that_its_value_means(value, days):
    reviewed = decide(edit("V13", "time", {**at("3 May"), "value": value}))

    new = reviewed.report.times[-1]
    assert (new.id, new.value, (new.earliest, new.latest)) == ("TR1", value, days)
    assert event(reviewed, "demanded").time == "TR1"


def test_an_event_without_a_place_has_no_relation_to_one():
    reviewed = decide(edit("V11", "place", None))

    assert (event(reviewed, "shelled").place, event(reviewed, "shelled").place_relation) == (None, None)


def test_a_source_can_be_added_with_its_words():
    said = {"source": {**at("mayor"), "entity": None}, "cue": at("spoke"), "content": [at("six dead")]}

    reviewed = decide(edit("V11", "attributions", ["A11", said]))

    new = reviewed.report.attributions[-1]
    assert (new.id, new.source.text, new.source_kind, new.style) == ("AR1", "mayor", "role", "indirect")
    assert event(reviewed, "shelled").attributions == ["A11", "AR1"]


def test_several_fields_of_a_place_change_at_once():
    other = {
        "geonames": 77,
        "name": "Dunmore East",
        "country": "GBR",
        "feature": "PPLA",
        "latitude": 1.0,
        "longitude": 2.0,
    }

    reviewed = decide(edit("P12", "record", other))

    assert {name: getattr(reviewed.report.places[1], name) for name in other} == other
    assert reviewed.revisions[0].before["geonames"] == 12


# codes


def test_a_new_type_is_coded_anew_and_loses_modes_that_it_has_not():
    changed = event(decide(edit("V13", "type", "ASSAULT")), "demanded")

    assert (changed.modes, changed.codes.plover, changed.codes.cameo) == ([], "ASSAULT", "190")


def test_a_new_mode_is_coded_anew():
    changed = event(decide(edit("V13", "modes", ["riot"])), "demanded")

    assert (changed.codes.plover, changed.codes.acled) == ("PROTEST-riot", "Violent demonstration")


def test_codes_that_the_rules_explain_follow_the_parties_and_others_stay():
    reviewed = decide(
        edit("V11", "recipients", [{**at("Soldiers"), "entity": "E12"}]), edit("V13", "status", "planned")
    )

    shelled, demanded = event(reviewed, "shelled"), event(reviewed, "demanded")
    assert (shelled.codes.ucdp, shelled.codes.acled) == ("one-sided", "Shelling/artillery/missile attack")
    assert (demanded.codes.acled, demanded.codes.cameo) == (None, "141")


def test_a_sector_changes_the_codes_of_the_events_that_its_entity_stands_in():
    base = decide(
        edit("V11", "recipients", [{**at("Soldiers"), "entity": "E12"}]), edit("V11", "codes", {"ucdp": "state-based"})
    )

    reviewed = decide(edit("E12", "sector", "REB"), before=base.revisions)

    assert event(reviewed, "shelled").codes.ucdp == "non-state"


def test_codes_that_a_person_sets_stand():
    reviewed = decide(edit("V12", "codes", {"plover": "ASSAULT", "cameo": "1901"}))

    assert event(reviewed, "answered").codes.model_dump() == {
        "plover": "ASSAULT",
        "cameo": "1901",
        "acled": None,
        "ucdp": None,
    }


# merging


def test_merged_events_unite_words_parties_and_sources_and_keep_the_kept_ones_fields():
    reviewed = decide(NewRevision("merge", "V12", after="V11"))

    merged = event(reviewed, "shelled")
    assert [span.text for span in merged.evidence] == ["killing nine traders", "answered"]
    assert [party.text for party in merged.actors] == ["Militiamen", "Soldiers"]
    assert [means.text for means in merged.instruments] == ["mortars"]
    assert (merged.deaths.low, merged.attributions, merged.place, merged.confidence) == (9, ["A11"], "P11", 0.8)
    assert [(gone.id, gone.into) for gone in reviewed.rejected] == [("V12", "V11")]
    assert reviewed.states == {"V11": "edited"}


def test_a_merged_event_gives_what_the_kept_one_has_not():
    merged = event(decide(NewRevision("merge", "V11", after="V12")), "answered")

    assert (merged.place, merged.place_relation, merged.deaths.low) == ("P11", "in", 9)
    assert [(figure.kind, figure.low) for figure in merged.casualties] == [("killed", 9)]


def test_merged_entities_are_one_everywhere():
    reviewed = decide(
        edit("V12", "actors", [{**at("Soldiers"), "entity": "E12"}, {**at("Militiamen"), "entity": "E11"}]),
        NewRevision("merge", "E12", after="E11"),
    )

    kept = reviewed.report.entities[0]
    assert ([m.text for m in kept.mentions], kept.aliases, kept.sector) == (
        ["Militiamen", "Soldiers"],
        ["Soldiers"],
        "PRM",
    )
    assert [(party.text, party.entity) for party in event(reviewed, "answered").actors] == [("Soldiers", "E11")]


def test_merged_places_are_one_everywhere():
    reviewed = decide(NewRevision("merge", "P12", after="P11"))

    assert event(reviewed, "demanded").place == "P11"
    assert [m.text for m in reviewed.report.places[0].mentions] == ["Karvel", "Dunmore", "Karvel"]


# undo


def test_an_undo_takes_back_and_an_undo_of_it_brings_back():
    undone = decide(NewRevision("reject", "V12"), NewRevision("undo", undoes=1))
    redone = decide(NewRevision("undo", undoes=2), before=undone.revisions)

    assert undone.report == report()
    assert (undone.undone, redone.undone) == ([1], [])
    assert [e.id for e in redone.report.events] == ["V11", "V13"]


def test_a_decision_in_the_middle_can_be_taken_back():
    reviewed = decide(edit("V11", "type", "THREATEN"), edit("V12", "status", "planned"), NewRevision("undo", undoes=1))

    assert event(reviewed, "shelled").type == "ASSAULT"
    assert event(reviewed, "answered").status == "planned"


def test_what_was_decided_on_a_record_that_is_taken_back_holds_on_to_nothing_else():
    reviewed = decide(
        NewRevision("add", after={"type": "ASSAULT", "trigger": at("shelled")}),
        edit("VR1", "status", "denied"),
        NewRevision("undo", undoes=1),
    )

    assert reviewed.report == report()
    assert reviewed.unapplied == [2]


def test_ids_of_records_that_were_taken_back_are_not_given_again():
    reviewed = decide(
        NewRevision("add", after={"type": "ASSAULT", "trigger": at("killing")}),
        NewRevision("undo", undoes=1),
        NewRevision("add", after={"type": "ASSAULT", "trigger": at("killing")}),
    )

    assert event(reviewed, "killing").id == "VR2"


def test_the_last_that_stands_is_what_undo_takes_back_next():
    revisions = decide(
        NewRevision("accept", "V11"), NewRevision("accept", "V12"), NewRevision("undo", undoes=2)
    ).revisions

    assert kinds(in_force(revisions)) == [(1, "accept")]
    assert last_in_force(revisions).n == 1
    assert last_in_force([]) is None


# another coding of the same text


def test_decisions_find_their_records_by_their_words_in_another_coding():
    decided = decide(
        edit("V11", "status", "denied"),
        NewRevision("reject", "V12"),
        edit("V13", "actors", [{**at("Marchers"), "entity": "E13"}, {**at("mayor"), "entity": {"type": "person"}}]),
        edit("E11", "country", "NGA"),
        edit("P12", "country", "GBR"),
        NewRevision("reject", "C11"),
    )

    again = apply_revisions(report("7"), TEXT, decided.revisions)

    assert again.unapplied == []
    assert [e.id for e in again.report.events] == ["V71", "V73"]
    assert event(again, "shelled").status == "denied"
    assert [party.entity for party in event(again, "demanded").actors] == ["E73", "ER1"]
    assert (again.report.entities[0].country, again.report.places[1].country, again.report.conflicts) == (
        "NGA",
        "GBR",
        [],
    )


def test_an_accepted_event_that_a_coder_does_not_find_is_put_back_with_all_it_names():
    accepted = decide(edit("V12", "type", "COERCE"), NewRevision("accept", "V12"))
    coder = report("7", without=["answered"])
    coder = coder.model_copy(update={"entities": [e for e in coder.entities if e.name != "Soldiers"]})

    again = apply_revisions(coder, TEXT, accepted.revisions)

    restored = event(again, "answered")
    assert (restored.type, restored.confidence, restored.time) == ("COERCE", 1.0, "T71")
    (soldiers,) = [e for e in again.report.entities if e.id == restored.actors[0].entity]
    assert soldiers.name == "Soldiers"
    assert again.unapplied == [1]


def test_an_accepted_event_that_a_coder_reads_otherwise_is_as_it_was_accepted():
    accepted = decide(NewRevision("accept", "V11"))
    coder = report("7")
    coder.events[0].deaths = None
    coder.events[0].type = "COERCE"

    again = apply_revisions(coder, TEXT, accepted.revisions)

    assert event(again, "shelled").model_dump(
        exclude={"id", "place", "time", "attributions", "actors", "confidence"}
    ) == event(report(), "shelled").model_dump(exclude={"id", "place", "time", "attributions", "actors", "confidence"})
    assert (event(again, "shelled").id, event(again, "shelled").place) == ("V71", "P71")


def test_an_event_that_was_rejected_stays_out_and_one_of_another_type_comes_in():
    rejected = decide(NewRevision("reject", "V12"))
    coder = report("7")
    coder.events[1].type = "THREATEN"

    again = apply_revisions(coder, TEXT, rejected.revisions)

    assert event(again, "answered").type == "THREATEN"
    assert again.unapplied == []


def test_an_event_that_was_added_and_is_found_now_is_there_once():
    added = decide(
        NewRevision("add", after={"type": "ASSAULT", "trigger": at("answered"), "status": "planned"}),
        base=report(without=["answered"]),
    )

    again = apply_revisions(report("7"), TEXT, added.revisions)

    assert event(again, "answered").status == "planned"
    assert len(again.report.events) == 3


def test_a_second_event_of_the_same_word_is_a_second_one():
    reviewed = decide(NewRevision("add", after={"type": "ASSAULT", "trigger": at("answered")}))

    assert [e.id for e in reviewed.report.events] == ["V11", "V12", "VR1", "V13"]
    assert apply_revisions(reviewed.report, TEXT, []).report == reviewed.report


def test_what_finds_nothing_to_hold_on_to_is_told():
    decided = decide(edit("V12", "status", "planned"), NewRevision("merge", "V12", after="V11"))

    again = apply_revisions(report("7", without=["answered"]), TEXT, decided.revisions)

    assert again.unapplied == [1, 2]
    assert len(again.report.events) == 2


def test_decisions_on_a_coding_of_another_text_are_refused():
    with pytest.raises(RevisionError, match="another text"):
        apply_revisions(report(), "Nothing of it.", [])


def test_every_span_of_a_corrected_coding_stands_in_the_text():
    reviewed = decide(
        edit("V11", "trigger", {"start": 11, "end": 18}),
        edit("V11", "casualties", [{**at("six dead"), "kind": "killed", "low": 6, "high": None, "side": "unknown"}]),
        NewRevision("merge", "V12", after="V11"),
    )

    assert all(article().text[span.start : span.end] == span.text for span in all_spans(reviewed.report))
