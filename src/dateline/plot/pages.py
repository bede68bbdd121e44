"""Write a chart as a page, a drawing or a picture, all without any network.

The page carries the chart's own program and fetches nothing; its security policy lets no other
script run, and below the chart stands a table with the same values.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dateline.errors import InputError, MissingExtraError
from dateline.export.page import TEMPLATES, digest, make_environment, own

SUFFIXES = (".html", ".svg", ".png")
MAX_ROWS = 1000
PNG_SCALE = 2


def save(chart: Any, path: Path | str) -> None:
    """Write a chart; the name's ending tells the form: .html, .svg or .png.

    Raises:
        InputError: The ending is another, or the file cannot be written.
        MissingExtraError: vl-convert is not installed.
    """
    path = Path(path)
    form = form_of(path)
    convert = _load_vl_convert()
    spec = chart.to_dict()
    if form == ".png":
        content = bytes(convert.vegalite_to_png(spec, scale=PNG_SCALE))
    else:
        words = convert.vegalite_to_svg(spec) if form == ".svg" else _page(spec, convert)
        content = str(words).encode("utf-8", "replace")
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise InputError(f"{path}: cannot be written: {problem.strerror}") from problem


def form_of(path: Path) -> str:
    """Tell from a file's name what is to be written.

    Raises:
        InputError: Its ending is none of those that can be.
    """
    form = path.suffix.lower()
    if form not in SUFFIXES:
        raise InputError(f"{path}: name a file that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")
    return form


def _load_vl_convert() -> Any:
    try:
        import vl_convert
    except ImportError as problem:
        raise MissingExtraError("plot", "vl-convert-python") from problem
    return vl_convert


def _page(spec: dict[str, Any], convert: Any) -> str:
    """A page with the chart, drawn by its own program, and the same as a table."""
    drawing = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "").replace("\u2029", "")
    script = f"{convert.javascript_bundle()}\n{_DRAW.replace('SPEC', drawing)}"
    style = (TEMPLATES / "plot.css").read_text(encoding="utf-8")
    columns = spec["usermeta"]["columns"]
    rows = rows_of(spec)
    page = make_environment().get_template("plot.html.j2")
    return page.render(
        title=spec["title"]["text"],
        caption=spec["title"]["subtitle"],
        version=version("dateline"),
        columns=list(columns.values()),
        rows=[[row.get(name, "") for name in columns] for row in rows[:MAX_ROWS]],
        n_more=max(0, len(rows) - MAX_ROWS),
        style=own(style),
        script=own(script),
        style_hash=digest(style),
        script_hash=digest(script),
    )


_DRAW = """
vegaEmbed("#chart", SPEC, {mode: "vega-lite", renderer: "svg", ast: true, actions: false, logLevel: 1}).catch(console.error);
"""
"""Draws it with Vega's interpreter, which makes no code of strings, as the page's policy asks."""


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the values of a chart's data set `events`, wherever it stands in its layers."""
    data = spec.get("data", {})
    if data.get("name") == "events":
        found: list[dict[str, Any]] = data.get("values") or []
        return found
    parts = [*spec.get("layer", []), *([spec["spec"]] if "spec" in spec else [])]
    return next((rows for part in parts if (rows := rows_of(part))), [])
