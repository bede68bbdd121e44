import pytest

from dateline.stories.evidence import JOIN_SCORE, SURER
from dateline.stories.group import group_units

HIGH, LOW = JOIN_SCORE + 0.05, JOIN_SCORE - 0.05


def test_what_is_alike_enough_comes_together():
    assert group_units([1, 1, 1], [(0, 1, HIGH), (1, 2, LOW)]) == [[0, 1], [2]]


def test_the_mean_over_all_pairs_decides_not_the_best_one():
    assert group_units([1, 1, 1], [(0, 1, 0.9), (1, 2, 0.2), (0, 2, 0.0)]) == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        pytest.param(1, [[0, 1]], id="two articles may share little"),
        pytest.param(8, [[0], [1]], id="two large groups share as much only if they are two stories"),
    ],
)
def test_the_larger_two_groups_the_more_alike_they_have_to_be(size, expected):
    assert group_units([size, size], [(0, 1, JOIN_SCORE + SURER)]) == expected


def test_two_stories_that_stood_apart_are_joined_only_by_an_article_between_them():
    settled = [0, 1]
    pairs = [(0, 1, 0.5)]

    assert group_units([2, 2], pairs, settled=settled) == [[0], [1]]
    assert group_units([2, 2, 1], [*pairs, (0, 2, 0.6), (1, 2, 0.6)], settled=settled) == [[0, 1, 2]]


def test_what_was_ruled_apart_stays_apart_also_by_way_of_a_third():
    pairs = [(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.7)]

    assert group_units([1, 1, 1], pairs, apart=[(0, 1)]) == [[0, 2], [1]]
