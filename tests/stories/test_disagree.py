import pytest

from dateline.report import Story
from dateline.stories.build import build_story
from dateline.stories.merge import Member
from tests.stories.samples import make_article, make_report


def story(*tellings: tuple[str, int, int | None, str | None, int]) -> Story:
    """A story of articles that each tell the toll in some words, with range, day of publication and source."""
    members = []
    for n, (dead, low, high, published, source) in enumerate(tellings):
        article = make_article(f"a{n}", f"The flood killed {dead} in Krosno.", published)
        members.append(Member(article, make_report(article, dead, low, high), source))
    return build_story("S1", members)


def test_two_tolls_whose_ranges_do_not_meet_disagree():
    (conflict,) = story(("six", 6, 6, None, 0), ("nine", 9, 9, None, 1)).conflicts

    assert [(claim.article, claim.text) for claim in conflict.claims] == [("a0", "six"), ("a1", "nine")]


@pytest.mark.parametrize(
    "tellings",
    [
        pytest.param([("at least six", 6, None, None, 0), ("nine", 9, 9, None, 1)], id="an open range takes in more"),
        pytest.param([("six", 6, 6, None, 0), ("nine", 9, 9, None, 0)], id="two copies of one source"),
        pytest.param([("six", 6, 6, "2026-03-02", 0), ("nine", 9, 9, "2026-03-03", 1)], id="a toll that rose"),
    ],
)
def test_what_can_be_told_otherwise_is_no_disagreement(tellings):
    assert story(*tellings).conflicts == []


def test_a_toll_that_rises_with_publication_is_told_as_a_development():
    event = story(("nine", 9, 9, "2026-03-03", 1), ("six", 6, 6, "2026-03-02", 0)).events[0]

    (grown,) = event.developments
    assert [step.text for step in grown.steps] == ["six", "nine"]


def test_a_toll_that_falls_disagrees():
    assert len(story(("nine", 9, 9, "2026-03-02", 0), ("six", 6, 6, "2026-03-03", 1)).conflicts) == 1


def test_the_range_is_over_all_claims_and_copies_count_once():
    event = story(("six", 6, 6, None, 0), ("nine", 9, 9, None, 1), ("nine", 9, 9, None, 1)).events[0]

    assert (event.deaths.low, event.deaths.high, event.independent_sources) == (6, 9, 2)
