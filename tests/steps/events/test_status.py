"""Whether an event happened, by the scope that its trigger stands in."""

from __future__ import annotations

import pytest

from dateline.steps.events.status import find_status


def status_of(nlp, text, trigger, **options):
    token = next(token for token in nlp(text) if token.text == trigger)
    return find_status(token, **options)


def rows(*cases):
    return pytest.mark.parametrize(
        ("text", "trigger", "expected"), [pytest.param(*case, id=f"{case[2]}: {case[0][:50]}") for case in cases]
    )


@rows(
    ("Gunmen attacked the convoy.", "attacked", "happened"),
    ("The convoy will attack at dawn.", "attack", "planned"),
    ("The militia may attack the convoy.", "attack", "hypothetical"),
    ("The militia did not attack the convoy.", "attack", "denied"),
    ("The militia is attacking the convoy.", "attacking", "ongoing"),
    ("Troops have been attacking the valley for days.", "attacking", "ongoing"),
    ("Militants attack bus near Kano", "attack", "happened"),
    ("Kenya to attack rebel bases", "attack", "planned"),
)
def test_a_verb_group_speaks_for_itself(nlp, text, trigger, expected):
    assert status_of(nlp, text, trigger) == expected


@rows(
    ("The rebels plan to attack the port.", "attack", "planned"),
    ("The rebels tried to kill the mayor.", "kill", "happened"),
    ("The rebels failed to kill the mayor.", "kill", "denied"),
    ("The rebels managed to kill the mayor.", "kill", "happened"),
    ("The rebels denied killing the mayor.", "killing", "denied"),
    ("The union urged Chad to withdraw its troops.", "withdraw", "hypothetical"),
    ("Villagers fear that the rebels killed the mayor.", "killed", "hypothetical"),
    ("The army admitted that it killed the mayor.", "killed", "happened"),
    ("The army continued to shell the port.", "shell", "ongoing"),
)
def test_a_governing_verb_decides_by_its_class(nlp, text, trigger, expected):
    assert status_of(nlp, text, trigger) == expected


@rows(
    ("Police uncovered plans for an attack on the port.", "attack", "planned"),
    ("The embassy warned of an attack.", "attack", "hypothetical"),
    ("Police averted an attack.", "attack", "denied"),
    ("There was no attack.", "attack", "denied"),
    ("The ministry condemned the attack.", "attack", "happened"),
    ("The bishop called for an end to the attacks.", "attacks", "ongoing"),
    ("Two people were killed in an attack.", "attack", "happened"),
    ("The attack could delay the vote.", "attack", "happened"),
    ("An attack could delay the vote.", "attack", "hypothetical"),
)
def test_a_noun_takes_the_status_of_what_governs_it_unless_it_is_given(nlp, text, trigger, expected):
    assert status_of(nlp, text, trigger) == expected


@rows(
    ("The police failed to prevent the attack.", "attack", "happened"),
    ("He did not deny that his men killed the mayor.", "killed", "happened"),
    ("The rebels do not plan to attack the port.", "attack", "denied"),
    ("The general did not rule out an attack.", "attack", "hypothetical"),
    ("The rebels were not ready to attack the port.", "attack", "denied"),
    ("The rebels may plan to attack the port.", "attack", "hypothetical"),
)
def test_governors_are_judged_themselves_before_they_judge(nlp, text, trigger, expected):
    assert status_of(nlp, text, trigger) == expected


@rows(
    ("If the rebels attack the port, the army will retaliate.", "attack", "hypothetical"),
    ("If the rebels attack the port, the army will retaliate.", "retaliate", "hypothetical"),
    ("The minister said Chad would withdraw.", "withdraw", "planned"),
    ("The bomb would have killed the guests.", "killed", "hypothetical"),
    ("It was not the army that attacked the port.", "attacked", "happened"),
    ("The general who attacked the port will be tried.", "attacked", "happened"),
)
def test_scope_is_the_clause_not_the_neighbourhood(nlp, text, trigger, expected):
    assert status_of(nlp, text, trigger) == expected


def test_an_attempt_at_a_deed_of_peace_did_not_happen(nlp):
    text = "The two sides tried to reach an agreement."

    assert status_of(nlp, text, "agreement", attempts_count=False) == "hypothetical"


@pytest.mark.parametrize("text", ["attack", "((((attack))))", "attack " * 500, "will attack? " * 50])
def test_any_text_has_a_status(nlp, text):
    doc = nlp(text)

    found = {find_status(token) for token in doc}

    assert found <= {"happened", "ongoing", "planned", "hypothetical", "denied"}
