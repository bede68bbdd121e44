"""The tidy tables as CSV files in a folder, one file a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from dateline.export.coded import Kept, LeftOut
from dateline.export.sheets import safe_cell
from dateline.export.tidy import TABLES, rows_of


def write_csv(kept: Iterable[Kept], folder: Path, left_out: LeftOut) -> int:
    """Write `articles.csv`, `events.csv`, … into a folder and give the number of events; nothing is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    with ExitStack() as stack:
        writers = {}
        for name, columns in TABLES.items():
            stream = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(stream)
            writers[name].writerow(columns)
        for item in kept:
            for name, row in rows_of(item):
                writers[name].writerow([safe_cell(row.get(column)) for column in TABLES[name]])
                number += name == "events"
    return number
