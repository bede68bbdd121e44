"""When two names are one."""

from __future__ import annotations

import pytest

from dateline.text.person_names import name_words, same_person, same_word


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Mohammed", "Muhamad", True, id="vowels and doubled letters"),
        pytest.param("Qassem", "Kassim", True, id="q and k"),
        pytest.param("Sergei", "Sergey", True, id="y and i"),
        pytest.param("J.", "Jan", True, id="initial"),
        pytest.param("Omar", "Ali", False, id="other name"),
        pytest.param("Hassan", "Hussein", False, id="consonants alone are not enough"),
    ],
)
def test_spellings_of_one_word(one, other, same):
    assert same_word(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Yusuf bin Tariq al-Hamdan", "Youssef al-Hamdan", True, id="shorter form"),
        pytest.param("Hamdan", "Yusuf al-Hamdan", True, id="surname"),
        pytest.param("Yusuf al-Hamdan", "Karim al-Hamdan", False, id="brothers"),
        pytest.param("Yusuf al-Hamdan", "Yusuf al-Rashid", False, id="given name only"),
    ],
)
def test_two_full_names_are_one_only_where_all_words_fit(one, other, same):
    assert same_person(name_words(one), name_words(other)) is same
