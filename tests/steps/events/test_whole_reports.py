"""What a reader of a report sees of its events; each row is a text of our own, with cases that look alike and are not."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, Options
from dateline.report import Event


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Options(learned=False))


def coded(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(text, published="2025-03-14").events)


def plover(event: Event) -> str:
    return event.codes.plover or event.type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Officers fired live rounds at the crowd's feet.", ["ASSAULT-firearms"], id="small arms are no artillery"),
        pytest.param("The brigade fired mortar rounds at the ridge.", ["ASSAULT-heavy-weapons"], id="mortar rounds are"),
        pytest.param("A cargo plane landed on Thursday.", [], id="to land on a day is no attack"),
        pytest.param("A sniper wounded a postman.", ["ASSAULT-firearms"], id="who did it tells the means"),
        pytest.param("The truce took effect at noon.", ["RETREAT-ceasefire"], id="a truce that starts"),
        pytest.param("Some 300 people protested the demolition of houses.", ["PROTEST"], id="what is protested at is no attack"),
        pytest.param("The bishops' conference deplored the verdict.", ["ACCUSE-disapprove"], id="a body's name is no meeting"),
        pytest.param("The accused denied the charges.", [], id="people by a participle, and a denial"),
        pytest.param("The mayor denied permission for the march.", ["REJECT"], id="permission denied is refused"),
        pytest.param("A judge ordered the smuggler held in custody.", ["COERCE-arrest"], id="a court's order is no request"),
        pytest.param("A judge ordered the ministry to pay.", ["REQUEST-change"], id="an order to pay is one"),
        pytest.param("Chad protested to Niger over the raid.", ["ACCUSE-disapprove"], id="a state's protest is words"),
        pytest.param("Dockworkers will strike on Monday.", ["PROTEST-strike"], id="who stops work"),
        pytest.param("Jets will strike on Monday.", ["ASSAULT-aerial"], id="who does not"),
        pytest.param("The union threatened to call a strike.", ["THREATEN", "PROTEST-strike"], id="a strike is no violence"),
        pytest.param("The junta postponed the election.", ["COERCE-restrict"], id="elections put off"),
        pytest.param("Peru revoked the passports of two judges.", ["COERCE-restrict"], id="papers taken away"),
        pytest.param("Hackers stole the files of a clinic.", ["COERCE-cyber"], id="hackers steal by computer"),
        pytest.param("Thieves stole the files of a clinic.", [], id="thieves do not"),
    ],
)  # fmt: skip
def test_words_that_look_alike_tell_of_different_events(coder, text, expected):
    assert [plover(event) for event in coded(coder, text)] == expected


@pytest.mark.parametrize(
    ("text", "type_", "deaths"),
    [
        pytest.param("Police arrested two men over the bombing of a station that killed six people.", "COERCE", None, id="an arrest has none of the bombing's"),
        pytest.param("Police arrested two men over the bombing of a station that killed six people.", "ASSAULT", 6, id="the bombing has them"),
        pytest.param("Troops detained a man who shot dead six farmers.", "COERCE", None, id="told of somebody"),
        pytest.param("Troops detained nine villagers, killing two.", "COERCE", 2, id="of its own clause"),
        pytest.param("The envoy condemned an attack that killed six farmers.", "ACCUSE", None, id="words kill nobody"),
        pytest.param("Thousands protested against the killing of two students.", "PROTEST", None, id="what is protested at"),
        pytest.param("The tax was dropped after a week of protests in which two students were killed.", "PROTEST", 2, id="what happened in it"),
        pytest.param("The police denied that officers killed a student at a protest in Nairobi.", "PROTEST", None, id="what is denied"),
        pytest.param("The bomb that killed nine people exploded at a market.", "ASSAULT", 9, id="the weapon killed"),
        pytest.param("A blast tore through a station. A clinic received nine bodies.", "ASSAULT", 9, id="counted in the next sentence"),
        pytest.param("Police arrested the captain of a ferry that sank, killing nine people.", "COERCE", None, id="of what a relative clause tells"),
        pytest.param("Artillery shelled the hills, a day after six soldiers were killed there.", "ASSAULT", None, id="the first of two deeds"),
        pytest.param("Six soldiers were killed after artillery shelled the hills.", "ASSAULT", 6, id="one deed, its outcome first"),
        pytest.param("Gunmen attacked a village. A landslide left nine people dead.", "ASSAULT", None, id="of a mishap"),
        pytest.param("Gunmen attacked a village. Nine people have died in such raids since May.", "ASSAULT", None, id="of a longer time"),
    ],
)  # fmt: skip
def test_the_dead_are_those_of_the_deed_that_killed_them(coder, text, type_, deaths):
    event = next(event for event in coded(coder, text) if event.type == type_)

    assert (event.deaths.low if event.deaths else None) == deaths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Police arrested nine men in a raid on a warehouse.", [("COERCE", ["Police"])], id="a raid in which people are arrested"),
        pytest.param("Two men were arrested in the killing of a priest.", [("COERCE", []), ("ASSAULT", ["Two men"])], id="a killing is not the police's"),
        pytest.param("A Chadian missile hit a dam.", [("ASSAULT", ["Chadian"])], id="whose weapon"),
        pytest.param("The bombing of a station that killed six people shocked Jos.", [("ASSAULT", [])], id="what was hit did not do it"),
        pytest.param("The teachers met the premier on Monday. They marched on the palace.", [("CONSULT", ["The teachers"]), ("PROTEST", ["They"])], id="a pronoun is read as its noun"),
        pytest.param("The patriarch called on the premier to free the bishop.", [("REQUEST", ["The patriarch"]), ("RETREAT", ["The patriarch"])], id="a past tense read as a participle"),
    ],
)  # fmt: skip
def test_the_doer_is_who_did_it(coder, text, expected):
    assert [(e.type, [actor.text for actor in e.actors]) for e in coded(coder, text)] == expected


@pytest.mark.parametrize(
    ("text", "alleged"),
    [
        pytest.param("Troops held nine men suspected of taking part in an ambush.", True, id="suspected"),
        pytest.param("The bishop accused the army of killing a nun.", True, id="accused"),
        pytest.param("Alleged rebels killed a nun.", True, id="called so with a doubt"),
        pytest.param("The army killed a nun.", False, id="told as it is"),
        pytest.param("Rebels claimed responsibility for the killing of a nun.", False, id="by their own word"),
        pytest.param("Alleged rebels killed a nun. The rebels had attacked the nun before, killing a driver.", False, id="told as it is elsewhere"),
    ],
)  # fmt: skip
def test_who_is_only_suspected_is_marked(coder, text, alleged):
    event = next(event for event in coded(coder, text) if event.type == "ASSAULT" and event.actors)

    assert [actor.alleged for actor in event.actors] == [alleged]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Peru will meet Chile on Monday.", ("AGREE", "planned"), id="told by the report"),
        pytest.param("Peru said it would meet Chile on Monday.", ("AGREE", "happened"), id="his own word"),
        pytest.param("The two ministers will meet on Monday.", ("CONSULT", "planned"), id="one side alone"),
    ],
)
def test_a_meeting_to_come_is_planned_until_somebody_gives_his_word(coder, text, expected):
    (event,) = coded(coder, text)

    assert (event.type, event.status) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Militants attacked an army checkpoint.", "Armed clash", id="who holds it fights back"),
        pytest.param("Militants attacked a clinic.", "Attack", id="nobody armed there"),
        pytest.param(
            "The army said 80 rebels had been killed and 14 trucks destroyed.", "Armed clash", id="people before things"
        ),
        pytest.param(
            "Six people were killed and nine injured after suicide bombers targeted a wake.",
            "Suicide bomb",
            id="what hurt the last of two",
        ),
        pytest.param("The rebels and the army agreed a ceasefire.", "Agreement", id="a truce agreed"),
    ],
)
def test_the_sub_event_type_is_that_of_the_whole_deed(coder, text, expected):
    best = max(coded(coder, text), key=lambda event: event.confidence)

    assert best.codes.acled == expected
