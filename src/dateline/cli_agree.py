"""The command `dateline agree`: how far two codings of the same articles agree, and where they do not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.report import Report


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    show_default=True,
    help="The table has the first differences; json and csv have all.",
)
def agree(first: str, second: str, form: str) -> None:
    """Compare two codings of the same articles.

    A and B are files of reports (`dateline code --format jsonl`, or anybody's in that form) or
    stores. Articles are matched by their id, events by overlapping words. Shown are
    Krippendorff's unitised alpha, F1 of the events and of each field of the paired events, and
    the differences with both codings' words. Neither coding is taken for the truth.

    \b
        dateline agree anna.jsonl boris.jsonl
        dateline agree old.db new.db --format csv > differences.csv
    """  # noqa: D301 - click reads \b as "keep these lines"
    from dateline.agreement import compare_codings
    from dateline.export import agreement

    found = compare_codings(_reports(first), _reports(second))
    if not found.n_articles:
        click.echo("the codings have no article in common; articles are matched by their `id`", err=True)
    writer = getattr(agreement, f"write_agreement_{form}")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    writer(found, sys.stdout, (Path(first).name, Path(second).name))


def _reports(source: str) -> Iterator[Report]:
    """The reports of a store or of a file; an article that was not coded has none."""
    from dateline.read.reports import read_reports
    from dateline.report import Report
    from dateline.resources.record_files import is_database
    from dateline.store import open_store

    if "://" in source or (source != "-" and is_database(Path(source))):
        with open_store(source, make=False) as store:
            yield from (report for _, report in store.items())
    else:
        yield from (report for report in read_reports([source]) if isinstance(report, Report))
