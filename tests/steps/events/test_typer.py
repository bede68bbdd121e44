"""The learned typer with a judge that says what the test tells it to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article, Event
from dateline.steps.events import find_events
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.head import NOTHING, Judge, load_head
from dateline.steps.events.index import load_index

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = default_steps(Options(learned=False))[:5]


class Told:
    """A judge whose probabilities are given by trigger word; other words are nothing."""

    head = load_head()

    def __init__(self, **words: Mapping[str, float]) -> None:
        self.words = words
        self.asked: list[str] = []

    def probabilities(self, trigger: Token, actor: Any, recipient: Any) -> Mapping[str, float]:
        self.asked.append(trigger.text)
        given = self.words.get(trigger.text, {NOTHING: 0.9})
        return {**dict.fromkeys(self.head.labels, 0.002), **given}

    def mean(self, word: Token, start: int, end: int) -> Any:
        return np.zeros(384, np.float32)

    def whole(self, word: Token) -> Any:
        return np.zeros(384, np.float32)


def events_of(text: str, **words: Mapping[str, float]) -> list[Event]:
    return find(text, Told(**words))


def find(text: str, judge: Told | None) -> list[Event]:
    draft = Draft(Article(id="test", text=text, published="2025-03-14"))
    for step in STEPS:
        step([draft])
    index = load_index(None)
    return find_events(draft, index, ContextWords(index.codebook), cast("Judge | None", judge))


def test_a_verb_that_the_codebook_lacks_is_an_event_where_the_head_is_sure() -> None:
    text = "Peru snookered Chile on Monday."

    assert events_of(text) == []
    found = events_of(text, snookered={"COERCE": 0.9})
    assert [(e.type, e.trigger.text, e.actors[0].text, e.recipients[0].text) for e in found] == [
        ("COERCE", "snookered", "Peru", "Chile")
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("The price snookered Chile.", "snookered", id="no actor"),
        pytest.param("Peru snookered on Monday.", "snookered", id="no recipient"),
        pytest.param("Peru urged Chile to snooker the market.", "snooker", id="part of what a trigger tells"),
    ],
)
def test_no_event_is_made_without_two_sides_of_its_own(text: str, word: str) -> None:
    assert all(event.trigger.text != word for event in events_of(text, **{word: {"COERCE": 0.9}}))


def test_a_trigger_keeps_its_type_unless_the_head_is_much_surer_of_another() -> None:
    text = "Peru praised Chile on Monday."

    assert [e.type for e in events_of(text, praised={"SUPPORT": 0.3, "CONSULT": 0.6})] == ["SUPPORT"]
    assert [e.type for e in events_of(text, praised={"SUPPORT": 0.003, "CONSULT": 0.95})] == ["CONSULT"]


def test_a_row_with_codes_of_its_own_stands_whatever_the_head_says() -> None:
    found = events_of("Police seized explosives from rebels in Lima.", seized={"ASSAULT": 0.97})

    assert "ASSAULT" not in [event.type for event in found]


def test_the_head_is_not_asked_about_one_sided_events() -> None:
    judge = Told()

    plain = find("A bomb killed six people.", None)
    asked = find("A bomb killed six people.", judge)
    assert [(e.type, e.modes, e.confidence) for e in asked] == [(e.type, e.modes, e.confidence) for e in plain]
    assert "killed" not in judge.asked


def test_what_the_head_agrees_with_is_surer_than_what_it_does_not() -> None:
    text = "Peru praised Chile on Monday."
    sure, doubtful = events_of(text, praised={"SUPPORT": 0.95}), events_of(text, praised={"SUPPORT": 0.2})

    assert sure[0].confidence > doubtful[0].confidence


def test_without_a_judge_the_rules_alone_decide() -> None:
    assert [e.type for e in find("Peru praised Chile on Monday.", None)] == ["SUPPORT"]
    assert find("Peru snookered Chile on Monday.", None) == []


def test_what_the_codebook_lists_on_conditions_that_do_not_hold_stays_no_event() -> None:
    assert events_of("The minister fired an adviser.", fired={"ASSAULT": 0.95}) == []


def test_a_word_that_only_says_who_says_so_is_no_event() -> None:
    found = events_of("A spokesman told reporters that Peru had won the cup.", told={"CONSULT": 0.95})

    assert all(event.trigger.text != "told" for event in found)


def test_a_longer_explanation_names_what_the_head_says() -> None:
    draft = Draft(Article(id="test", text="Peru praised Chile on Monday."))
    for step in default_steps(Options(explain=True))[:6]:
        step([draft])

    features = {factor.feature for factor in draft.events[0].tellings[0].factors}  # type: ignore[attr-defined]
    assert "encoder" in features
