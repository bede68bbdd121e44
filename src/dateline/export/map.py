"""One self-contained page with a map: events as points on an outline of the world, and a list beside it.

Nothing is fetched: the outline is Natural Earth's, drawn as SVG in Mercator's projection. A
report's text is hostile; see `page.py` for what keeps it text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby
from typing import Any, NamedTuple, TextIO

from dateline.export.facts import STATUS_WORDS, EventFacts, event_facts, place_words
from dateline.export.outline import border_lines, land_rings
from dateline.export.page import TEMPLATES, digest, make_environment, own
from dateline.export.visible import in_line
from dateline.report import Place, Report
from dateline.resources.tables import load_table

UNITS = 50
"""Units of the drawing in a degree of longitude."""
SOUTHMOST, NORTHMOST = -60.0, 83.7
"""What is drawn: Mercator's projection has no room for the poles."""
WORLD = (-180 * UNITS, -5600, 360 * UNITS, 8900)
SMALLEST_VIEW = 14 * UNITS
MARGIN = 0.18
PAGE_WIDTH, PAGE_HEIGHT = 900, 640
"""Pixels that the drawing is taken to have until the script knows better."""
SMALLEST_PX, LARGEST_PX, PX_BY_DEATHS = 6.0, 34.0, 2.2
WORDS_CHARS = 120
RELATION_WORDS = {"near": "near this place", "off": "off this place", "between": "between this place and another"}
GREY = "#868e96"


class Box(NamedTuple):
    """A part of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass
class Spot:
    """A point on the map with the events there."""

    place: Place
    x: float
    y: float
    events: list[dict[str, Any]] = field(default_factory=list)


def write_map(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the events of all reports as one page."""
    events = [_event(report, facts) for report in reports for facts in event_facts(report)]
    types = sorted({event["type"] for event in events})
    for event in events:
        event["group"] = f"t{types.index(event['type'])}"
    spots = _spots(events)
    view = view_of([(spot.x, spot.y) for spot in spots])
    style = (TEMPLATES / "map.css").read_text(encoding="utf-8") + "".join(_type_rules(types))
    script = (TEMPLATES / "map.js").read_text(encoding="utf-8")
    scale = max(view.width / PAGE_WIDTH, view.height / PAGE_HEIGHT)
    page = make_environment().get_template("map.html.j2")
    for part in page.generate(
        version=version("dateline"),
        n_events=len(events),
        told_of=f"{_count(len(events), 'event')} from {_count(len({event['article'] for event in events}), 'article')}",
        types=[
            {"group": f"t{i}", "name": name, "n": sum(e["type"] == name for e in events)}
            for i, name in enumerate(types)
        ],
        spots=[_shown(n, spot, scale) for n, spot in enumerate(spots, 1)],
        unplaced=[event for event in events if event["place"] is None or event["place"].latitude is None],
        land=own(land()),
        borders=own(borders()),
        view=" ".join(f"{value:.0f}" for value in view),
        world=" ".join(str(value) for value in WORLD),
        style=own(style),
        script=own(script),
        style_hash=digest(style),
        script_hash=digest(script),
    ):
        stream.write(part)
    stream.flush()


def _event(report: Report, facts: EventFacts) -> dict[str, Any]:
    """What the list says of an event."""
    event, head = facts.event, report.article
    place = next((place for place in report.places if place.id == event.place), None)
    who = ", ".join(fact.value for fact in facts.who)
    whom = ", ".join(fact.value for fact in facts.whom)
    return {
        "type": event.type,
        "what": in_line(facts.what, WORDS_CHARS),
        "words": in_line(event.trigger.text, WORDS_CHARS),
        "who": in_line(f"{who or '(nobody is named)'} → {whom}" if whom else who, WORDS_CHARS),
        "when": facts.when.value if facts.when else "",
        "toll": ", ".join(fact.value for fact in facts.toll),
        "status": STATUS_WORDS[event.status],
        "is_fact": event.status in ("happened", "ongoing"),
        "deaths": event.deaths.low if event.deaths else 0,
        "article": head.id,
        "title": in_line(head.title or head.id, WORDS_CHARS),
        "relation": RELATION_WORDS.get(event.place_relation or "", ""),
        "place": place,
    }


