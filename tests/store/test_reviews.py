"""Reviews in the store: what is kept of decisions, whose coding stands, and later runs, over both databases."""

import threading

import pytest

from dateline.errors import InputError, RevisionError, StaleError
from dateline.report import Report
from dateline.review import NewRevision
from dateline.store import Entry, Store, open_store, prepare_article, prepare_report
from dateline.store.check import find_problems
from dateline.stories import merge_stories, undo_ruling, update_stories
from tests.store.samples import TEXT, find, make_article, make_report, save

REJECT = NewRevision("reject", "V1")
ACCEPT = NewRevision("accept", "V1")
DENIED = NewRevision("edit", "V1", "status", "denied", why="radio says so")


@pytest.fixture
def key(store):
    save(store, make_article("a"), make_article("b", f"{TEXT} More."))
    with store.review_book() as book:
        return book.key_of("a")


def decide(store, key, person, *new, seen=0, role="reviewer"):
    with store.review_book(write=True) as book:
        return book.decide(key, person, new, seen=seen, role=role)


def finish(store, key, *people, role="reviewer"):
    with store.review_book(write=True) as book:
        for person in people:
            book.finish(key, person, role)


def standing(store, key):
    with store.review_book() as book:
        return book.article(key).standing.kind


def last_report(store, name="a") -> Report:
    return next(report for article, report in store.items() if article.id == name)


def recode(store, key, report, coder="coder 2"):
    article = next(article for article, _ in store.items() if article.id == "a")
    store.write(store.begin_run(coder), [Entry(prepare_article(article), prepare_report(report))])


def test_before_anything_is_decided_the_machines_coding_stands(store, key):
    with store.review_book() as book:
        coding = book.coding(key, "Ada")
        stored = book.article(key)

    assert (coding.number, coding.review, coding.reviewed.report) == (0, None, make_report(make_article("a")))
    assert (stored.standing.kind, stored.report, stored.version, stored.is_last) == ("machine", coding.base, 1, True)


def test_what_is_decided_is_kept_and_stands_at_once(store, key, query):
    coding = decide(store, key, "Ada", DENIED)

    (revision,) = coding.revisions
    assert (revision.n, revision.who, revision.before, revision.after, revision.why) == (
        1, "Ada", "happened", "denied", "radio says so",
    )  # fmt: skip
    assert last_report(store).events[0].status == "denied"
    assert standing(store, key) == "reviewed"
    assert query("SELECT e.status FROM events e JOIN reports r ON r.key = e.report_key AND r.last ORDER BY e.article_key") == [
        ("denied",), ("happened",),
    ]  # fmt: skip
    assert list(find_problems(store.engine)) == []


def test_the_same_is_read_again_by_another_program(store, name, key):
    decided = decide(store, key, "Ada", DENIED, NewRevision("edit", "V1", "place", {"name": "Gbarnga \0 Town"}))

    with open_store(name) as again, again.review_book() as book:
        coding = book.coding(key, "Ada")

    assert coding.revisions == decided.revisions
    assert coding.reviewed == decided.reviewed


def test_nothing_is_kept_where_one_decision_is_not_possible(store, key):
    with pytest.raises(RevisionError, match="must be one of"):
        decide(store, key, "Ada", DENIED, NewRevision("edit", "V1", "status", "perhaps"))

    with store.review_book() as book:
        assert book.coding(key, "Ada").number == 0
        assert book.reviews_of(key) == []


def test_an_edit_that_changes_nothing_is_not_kept(store, key):
    assert decide(store, key, "Ada", NewRevision("edit", "V1", "status", "happened")).number == 0


def test_whoever_decides_must_have_seen_what_was_decided(store, key):
    decide(store, key, "Ada", DENIED, ACCEPT)

    with pytest.raises(StaleError, match=r"Ada at .*: edit V1.status; Ada at .*: accept V1"):
        decide(store, key, "Ada", REJECT, seen=0)
    assert decide(store, key, "Ada", REJECT, seen=2).number == 3


