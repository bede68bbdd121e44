"""Find: the time expressions of a document, each resolved against those before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.report import Time
from dateline.steps.times.anchor import way_of
from dateline.steps.times.forms import Match, load_forms
from dateline.steps.times.lexemes import read_runs
from dateline.steps.times.readings import READINGS, Meaning, NoTime
from dateline.steps.times.resolve import Context, Resolved, Way, is_comparison, move_focus, resolve
from dateline.steps.times.vetoes import is_vetoed
from dateline.steps.times.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
    for match, meaning in find_meanings(text, words):

        def way(match: Match = match) -> Way:
            return way_of(words.head_of(match.start, match.end))

        resolved = resolve(meaning, replace(context, way=way))
        if resolved is None:
            continue
        yield match, resolved
        if resolved.period is not None and not is_comparison(meaning):
            context = move_focus(context, resolved.period)


def find_meanings(text: str, words: Words) -> Iterator[tuple[Match, Meaning]]:
    """Give every row of words that is a time, with what it means, in text order and none overlapping."""
    forms = load_forms()
    for run in read_runs(text):
        code = forms.code(run)
        i = 0
        while i < len(code):
            found = _first_accepted(forms.match(run, code, i), words)
            if found is None:
                i += 1
            else:
                if not isinstance(found[1], NoTime):
                    yield found
                i += len(found[0].lexemes)


def _first_accepted(matches: list[Match], words: Words) -> tuple[Match, Meaning] | None:
    for match in matches:
        meaning = READINGS[match.read](match)
        if meaning is not None:
            return match, NoTime() if is_vetoed(match, words) else meaning
    return None
