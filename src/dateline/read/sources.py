"""Sources: files and standard input, each given to the reader that knows its format."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from glob import glob
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError, UnreadableError
from dateline.read.decode import encoding_of
from dateline.read.given import Given, Origin, Read
from dateline.read.html import read_html
from dateline.read.plain import read_plain
from dateline.read.records import read_json, read_jsonl

Reader = Callable[[BinaryIO, Origin, Given], Iterator[Read]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
"""Reader by file name ending. A source with another ending is told by how it starts."""

STDIN = "-"
SNIFF_BYTES = 65_536
_PAGE = re.compile(r"\s*<(!doctype\s+html|!--|\?xml\s|(html|head|body|article|meta|title|div)[\s>])", re.IGNORECASE)
_OBJECT = re.compile(r'\s*\{\s*["}]')
_LIST = re.compile(r"\s*\[\s*[{\]]")


def read_articles(sources: Iterable[str], given: Given | None = None) -> Iterator[Read]:
    """Read sources one after the other; what cannot be read gives an `InputError` in its place.

    Args:
        sources: Paths of files, or `-` for standard input.
        given: What the caller says of the articles.

    Example:
        >>> list(read_articles(["no-such-file.txt"]))[0].kind
        'unreadable'
    """
    for source in sources:
        yield from read_file(source, given or Given())


def expand_sources(sources: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Give the files of sources, with the name of each: of a folder all that can be read, of a pattern all that fit.

    Args:
        sources: Files, folders, patterns such as `news/*.jsonl` or `news/**/*.txt`, or `-`.

    Yields:
        A path with the name of an article that has none: within a folder, its path from there;
        None for that of the file itself. A folder or pattern without files is given as it is.
    """
    for source in sources:
        if source != STDIN and os.path.isdir(source):  # noqa: PTH112 - a path with a NUL byte is none
            yield from _files_in(source) or [(source, None)]
        elif any(char in source for char in "*?[") and not os.path.lexists(source):
            found = sorted(path for path in glob(source, recursive=True) if not os.path.isdir(path))  # noqa: PTH112, PTH207
            yield from ((path, None) for path in found or [source])
        else:
            yield source, None


def _files_in(folder: str) -> list[tuple[str, str | None]]:
    """Give the files of a folder and its folders that a reader knows by their ending, hidden ones aside, in order."""
    found: list[tuple[str, str | None]] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                path = os.path.join(place, name)  # noqa: PTH118
                found.append((path, os.path.relpath(path, folder)))
    return found


def count_articles(sources: Iterable[str]) -> int | None:
    """Estimate how many articles sources hold, quickly; None where that cannot be told."""
    total = 0
    for source in sources:
        if source == STDIN:
            return None
        if READERS.get(Path(source).suffix.lower()) is read_jsonl:
            total += _count_lines(source)
        else:
            total += 1
    return total


def reader_for(stream: io.BufferedIOBase | BinaryIO) -> tuple[Reader, BinaryIO]:
    """Tell a stream's format by how it starts.

    Returns:
        The reader, and the stream from its start again.
    """
    first = stream.readline(SNIFF_BYTES)
    while first and not first.strip() and len(first) < SNIFF_BYTES:
        first += stream.readline(SNIFF_BYTES)
    encoding, skip = encoding_of(first)
    if encoding != "utf-8":
        first += stream.readline(SNIFF_BYTES)
    start = first[skip:].decode(encoding, "replace")
    if not _OBJECT.match(start) and start.strip() != "{":
        reader = read_html if _PAGE.match(start) else read_json if _LIST.match(start) else read_plain
        return reader, _joined(first, stream)
    if _is_json(start):
        return read_jsonl, _joined(first, stream)
    second = stream.readline(SNIFF_BYTES)
    reader = read_jsonl if second.lstrip().startswith(b"{") else read_json
    return reader, _joined(first + second, stream)


def read_file(source: str, given: Given, name: str | None = None) -> Iterator[Read]:
    """Read one file or standard input; what cannot be read gives an `InputError` in its place.

    Args:
        source: Its path, or `-`.
        given: What the caller says of the articles.
        name: The id of an article that has none, in place of the file's name.
    """
    shown = printable(source)
    origin = Origin("standard input") if source == STDIN else Origin(shown, printable(name or Path(source).name))
    try:
        with open_source(source) as stream:
            known = READERS.get(Path(source).suffix.lower())
            reader, whole = (known, stream) if known else reader_for(stream)
            yield from reader(whole, origin, given)
    except InputError as problem:
        problem.article_id = problem.article_id or origin.name
        yield problem
    except OSError as problem:
        yield UnreadableError(f"{origin.shown}: cannot be read: {problem.strerror}", article_id=origin.name)


def open_source(source: str) -> AbstractContextManager[BinaryIO]:
    """Open a file or standard input, or say why it cannot be.

    Raises:
        UnreadableError: It is not there, is a folder, or may not be read.
    """
    if source != STDIN:
        return open_file(source)
    if sys.stdin is None:
        raise UnreadableError("standard input: is closed")
    return nullcontext(sys.stdin.buffer)


def open_file(source: str) -> BinaryIO:
    """Open a file, or say why it cannot be.

    Raises:
        UnreadableError: It is not there, is a folder, or may not be read.
    """
    shown = printable(source)
    try:
        if stat.S_ISDIR(os.stat(source).st_mode):  # noqa: PTH116 - a path with a NUL byte raises ValueError here
            raise UnreadableError(f"{shown}: is a folder; name the files in it, for example {shown.rstrip('/')}/*.txt")
        return open(source, "rb")  # noqa: PTH123
    except FileNotFoundError as problem:
        raise UnreadableError(f"{shown}: no such file") from problem
    except PermissionError as problem:
        raise UnreadableError(f"{shown}: may not be read; change its permissions") from problem
    except OSError as problem:
        raise UnreadableError(f"{shown}: cannot be opened: {problem.strerror}") from problem
    except ValueError as problem:
        raise UnreadableError(f"{shown}: is no file name: {problem}") from problem


def printable(name: str) -> str:
    """Give a file name in characters that can be printed, whatever bytes the system has for it."""
    return os.fsencode(name).decode("utf-8", "backslashreplace") if _escaped(name) else name


def _escaped(name: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in name)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _count_lines(source: str) -> int:
    try:
        with open_file(source) as file:
            return sum(1 for line in file if line.strip()) or 1
    except (InputError, OSError):
        return 1


def _joined(start: bytes, rest: io.BufferedIOBase | BinaryIO) -> BinaryIO:
    return cast(BinaryIO, _Joined(start, rest))


class _Joined:
    """A binary stream whose first bytes have been read already."""

    def __init__(self, start: bytes, rest: io.BufferedIOBase | BinaryIO) -> None:
        self._start = io.BytesIO(start)
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        start = self._start.read(size)
        return start + self._rest.read(size - len(start) if size >= 0 else -1)

    def readline(self, size: int = -1) -> bytes:
        start = self._start.readline(size)
        if start.endswith(b"\n") or 0 <= size <= len(start):
            return start
        return start + self._rest.readline(size - len(start) if size >= 0 else -1)
