"""The store, over SQLite and over PostgreSQL."""

import pytest
from sqlalchemy import event

from dateline.report import Article, ErrorReason, FailedHead, FailedReport, Report
from dateline.store import Copy, Entry, Failure, open_store, prepare_article
from dateline.store.prepared import digest_of_article
from tests.store.samples import TEXT, make_article, make_report, save

CODER = "coder 1"


def texts_in(store) -> list[str]:
    return [article.text for article, _ in store.items()]


def name_of(article: Article) -> tuple[str, str]:
    return article.id, digest_of_article(article)


def test_what_is_saved_is_given_back_in_the_order_it_came_in(store):
    first, second = make_article("b"), make_article("a", "Two.")
    save(store, first, second)

    assert list(store.items()) == [(first, make_report(first)), (second, Report(article=second.head()))]


def test_the_same_article_by_the_same_coder_is_known_and_a_changed_one_is_not(store):
    article = make_article()
    save(store, article)

    assert store.holds(article, CODER)
    assert not store.holds(article, "coder 2")
    assert not store.holds(make_article(text="Another text."), CODER)
    assert store.known([name_of(article), ("b", "0" * 64)], None) == {name_of(article)}


def test_a_changed_article_is_a_new_version_and_the_old_one_stays_with_its_report(store, query):
    save(store, make_article(text="One."))
    save(store, make_article(text="One, corrected."))

    assert texts_in(store) == ["One, corrected."]
    assert query("SELECT version, last FROM articles ORDER BY key") == [(1, False), (2, True)]
    assert query("SELECT last FROM reports ORDER BY key") == [(False,), (True,)]


def test_versions_that_come_together_are_numbered_in_their_order(store, query):
    save(store, make_article(text="One."), make_article("b", "Other."), make_article(text="Two."))

    assert query("SELECT article, version, last FROM articles ORDER BY key") == [
        ("a", 1, False),
        ("b", 1, True),
        ("a", 2, True),
    ]
    assert texts_in(store) == ["Other.", "Two."]


def test_another_coder_s_report_stands_for_the_article_and_the_first_one_stays(store, query):
    save(store, make_article())
    save(store, make_article(), coder="coder 2")

    assert len(texts_in(store)) == 1
    assert query("SELECT coder_key, last FROM reports ORDER BY key") == [(1, False), (2, True)]


def test_saving_twice_doubles_nothing(store, query):
    save(store, make_article(), make_article())
    save(store, make_article())

    assert [query(f"SELECT count(*) FROM {t}") for t in ("articles", "reports", "events")] == [[(1,)], [(1,)], [(1,)]]


def test_a_late_report_of_an_old_version_does_not_stand_for_the_article(store, query):
    old, new = make_article(text="Old."), make_article(text="New.")
    save(store, old)
    save(store, new)
    save(store, old, coder="coder 2")

    assert texts_in(store) == ["New."]
    assert query("SELECT count(*) FROM reports WHERE last") == [(1,)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param('SELECT id, name, sector, n_mentions, start, "end" FROM entities', ("E1", "Rebels", "REB", 1, 0, 6), id="entities"),
        pytest.param("SELECT name, country, geonames, text FROM places", ("Buchanan", "LBR", 2278158, "Buchanan"), id="places"),
        pytest.param("SELECT value, earliest, text FROM times", ("2026-03-01", "2026-03-01", "on Sunday"), id="times"),
        pytest.param("SELECT source, source_kind, text FROM attributions", ("the mayor", "role", "Rebels shelled"), id="attributions"),
        pytest.param("SELECT type, modes, country, earliest, deaths_low, deaths_high, cameo, text FROM events",
                     ("ASSAULT", '["heavy-weapons"]', "LBR", "2026-03-01", 4, None, "194", "shelled"), id="events"),
        pytest.param("SELECT side, n, entity, name FROM participants WHERE side = 'recipient'",
                     ("recipient", 1, None, "the port"), id="participants"),
        pytest.param("SELECT field, low, high, attribution, text FROM claims WHERE field = 'deaths'",
                     ("deaths", 4, None, "A1", "At least four dockers"), id="claims"),
        pytest.param("SELECT kind, severity, start FROM conflicts", ("number", "high", TEXT.index("four dockers")), id="conflicts"),
        pytest.param("SELECT conflict, text FROM conflict_claims WHERE n = 2", ("C1", "Nobody"), id="claims of conflicts"),
    ],
)  # fmt: skip
def test_each_part_of_a_report_is_a_row_that_queries_find(store, query, statement, expected):
    save(store, make_article())

    assert query(statement) == [expected]