def test_undo_takes_back_one_after_the_other_and_the_machines_coding_stands_again(store, key):
    decide(store, key, "Ada", DENIED, REJECT)
    with store.review_book(write=True) as book:
        first = book.undo(key, "Ada", seen=2, why="too fast")
        second = book.undo(key, "Ada", seen=3)
    with store.review_book(write=True) as book, pytest.raises(RevisionError, match="nothing to be taken back"):
        book.undo(key, "Ada", seen=4)

    assert (first.reviewed.undone, second.reviewed.undone) == ([2], [1, 2])
    assert last_report(store) == make_report(make_article("a"))
    assert standing(store, key) == "machine"
    assert list(find_problems(store.engine)) == []


def test_an_article_that_was_not_coded_cannot_be_reviewed(store):
    store.write(store.begin_run("coder 1"), [Entry(prepare_article(make_article("bare", "Nothing.")))])

    with store.review_book(write=True) as book, pytest.raises(RevisionError, match="was not coded"):
        book.decide(book.key_of("bare"), "Ada", [ACCEPT], seen=0)
    with store.review_book() as book:
        assert book.article(book.key_of("bare")).report is None
        assert (book.article(99), book.key_of("zz")) == (None, None)


# two reviewers


def test_of_several_at_work_nobodys_coding_stands_until_one_has_finished(store, key):
    decide(store, key, "Ada", DENIED)
    decide(store, key, "Bo", REJECT)
    assert standing(store, key) == "machine"

    finish(store, key, "Bo")

    assert standing(store, key) == "reviewed"
    assert last_report(store).events == []


def test_two_who_decide_alike_agree_whatever_way_they_went(store, key):
    decide(store, key, "Ada", DENIED)
    decide(store, key, "Bo", NewRevision("edit", "V1", "status", "planned"), DENIED, ACCEPT)
    finish(store, key, "Ada", "Bo")

    assert standing(store, key) == "agreed"
    with store.review_book() as book:
        assert book.differences(key) == []
        assert book.agreement().fields["status"].f1 == 1.0


def test_two_who_differ_wait_for_an_adjudicator_and_the_machines_coding_stands(store, key):
    decide(store, key, "Ada", DENIED)
    finish(store, key, "Ada", "Bo")

    with store.review_book() as book:
        (row,) = book.queue(order="adjudicate")
        (difference,) = [d for d in book.differences(key) if d.field == "status"]
        assert (row.article_key, row.standing, row.n_differences > 0) == (key, "differing", True)
        assert (difference.first, difference.second) == ("denied", "happened")
        assert book.agreement().n_articles == 1
    assert last_report(store) == make_report(make_article("a"))


def test_an_adjudicator_decides_on_the_first_reviewers_coding(store, key):
    decide(store, key, "Ada", DENIED, NewRevision("add", after={"type": "ASSAULT", "trigger": find(TEXT, "died")}))
    finish(store, key, "Ada", "Bo")

    with store.review_book(write=True) as book:
        coding = book.coding(key, "Cy", "adjudicator")
        assert [event.id for event in coding.base.events] == ["V1", "VR1"]
    new = NewRevision("add", after={"type": "ASSAULT", "trigger": find(TEXT, "Nobody died")})
    decided = decide(store, key, "Cy", NewRevision("edit", "V1", "status", "ongoing"), new, role="adjudicator")

    assert [event.id for event in decided.reviewed.report.events] == ["V1", "VR1", "VJ1"]
    assert last_report(store) == decided.reviewed.report
    with store.review_book() as book:
        assert book.article(key).standing.people == ["Ada", "Bo", "Cy"]
        assert book.queue(order="adjudicate") == []


def test_an_adjudication_is_one_whoever_decides(store, key):
    decide(store, key, "Cy", DENIED, role="adjudicator")

    with pytest.raises(StaleError, match="Cy at"):
        decide(store, key, "Di", ACCEPT, role="adjudicator")
    assert [r.who for r in decide(store, key, "Di", ACCEPT, seen=1, role="adjudicator").revisions] == ["Cy", "Di"]


