"""Write docs/formats/, a page for each data set that `dateline export` writes, from its module and a made-up report.

python docs/generate_formats.py            # writes the pages
python docs/generate_formats.py --check    # exit 1 where one is not up to date
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.export import DATASETS, dataset_writer
from dateline.export.coded import Kept, LeftOut
from dateline.export.sheets import columns_of
from dateline.export.tidy import TABLES

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SAMPLE = import_module("tests.export.sample")
FOLDER = ROOT / "docs" / "formats"
SEPARATED = {"acled": ",", "ucdp": ",", "polecat": "\t", "icews": "\t", "gdelt-events": "\t", "gdelt-mentions": "\t"}


def main() -> int:
    pages = {FOLDER / f"{name}.md": write_page(name) for name in DATASETS}
    pages[FOLDER / "README.md"] = write_index()
    stale = [path for path, page in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != page]
    if "--check" in sys.argv:
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
    return 0


def write_index() -> str:
    lines = [
        "# Export formats",
        "",
        "`dateline export --store S --format NAME` writes a store's events in the columns that other programs know. What a",
        "format cannot hold is left out by rule and counted on standard error. A date is never that of publication, an id",
        "that cannot be known from text stays empty, and no cell is a formula.",
        "",
        "| format | what it is |",
        "| --- | --- |",
        *(f"| [{name}]({name}.md) | {row.about} |" for name, row in DATASETS.items()),
        "",
        "All take `--since`, `--until`, `--country`, `--type`, `--actor`, `--status` and `--confidence`; those that hold events",
        "alone take `--level story`, which writes each happening once with the range of its dead and all its sources.",
        "",
        "These pages are made from the writers and a made-up report by `make docs`.",
    ]
    return "\n".join(lines) + "\n"


def write_page(name: str) -> str:
    """The page of one format: what its module says of it, then its columns or first lines by the sample."""
    module = import_module(f"dateline.export.{DATASETS[name].writer.split(':')[0]}")
    command = f"    dateline export --store s.db --format {name}" + (" --output DIR" if DATASETS[name].folder else "")
    parts = [
        f"# {name}",
        f"{DATASETS[name].about[0].upper()}{DATASETS[name].about[1:]}.",
        command,
        tell_module(module.__doc__ or ""),
    ]
    parts.append(
        write_columns(name) if name in SEPARATED else write_tables() if DATASETS[name].folder else write_lines(name)
    )
    return "\n\n".join(parts) + "\n"


def tell_module(text: str) -> str:
    """A docstring as Markdown."""
    text = re.sub(r"\nSource:\n\s+", "\nSource: ", text.strip())
    return re.sub(r"\n {4}", "\n", text)


def written(name: str) -> str:
    stream = io.StringIO(newline="")
    dataset_writer(name)([Kept(SAMPLE.ARTICLE, SAMPLE.REPORT, SAMPLE.REPORT.events)], stream, LeftOut())
    return stream.getvalue()


def write_columns(name: str) -> str:
    """Each column with what it holds in the first row of the sample."""
    rows = list(
        csv.reader(io.StringIO(written(name), newline=""), delimiter=SEPARATED[name], quoting=csv.QUOTE_MINIMAL)
    )
    columns = columns_of(name)
    row = rows[0] if name.startswith("gdelt") else rows[1]
    cells = zip(columns, row, strict=True)
    lines = ["## Columns", "", f"{len(columns)}, in this order; the example is the first row of a made-up report.", ""]
    lines += ["| column | example |", "| --- | --- |"]
    lines += [f"| {column} | {cell.replace('|', ' ') or '*(empty)*'} |" for column, cell in cells]
    return "\n".join(lines)


def write_tables() -> str:
    """The tidy tables with their columns."""
    with tempfile.TemporaryDirectory() as folder:
        dataset_writer("csv")([Kept(SAMPLE.ARTICLE, SAMPLE.REPORT, SAMPLE.REPORT.events)], Path(folder), LeftOut())
        lines = ["## Tables"]
        for table, columns in TABLES.items():
            rows = list(csv.reader((Path(folder) / f"{table}.csv").open(encoding="utf-8", newline="")))
            lines += ["", f"### {table}", "", "| column | kind | example |", "| --- | --- | --- |"]
            cells = zip(columns.items(), rows[1], strict=True)
            lines += [f"| {column} | {kind} | {cell.replace('|', ' ')} |" for (column, kind), cell in cells]
    return "\n".join(lines)


def write_lines(name: str) -> str:
    """The first event of the sample, laid out."""
    text = written(name)
    records: list[Any] = list(records_of(name, text))
    wanted = next((record for record in records if is_event(record)), records[0])
    return (
        "## Example\n\nAn event of a made-up report:\n\n```json\n"
        + json.dumps(wanted, indent=2, ensure_ascii=False)
        + "\n```"
    )


def records_of(name: str, text: str) -> list[Any]:
    if name == "geojson":
        return list(json.loads(text)["features"])
    if name == "jsonld":
        return list(json.loads(text)["@graph"])
    records = [json.loads(line) for line in text.splitlines()]
    return [record["events"][0] for record in records] if name == "jsonl" else records


def is_event(record: Any) -> bool:
    kinds = record.get("@type", record.get("schema", record.get("type")))
    return "Event" in (kinds if isinstance(kinds, list) else [kinds])


if __name__ == "__main__":
    sys.exit(main())