def _spots(events: Sequence[dict[str, Any]]) -> list[Spot]:
    """Gather events by their point; points with many events come first."""
    found: dict[tuple[float, float], Spot] = {}
    for event in events:
        place = event["place"]
        if place is None or place.latitude is None or place.longitude is None:
            continue
        at = (place.latitude, place.longitude)
        spot = found.setdefault(at, Spot(place, *project(place.longitude, place.latitude)))
        spot.events.append(event)
    return sorted(found.values(), key=lambda spot: (-len(spot.events), spot.place.name, spot.x, spot.y))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Give a point of the drawing, x to the east and y to the south.

    Example:
        >>> project(10.0, 0.0)
        (500.0, 0.0)
    """
    north = math.radians(min(max(latitude, SOUTHMOST - 10), NORTHMOST))
    return longitude * UNITS, round(-math.degrees(math.asinh(math.tan(north))) * UNITS, 3) + 0.0


def view_of(points: Sequence[tuple[float, float]]) -> Box:
    """Give the part of the world with all points of the drawing, and some room around them."""
    if not points:
        return Box(*WORLD)
    xs, ys = zip(*points, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    room = max(MARGIN * max(width, height), (SMALLEST_VIEW - max(width, height)) / 2)
    return Box(min(xs) - room, min(ys) - room, width + 2 * room, height + 2 * room)


def _shown(number: int, spot: Spot, scale: float) -> dict[str, Any]:
    place = spot.place
    circles = list(_circles(spot))
    return {
        "number": number,
        "x": f"{spot.x:.1f}",
        "y": f"{spot.y:.1f}",
        "scale": f"{scale:.4f}",
        "name": in_line(place.name, 40),
        "words": in_line(place_words(place), WORDS_CHARS),
        "is_area": is_area(place.feature),
        "label": f"{in_line(place_words(place), WORDS_CHARS)}: {_count(len(spot.events), 'event')}",
        "circles": circles,
        "label_y": f"{min(circle['y'] - circle['r'] for circle in circles) - 5:.1f}",
        "events": spot.events,
    }


def is_area(feature: str | None) -> bool:
    """Whether a place is larger than a town, so that its point is only its middle.

    Example:
        >>> is_area("ADM1"), is_area("PPLC"), is_area(None)
        (True, False, False)
    """
    return not (feature or "PPL").startswith("PPL")


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _circles(spot: Spot) -> Iterator[dict[str, Any]]:
    """A circle for each type of event at a point, the larger first, set around it where there are several."""
    kinds = {(event["group"], event["is_fact"]) for event in spot.events}
    most = {kind: max(e["deaths"] for e in spot.events if (e["group"], e["is_fact"]) == kind) for kind in kinds}
    ordered = sorted(kinds, key=lambda kind: (-most[kind], kind))
    distance = 0.0 if len(ordered) == 1 else SMALLEST_PX + len(ordered)
    for i, kind in enumerate(ordered):
        turn = 2 * math.pi * i / len(ordered) - math.pi / 2
        yield {
            "group": kind[0],
            "is_fact": kind[1],
            "x": round(distance * math.cos(turn), 1),
            "y": round(distance * math.sin(turn), 1),
            "r": round(radius_px(most[kind]), 1),
        }


def radius_px(deaths: int) -> float:
    """How large a point is: its area grows with the dead, up to a largest one.

    Example:
        >>> radius_px(0), radius_px(25), radius_px(1_000_000)
        (6.0, 17.0, 34.0)
    """
    return min(SMALLEST_PX + PX_BY_DEATHS * math.sqrt(deaths), LARGEST_PX)


def _type_rules(types: Sequence[str]) -> Iterator[str]:
    """Style of each event type: its colour, and what hides it."""
    colours: dict[str, str] = load_table("places/event_colours.yaml")
    for i, name in enumerate(types):
        yield f".t{i} {{ --type: {colours.get(name, GREY)}; }}\n"
        yield f"body:has(#show-t{i}:not(:checked)) :is(circle, .event).t{i} {{ display: none; }}\n"


@lru_cache(maxsize=1)
def land() -> str:
    """Give the outline of all land as the path of an SVG drawing."""
    return "".join(_path(ring) + "z" for ring in land_rings() if max(latitude for _, latitude in ring) > SOUTHMOST)


@lru_cache(maxsize=1)
def borders() -> str:
    """Give the borders of countries as the path of an SVG drawing."""
    return "".join(_path(line) for line in border_lines())


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Write a line as SVG has it, in whole units and short steps."""
    drawn = [(round(x), round(y)) for x, y in (project(*point) for point in points)]
    drawn = [point for point, _ in groupby(drawn)]
    (x, y), *rest = drawn
    path = [f"M{x} {y}l"]
    for nx, ny in rest:
        path.append(f"{nx - x} {ny - y} ")
        x, y = nx, ny
    return "".join(path).rstrip()
