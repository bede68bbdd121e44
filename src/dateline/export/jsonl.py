"""JSON Lines: one report a line, in input order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from dateline.export import Result
from dateline.export.coded import Kept, LeftOut
from dateline.report import FailedReport, Report

_LINE_ENDS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def write_jsonl(results: Iterable[Result], stream: TextIO) -> None:
    """Write each report as one line, and hand it on at once."""
    for result in results:
        stream.write(to_line(result.report) + "\n")
        stream.flush()


def write_jsonl_reports(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write each report with the events that passed the filters, and give their number."""
    number = 0
    for item in kept:
        stream.write(to_line(item.report.model_copy(update={"events": list(item.events)})) + "\n")
        number += len(item.events)
    stream.flush()
    return number


def to_line(report: Report | FailedReport) -> str:
    """Give a report as one line of JSON.

    Line ends that JSON allows inside a string are escaped, since many programs cut there.
    """
    return report.model_dump_json().translate(_LINE_ENDS)


def record_line(record: object) -> str:
    """Give any record as one line of JSON; half a surrogate pair, which no file can hold, becomes a question mark."""
    line = json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)
    return line.encode("utf-8", "replace").decode() + "\n"
