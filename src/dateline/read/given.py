"""What a caller says about articles beside their content, and how fields become an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import DateError, EncodingError, FormatError, InputError
from dateline.report import Article, parse_published

Read = Article | InputError
"""What reading gives: an article, or why there is none. One bad record does not stop the rest."""

MAX_CHARS = 2_000_000
"""Longest text that is read, in characters."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_JSON_TYPES = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}


@dataclass(frozen=True)
class Given:
    """What the caller says of the articles in a source.

    Args:
        published: ISO 8601 date or date-time of articles that carry none of their own.
        title: Headline of articles that carry none of their own.
        max_chars: Longest text that is read; a source that must be longer is refused unread.
    """

    published: str | None = None
    title: str | None = None
    max_chars: int = MAX_CHARS


@dataclass(frozen=True)
class Origin:
    """Where articles come from.

    Args:
        shown: The source as messages show it.
        name: The file's name, which is the id of an article that has none; None for standard input.
    """

    shown: str
    name: str | None = None


def make_article(fields: Mapping[str, object], where: str, given: Given) -> Article:
    """Make an article of a record's fields; what the contract does not name is left out.

    Args:
        fields: A record as the contract describes it; an `id` may be a whole number.
        where: The record's place, as messages show it.
        given: What the caller says of it.

    Raises:
        FormatError: `text` is missing, or a field is of the wrong type.
        EncodingError: A field holds half of a surrogate pair.
        DateError: `published` is no ISO 8601 date.
    """
    article_id = _id_of(fields) or where
    try:
        if "text" not in fields:
            raise FormatError(
                f'{where}: has no "text"; an article is an object whose "text" is the body{_hint(fields)}'
            )
        strings = {name: _string(name, fields.get(name), where) for name in Article.model_fields if name != "id"}
        text = strings.pop("text")
        if text is None:
            raise FormatError(f'{where}: "text" must be a string, not null')
        check_published(strings["published"], where)
    except InputError as problem:
        problem.article_id = article_id
        raise
    strings["published"] = strings["published"] or given.published
    strings["title"] = strings["title"] or given.title
    return Article(id=_id_of(fields) or digest_of(text), text=text, **strings)


def digest_of(text: str) -> str:
    """Give the name of an article that has none: the start of its text's SHA-256."""
    return "sha256-" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def check_published(published: str | None, where: str) -> None:
    """Refuse a date that is none.

    Raises:
        DateError: `published` is no ISO 8601 date or date-time.
    """
    try:
        if published is not None:
            parse_published(published)
    except ValueError as problem:
        raise DateError(
            f"{where}: published is {published!r}, which is no date; write it like 2025-03-14 "
            "or 2025-03-14T09:30:00+03:00, or leave it out"
        ) from problem


def _id_of(fields: Mapping[str, object]) -> str | None:
    """Give a record's own id in characters that can be printed, or None."""
    value = fields.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return None
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def _string(name: str, value: object, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise FormatError(
            f'{where}: "{name}" must be a string, not {_JSON_TYPES.get(type(value), type(value).__name__)}'
        )
    half = _SURROGATE.search(value)
    if half:
        raise EncodingError(
            f'{where}: "{name}" holds half of a surrogate pair (\\u{ord(half.group()):04x}) at character {half.start()}; '
            "write the whole character"
        )
    return value


def _hint(fields: Mapping[str, object]) -> str:
    """Name the field that probably holds the text under another name."""
    like = [name for name in ("body", "content", "article", "Text", "TEXT") if isinstance(fields.get(name), str)]
    return f'; rename "{like[0]}" to "text"' if like else ""
