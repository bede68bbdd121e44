"""Plain text: one article a file, its text exactly as it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import TooLargeError
from dateline.read.decode import decode
from dateline.read.given import Given, Origin, Read, make_article

BYTES_PER_CHAR = 4


def read_plain(stream: BinaryIO, origin: Origin, given: Given) -> Iterator[Read]:
    """Read a text file as one article; line ends, blanks and control characters are kept.

    Args:
        stream: The file's bytes.
        origin: Where they come from; without a name the id is a digest.
        given: What the caller says of it.

    Raises:
        InputError: It is no text, or certainly over the size limit.
    """
    limit = BYTES_PER_CHAR * given.max_chars + BYTES_PER_CHAR
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(
            f"{origin.shown}: has over {given.max_chars:,} characters, the limit; split it into its reports"
        )
    yield make_article({"id": origin.name, "text": decode(data, origin.shown)}, origin.shown, given)
