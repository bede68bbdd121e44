import pytest

from dateline.draft import Draft
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.steps.conflicts.claims import Speakers
from dateline.steps.conflicts.echoes import agree, find_echo_pairs, find_echo_rows, find_echoes, load_echo_weights
from dateline.steps.conflicts.retold import rows_and_scenes
from dateline.steps.conflicts.words import Words


@pytest.fixture(scope="module")
def draft_of():
    steps = default_steps(Options())[:-1]

    def code(text):
        draft = Draft(Article(id="a", text=text, published="2019-05-15"))
        for step in steps:
            step([draft])
        return draft

    return code


@pytest.fixture(scope="module")
def rows_of(draft_of):
    def rows(text):
        draft = draft_of(text)
        return find_echo_rows(Words(draft.doc, draft.entities), draft.times)

    return rows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The mill burned down in 1931. Farmers wept. The mill, which burned down in 1913, was never built again.",
            [("time", ("1931", "1913"))],
            id="a fire in two years",
        ),
        pytest.param(
            "The mill burned down in 1931. Farmers wept. The mill, which burned down in 1931, was never built again.",
            [],
            id="a fire in one year",
        ),
        pytest.param(
            "The firm introduced its new ferries in April. Ships were built. The ferries that the firm introduced in "
            "July run at night.",
            [("time", ("April", "July"))],
            id="one thing in two months",
        ),
        pytest.param(
            "The bridge was sold to the harbour for $40 million. Ships were built. The harbour, which bought the bridge "
            "for $30 million, will paint it.",
            [("number", ("40 million", "30 million"))],
            id="one price twice",
        ),
        pytest.param(
            "The mill burned down in 1931. Farmers wept. A school for sailors opened its doors in 1913.",
            [],
            id="two things in two years",
        ),
    ],
)
def test_a_value_that_comes_back_in_like_words_is_the_same(conflicts_in, text, found):
    assert conflicts_in(text) == found


@pytest.mark.parametrize(
    ("years", "n_found"),
    [pytest.param((1931, 1913), 1, id="two"), pytest.param((1931, 1913, 1957), 0, id="a series")],
)
def test_more_than_two_values_in_like_words_are_a_series(draft_of, years, n_found):
    draft = draft_of(" Farmers wept. ".join(f"The mill burned down in {year}." for year in years))
    words = Words(draft.doc, draft.entities)
    _, scenes = rows_and_scenes(draft, words, [])

    assert len(list(find_echoes(draft, words, scenes, Speakers(draft.attributions)))) == n_found


def test_rows_are_counts_sums_weekdays_months_and_years(rows_of):
    rows = rows_of(
        "Six sailors met on Tuesday and in March. The bridge of 1931, worth $40 million, fell on 4 April 1987, as 12 per "
        "cent of its owners had feared. Its keeper, Ana Duarte, 39, was not on it."
    )

    assert {sort: [row.span.text for row in found] for sort, found in rows.items()} == {
        "count": ["Six sailors"],
        "money": ["40 million"],
        "weekday": ["Tuesday"],
        "month": ["March"],
        "year": ["1931"],
    }


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("The cup was won in 1931. The cup was lost in 1931.", [True], id="one value"),
        pytest.param("The cup was won in 1931. The cup was lost in 1913.", [False], id="two values"),
        pytest.param("The cup was won in 1931. A ship sank in 1913.", [], id="no word in common"),
        pytest.param(
            "The cup was won in 1931, then in 1913. The cup was lost in 1913.", [True], id="both in one sentence"
        ),
    ],
)
def test_pairs_share_a_word_and_neither_sentence_holds_both_values(rows_of, text, same):
    assert [is_same for _, is_same in find_echo_pairs(rows_of(text)["year"])] == same


def test_a_year_and_another_neither_agree_nor_does_one_hold_the_other(rows_of):
    one, other = rows_of("The cup of 1931 was lost. The cup of 1913 was lost.")["year"]

    assert agree(one, one) is True
    assert agree(one, other) is False


@pytest.mark.parametrize(
    ("sum_told", "same"),
    [
        pytest.param("$40 million", True, id="as much"),
        pytest.param("$30 million", False, id="less"),
        pytest.param("$41 million", None, id="rounded"),
        pytest.param("$400 million", None, id="a sum of another size"),
    ],
)
def test_sums_far_apart_or_rounded_neither_agree_nor_differ(rows_of, sum_told, same):
    one, other = rows_of(f"The bridge was sold for $40 million. The owner had asked {sum_told} for the bridge.")[
        "money"
    ]

    assert agree(one, other) is same


def test_counts_and_weekdays_are_learned_from_and_never_shown():
    assert sorted(load_echo_weights()) == ["money", "month", "year"]
