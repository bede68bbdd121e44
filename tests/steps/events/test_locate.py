import pytest

from dateline.steps.events import find_events
from tests.steps.events.small import CONTEXTS, INDEX, draft_of

PLACES = [("Lima", "PPL"), ("Cusco", "PPL"), ("Peru", "PCLI")]


def first_event(nlp, text, *, times=(), names=()):
    places = [place for place in PLACES if place[0] in text]
    draft = draft_of(nlp, text, places=places, times=times, names=names)
    event = find_events(draft, INDEX, CONTEXTS)[0]
    where = {place.id: place.name for place in draft.places}.get(event.place)
    return where, event.place_relation, event.time


@pytest.mark.parametrize(
    ("text", "place", "relation"),
    [
        pytest.param("Rebels killed a farmer in Lima.", "Lima", "in", id="in"),
        pytest.param("Rebels killed a farmer near Lima.", "Lima", "near", id="near"),
        pytest.param("Rebels killed a farmer in the town of Lima.", "Lima", "in", id="the town of"),
        pytest.param("Rebels killed a farmer north of Lima.", "Lima", "near", id="north of"),
        pytest.param("Rebels killed a farmer between Lima and Cusco.", "Lima", "between", id="between"),
        pytest.param("In Lima, rebels killed a farmer.", "Lima", "in", id="fronted"),
        pytest.param("A farmer was killed in an attack in Lima.", "Lima", "in", id="on the event noun"),
        pytest.param("Rebels killed a farmer and fled.", None, None, id="none is told"),
        pytest.param("Rebels killed the governor of Lima.", None, None, id="part of a person's title"),
        pytest.param("Rebels who had trained in Lima killed a farmer.", None, None, id="another clause"),
        pytest.param("Police said in Lima that rebels killed a farmer.", None, None, id="where it was said"),
        pytest.param("The Lima attack killed a farmer.", "Lima", "in", id="before the event noun"),
        pytest.param("The guards who were killed were buried in Lima.", None, None, id="where the killed were buried"),
        pytest.param("Rebels from Lima killed a farmer.", None, None, id="where they come from"),
    ],
)  # fmt: skip
def test_a_place_belongs_to_the_event_that_it_hangs_on(nlp, text, place, relation):
    assert first_event(nlp, text)[:2] == (place, relation)


def test_each_of_two_clauses_has_its_own_place(nlp):
    text = "Rebels killed a farmer in Lima and soldiers attacked a camp in Cusco."
    draft = draft_of(nlp, text, places=PLACES[:2])
    assert [event.place for event in find_events(draft, INDEX, CONTEXTS)] == ["P1", "P2"]


def test_a_place_within_a_name_is_no_place_of_an_event(nlp):
    text = "Rebels killed the head of the Army in Peru."
    assert first_event(nlp, text, names=[("Army in Peru", "organization")])[0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels killed a farmer on Monday.", "T1", id="its own clause"),
        pytest.param("On Monday rebels killed a farmer.", "T1", id="fronted"),
        pytest.param("Police said on Monday that rebels killed a farmer.", None, id="when it was said"),
        pytest.param("A farmer was killed in an attack on Monday.", "T1", id="on the event noun"),
        pytest.param("On Monday rebels stormed a village and killed a farmer.", "T1", id="shared with a joined clause"),
        pytest.param("A farmer was killed when rebels fled on Monday.", "T1", id="the clause that tells when"),
        pytest.param("A farmer was killed in clashes that broke out on Monday.", "T1", id="what it was part of"),
        pytest.param("Rebels killed a farmer after they had landed on Monday.", None, id="a clause of another day"),
        pytest.param("A farmer whom the court freed on Monday was killed.", None, id="a clause on somebody in it"),
    ],
)
def test_a_time_belongs_to_the_event_that_it_hangs_on(nlp, text, expected):
    assert first_event(nlp, text, times=[("Monday", "2024-05-06")])[2] == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Russia bombed Idlib on Monday.", "Idlib", id="the town that is bombed"),
        pytest.param("The envoy visited Nairobi on Monday.", "Nairobi", id="the town that is visited"),
        pytest.param("Kenya accused Rwanda of lying on Monday.", None, id="no place of words against a country"),
    ],
)
def test_what_a_deed_is_done_to_is_its_place_only_where_the_codebook_says_so(coder, text, place):
    report = coder.code(text, published="2026-03-05")

    (event,) = report.events[:1]
    assert {found.id: found.name for found in report.places}.get(event.place) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Rebels killed a farmer.", None, id="never from the date of publication alone"),
        pytest.param("Rebels have now killed a farmer.", None, id="a word that gives no day"),
        pytest.param(
            "Rebels killed a farmer near Lima on Monday. The killing of the farmer near Lima shocked the town.",
            "2026-03-02",
            id="the sentence that introduced it",
        ),
        pytest.param(
            "Rebels killed a farmer near Lima. The killing took place on Monday.", "2026-03-02", id="a later telling"
        ),
        pytest.param(
            "The court freed a poet on Monday. Rebels killed a farmer.", None, id="not the day of something else"
        ),
        pytest.param(
            "A vote took place on Monday. Two days after the vote, rebels killed a farmer.", "P2D", id="counted"
        ),
    ],
)
def test_an_event_has_the_time_that_its_own_tellings_give(coder, text, value):
    report = coder.code(text, published="2026-03-05")

    killing = next(event for event in report.events if event.type == "ASSAULT")
    assert {time.id: time.value for time in report.times}.get(killing.time) == value
