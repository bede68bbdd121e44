"""The options by which a command takes only some of a store's events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

STATUSES = ("happened", "ongoing", "planned", "hypothetical", "denied")


class IsoDay(click.ParamType[date]):
    """An ISO 8601 day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Refuse what is no day."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2025-03-14", param, ctx)


_OPTIONS = (
    click.option(
        "--level",
        type=click.Choice(("report", "story")),
        default="report",
        show_default=True,
        help="Each event of each report, or each happening of a story once (after `dateline stories`).",
    ),
    click.option("--since", type=IsoDay(), metavar="DAY", help="Only what can have happened on this day or later."),
    click.option("--until", type=IsoDay(), metavar="DAY", help="Only what can have happened on this day or earlier."),
    click.option("--country", "countries", multiple=True, metavar="ISO3", help="Only what happened there (IRQ)."),
    click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type (ASSAULT)."),
    click.option(
        "--actor", "actors", multiple=True, metavar="WHO", help="Only with a party of this country, sector or name."
    ),
    click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Only with this status."),
    click.option("--confidence", type=click.FloatRange(0, 1), default=0.0, help="Only events at least this sure."),
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options; it takes them as `level` and `selection`."""

    @wraps(command)
    def selecting(
        *,
        since: date | None,
        until: date | None,
        countries: tuple[str, ...],
        types: tuple[str, ...],
        actors: tuple[str, ...],
        statuses: tuple[Any, ...],
        confidence: float,
        **more: Any,
    ) -> None:
        from dateline.export.selection import Selection

        codes = frozenset(code.upper() for code in countries)
        selection = Selection(since, until, codes, frozenset(types), actors, frozenset(statuses), confidence)
        command(selection=selection, **more)

    for option in reversed(_OPTIONS):
        selecting = option(selecting)
    return selecting
