"""Likeness of wording, and the buckets that lead to look-alikes."""

import random

import pytest

from dateline.text.likeness import N_BANDS, compare_rows, find_buckets, find_word_rows


def words(seed: int, n: int = 300) -> list[str]:
    return random.Random(seed).choices([f"word{number}" for number in range(4000)], k=n)


def shared_buckets(first: list[str], second: list[str]) -> int:
    return len(set(find_buckets(first)) & set(find_buckets(second)))


def test_buckets_are_the_same_on_every_machine():
    assert len(find_buckets(words(1))) == N_BANDS
    assert find_buckets(["the", "ferry", "sank", "at", "dawn"])[:2] == (3826726296470061053, 5555910090484909387)


@pytest.mark.parametrize("seed", range(10))
def test_texts_that_differ_in_a_few_words_meet_and_others_do_not(seed):
    changed = words(seed)
    for at in range(0, 300, 25):
        changed[at] = "other"

    assert shared_buckets(words(seed), changed) > 0
    assert shared_buckets(words(seed), words(seed + 100)) == 0


def test_a_text_without_words_has_no_buckets():
    assert find_buckets([]) == ()
    assert find_word_rows([]) == []
    assert find_word_rows(["one", "two"]) == ["one two"]


def test_shares_are_of_both_of_the_first_and_of_the_second():
    assert compare_rows(frozenset("abcd"), frozenset("ab")) == (0.5, 0.5, 1.0)
    assert compare_rows(frozenset(), frozenset("ab")) == (0.0, 0.0, 0.0)
