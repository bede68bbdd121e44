import pytest

from dateline.text import clauses


def token(doc, word):
    return next(t for t in doc if t.text == word)


def texts(tokens):
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        pytest.param("Gunmen shot the mayor.", "shot", ["Gunmen"], ["mayor"], id="active"),
        pytest.param("The mayor was shot by gunmen.", "shot", ["gunmen"], ["mayor"], id="passive"),
        pytest.param("Six men were shot and ten wounded.", "wounded", [], ["ten"], id="passive whose auxiliary is left out"),
        pytest.param("Gunmen and soldiers shot the mayor.", "shot", ["Gunmen", "soldiers"], ["mayor"], id="joined subject"),
        pytest.param("Gunmen came and shot the mayor.", "shot", ["Gunmen"], ["mayor"], id="shared subject"),
        pytest.param("Gunmen tried to shoot the mayor.", "shoot", ["Gunmen"], ["mayor"], id="control"),
        pytest.param("They told the men to free the mayor.", "free", ["men"], ["mayor"], id="object control"),
        pytest.param("The gunmen who shot the mayor fled.", "shot", ["gunmen"], ["mayor"], id="relative subject"),
        pytest.param("The mayor whom gunmen shot died.", "shot", ["gunmen"], ["mayor"], id="relative object"),
        pytest.param("Men shot by soldiers were buried.", "shot", ["soldiers"], ["Men"], id="participle"),
        pytest.param("The town where rebels shot the mayor is small.", "shot", ["rebels"], ["mayor"], id="a place is no object"),
        pytest.param("Police accused rebels of shooting the mayor.", "shooting", ["rebels"], ["mayor"], id="the accused"),
        pytest.param("Iran's plan to free the mayor failed.", "free", ["Iran"], ["mayor"], id="whose plan it is"),
        pytest.param("Rebels overran the post, officials said, killing ten guards.", "killing", ["Rebels"], ["guards"], id="behind who tells"),
    ],
)  # fmt: skip
def test_who_does_it_and_to_whom(nlp, text, verb, agents, patients):
    found = token(nlp(text), verb)
    assert (texts(clauses.agents_of(found)), texts(clauses.patients_of(found))) == (agents, patients)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Japan gave Egypt some money.", "gave", ["Egypt"], id="bare"),
        pytest.param("Egypt was given money by Japan.", "given", ["Egypt"], id="passive"),
    ],
)
def test_to_whom_something_is_given(nlp, text, verb, expected):
    assert texts(clauses.datives_of(token(nlp(text), verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Troops will leave the town.", "leave", "future", id="will"),
        pytest.param("Troops are going to leave the town.", "leave", "future", id="going to"),
        pytest.param("Troops left the town.", "left", "past", id="past"),
        pytest.param("Troops have left the town.", "left", "past", id="perfect"),
        pytest.param("Troops leave the town.", "leave", "present", id="present"),
        pytest.param("Troops tried to leave the town.", "leave", "past", id="from what governs it"),
    ],
)
def test_tense_of_a_verb_group(nlp, text, verb, expected):
    assert clauses.tense_of(token(nlp(text), verb)) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        pytest.param(
            "The three members of the guard fled.", "members", "The three members of the guard", id="of phrase"
        ),
        pytest.param("The guards in the tower fled.", "guards", "The guards", id="other phrase"),
        pytest.param("The guards who saw it fled.", "guards", "The guards", id="clause"),
        pytest.param("Peru's army fled.", "Peru", "Peru", id="without the possessive mark"),
        pytest.param("He accused rebels of killing the mayor.", "rebels", "rebels", id="of and a gerund"),
        pytest.param("The army and the guards fled.", "army", "The army", id="joined"),
    ],
)
def test_noun_phrase_is_the_noun_with_what_belongs_to_it(nlp, text, head, expected):
    doc = nlp(text)
    assert clauses.span_of(doc, clauses.noun_phrase(token(doc, head))).text == expected


def test_a_clause_does_not_hold_the_clauses_under_it(nlp):
    doc = nlp("Police said that gunmen who wore masks shot the mayor.")
    assert texts(clauses.clause_tokens(token(doc, "shot"))) == ["that", "gunmen", "shot", "the", "mayor"]
    assert clauses.clause_verb(token(doc, "mayor")).text == "shot"


@pytest.mark.parametrize("text", ["killed and " * 3000, "of the man " * 3000, "(" * 5000, "that he said " * 2000])
def test_walks_are_bounded(nlp, text):
    doc = nlp(text[:20_000])
    for found in list(doc)[:: max(1, len(doc) // 50)]:
        assert len(clauses.conjuncts(found)) <= 2 * clauses.WIDTH
        clauses.is_passive(found)
        clauses.tense_of(found)
        clauses.subjects_of(found)
        clauses.noun_phrase(found)
