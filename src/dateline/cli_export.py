"""The command `dateline export`: a store's events in the columns that other programs know."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dateline.cli_filters import filter_options
from dateline.cli_store import store_option
from dateline.errors import InputError
from dateline.export import DATASETS, dataset_writer

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Level

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
@filter_options
def export(
    store_name: str,
    form: str,
    output: Path | None,
    level: Level,
    selection: Selection,
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
    from dateline.kept import kept_from
    from dateline.store import open_store

    dataset = DATASETS[form]
    if dataset.folder and output is None:
        raise click.UsageError(f"{form} is a folder of tables; name it with --output")
    if level == "story" and not dataset.events_only:
        raise click.UsageError(f"{form} holds more than events and has no rows of stories; use --level report")
    left_out = LeftOut()
    with open_store(store_name, make=False) as store:
        kept = kept_from(store, selection, level=level)
        if dataset.folder:
            number = dataset_writer(form)(kept, output, left_out)
        else:
            with _stream(output) as stream:
                number = dataset_writer(form)(kept, stream, left_out)
    rows = "row" if number == 1 else "rows"
    for line in (f"{number:,} {rows} of events written", *left_out.lines()):
        click.echo(line, err=True)


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
