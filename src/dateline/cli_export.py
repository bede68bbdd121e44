"""The command `dateline export`: a store's events in the columns that other programs know."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.cli_store import store_option
from dateline.errors import InputError
from dateline.export import DATASETS, dataset_writer

if TYPE_CHECKING:
    from dateline.export.coded import Kept
    from dateline.export.selection import Selection
    from dateline.store import Store

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


_FORMATS = "\n".join(["\b", "Formats:", *(f"  {name:<15} {row.about}" for name, row in DATASETS.items())])


@click.command(epilog=_FORMATS)
@store_option
@click.option("--format", "form", type=click.Choice(tuple(DATASETS)), required=True, help="The columns; see below.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="File to write; for csv and parquet a folder. Without it, standard output.",
)
@click.option(
    "--level",
    type=click.Choice(("report", "story")),
    default="report",
    show_default=True,
    help="A row for each event of each report, or for each happening of a story (after `dateline stories`).",
)
@click.option("--since", type=IsoDay(), metavar="DAY", help="Only what can have happened on this day or later.")
@click.option("--until", type=IsoDay(), metavar="DAY", help="Only what can have happened on this day or earlier.")
@click.option("--country", "countries", multiple=True, metavar="ISO3", help="Only what happened there (IRQ).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type (ASSAULT).")
@click.option(
    "--actor", "actors", multiple=True, metavar="WHO", help="Only with a party of this country, sector or name."
)
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Only with this status.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=0.0, help="Only events at least this sure.")
def export(
    store_name: str,
    form: str,
    output: Path | None,
    level: str,
    since: date | None,
    until: date | None,
    countries: tuple[str, ...],
    types: tuple[str, ...],
    actors: tuple[str, ...],
    statuses: tuple[Any, ...],
    confidence: float,
) -> None:
    """Write a store's events in the columns of another data set.

    What a format cannot hold is left out and counted on standard error: ACLED and UCDP know
    nothing that is only planned, GDELT nothing without a day. An option that may be given
    several times keeps what fits any of its values.

    \b
        dateline export --store s.db --format acled --output events.csv
        dateline export --store s.db --format parquet --output tables/
        dateline export --store s.db --format geojson --country IRQ --since 2025-03-01
    """  # noqa: D301 - click reads \b as "keep these lines"
    from dateline.export.coded import LeftOut
    from dateline.export.selection import Selection
    from dateline.store import open_store

    dataset = DATASETS[form]
    if dataset.folder and output is None:
        raise click.UsageError(f"{form} is a folder of tables; name it with --output")
    if level == "story" and not dataset.events_only:
        raise click.UsageError(f"{form} holds more than events and has no rows of stories; use --level report")
    codes = frozenset(code.upper() for code in countries)
    selection = Selection(since, until, codes, frozenset(types), actors, frozenset(statuses), confidence)
    left_out = LeftOut()
    with open_store(store_name, make=False) as store:
        kept = _of_stories(store, selection) if level == "story" else _of_reports(store, selection)
        if dataset.folder:
            number = dataset_writer(form)(kept, output, left_out)
        else:
            with _stream(output) as stream:
                number = dataset_writer(form)(kept, stream, left_out)
    rows = "row" if number == 1 else "rows"
    for line in (f"{number:,} {rows} of events written", *left_out.lines()):
        click.echo(line, err=True)


def _of_reports(store: Store, selection: Selection) -> Iterator[Kept]:
    from dateline.export.selection import keep_events

    return keep_events(store.items(), selection)


def _of_stories(store: Store, selection: Selection) -> Iterator[Kept]:
    from dateline.export.story_level import story_events

    with store.story_book() as book:
        if not book.n_placed():
            raise InputError("the store has no stories yet; run `dateline stories` on it first")

        def find(name: str) -> Any:
            stored = book.find_article(name)
            return (stored.article, stored.report) if stored is not None else None

        yield from story_events(book.stories(), find, selection)


@contextmanager
def _stream(output: Path | None) -> Iterator[TextIO]:
    """Open the file to write, or standard output; line ends and encoding are the writer's."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        stream = output.open("w", encoding="utf-8", newline="")
    except OSError as problem:
        raise InputError(f"{output}: cannot be written: {problem.strerror}") from problem
    with stream:
        yield stream
