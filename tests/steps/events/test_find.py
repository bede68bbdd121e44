import pytest

from dateline.steps.events.find import find_candidates
from dateline.steps.events.index import split_phrase
from tests.steps.events.small import INDEX


def found(nlp, text):
    return [(c.sense.type, c.sense.mode, c.token.text) for c in find_candidates(nlp(text), INDEX)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen killed a farmer.", [("ASSAULT", None, "killed")], id="verb"),
        pytest.param("Gunmen gunned the farmer down.", [("ASSAULT", None, "gunned")], id="particle that stands apart"),
        pytest.param("Gunmen opened fire on the convoy.", [("ASSAULT", None, "opened")], id="fixed words are no trigger of their own"),
        pytest.param("Gunmen opened fire at noon on the convoy.", [("ASSAULT", None, "opened")], id="fixed preposition behind another"),
        pytest.param("An air strike hit the depot.", [("ASSAULT", "aerial", "strike")], id="compound noun"),
        pytest.param("Airstrikes hit the depot.", [("ASSAULT", "aerial", "Airstrikes")], id="compound in one word"),
        pytest.param("They took two nurses hostage.", [("ASSAULT", None, "took")], id="object named by the condition"),
        pytest.param("They took two nurses home.", [], id="another object"),
        pytest.param("The president fired the adviser.", [], id="object that rules it out"),
        pytest.param("Chile imposed sanctions on Peru.", [("SANCTION", None, "imposed")], id="the object taken in is no trigger"),
        pytest.param("Sanctions were imposed on Peru.", [("SANCTION", None, "imposed")], id="its passive"),
        pytest.param("Chile agreed to withdraw troops.", [("AGREE", None, "agreed"), ("RETREAT", None, "withdraw")], id="a word in the complement"),
        pytest.param("Chile agreed to a loan.", [], id="another complement"),
        pytest.param("The farmer was found dead.", [("ASSAULT", None, "dead")], id="adjective"),
        pytest.param("Rebel-attacked villages lie empty.", [], id="end of a compound adjective"),
    ],
)  # fmt: skip
def test_a_trigger_is_its_words_on_their_conditions(nlp, text, expected):
    assert found(nlp, text) == expected


@pytest.mark.parametrize(
    ("phrase", "kind", "parts"),
    [
        pytest.param("kill", "verb", ((), "kill", ()), id="one word"),
        pytest.param("lay siege to", "verb", ((), "lay", ("siege", "to")), id="verb and fixed words"),
        pytest.param("car bomb attack", "noun", (("car", "bomb"), "attack", ()), id="compound noun"),
        pytest.param("exchange of fire", "noun", ((), "exchange", ("of", "fire")), id="noun and what follows it"),
        pytest.param("air-strike", "noun", (("air",), "strike", ()), id="hyphen"),
    ],
)
def test_a_phrase_has_a_head_and_words_around_it(phrase, kind, parts):
    assert split_phrase(phrase, kind) == parts


def test_text_without_words_holds_no_trigger(nlp):
    assert found(nlp, "") == []
    assert found(nlp, "((((( 12 ]]]] \u200f 😀") == []
