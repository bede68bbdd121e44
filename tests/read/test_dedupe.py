"""Copies: what is one, and whether it says anything of its own."""

import pytest

from dateline.read.dedupe import best_likeness, compare_wording, read_wording

STORY = (
    "A ferry with ninety passengers sank off Zanta on Tuesday when waves broke over its deck, the harbour master said. "
    "Boats from three villages pulled survivors out of the water before dark. The navy sent a frigate and two divers. "
    "Families waited at the pier through the night while names were read from a list. The search goes on at dawn."
)
OTHER = (
    "Parliament passed a budget for schools on Tuesday after two weeks of debate, and the opposition walked out of the "
    "hall. Teachers had asked for higher wages. The finance minister said that more was not to be had this year."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(STORY, "exact", id="the same"),
        pytest.param(STORY.upper().replace(". ", ".\n\n"), "exact", id="case, line ends"),
        pytest.param(f"ZANTA (AP) - {STORY}", "exact", id="another dateline"),
        pytest.param(f"By Ana Ruiz, Associated Press\n\n{STORY}\n\n© 2026 AP", "exact", id="another byline"),
        pytest.param(STORY.replace("before dark", "at dusk"), "near", id="other words for the same"),
        pytest.param(STORY.removesuffix(" The search goes on at dawn."), "near", id="the last sentence cut"),
        pytest.param(STORY[: STORY.index(" The navy")], "near", id="the second half cut"),
        pytest.param(STORY.replace("ninety", "eighty"), "update", id="another number"),
        pytest.param(STORY.replace("off Zanta", "off Quill"), "update", id="another name"),
        pytest.param(STORY.replace("goes on", "does not go on"), "update", id="a denial"),
        pytest.param(f"{STORY} Twelve bodies were found on Wednesday, and the captain was arrested.", "update", id="more at the end"),
        pytest.param(f"{STORY} {OTHER}", "update", id="another story behind it"),
        pytest.param(OTHER, None, id="another story"),
        pytest.param("A ferry with ninety passengers sank off Zanta.", None, id="too short to tell"),
        pytest.param("", None, id="nothing"),
    ],
)  # fmt: skip
def test_a_text_copies_another_and_says_something_of_its_own_or_not(text, expected):
    likeness = compare_wording(read_wording(text), read_wording(STORY))

    assert (likeness.kind if likeness else None) == expected


def test_short_texts_are_copies_word_by_word_only():
    first, same, other = (read_wording(text) for text in ("Six died at sea.", "six died at sea", "Six died at home."))

    assert compare_wording(same, first).kind == "exact"
    assert compare_wording(other, first) is None


def test_texts_without_words_copy_nothing():
    assert compare_wording(read_wording("!"), read_wording("?")) is None


def test_the_most_alike_is_the_original_and_of_equals_the_first():
    new = read_wording(STORY)
    olds = [
        (0, read_wording(OTHER)),
        (1, read_wording(STORY[:-30])),
        (2, read_wording(STORY)),
        (3, read_wording(STORY)),
    ]

    number, likeness = best_likeness(new, olds)
    assert (number, likeness.kind) == (2, "exact")
    assert best_likeness(new, olds[:1]) is None
