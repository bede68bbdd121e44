"""The story book: what it keeps, gives back and looks up, over both databases."""

import pytest

from dateline.errors import StoreError
from dateline.report import Story, StoryClaim, StoryConflict, StoryEvent, StoryMention, StorySpan, StoryWindow
from dateline.store import Copy, Entry, Placing, prepare_article
from dateline.store.check import find_problems
from dateline.store.prepared import digest_of_article
from tests.store.samples import TEXT, find, make_article, save


@pytest.fixture
def run(store):
    save(store, *(make_article(f"a{n}", f"{TEXT} Note {n}.") for n in range(4)))
    return store.begin_run(None, {"command": "stories"})


def story_of(number: int, *names: str) -> Story:
    dead, nobody = find(TEXT, "four dockers"), find(TEXT, "Nobody")
    event = StoryEvent(
        id=f"S{number}.1", type="ASSAULT", independent_sources=len(names), time=StoryWindow(earliest="2026-03-01", latest="2026-03-02"),
        mentions=[StoryMention(article=name, event="V1", start=7, end=14) for name in names],
        claims=[StoryClaim(field="deaths", value={"low": 4, "high": None}, article=name, **dead) for name in names],
    )  # fmt: skip
    conflict = StoryConflict(
        id=f"S{number}.C1", kind="number", explanation="Four, and nobody.", severity="medium",
        claims=[StorySpan(article=names[0], **dead), StorySpan(article=names[-1], **nobody)],
    )  # fmt: skip
    return Story(story=f"S{number}", articles=list(names), events=[event], conflicts=[conflict])


def test_articles_wait_for_a_story_in_the_order_they_came_in(store, run):
    with store.story_book(run) as book:
        first = book.unplaced(2)
        story = book.new_story()
        book.place([Placing(item, story) for item in first])

        assert [item.article.id for item in first] == ["a0", "a1"]
        assert [item.article.id for item in book.unplaced()] == ["a2", "a3"]
        assert [item.article.id for item in book.unplaced(after=3)] == ["a3"]
        assert book.n_placed() == 2


def test_a_new_version_and_a_new_report_wait_again(store, run):
    with store.story_book(run) as book:
        story = book.new_story()
        book.place([Placing(item, story) for item in book.unplaced()])
    save(store, make_article("a0", "Another text."))
    save(store, make_article("a1", f"{TEXT} Note 1."), coder="coder 2")

    with store.story_book() as book:
        assert sorted(item.article.id for item in book.unplaced()) == ["a0", "a1"]
        assert book.story_of_names(["a0", "a1", "zz"]) == {"a0": story, "a1": story}


def test_a_copy_waits_with_an_empty_report_and_leads_to_its_independent_source(store, run):
    original, update = make_article("a0", f"{TEXT} Note 0."), make_article("u", "Update.")
    copies = [
        Entry(prepare_article(update), copy=Copy((original.id, digest_of_article(original)), "update", 0.7)),
        Entry(prepare_article(make_article("c", "Copy.")), copy=Copy(("u", digest_of_article(update)), "exact", 1.0)),
    ]
    store.write(run, copies)

    with store.story_book() as book:
        (found,) = [item for item in book.unplaced() if item.article.id == "c"]
        assert (found.copy, found.report.events, found.report_key) == ("exact", [], None)
        assert book.root_of(found.key) == book.find_article("a0").key
        assert book.root_of(1) == 1


def test_an_article_stands_in_one_story_and_moving_it_makes_both_stale(store, run):
    with store.story_book(run) as book:
        one, two = book.new_story(), book.new_story()
        items = book.unplaced()
        book.place([Placing(item, one, 0.5, {"same place": 0.5}) for item in items])
        book.write_story(one, story_of(one, "a0", "a1"))
        book.place([Placing(items[0], two)])

        assert book.stale() == [one, two]
        assert book.members(one) == [2, 3, 4]
        assert book.stories_of([1, 2]) == {1: two, 2: one}
        assert {(p.score, *p.reasons.items()) for p in book.placings(one)} == {(0.5, ("same place", 0.5))}
        book.write_story(two, story_of(two, "a0"))


