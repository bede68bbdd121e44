"""The path without learned weights."""

from __future__ import annotations

import pytest

from dateline.steps.attributions import find_attributions


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param("The guild said that the crane was safe.", "The guild", "that the crane was safe", id="clause"),
        pytest.param("“The crane is safe,” the foreman said.", "the foreman", "“The crane is safe,”", id="quotation"),
        pytest.param("According to the guild, the crane is safe.", "the guild", "the crane is safe", id="according to"),
        pytest.param("The foreman urged the men to go home.", "The foreman", "the men to go home", id="request"),
    ],
)
def test_grammar_and_tables_alone_find_the_plain_forms(nlp, text, source, content):
    (found,) = find_attributions(nlp(text), [], learned=False)

    assert (found.source.text, [span.text for span in found.content]) == (source, [content])


def test_grammar_and_tables_alone_leave_deeds_out(nlp):
    assert find_attributions(nlp("Raiders burned the mill and drove the herd away."), [], learned=False) == []
