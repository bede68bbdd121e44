"""Words in quotation marks: where they begin and end, how they nest, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

QuoteKind = Literal["speech", "scare", "title"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_MARK = re.compile(r"''|``|[“”„\"«»‘’'‚]")
_ELISION = re.compile(r"(?:\d0s|em|til|cause|twas|tis|n|round|bout)\b", re.IGNORECASE)
_DOUBLE_OPEN = frozenset("“„«")
_DOUBLE_CLOSE = frozenset("”»")
_BEFORE_OPEN = frozenset("([{—–-:/,“\"‘'…")
_END_MARKS = frozenset(",.?!…;—")
_MAX_DEPTH = 6
_SCARE_WORDS = 4
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "vs"]
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: code points with its marks, and those between its marks.

    Args:
        start: First character, the opening mark.
        end: Behind the closing mark, or behind the paragraph where it runs on.
        inner_start: Behind the opening mark.
        inner_end: Before the closing mark.
        depth: 0 for a quotation that stands in no other.
        kind: "speech" for whole utterances; "title" for names of works; "scare" for a few
            words held at arm's length or picked out of an utterance.
        runs_on: It goes on in the next paragraph, which opens with a mark again.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    kind: QuoteKind
    runs_on: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    inner_start: int
    double: bool


def find_quotes(text: str) -> list[Quote]:
    """Find the quotations of a text, nested ones too, in order of their start.

    A quotation ends with its paragraph: one that is not closed there is kept when the next
    paragraph opens with a mark again or when it took up its paragraph from the start, and is
    otherwise taken for a stray mark. Apostrophes are told from single marks by their neighbours.

    Example:
        >>> [text[q.start : q.end] for text in ["The army’s “final” push"] for q in find_quotes(text)]
        ['“final”']
    """
    paragraphs = list(paragraph_extents(text))
    quotes: list[Quote] = []
    for i, (start, end) in enumerate(paragraphs):
        following = paragraphs[i + 1][0] if i + 1 < len(paragraphs) else None
        runs_on = following is not None and _opens_double(text, following)
        quotes.extend(_find_in_paragraph(text, start, end, runs_on))
    return sorted(quotes, key=lambda quote: (quote.start, -quote.end))


def paragraph_extents(text: str) -> Iterator[tuple[int, int]]:
    r"""Give start and end of each paragraph, without the white space around it.

    Blank lines part paragraphs; single line ends do so too, unless most of them cut a
    sentence, as in text that is wrapped at a fixed width.

    Example:
        >>> list(paragraph_extents("One.\n\nTwo."))
        [(0, 4), (6, 10)]
    """
    start = 0
    pattern = _BLANK_LINE if _is_wrapped(text) else _LINE_END
    for match in [*pattern.finditer(text), None]:
        end = match.start() if match else len(text)
        inner = text[start:end]
        left = start + len(inner) - len(inner.lstrip())
        right = start + len(inner.rstrip())
        if left < right:
            yield left, right
        start = match.end() if match else end


def _is_wrapped(text: str) -> bool:
    """Whether most single line ends stand within a sentence."""
    ends = [text[i.start() - 1] for i in _LINE_END.finditer(text) if i.start() and "\n" not in i.group()[1:]]
    return 2 * sum(end.isalnum() or end in ",;-–" for end in ends) > len(ends)


def _opens_double(text: str, at: int) -> bool:
    return text[at] in _DOUBLE_OPEN or text[at] == '"' or text[at : at + 2] in ("''", "``")


def _find_in_paragraph(text: str, start: int, end: int, runs_on: bool) -> list[Quote]:
    """Walk over the marks of a paragraph with a stack of the open ones."""
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    closes_later = _later_single_closings(text, marks, start, end)
    stack: list[_Open] = []
    closed: list[tuple[_Open, int, int]] = []
    for (at, mark), later in zip(marks, closes_later, strict=True):
        role = _role_of(text, at, mark, start, end, stack, later)
        double = mark not in "‘’'‚"
        if role == "open" and len(stack) < _MAX_DEPTH:
            stack.append(_Open(at, at + len(mark), double))
        elif role == "close":
            while stack:
                opened = stack.pop()
                if opened.double == double:
                    closed.append((opened, at, at + len(mark)))
                    break
    quotes = _with_depth(text, closed)
    if stack and stack[0].double and (runs_on or stack[0].start == start):
        first = stack[0]
        inside = [_deeper(quote) if quote.start > first.start else quote for quote in quotes]
        open_one = Quote(first.start, end, first.inner_start, end, 0, "speech", runs_on=runs_on)
        return [*inside, open_one]
    return quotes


def _deeper(quote: Quote) -> Quote:
    return Quote(quote.start, quote.end, quote.inner_start, quote.inner_end, quote.depth + 1, quote.kind)


def _with_depth(text: str, closed: list[tuple[_Open, int, int]]) -> list[Quote]:
    """Turn pairs of marks into quotations; the depth is the number of those around each."""
    quotes: list[Quote] = []
    ends: list[int] = []
    for opened, inner_end, end in sorted(closed, key=lambda pair: pair[0].start):
        while ends and ends[-1] <= opened.start:
            ends.pop()
        if inner_end > opened.inner_start:
            kind = _kind_of(text, opened.inner_start, inner_end)
            quotes.append(Quote(opened.start, end, opened.inner_start, inner_end, len(ends), kind))
        ends.append(end)
    return quotes


def _role_of(
    text: str, at: int, mark: str, start: int, end: int, stack: list[_Open], later: bool
) -> Literal["open", "close", "none"]:
    """Say what a mark does, from its shape, its neighbours and what is open."""
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    free_before = before.isspace() or before in _BEFORE_OPEN
    if mark in ("‘", "’", "'", "‚"):
        return _role_of_single(text, at, mark, before, after, stack, later)
    is_open = any(opened.double for opened in stack)
    if mark in _DOUBLE_OPEN:
        sloppy_close = is_open and not free_before and not after.isalnum()
        return "close" if sloppy_close else "open"
    if mark in _DOUBLE_CLOSE:
        return "close" if is_open else "open" if free_before and after.isalnum() else "none"
    if is_open and not (before.isspace() and after.isalnum()):
        return "close"
    opens = not after.isspace() and (free_before or not before.isalnum())
    return "open" if opens else "none"


def _role_of_single(
    text: str, at: int, mark: str, before: str, after: str, stack: list[_Open], later: bool
) -> Literal["open", "close", "none"]:
    is_open = bool(stack) and not stack[-1].double
    if before.isalnum() and after.isalnum():
        return "none"
    if is_open and not before.isspace() and not after.isalnum():
        is_possessive = before in "sS" and later and after == " " and text[at + 2 : at + 3].islower()
        return "none" if is_possessive else "close"
    if mark != "’" and not is_open and not before.isalnum() and not after.isspace() and later:
        return "none" if _ELISION.match(text, at + 1) else "open"
    return "none"


def _later_single_closings(text: str, marks: list[tuple[int, str]], start: int, end: int) -> list[bool]:
    """Tell for each mark whether a single mark that can close follows it before one that can only open."""
    found = [False] * len(marks)
    later = False
    for i in range(len(marks) - 1, -1, -1):
        found[i] = later
        at, mark = marks[i]
        if mark == "‘":
            later = False
        elif mark in ("’", "'"):
            before = text[at - 1] if at > start else " "
            after = text[at + 1] if at + 1 < end else " "
            if not before.isspace() and not after.isalnum():
                later = True
    return found


def _kind_of(text: str, start: int, end: int) -> QuoteKind:
    """Judge by length, capitals and the stop before the closing mark."""
    if end - start > 200:
        return "speech"
    inner = text[start:end].strip()
    words = inner.split()
    if len(words) >= 2 and inner[-1:] not in "?!" and _is_title_case(words):
        return "title"
    if len(words) > _SCARE_WORDS or (inner[-1:] in _END_MARKS and words and words[0][:1].isupper()):
        return "speech"
    return "scare"


def _is_title_case(words: list[str]) -> bool:
    return all(word[:1].isupper() or word[:1].isdigit() or word.lower() in _SMALL_WORDS for word in words) and (
        words[0][:1].isupper() or words[0][:1].isdigit()
    )
