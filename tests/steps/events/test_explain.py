"""Why an event was coded: every reason points at words of the text or a row of the codebook."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, Options
from dateline.report import Event, ExplainedEvent, Report
from dateline.resources.codebook import PLOVER
from dateline.resources.tables import DATA

TEXT = (
    "Rebels shelled a school near Goma on Tuesday, killing six pupils, the governor said. "
    "The attack was condemned by Kenya. The town of Lubero fell quiet after the operation."
)
REFUSAL = "Chile said it would not send troops to Haiti."


@pytest.fixture(scope="module")
def explained() -> Report:
    return Coder(Options(explain=True, learned=False)).code(TEXT, published="2025-03-14")


def shelling(report: Report) -> ExplainedEvent:
    event = next(event for event in report.events if event.type == "ASSAULT")
    assert isinstance(event, ExplainedEvent)
    return event


def because(event: ExplainedEvent, role: str) -> dict[str, str]:
    return {reason.words.text: reason.because for reason in event.roles if reason.role == role}


def test_parties_stand_with_the_slot_that_gave_them(explained: Report) -> None:
    event = shelling(explained)

    assert because(event, "actor") == {"Rebels": "the subject of “shelled”"}
    assert because(event, "recipient")["a school"] == "the object of “shelled”"
    assert because(event, "recipient")["six pupils"] == "the object of “killing”"


def test_a_passive_is_told_as_one(explained: Report) -> None:
    condemned = next(event for event in explained.events if event.type == "ACCUSE")
    assert isinstance(condemned, ExplainedEvent)

    assert because(condemned, "actor") == {"Kenya": "after “by”, for “condemned” is passive"}


def test_place_time_and_figures_stand_with_what_they_hang_on(explained: Report) -> None:
    event = shelling(explained)

    assert list(because(event, "place")) == ["Goma"]
    assert because(event, "time") == {"Tuesday": "hangs on “shelled”"}
    assert because(event, "casualties") == {"six pupils": "killed, by “killing”"}


def test_a_score_comes_from_the_product_of_its_factors(explained: Report) -> None:
    for telling in (t for e in explained.events if isinstance(e, ExplainedEvent) for t in e.tellings):
        product = telling.weight
        for factor in telling.factors:
            product *= factor.factor or 1

        assert telling.product == pytest.approx(product, abs=0.002)
        assert 0 < telling.score <= 1


def test_merged_mentions_say_why_they_were_merged(explained: Report) -> None:
    told = {telling.trigger.text: telling.because for telling in shelling(explained).tellings}

    assert told["shelled"] is None
    assert told["killing"] == "grammar ties its trigger to one before it"
    assert told["attack"] == "points back at it (“the attack”)"


def test_a_trigger_and_a_code_name_the_line_of_the_codebook(explained: Report) -> None:
    event = shelling(explained)
    source = event.tellings[0].source or ""
    file, line = source.split(":")

    row = (PLOVER / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert "shell" in row
    assert {origin.book: origin.code for origin in event.origins}["acled"] == event.codes.acled
    assert all(origin.source or origin.book == "ucdp" for origin in event.origins)


def test_the_words_behind_a_status_are_named_and_the_rule_that_changed_a_type() -> None:
    event = Coder(Options(explain=True, learned=False)).code(REFUSAL).events[0]
    assert isinstance(event, ExplainedEvent)

    assert event.type == "REJECT"
    assert any("AID became REJECT" in rule or "MOBILIZE became REJECT" in rule for rule in event.rules)
    assert "“not” (negation)" in event.status_words


def test_a_codebook_of_ones_own_is_named_by_its_own_lines() -> None:
    own = Coder(Options(explain=True, learned=False, codebook=DATA / "codebooks" / "plover")).code(
        "Rebels shelled a school."
    )

    assert (
        shelling(own).tellings[0].source
        == shelling(Coder(Options(explain=True, learned=False)).code("Rebels shelled a school.")).tellings[0].source
    )


def test_to_explain_changes_no_event(explained: Report) -> None:
    plain = Coder(Options(learned=False)).code(TEXT, published="2025-03-14")

    assert all(type(event) is Event for event in plain.events)
    names = list(Event.model_fields)
    assert [e.model_dump(include=set(names)) for e in explained.events] == [e.model_dump() for e in plain.events]


def test_only_what_was_asked_for_is_explained() -> None:
    report = Coder(Options(explain=True, learned=False, explained=frozenset({"V2"}))).code(TEXT)

    assert [event.id for event in report.events if isinstance(event, ExplainedEvent)] == ["V2"]
    assert "candidates" not in report.model_dump_json()
    assert Report.model_validate_json(report.model_dump_json()) == report
