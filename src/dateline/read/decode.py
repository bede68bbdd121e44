"""Bytes to text: which encodings are read, and what is said of the others."""

from __future__ import annotations

import codecs

from dateline.errors import EncodingError, UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = {
    b"%PDF": "a PDF; take its text out first, for example with pdftotext",
    b"PK\x03\x04": "a zip archive or office document; save it as plain text",
    b"\x1f\x8b": "gzip-compressed; unpack it first, for example with gunzip",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as plain text",
    b"{\\rtf": "rich text (RTF); save it as plain text",
    b"SQLite format 3": "an SQLite database",
}


def encoding_of(start: bytes) -> tuple[str, int]:
    """Tell the encoding by the byte-order mark, and the mark's length; without one UTF-8.

    Example:
        >>> encoding_of(b"abc")
        ('utf-8', 0)
    """
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def decode(data: bytes, where: str, *, offset: int = 0) -> str:
    """Decode bytes to text, each character as it stands there; a byte-order mark is left out.

    Args:
        data: UTF-8, or UTF-16 or UTF-32 with a byte-order mark.
        where: Their place, as messages show it.
        offset: How many bytes of the file stand before them.

    Raises:
        EncodingError: They are in another encoding; the message names the first bad byte.
        UnreadableError: They are no text.
    """
    refuse_binary(data, where)
    encoding, skip = encoding_of(data)
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as problem:
        at = problem.start + skip
        raise EncodingError(
            f"{where}: byte 0x{data[at]:02X} at offset {offset + at:,} is not {encoding.upper()}; convert the file first, "
            "for example `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`"
        ) from problem


def refuse_binary(data: bytes, where: str) -> None:
    """Refuse bytes that are no text: known binary formats, or NUL bytes outside UTF-16 and UTF-32.

    Raises:
        UnreadableError: It names what they are, where that can be told.
    """
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise UnreadableError(f"{where}: is {what}")
    if encoding_of(data)[1] < 2 or data.startswith(codecs.BOM_UTF8):
        nul = data.find(b"\0")
        if nul >= 0:
            raise UnreadableError(f"{where}: is binary, not text (a NUL byte at offset {nul:,})")