def test_a_finished_review_is_opened_again(store, key):
    decide(store, key, "Ada", DENIED)
    finish(store, key, "Ada", "Bo")
    with store.review_book(write=True) as book:
        review = book.reopen(key, "Bo")

    assert (review.state, review.ended, standing(store, key)) == ("open", None, "reviewed")


def test_two_reviewers_at_once_lose_nothing(store, name, key):
    problems = []

    def work(person):
        try:
            with open_store(name) as own:
                for n in range(5):
                    status = ("planned", "denied")[n % 2]
                    decide(own, key, person, NewRevision("edit", "V1", "status", status), seen=n)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(person,)) for person in ("Ada", "Bo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    with store.review_book() as book:
        assert [book.coding(key, person).number for person in ("Ada", "Bo")] == [5, 5]
    assert list(find_problems(store.engine)) == []


def test_two_windows_of_one_person_cannot_decide_over_each_other(store, name, key):
    told = []

    def work():
        try:
            with open_store(name) as own:
                decide(own, key, "Ada", ACCEPT)
        except StaleError as problem:
            told.append(str(problem))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 2
    with store.review_book() as book:
        assert book.coding(key, "Ada").number == 1


# later runs


def test_a_later_coder_does_not_undo_what_was_decided(store, key):
    decide(store, key, "Ada", DENIED)
    report = make_report(make_article("a"))
    report.events[0].id = "V9"
    report.events[0].confidence = 0.2

    recode(store, key, report)

    stands = last_report(store).events[0]
    assert (stands.id, stands.status, stands.confidence) == ("V9", "denied", 0.2)
    with store.review_book() as book:
        assert book.article(key).machine.events[0].status == "happened"
        assert book.coding(key, "Ada").reviewed.report == last_report(store)
    assert list(find_problems(store.engine)) == []


def test_a_decision_that_finds_nothing_in_a_later_coding_is_told_and_kept(store, key):
    decide(store, key, "Ada", DENIED)
    report = make_report(make_article("a"))

    recode(store, key, report.model_copy(update={"events": []}))

    with store.review_book() as book:
        assert book.coding(key, "Ada").reviewed.unapplied == [1]
        assert [row.applied for row in book.trail()] == [False]
    assert last_report(store).events == []
    recode(store, key, report, coder="coder 3")
    assert last_report(store).events[0].status == "denied"
    with store.review_book() as book:
        assert [row.applied for row in book.trail()] == [True]


def test_a_new_version_begins_without_reviews_and_the_old_one_keeps_its_own(store, key):
    decide(store, key, "Ada", REJECT)
    save(store, make_article("a", f"{TEXT} Corrected."))

    with store.review_book(write=True) as book:
        newest = book.newest_key(key)
        assert newest == book.key_of("a") != key
        assert book.reviews_of(newest) == []
        assert book.coding(key, "Ada").reviewed.report.events == []
        assert not book.article(key).is_last
        book.decide(key, "Ada", [NewRevision("accept", "C1")], seen=1)
    assert len(last_report(store).events) == 1
    assert list(find_problems(store.engine)) == []


# stories


def update(store: Store) -> None:
    run = store.begin_run(None, {"command": "stories"})
    update_stories(lambda: store.story_book(run))


def test_the_story_is_told_anew_and_the_article_stays_in_it(store, key):
    update(store)
    with store.story_book() as book:
        (story,) = book.stories_of([key]).values()
        told = book.story(story)

    decide(store, key, "Ada", NewRevision("edit", "V1", "casualties", []), NewRevision("edit", "V1", "deaths", None))

    with store.story_book() as book:
        assert book.stale() == [story]
        assert book.unplaced() == []
    update(store)
    with store.story_book() as book:
        assert book.stories_of([key]) == {key: story}
        again = book.story(story)
    assert [c.article for e in told.events for c in e.claims if c.field == "deaths"] == ["a", "b"]
    assert [c.article for e in again.events for c in e.claims if c.field == "deaths"] == ["b"]
    assert list(find_problems(store.engine)) == []


def test_a_decision_more_and_one_taken_back_are_told_too(store, key):
    decide(store, key, "Ada", DENIED)
    update(store)
    for seen in (1, 2):
        with store.review_book(write=True) as book:
            book.decide(key, "Ada", [REJECT] if seen == 1 else [NewRevision("undo", undoes=2)], seen=seen)
        with store.story_book() as book:
            assert len(book.stale()) == 1
        update(store)

    assert list(find_problems(store.engine)) == []


def test_an_article_with_reviews_goes_on_in_its_story_when_it_is_coded_again(store, key):
    update(store)
    decide(store, key, "Ada", DENIED)
    update(store)
    report = make_report(make_article("a"))
    report.events[0].confidence = 0.3

    recode(store, key, report)

    with store.story_book() as book:
        assert (len(book.stale()), book.unplaced()) == (1, [])


# lists


@pytest.fixture
def several(store):
    """Five articles: one without events, one with a sure and one with an unsure event, one of another country."""
    save(store, make_article("none", "Nothing happened.", published="2026-03-01"))
    for name, confidence, country, published in (
        ("sure", 0.95, "LBR", "2026-03-04"),
        ("unsure", 0.15, "LBR", "2026-03-03"),
        ("far", 0.5, "NGA", "2026-03-02"),
    ):
        article = make_article(name, f"{TEXT} {name}.", published=published)
        report = make_report(article)
        report.events[0].confidence = confidence
        report.places[0].country = country
        report.conflicts = report.conflicts if name == "far" else []
        store.write(store.begin_run("coder 1"), [Entry(prepare_article(article), prepare_report(report))])
    with store.review_book() as book:
        return {name: book.key_of(name) for name in ("none", "sure", "unsure", "far")}


@pytest.mark.parametrize(
    ("order", "names"),
    [
        pytest.param("confidence", ["unsure", "far", "sure", "none"], id="the least sure first, without events last"),
        pytest.param("conflicts", ["far", "unsure", "sure", "none"], id="conflicts first"),
        pytest.param("oldest", ["none", "far", "unsure", "sure"], id="the oldest first"),
        pytest.param("adjudicate", [], id="nobody differs"),
    ],
)
def test_a_queue_is_in_its_order_page_by_page(store, several, order, names):
    with store.review_book() as book:
        found, after = [], None
        while rows := book.queue(order=order, limit=2, after=after):
            found += [row.article for row in rows]
            after = rows[-1].cursor

        assert found == names
        assert book.count_queue(order=order) == len(names)


def test_a_queue_is_narrowed_to_a_country_or_a_story(store, several):
    update(store)
    with store.story_book() as book:
        story = book.stories_of([several["far"]])[several["far"]]
        members = {stored.article.id for stored in book.load(book.members(story))}
    with store.review_book() as book:
        assert [row.article for row in book.queue(country="NGA")] == ["far"]
        assert {row.article for row in book.queue(story=story)} == members
        assert book.count_queue(country="LBR") == 2


def test_what_is_finished_leaves_the_open_queue_and_what_is_assigned_is_in_ones_own(store, several):
    finish(store, several["unsure"], "Ada")
    with store.review_book(write=True) as book:
        book.assign(several["far"], "Bo", by="Ada")
        book.assign(several["far"], "Bo", by="Cy")

        assert [row.article for row in book.queue()] == ["far", "sure", "none"]
        assert [row.article for row in book.queue(person="Ada")] == ["sure", "none"]
        assert [row.article for row in book.queue(person="Bo")] == ["far", "sure", "none"]
        assert [row.article for row in book.queue(state="mine", person="Bo")] == ["far"]
        assert [row.article for row in book.queue(state="done")] == ["unsure"]
        assert book.count_queue(state="all") == 4
        (review,) = book.queue(state="mine", person="Bo")[0].reviews
        assert (review.state, review.assigned_by) == ("assigned", "Ada")


def test_an_assigned_review_opens_with_the_first_decision(store, key):
    with store.review_book(write=True) as book:
        book.assign(key, "Bo", by="Ada")

    assert decide(store, key, "Bo", ACCEPT).review.state == "open"


def test_the_trail_has_decisions_of_every_sort_the_last_first(store, key):
    update(store)
    run = store.begin_run(None, {"command": "stories"})
    decide(store, key, "Ada", DENIED, ACCEPT, NewRevision("undo", undoes=1))
    save(store, make_article("c", "A ship ran aground off Harper.", title="Aground", published="2024-01-09"))
    update(store)
    with store.story_book(run) as book:
        names = [f"S{story}" for story in book.stories_of([key, 3]).values()]
        number, _ = merge_stories(book, names, who="Bo", why="why not")
        undo_ruling(book, number, who="Ada", why="that is why")

    with store.review_book() as book:
        rows = book.trail()
        pages, before = [], None
        while page := book.trail(limit=2, before=before):
            pages += page
            before = page[-1].cursor

        assert pages == rows
        assert sorted((r.source, r.kind, r.undone) for r in rows) == [
            ("revision", "accept", False), ("revision", "edit", True), ("revision", "undo", False),
            ("ruling", "merge", True), ("ruling", "undo", False),
        ]  # fmt: skip
        assert [r.decided for r in rows] == sorted((r.decided for r in rows), reverse=True)
        edit = next(r for r in rows if r.kind == "edit")
        assert (edit.article, edit.target, edit.field, edit.before, edit.after) == (
            "a",
            "V1",
            "status",
            "happened",
            "denied",
        )
        assert {r.who for r in book.trail(person="Bo")} == {"Bo"}
        assert {r.kind for r in book.trail(kind="undo")} == {"undo"}
        assert len(book.trail(article_key=key)) == 3
        assert next(r for r in rows if r.source == "ruling" and r.kind == "merge").subjects["into"] == 1


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WyJhIl0", "WzEuMCwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwMF0", "\u00e9", "W05hTiwgMV0"]
)
def test_a_place_in_a_list_that_is_none_is_refused(store, key, cursor):
    with store.review_book() as book:
        with pytest.raises(InputError, match="list"):
            book.queue(after=cursor)
        with pytest.raises(InputError, match="list"):
            book.trail(before=cursor)