def test_a_story_is_given_back_as_it_was_written_with_rows_for_queries(store, run, query):
    with store.story_book(run) as book:
        story = book.new_story()
        book.place([Placing(item, story) for item in book.unplaced()])
        book.write_story(story, story_of(story, "a0", "a3"))
        book.write_story(story, story_of(story, "a0", "a3"))

    with store.story_book() as book:
        assert list(book.stories()) == [story_of(story, "a0", "a3")] == [book.story(story)]
        assert book.stale() == []
    assert query("SELECT article_key, report_key, event FROM story_mentions ORDER BY n") == [(1, 1, "V1"), (4, 4, "V1")]
    assert query("SELECT article_key, text, run_key FROM story_claims ORDER BY n")[1] == (4, "four dockers", run.key)
    assert query("SELECT conflict, n, text FROM story_conflict_claims ORDER BY n")[1] == (1, 2, "Nobody")
    assert query("SELECT earliest, latest, n_articles FROM stories") == [("2026-03-01", "2026-03-02", 4)]
    assert list(find_problems(store.engine)) == []


def test_an_event_of_a_report_cannot_stand_in_two_story_events(store, run):
    def write_twice():
        with store.story_book(run) as book:
            story = book.new_story()
            book.place([Placing(item, story) for item in book.unplaced()])
            told = story_of(story, "a0")
            book.write_story(story, told.model_copy(update={"events": told.events * 2}))

    with pytest.raises(StoreError, match=r"(?i)unique"):
        write_twice()
    with store.story_book() as book:
        assert list(book.stories()) == []


def test_candidates_are_found_by_their_terms_the_newest_first_and_bounded(store, run):
    with store.story_book(run) as book:
        one, two = book.new_story(), book.new_story()
        items = book.unplaced()
        book.place([Placing(item, one if item.key < 3 else two) for item in items])
        book.add_postings([("w port", item.key, 0.1 * item.key) for item in items] + [("n goma\0", 2, 1.0)])
        book.add_postings([("w port", 1, 0.7)])
        book.add_counts({"w port": 4, "n goma\0": 2})
        book.add_counts({"n goma\0": -1})

        assert book.find_stories(["w port", "zz"], most=3) == {
            "w port": [(two, 0.4), (two, pytest.approx(0.3)), (one, 0.2)]
        }
        assert book.find_terms(["w port"], most=1) == {"w port": [(4, 0.4)]}
        assert book.find_stories(["n goma\0"]) == {"n goma\ufffd": [(one, 1.0)]}
        assert book.count_terms(["w port", "n goma\0", "zz"]) == {"w port": 4, "n goma\ufffd": 1}
        book.drop_postings([1, 2, 3])
        assert book.find_terms(["w port"]) == {"w port": [(4, 0.4)]}


def test_a_profile_is_kept_and_forgotten(store, run):
    with store.story_book(run) as book:
        one, two = book.new_story(), book.new_story()
        book.put_profile(one, b"\x00\xff")
        book.put_profile(two, b"x")
        book.put_profile(two, None)

        assert book.profiles([one, two]) == {one: b"\x00\xff"}


def test_what_people_rule_is_kept_with_who_when_and_why(store, run):
    with store.story_book(run) as book:
        first = book.decide("merge", who="Ada", why="one port", subjects={"stories": ["S1", "S2"]})
        book.decide("undo", who="Bo", why="two ports", subjects={}, undoes=first)

    with store.story_book() as book:
        merge, undo = book.decisions()
    assert (merge.kind, merge.who, merge.why, merge.subjects) == ("merge", "Ada", "one port", {"stories": ["S1", "S2"]})
    assert (undo.kind, undo.undoes) == ("undo", first)
    assert merge.decided.endswith("+00:00")


def test_an_error_leaves_the_book_as_it_was(store, run):
    def fail():
        with store.story_book(run) as book:
            book.new_story()
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    with store.story_book(run) as book:
        assert book.stale() == []
        assert book.merged_into(1) is None
