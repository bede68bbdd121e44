"""Make every character of a hostile text visible and harmless.

An article may hold escape sequences that recolour a terminal, marks that turn the reading
direction round, or characters that show nothing. In what a person reads each is replaced by
a sign that shows it; JSON keeps the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, escape among them; tab and line feed stay
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks and zero-width space
    "\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"  # tags, which can carry hidden words
)
_PATTERN = re.compile(f"[{_UNSEEN}]")
_UNSEEN_RUN = re.compile(f"(?:\r\n?|[{_UNSEEN}])+")
_SPACES = re.compile(r"\s+")
_RETURN = re.compile("\r\n?")


def visible(text: str, sign: Callable[[str], str] | None = None) -> str:
    r"""Replace each character that shows nothing or steers a terminal by a sign for it.

    Args:
        text: Any text.
        sign: How to show one such character; by default `sign_of`.

    Example:
        >>> visible("red: \x1b[31m")
        'red: ␛[31m'
    """
    replace = sign or sign_of
    return _PATTERN.sub(lambda match: replace(match.group()), _RETURN.sub("\n", text))


def sign_of(char: str) -> str:
    """Give the sign for a control character, or its number where it has none."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨{code:04X}⟩"


def split_unseen(text: str) -> Iterator[tuple[str, bool]]:
    r"""Part a text from the characters that `visible` replaces; each part with whether it is of them.

    Example:
        >>> list(split_unseen("red: \x1b[31m"))
        [('red: ', False), ('\x1b', True), ('[31m', False)]
    """
    end = 0
    for match in _UNSEEN_RUN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def in_line(text: str, limit: int | None = None) -> str:
    """Give a text visible and in one line, cut in its middle at `limit` characters."""
    if limit and len(text) > 20 * limit:
        text = text[: 10 * limit] + text[-10 * limit :]
    line = _SPACES.sub(" ", visible(text)).strip()
    if limit is None or len(line) <= limit:
        return line
    head = (limit - 3) * 2 // 3
    return f"{line[:head].rstrip()} … {line[-(limit - 3 - head) :].lstrip()}"
