"""The shared sentence encoder: one small transformer, loaded when first asked, on one thread.

The model is all-MiniLM-L6-v2 in two halves of three layers. On the lower half stand two upper
ones, its own and one that was trained to read events (training/events):

    encode(texts)     one unit vector a text, by its own upper half: likeness of texts
    read(pieces)      one vector a word piece, by the trained one: what heads of the steps look at

Each text is encoded by itself, so that what is read in it never hangs on its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import SetupError
from dateline.resources.tables import DATA

WEIGHTS = DATA / "weights"
WIDTH = 384
"""Length of every vector."""

MOST_PIECES = 64
"""Word pieces of one text, the two end marks among them; what is longer is cut."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST_WORD = 100

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces, without end marks.

    Args:
        ids: Number of each piece in the vocabulary.
        starts: First code point of the word that each piece belongs to.
        ends: Code point after its last.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, first: int, last: int) -> Pieces:
        """The pieces from one to before another."""
        return Pieces(self.ids[first:last], self.starts[first:last], self.ends[first:last])


class Encoder:
    """Word pieces and the model.

    Args:
        folder: Folder that holds `encoder-*.onnx` and `wordpieces.txt`.

    Raises:
        SetupError: onnxruntime or one of the files is missing.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder
        self._lower = _open(folder / "encoder-lower.onnx")
        words = (folder / "wordpieces.txt").read_text(encoding="utf-8").split("\n")
        self._vocabulary = {word: number for number, word in enumerate(words) if word}
        self._ends = self._vocabulary[_FIRST], self._vocabulary[_LAST]
        self._pieces_of = lru_cache(maxsize=50_000)(self._split_word)

    def split(self, text: str) -> Pieces:
        """Part a text into word pieces (lower case, without accents)."""
        pieces = Pieces([], [], [])
        for found in _WORD.finditer(text):
            for number in self._pieces_of(found.group()):
                pieces.ids.append(number)
                pieces.starts.append(found.start())
                pieces.ends.append(found.end())
        return pieces

    @cached_property
    def _own(self) -> Any:
        return _open(self._folder / "encoder-own.onnx")

    @cached_property
    def _trained(self) -> Any:
        return _open(self._folder / "encoder-events.onnx")

    def encode(self, texts: Iterable[str]) -> Floats:
        """Give each text a unit vector; the dot product of two tells how alike they are.

        Returns:
            Array of shape (n_texts, 384); a text without a word is all zeros.
        """
        rows = [self._embed(self.split(text)) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)

    def read(self, pieces: Pieces) -> Floats:
        """Give the vectors of a text's pieces by the trained half.

        Returns:
            Array of shape (n_pieces + 2, 384): the end marks stand first and last.
        """
        return self._run(self._trained, pieces)

    def _embed(self, pieces: Pieces) -> Floats:
        if not pieces:
            return np.zeros(WIDTH, np.float32)
        mean: Floats = self._run(self._own, pieces).mean(axis=0)
        return mean / np.float32(max(float(np.linalg.norm(mean)), 1e-9))

    def _run(self, upper: Any, pieces: Pieces) -> Floats:
        first, last = self._ends
        ids = np.array([[first, *pieces.ids[: MOST_PIECES - 2], last]], np.int64)
        half = self._lower.run(None, {"ids": ids})[0]
        found: Floats = upper.run(None, {"states": half})[0][0]
        return found

    def _split_word(self, word: str) -> tuple[int, ...]:
        """Pieces of a word, the longest known ones from the left."""
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        found: list[int] = []
        start = 0
        while start < len(plain) <= _LONGEST_WORD:
            mark = "##" if start else ""
            ends = range(len(plain), start, -1)
            end = next((e for e in ends if f"{mark}{plain[start:e]}" in self._vocabulary), None)
            if end is None:
                return (self._vocabulary[_UNKNOWN],)
            found.append(self._vocabulary[f"{mark}{plain[start:end]}"])
            start = end
        return tuple(found) if found or not plain else (self._vocabulary[_UNKNOWN],)


def _open(path: Path) -> Any:
    """Open a part of the model on one thread."""
    try:
        import onnxruntime
    except ImportError as problem:
        raise SetupError(
            "onnxruntime is not installed, and the trained part of the events step needs it; "
            "run `pip install onnxruntime`, or code with --rules-only"
        ) from problem
    if not path.exists():
        raise SetupError(f"{path} is missing; install dateline anew, or code with --rules-only")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Load the package's encoder once.

    Raises:
        SetupError: onnxruntime or one of the files is missing.
    """
    return Encoder()
