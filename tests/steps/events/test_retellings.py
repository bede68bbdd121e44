"""A second source's stand on an event: one event that carries both attributions."""

import pytest


def events_of(coder, text, type_="ASSAULT"):
    return [event for event in coder.code(text, published="2025-03-14").events if event.type == type_]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The army said on Monday that its soldiers had killed ten rebels near Goma. "
            "The rebels denied that any fighters had been killed.",
            id="any fighters",
        ),
        pytest.param(
            "The Sudanese air force bombed a hospital in Nyala on Monday, doctors said. "
            "The government denied bombing the hospital.",
            id="a deed of the government's hands",
        ),
        pytest.param(
            "Residents said the army had shelled a market in Bama. The army said it had not shelled the market.",
            id="not",
        ),
        pytest.param(
            "The army denied that its soldiers had burned the village of Tula. "
            "Residents said soldiers burned the village on Sunday.",
            id="denied first",
        ),
    ],
)
def test_a_denied_retelling_joins_the_event_that_another_source_tells(coder, text):
    (event,) = events_of(coder, text)

    assert event.status == "happened"
    assert len(event.attributions) == 2
    assert [stance.stance for stance in event.stances] == ["denies"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        pytest.param(
            "Ukraine said Russian troops had shelled a school in Kherson. Moscow denied the claim.",
            "denies",
            id="the claim",
        ),
        pytest.param("Police accused the opposition of attacking a bus. The opposition denied it.", "denies", id="it"),
        pytest.param(
            "Gunmen kidnapped two teachers in Zamfara on Friday. The governor confirmed the kidnapping.",
            "confirms",
            id="the kidnapping",
        ),
        pytest.param(
            "Gunmen kidnapped two teachers in Zamfara on Friday, residents said. A spokesman confirmed the reports.",
            "confirms",
            id="the reports",
        ),
        pytest.param(
            "Rebels said they had captured the town of Bama. The army confirmed that the rebels had captured the town.",
            "confirms",
            id="the same words again",
        ),
        pytest.param(
            "Gunmen killed a judge in Lima. The Shining Path denied involvement in the killing.",
            "denies-role",
            id="own part",
        ),
    ],
)
def test_an_answer_is_tied_to_the_event_that_it_answers(coder, text, stance):
    (event,) = events_of(coder, text)

    assert event.status == "happened"
    assert [row.stance for row in event.stances] == [stance]
    assert event.stances[0].attribution in event.attributions


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Israel was accused of killing a scientist in Tehran. Israel has neither confirmed nor denied it.",
            id="neither",
        ),
        pytest.param(
            "Rebels said they had shelled a barracks in Bama. The army did not confirm the claim.", id="did not confirm"
        ),
        pytest.param(
            "Rebels said they had shelled a barracks in Bama. The army could not confirm the report.", id="could not"
        ),
        pytest.param(
            "Rebels said they had shelled a barracks in Bama. The minister denied the request of a lawyer.",
            id="another matter",
        ),
    ],
)
def test_who_takes_no_stand_is_tied_to_nothing(coder, text):
    assert [event.stances for event in events_of(coder, text)] == [[]]


def test_another_deed_denied_stays_an_event_of_its_own(coder):
    told, denied = events_of(
        coder,
        "Residents said the army had shelled a market in Bama on Monday. "
        "The army denied that soldiers had killed a priest in Gwoza on Sunday.",
    )

    assert (told.status, denied.status) == ("happened", "denied")
    assert told.stances == []


def test_nobody_denies_what_he_tells_himself(coder):
    events = events_of(coder, "The army said it killed ten rebels in Bama but did not kill any farmers in Bama.")

    assert [event.status for event in events] == ["happened", "denied"]


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        pytest.param("Gunmen killed six farmers near Bama on Monday.", True, id="the report's own word"),
        pytest.param("Gunmen killed six farmers near Bama on Monday, police said.", False, id="somebody's word"),
        pytest.param(
            "Gunmen killed six farmers near Bama on Monday. Police said the gunmen killed the farmers at dawn.",
            True,
            id="its own word first, then somebody's",
        ),
    ],
)
def test_what_the_report_itself_tells_is_told_from_what_it_hands_on(coder, text, asserted):
    (event,) = events_of(coder, text)

    assert event.asserted is asserted
