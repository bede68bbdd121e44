"""Where things stand in a drawing: points apart, arrows between them, names that hide little.

All of it is the same each time: nothing begins at random.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Thing = TypeVar("Thing", bound=Hashable)

SIDE, TOP, BOTTOM = 90, 40, 70
"""Pixels at the edges that are left for names."""
STEPS = 400
BEND, PIECES = 0.16, 16
CHAR_PX, LABEL_PX = 6.5, 14.0


def spread(
    things: Sequence[Thing], ties: Iterable[tuple[Thing, Thing, int]], width: int, height: int
) -> dict[Thing, Point]:
    """Place things so that those with ties are near and none is on another.

    Args:
        things: What is placed.
        ties: Two of them with how often they are tied.
        width: Of the drawing, in pixels.
        height: Of the drawing, in pixels.

    Source:
        Fruchterman and Reingold 1991, https://doi.org/10.1002/spe.4380211102; it begins on a
        spiral, not at random, and a pull to the middle keeps parts together that have no ties.
    """
    n = len(things)
    if not n:
        return {}
    turns = 2 * math.pi * np.arange(n) * (1 - 1 / 1.618034)
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt(np.arange(1, n + 1) / n)[:, None]
    number = {thing: i for i, thing in enumerate(things)}
    pull = np.zeros((n, n))
    for one, other, count in ties:
        i, j = number[one], number[other]
        if i != j:
            pull[i, j] = pull[j, i] = pull[i, j] + math.log1p(count)
    ideal = 1.4 / math.sqrt(n)
    for step in range(STEPS):
        gap = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((gap**2).sum(axis=2)), 0.02)
        force = (ideal**2 / far**2)[:, :, None] * gap - (pull * far / ideal)[:, :, None] * gap
        move = force.sum(axis=1) - 1.2 * at
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        at += move / size[:, None] * np.minimum(size, 0.12 * (1 - step / STEPS))[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    shares = np.where(high - low > 1e-6, (at - low) / np.maximum(high - low, 1e-6), 0.5)
    spots = shares * (width - 2 * SIDE, height - TOP - BOTTOM) + (SIDE, TOP)
    return {thing: (round(float(x), 1), round(float(y), 1)) for thing, (x, y) in zip(things, spots, strict=True)}


def curve_between(start: Point, end: Point, lane: int, gap: float) -> list[Point]:
    """Points of an arrow: bent to its left, further out for each one beside it; a loop from a point to itself.

    Args:
        start: Where it begins.
        end: Where it ends.
        lane: Which one it is of those between the two.
        gap: How far before its end it stops.
    """
    (x1, y1), (x2, y2) = start, end
    if start == end:
        size = 26 + 10 * lane
        turns = [math.radians(angle) for angle in range(-225, 30, 15)]
        return [(x1 + size * 0.6 * math.cos(turn), y1 - size + size * 0.6 * math.sin(turn)) for turn in turns]
    out = BEND * (1 + lane)
    cx, cy = (x1 + x2) / 2 + out * (y2 - y1), (y1 + y2) / 2 - out * (x2 - x1)
    last = 1 - min(gap / math.hypot(x2 - x1, y2 - y1), 0.4)
    curve = []
    for t in (last * i / PIECES for i in range(PIECES + 1)):
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        curve.append((round(a * x1 + b * cx + c * x2, 1), round(a * y1 + b * cy + c * y2, 1)))
    return curve


def label_spots(
    things: Sequence[tuple[float, float, float, str]], curves: Sequence[list[Point]], width: int, height: int
) -> list[Point]:
    """The middle of each thing's name: below, above or beside it, where it hides least.

    Args:
        things: Where each stands, how far it reaches, and its name.
        curves: Lines that should not be hidden, and least of all their ends.
        width: Of the drawing, in pixels.
        height: Of the drawing, in pixels.
    """
    hidden = [(x, y, 1) for curve in curves for x, y in curve]
    hidden += [(*curve[-1], 12) for curve in curves]
    hidden += [(x, y, 20) for x, y, _, _ in things]
    taken: list[Box] = []
    found = []
    for x, y, reach, name in things:
        wide = len(name) * CHAR_PX / 2
        away, aside = reach + LABEL_PX / 2 + 2, reach + wide + 7
        spots = ((x, y + away), (x, y - away), (x + aside, y), (x - aside, y))
        boxes = [label_box(spot, wide) for spot in spots]
        costs = [_cost(box, hidden, taken) + 200 * (not is_inside(box, width, height)) for box in boxes]
        best = costs.index(min(costs))
        found.append(spots[best])
        taken.append(boxes[best])
    return found


def label_box(spot: Point, wide: float) -> Box:
    """What a name takes up whose middle is here and that reaches so far to either side."""
    return spot[0] - wide, spot[1] - LABEL_PX / 2, spot[0] + wide, spot[1] + LABEL_PX / 2


def is_inside(box: Box, width: int, height: int) -> bool:
    """Whether a box lies in the drawing."""
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def hides(box: Box, others: Iterable[Box]) -> int:
    """How many of the others a box lies on."""
    return sum(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in others)


def _cost(box: Box, hidden: Sequence[tuple[float, float, int]], taken: Sequence[Box]) -> float:
    left, top, right, bottom = box
    under = sum(weight for x, y, weight in hidden if left <= x <= right and top - 3 <= y <= bottom + 3)
    return under + 150.0 * hides(box, taken)
