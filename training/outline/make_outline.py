"""Make the world outline that `dateline map` draws, from the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/outline/make_outline.py package/countries-110m.json

Writes src/dateline/data/places/outline.json: `land`, rings of land, and `borders`, lines
between countries. Each is a list of whole numbers, hundredths of a degree: longitude and
latitude of the first point, then the steps east and north to each next one. The same input
gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[2] / "src" / "dateline" / "data" / "places" / "outline.json"
HALF = 180 * 100
Point = tuple[int, int]


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = read_arcs(topology)
    (land,) = topology["objects"]["land"]["geometries"]
    rings = [join(ring, arcs) for polygon in land["arcs"] for ring in polygon]
    borders = [arcs[number] for number in shared_arcs(topology["objects"]["countries"]["geometries"])]
    content = {"land": [to_steps(ring) for ring in rings], "borders": [to_steps(line) for line in borders]}
    OUTPUT.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUTPUT}: {len(rings)} rings, {len(borders)} borders, {OUTPUT.stat().st_size:,} bytes")


def read_arcs(topology: dict) -> list[list[Point]]:
    """Undo the steps and the scale of a TopoJSON file."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(100 * (x * scale[0] + start[0])), round(100 * (y * scale[1] + start[1]))))
        arcs.append(points)
    return arcs


def join(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs to a ring; a negative number means an arc that is gone through backwards."""
    ring: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[1:] if ring else points
    return ring


def shared_arcs(countries: list[dict]) -> list[int]:
    """Numbers of the arcs that two countries have in common."""
    count: Counter[int] = Counter()
    for country in countries:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        count.update(number if number >= 0 else ~number for polygon in polygons for ring in polygon for number in ring)
    return sorted(number for number, n in count.items() if n > 1)


def to_steps(points: list[Point]) -> list[int]:
    """Give the first point and the way to each next one; across the 180th meridian it is the short way."""
    steps = list(points[0])
    for (x0, y0), (x1, y1) in pairwise(points):
        east = (x1 - x0 + HALF) % (2 * HALF) - HALF
        if abs(x1 - x0) < HALF:
            east = x1 - x0
        if east or y1 != y0:
            steps += (east, y1 - y0)
    return steps


if __name__ == "__main__":
    main()
