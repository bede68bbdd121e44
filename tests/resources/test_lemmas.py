"""Lemmas that the default pipeline alone gets wrong."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        pytest.param("Rebels staged an ambush.", "staged", "stage", id="staged is no stag"),
        pytest.param("The clans waged war for years.", "waged", "wage", id="waged is no wag"),
        pytest.param("A judge in Quito fined the company.", "fined", "fine", id="fined is no fin"),
        pytest.param("The navy built two bases there.", "bases", "base", id="bases are no basis"),
        pytest.param("He gripped the rail.", "gripped", "grip", id="a rarer verb keeps its own forms"),
    ],
)
def test_the_common_word_is_the_lemma(nlp: Language, text: str, form: str, lemma: str) -> None:
    assert [token.lemma_ for token in nlp(text) if token.text == form] == [lemma]
