"""What the maps are drawn from: the outline of the world, and the script that moves it; kept by browsers."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from dateline.export.map import borders, land
from dateline.export.page import TEMPLATES

router = APIRouter()

FOREVER = "public, max-age=31536000, immutable"
KINDS = {"outline.svg": "image/svg+xml", "map.js": "text/javascript"}


@router.get("/drawings/{name}")
def show_drawing(name: str) -> Response:
    """Give one of them; it tells nothing of the store, so that nobody has to be known."""
    if name not in KINDS:
        raise HTTPException(404, "There is no such drawing.")
    return Response(_content(name), media_type=KINDS[name], headers={"cache-control": FOREVER})


@lru_cache(maxsize=len(KINDS))
def drawing(name: str) -> str:
    """Give the address of a drawing, with its digest, so that browsers may keep it."""
    return f"/drawings/{name}?{hashlib.sha256(_content(name)).hexdigest()[:12]}"


@lru_cache(maxsize=len(KINDS))
def _content(name: str) -> bytes:
    if name == "map.js":
        return (TEMPLATES / "map.js").read_bytes()
    drawn = (f'<path id="land" d="{land()}" fill-rule="evenodd"/><path id="borders" d="{borders()}"/>').replace(
        "/>", ' vector-effect="non-scaling-stroke"/>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode("ascii")
