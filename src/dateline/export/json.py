"""JSON for people and scripts: one report as an object, several as an array."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TextIO

from dateline.export import Result
from dateline.report import FailedReport, Report


def write_json(results: Iterable[Result], stream: TextIO) -> None:
    """Write a single report as an object; none or several as an array, each as it is ready."""
    reports = (result.report for result in results)
    first = list(islice(reports, 2))
    if len(first) == 1:
        stream.write(to_json(first[0]) + "\n")
        return
    stream.write("[")
    for n, report in enumerate(chain(first, reports)):
        stream.write((",\n" if n else "\n") + to_json(report))
        stream.flush()
    stream.write("\n]\n")


def to_json(report: Report | FailedReport) -> str:
    """Give a report as indented JSON."""
    return report.model_dump_json(indent=2)
