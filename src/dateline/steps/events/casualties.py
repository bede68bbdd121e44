"""How many were killed, injured, went missing or were captured, as ranges with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.report import Casualties, CasualtyKind, CasualtySide, Count, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Figure:
    """One figure of the text: how many people met with what harm.

    Args:
        start: First code point of the words ("at least six civilians").
        end: Code point after the last.
        kind: What happened to them.
        low: The fewest that the words allow.
        high: The most; None where they leave it open.
        head: The counted noun, or the number or name that stands alone.
        governor: The word that tells of the harm ("killed", "toll", "injuring").
        side: `civilians` or `actors` where the words say so.
        part: Whether it is part of a bigger figure, so that a total leaves it out.
        outdated: Whether the text gives a newer figure for the same ("rose from 6 to 9").
        named: Whether it is one named person or one person by a noun, not a number.
        status: Whether the harm happened ("could kill hundreds" is hypothetical).
    """

    start: int
    end: int
    kind: CasualtyKind
    low: int
    high: int | None
    head: Token
    governor: Token
    side: CasualtySide = "unknown"
    part: bool = False
    outdated: bool = False
    named: bool = False
    status: Status = "happened"


def find_figures(doc: Doc) -> list[Figure]:
    """Find every casualty figure of a document, in text order."""
    return []


def figures_of(trigger: Token, figures: Sequence[Figure]) -> list[Figure]:
    """Give the figures that are grammatically tied to a trigger."""
    return [figure for figure in figures if figure.governor.i == trigger.i]


def total_of(figures: Sequence[Figure], kind: CasualtyKind) -> Count | None:
    """Add up the figures of one kind, each person once; None where there are none."""
    counted = [figure for figure in figures if figure.kind == kind and not (figure.part or figure.outdated)]
    if not counted:
        return None
    highs = [figure.high for figure in counted]
    total = None if None in highs else sum(high for high in highs if high is not None)
    return Count(low=sum(figure.low for figure in counted), high=total)


def to_casualties(figure: Figure, text: str, side: CasualtySide | None = None) -> Casualties:
    """Turn a figure into the contract's noun."""
    return Casualties.cut(
        text, figure.start, figure.end, kind=figure.kind, low=figure.low, high=figure.high, side=side or figure.side
    )
