import pytest

from dateline.errors import StoreError
from dateline.report import Article, ErrorReason, FailedHead, FailedReport, Report
from dateline.store import open_store

CODER = "dateline 0 default"


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def save(store, text: str, name: str = "a") -> Article:
    article = Article(id=name, text=text)
    store.save(article, Report(article=article.head()), CODER)
    return article


def test_what_is_saved_is_given_back_in_the_order_it_came_in(store):
    save(store, "One.", "b")
    save(store, "Two.", "a")

    assert [(article.id, article.text) for article, _ in store.items()] == [("b", "One."), ("a", "Two.")]


def test_the_same_article_by_the_same_coder_is_known_and_a_changed_one_is_not(store):
    article = save(store, "One.")

    assert store.holds(article, CODER)
    assert not store.holds(article, "another coder")
    assert not store.holds(Article(id="a", text="One, corrected."), CODER)


def test_a_changed_article_is_a_new_version_and_only_the_last_is_given(store):
    save(store, "One.")
    save(store, "One, corrected.")

    assert [article.text for article, _ in store.items()] == ["One, corrected."]


def test_saving_twice_doubles_nothing(store):
    save(store, "One.")
    save(store, "One.")

    assert len(list(store.items())) == 1


def test_a_failure_keeps_its_reason_until_the_article_is_coded(store):
    failed = FailedReport(article=FailedHead(id="a"), error=ErrorReason(kind="format", message="no text"))
    store.save_failure(failed, CODER)
    store.save_failure(failed, CODER)

    assert [(name, reason.kind) for name, reason in store.failures()] == [("a", "format")]

    save(store, "One.")
    assert store.failures() == []


def test_a_store_outlasts_its_process(tmp_path):
    with open_store(tmp_path / "s.db") as first:
        save(first, "One.")
    with open_store(tmp_path / "s.db") as second:
        assert [article.text for article, _ in second.items()] == ["One."]


def test_a_file_that_is_no_store_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("these are my notes, and no database at all" * 20)

    with pytest.raises(StoreError, match=r"notes\.db cannot be opened as a store"):
        open_store(path)
    assert path.read_text().startswith("these are my notes")
