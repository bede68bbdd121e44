"""How far two codings agree, as a table for people, JSON for programs, or a CSV of every difference."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.agreement import Agreement
from dateline.agreement.compare import Difference
from dateline.export.sheets import write_rows
from dateline.export.visible import in_line

MAX_SHOWN = 40
"""Differences that the table shows; JSON and CSV have them all."""


def write_agreement_table(found: Agreement, stream: TextIO, names: tuple[str, str]) -> None:
    """Write alpha, F1 of each field and the first differences."""
    console = Console(file=stream, highlight=False)
    alpha = "not defined: nothing was marked" if found.alpha is None else f"{found.alpha:.3f}"
    articles = "article" if found.n_articles == 1 else "articles"
    console.print(Text(f"{found.n_articles} {articles} compared; unitised alpha of event types {alpha}", style="bold"))
    for name, only in zip(names, (found.only_first, found.only_second), strict=True):
        if only:
            told = ", ".join(in_line(article, 40) for article in only[:5]) + (", …" if len(only) > 5 else "")
            console.print(Text(f"only in {in_line(name, 60)}: {len(only)} ({told})", style="yellow"))
    console.print(_fields(found, names))
    if found.differences:
        console.print(_differences(found.differences[:MAX_SHOWN], names))
    if len(found.differences) > MAX_SHOWN:
        console.print(Text(f"and {len(found.differences) - MAX_SHOWN} more; --format csv lists them all", style="dim"))


def _fields(found: Agreement, names: tuple[str, str]) -> Table:
    table = Table("Field", "F1", "Same")
    _name_columns(table, names)
    for name, counts in found.fields.items():
        f1 = "–" if counts.f1 is None else f"{counts.f1:.3f}"
        table.add_row(name, f1, str(counts.same), str(counts.first), str(counts.second))
    return table


def _differences(rows: list[Difference], names: tuple[str, str]) -> Table:
    table = Table("Article", "Field", show_lines=True)
    _name_columns(table, names)
    for row in rows:
        cells = (_cell(row.first, row.first_words), _cell(row.second, row.second_words))
        table.add_row(Text(in_line(row.article, 30)), row.field, *cells)
    return table


def _name_columns(table: Table, names: tuple[str, str]) -> None:
    for name in names:
        table.add_column(Text(in_line(name, 30)))


def _cell(value: str | None, words: str | None) -> Text:
    if value is None:
        return Text("–", "dim")
    shown = in_line(value, 60)
    return Text(shown) if not words or words == value else Text.assemble(shown, (f" “{in_line(words, 60)}”", "dim"))


def write_agreement_json(found: Agreement, stream: TextIO, names: tuple[str, str]) -> None:
    """Write everything as one JSON object."""
    content = asdict(found) | {
        "first": names[0],
        "second": names[1],
        "fields": {name: asdict(counts) | {"f1": counts.f1} for name, counts in found.fields.items()},
        "differences": [row._asdict() for row in found.differences],
    }
    stream.write(json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")


def write_agreement_csv(found: Agreement, stream: TextIO, names: tuple[str, str]) -> None:
    """Write every difference as a row."""
    write_rows(Difference._fields, (row._asdict() for row in found.differences), stream)
