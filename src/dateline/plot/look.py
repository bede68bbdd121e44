"""What all charts have in common: colours, signs of a status, and the sheet that they stand on.

Colour tells the kind of an event and shape its status, so no chart rests on colour alone.
Conflict is warm and cooperation cool, deeds dark and words light: the four can be told apart
with any kind of colour vision, and in grey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.errors import MissingExtraError
from dateline.plot.drawn import KINDS, NOT_SAID, OTHER, STATUSES, Drawn

COLOURS = {
    "material conflict": "#a8290a",
    "verbal conflict": "#d98200",
    "verbal cooperation": "#3f9ee0",
    "material cooperation": "#0b4a86",
    OTHER: "#6b7280",
}
SHAPES = {
    "happened": "circle",
    "is going on": "square",
    "planned": "M-0.75,-1L1.1,0L-0.75,1ZM-0.4,0.45L0.45,0L-0.4,-0.45Z",
    "feared or possible": "M0,-1.15L1.15,0L0,1.15L-1.15,0ZM0,-0.6L-0.6,0L0,0.6L0.6,0Z",
    "denied": "M-0.57,0.85L0,0.28L0.57,0.85L0.85,0.57L0.28,0L0.85,-0.57L0.57,-0.85L0,-0.28L-0.57,-0.85L-0.85,-0.57L-0.28,0L-0.85,0.57Z",
    NOT_SAID: "circle",
}
"""What is told as real is solid; what is planned or feared is hollow, and what is denied is crossed out."""
INK, QUIET, LINE, PAPER = "#1f2328", "#57606a", "#d0d7de", "#ffffff"
CAPTION_CHARS = 110


def load_altair() -> Any:
    """Import Altair.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import altair
    except ImportError as problem:
        raise MissingExtraError("plot", "altair") from problem
    return altair


def kind_scale(alt: Any, events: Iterable[Drawn]) -> Any:
    """The colours of the kinds that there are."""
    there = {event.kind for event in events}
    kinds = [kind for kind in (*KINDS.values(), OTHER) if kind in there]
    return alt.Scale(domain=kinds, range=[COLOURS[kind] for kind in kinds])


def kind_legend(alt: Any, events: Iterable[Drawn]) -> Any:
    """Colour by kind, with its legend."""
    legend = alt.Legend(title="Kind", symbolType="square", symbolSize=130, symbolOpacity=1)
    return alt.Fill("kind:N", scale=kind_scale(alt, events), legend=legend)


def status_legend(alt: Any, events: Iterable[Drawn]) -> Any:
    """Shape by status, with its legend."""
    there = {event.status for event in events}
    statuses = [status for status in STATUSES if status in there]
    scale = alt.Scale(domain=statuses, range=[SHAPES[status] for status in statuses])
    return alt.Shape("status:N", scale=scale, legend=alt.Legend(title="Status", symbolSize=110, symbolStrokeWidth=0))


def tooltips(alt: Any, names: Mapping[str, str]) -> list[Any]:
    """What is shown of a mark when it is pointed at: field and label of each line."""
    return [alt.Tooltip(f"{field}:N", title=label) for field, label in names.items()]


def finish(chart: Any, *, title: str, caption: Iterable[str], columns: Mapping[str, str]) -> Any:
    """Give a chart its title, what it says in words, and its look.

    Args:
        chart: An Altair chart.
        title: What it shows.
        caption: What has to be known to read it, and what it leaves out.
        columns: Fields of its data set `events` with a label each: the same as a table, for who cannot see the chart.
    """
    told = [line for line in caption if line]
    lines = [piece for line in told for piece in textwrap.wrap(line, CAPTION_CHARS)]
    head = {"text": title, "subtitle": lines, "anchor": "start", "offset": 14, "frame": "bounds"}
    return (
        chart.properties(title=head, description=" ".join([f"{title}.", *told]), usermeta={"columns": dict(columns)})
        .configure(background=PAPER, padding=16, font="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif")
        .configure_title(
            color=INK, fontSize=17, subtitleColor=QUIET, subtitleFontSize=12, subtitlePadding=6, subtitleLineHeight=16
        )
        .configure_axis(labelColor=INK, titleColor=QUIET, gridColor="#eaeef2", domainColor=LINE, tickColor=LINE)
        .configure_legend(labelColor=INK, titleColor=QUIET, labelFontSize=12, symbolStrokeWidth=1.8)
        .configure_view(stroke=None)
    )
