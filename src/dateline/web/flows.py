"""Who acts on whom: actors at the left, those they act on at the right, drawn as SVG without a script.

Everybody stands once on each side, so that a line always runs from the one who acts. The order
on each side is that of the other side's neighbours, which keeps lines from crossing; the same
events give the same drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.export.visible import in_line
from dateline.store.event_search import PairCount
from dateline.web.filters import Filters

WIDTH, SIDE = 640, 205
MOST_NAMES = 14
"""Names on each side."""
MOST_LINES = 30
LEAST_LINE, MOST_LINE = 1.5, 16.0
ROW, TOP = 26.0, 26.0
NAME_CHARS = 26
ROUNDS = 6


@dataclass(frozen=True)
class Name:
    """Somebody on one side of the drawing."""

    name: str
    shown: str
    told: str
    y: float
    height: float
    link: str


@dataclass(frozen=True)
class Line:
    """Events of one actor with one recipient."""

    actor: str
    recipient: str
    n: int
    types: list[str]
    path: str
    width: float
    told: str
    link: str


@dataclass(frozen=True)
class Flows:
    """The drawing, and what it leaves out.

    Args:
        actors: Left side, from above.
        recipients: Right side.
        lines: From left to right, the thin ones last, so that they stay visible.
        n_left_out: Pairs that are not drawn.
        height: Of the drawing.
    """

    actors: list[Name]
    recipients: list[Name]
    lines: list[Line]
    n_left_out: int
    height: float


def draw_flows(rows: Sequence[PairCount], filters: Filters, *, n_all: int | None = None) -> Flows | None:
    """Draw who acts on whom.

    Args:
        rows: Pairs with their number of events, the most frequent first.
        filters: What is shown now; a click narrows it.
        n_all: How many pairs there are in all; those given, if it is not said.

    Returns:
        The drawing; None where nobody acts on anybody.
    """
    kept = _choose(rows)
    if not kept:
        return None
    left, right = _order(kept)
    most = max(row.n_events for row in kept)
    height = TOP + ROW * max(len(left), len(right))
    at_left, at_right = _places(left, height), _places(right, height)
    ordered = sorted(kept, key=lambda row: (-row.n_events, row.actor, row.recipient))
    lines = [_line(row, at_left[row.actor], at_right[row.recipient], most, filters) for row in ordered]
    actors = [
        _name(name, at_left[name], [r for r in kept if r.actor == name], filters.link(actor=name)) for name in left
    ]
    recipients = [
        _name(name, at_right[name], [r for r in kept if r.recipient == name], filters.link(whom=name)) for name in right
    ]
    return Flows(actors, recipients, lines, max(n_all or 0, len(rows)) - len(kept), height)


def _choose(rows: Sequence[PairCount]) -> list[PairCount]:
    """Take the most frequent pairs, as long as both sides have room."""
    left: set[str] = set()
    right: set[str] = set()
    kept: list[PairCount] = []
    for row in sorted(rows, key=lambda row: (-row.n_events, row.actor, row.recipient)):
        fits = len(left | {row.actor}) <= MOST_NAMES and len(right | {row.recipient}) <= MOST_NAMES
        if fits and len(kept) < MOST_LINES:
            kept.append(row)
            left.add(row.actor)
            right.add(row.recipient)
    return kept


def _order(rows: Sequence[PairCount]) -> tuple[list[str], list[str]]:
    """Put each side in the order of the middle of its neighbours, back and forth."""
    left = list(dict.fromkeys(row.actor for row in rows))
    right = list(dict.fromkeys(row.recipient for row in rows))
    for _ in range(ROUNDS):
        right = _by_neighbours(right, left, [(row.recipient, row.actor, row.n_events) for row in rows])
        left = _by_neighbours(left, right, [(row.actor, row.recipient, row.n_events) for row in rows])
    return left, right


def _by_neighbours(side: Sequence[str], other: Sequence[str], pairs: Sequence[tuple[str, str, int]]) -> list[str]:
    at = {name: n for n, name in enumerate(other)}
    weight = dict.fromkeys(side, 0)
    middle = dict.fromkeys(side, 0.0)
    for name, neighbour, n in pairs:
        weight[name] += n
        middle[name] += n * at[neighbour]
    return sorted(side, key=lambda name: (middle[name] / weight[name], name))


def _places(names: Sequence[str], height: float) -> Mapping[str, float]:
    step = (height - TOP) / len(names)
    return {name: round(TOP + step * (n + 0.5), 1) for n, name in enumerate(names)}


def _line(row: PairCount, y: float, to_y: float, most: int, filters: Filters) -> Line:
    middle = WIDTH / 2
    path = f"M{SIDE} {y}C{middle} {y} {middle} {to_y} {WIDTH - SIDE} {to_y}"
    events = "event" if row.n_events == 1 else "events"
    told = (
        f"{in_line(row.actor, 60)} → {in_line(row.recipient, 60)}: {row.n_events:,} {events} ({', '.join(row.types)})"
    )
    width = round(max(LEAST_LINE, MOST_LINE * row.n_events / most), 1)
    link = filters.link(actor=row.actor, whom=row.recipient)
    return Line(row.actor, row.recipient, row.n_events, list(row.types), path, width, told, link)


def _name(name: str, y: float, rows: Sequence[PairCount], link: str) -> Name:
    n = sum(row.n_events for row in rows)
    told = f"{in_line(name, 60)}: {n:,} {'event' if n == 1 else 'events'}"
    return Name(name, in_line(name, NAME_CHARS), told, y, 12.0, link)
