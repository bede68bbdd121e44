"""The commands `dateline plot …`: a store's events as charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli_filters import filter_options
from dateline.cli_store import store_option

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Level


@click.group()
def plot() -> None:
    """Draw a store's events: in time, on a map, or by who acts on whom.

    A chart is a page that opens in any browser without a network, an SVG drawing or a PNG
    picture, as the name of the file ends. What cannot be drawn is counted below the title.

    \b
        dateline plot timeline --store s.db --out time.html
        dateline plot map --store s.db --country IRQ --since 2025-03-01 --out map.png
        dateline plot network --store s.db --story S3 --out who.svg
    """  # noqa: D301 - click reads \b as "keep these lines"


def _chart(about: Callable[[], None]) -> click.Command:
    """Make a command that draws the chart of its name."""
    name = about.__name__

    @wraps(about)
    def draw(store_name: str, out: Path, story: str | None, level: Level, selection: Selection) -> None:
        import dateline.plot
        from dateline.plot.pages import form_of
        from dateline.store import open_store

        form_of(out)
        with open_store(store_name, make=False) as store:
            chart: Any = getattr(dateline.plot, name)(store, where=selection, level=level, story=story)
        dateline.plot.save(chart, out)

    options = (
        store_option,
        click.option(
            "--out",
            type=click.Path(path_type=Path, dir_okay=False),
            required=True,
            metavar="FILE",
            help="Write here; .html, .svg or .png tells the form.",
        ),
        click.option("--story", metavar="STORY", help="Only one story, each happening once (S3)."),
    )
    command = filter_options(draw)
    for option in reversed(options):
        command = option(command)
    return plot.command(name)(command)


@_chart
def timeline() -> None:
    """Draw events in time: a row each, or how many in each day, week, month or year.

    What is known only to lie between two days is a bar.
    """


@_chart
def map() -> None:
    """Draw events on a map; what is known no better than to a province or a country has a ring."""


@_chart
def network() -> None:
    """Draw who acts on whom."""
