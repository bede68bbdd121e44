import pytest

from dateline.report import Attribution, Casualties, Codes, Event, Source, Span
from dateline.steps.conflicts.claims import Speakers
from dateline.steps.conflicts.counts import (
    find_counted,
    find_excess_parts,
    find_returning_sets,
    find_toll_conflicts,
)

NOBODY = Speakers([])


def returning(nlp, text):
    doc = nlp(text)
    return [tuple(span.text for span in f.spans) for f in find_returning_sets(doc, find_counted(doc), NOBODY)]


def test_a_set_that_comes_back_with_another_number_is_found(nlp):
    text = "Gunmen kidnapped six engineers near the dam. The eight engineers were freed on Monday."

    assert returning(nlp, text) == [("six engineers", "The eight engineers")]


def test_a_clause_that_repeats_the_deed_means_the_same_set(nlp):
    text = "Gunmen attacked the dam, killing seven guards. The nine guards who were killed were buried on Friday."

    assert returning(nlp, text) == [("seven guards", "The nine guards")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Gunmen kidnapped six engineers. The six engineers were freed.", id="the same number"),
        pytest.param("Gunmen kidnapped six engineers. Two engineers escaped.", id="not definite"),
        pytest.param("Gunmen kidnapped six engineers. The other two engineers escaped.", id="the others"),
        pytest.param("Six engineers and two engineers more were taken. The eight engineers were freed.", id="a sum"),
        pytest.param("Nearly 40 miners were trapped. The 38 miners were freed.", id="an approximation"),
        pytest.param("Police held six men. The two men who drove the car were charged.", id="a described part"),
        pytest.param("The talks took two days. The three days of rain ended.", id="a unit of time"),
    ],
)
def test_silence_where_the_number_may_well_differ(nlp, text):
    assert returning(nlp, text) == []


def test_a_part_greater_than_its_whole_is_found(nlp):
    doc = nlp("Of the 80 nurses who voted, 97 supported the strike.")

    (finding,) = find_excess_parts(doc, find_counted(doc))

    assert [span.text for span in finding.spans][1] == "97"
    assert finding.severity == "high"


def test_a_part_within_its_whole_is_not(nlp):
    doc = nlp("Of the 80 nurses who voted, 67 supported the strike.")

    assert list(find_excess_parts(doc, find_counted(doc))) == []


TEXT = "Police said the blast killed six people. Doctors said it killed nine."


def killing(*figures: tuple[str, int, int | None]) -> Event:
    rows = []
    for words, low, high in figures:
        start = TEXT.index(words)
        rows.append(
            Casualties.cut(TEXT, start, start + len(words), kind="killed", low=low, high=high, side="recipients")
        )
    trigger = Span.cut(TEXT, 22, 28)
    return Event(
        id="V1", type="ASSAULT", trigger=trigger, casualties=rows, status="happened", codes=Codes(), confidence=1
    )


def test_two_tolls_of_one_event_that_do_not_meet_are_found(nlp):
    (finding,) = find_toll_conflicts(nlp(TEXT), [killing(("six people", 6, 6), ("nine", 9, 9))], NOBODY)

    assert [span.text for span in finding.spans] == ["six people", "nine"]
    assert finding.severity == "high"


def test_two_sources_that_openly_differ_are_only_noted(nlp):
    sources = [(0, "Police", 12, 39), (41, "Doctors", 54, 68)]
    attributions = [
        Attribution(
            id=f"A{n}",
            source=Source.cut(TEXT, start, start + len(words)),
            cue=None,
            content=[Span.cut(TEXT, left, right)],
            style="indirect",
            source_kind="institution",
        )
        for n, (start, words, left, right) in enumerate(sources, 1)
    ]

    (finding,) = find_toll_conflicts(nlp(TEXT), [killing(("six people", 6, 6), ("nine", 9, 9))], Speakers(attributions))

    assert finding.severity == "low"


def test_an_open_range_that_reaches_the_other_figure_is_no_conflict(nlp):
    assert list(find_toll_conflicts(nlp(TEXT), [killing(("six people", 6, None), ("nine", 9, 9))], NOBODY)) == []


def test_a_text_that_says_itself_that_the_toll_rose_is_left_in_peace(nlp):
    text = "The blast killed six people. By Monday the toll had risen to nine."
    figures = [("six people", 6), ("nine", 9)]
    rows = [
        Casualties.cut(text, text.index(w), text.index(w) + len(w), kind="killed", low=n, high=n, side="recipients")
        for w, n in figures
    ]
    event = killing().model_copy(update={"casualties": rows})

    assert list(find_toll_conflicts(nlp(text), [event], NOBODY)) == []