def test_a_queue_that_is_none_is_refused(store, key):
    with store.review_book() as book:
        with pytest.raises(InputError, match="one of confidence, conflicts"):
            book.queue(order="size")
        with pytest.raises(InputError, match="open, mine, done or all"):
            book.queue(state="closed")


def test_the_token_changes_with_all_that_lists_show(store, key):
    tokens = []
    for act in (
        lambda: None,
        lambda: decide(store, key, "Ada", ACCEPT),
        lambda: finish(store, key, "Ada"),
        lambda: finish(store, key, "Bo"),
        lambda: save(store, make_article("z")),
    ):
        act()
        with store.review_book() as book:
            tokens.append(book.token())

    assert len(set(tokens)) == len(tokens)


def test_reviewed_articles_are_training_data(store, key):
    with store.review_book() as book:
        assert list(book.training_rows()) == []
    decide(store, key, "Ada", DENIED, ACCEPT)

    with store.review_book() as book:
        (row,) = book.training_rows()

    assert (row["article"]["text"], row["standing"], row["people"]) == (TEXT, "reviewed", ["Ada"])
    assert row["machine"]["events"][0]["status"] == "happened"
    assert row["corrected"]["events"][0]["status"] == "denied"
    assert [(r["kind"], r["field"], r["who"]) for r in row["revisions"]] == [
        ("edit", "status", "Ada"),
        ("accept", None, "Ada"),
    ]


def test_what_was_only_found_right_is_training_data_too(store, key):
    finish(store, key, "Ada")

    with store.review_book() as book:
        (row,) = book.training_rows()

    assert (row["standing"], row["machine"]) == ("reviewed", row["corrected"])
