"""Who acts on whom: parties as points, and an arrow from each actor to each of its recipients.

An arrow is as wide as there are events, has the colour of their kind, and is dashed where none
of them is told as real. The layout is our own, so that the same reports give the same drawing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.plot.drawn import Drawn, Party, count_of, drawn_events, plain
from dateline.plot.look import INK, PAPER, QUIET, finish, kind_scale, load_altair, tooltips

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Coding, Level
    from dateline.report import Story

MAX_PARTIES = 30
"""How many parties are drawn, those with most events."""
WIDTH, HEIGHT, SIDE = 820, 600, 90
STEPS = 400
BEND, PIECES = 0.16, 16
LABEL_CHARS, CHAR_PX, LABEL_PX = 34, 6.5, 14.0
Point = tuple[float, float]
COLUMNS = {
    "who": "Who",
    "whom": "To whom",
    "kind": "Kind",
    "real": "Told as",
    "count": "Events",
    "what": "What",
    "articles": "Articles",
}


@dataclass
class Tie:
    """The events of one kind from one party to another, real ones apart from others."""

    actor: Party
    recipient: Party
    kind: str
    is_real: bool
    whats: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many events."""
        return self.whats.total()


def network(
    source: Coding | Story, *, where: Selection | None = None, level: Level = "report", story: str | None = None
) -> Any:
    """Draw who acts on whom.

    Args:
        source: A report, several, an open store, or a story.
        where: Which events are drawn.
        level: With "story", each happening of a store's stories once.
        story: One story of a store ("S3").

    Returns:
        An Altair chart.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    alt = load_altair()
    events = drawn_events(source, where, level, story)
    every = _ties(events)
    parties = _foremost(every)
    ties = [tie for tie in every if tie.actor in parties and tie.recipient in parties]
    points = _spread(parties, ties)
    curves = _curves(ties, points)
    layers = [*_arrows(alt, ties, curves, events), *_parties(alt, ties, points, curves)]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    title = f"Who acts on whom: {count_of(len(parties), 'party').replace('partys', 'parties')}"
    return finish(chart, title=title, caption=_caption(events, every, ties), columns=COLUMNS)


def _caption(events: Sequence[Drawn], every: Sequence[Tie], ties: Sequence[Tie]) -> Iterator[str]:
    if any(party.article for tie in ties for party in (tie.actor, tie.recipient)):
        yield "Parties without a name are told apart by article."
    if any(not tie.is_real for tie in ties):
        yield "Dashed: planned, feared or denied only."
    if len(ties) < len(every):
        yield f"Drawn are the strongest ties; {len(every) - len(ties):,} others are not."
    one_sided = sum(not event.actors or not event.recipients for event in events)
    if one_sided:
        yield f"{one_sided:,} of {count_of(len(events), 'event')} not drawn: the text names one side or none."


def _ties(events: Sequence[Drawn]) -> list[Tie]:
    ties: dict[tuple[Party, Party, str, bool], Tie] = {}
    for event in events:
        for actor, recipient in product(event.actors, event.recipients):
            key = (actor, recipient, event.kind, event.is_real)
            tie = ties.setdefault(key, Tie(*key))
            tie.whats[event.what] += 1
            tie.articles.add(event.article)
    return list(ties.values())


def _foremost(ties: Sequence[Tie]) -> list[Party]:
    """The parties of the strongest ties, as many as there is room for."""
    weights = _weights(ties)

    def strength(tie: Tie) -> tuple[int, int, str, str]:
        return -tie.count, -weights[tie.actor] - weights[tie.recipient], tie.actor.name, tie.recipient.name

    parties: dict[Party, None] = {}
    for tie in sorted(ties, key=strength):
        more = dict.fromkeys((*parties, tie.actor, tie.recipient))
        if len(more) <= MAX_PARTIES:
            parties = more
    return list(parties)


def _spread(parties: Sequence[Party], ties: Sequence[Tie]) -> dict[Party, Point]:
    """Place parties so that those with ties are near and none is on another.

    Source:
        Fruchterman and Reingold 1991, https://doi.org/10.1002/spe.4380211102; it begins on a
        circle, not at random, and a pull to the middle keeps parts together that have no ties.
    """
    n = len(parties)
    if not n:
        return {}
    number = {party: i for i, party in enumerate(parties)}
    turns = 2 * math.pi * np.arange(n) * (1 - 1 / 1.618034)
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt(np.arange(1, n + 1) / n)[:, None]
    pull = np.zeros((n, n))
    for tie in ties:
        i, j = number[tie.actor], number[tie.recipient]
        if i != j:
            pull[i, j] = pull[j, i] = pull[i, j] + math.log1p(tie.count)
    ideal = 1.4 / math.sqrt(n)
    for step in range(STEPS):
        gap = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((gap**2).sum(axis=2)), 0.02)
        force = (ideal**2 / far**2)[:, :, None] * gap - (pull * far / ideal)[:, :, None] * gap
        move = force.sum(axis=1) - 1.2 * at
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        at += move / size[:, None] * np.minimum(size, 0.12 * (1 - step / STEPS))[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    scaled = (at - low) / np.where(high - low > 1e-6, high - low, 1.0)
    scaled[:, high - low <= 1e-6] = 0.5
    spots = scaled * (WIDTH - 2 * SIDE, HEIGHT - 110) + (SIDE, 40)
    return {party: (round(float(x), 1), round(float(y), 1)) for party, (x, y) in zip(parties, spots, strict=True)}


def _curves(ties: Sequence[Tie], points: Mapping[Party, Point]) -> list[list[Point]]:
    """The points of each tie's arrow; several between the same two stand side by side."""
    weights = _weights(ties)
    lanes: Counter[tuple[Party, Party]] = Counter()
    curves = []
    for tie in ties:
        lane = lanes[tie.actor, tie.recipient]
        lanes[tie.actor, tie.recipient] += 1
        curves.append(_curve(points[tie.actor], points[tie.recipient], lane, weights[tie.recipient]))
    return curves


