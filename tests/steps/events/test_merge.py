import pytest

from dateline.steps.events import find_events
from tests.steps.events.small import CONTEXTS, INDEX, draft_of


def events_of(nlp, text, **known):
    return find_events(draft_of(nlp, text, **known), INDEX, CONTEXTS)


def words(event):
    return [span.text for span in event.evidence]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("Six farmers were killed in an airstrike.", ["killed", "airstrike"], id="killed in"),
        pytest.param("Jets bombed a village, killing six farmers.", ["bombed", "killing"], id="participle"),
        pytest.param("Six farmers were killed after gunmen attacked a bus.", ["killed", "attacked"], id="killed after"),
        pytest.param(
            "Rebels attacked a bus, killing six farmers and killing a guard.",
            ["attacked", "killing", "killing"],
            id="joined participles",
        ),
        pytest.param("Rebels attacked and killed six farmers.", ["attacked", "killed"], id="joined verbs"),
        pytest.param("An airstrike killed six farmers.", ["airstrike", "killed"], id="the deed as subject"),
    ],
)
def test_triggers_that_grammar_ties_are_one_happening(nlp, text, evidence):
    (event,) = events_of(nlp, text)
    assert words(event) == evidence


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("Rebels killed six farmers. The attack shocked Peru.", ["killed", "attack"], id="typed noun"),
        pytest.param("Rebels killed six farmers. The operation was short.", ["killed", "operation"], id="bare noun"),
        pytest.param(
            "A grenade killed six farmers. The grenade exploded at dawn.", ["killed", "exploded"], id="the weapon again"
        ),
        pytest.param("Rebels killed Anna Ruiz. Ruiz was killed at home.", ["killed", "killed"], id="same victim again"),
    ],
)
def test_what_points_back_joins_what_was_told(nlp, text, evidence):
    draft = draft_of(nlp, text)
    if "Ruiz" in text:
        draft = draft_of(nlp, text, names=[("Ruiz", "person")])
    (event,) = find_events(draft, INDEX, CONTEXTS)
    assert words(event) == evidence


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rebels killed the mayor. Soldiers killed the teacher.", id="other people"),
        pytest.param("Rebels killed the mayor. An airstrike on a depot failed.", id="nothing points back"),
        pytest.param("Rebels killed the mayor. Police arrested a farmer.", id="other type"),
        pytest.param("Rebels killed the mayor. Soldiers will attack the village.", id="one has not happened"),
    ],
)
def test_two_happenings_stay_two(nlp, text):
    assert len(events_of(nlp, text)) == 2


def test_other_days_and_other_places_are_other_happenings(nlp):
    text = "Rebels killed six farmers in Lima on Monday. The attack in Cusco on Friday shocked Peru."
    places = [("Lima", "PPL", "PER", "Lima"), ("Cusco", "PPL", "PER", "Cusco")]
    assert len(events_of(nlp, text, places=places)) == 2
    text = "Rebels killed six farmers on Monday. The attack on Friday shocked Peru."
    assert len(events_of(nlp, text, times=[("on Monday", "2024-05-06"), ("on Friday", "2024-05-10")])) == 2


def test_a_finer_place_and_further_facts_are_taken_over(nlp):
    text = "Rebels killed six farmers in Peru. The airstrike was conducted in Cusco on Monday."
    places = [("Peru", "PCLI", "PER", None), ("Cusco", "ADM1", "PER", "Cusco")]
    (event,) = events_of(nlp, text, places=places, times=[("Monday", "2024-05-06")])
    assert (event.place, event.time, event.modes) == ("P2", "T1", ["aerial"])
    assert [actor.text for actor in event.actors] == ["Rebels"]


def test_an_event_noun_by_itself_tells_nothing(nlp):
    assert events_of(nlp, "There was talk of raids.") == []


def test_nobody_is_no_actor(nlp):
    (event,) = events_of(nlp, "No group has claimed the attack on the village.")

    assert (event.actors, [p.text for p in event.recipients]) == ([], ["the village"])


def test_a_number_is_told_by_the_casualties_and_is_no_recipient(nlp):
    (event,) = events_of(nlp, "Rebels attacked a bus, killing six.")

    assert ([p.text for p in event.recipients], event.deaths.low) == (["a bus"], 6)


def test_others_are_no_recipient(nlp):
    (event,) = events_of(nlp, "Rebels killed a nurse and six others.")

    assert [p.text for p in event.recipients] == ["a nurse"]


def test_the_dead_that_a_later_sentence_names_are_recipients(nlp):
    draft = draft_of(nlp, "Rebels killed two farmers. The victims were identified as Ana Ruiz and Luis Paz.",
                     names=[("Ana Ruiz", "person"), ("Luis Paz", "person")])  # fmt: skip

    (event,) = find_events(draft, INDEX, CONTEXTS)

    assert [p.text for p in event.recipients] == ["two farmers", "Ana Ruiz", "Luis Paz"]
