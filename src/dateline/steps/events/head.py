"""The trained head: what somebody did to somebody by the encoder's vectors of the sentence.

One sentence is encoded once; the head looks at the mean vector of the trigger, of the actor, of
the recipient and of the whole, and gives each event type a probability, and one to "nothing
that the codebook names".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.npyio import NpzFile

from dateline.errors import SetupError
from dateline.resources.encoder import MOST_PIECES, WEIGHTS, Encoder, Floats, Pieces, load_encoder

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from dateline.steps.events.parties import Party

NOTHING = "NONE"
"""The head's label for what no type of the codebook covers."""

_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_ROOM = MOST_PIECES - 2
_STEP = _ROOM // 2


def label_of(type_: str) -> str:
    """The head's label for an event type: its training corpus has CONCEDE and RETREAT as one."""
    return _MERGED.get(type_, type_)


@dataclass(frozen=True)
class Head:
    """Two layers over the encoder's vectors.

    Args:
        labels: The types that it tells apart, `NOTHING` among them.
        hidden: Weights of shape (4 * 384, n_hidden).
        hidden_bias: Shape (n_hidden,).
        out: Weights of shape (n_hidden, n_labels).
        out_bias: Shape (n_labels,).
    """

    labels: tuple[str, ...]
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def probabilities(self, vectors: Floats) -> dict[str, float]:
        """Give each label its probability.

        Args:
            vectors: Means over actor, recipient, trigger and sentence, in one row; zeros for what is missing.
        """
        scores = np.tanh(vectors @ self.hidden + self.hidden_bias) @ self.out + self.out_bias
        shares = np.exp(scores - scores.max())
        return dict(zip(self.labels, (shares / shares.sum()).tolist(), strict=True))


def open_weights(path: Path) -> NpzFile:
    """Open a file of weights.

    Raises:
        SetupError: It is missing.
    """
    if not path.exists():
        raise SetupError(f"{path} is missing; install dateline anew, or code with --rules-only")
    file: NpzFile = np.load(path)
    return file


@lru_cache(maxsize=1)
def load_head(folder: Path = WEIGHTS) -> Head:
    """Load the head's weights once.

    Raises:
        SetupError: The file is missing.
    """
    with open_weights(folder / "events.npz") as file:
        floats = {name: file[name].astype(np.float32) for name in ("hidden", "hidden_bias", "out", "out_bias")}
        return Head(labels=tuple(str(label) for label in file["labels"]), **floats)


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a sentence that is encoded at once, with the vectors of its pieces."""

    pieces: Pieces
    vectors: Floats

    def mean(self, start: int, end: int) -> Floats:
        """Mean vector of the pieces that touch a stretch of code points; zeros where none does."""
        touching = [
            n
            for n, (a, b) in enumerate(zip(self.pieces.starts, self.pieces.ends, strict=True), 1)
            if b > start and a < end
        ]
        if not touching:
            return np.zeros(self.vectors.shape[1], np.float32)
        found: Floats = self.vectors[touching].mean(axis=0)
        return found


class Judge:
    """Gives the head's view of triggers of one draft; a sentence is encoded when it is first asked for.

    Args:
        encoder: The shared encoder.
        head: The trained head.
    """

    def __init__(self, encoder: Encoder, head: Head) -> None:
        self.encoder = encoder
        self.head = head
        self._pieces: dict[int, Pieces] = {}
        self._windows: dict[tuple[int, int], _Window] = {}
        self._known: dict[int, tuple[int, _Window]] = {}

    def probabilities(self, trigger: Token, actor: Party | None, recipient: Party | None) -> Mapping[str, float]:
        """Probability of each label for what a trigger tells of two parties.

        Args:
            trigger: Its head word.
            actor: The first actor, if there is one.
            recipient: The first recipient, if there is one.
        """
        spans = [(party.start, party.end) if party else (0, 0) for party in (actor, recipient)]
        spans.append((trigger.idx, trigger.idx + len(trigger)))
        means = [self.mean(trigger, start, end) for start, end in spans]
        return self.head.probabilities(np.concatenate([*means, self.whole(trigger)]))

    def mean(self, word: Token, start: int, end: int) -> Floats:
        """Mean vector over a stretch of code points, read in the sentence around a word; zeros outside of that."""
        first, window = self._around(word)
        return window.mean(start - first, end - first)

    def whole(self, word: Token) -> Floats:
        """Mean vector over the sentence around a word."""
        found: Floats = self._around(word)[1].vectors.mean(axis=0)
        return found

    def _around(self, word: Token) -> tuple[int, _Window]:
        """First code point of a word's sentence, and the encoded stretch."""
        if word.i not in self._known:
            sentence = word.sent
            self._known[word.i] = sentence.start_char, self._window(sentence, word)
        return self._known[word.i]

    def _window(self, sentence: Sentence, trigger: Token) -> _Window:
        """The encoded stretch of a sentence around a trigger; stretches of a long one overlap by half."""
        at = sentence.start
        if at not in self._pieces:
            self._pieces[at] = self.encoder.split(sentence.text)
        pieces, step = self._pieces[at], 0
        if len(pieces) > _ROOM:
            place = trigger.idx - sentence.start_char
            before = int(np.searchsorted(pieces.ends, place, side="right"))
            step = max(0, before - _STEP // 2) // _STEP
        if (at, step) not in self._windows:
            part = pieces.part(step * _STEP, step * _STEP + _ROOM)
            self._windows[at, step] = _Window(part, self.encoder.read(part))
        return self._windows[at, step]


def load_judge() -> Judge:
    """Make a judge over the package's encoder and head.

    Raises:
        SetupError: onnxruntime or a file of weights is missing.
    """
    return Judge(load_encoder(), load_head())
