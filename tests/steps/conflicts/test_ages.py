import pytest

from dateline.report import Entity, Mention
from dateline.steps.conflicts.ages import find_age_conflicts, find_returning_age_conflicts


def conflicts(nlp, text: str, *names: str) -> list[list[str]]:
    mentions, at = [], 0
    for name in names:
        at = text.index(name, at)
        mentions.append(Mention.cut(text, at, at + len(name), kind="name"))
        at += len(name)
    people = [Entity(id="E1", type="person", name=names[0], mentions=mentions)] if names else []
    return [[span.text for span in finding.spans] for finding in find_age_conflicts(nlp(text), people)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "Ana Duarte, 34, was freed. The 43-year-old nurse Duarte went home.", ("Ana Duarte", "Duarte"), ["34", "43"], id="after and before the name"
        ),
        pytest.param(
            "Ana Duarte (34) was freed. Duarte was 29 years old when it began.", ("Ana Duarte", "Duarte"), ["34", "29"], id="in brackets and in a clause"
        ),
        pytest.param(
            "Ana Duarte, 34, was freed. Duarte, 35, went home.", ("Ana Duarte", "Duarte"), ["34", "35"], id="a year apart"
        ),
        pytest.param(
            "A 24-year-old man from Lobito was held. Police said the 42-year-old man from Lobito was drunk.", (), ["24", "42"], id="by description"
        ),
    ],
)  # fmt: skip
def test_two_ages_of_one_person_are_found(nlp, text, names, expected):
    assert conflicts(nlp, text, *names) == [expected]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Ana Duarte, 34, was freed. The 34-year-old Duarte went home.", ("Ana Duarte", "Duarte"), id="one age"
        ),
        pytest.param(
            "Ana Duarte was freed. Duarte, 12 others and a child went home.", ("Ana Duarte", "Duarte"), id="a count"
        ),
        pytest.param("A 24-year-old man from Lobito and a 42-year-old man from Benguela died.", (), id="two men"),
    ],
)
def test_silence_where_the_ages_agree_or_are_of_two_people(nlp, text, names):
    assert conflicts(nlp, text, *names) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Police met a 23-year-old woman at a hotel. The guard was found with the 27-year-old woman.",
            ["23", "27"],
            id="an age that nobody has",
        ),
        pytest.param(
            "Police met a 23-year-old woman at a hotel. The guard was found with the 23-year-old woman.", [], id="hers"
        ),
        pytest.param(
            "Police met a 23-year-old woman and Ana Duarte, 27. The guard spoke to the 27-year-old woman.",
            [],
            id="another's age",
        ),
        pytest.param("The guard was found with the 27-year-old woman.", [], id="nobody introduced"),
    ],
)
def test_who_comes_back_by_age_has_an_age_of_the_text(text, found):
    assert [span.text for finding in find_returning_age_conflicts(text) for span in finding.spans] == found
