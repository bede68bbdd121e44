"""What cannot be decided, and what the person is told."""

import json

import pytest

from dateline.errors import RevisionError
from dateline.review import NewRevision, check_revision
from tests.review.samples import TEXT, at, decide, edit


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(NewRevision("judge", "V11"), "one of accept, reject, edit, add, merge, undo", id="no such decision"),
        pytest.param(NewRevision("accept", "V99"), "'V99' is not in this report", id="no such event"),
        pytest.param(NewRevision("accept", "E11"), "can be done with events and conflicts", id="entities are not judged"),
        pytest.param(edit("V11", "type", "ATTACK"), "must be one of ACCUSE, AGREE", id="no type of the codebook"),
        pytest.param(edit("V13", "modes", ["aerial"]), "a mode of PROTEST must be one of demo", id="no mode of the type"),
        pytest.param(edit("V11", "contexts", ["love"]), "contexts is 'love'; it must be one of", id="no context"),
        pytest.param(edit("V11", "status", "perhaps"), "happened, ongoing, planned, hypothetical, denied", id="no status"),
        pytest.param(edit("V11", "deaths", {"low": 9, "high": 3}), "the low end must not be above", id="range upside down"),
        pytest.param(edit("V11", "deaths", {"low": -1}), "whole number from 0", id="fewer than none"),
        pytest.param(edit("V11", "deaths", {"low": True}), "whole number from 0", id="yes is no number"),
        pytest.param(edit("V11", "deaths", 5), "must be an object with low, high", id="a number is no range"),
        pytest.param(edit("V11", "trigger", {"start": 0, "end": 10, "text": "Soldiers"}), "stands 'Militiamen', not", id="other words"),
        pytest.param(edit("V11", "trigger", {"start": 5, "end": 5}), "at least one character", id="no words"),
        pytest.param(edit("V11", "trigger", {"start": 5, "end": 9999}), f"which has {len(TEXT)}", id="beyond the text"),
        pytest.param(edit("V11", "actors", [{**at("Marchers"), "entity": "E99"}]), "no entity of this report", id="no entity"),
        pytest.param(edit("V11", "actors", [{**at("Marchers"), "entity": "P11"}]), "no entity of this report", id="a place is no actor"),
        pytest.param(edit("V11", "actors", {"start": 1}), "must be a list", id="no list"),
        pytest.param(
            edit("V11", "actors", [{**at("Marchers"), "entity": {"type": "god"}}]), "person, organization", id="no type of entity"
        ),
        pytest.param(edit("E11", "country", "Iraq"), "ISO 3166-1 alpha-3", id="no country's code"),
        pytest.param(edit("E11", "sector", "ARMY"), "must be one of AGR, BUS", id="no sector"),
        pytest.param(edit("E11", "mentions", []), "choose the words", id="an entity without words"),
        pytest.param(edit("E11", "name", " "), "must be a few words", id="no name"),
        pytest.param(edit("E11", "name", "\ud800"), "half a character", id="half a character"),
        pytest.param(edit("P11", "feature", "town"), "GeoNames feature code", id="no feature"),
        pytest.param(edit("P11", "latitude", 91), "degrees from -90 to 90", id="beyond the pole"),
        pytest.param(edit("P11", "latitude", float("nan")), "degrees from -90 to 90", id="no number"),
        pytest.param(edit("T11", "earliest", "May"), "a day such as", id="no day"),
        pytest.param(edit("T11", "earliest", "2026-06-01"), "the first day must not be the later", id="ends before it begins"),
        pytest.param(edit("V13", "time", {**at("3 May")}), "needs value", id="a time without a value"),
        pytest.param(edit("V12", "place_relation", "near"), "V12 has no place", id="near to nowhere"),
        pytest.param(edit("V11", "place", {"geonames": 3}), "place needs name", id="a place without a name"),
        pytest.param(edit("V12", "place", {"name": "Kano"}), "choose the words", id="a place without words"),
        pytest.param(edit("V11", "codes", {"ucdp": "war"}), "state-based, non-state, one-sided", id="no code of UCDP's"),
        pytest.param(edit("V11", "codes", {"gdelt": "1"}), "has no field 'gdelt'", id="no such codebook"),
        pytest.param(edit("V11", "id", "V1"), "has no field 'id'", id="ids stay"),
        pytest.param(edit("V11", "confidence", 1), "has no field 'confidence'", id="confidence is not said"),
        pytest.param(NewRevision("edit", "V11", after=1), "name the field", id="no field"),
        pytest.param(edit("V11", "record", {}), "object of fields", id="no fields"),
        pytest.param(edit("C11", "severity", "dire"), "high, medium, low", id="no severity"),
        pytest.param(NewRevision("merge", "V11", after="E11"), "cannot go into E11", id="an event into an entity"),
        pytest.param(NewRevision("merge", "V11", after="V11"), "cannot go into V11", id="into itself"),
        pytest.param(NewRevision("merge", "V11", after=None), "is not in this report", id="into nothing"),
        pytest.param(NewRevision("merge", "C11", after="C11"), "events, entities and places", id="conflicts are not merged"),
        pytest.param(NewRevision("undo", undoes=1), "no decision 1", id="nothing to undo"),
        pytest.param(NewRevision("add", after={"type": "ASSAULT"}), "needs trigger", id="an event without words"),
        pytest.param(NewRevision("add", after={"trigger": at("market")}), "needs type", id="an event without a type"),
        pytest.param(NewRevision("add", "story", after={}), "one of event, entity, place, time, attribution", id="stories are not added"),
        pytest.param(NewRevision("add", after=[1]), "as an object of its fields", id="no record"),
        pytest.param(NewRevision("accept", "V11", why="x" * 3000), "why has 3,000 characters", id="a long story"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_that_say_what_can(new, told):
    with pytest.raises(RevisionError, match=told.replace("(", r"\(")) as refused:
        decide(new)

    assert len(str(refused.value)) < 700


def test_a_decision_is_taken_back_once():
    reviewed = decide(NewRevision("accept", "V11"), NewRevision("undo", undoes=1))

    with pytest.raises(RevisionError, match="taken back before"):
        decide(NewRevision("undo", undoes=1), before=reviewed.revisions)


def test_a_decision_keeps_the_records_that_it_names_as_they_stood():
    (revision,) = decide(edit("V13", "place", "P11")).revisions

    assert set(revision.anchors) == {"V13", "P12", "E13", "P11"}
    assert revision.anchors["V13"]["place"] == "P12"


def test_a_decision_can_be_kept_as_json():
    reviewed = decide(
        edit("V13", "actors", [{**at("mayor"), "entity": {"type": "person"}}]), NewRevision("merge", "V11", after="V12")
    )

    for revision in reviewed.revisions:
        for value in (revision.before, revision.after, revision.anchors):
            assert json.loads(json.dumps(value)) == value


def test_checking_changes_nothing():
    reviewed = decide()
    before = reviewed.report.model_dump_json()

    check_revision(reviewed, TEXT, edit("V13", "actors", [{**at("mayor"), "entity": {"type": "person"}}]))

    assert reviewed.report.model_dump_json() == before


@pytest.mark.parametrize("kind", ["entity", "place", "time", "attribution"])
def test_other_records_can_be_added_by_themselves(kind):
    given = {
        "entity": {"type": "person", "name": "the mayor", "mentions": [at("mayor")]},
        "place": {"name": "Karvel market", "mention": at("market")},
        "time": {**at("3 May"), "value": "2026-05"},
        "attribution": {"source": at("mayor"), "content": [at("six dead")]},
    }[kind]

    reviewed = decide(NewRevision("add", kind, after=given))

    assert list(reviewed.states.values()) == ["added"]
