"""Weapons and other means that events are done with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.report import Instrument

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Weapon:
    """Words for a weapon, and the modes of assault that it hints at, the likeliest first."""

    start: int
    end: int
    head: Token
    modes: tuple[str, ...] = ()


def find_instruments(doc: Doc) -> list[Weapon]:
    """Find every weapon that a document names, in text order."""
    return []


def instruments_of(trigger: Token, weapons: Sequence[Weapon]) -> list[Weapon]:
    """Give the weapons that are grammatically tied to a trigger."""
    return []


def to_instrument(weapon: Weapon, text: str) -> Instrument:
    """Turn a weapon into the contract's noun."""
    return Instrument.cut(text, weapon.start, weapon.end)
