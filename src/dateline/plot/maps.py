"""A map: events where they happened, on the outline of the world that comes along; no tiles, no network.

A sign stands for the events of one kind and status at one place. Where no more is told than a
district, a province or a country, a dashed ring around the sign says that it is no point.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.export.outline import Line, border_lines, land_rings
from dateline.plot.drawn import PRECISION, Drawn, Spot, count_of, drawn_events, plain
from dateline.plot.layout import CHAR_PX, LABEL_PX, Box, Point, hides, is_inside, label_box
from dateline.plot.look import INK, QUIET, finish, kind_legend, load_altair, status_legend, tooltips
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Coding, Level
    from dateline.report import Story

WIDTH, HEIGHT = 760, 500
SMALLEST_DEGREES = 14.0
MARGIN = 0.14
SOUTHMOST, NORTHMOST = -60.0, 83.0
RING_PX = {1: 0.0, 2: 11.0, 3: 14.0, 4: 20.0, 5: 25.0, 6: 31.0, 7: 31.0}
"""How wide the ring of each precision is."""
SIGN_PX = 6.0
MAX_LABELS, MAX_COUNTRIES = 25, 16
SEA, LAND, SHORE, BORDER = "#e9f0f5", "#faf8f3", "#9a958a", "#cbc5b8"
COLUMNS = {
    "place": "Place",
    "exactness": "The point is",
    "kind": "Kind",
    "status": "Status",
    "count": "Events",
    "what": "What",
    "days": "When",
}


class View(NamedTuple):
    """A part of the world in Mercator's projection: pixels of a radian, and where its zero point lies."""

    scale: float
    x: float
    y: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Give the pixel of a point."""
        return self.scale * math.radians(longitude) + self.x, self.y - self.scale * _north(latitude)

    def point(self, x: float, y: float) -> Point:
        """Give the longitude and latitude of a pixel."""
        return math.degrees((x - self.x) / self.scale), math.degrees(math.atan(math.sinh((self.y - y) / self.scale)))


def _north(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(min(max(latitude, SOUTHMOST), NORTHMOST))))


def map(
    source: Coding | Story, *, where: Selection | None = None, level: Level = "report", story: str | None = None
) -> Any:
    """Draw events on a map, as an Altair chart; the arguments are those of `timeline`."""
    alt = load_altair()
    events = drawn_events(source, where, level, story)
    placed = [(event, event.spot) for event in events if event.spot]
    view = _view([spot for _, spot in placed])
    values = _signs(placed, view)
    layers = [*_ground(alt, view), *_marks(alt, values, events, view), *_labels(alt, values, view)]
    projection = alt.Projection(type="mercator", scale=round(view.scale, 4), translate=[view.x, view.y])
    chart = alt.layer(*(layer.properties(projection=projection) for layer in layers))
    chart = chart.properties(width=WIDTH, height=HEIGHT)
    places = len({(spot.latitude, spot.longitude) for _, spot in placed})
    title = f"{count_of(len(placed), 'event')} at {count_of(places, 'place')}"
    return finish(chart, title=title, caption=_caption(events, values), columns=COLUMNS)


def _caption(events: Sequence[Drawn], values: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    unplaced = [event for event in events if event.spot is None]
    silent = sum(event.place is None for event in unplaced)
    if any(value["precision"] > 1 for value in values):
        yield "Dashed ring: no point is told, but near it, a district, a province (wider) or a country (widest)."
    if unplaced:
        pointless = len(unplaced) - silent
        told = "the text gives no place" + (f" or, for {pointless:,}, one without a point" if pointless else "")
        yield f"{len(unplaced):,} of {count_of(len(events), 'event')} not drawn: {told}."


def _view(spots: Iterable[Spot]) -> View:
    """The part of the world with all spots, and room around them; the whole of it where there are none."""
    points = [(math.radians(spot.longitude), _north(spot.latitude)) for spot in spots]
    if not points:
        points = [(-math.pi, _north(SOUTHMOST)), (math.pi, _north(NORTHMOST))]
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*points, strict=True))
    least = math.radians(SMALLEST_DEGREES)
    wide, high = (max(span * (1 + 2 * MARGIN), least) for span in (east - west, north - south))
    scale = min(max(min(WIDTH / wide, HEIGHT / high), WIDTH / (2 * math.pi)), WIDTH / least)
    return View(scale, WIDTH / 2 - scale * (west + east) / 2, HEIGHT / 2 + scale * (south + north) / 2)


def _signs(placed: Sequence[tuple[Drawn, Spot]], view: View) -> list[dict[str, Any]]:
    """One sign for the events of a kind, status and place; several at a place stand side by side."""
    groups: dict[tuple[float, float], dict[tuple[str, str], list[tuple[Drawn, Spot]]]] = {}
    for event, spot in placed:
        here = groups.setdefault((spot.latitude, spot.longitude), {})
        here.setdefault((event.kind, event.status), []).append((event, spot))
    return [sign for here in groups.values() for sign in _at_place(here, view)]


def _at_place(here: Mapping[tuple[str, str], list[tuple[Drawn, Spot]]], view: View) -> Iterator[dict[str, Any]]:
    spots = [spot for group in here.values() for _, spot in group]
    x, y = view.place(spots[0].longitude, spots[0].latitude)
    precision = min(spot.precision for spot in spots)
    for n, ((kind, status), group) in enumerate(sorted(here.items())):
        away = 0.0 if len(here) == 1 else (SIGN_PX + 0.7) / math.sin(math.pi / len(here))
        turn = 2 * math.pi * n / len(here) - math.pi / 2
        longitude, latitude = view.point(x + away * math.cos(turn), y + away * math.sin(turn))
        events = [event for event, _ in group]
        yield {
            "longitude": round(longitude, 5),
            "latitude": round(latitude, 5),
            "place": ", ".join(part for part in (spots[0].name, spots[0].country) if part),
            "name": spots[0].name,
            "precision": precision,
            "exactness": PRECISION[precision],
            "kind": kind,
            "status": status,
            "count": len(events),
            "what": _most(event.what for event in events),
            "days": _days(events),
            "x": x,
            "y": y,
            "reach": max(RING_PX[precision], away + SIGN_PX),
            "first": n == 0,
            "total": len(spots),
        }


def _most(whats: Iterable[str]) -> str:
    """What the events are, the most frequent first."""
    counts = Counter(whats).most_common(4)
    told = ", ".join(f"{what} ({n})" if n > 1 else what for what, n in counts[:3])
    return f"{told} …" if len(counts) > 3 else told


def _days(events: Iterable[Drawn]) -> str:
    windows = sorted(event.window for event in events if event.window)
    if not windows:
        return "no day is told"
    first, last = windows[0][0], max(last for _, last in windows)
    return first.isoformat() if first == last else f"{first} to {last}"


def _ground(alt: Any, view: View) -> list[Any]:
    shapes = (
        (_land(view), {"fill": LAND, "stroke": SHORE, "strokeWidth": 0.8}),
        (_borders(view), {"fill": None, "filled": False, "stroke": BORDER, "strokeWidth": 0.8}),
    )
    as_json = alt.DataFormat(type="json")  # as a string it is not copied point by point
    sea = alt.Chart(alt.sphere()).mark_geoshape(clip=True, fill=SEA)
    return [sea] + [
        alt.Chart(alt.Data(values=json.dumps({"type": "Feature", "geometry": shape}), format=as_json)).mark_geoshape(
            clip=True, **look
        )
        for shape, look in shapes
        if shape["coordinates"]
    ]


def _land(view: View) -> dict[str, Any]:
    """The land in view: each shore with the inland seas in it."""
    rings = [ring for ring in land_rings() if max(latitude for _, latitude in ring) > SOUTHMOST]
    shores = [ring for ring in rings if _turns(ring) < 0]
    largest = min(shores, key=_turns)
    seas = [ring for ring in rings if _turns(ring) >= 0]
    return {
        "type": "MultiPolygon",
        "coordinates": [[ring, *(seas if ring is largest else ())] for ring in shores if _in_view(ring, view)],
    }


def _borders(view: View) -> dict[str, Any]:
    return {"type": "MultiLineString", "coordinates": [line for line in border_lines() if _in_view(line, view)]}


def _turns(ring: Line) -> float:
    """Twice the area inside a ring, negative where it runs clockwise."""
    return sum(x * ny - nx * y for (x, y), (nx, ny) in zip(ring, [*ring[1:], ring[0]], strict=True))


def _in_view(line: Line, view: View) -> bool:
    points = [view.place(*point) for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= HEIGHT


def _marks(alt: Any, values: list[dict[str, Any]], events: Sequence[Drawn], view: View) -> Iterator[Any]:
    if not values:
        return
    drawn = [event for event in events if event.spot]
    at = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    rings = alt.Chart(alt.Data(values=[_ring(value, view) for value in values if value["first"]]))
    yield (
        rings.mark_point(filled=False, shape="circle", strokeDash=[3, 3], strokeWidth=1.3, stroke=QUIET, clip=True)
        .encode(size=alt.Size("area:Q", scale=None), **at)
        .transform_filter("datum.area > 0")
    )
    yield (
        alt.Chart(alt.Data(values=values, name="events"))
        .mark_point(filled=True, stroke="white", strokeWidth=0.6, opacity=1, size=math.pi * SIGN_PX**2)
        .encode(fill=kind_legend(alt, drawn), shape=status_legend(alt, drawn), tooltip=tooltips(alt, COLUMNS), **at)
    )


def _ring(value: Mapping[str, Any], view: View) -> dict[str, Any]:
    longitude, latitude = view.point(value["x"], value["y"])
    radius = max(RING_PX[value["precision"]], value["reach"] + 4) if value["precision"] > 1 else 0.0
    return {"longitude": longitude, "latitude": latitude, "area": round(math.pi * radius**2, 1)}


def _labels(alt: Any, values: Sequence[Mapping[str, Any]], view: View) -> Iterator[Any]:
    """Names of the places with most events, then of countries: those that find room."""
    spots = sorted((value for value in values if value["first"]), key=lambda v: (-v["total"], v["name"]))
    taken = [(v["x"] - v["reach"], v["y"] - v["reach"], v["x"] + v["reach"], v["y"] + v["reach"]) for v in spots]
    shown: list[tuple[str, Point | None]] = []
    for value in spots:
        words = f"{value['name']} ({value['total']})" if value["total"] > 1 else value["name"]
        spot = _room(words, (value["x"], value["y"]), value["reach"], taken) if len(shown) < MAX_LABELS else None
        shown += [(words, spot)] if spot else []
    named = {value["name"] for value in spots}
    countries = [(name, _room(name, at, None, taken)) for name, at in _countries(view) if name not in named]
    halo = {"stroke": LAND, "strokeWidth": 3.5, "strokeJoin": "round", "opacity": 0.85}
    for labels, looks in (
        (countries, [{"fontSize": 11, "fontStyle": "italic", "color": QUIET, "opacity": 0.8}]),
        (shown, [{"fontSize": 12, **halo}, {"fontSize": 12, "color": INK}]),
    ):
        points = [(words, view.point(*spot)) for words, spot in labels if spot]
        data = [{"longitude": at[0], "latitude": at[1], "words": words} for words, at in points]
        base = alt.Chart(alt.Data(values=data)).encode(longitude="longitude:Q", latitude="latitude:Q", text="words:N")
        yield from (base.mark_text(**look) for look in looks if data)


def _countries(view: View) -> list[tuple[str, Point]]:
    """The countries in view with their middle, the most populous first."""
    gazetteer = load_gazetteer()
    places = (gazetteer.country(country.code) for country in load_countries())
    found = []
    for place in places:
        if place is None or place.longitude is None or place.latitude is None:
            continue
        x, y = view.place(place.longitude, place.latitude)
        if 0 < x < WIDTH and 0 < y < HEIGHT:
            found.append((-(place.population or 0), place.name, (x, y)))
    return [(plain(name), at) for _, name, at in sorted(found)[:MAX_COUNTRIES]]


def _room(words: str, at: Point, reach: float | None, taken: list[Box]) -> Point | None:
    """The middle of a label where it hides nothing; None where there is no room.

    It stands above, below or beside what reaches so far around, or, with None, just there.
    """
    wide, away = len(words) * CHAR_PX / 2, (reach or 0) + LABEL_PX / 2 + 2
    sides = [(0.0, -away), (0.0, away), (wide + away - 4, 0.0), (-wide - away + 4, 0.0)]
    for dx, dy in sides if reach is not None else [(0.0, 0.0)]:
        spot = (at[0] + dx, at[1] + dy)
        box = label_box(spot, wide)
        if is_inside(box, WIDTH, HEIGHT) and not hides(box, taken):
            taken.append(box)
            return spot
    return None
