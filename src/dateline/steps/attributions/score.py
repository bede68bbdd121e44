"""How likely a candidate is: a weighted sum of its features, learned by `training/attributions`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.resources.tables import DATA

WEIGHTS = DATA / "weights" / "attributions.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, the sum's start, and the score from which a candidate stands."""

    features: dict[str, float]
    bias: float
    threshold: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Load the weights once."""
    import numpy as np

    with np.load(WEIGHTS) as stored:
        names = stored["names"].tobytes().decode("utf-8").split("\n")
        values = stored["values"].astype(float).tolist()
        bias, threshold = stored["constants"].tolist()
    return Weights(dict(zip(names, values, strict=True)), bias, threshold)


def score_features(features: Iterable[str], weights: Weights) -> float:
    """Probability that a candidate with these features is an attribution, 0 to 1."""
    known = weights.features
    total = weights.bias + sum(known[name] for name in features if name in known)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
