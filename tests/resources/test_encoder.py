from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import SetupError
from dateline.resources.encoder import MOST_PIECES, WIDTH, Encoder, load_encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("Troops fired.", ["troops", "fired", "."], id="words and marks"),
        pytest.param("Zürich's", ["zurich", "'", "s"], id="lower case without accents"),
        pytest.param("shellfire", ["shell", "##fire"], id="a rare word in parts"),
        pytest.param("a_b", ["a", "_", "b"], id="an underscore parts words"),
        pytest.param("\U0001f600", ["[UNK]"], id="what the vocabulary lacks"),
        pytest.param(" \n\t", [], id="no word at all"),
        pytest.param("x" * 200, ["[UNK]"], id="a word longer than any"),
    ],
)
def test_a_text_is_parted_into_known_pieces(encoder: Encoder, text: str, pieces: list[str]) -> None:
    words = (Path(__file__).parents[2] / "src/dateline/data/weights/wordpieces.txt").read_text("utf-8").split("\n")

    assert [words[number] for number in encoder.split(text).ids] == pieces


def test_each_piece_knows_where_its_word_stands(encoder: Encoder) -> None:
    text = "Rebels’ shellfire"
    found = encoder.split(text)

    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [
        "Rebels",
        "’",
        "shellfire",
        "shellfire",
    ]


def test_texts_of_like_meaning_are_closer_than_others(encoder: Encoder) -> None:
    army, soldiers, tea = encoder.encode(["The army shelled the town.", "Soldiers bombarded a village.", "I like tea."])

    assert army @ soldiers > 0.4 > army @ tea


def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder: Encoder) -> None:
    alone = encoder.encode(["Peru met Chile."])
    among = encoder.encode(["A long sentence about something else entirely, with names.", "Peru met Chile.", ""])

    assert np.array_equal(alone[0], among[1])


def test_vectors_have_unit_length_and_no_words_have_none(encoder: Encoder) -> None:
    lengths = np.linalg.norm(encoder.encode(["Peru met Chile.", ""]), axis=1)

    assert lengths == pytest.approx([1.0, 0.0], abs=1e-5)
    assert encoder.encode([]).shape == (0, WIDTH)


def test_a_long_text_is_cut_to_the_most_pieces(encoder: Encoder) -> None:
    assert encoder.read(encoder.split("killed and " * 500)).shape == (MOST_PIECES, WIDTH)


def test_missing_weights_are_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"encoder-lower.onnx is missing.*--rules-only"):
        Encoder(tmp_path)
