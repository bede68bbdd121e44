"""Quotations are found with their nesting, and apostrophes are not among them."""

from __future__ import annotations

import pytest

from dateline.text.quotes import find_quotes, paragraph_extents


def quoted(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We leave,” she said.", ["“We leave,”"], id="curly"),
        pytest.param('"We leave," she said.', ['"We leave,"'], id="straight"),
        pytest.param("''We leave,'' she said.", ["''We leave,''"], id="two single marks for a double one"),
        pytest.param("«We leave», she said.", ["«We leave»"], id="guillemets"),
        pytest.param("‘We leave,’ she said.", ["‘We leave,’"], id="curly single"),
        pytest.param("'We leave,' she said.", ["'We leave,'"], id="straight single"),
        pytest.param('He said "no" and "never".', ['"no"', '"never"'], id="two in a row"),
    ],
)
def test_each_style_of_marks_makes_a_quotation(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The army’s trucks didn’t stop.", id="within words"),
        pytest.param("The rebels' camp and the farmers' wells burned.", id="after a plural"),
        pytest.param("In the '90s they'd fished there.", id="before a decade"),
        pytest.param("Rock 'n roll was banned.", id="for letters left out"),
        pytest.param("The wall is 6'2\" high.", id="feet and inches"),
    ],
)
def test_an_apostrophe_is_no_quotation(text):
    assert quoted(text) == []


def test_a_possessive_does_not_end_a_single_quotation():
    text = "She said ‘the farmers’ wells are dry’ again."

    assert quoted(text) == ["‘the farmers’ wells are dry’"]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        pytest.param("“He said ‘go’ and left,” she said.", [0, 1], id="single in double"),
        pytest.param('"He said "go" and left," she said.', [0, 1], id="straight in straight"),
        pytest.param("“One.” “Two.”", [0, 0], id="side by side"),
    ],
)
def test_a_quotation_within_another_is_deeper(text, depths):
    assert [quote.depth for quote in find_quotes(text)] == depths


def test_a_quotation_runs_on_where_the_next_paragraph_opens_with_a_mark_again():
    text = "“The dam broke.\n\n“We ran,” he said."
    first, second = find_quotes(text)

    assert (first.runs_on, text[first.start : first.end]) == (True, "“The dam broke.")
    assert (second.runs_on, text[second.start : second.end]) == (False, "“We ran,”")


def test_a_mark_that_is_never_closed_is_no_quotation():
    assert quoted('The gauge read 40" at noon.\n\nIt rained.') == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("“The road is closed for good,” he said.", "speech", id="a sentence"),
        pytest.param("“No,” he said.", "speech", id="a short utterance that a stop ends"),
        pytest.param("The “final” push failed.", "scare", id="a word held at arm's length"),
        pytest.param("He hosts “The Harbour at Night” on radio.", "title", id="the name of a work"),
    ],
)
def test_speech_scare_quotes_and_titles_are_told_apart(text, kind):
    assert [quote.kind for quote in find_quotes(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("One.\n\nTwo.", 2, id="blank line"),
        pytest.param("One.\nTwo.\nThree.", 3, id="line ends after sentences"),
        pytest.param("A line that is\nwrapped at a fixed\nwidth here.", 1, id="wrapped lines"),
    ],
)
def test_paragraphs_end_at_blank_lines_and_at_line_ends_that_do_not_wrap(text, number):
    assert len(list(paragraph_extents(text))) == number