def _arrows(alt: Any, ties: Sequence[Tie], curves: Sequence[list[Point]], events: Sequence[Drawn]) -> Iterator[Any]:
    if not ties:
        return
    lines, heads = [], []
    for n, (tie, curve) in enumerate(zip(ties, curves, strict=True)):
        told, width = _told(tie), round(1.2 + 1.6 * math.sqrt(tie.count - 1), 2)
        lines += [{"tie": n, "order": i, "x": x, "y": y, "width": width, **told} for i, (x, y) in enumerate(curve)]
        (x1, y1), (x2, y2) = curve[-2:]
        angle = math.degrees(math.atan2(y2 - y1, x2 - x1)) + 90
        heads.append({"x": x2, "y": y2, "angle": round(angle, 1), "size": 70 + 22 * width, **told})
    colour = kind_scale(alt, [event for event in events if event.actors and event.recipients])
    x, y = _axes(alt)
    drawn = alt.Chart(alt.Data(values=lines)).mark_line(opacity=0.75, strokeCap="round", interpolate="basis")
    yield drawn.encode(
        x=x,
        y=y,
        detail="tie:N",
        order="order:Q",
        color=alt.Color("kind:N", scale=colour, title="Kind", legend=alt.Legend(symbolType="stroke", symbolSize=300)),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        strokeDash=alt.StrokeDash("real:N", scale=_dashes(alt), legend=None),
    )
    ends = alt.Chart(alt.Data(values=heads, name="events")).mark_point(shape="triangle", filled=True, opacity=1)
    yield ends.encode(
        x=x,
        y=y,
        angle=alt.Angle("angle:Q", scale=None),
        size=alt.Size("size:Q", scale=None),
        color=alt.Color("kind:N", scale=colour),
        tooltip=tooltips(alt, COLUMNS),
    )


REAL_WORDS = ("happened or going on", "planned, feared or denied")


def _dashes(alt: Any) -> Any:
    return alt.Scale(domain=list(REAL_WORDS), range=[[1, 0], [5, 5]])


