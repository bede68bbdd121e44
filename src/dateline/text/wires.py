"""Which news agency an article came from, by its credit: "(AP)", "By Ana Ruiz, Associated Press", "© 2025 AFP"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from dateline.report import Article
from dateline.resources.tables import load_table

HEAD_CHARS = 240
TAIL_CHARS = 240
"""How much of the start and end of a text can hold a credit."""

BYLINE_WORDS = 12
"""A line with more words is a sentence and no byline."""

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_DATELINE = re.compile(r"^[^\n]{0,120}?[(\[/]([^()\[\]\n/]{2,40})(?:[)\]/]\s*(?:[-–—:]|\n)|/\s*\.)", re.MULTILINE)
_LED = re.compile(r"^\s*([^\W\d_][\w -]{1,40}?)\s*[-–—]{1,2}\s", re.MULTILINE)
_CLOSED = re.compile(r"(?:[-–—/(\[]\s*)([^\W\d_][\w -]{1,40}?)\s*[)\]/.]{0,2}\s*$")
_SIGN_OFF = re.compile(
    r"\(\s*(?:additional )?(?:reporting|writing|compiled) by [^()]{3,200}?;\s*(?:writing|editing) by", re.IGNORECASE
)
_BYLINE = re.compile(r"^\s*(?:by|from)\s+\S", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)


@lru_cache
def _agencies() -> dict[str, str]:
    """Agency by each of its names and marks, as they are written."""
    table = load_table("lexicons/wires.yaml")["agencies"]
    return {name: agency for agency, row in table.items() for name in chain(row["names"], row["marks"])}


@lru_cache
def _names() -> re.Pattern[str]:
    """Any name or mark of an agency as a word of its own, the longest first."""
    names = sorted(_agencies(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


@lru_cache
def _beside() -> frozenset[str]:
    return frozenset(word.strip() for word in load_table("lexicons/wires.yaml")["beside"].split(","))


def find_wire(article: Article) -> str | None:
    """Give the agency that an article credits, or None; an agency that a sentence names is no credit.

    Example:
        >>> find_wire(Article(id="a", text="GOMA, Congo (AP) - A ferry sank on Lake Kivu."))
        'AP'
        >>> find_wire(Article(id="a", text="A ferry sank on Lake Kivu, a witness told AP."))
    """
    publisher = _agencies().get((article.publisher or "").strip())
    return publisher or find_credit(article.text)


def find_credit(text: str) -> str | None:
    """Give the agency that the first or last lines of a text credit, or None."""
    head, tail = text[:HEAD_CHARS], text[-TAIL_CHARS:]
    for pattern in (_DATELINE, _LED):
        for match in pattern.finditer(head):
            if agency := _only_agency(match[1]):
                return agency
    for line in chain(head.split("\n")[:4], tail.split("\n")[-3:]):
        if agency := _agency_of_line(line):
            return agency
    closed = _CLOSED.search(tail)
    if closed and (agency := _only_agency(closed[1])):
        return agency
    return "Reuters" if _SIGN_OFF.search(tail) else None


def strip_credits(text: str) -> str:
    """Give a text without its lines of credit and its dateline, which differ from copy to copy."""
    kept = (line for line in text.split("\n") if not _is_byline(line) and not _agency_of_line(line))
    stripped = "\n".join(kept).strip()
    match = _DATELINE.match(stripped[:HEAD_CHARS])
    return stripped[match.end() :] if match and _only_agency(match[1]) else stripped


def _only_agency(words: str) -> str | None:
    """Give the agency where words are its name and at most words of credit beside it."""
    found = _names().search(words)
    if not found:
        return None
    rest = _WORD.findall(words[: found.start()] + " " + words[found.end() :])
    return _agencies()[found[0]] if all(word.lower() in _beside() for word in rest) else None


def _is_byline(line: str) -> bool:
    return bool(
        _BYLINE.match(line) and len(line) <= TAIL_CHARS and len(line.split()) <= BYLINE_WORDS
    ) and not line.rstrip().endswith((".", "”", '"'))


def _agency_of_line(line: str) -> str | None:
    """Give the agency that a short line credits: a byline, a copyright line, or the bare name."""
    if not line.strip() or len(line) > TAIL_CHARS or len(line.split()) > BYLINE_WORDS + 6:
        return None
    found = _names().search(line)
    if not found:
        return None
    if _is_byline(line) or _COPYRIGHT.search(line):
        return _agencies()[found[0]]
    return _only_agency(line.strip(" ()[]-–—.*"))
