import pytest

from dateline.export.facts import count_words, event_facts, passage, source_words
from tests.export.sample import ATTRIBUTIONS, CONFLICTS, REPORT, TEXT


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(6, 6, "6"), (6, None, "6 or more"), (6, 9, "6 to 9"), (0, 20, "up to 20"), (1200, 1200, "1,200")],
)
def test_a_count_is_written_as_people_read_it(low, high, words):
    assert count_words(low, high) == words


def test_an_event_is_told_with_its_ids_followed():
    facts = event_facts(REPORT)[0]

    assert facts.what == "ASSAULT firearms explosives"
    assert [fact.value for fact in facts.who] == ["Gunmen on motorcycles"]
    assert [(fact.value, fact.words) for fact in facts.whom] == [
        ("Benin police", "a police post"),
        ("Benin police", "at least six officers"),
    ]
    assert (facts.where.value, facts.where.words) == ("near Kandi, Alibori, BEN", "Kandi")
    assert (facts.when.value, facts.when.words) == ("2026-05-13", "Thursday, 13 May 2026")
    assert [(fact.value, fact.words) for fact in facts.toll] == [("6 or more dead", "at least six officers")]
    assert [(fact.value, fact.words) for fact in facts.says] == [("Interior Minister Aïcha Dossou", "said")]


def test_every_word_of_an_event_stands_where_its_fact_says():
    for facts in event_facts(REPORT):
        told = [*facts.who, *facts.whom, *facts.toll, *facts.says, facts.where, facts.when]
        for fact in (fact for fact in told if fact and fact.words):
            assert TEXT[fact.start :].startswith(fact.words)


def test_deaths_without_a_figure_of_their_own_are_told_too():
    event = REPORT.events[0].model_copy(update={"casualties": []})
    facts = event_facts(REPORT.model_copy(update={"events": [event]}))[0]

    assert [fact.value for fact in facts.toll] == ["6 or more dead"]


def test_who_is_only_suspected_is_told_so():
    [actor] = REPORT.events[0].actors
    event = REPORT.events[0].model_copy(update={"actors": [actor.model_copy(update={"alleged": True})]})
    facts = event_facts(REPORT.model_copy(update={"events": [event]}))[0]

    assert [fact.value for fact in facts.who] == ["Gunmen on motorcycles (suspected)"]


def test_a_source_that_others_passed_on_is_told_with_them():
    assert source_words(ATTRIBUTIONS[3]) == "the mayor, by State radio"


def test_a_claim_stands_in_its_surroundings_and_not_beyond_its_paragraph():
    shown = passage(CONFLICTS[0].claims[1], TEXT)

    assert shown.before == ""
    assert shown.words == "The eight officers"
    assert shown.after.startswith(" who were killed were buried")
    assert len(shown.after) <= 71


def test_a_claim_of_a_record_names_its_source():
    assert passage(CONFLICTS[3].claims[1], TEXT).source == "GeoNames"
