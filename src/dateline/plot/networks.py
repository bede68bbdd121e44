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

from dateline.plot.drawn import Drawn, Party, count_of, drawn_events, plain
from dateline.plot.layout import Point, curve_between, label_spots, spread
from dateline.plot.look import INK, PAPER, QUIET, finish, kind_scale, load_altair, tooltips

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Coding, Level
    from dateline.report import Story

REAL_WORDS = ("happened or going on", "planned, feared or denied")
MAX_PARTIES = 30
"""How many parties are drawn, those with most events."""
WIDTH, HEIGHT = 820, 600
LABEL_CHARS = 34
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
    """Draw who acts on whom, as an Altair chart; the arguments are those of `timeline`."""
    alt = load_altair()
    events = drawn_events(source, where, level, story)
    every = _ties(events)
    parties = _foremost(every)
    ties = [tie for tie in every if tie.actor in parties and tie.recipient in parties]
    points = spread(parties, [(tie.actor, tie.recipient, tie.count) for tie in ties], WIDTH, HEIGHT)
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
            tie.articles.add(event.source)
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


def _curves(ties: Sequence[Tie], points: Mapping[Party, Point]) -> list[list[Point]]:
    """The points of each tie's arrow; several between the same two stand side by side."""
    weights = _weights(ties)
    lanes: Counter[tuple[Party, Party]] = Counter()
    curves = []
    for tie in ties:
        lane = lanes[tie.actor, tie.recipient]
        lanes[tie.actor, tie.recipient] += 1
        gap = _radius(weights[tie.recipient]) + 7
        curves.append(curve_between(points[tie.actor], points[tie.recipient], lane, gap))
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


def _parties(
    alt: Any, ties: Sequence[Tie], points: Mapping[Party, Point], curves: Sequence[list[Point]]
) -> Iterator[Any]:
    if not points:
        return
    weights = _weights(ties)
    things = [(x, y, _radius(weights[party]), name_of(party)) for party, (x, y) in points.items()]
    labels = dict(zip(points, label_spots(things, curves, WIDTH, HEIGHT), strict=True))
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
