"""Casualty figures: ranges, kinds, parts, tolls and totals."""

from __future__ import annotations

import pytest

from dateline.report import Count
from dateline.steps.events.casualties import figures_of, find_figures
from dateline.steps.events.figures import to_casualties
from dateline.steps.events.totals import total_of


def figures(nlp, text):
    return [(text[f.start : f.end], f.kind, f.low, f.high) for f in find_figures(nlp(text))]


def total(nlp, text, kind="killed"):
    count = total_of(find_figures(nlp(text)), kind)
    return count and (count.low, count.high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "At least six civilians were killed.", [("At least six civilians", "killed", 6, None)], id="passive"
        ),
        pytest.param("A mine wounded two shepherds.", [("two shepherds", "injured", 2, 2)], id="active"),
        pytest.param("The storm left nine people missing.", [("nine people", "missing", 9, 9)], id="left missing"),
        pytest.param("Rebels kidnapped three nurses.", [("three nurses", "captured", 3, 3)], id="captured"),
        pytest.param("The blast left six dead.", [("six dead", "killed", 6, 6)], id="number and adjective"),
        pytest.param("A bomb went off, killing a guard.", [("a guard", "killed", 1, 1)], id="one by a noun"),
        pytest.param("Nobody was hurt.", [("Nobody", "injured", 0, 0)], id="nobody"),
        pytest.param("Two 12-year-old boys were killed.", [("Two 12-year-old boys", "killed", 2, 2)], id="an age"),
        pytest.param("Villagers were killed.", [], id="a bare plural gives no number"),
        pytest.param("The vote killed the bill.", [], id="no people"),
        pytest.param("The army captured the town.", [], id="a place is no captive"),
        pytest.param("Six people were killed or wounded.", [], id="one harm or the other"),
    ],
)
def test_a_word_of_harm_leads_to_its_figures(nlp, text, expected):
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Four soldiers and three civilians were killed.", (7, 7), id="joined figures add up"),
        pytest.param("Six people, including two children, were killed.", (6, 6), id="parts do not"),
        pytest.param("Nine people died, four of them children.", (9, 9), id="four of them"),
        pytest.param("The death toll rose from six to nine.", (9, 9), id="the newer toll stands"),
        pytest.param("Two soldiers died, bringing the toll to nine.", (9, 9), id="a toll stands for all"),
        pytest.param("A raid killed six people. The six dead were miners.", (6, 6), id="a second sentence restates"),
        pytest.param("A raid killed six people. Two others also died.", (8, 8), id="also adds"),
        pytest.param("The toll has passed 40.", (41, None), id="passed is more than"),
        pytest.param("Some soldiers marched.", None, id="no harm, no total"),
    ],
)
def test_a_total_counts_each_person_once(nlp, text, expected):
    assert total(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("The bomb could have killed hundreds.", "hypothetical", id="could have"),
        pytest.param("The general denied that his men killed ten villagers.", "denied", id="denied"),
        pytest.param("The bomb killed ten villagers.", "happened", id="plain"),
    ],
)
def test_a_figure_carries_the_status_of_its_harm(nlp, text, status):
    assert [figure.status for figure in find_figures(nlp(text))] == [status]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        pytest.param("Two children were killed.", "civilians", id="children"),
        pytest.param("Two civilian workers were killed.", "civilians", id="civilian"),
        pytest.param("The two attackers were killed.", "actors", id="attackers"),
        pytest.param("Two people were killed.", "unknown", id="people"),
    ],
)
def test_the_side_is_told_by_words_or_not_at_all(nlp, text, side):
    assert [figure.side for figure in find_figures(nlp(text))] == [side]


def test_figures_belong_to_the_triggers_of_their_clause(nlp):
    doc = nlp("Jets bombed the camp, killing six people, and police arrested nine men after two guards were wounded.")
    found = find_figures(doc)
    tied = {
        token.text: [figure.low for figure in figures_of(token, found)]
        for token in doc
        if token.text in ("bombed", "killing")
    }

    assert tied == {"bombed": [6], "killing": [6]}


def test_figures_become_the_contracts_casualties(nlp):
    text = "The attack wounded at least nine nurses."
    (figure,) = find_figures(nlp(text))

    casualties = to_casualties(figure, text)

    assert (casualties.kind, casualties.low, casualties.high, casualties.text, casualties.side) == (
        "injured",
        9,
        None,
        "at least nine nurses",
        "civilians",
    )


def test_totals_with_an_open_end_stay_open(nlp):
    found = find_figures(nlp("At least three guards and two nurses were killed."))

    assert total_of(found, "killed") == Count(low=5, high=None)


@pytest.mark.parametrize("text", ["", "killed", "killed " * 1500, "dead 6 dead 6 dead", "no no no killed none", "toll"])
def test_any_text_has_figures_or_none(nlp, text):
    assert all(figure.low >= 0 for figure in find_figures(nlp(text)))
