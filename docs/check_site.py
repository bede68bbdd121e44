"""Fail where a page of the built site would fetch anything from another address, or leads nowhere.

python docs/check_site.py build/site
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

FETCHED = (
    "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //source/@src | //object/@data"
)
IN_CODE = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["']|import\s*\(?\s*["']|fetch\(\s*["'`]|\bsrc\s*=\s*["'])(https?:)?//[\w.]+"""
)
NETWORKS = re.compile(r"https?://(?:[\w-]+\.)*(?:jsdelivr|unpkg|cdnjs|googleapis|gstatic|cloudflare|plot\.ly)\b")


def main() -> int:
    site = Path(sys.argv[1]).resolve()
    problems = [problem for page in sorted(site.rglob("*.html")) for problem in check_page(page)]
    problems += [problem for path in sorted(site.rglob("*.css")) for problem in check_code(path)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def check_page(page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    tree = html.document_fromstring(text)
    yield from (f"{page}: fetches {address}" for address in tree.xpath(FETCHED) if urlsplit(address).netloc)
    for script in tree.xpath("//script/text() | //style/text()"):
        yield from (
            f"{page}: code fetches {found[0]}" for found in (*IN_CODE.finditer(script), *NETWORKS.finditer(script))
        )
    for address in tree.xpath("//a/@href"):
        parts = urlsplit(address)
        if parts.path and not parts.scheme and not parts.netloc and not (page.parent / unquote(parts.path)).exists():
            yield f"{page}: leads to {address}, which is not there"


def check_code(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from (f"{path}: fetches {found[0]}" for found in IN_CODE.finditer(text))


if __name__ == "__main__":
    sys.exit(main())
