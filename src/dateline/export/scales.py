"""Intensity, quad class and CAMEO's scale of an event, from the codebook and the table of CAMEO's codes."""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.report import Event, StoryEvent
from dateline.resources.codebook import Codebook, load_codebook
from dateline.resources.tables import load_table


@cache
def _codebook() -> Codebook:
    return load_codebook()


@cache
def _cameo() -> dict[str, Any]:
    table: dict[str, Any] = load_table("formats/cameo.yaml")
    return table


def intensity_of(event: Event) -> float | None:
    """PLOVER's intensity, -10 to 10: of the mode where it has its own, else of the type; None for a foreign type."""
    type_ = _codebook().types.get(event.type)
    if type_ is None:
        return None
    mode = type_.modes.get(event.modes[0]) if event.modes else None
    own = mode.intensity if mode is not None else None
    return type_.intensity if own is None else own


def quad_of(event: Event | StoryEvent) -> int | None:
    """PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    type_ = _codebook().types.get(event.type or "")
    return type_.quad if type_ else None


def cameo_label(code: str) -> str:
    """What CAMEO calls a code, or the shorter one that begins it.

    Example:
        >>> cameo_label("195")
        'Employ aerial weapons'
    """
    labels = _cameo()["labels"]
    return next((labels[code[:n]] for n in range(len(code), 1, -1) if code[:n] in labels), "")


def goldstein_of(code: str) -> float | None:
    """The Goldstein scale of a CAMEO code, -10 to 10.

    Example:
        >>> goldstein_of("0874"), goldstein_of("1121")
        (10.0, -2.0)
    """
    scale = _cameo()["goldstein"]
    return next((scale[code[:n]] for n in range(len(code), 1, -1) if code[:n] in scale), None)


def cameo_quad(code: str) -> int:
    """GDELT's quad class of a CAMEO code by its root: 01-05, 06-09, 10-14, 15-20."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4