def test_every_row_knows_its_article_its_run_and_where_its_words_stand(store, query):
    save(store, make_article("b", "Two."), make_article())

    for table in ("entities", "places", "times", "attributions", "events", "participants", "claims", "conflict_claims"):
        rows = query(
            f'SELECT t.start, t."end", t.text, r.started IS NOT NULL, a.article FROM {table} t '
            "JOIN articles a ON a.key = t.article_key JOIN runs r ON r.key = t.run_key"
        )
        assert rows
        for start, end, text, has_begun, article in rows:
            assert (article, has_begun, TEXT[start:end]) == ("a", True, text)


def test_a_failure_keeps_its_reason_and_its_article_until_it_is_coded(store):
    article = make_article()
    failure = Failure("a", "step", "it failed", article)
    run = store.begin_run(CODER)
    store.write(run, [Entry(failure=failure)])
    store.write(run, [Entry(failure=failure)])

    assert store.failures() == [("a", ErrorReason(kind="step", message="it failed"))]
    assert store.failed([name_of(article), ("b", "0")], CODER) == {name_of(article)}
    assert store.failed([name_of(article)], "coder 2") == set()
    assert list(store.failed_articles()) == [article]

    save(store, article)
    assert store.failures() == []


def test_failures_of_what_has_no_name_are_kept_side_by_side(store):
    for message in ("line 3 is broken", "line 4 is broken", "line 3 is broken"):
        reason = ErrorReason(kind="format", message=message)
        store.save_failure(FailedReport(article=FailedHead(id=None), error=reason), CODER)

    assert sorted(reason.message for _, reason in store.failures()) == ["line 3 is broken", "line 4 is broken"]


def test_a_copy_is_linked_to_its_original_and_known_without_a_report(store, query):
    original, copy = make_article("a"), make_article("b")
    run = store.begin_run(CODER)
    entry = Entry(prepare_article(copy), copy=Copy(name_of(original), "exact", 1.0))
    save(store, original)
    written = store.write(run, [entry])

    assert (written.n_articles, written.n_copies, written.n_reports) == (1, 1, 0)
    assert query("SELECT article_key, original_key, kind FROM duplicates") == [(2, 1, "exact")]
    assert store.holds(copy, CODER)
    assert [(a.id, len(report.events)) for a, report in store.items()] == [("a", 1), ("b", 0)]


def test_a_text_that_no_database_likes_comes_back_as_it_was(store):
    article = Article(id="nul\0 'quoted' %s :x", title="\0", text="A\0B \U0001f6a2 \u202e \x07 \u2028 'x' %(y)s")
    save(store, article)

    assert [stored for stored, _ in store.items()] == [article]
    assert store.holds(article, CODER)


def test_a_figure_beyond_any_count_is_kept_in_the_report_alone(store, query):
    article = make_article()
    report = make_report(article)
    report.events[0].casualties[0] = report.events[0].casualties[0].model_copy(update={"low": 10**15})
    store.save(article, report, CODER)

    assert query("SELECT low FROM claims WHERE field = 'deaths'") == [(None,)]
    assert next(store.items())[1].events[0].casualties[0].low == 10**15


def test_names_may_be_long(store):
    long = "Ń" * 50_000
    article = make_article()
    report = make_report(article)
    report.entities[0].name = report.places[0].name = long
    store.save(article, report, CODER)
    store.save_failure(FailedReport(article=FailedHead(id=long), error=ErrorReason(kind="format", message=long)), CODER)

    assert next(store.items())[1] == report
    assert [name for name, _ in store.failures()] == [long]


def test_a_store_outlasts_its_process(name):
    with open_store(name) as first:
        save(first, make_article())
    with open_store(name) as second:
        assert texts_in(second) == [TEXT]


def test_a_run_knows_when_it_began_and_what_it_did(store, query):
    run = store.begin_run(CODER, {"command": "run", "sources": ["x.jsonl"]})
    store.end_run(run, {"coded": 3})

    ((command, counts, has_ended),) = query("SELECT command, counts, ended >= started FROM runs")
    assert (command, counts, bool(has_ended)) == ('{"command": "run", "sources": ["x.jsonl"]}', '{"coded": 3}', True)


def test_sqlite_finds_the_report_of_each_article_by_the_article(tmp_path):
    asked = []
    with open_store(tmp_path / "s.db") as store:
        save(store, make_article())
        event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
        list(store.items())
        (query, values) = next(pair for pair in asked if "JOIN reports" in pair[0])
        with store.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
            steps = [row.detail for row in plan if " reports " in row.detail]

    assert steps
    assert all("article_key=?" in step for step in steps)
