"""Everyday deeds that reports tell beside fights and talks; each row is a sentence of our own."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, Options


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Options(learned=False))


def told(coder: Coder, text: str) -> list[tuple[str, list[str], list[str]]]:
    events = coder.code(text, published="2025-03-14").events
    return [(e.type, [actor.text for actor in e.actors], [each.text for each in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # talks, letters, calls
        pytest.param("A clerk met up with a smuggler in a pub.", ("CONSULT", ["A clerk"], ["a smuggler"]), id="to meet up"),
        pytest.param("The premier took part in talks with the unions.", ("CONSULT", ["The premier"], ["the unions"]), id="part in talks"),
        pytest.param("The envoy sent a letter to the Polish prime minister.", ("CONSULT", ["The envoy"], ["the Polish prime minister"]), id="a letter sent"),
        pytest.param("The queen received a letter from the Japanese emperor.", ("CONSULT", ["the Japanese emperor"], ["The queen"]), id="a letter received"),
        pytest.param("The guard called the police.", ("CONSULT", ["The guard"], ["the police"]), id="a call"),
        pytest.param("The minister took part in a Q&A with nurses.", ("CONSULT", ["The minister"], ["nurses"]), id="questions and answers"),
        pytest.param("Correspondence between the bishop and the nuncio was published.", ("CONSULT", ["the bishop", "the nuncio"], []), id="correspondence"),
        pytest.param("The minister flew back to Lagos.", ("CONSULT", ["The minister"], ["Lagos"]), id="back to a place"),
        # trade and work
        pytest.param("Chile hired two hundred Cuban doctors.", ("COOPERATE", ["Chile"], ["two hundred Cuban doctors"]), id="hiring"),
        pytest.param("The ministry paid the airline a large fee.", ("COOPERATE", ["The ministry"], ["the airline"]), id="pay"),
        pytest.param("The oil firm bought a stake in a Kenyan refinery.", ("COOPERATE", ["The oil firm"], ["a Kenyan refinery"]), id="a stake"),
        pytest.param("A telecom firm in Oslo merged with a Danish rival.", ("COOPERATE", ["A telecom firm"], ["a Danish rival"]), id="a merger"),
        pytest.param("The state sold four ferries to Greece.", ("COOPERATE", ["The state"], ["Greece"]), id="a sale"),
        pytest.param("Engineers from Mali worked with the World Bank on the dam.", ("COOPERATE", ["Engineers"], ["the World Bank"]), id="work with a body"),
        # posts
        pytest.param("The finance director left the company in May.", ("RETREAT", ["The finance director"], ["the company"]), id="leaving a post"),
        pytest.param("The chief judge retired from the court in June.", ("RETREAT", ["The chief judge"], ["the court"]), id="retiring"),
        pytest.param("Peter Hall is out as director.", ("RETREAT", ["Peter Hall"], []), id="out of a post"),
        pytest.param("The frigate returned home from the gulf.", ("RETREAT", ["The frigate"], ["the gulf"]), id="forces that go home"),
        # help
        pytest.param("Medics took the wounded to a hospital in Aden.", ("AID", ["Medics"], ["the wounded"]), id="to hospital"),
        pytest.param("Ambulances rushed to the stadium.", ("AID", ["Ambulances"], ["the stadium"]), id="ambulances"),
        pytest.param("A Danish brewer made a large gift to the museum.", ("AID", ["A Danish brewer"], ["the museum"]), id="a gift"),
        pytest.param("The fund financed a school in Togo.", ("AID", ["The fund"], ["a school"]), id="paying for a school"),
        pytest.param("Grain came to Tonga from Fiji.", ("AID", ["Fiji"], ["Tonga"]), id="help that comes"),
        pytest.param("Norway's assistance package was welcome.", ("AID", ["Norway"], []), id="a package"),
        pytest.param("Two poets were released from detention in May.", ("RETREAT", [], ["Two poets"]), id="out of detention"),
        pytest.param("Togo borrowed ten million dollars from the fund.", ("AID", ["the fund"], ["Togo"]), id="a loan taken"),
        pytest.param("Malaysia delayed the execution of two smugglers.", ("CONCEDE", ["Malaysia"], ["two smugglers"]), id="a reprieve"),
        pytest.param("The captain said he was sorry for the death of the girl.", ("SUPPORT", ["he"], ["the girl"]), id="sorry"),
        pytest.param("Montenegro joined the alliance in June.", ("SUPPORT", ["Montenegro"], ["the alliance"]), id="joining"),
        pytest.param("The bishop appealed against the verdict.", ("REJECT", ["The bishop"], ["the verdict"]), id="an appeal"),
        # crimes
        pytest.param("Robbers mugged two nurses in Lagos.", ("ASSAULT", ["Robbers"], ["two nurses"]), id="robbery"),
        pytest.param("A sniper was targeting students.", ("ASSAULT", ["A sniper"], ["students"]), id="targeting people"),
        pytest.param("The gunman walked into the bank and started firing.", ("ASSAULT", ["The gunman"], []), id="firing"),
        pytest.param("A soldier took a shot at the farmers.", ("ASSAULT", ["A soldier"], ["the farmers"]), id="a shot"),
        pytest.param("A student took a homemade bomb to the school.", ("ASSAULT", ["A student"], ["the school"]), id="a bomb brought"),
        pytest.param("The group behind the raid has apologised.", ("ASSAULT", ["The group"], []), id="who is behind it"),
        pytest.param("His murder tuesday by soldiers shocked the town.", ("ASSAULT", ["soldiers"], []), id="by, after a day"),
        pytest.param("Early evidence points to mass executions by the Chadian army.", ("ASSAULT", ["the Chadian army"], []), id="by, hung elsewhere"),
        pytest.param("A lorry was struck by a roadside IED on Monday.", ("ASSAULT", ["a roadside"], ["A lorry"]), id="a bomb read as an apposition"),
        pytest.param("Rebels held two hundred villagers as human shields.", ("ASSAULT", ["Rebels"], ["two hundred villagers"]), id="human shields"),
        # courts and police
        pytest.param("Special forces closed down the road to the port.", ("COERCE", ["Special forces"], ["the road"]), id="a particle read as a preposition"),
        pytest.param("Detectives executed a search warrant at the home of the banker.", ("COERCE", ["Detectives"], ["the home of the banker"]), id="a warrant"),
        pytest.param("The editor was held in a prison near Cairo.", ("COERCE", [], ["The editor"]), id="held in prison"),
        pytest.param("Two lawyers were dragged from their homes by soldiers.", ("COERCE", ["soldiers"], ["Two lawyers"]), id="taken from home"),
        pytest.param("The colonel went on trial in Lima.", ("ACCUSE", [], ["The colonel"]), id="on trial"),
        pytest.param("A guard testified against the warden.", ("ACCUSE", ["A guard"], ["the warden"]), id="testimony"),
        pytest.param("Police launched a manhunt for the bombers.", ("ACCUSE", ["Police"], ["the bombers"]), id="a manhunt"),
        pytest.param("The smuggler is serving a life sentence in a Turkish prison.", ("SANCTION", [], ["The smuggler"]), id="a sentence served"),
        pytest.param("The firm paid a fine to the regulator.", ("SANCTION", ["the regulator"], ["The firm"]), id="a fine paid"),
        pytest.param("Police seized the smuggler in a hotel.", ("COERCE", ["Police"], ["the smuggler"]), id="people seized"),
        # shows of force, protest, requests
        pytest.param("Norwegian jets flew sorties over the valley.", ("MOBILIZE", ["Norwegian jets"], ["the valley"]), id="sorties"),
        pytest.param("Russian tanks came towards the bridge.", ("MOBILIZE", ["Russian tanks"], ["the bridge"]), id="tanks that come"),
        pytest.param("The police asked residents to report strangers.", ("REQUEST", ["The police"], ["residents"]), id="asked to report"),
    ],
)  # fmt: skip
def test_everyday_deeds_are_events(coder, text, expected):
    assert expected in told(coder, text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        pytest.param("The speech met with approval in the chamber.", "CONSULT", id="approval is nobody"),
        pytest.param("The premier and his aides left for the summit in Oslo.", "SANCTION", id="to leave for a summit"),
        pytest.param("The tanks of the brewery were full.", "MOBILIZE", id="tanks of a brewery"),
        pytest.param("The director left for Paris.", "RETREAT", id="a journey is no resignation"),
        pytest.param("The director left the room.", "RETREAT", id="a room is no post"),
        pytest.param("She paid a high price for her silence.", "COOPERATE", id="a price is no pay"),
        pytest.param("Ten hired gunmen crossed the river.", "COOPERATE", id="what men are hired for is not told"),
        pytest.param("The rebels left the village at dawn.", "COOPERATE", id="leaving a place"),
        pytest.param("The team lost its goalkeeper after a shot at goal.", "ASSAULT", id="a shot at goal"),
        pytest.param("Shares in the bank rallied in early trade.", "PROTEST", id="shares"),
        pytest.param("The plumber closed the valve on the road.", "COERCE", id="a valve"),
        pytest.param("The clinical trial of the vaccine ended in May.", "ACCUSE", id="a trial of a drug"),
        pytest.param("The minister fired six advisers.", "ASSAULT", id="dismissal"),
        pytest.param("He served two terms as mayor of Lille.", "SANCTION", id="terms of office"),
        pytest.param("The storm caused the deaths of four fishermen.", "ASSAULT", id="a storm"),
    ],
)  # fmt: skip
def test_words_that_look_like_them_are_none(coder, text, type_):
    assert type_ not in [each[0] for each in told(coder, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nurses treated the wounded in a tent.", ["the wounded"], id="the wounded"),
        pytest.param("The ministry helped the displaced.", ["the displaced"], id="the displaced"),
    ],
)
def test_an_adjective_after_the_names_people(coder, text, expected):
    assert expected in [recipients for type_, _, recipients in told(coder, text) if type_ == "AID"]
