"""Read reports back that `dateline code` wrote: JSON or JSON Lines → reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dateline.errors import EncodingError, FormatError, UnreadableError
from dateline.report import FailedReport, Report

_ADAPTER: TypeAdapter[Report | FailedReport] = TypeAdapter(Report | FailedReport)


def read_reports(sources: Iterable[str]) -> Iterator[Report | FailedReport]:
    """Give the reports of files in their order; "-" is standard input.

    Raises:
        InputError: A file cannot be read, or something in it is no report.
    """
    for source in sources:
        text = _read(source)
        for where, value in _values(source, text):
            yield _to_report(where, value)


def _read(source: str) -> str:
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as problem:
        raise UnreadableError(f"{source}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise EncodingError(f"{source}: is not UTF-8 (byte {problem.start}); reports are JSON in UTF-8") from problem


def _values(source: str, text: str) -> Iterator[tuple[str, Any]]:
    """Give each JSON value that should be a report, with where it stands."""
    try:
        whole = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        yield from _lines(source, text)
        return
    many = whole if isinstance(whole, list) else [whole]
    yield from ((f"{source}: report {n}", value) for n, value in enumerate(many, 1))


def _lines(source: str, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{source}:{number}", json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise FormatError(f"{source}:{number}: this is no JSON ({problem})") from problem


def _to_report(where: str, value: Any) -> Report | FailedReport:
    try:
        return _ADAPTER.validate_python(value)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise FormatError(
            f"{where} is no report of dateline ({first['msg']}); make one with `dateline code --format jsonl`"
        ) from problem
