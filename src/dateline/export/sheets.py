"""Rows and columns as text: the columns of each data set, and cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TextIO

from dateline.resources.tables import load_table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a data set, in their order."""
    columns = load_table("formats/columns.yaml")[name]
    return tuple(columns.split() if isinstance(columns, str) else columns)


def safe_cell(value: Any) -> str:
    """Write a value so that a spreadsheet shows it and never computes it.

    Text that begins like a formula gets an apostrophe before it, numbers stay numbers, and
    what breaks a line becomes a blank.

    Source:
        OWASP, "CSV Injection": https://owasp.org/www-community/attacks/CSV_Injection

    Example:
        >>> safe_cell("=HYPERLINK(A1)"), safe_cell(-33.2), safe_cell("-33.2"), safe_cell(None)
        ("'=HYPERLINK(A1)", '-33.2', '-33.2', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _BREAKS.sub(" ", str(value)).strip().encode("utf-8", "replace").decode()
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def write_rows(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    stream: TextIO,
    *,
    tabs: bool = False,
    header: bool = True,
    missing: str = "",
) -> int:
    """Write rows under their columns and give their number.

    Args:
        columns: Names of the columns; a row may leave some out, and has no others.
        rows: The rows.
        stream: Where to write.
        tabs: Part the cells by tabs and quote none, as the field's TSV files do; else CSV (RFC 4180).
        header: Whether the first line names the columns.
        missing: What stands in a cell without a value.

    Raises:
        KeyError: A row has a column that the data set does not know.
    """
    known = frozenset(columns)
    writer = _TabWriter(stream) if tabs else csv.writer(stream, lineterminator="\r\n")
    if header:
        writer.writerow(columns)
    number = 0
    for row in rows:
        if not row.keys() <= known:
            raise KeyError(f"no such column: {sorted(row.keys() - known)}")
        writer.writerow([safe_cell(row.get(column)) or missing for column in columns])
        number += 1
    stream.flush()
    return number


class _TabWriter:
    """Cells parted by tabs; `safe_cell` has left no tab and no line break in them."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def writerow(self, row: Iterable[str], /) -> None:
        self.stream.write("\t".join(row) + "\n")
