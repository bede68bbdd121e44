"""`dateline store check` finds what should not be."""

import pytest

from dateline.store.check import find_problems
from dateline.store.database import writing
from tests.store.samples import make_article, save


@pytest.fixture
def sound(store):
    save(store, make_article(text="Old."))
    save(store, make_article(), make_article("b", "Other text."))
    return store


def test_a_sound_store_has_no_problems(sound):
    assert list(find_problems(sound.engine)) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param("UPDATE articles SET content = replace(content, 'Other', 'Another') WHERE key = 3",
                     "article 'b', version 1: was changed after it was stored", id="a changed text"),
        pytest.param("UPDATE articles SET content = '{}' WHERE key = 3", "is no article", id="no article"),
        pytest.param("UPDATE articles SET published = '2020-01-01' WHERE key = 3", "another name or date", id="a changed date"),
        pytest.param("UPDATE articles SET last = (key = key) WHERE key = 1",
                     "article 'a': not exactly one of its versions is the last", id="two last versions"),
        pytest.param("UPDATE reports SET last = (key = key) WHERE key = 1", "has more than one last report", id="two last reports"),
        pytest.param("UPDATE reports SET content = replace(content, '\"start\":7', '\"start\":8') WHERE key = 2",
                     "'shelled' does not stand at 8 to", id="a moved span"),
        pytest.param("UPDATE reports SET content = 'x' WHERE key = 2", "report 2 of article 'a': cannot be read", id="no report"),
        pytest.param("DELETE FROM events", "has 1 events, but 0 rows in the table events", id="lost parts"),
        pytest.param("UPDATE entities SET run_key = 99", "entities: 1 rows refer to runs that are not there", id="orphans"),
        pytest.param("INSERT INTO fingerprints VALUES (1, 99)", "fingerprints: 1 rows refer to articles", id="an orphan fingerprint"),
        pytest.param("INSERT INTO duplicates VALUES (3, 3, 'near', 0.9, 1)", "linked to what is a copy itself", id="its own copy"),
    ],
)  # fmt: skip
def test_what_was_changed_from_outside_is_found(sound, statement, expected):
    with writing(sound.engine) as connection:
        connection.exec_driver_sql(statement)

    assert any(expected in problem for problem in find_problems(sound.engine))


def test_an_article_that_the_search_does_not_know_is_found(sound):
    is_file = sound.engine.dialect.name == "sqlite"
    with writing(sound.engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO words (words) VALUES ('delete-all')" if is_file else "DELETE FROM words"
        )

    assert list(find_problems(sound.engine)) == ["search: 3 articles are not in the index"]
