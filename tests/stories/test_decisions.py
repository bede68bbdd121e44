"""What people rule holds, is kept with who and why, and can be taken back."""

import pytest

from dateline.errors import StoryError
from dateline.stories import merge_stories, split_story, undo_ruling
from tests.stories.samples import GABON, KROSNO, make_article, save
from tests.stories.test_place import stories, update


@pytest.fixture
def book_of(store):
    save(store, make_article("k0", KROSNO[0]), make_article("k1", KROSNO[1]), make_article("g", GABON[0]))
    update(store)
    run = store.begin_run(None, {})
    return lambda: store.story_book(run)


def test_merged_stories_are_one_from_then_on(store, book_of):
    with book_of() as book:
        merge_stories(book, ["S1", "S2"], who="Ada", why="one inquiry")
    update(store)

    assert stories(store) == [["k0", "k1", "g"]]


def test_a_split_off_article_stays_apart_though_it_is_alike(store, book_of):
    with book_of() as book:
        split_story(book, "S1", ["k1"], who="Ada", why="another flood")
    save(store, make_article("k2", KROSNO[2]))
    update(store)

    of = {name: n for n, story in enumerate(stories(store)) for name in story}
    assert of["k0"] != of["k1"]
    assert of["k2"] in (of["k0"], of["k1"])


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_a_ruling_that_is_taken_back_leaves_things_as_they_were(store, book_of, kind):
    before = stories(store)
    with book_of() as book:
        if kind == "merge":
            number, _ = merge_stories(book, ["S1", "S2"], who="Ada", why="one")
        else:
            number, _ = split_story(book, "S1", ["k1"], who="Ada", why="two")
    update(store)
    with book_of() as book:
        undo_ruling(book, number, who="Ben", why="no")
    update(store)

    assert stories(store) == before


def test_rulings_stay_on_record_with_who_and_why(book_of):
    with book_of() as book:
        number, _ = merge_stories(book, ["S1", "S2"], who="Ada", why="one inquiry")
        undo_ruling(book, number, who="Ben", why="two after all")
        rulings = [(r.kind, r.who, r.why, r.undoes) for r in book.decisions()]

    assert rulings == [("merge", "Ada", "one inquiry", None), ("undo", "Ben", "two after all", number)]


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        pytest.param(lambda b: merge_stories(b, ["S1"], who="a", why="b"), "at least two", id="one story"),
        pytest.param(lambda b: merge_stories(b, ["S1", "S99"], who="a", why="b"), "no story S99", id="no such story"),
        pytest.param(lambda b: merge_stories(b, ["S1", "x"], who="a", why="b"), "no name", id="no name of a story"),
        pytest.param(lambda b: split_story(b, "S1", ["g"], who="a", why="b"), "not in S1", id="article of another"),
        pytest.param(lambda b: split_story(b, "S1", ["k0", "k1"], who="a", why="b"), "nothing would", id="all of it"),
        pytest.param(lambda b: undo_ruling(b, 7, who="a", why="b"), "no ruling 7", id="no such ruling"),
    ],
)
def test_what_cannot_be_ruled_is_refused_with_the_reason(book_of, ruling, words):
    with pytest.raises(StoryError, match=words), book_of() as book:
        ruling(book)
