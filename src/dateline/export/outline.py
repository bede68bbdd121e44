"""The outline of the world that maps are drawn on: Natural Earth's land and borders, in degrees."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from dateline.resources.tables import DATA

Line = list[tuple[float, float]]
"""Points of a line: degrees east and north."""


@lru_cache(maxsize=1)
def _outline() -> dict[str, list[list[int]]]:
    outline: dict[str, list[list[int]]] = json.loads((DATA / "places" / "outline.json").read_text(encoding="utf-8"))
    return outline


def land_rings() -> list[Line]:
    """The shores of land, clockwise; an inland sea is a ring that runs the other way."""
    return [_points(steps) for steps in _outline()["land"]]


def border_lines() -> list[Line]:
    """The borders between countries."""
    return [_points(steps) for steps in _outline()["borders"]]


def _points(steps: Sequence[int]) -> Line:
    """Undo the steps of a line: degrees east and north."""
    x = y = 0
    points = []
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        points.append((x / 100, y / 100))
    return points
