import pytest

from dateline.steps.events.arguments import find_arguments
from dateline.steps.events.find import find_candidates
from dateline.steps.events.parties import Cast
from tests.steps.events.small import INDEX, draft_of


def sides(nlp, text, trigger, names=()):
    draft = draft_of(nlp, text, names=names)
    cast = Cast(draft)
    (candidate,) = [c for c in find_candidates(draft.doc, INDEX) if c.token.text == trigger]
    found = find_arguments(candidate, cast)
    return [text[p.start : p.end] for p in found.actors], [text[p.start : p.end] for p in found.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        pytest.param("Gunmen killed six farmers.", "killed", ["Gunmen"], ["six farmers"], id="active"),
        pytest.param("Six farmers were killed by gunmen.", "killed", ["gunmen"], ["Six farmers"], id="passive"),
        pytest.param("Six farmers were killed in a ditch.", "killed", [], ["Six farmers"], id="passive without an agent"),
        pytest.param("The gunmen who killed the mayor fled.", "killed", ["The gunmen"], ["the mayor"], id="relative clause"),
        pytest.param("The mayor whom gunmen killed was popular.", "killed", ["gunmen"], ["The mayor"], id="relative object"),
        pytest.param("Farmers killed by gunmen were buried.", "killed", ["gunmen"], ["Farmers"], id="participle"),
        pytest.param("Gunmen tried to kill the mayor.", "kill", ["Gunmen"], ["the mayor"], id="control"),
        pytest.param("Gunmen stopped the bus and killed the driver.", "killed", ["Gunmen"], ["the driver"], id="shared subject"),
        pytest.param("Gunmen attacked and killed the driver.", "attacked", ["Gunmen"], ["the driver"], id="shared object"),
        pytest.param("The army and the police killed two men.", "killed", ["The army", "the police"], ["two men"], id="two actors"),
        pytest.param("The army accused rebels of killing the mayor.", "killing", ["rebels"], ["the mayor"], id="the accused did it"),
        pytest.param("Rebels retaliated by killing the mayor.", "killing", ["Rebels"], ["the mayor"], id="means"),
        pytest.param("Dozens of protesters were attacked.", "attacked", [], ["protesters"], id="what a number counts"),
        pytest.param("Gunmen opened fire on a convoy.", "opened", ["Gunmen"], ["a convoy"], id="fixed words hold the slot"),
        pytest.param("Norway sent blankets to Chad.", "sent", ["Norway"], ["Chad"], id="preposition"),
        pytest.param("Norway gave the village some blankets.", "gave", ["Norway"], ["the village"], id="dative"),
        pytest.param("Chad was given blankets by Norway.", "given", ["Norway"], ["Chad"], id="dative passive"),
        pytest.param("Chile imposed sanctions on Peru.", "imposed", ["Chile"], ["Peru"], id="slot on the object taken in"),
        pytest.param("Chile held talks in Oslo with Peru.", "held", ["Chile"], ["Peru"], id="slot behind another phrase"),
        pytest.param("Alleged rebels killed a guard.", "killed", ["rebels"], ["a guard"], id="a hedge is no part of a name"),
        pytest.param("The guard was shot to death by rebels.", "shot", ["rebels"], ["The guard"], id="what the fixed words govern is no side"),
        pytest.param("Chile met Peru on Monday.", "met", ["Chile"], ["Peru"], id="a day is nobody"),
        pytest.param("The guard was shot and killed on Monday by rebels.", "shot", ["rebels"], ["The guard"], id="a joined verb holds the agent"),
    ],
)  # fmt: skip
def test_a_verb_gives_its_sides_by_its_frame(nlp, text, trigger, actors, recipients):
    assert sides(nlp, text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        pytest.param("The killing of the mayor by gunmen shocked Peru.", "killing", ["gunmen"], ["the mayor"], id="of and by"),
        pytest.param("Peru's attack on the village was short.", "attack", ["Peru"], ["the village"], id="possessive"),
        pytest.param("Rebels carried out an attack on the village.", "attack", ["Rebels"], ["the village"], id="light verb"),
        pytest.param("An attack on the village was launched by rebels.", "attack", ["rebels"], ["the village"], id="light verb passive"),
        pytest.param("The attack launched by rebels on the village failed.", "attack", ["rebels"], ["the village"], id="light participle"),
        pytest.param("Rebels launched a series of attacks on the village.", "attacks", ["Rebels"], ["the village"], id="counted"),
        pytest.param("The army survived an attack.", "attack", [], ["The army"], id="the subject receives it"),
        pytest.param("The second attack on the village failed.", "attack", [], ["the village"], id="an adjective is nobody"),
        pytest.param("The attack on the village was attributed to rebels.", "attack", ["rebels"], ["the village"], id="attributed"),
        pytest.param("Two men died in an attack blamed on rebels.", "attack", ["rebels"], [], id="blamed on"),
        pytest.param("They hold rebels responsible for the attack on the village.", "attack", ["rebels"], ["the village"], id="held responsible"),
        pytest.param("Rebels fired shots in an attack on the front of the bank.", "attack", [], ["the bank"], id="a side of a thing"),
        pytest.param("An attack on their six trucks failed.", "attack", [], ["trucks"], id="how many and whose is no part of a thing"),
        pytest.param("The mayor's murder shocked the village.", "murder", [], ["The mayor"], id="a person who has a murder is its victim"),
        pytest.param("Peru's murder of the mayor shocked many.", "murder", ["Peru"], ["the mayor"], id="unless another is"),
    ],
)  # fmt: skip
def test_an_event_noun_gives_its_sides_by_its_frame(nlp, text, trigger, actors, recipients):
    assert sides(nlp, text, trigger, names=[("Peru", "country")]) == (actors, recipients)


def test_a_nation_before_an_event_noun_is_its_actor(nlp):
    text = "A Chilean raid on the village failed."
    assert sides(nlp, text, "raid", names=[("Chilean", "country")]) == (["Chilean"], ["the village"])


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        pytest.param("Peru and Chile met.", "met", ["Peru", "Chile"], [], id="partners stay together"),
        pytest.param("Rebels and soldiers clashed.", "clashed", ["Rebels"], ["soldiers"], id="adversaries are parted"),
        pytest.param("Clashes between rebels and soldiers went on.", "Clashes", ["rebels"], ["soldiers"], id="noun"),
        pytest.param("Rebels clashed with soldiers.", "clashed", ["Rebels"], ["soldiers"], id="with"),
    ],
)
def test_two_sides_of_one_subject(nlp, text, trigger, actors, recipients):
    assert sides(nlp, text, trigger) == (actors, recipients)


def test_who_tells_of_himself_is_the_actor(nlp):
    text = "The army said it had attacked the village."
    assert sides(nlp, text, "attacked") == (["The army"], ["the village"])


def test_who_tells_of_others_is_no_actor(nlp):
    text = "The army said that the village was attacked."
    assert sides(nlp, text, "attacked") == ([], ["the village"])
