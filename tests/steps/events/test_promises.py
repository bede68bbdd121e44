import pytest

from dateline.report import Attribution, Source, Span
from dateline.steps.events import find_events
from tests.steps.events.small import CONTEXTS, INDEX, draft_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Peru said it would release the sailors.", [("AGREE", "happened")], id="own word"),
        pytest.param("Peru said it would attack the village.", [("THREATEN", "happened")], id="own word of harm"),
        pytest.param("Peru will not release the sailors.", [("REJECT", "happened")], id="refusal"),
        pytest.param("Peru will release the sailors.", [("AGREE", "planned")], id="a plain promise to somebody"),
        pytest.param(
            "Soldiers will withdraw from the bridge.", [("RETREAT", "planned")], id="told of nobody's benefit"
        ),
        pytest.param("Peru released the sailors.", [("RETREAT", "happened")], id="done"),
        pytest.param("Gunmen will attack the village.", [("ASSAULT", "planned")], id="harm told by others"),
    ],
)
def test_an_own_word_on_the_future_is_a_promise_threat_or_refusal(nlp, text, expected):
    found = find_events(draft_of(nlp, text, names=[("Peru", "country")]), INDEX, CONTEXTS)
    assert [(event.type, event.status) for event in found] == expected


def test_the_matter_of_an_agreement_stands_behind_it_and_lends_it_its_recipient(nlp):
    text = "Chile agreed to withdraw from Peru."
    draft = draft_of(nlp, text, names=[("Chile", "country"), ("Peru", "country")])
    outer, inner = find_events(draft, INDEX, CONTEXTS)
    assert (outer.type, inner.type) == ("AGREE", "RETREAT")
    assert outer.confidence > inner.confidence
    assert [party.text for party in outer.recipients] == ["Peru"]


def test_contexts_are_told_by_words_of_the_sentence(nlp):
    (event,) = find_events(draft_of(nlp, "A suicide bomber killed six farmers."), INDEX, CONTEXTS)
    assert event.contexts == ["terrorism"]


def test_more_of_the_event_told_is_more_confidence(nlp):
    def confidence(text):
        return find_events(draft_of(nlp, text), INDEX, CONTEXTS)[0].confidence

    full, half = confidence("Rebels killed six farmers."), confidence("Six farmers were killed.")
    noun = confidence("The killing of six farmers shocked many.")
    assert full > half > noun


def test_why_a_source_is_not_named_is_no_event(nlp):
    text = "Gunmen killed a guard, said an official who asked not to be named because rebels attacked his village."
    draft = draft_of(nlp, text)
    start, source = text.index("who asked"), text.index("an official")
    draft.attributions = [
        Attribution(
            id="A1",
            source=Source.cut(text, source, source + len("an official")),
            cue=None,
            content=[Span.cut(text, 0, text.index(","))],
            style="indirect",
            source_kind="anonymous",
            anonymity=Span.cut(text, start, len(text) - 1),
        )
    ]

    assert [event.trigger.text for event in find_events(draft, INDEX, CONTEXTS)] == ["killed"]
    draft.attributions = []
    assert len(find_events(draft, INDEX, CONTEXTS)) > 1
