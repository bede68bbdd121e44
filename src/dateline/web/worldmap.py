"""Places with events on an outline of the world, drawn as SVG without a script.

A town is a filled circle. A province, country or region is a dashed ring, since its point is only
its middle. What has not happened alone, planned or denied, is hollow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.export.map import PAGE_HEIGHT, PAGE_WIDTH, WORLD, Box, is_area, project, view_of
from dateline.export.visible import in_line
from dateline.store.event_search import PlaceCount
from dateline.web.filters import Filters, country_name

SMALLEST_PX, LARGEST_PX, PX_BY_EVENTS = 5.0, 30.0, 2.0
NAME_CHARS, WORDS_CHARS = 40, 120
NARROWEST = 60.0
STEP = 0.6
"""How much smaller the part shown becomes by one step closer."""


@dataclass(frozen=True)
class Spot:
    """A point of the map."""

    number: int
    x: float
    y: float
    radius: float
    name: str
    place: str
    told: str
    n_events: int
    is_area: bool
    is_real: bool
    link: str | None


@dataclass(frozen=True)
class WorldMap:
    """The drawing.

    Args:
        spots: Places, those with most events first.
        view: The part of the world that is shown.
        whole: The part with all points.
        scale: Units of the drawing in a pixel of a drawing of usual size.
    """

    spots: list[Spot]
    view: Box
    whole: Box
    scale: float

    def link(self, filters: Filters, step: str) -> str:
        """Give the address that shows another part: `in`, `out`, `fit` or `world`."""
        if step == "fit":
            return filters.link(view=()) + "#map"
        box = Box(*WORLD) if step == "world" else self._scaled(STEP if step == "in" else 1 / STEP)
        return filters.link(view=tuple(round(value) for value in box)) + "#map"

    def _scaled(self, factor: float) -> Box:
        view = self.view
        width = min(max(view.width * factor, NARROWEST), 1.5 * WORLD[2])
        height = view.height * width / view.width
        return Box(view.x + (view.width - width) / 2, view.y + (view.height - height) / 2, width, height)


def draw_map(places: Iterable[PlaceCount], filters: Filters) -> WorldMap:
    """Draw places with their events.

    Args:
        places: The places.
        filters: What is shown now; each point's link adds its place.
    """
    ordered = sorted(places, key=lambda place: (-place.n_events, place.name, place.latitude, place.longitude))
    points = [project(place.longitude, place.latitude) for place in ordered]
    whole = view_of(points)
    view = Box(*filters.view) if filters.view else whole
    spots = [_spot(n, place, point, filters) for n, (place, point) in enumerate(zip(ordered, points, strict=True), 1)]
    return WorldMap(spots, view, whole, round(max(view.width / PAGE_WIDTH, view.height / PAGE_HEIGHT), 4))


def radius_px(n_events: int) -> float:
    """How large a point is: its area grows with the events there, up to a largest one.

    Example:
        >>> radius_px(1), radius_px(100), radius_px(100_000)
        (7.0, 25.0, 30.0)
    """
    return round(min(SMALLEST_PX + PX_BY_EVENTS * math.sqrt(n_events), LARGEST_PX), 1)


def _spot(number: int, place: PlaceCount, point: tuple[float, float], filters: Filters) -> Spot:
    known = country_name(place.country) if place.country else ""
    where = in_line(", ".join(part for part in (place.name, known) if part), WORDS_CHARS)
    area = is_area(place.feature)
    events = "event" if place.n_events == 1 else "events"
    told = f"{where}{' (known by this area alone)' if area else ''}: {place.n_events:,} {events}"
    if place.n_real < place.n_events:
        told += f", {place.n_real:,} of them happened"
    link = filters.link(place=place.geonames) if place.geonames else filters.link(where=place.name)
    x, y = (round(value, 1) for value in point)
    radius = radius_px(place.n_events)
    name = in_line(place.name, NAME_CHARS)
    return Spot(number, x, y, radius, name, where, told, place.n_events, area, place.n_real > 0, link)
