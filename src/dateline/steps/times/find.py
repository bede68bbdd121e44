"""Find: the time expressions of a document, each resolved against those before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.report import Time
from dateline.steps.times.anchor import way_of
from dateline.steps.times.forms import Match, load_forms
from dateline.steps.times.lexemes import read_runs
from dateline.steps.times.readings import READINGS
from dateline.steps.times.resolve import Context, Resolved, Way, is_comparison, move_focus, resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Words:
    """The tokens of a document by their place in the text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [token.idx for token in doc]

    def at(self, offset: int) -> Token:
        """The token that holds a character."""
        return self.doc[max(bisect_right(self.starts, offset) - 1, 0)]

    def head_of(self, start: int, end: int) -> Token:
        """The token of a stretch of text that governs the others."""
        first, last = self.at(start).i, self.at(end - 1).i
        return next((t for t in self.doc[first : last + 1] if not first <= t.head.i <= last), self.doc[last])


def find_times(doc: Doc, published: date | None) -> list[Time]:
    """Find the time expressions of a document.

    Args:
        doc: The annotated text.
        published: Day the article appeared; None leaves relative times open.
    """
    words = Words(doc)
    text = doc.text
    found: list[Time] = []
    for match, resolved in _resolve_all(words, text, published):
        days = resolved.days
        found.append(
            Time.cut(
                text,
                match.start,
                match.end,
                id=f"T{len(found) + 1}",
                type=resolved.type,
                value=resolved.value,
                earliest=days[0].isoformat() if days else None,
                latest=days[1].isoformat() if days else None,
            )
        )
    return found


def _resolve_all(words: Words, text: str, published: date | None) -> Iterator[tuple[Match, Resolved]]:
    context = Context(published)
    for match in find_matches(text):
        meaning = READINGS[match.read](match)
        if meaning is None:
            continue

        def way(match: Match = match) -> Way:
            return way_of(words.head_of(match.start, match.end))

        resolved = resolve(meaning, replace(context, way=way))
        if resolved is None:
            continue
        yield match, resolved
        if resolved.period is not None and not is_comparison(meaning):
            context = move_focus(context, resolved.period)


def find_matches(text: str) -> Iterator[Match]:
    """Give every row of words that has the form of a time, in text order."""
    forms = load_forms()
    for run in read_runs(text):
        yield from forms.find(run)
