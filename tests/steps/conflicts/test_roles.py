import pytest

from dateline.report import Entity, Mention, Role
from dateline.steps.conflicts.roles import find_held, find_office_conflicts, find_rank_conflicts


def person(text: str, name: str, role: str, *, n: int, country: str | None = None, nth: int = 0) -> Entity:
    start = text.index(name)
    at = -1
    for _ in range(nth + 1):
        at = text.index(role, at + 1)
    return Entity(
        id=f"E{n}",
        type="person",
        name=name,
        country=country,
        roles=[Role.cut(text, at, at + len(role))],
        mentions=[Mention.cut(text, start, start + len(name), kind="name")],
    )


def office_conflicts(nlp, text, people):
    return [tuple(span.text for span in f.spans) for f in find_office_conflicts(find_held(nlp(text), people))]


def test_one_office_of_one_country_given_to_two_names_is_found(nlp):
    text = "Foreign Minister Ana Duarte spoke first. Foreign Minister Rui Teles left early."
    people = [
        person(text, "Ana Duarte", "Foreign Minister", n=1, country="GNB"),
        person(text, "Rui Teles", "Foreign Minister", n=2, country="GNB", nth=1),
    ]

    assert office_conflicts(nlp, text, people) == [("Ana Duarte", "Rui Teles")]


def test_the_definite_office_comes_back_to_the_one_named_before(nlp):
    text = "Defence Minister Ana Duarte spoke first. The defence minister, Rui Teles, denied it."
    people = [
        person(text, "Ana Duarte", "Defence Minister", n=1),
        person(text, "Rui Teles", "defence minister", n=2),
    ]

    assert office_conflicts(nlp, text, people) == [("Ana Duarte", "Rui Teles")]


@pytest.mark.parametrize(
    ("text", "countries", "second_role"),
    [
        pytest.param(
            "Foreign Minister Ana Duarte met Foreign Minister Rui Teles.", ("GNB", "AGO"), "Foreign Minister", id="two countries"
        ),
        pytest.param(
            "Foreign Minister Ana Duarte spoke. Deputy Foreign Minister Rui Teles left.", ("GNB", "GNB"), "Foreign Minister", id="a deputy"
        ),
        pytest.param(
            "Foreign Minister Ana Duarte spoke. Foreign Minister Rui Teles had resigned.", ("GNB", "GNB"), "Foreign Minister", id="the office changed hands"
        ),
        pytest.param(
            "Foreign Minister Ana Duarte spoke. In 1998 Foreign Minister Rui Teles left.", ("GNB", "GNB"), "Foreign Minister", id="another year"
        ),
        pytest.param(
            "Foreign Minister Ana Duarte spoke. The Foreign Minister, Ana Duartes, left.", ("GNB", "GNB"), "Foreign Minister", id="a spelling of one name"
        ),
    ],
)  # fmt: skip
def test_silence_where_two_may_well_hold_it(nlp, text, countries, second_role):
    other = "Ana Duartes" if "Duartes" in text else "Rui Teles"
    people = [
        person(text, "Ana Duarte", "Foreign Minister", n=1, country=countries[0]),
        person(text, other, second_role, n=2, country=countries[1], nth=1),
    ]

    assert office_conflicts(nlp, text, people) == []


def test_one_person_with_two_offices_that_nobody_holds_together_is_found(nlp):
    text = "President Ana Duarte spoke. Later Prime Minister Ana Duarte left."
    who = person(text, "Ana Duarte", "President", n=1)
    later = text.index("Ana Duarte", 20)
    title = text.index("Prime Minister")
    who = who.model_copy(
        update={
            "roles": [*who.roles, Role.cut(text, title, title + len("Prime Minister"))],
            "mentions": [*who.mentions, Mention.cut(text, later, later + 10, kind="name")],
        }
    )

    (finding,) = find_rank_conflicts(nlp(text), [who])

    assert finding.kind == "role"
    assert [span.text for span in finding.spans] == ["President", "Prime Minister"]
