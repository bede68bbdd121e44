"""JSON and JSON Lines: articles as the contract writes them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import FormatError, InputError, TooLargeError
from dateline.read.decode import decode, encoding_of, refuse_binary
from dateline.read.given import Given, Origin, Read, make_article

MAX_JSON_BYTES = 256 * 1024 * 1024
"""Largest JSON file that is read at once."""

BYTES_PER_CHAR = 12
"""Most that JSON needs for one character: two escaped surrogates."""

HEAD_BYTES = 65_536
"""Room in a JSON line for what stands beside the text."""


def read_json(stream: BinaryIO, origin: Origin, given: Given) -> Iterator[Read]:
    """Read a JSON file that holds one article or a list of them.

    Raises:
        InputError: The file as a whole cannot be read.
    """
    where = origin.shown
    data = stream.read(MAX_JSON_BYTES + 1)
    if len(data) > MAX_JSON_BYTES:
        raise TooLargeError(f"{where}: is over {MAX_JSON_BYTES:,} bytes; write its articles as JSON Lines (.jsonl)")
    content = _parse(decode(data, where), where)
    if not isinstance(content, list):
        yield _article(content, where, given, origin.name)
        return
    for n, record in enumerate(content, start=1):
        yield _try_article(record, f"{where}: article {n}", given)


def read_jsonl(stream: BinaryIO, origin: Origin, given: Given) -> Iterator[Read]:
    """Read JSON Lines one at a time: one article a line, blank lines skipped.

    Lines end at line feeds alone: U+2028 and the like may stand inside a string.
    """
    limit = BYTES_PER_CHAR * given.max_chars + HEAD_BYTES
    for n, (offset, line) in enumerate(_lines(stream, limit, origin.shown), start=1):
        where = f"{origin.shown}:{n}"
        if len(line) > limit:
            yield TooLargeError(
                f"{where}: the line is over {limit:,} bytes, more than an article can have", article_id=where
            )
        elif line.strip():
            yield _read_line(line.rstrip(b"\r\n"), where, n, given, offset)


def _read_line(line: bytes, where: str, n: int, given: Given, offset: int) -> Read:
    try:
        return _article(_parse(decode(line, where, offset=offset), where, line=n), where, given, None)
    except InputError as problem:
        problem.article_id = problem.article_id or where
        return problem


def _lines(stream: BinaryIO, limit: int, where: str) -> Iterator[tuple[int, bytes]]:
    """Give each line and its offset; of one over the limit only the start, so that memory stays bounded."""
    line = stream.readline(limit + 1)
    refuse_binary(line, where)
    if encoding_of(line)[0] != "utf-8":
        stream = io.BytesIO(decode(line + stream.read(), where).encode("utf-8"))
        line = stream.readline(limit + 1)
    offset = 0
    while line:
        yield offset, line
        offset += len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
            offset += len(line)
        line = stream.readline(limit + 1)


def _parse(text: str, where: str, *, line: int | None = None) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        place = f"line {line or problem.lineno}, column {problem.colno}"
        hint = "; if it holds one article a line, name it .jsonl" if problem.msg == "Extra data" and not line else ""
        raise FormatError(f"{where}: broken JSON at {place}: {problem.msg}{hint}") from problem
    except RecursionError as problem:
        raise FormatError(f"{where}: JSON with too many brackets inside one another") from problem
    except ValueError as problem:
        raise FormatError(f"{where}: JSON with a number of too many digits") from problem


def _try_article(record: object, where: str, given: Given) -> Read:
    try:
        return _article(record, where, given, None)
    except InputError as problem:
        return problem


def _article(record: object, where: str, given: Given, name: str | None) -> Read:
    """Make an article of one record; `name` is its id where it has none."""
    if not isinstance(record, dict):
        raise FormatError(
            f'{where}: an article is a JSON object with a "text", not {json.dumps(record)[:40]}', article_id=where
        )
    if name and record.get("id") in (None, ""):
        record = {**record, "id": name}
    return make_article(record, where, given)
