"""How likely a candidate is: a weighted sum of its features, learned by `training/attributions`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.resources.tables import DATA
from dateline.steps.attributions.candidate import Candidate
from dateline.steps.attributions.lexicon import Cues

WEIGHTS = DATA / "weights" / "attributions.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned.

    Args:
        features: Two weights a feature: that the candidate stands, and that it is the best of its cue.
        bias: Start of either sum.
        threshold: Score from which a candidate stands.
    """

    features: dict[str, tuple[float, float]]
    bias: tuple[float, float]
    threshold: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Load the weights once."""
    import numpy as np

    with np.load(WEIGHTS) as stored:
        names = stored["names"].tobytes().decode("utf-8").split("\n")
        values = map(tuple, stored["values"].astype(float).tolist())
        first, second, threshold = stored["constants"].tolist()
    return Weights(dict(zip(names, values, strict=True)), (first, second), threshold)


RULE_THRESHOLD = 0.6
"""Score from which a candidate stands where none is learned."""

_UNKNOWN_FRAME = 0.3
_WITHOUT_SOURCE = 0.7


def rule_score(candidate: Candidate, cues: Cues) -> float:
    """How likely a candidate is by its cue's class, its frame and whether it has a source, without learned weights.

    A quotation beside it makes any verb a cue.
    """
    frame = candidate.frame
    while frame not in cues.frames and frame:
        frame = frame[: max(frame.rfind("."), frame.rfind(":"), 0)]
    of_class = 1.0 if frame == "quote" else cues.weights.get(candidate.kind, 1.0)
    of_source = 1.0 if candidate.source is not None or candidate.part == "r" else _WITHOUT_SOURCE
    return of_class * cues.frames.get(frame, _UNKNOWN_FRAME) * of_source


def add_up(features: Iterable[str], weights: Weights, start: tuple[float, float]) -> tuple[float, float]:
    """Add the two weights of each feature to two sums."""
    get = weights.features.get
    first, second = start
    for name in features:
        pair = get(name)
        if pair is not None:
            first += pair[0]
            second += pair[1]
    return first, second


def probability(value: float) -> float:
    """Turn a sum of weights into a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
