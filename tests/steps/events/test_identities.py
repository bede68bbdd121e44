import pytest

from dateline.steps.events.identities import find_identities, names_after
from dateline.steps.events.parties import Cast
from tests.steps.events.small import draft_of


def heads(tokens):
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "noun", "names"),
    [
        pytest.param("Soldiers shot two cooks, Ana Ruiz and Luis Paz, on Monday.", "cooks", ["Ruiz", "Paz"], id="after a comma"),
        pytest.param("Soldiers shot three cooks: Ana Ruiz, a mother, Luis Paz and Rosa Diaz.", "cooks", ["Ruiz", "Paz", "Diaz"], id="after a colon"),
        pytest.param("Soldiers shot two cooks, Ana Ruiz said.", "cooks", [], id="one name tells who speaks"),
        pytest.param("Soldiers shot two cooks, Ana Ruiz and Luis Paz said.", "cooks", [], id="two may speak as well"),
        pytest.param("Soldiers shot two cooks on Monday.", "cooks", [], id="no list"),
    ],
)  # fmt: skip
def test_a_list_of_names_after_a_plural_noun_tells_who_they_are(nlp, text, noun, names):
    draft = draft_of(nlp, text, names=[(n, "person") for n in ("Ana Ruiz", "Luis Paz", "Rosa Diaz") if n in text])
    (token,) = [token for token in draft.doc if token.text == noun]

    assert heads(names_after(token, Cast(draft))) == names


@pytest.mark.parametrize(
    ("text", "side", "names"),
    [
        pytest.param(
            "The victims were identified as Ana Ruiz and Luis Paz.", "recipients", ["Ruiz", "Paz"], id="victims"
        ),
        pytest.param("Police named the attacker as Luis Paz.", "actors", ["Paz"], id="attacker"),
        pytest.param("The victims were Ana Ruiz and Luis Paz.", "recipients", ["Ruiz", "Paz"], id="copula"),
        pytest.param(
            "Police identified the dead men as Ana Ruiz and Luis Paz.", "recipients", ["Ruiz", "Paz"], id="dead"
        ),
        pytest.param("Among the wounded are Ana Ruiz and Luis Paz.", "recipients", ["Ruiz", "Paz"], id="among"),
        pytest.param("One of the injured is Ana Ruiz.", "recipients", ["Ruiz"], id="one of them"),
    ],
)
def test_a_sentence_may_name_the_unnamed_of_an_attack(nlp, text, side, names):
    draft = draft_of(nlp, text, names=[(n, "person") for n in ("Ana Ruiz", "Luis Paz") if n in text])

    (identity,) = find_identities(draft.doc, Cast(draft))

    assert (identity.side, heads(identity.names)) == (side, names)


@pytest.mark.parametrize("text", ["The cooks were identified as Ana Ruiz.", "The victims were farmers."])
def test_no_other_noun_and_no_common_noun_is_an_identity(nlp, text):
    draft = draft_of(nlp, text, names=[("Ana Ruiz", "person")] if "Ana" in text else [])

    assert not list(find_identities(draft.doc, Cast(draft)))
