"""The codebook's own examples, coded by the whole pipeline, and the shape of its tables."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from dateline.pipeline import Coder
from dateline.report import Article, Event, Span
from dateline.resources.codebook import CodeRule, CounterExample, EventType, Example, Trigger, load_codebook
from dateline.resources.tables import load_table

DOCS = Path(__file__).resolve().parent.parent / "docs"
CODEBOOK = load_codebook()
TYPES = list(CODEBOOK.types.values())
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
PLAIN = ["AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"]
FREQUENT = [
    "ACCUSE",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "CONCEDE",
    "AID",
]
ACLED = {
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Mob violence",
    "Violent demonstration",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
}


def rows_of(kind: str) -> list[ParameterSet]:
    return [
        pytest.param(event_type.type, row, id=f"{event_type.type}: {row.text[:60]}")
        for event_type in TYPES
        for row in getattr(event_type, kind)
    ]


def code(coder: Coder, text: str, type_: str) -> list[Event]:
    report = coder.code(Article(id="example", text=text, published="2025-03-14"))
    return [event for event in report.events if event.type == type_]


def names(span: Span, words: str) -> bool:
    """Whether a span is the words, or a good part of them ("students" of "thousands of students"), or they with little more."""
    longer, shorter = sorted((span.text.lower(), words.lower()), key=len, reverse=True)
    return shorter in longer and len(shorter) * 3 >= len(longer)


def problems(event: Event, example: Example) -> list[str]:
    found = []
    if example.actor and not any(names(actor, example.actor) for actor in event.actors):
        found.append(f"actor is {[actor.text for actor in event.actors]}")
    if example.recipient and not any(names(each, example.recipient) for each in event.recipients):
        found.append(f"recipient is {[each.text for each in event.recipients]}")
    if example.mode and example.mode not in event.modes:
        found.append(f"modes are {event.modes}")
    if example.status and event.status != example.status:
        found.append(f"status is {event.status}")
    if example.deaths and (event.deaths is None or (event.deaths.low, event.deaths.high) != example.deaths):
        found.append(f"deaths are {event.deaths}")
    return found


@pytest.mark.parametrize(("type_", "example"), rows_of("examples"))
def test_an_example_is_coded_as_the_codebook_says(coder: Coder, type_: str, example: Example) -> None:
    events = code(coder, example.text, type_)

    assert events, f"no {type_}"
    assert min((problems(event, example) for event in events), key=len) == []


@pytest.mark.parametrize(("type_", "example"), rows_of("counter_examples"))
def test_a_counter_example_tells_of_no_such_deed(coder: Coder, type_: str, example: CounterExample) -> None:
    told = [event for event in code(coder, example.text, type_) if event.status in ("happened", "ongoing")]

    assert [event.trigger.text for event in told] == [], example.because


@pytest.mark.parametrize("name", list(CODEBOOK.contexts))
def test_a_context_is_told_by_its_example_and_not_by_its_counter_example(coder: Coder, name: str) -> None:
    context = CODEBOOK.contexts[name]
    shown, other = (coder.code(text or "").events for text in (context.example, context.counter_example))

    assert any(name in event.contexts for event in shown)
    assert other
    assert not any(name in event.contexts for event in other)


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.type)
def test_every_mode_has_an_example(event_type: EventType) -> None:
    assert set(event_type.modes) - {example.mode for example in event_type.examples} == set()


def triggers_of(event_type: EventType) -> Iterator[tuple[str | None, Trigger]]:
    yield from ((None, trigger) for trigger in event_type.triggers)
    for name, mode in event_type.modes.items():
        yield from ((name, trigger) for trigger in mode.triggers)


def words_of(trigger: Trigger) -> list[str]:
    return [*trigger.verbs, *trigger.nouns, *trigger.adjectives]


def code_rules() -> Iterator[tuple[str, CodeRule]]:
    for event_type in TYPES:
        yield event_type.type, event_type.codes
        for name, mode in event_type.modes.items():
            yield f"{event_type.type}-{name}", mode.codes
        for _, trigger in triggers_of(event_type):
            if trigger.codes:
                yield f"{event_type.type} {words_of(trigger)[0]}", trigger.codes


def test_the_types_are_plovers_sixteen_and_declared_extensions() -> None:
    assert {t.type for t in TYPES if not t.extension} == {*MODES, *PLAIN}
    assert {t.type for t in TYPES if t.extension} == {"TRANSITION"}


@pytest.mark.parametrize("name", sorted(MODES))
def test_a_type_has_all_modes_of_the_manual(name: str) -> None:
    assert list(CODEBOOK.types[name].modes) == MODES[name].split()


def test_types_without_modes_have_none() -> None:
    assert [name for name in PLAIN if CODEBOOK.types[name].modes] == []


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.type)
def test_a_type_has_triggers_and_examples_enough(event_type: EventType) -> None:
    words = {word for _, trigger in triggers_of(event_type) for word in words_of(trigger)}

    assert len(words) >= (120 if event_type.type in FREQUENT else 40)
    assert len(event_type.examples) >= 6
    assert len(event_type.counter_examples) >= 4


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.type)
def test_every_mode_has_triggers_and_every_trigger_words(event_type: EventType) -> None:
    assert [name for name, mode in event_type.modes.items() if not mode.triggers] == []
    assert [trigger for _, trigger in triggers_of(event_type) if not words_of(trigger)] == []


def test_no_word_means_two_types_on_the_same_terms() -> None:
    readings: dict[tuple[object, ...], set[str]] = {}
    for event_type in TYPES:
        for _, trigger in triggers_of(event_type):
            terms = trigger.model_dump(exclude={"verbs", "nouns", "adjectives", "frame", "codes", "contexts"})
            key = tuple(tuple(value) if isinstance(value, list) else value for value in terms.values())
            for kind in ("verbs", "nouns", "adjectives"):
                for word in getattr(trigger, kind):
                    readings.setdefault((kind, word, key), set()).add(event_type.type)

    assert {(kind, word): sorted(types) for (kind, word, _), types in readings.items() if len(types) > 1} == {}


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.type)
def test_a_row_lists_no_word_twice(event_type: EventType) -> None:
    repeated = [
        (kind, word)
        for _, trigger in triggers_of(event_type)
        for kind in ("verbs", "nouns", "adjectives")
        for word, n in Counter(getattr(trigger, kind)).items()
        if n > 1
    ]

    assert repeated == []


def test_cameo_codes_have_two_to_four_digits() -> None:
    assert [where for where, rule in code_rules() if rule.cameo and not re.fullmatch(r"\d{2,4}", rule.cameo)] == []


def test_a_cameo_root_is_one_of_twenty() -> None:
    assert [where for where, rule in code_rules() if rule.cameo and not 1 <= int(rule.cameo[:2]) <= 20] == []


def test_aerial_weapons_are_cameo_195() -> None:
    assert CODEBOOK.types["ASSAULT"].modes["aerial"].codes.cameo == "195"


def test_acled_names_are_of_the_25() -> None:
    named = {
        (where, name)
        for where, rule in code_rules()
        for field, name in rule.model_dump().items()
        if field.startswith("acled") and name
    }

    assert {(where, name) for where, name in named if name not in ACLED} == set()
    assert {name for _, name in named} == ACLED


@pytest.mark.parametrize("event_type", TYPES, ids=lambda t: t.type)
def test_intensity_lies_on_the_scale_and_on_the_side_of_the_quad(event_type: EventType) -> None:
    given = [event_type.intensity, *(mode.intensity for mode in event_type.modes.values())]
    scores = [score for score in given if score is not None]

    assert scores == given
    assert all(-10 <= score <= 10 for score in scores)
    if not event_type.extension and event_type.type != "REQUEST":
        assert all((score > 0) == (event_type.quad <= 2) for score in scores)


def test_there_are_37_contexts_with_words() -> None:
    assert len(CODEBOOK.contexts) == 37
    assert [name for name, context in CODEBOOK.contexts.items() if len(context.words) < 8] == []


def test_triggers_bring_contexts_that_exist() -> None:
    brought = {context for t in TYPES for _, trigger in triggers_of(t) for context in trigger.contexts}

    assert brought - set(CODEBOOK.contexts) == set()


def test_conditions_on_parties_name_kinds_or_sectors() -> None:
    kinds = {"person", "group", "organization", "country", "place", "thing"}
    sectors = set(load_table("lexicons/sectors.yaml")["sectors"])
    asked = {word for t in TYPES for _, trigger in triggers_of(t) for word in (*trigger.recipient, *trigger.actor)}

    assert {word for word in asked if word not in kinds and word not in sectors and not word.isupper()} == set()


def test_promises_and_refusals_lead_to_types() -> None:
    led = {name for t in TYPES for name in (t.promised_as, t.refused_as) if name}

    assert led <= {t.type for t in TYPES}


def test_the_documentation_page_is_up_to_date() -> None:
    page = (DOCS / "codebook.md").read_text(encoding="utf-8")

    done = subprocess.run([sys.executable, DOCS / "generate_codebook.py", "--check"], check=False)

    assert done.returncode == 0, "docs/codebook.md is behind the tables; run python docs/generate_codebook.py"
    assert all(f"## {event_type.type}\n" in page for event_type in TYPES)
