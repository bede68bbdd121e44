"""Weapons, what they hint at, and which event they belong to."""

from __future__ import annotations

import pytest

from dateline.steps.events.instruments import find_instruments, instruments_of, to_instrument


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        pytest.param("A car bomb exploded.", "car bomb", "explosives", id="compound"),
        pytest.param("They fired mortar shells.", "mortar shells", "heavy-weapons", id="shells"),
        pytest.param("He wore a suicide vest.", "suicide vest", "suicide-attack", id="phrase"),
        pytest.param("They had automatic weapons.", "automatic weapons", "firearms", id="adjective of the name"),
        pytest.param("Police used tear gas.", "tear gas", "crowd-control", id="tear gas"),
        pytest.param("A drone hit the depot.", "drone", "drone", id="drone"),
        pytest.param("He drew a knife.", "knife", "primitive", id="knife"),
        pytest.param("They dropped barrel bombs.", "barrel bombs", "aerial", id="barrel bombs"),
    ],
)
def test_a_weapon_has_its_words_and_its_likeliest_mode(nlp, text, words, mode):
    (weapon,) = find_instruments(nlp(text))

    assert (text[weapon.start : weapon.end], weapon.modes[0]) == (words, mode)


@pytest.mark.parametrize(
    "text",
    [
        "The coal mine closed.",
        "Oil tankers sailed.",
        "Workers went home.",
        "The Front of Arms and Labour (FAL) claimed it.",
    ],
)
def test_what_is_no_weapon_is_left_alone(nlp, text):
    assert find_instruments(nlp(text)) == []


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        pytest.param("A car bomb killed six people.", "killed", ["car bomb"], id="subject"),
        pytest.param("Six people were killed by a bomb.", "killed", ["bomb"], id="by"),
        pytest.param("Men attacked the post with rifles and mortars.", "attacked", ["rifles", "mortars"], id="with"),
        pytest.param("A grenade attack wounded two guards.", "attack", ["grenade"], id="compound of the event"),
        pytest.param("Rebels fired rockets at the base, killing two.", "killing", ["rockets"], id="same happening"),
        pytest.param("Men armed with rifles attacked the post.", "attacked", ["rifles"], id="armed with"),
        pytest.param("Police seized rifles.", "seized", [], id="a thing seized is no means"),
        pytest.param("Troops destroyed a mortar.", "destroyed", [], id="a target is no means"),
    ],
)
def test_a_weapon_belongs_to_an_event_by_grammar(nlp, text, trigger, expected):
    doc = nlp(text)
    token = next(token for token in doc if token.text == trigger)

    tied = instruments_of(token, find_instruments(doc))

    assert [text[weapon.start : weapon.end] for weapon in tied] == expected


def test_a_weapon_becomes_the_contracts_instrument(nlp):
    text = "A bomb exploded."
    (weapon,) = find_instruments(nlp(text))

    assert to_instrument(weapon, text).model_dump() == {"start": 2, "end": 6, "text": "bomb"}
