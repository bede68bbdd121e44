"""Articles find their stories, over both databases."""

import pytest

from dateline.stories import update_stories
from dateline.stories.update import place_new
from tests.stories.samples import GABON, KROSNO, LIMPOPO, make_article, save, save_copy

TEXTS = {"k0": KROSNO[0], "l0": LIMPOPO[0], "g": GABON[0], "k1": KROSNO[1], "l1": LIMPOPO[1], "k2": KROSNO[2]}


def update(store, **more) -> None:
    run = store.begin_run(None, {"command": "stories"})
    update_stories(lambda: store.story_book(run), **more)


def stories(store) -> list[list[str]]:
    with store.story_book() as book:
        return [story.articles for story in book.stories()]


def test_articles_that_came_one_by_one_stand_where_they_stand_when_they_came_at_once(store):
    for name, text in TEXTS.items():
        save(store, make_article(name, text))
        update(store)

    assert sorted(stories(store)) == [["g"], ["k0", "k1", "k2"], ["l0", "l1"]]


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_each_article_stands_in_one_story_however_many_are_placed_at_once(store, at_once):
    save(store, *(make_article(name, text) for name, text in TEXTS.items()))
    run = store.begin_run(None, {})

    assert place_new(lambda: store.story_book(run), at_once=at_once) == len(TEXTS)
    update(store)
    assert sorted(name for story in stories(store) for name in story) == sorted(TEXTS)


def test_a_second_call_changes_nothing(store):
    save(store, *(make_article(name, text) for name, text in TEXTS.items()))
    update(store)
    before = stories(store)

    update(store)
    assert stories(store) == before


def test_a_copy_goes_where_its_original_is_and_is_no_source_of_its_own(store):
    original = make_article("k0", KROSNO[0])
    save(store, original, make_article("g", GABON[0]))
    save_copy(store, make_article("wire", KROSNO[0] + " Own staff."), original)
    update(store)

    with store.story_book() as book:
        first, _ = book.stories()
    assert first.articles == ["k0", "wire"]
    assert all(event.independent_sources == 1 for event in first.events)


def test_a_new_version_of_an_article_keeps_its_story(store):
    save(store, make_article("k0", KROSNO[0]), make_article("g", GABON[0]))
    update(store)
    save(store, make_article("k0", KROSNO[0] + " The mill is closed."))
    update(store)

    assert stories(store) == [["k0"], ["g"]]


def test_why_an_article_is_there_is_kept(store):
    save(store, make_article("k0", KROSNO[0]), make_article("k1", KROSNO[1]))
    update(store)

    with store.story_book() as book:
        (story,) = [int(s.story[1:]) for s in book.stories()]
        reasons = [placing.reasons for placing in book.placings(story)]
    assert all(row and row["rare words and pairs of words"] > 0 for row in reasons)
