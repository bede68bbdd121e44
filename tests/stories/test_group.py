from dateline.stories.group import group_articles


def test_groups_join_by_their_mean_likeness_not_by_one_bridge():
    chain = [(0, 1, 0.9), (1, 2, 0.2), (2, 3, 0.9)]

    assert group_articles(4, chain) == [[0, 1], [2, 3]]


def test_groups_whose_mean_is_high_enough_become_one():
    pairs = [(0, 1, 0.9), (0, 2, 0.2), (1, 2, 0.2)]

    assert group_articles(3, pairs) == [[0, 1, 2]]


def test_an_article_like_no_other_stays_alone():
    assert group_articles(2, []) == [[0], [1]]