def _axes(alt: Any, of: str = "") -> tuple[Any, Any]:
    return (
        alt.X(f"{of}x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
        alt.Y(f"{of}y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT, 0], nice=False)),
    )


def _told(tie: Tie) -> dict[str, Any]:
    """What an arrow says in words."""
    most = [f"{what} ({n})" if n > 1 else what for what, n in tie.whats.most_common(3)]
    return {
        "who": name_of(tie.actor),
        "whom": name_of(tie.recipient),
        "kind": tie.kind,
        "real": REAL_WORDS[not tie.is_real],
        "count": tie.count,
        "what": ", ".join(most) + (" …" if len(tie.whats) > 3 else ""),
        "articles": len(tie.articles),
    }


def name_of(party: Party) -> str:
    """A party's name, with its country where the name does not say it.

    Example:
        >>> name_of(Party("army", "MLI"))
        'army (MLI)'
    """
    name = plain(party.name, LABEL_CHARS)
    return f"{name} ({party.country})" if party.country else name


def _weights(ties: Sequence[Tie]) -> Counter[Party]:
    weights: Counter[Party] = Counter()
    for tie in ties:
        weights[tie.actor] += tie.count
        weights[tie.recipient] += tie.count
    return weights


def _radius(weight: int) -> float:
    return min(6 + 2 * math.sqrt(weight), 22)


def _curve(start: tuple[float, float], end: tuple[float, float], lane: int, weight: int) -> list[tuple[float, float]]:
    """Points of an arrow: bent to its left, further out for each one beside it; a loop to itself."""
    (x1, y1), (x2, y2) = start, end
    if start == end:
        size = 26 + 10 * lane
        turns = [math.radians(a) for a in range(-225, 30, 15)]
        return [(x1 + size * 0.6 * math.cos(t), y1 - size + size * 0.6 * math.sin(t)) for t in turns]
    long = math.hypot(x2 - x1, y2 - y1)
    out = BEND * (1 + lane)
    cx, cy = (x1 + x2) / 2 + out * (y2 - y1), (y1 + y2) / 2 - out * (x2 - x1)
    last = 1 - min((_radius(weight) + 7) / long, 0.4)
    shares = [last * i / PIECES for i in range(PIECES + 1)]
    return [
        (
            round((1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2, 1),
            round((1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2, 1),
        )
        for t in shares
    ]


def _parties(
    alt: Any, ties: Sequence[Tie], points: Mapping[Party, Point], curves: Sequence[list[Point]]
) -> Iterator[Any]:
    if not points:
        return
    weights = _weights(ties)
    labels = _label_spots(points, weights, curves)
    values = [
        {
            "x": x,
            "y": y,
            "label_x": labels[party][0],
            "label_y": labels[party][1],
            "name": name_of(party),
            "events": weights[party],
            "size": round(math.pi * _radius(weights[party]) ** 2, 1),
        }
        for party, (x, y) in points.items()
    ]
    base = alt.Chart(alt.Data(values=values))
    x, y = _axes(alt)
    yield base.mark_circle(color="#e6e9ed", stroke=QUIET, strokeWidth=1.2, opacity=1).encode(
        x=x,
        y=y,
        size=alt.Size("size:Q", scale=None),
        tooltip=tooltips(alt, {"name": "Party", "events": "Events"}),
    )
    x, y = _axes(alt, "label_")
    for look in ({"stroke": PAPER, "strokeWidth": 3.5, "strokeJoin": "round", "opacity": 0.9}, {"color": INK}):
        yield base.mark_text(fontSize=12, **look).encode(x=x, y=y, text="name:N")


def _label_spots(
    points: Mapping[Party, Point], weights: Mapping[Party, int], curves: Sequence[list[Point]]
) -> dict[Party, Point]:
    """The middle of each party's name: below, above or beside its point, where it hides least."""
    hidden = [(x, y, 1) for curve in curves for x, y in curve]
    hidden += [(x, y, 12) for x, y in (curve[-1] for curve in curves)]
    hidden += [(x, y, 20) for x, y in points.values()]
    boxes: list[tuple[float, float, float, float]] = []
    found = {}
    for party, (x, y) in points.items():
        wide = len(name_of(party)) * CHAR_PX / 2
        away = _radius(weights[party]) + LABEL_PX / 2 + 2
        aside = wide + _radius(weights[party]) + 7
        spots = ((x, y + away), (x, y - away), (x + aside, y), (x - aside, y))
        costs = [_cost(spot, wide, hidden, boxes) for spot in spots]
        found[party] = spots[costs.index(min(costs))]
        boxes.append(_box(found[party], wide))
    return found


def _box(spot: Point, wide: float) -> tuple[float, float, float, float]:
    return spot[0] - wide, spot[1] - LABEL_PX / 2, spot[0] + wide, spot[1] + LABEL_PX / 2


def _cost(
    spot: Point, wide: float, hidden: Sequence[tuple[float, float, int]], boxes: Sequence[tuple[float, ...]]
) -> float:
    left, top, right, bottom = _box(spot, wide)
    cost = float(sum(weight for x, y, weight in hidden if left <= x <= right and top - 3 <= y <= bottom + 3))
    cost += 150 * sum(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in boxes)
    return cost + (200 if left < 0 or right > WIDTH or top < 0 or bottom > HEIGHT else 0)
