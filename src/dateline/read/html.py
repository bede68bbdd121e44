"""Web pages as they were saved: body, headline and date from the page itself.

Nothing is fetched, no script is run, and no date is taken from the clock: a page that does
not say when it was published gives an article without a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any, BinaryIO

from dateline.errors import EncodingError, FormatError, TooLargeError
from dateline.read.decode import decode, encoding_of
from dateline.read.given import Given, Origin, Read, make_article

MAX_PAGE_BYTES = 32 * 1024 * 1024
"""Largest page that is read."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_LATIN = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_DATED = "//meta | //link[@rel='canonical'] | //script[@type='application/ld+json'] | //time | //*[@itemprop]"
_NOT_PUBLICATION = re.compile("modif|updat|expir|accessed|retriev", re.IGNORECASE)


def read_html(stream: BinaryIO, origin: Origin, given: Given) -> Iterator[Read]:
    """Read a saved web page as one article, without its menus, comments and notices.

    A date that the caller gives goes before one found in the page.

    Raises:
        InputError: The page cannot be read, or holds no article.
    """
    where = origin.shown
    data = stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{where}: is over {MAX_PAGE_BYTES:,} bytes; save the article as plain text")
    fields = extract_article(decode_page(data, where))
    if fields is None:
        raise FormatError(f"{where}: no article is to be found in this page; save its text as .txt")
    if given.published:
        fields["published"] = None
    yield make_article({"id": origin.name, **fields}, where, given)


def decode_page(data: bytes, where: str) -> str:
    """Decode a page as UTF-8, or as the encoding that its own `<meta charset>` names.

    Raises:
        EncodingError: It is in neither.
        UnreadableError: It is no text.
    """
    try:
        return decode(data, where)
    except EncodingError:
        declared = _CHARSET.search(data[:4096])
        if not declared or encoding_of(data)[1]:
            raise
        label = declared.group(1).decode("ascii").lower()
        try:
            return data.decode(_LATIN.get(label, label))
        except (LookupError, UnicodeDecodeError) as problem:
            raise EncodingError(
                f"{where}: is neither UTF-8 nor {label}, as the page says; save it as UTF-8"
            ) from problem


def extract_article(page: str) -> dict[str, str | None] | None:
    """Take the article's fields out of a page, or give None where there is no article."""
    from trafilatura.core import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return None
    published = find_published(tree)
    found: Any = bare_extraction(
        deepcopy(tree),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "max_date": date.max.isoformat()},
    )
    if found is None or not (found.text or "").strip():
        return None
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    if len(lines) > 1 and lines[0] == found.title:
        del lines[0]
    return {
        "text": "\n\n".join(lines),
        "title": found.title,
        "published": published,
        "publisher": found.sitename,
        "url": found.url,
        "language": tree.get("lang") or None,
    }


def find_published(tree: Any) -> str | None:
    """Find the day that a page gives as its publication, in the places made for that.

    Only the head's fields, `<time>` elements, marked properties and the page's own address
    are looked at: a date in the body is more often that of the news than of the page.
    """
    from htmldate import find_date
    from lxml import html

    kept = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(_DATED):
        names = " ".join(element.get(key, "") for key in ("name", "property", "itemprop", "class"))
        if _NOT_PUBLICATION.search(names):
            continue
        copy = deepcopy(element)
        copy.tail = None
        kept[1 if element.tag == "time" or (element.get("itemprop") and element.tag != "meta") else 0].append(copy)
    found: str | None = find_date(
        kept,
        extensive_search=False,
        original_date=True,
        min_date="1900-01-01",
        max_date=date.max.isoformat(),
        deferred_url_extractor=True,
    )
    return found
