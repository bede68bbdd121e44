"""Who did what to whom, by rules of grammar over the real codebook; each row is a sentence of our own."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, Options
from dateline.report import Event


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Options(learned=False))


def sides(coder: Coder, text: str, type_: str) -> list[tuple[list[str], list[str]]]:
    events: list[Event] = [event for event in coder.code(text, published="2025-03-14").events if event.type == type_]
    return [([actor.text for actor in e.actors], [each.text for each in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        pytest.param("Turkish warplanes bombed the ridge above Sarmin.", "ASSAULT", (["Turkish warplanes"], ["the ridge"]), id="whose weapon"),
        pytest.param("Lawyers praised a ruling by the court.", "SUPPORT", (["Lawyers"], ["the court"]), id="author after by"),
        pytest.param("The judge rejected an appeal filed by the widow.", "REJECT", (["The judge"], ["the widow"]), id="author of a participle"),
        pytest.param("The senate rejected Anna Berg's accord on withdrawal from the union.", "REJECT", (["The senate"], ["Anna Berg"]), id="whose accord, before what it is about"),
        pytest.param("The union condemned a High Court decision to reinstate the ban of President Ruto.", "ACCUSE", (["The union"], ["High Court"]), id="author before the matter of his deed"),
        pytest.param("Norway's envoy said on Tuesday that Chad must mediate with Sudan.", "REQUEST", (["Norway's envoy"], ["Chad"]), id="who must do it"),
        pytest.param("Anna Berg reiterated Norway's support for the fund.", "SUPPORT", (["Anna Berg"], ["the fund"]), id="an object that the trigger is made of has no author"),
        pytest.param("The bishop demanded that the army leave the valley.", "REQUEST", (["The bishop"], ["the army"]), id="subject of what is demanded"),
        pytest.param("Chile and Peru signed a treaty in Lima.", "SUPPORT", (["Chile"], ["Peru"]), id="two sides in one subject"),
        pytest.param("Envoys from Chile and Peru met in Lima.", "CONSULT", (["Chile", "Peru"], []), id="whose envoys met"),
        pytest.param("Togo moved three battalions up to the border with Benin.", "MOBILIZE", (["Togo"], ["Benin"]), id="beyond a border"),
        pytest.param("Looters who return will be shot, the army said.", "THREATEN", (["the army"], ["Looters"]), id="who says that they will be harmed"),
        pytest.param("Two reporters were arrested in Niger on Monday.", "COERCE", (["Niger"], ["Two reporters"]), id="only a state arrests"),
        pytest.param("Gabon was suspended from the African Union.", "SANCTION", (["the African Union"], ["Gabon"]), id="who shuts out"),
        pytest.param("Fighting between Chad and Sudan flared up again.", "ASSAULT", (["Chad"], ["Sudan"]), id="a gerund between two"),
        pytest.param("Togo worked closely with the World Bank to register farmers.", "COOPERATE", (["Togo"], ["the World Bank"]), id="with somebody to do it"),
        pytest.param("Marines seized the trawler in the strait.", "COERCE", (["Marines"], ["the trawler"]), id="what is seized"),
        pytest.param("Guerrillas of the Red Front (RF) kidnapped the pilot.", "ASSAULT", (["Guerrillas", "the Red Front"], ["the pilot"]), id="fighters beside their body"),
        pytest.param("Red Front guerrillas kidnapped the pilot.", "ASSAULT", (["guerrillas", "Red Front"], ["the pilot"]), id="fighters after the name of their body"),
        pytest.param("Members of the Red Front kidnapped the pilot.", "ASSAULT", (["Members of the Red Front", "the Red Front"], ["the pilot"]), id="members are members of something"),
        pytest.param("The raid was carried out by members of the Red Front near Cali.", "ASSAULT", (["members of the Red Front", "the Red Front"], []), id="whose members they are was not hurt"),
        pytest.param("Rebels torched seven farms and two burned buses.", "ASSAULT", (["Rebels"], ["farms", "buses"]), id="how many and what became of things is no part of them"),
        pytest.param("Soldiers of the 6th Infantry Brigade murdered the pilot.", "ASSAULT", (["Soldiers", "the 6th Infantry Brigade"], ["the pilot"]), id="a body with a number"),
        pytest.param("Several hooded men torched the depot.", "ASSAULT", (["hooded men"], ["the depot"]), id="that they are some is no part of people"),
        pytest.param("Rebels killed six teachers, including Ana Ruiz and Luis Paz.", "ASSAULT", (["Rebels"], ["six teachers", "Ana Ruiz", "Luis Paz"]), id="names of some of them"),
        pytest.param("Soldiers murdered six Jesuits.", "ASSAULT", (["Soldiers"], ["six Jesuits"]), id="members of an order are people"),
    ],
)  # fmt: skip
def test_grammar_gives_both_sides(coder, text, type_, expected):
    assert expected in sides(coder, text, type_)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        pytest.param("Soldiers retook the airport.", "ASSAULT", id="a past form tagged as a base form"),
        pytest.param("Togo put its navy on alert.", "MOBILIZE", id="a phrase across its object"),
        pytest.param("The army was on alert along the border.", "MOBILIZE", id="a phrase with be"),
        pytest.param("Police took the editor into custody.", "COERCE", id="a phrase across a person"),
        pytest.param("The rebels announced a halt to attacks against the capital.", "RETREAT", id="an end to attacks is none"),
        pytest.param("Chile apologised to Peru for the raid.", "SUPPORT", id="an apology"),
        pytest.param("Togo gave Benin until Friday to pull back.", "THREATEN", id="an ultimatum"),
    ],
)  # fmt: skip
def test_words_that_stand_apart_are_one_trigger(coder, text, type_):
    assert sides(coder, text, type_)


def test_a_place_after_by_is_no_place_of_what_it_did(coder):
    event = coder.code("The raid was condemned by Kenya.").events[-1]

    assert (event.type, event.place) == ("ACCUSE", None)


def test_what_a_raid_told_before_did_is_told_of_that_raid(coder):
    text = "Turkish jets bombed a camp near Afrin on Tuesday. The air strike destroyed a depot."
    (event,) = [event for event in coder.code(text, published="2025-03-14").events if event.type == "ASSAULT"]

    assert [each.text for each in event.recipients] == ["a camp", "a depot"]


def test_a_weapon_of_another_deed_is_no_means_of_a_raid(coder):
    events = coder.code("Sweden condemned the raid and sent missiles to Ukraine.").events

    assert [means.text for event in events if event.type == "ASSAULT" for means in event.instruments] == []


def attackers(coder: Coder, text: str) -> list[list[str]]:
    return [sorted(actors) for actors, _ in sides(coder, text, "ASSAULT")]


def test_who_is_blamed_for_the_killing_is_who_the_unnamed_killers_are(coder):
    text = "Gunmen killed a judge in Cali on Friday. Police blamed the Red Front for the killing."

    assert attackers(coder, text) == [["Gunmen", "the Red Front"]]


def test_who_claims_another_killing_is_not(coder):
    text = (
        "Soldiers killed a judge in Cali on Friday. On Sunday the Red Front claimed the killing of a priest in Bogota."
    )

    assert attackers(coder, text) == [["Soldiers"], ["the Red Front"]]


def test_unnamed_fighters_are_those_of_the_only_armed_body_that_is_named(coder):
    one = "The guerrillas attacked a bridge near Corinto. The FARC rebels had warned the mayor, he said."
    two = "The guerrillas attacked a bridge near Corinto. The FARC and the ELN had warned the mayor, he said."

    assert any("FARC" in name for actors in attackers(coder, one) for name in actors)
    assert not any("FARC" in name for actors in attackers(coder, two) for name in actors)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Students marched in Lyon on Saturday and clashed with police.", "Violent demonstration", id="clashes"),
        pytest.param("Students marched in Lyon on Saturday.", "Peaceful protest", id="nothing else told"),
        pytest.param("Traders marched in Lyon against looting.", "Peaceful protest", id="what it is about"),
    ],
)  # fmt: skip
def test_a_protest_with_clashes_is_a_violent_demonstration(coder, text, code):
    protests = [event for event in coder.code(text).events if event.type == "PROTEST"]

    assert protests[0].codes.acled == code


def test_a_missile_fired_by_jets_is_an_air_strike(coder):
    (event,) = coder.code("Israeli jets fired a missile at a van near Khan Yunis.").events

    assert (event.modes, event.codes.acled) == (["aerial"], "Air/drone strike")
