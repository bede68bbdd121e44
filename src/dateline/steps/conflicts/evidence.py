"""Evidence that two claims are about the same thing: named, weighted features with a sentence of reason each.

The score decides whether a conflict is shown and how gravely; the reasons become its
explanation, so that what a reader is told is what was computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.report import Severity


@dataclass(frozen=True)
class Feature:
    """One piece of evidence.

    Args:
        weight: What it adds to the score where it holds; the weights of a comparison sum to 1.
        holds: Whether it holds.
        reason: A clause that a reader can check, as it follows "because".
    """

    weight: float
    holds: bool
    reason: str


def score(features: Iterable[Feature]) -> float:
    """Sum of the weights of the features that hold, 0 to 1."""
    return round(sum(feature.weight for feature in features if feature.holds), 6)


def reasons(features: Iterable[Feature]) -> str:
    """The clauses of the features that hold, joined for a sentence."""
    held = [feature.reason for feature in features if feature.holds and feature.reason]
    return held[0] if len(held) == 1 else ", ".join(held[:-1]) + " and " + held[-1] if held else ""


def grade(value: float, *, high: float, medium: float) -> Severity | None:
    """The severity that a score earns; None where silence is better."""
    if value >= high:
        return "high"
    return "medium" if value >= medium else None
