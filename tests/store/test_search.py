"""Full-text search says the same on both databases."""

import pytest

from tests.store.samples import make_article, save


@pytest.fixture
def full(store):
    save(
        store,
        make_article("ferry", "A ferry sank off São Tomé. The army's boats searched the bay.", title="Ferry sinks"),
        make_article("shells", "Soldiers were shelling the ferry port, the army said.", title="Port hit"),
        make_article("vote", "Voters chose a mayor. A ferry brought late ballots to the port.", title="Vote"),
    )
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("ferry", ["ferry", "shells", "vote"], id="the headline counts most"),
        pytest.param("shelled", ["shells"], id="a word in another form"),
        pytest.param("sao TOME", ["ferry"], id="accents and case do not matter"),
        pytest.param("São", ["ferry"], id="accents in the query do not matter either"),
        pytest.param("army port", ["shells"], id="all words must be there"),
        pytest.param('"ferry port"', ["shells"], id="a phrase in its order"),
        pytest.param('"port ferry"', [], id="a phrase in another order"),
        pytest.param("the", ["ferry", "shells", "vote"], id="no word is too common to be asked for"),
        pytest.param("zeppelin", [], id="a word that is nowhere"),
        pytest.param("", [], id="nothing"),
        pytest.param('"" * - "', [], id="no words at all"),
    ],
)
def test_articles_that_hold_all_words_are_found(full, query, expected):
    hits = full.search(query)

    assert sorted(hit.article.id for hit in hits) == expected
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_in_the_headline_counts_more(full):
    assert full.search("ferry")[0].article.id == "ferry"


@pytest.mark.parametrize(
    "query",
    [
        "ferry OR",
        "NEAR(ferry",
        "title:ferry",
        "ferry*",
        "^ferry",
        "ferry & !",
        "ferry:*",
        "'",
        "ferry\\",
        "a <-> b",
        "); DROP",
        "\0",
    ],
)
def test_nothing_in_a_query_is_an_operator(full, query):
    full.search(query)

    assert len(full.search("ferry")) == 3


def test_what_was_found_stands_where_the_hit_says(full):
    (hit,) = full.search("searched")

    assert hit.span is not None
    assert hit.article.text[hit.span.start : hit.span.end] == hit.span.text
    assert "searched" in hit.span.text


def test_only_the_last_version_of_an_article_is_found(full):
    save(full, make_article("vote", "Voters chose nobody."))

    assert [hit.article.id for hit in full.search("mayor")] == []
    assert [hit.article.id for hit in full.search("nobody")] == ["vote"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ab" * 700_000, id="one endless word"),
        pytest.param("".join(f"w{n} " for n in range(300_000)), id="a million characters of different words"),
        pytest.param("\U0001f6a2 " * 100_000, id="no words at all"),
        pytest.param("漢字" * 50_000, id="letters without blanks"),
    ],
)
def test_any_text_can_be_searched(store, text):
    save(store, make_article("long", "beginning " + text))

    assert [hit.article.id for hit in store.search("beginning")] == ["long"]
