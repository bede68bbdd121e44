"""A small map as a picture: numbered points on the outline of the world."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from dateline.export.map import borders, land, project, view_of
from dateline.web.auth import Known

router = APIRouter()

MOST_POINTS = 20


@router.get("/map.svg")
def draw_map(
    asker: Known, at: Annotated[list[str], Query(max_length=MOST_POINTS, description="latitude,longitude")]
) -> Response:
    """Draw points on the part of the world around them, numbered where there are several."""
    points = [project(longitude, latitude) for latitude, longitude in map(_read_point, at)]
    return Response(_draw(points), media_type="image/svg+xml", headers={"cache-control": "private, max-age=86400"})


def _read_point(words: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in words.split(","))
    except ValueError:
        raise HTTPException(422, f"A point is written 11.13,2.94, not {words[:40]!r}.") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise HTTPException(422, f"There is no point {words[:40]!r} on Earth.")
    return latitude, longitude


def _draw(points: list[tuple[float, float]]) -> str:
    """Write the picture; its greys are see-through, so that it stands on light and on dark paper."""
    view = view_of(points)
    unit = max(view.width, view.height) / 100
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 * unit:.1f}" fill="#c2410c" stroke="#fff" stroke-width="{unit:.1f}"/>'
        + (_number(n, x, y, unit) if len(points) > 1 else "")
        for n, (x, y) in reversed(list(enumerate(points, 1)))
    )
    box = " ".join(f"{value:.0f}" for value in view)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="320" height="320">'
        f'<path d="{land()}" fill="#8a867d" fill-opacity=".35"/>'
        f'<path d="{borders()}" fill="none" stroke="#8a867d" stroke-width="{unit / 2:.1f}"/>{dots}</svg>'
    )


def _number(n: int, x: float, y: float, unit: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y - 4 * unit:.1f}" font-size="{7 * unit:.1f}" font-family="sans-serif" font-weight="700"'
        f' text-anchor="middle" fill="#c2410c" stroke="#fff" stroke-width="{unit:.1f}" paint-order="stroke">{n}</text>'
    )
