"""Find: the time expressions of a document, each resolved against those before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.report import Time
from dateline.steps.times.anchor import way_of
from dateline.steps.times.beside import end_of, read_beside
from dateline.steps.times.compare import is_yardstick
from dateline.steps.times.context import Context, Resolved, Way, is_aside, move_focus
from dateline.steps.times.counted import pin_counted
from dateline.steps.times.elliptic import with_elliptic
from dateline.steps.times.fiscal import Fiscal, go_on_fiscal
from dateline.steps.times.forms import Match, load_forms
from dateline.steps.times.habits import read_habit
from dateline.steps.times.lexemes import read_runs
from dateline.steps.times.meanings import Meaning, NoTime
from dateline.steps.times.narrative import Told, frame_year, is_longer, tell, told_year
from dateline.steps.times.opening import written_on
from dateline.steps.times.ranges import keep_order
from dateline.steps.times.readings import READINGS
from dateline.steps.times.resolve import order_of_figures, resolve
from dateline.steps.times.rows import Reading, earlier_day, earlier_length, further_day, share_nights, share_years
from dateline.steps.times.vetoes import is_misread, is_vetoed
from dateline.steps.times.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_times(doc: Doc, published: date | None, *, text: str | None = None) -> list[Time]:
    """Find the time expressions of a document.

    Args:
        doc: The annotated text.
        published: Day the article appeared; None leaves relative times open.
        text: The document's text, where it is at hand: spaCy would put it together again from the tokens.
    """
    text, words = doc.text if text is None else text, Words(doc)
    return [
        Time.cut(
            text,
            _start_of(match, words),
            match.end,
            id=f"T{n}",
            type=resolved.type,
            value=resolved.value,
            earliest=_iso(resolved, 0),
            latest=_iso(resolved, 1),
        )
        for n, (match, resolved) in enumerate(pin_counted(list(_resolve_all(words, text, published)), words), 1)
    ]


def _iso(resolved: Resolved, end: int) -> str | None:
    day = resolved.days[end] if resolved.days else None
    return None if day is None else day.isoformat()


def _start_of(match: Match, words: Words) -> int:
    """Where the span begins: outside stand a possessive, a preposition, and an article of the noun after it.

    "its [third quarter]", "the [third-quarter] loss", but "in [the third quarter]"; "spent over
    [three years]", but "for [over three years]".
    """
    first = match.lexemes[0]
    if match.start != first.start or len(match.lexemes) == 1:
        return match.start
    token = words.at(match.start)
    outside = "possessive" in first.kinds or ("approximate" in first.kinds and token.dep_ == "prep")
    if "the" in first.kinds or first.text.lower() in ("a", "an"):
        outside = not match.start <= token.head.idx < match.end
    return match.lexemes[1].start if outside else match.start


def _resolve_all(words: Words, text: str, published: date | None) -> Iterator[tuple[Match, Resolved]]:
    """Resolve each expression in the light of those before it and of the words beside it."""
    found = with_elliptic(list(find_meanings(text, words)), words)
    context = Context(written_on(found, text, published), day_first=order_of_figures(meaning for _, meaning in found))
    before = 0
    told: Told | None = None
    last: Resolved | None = None
    for n, (match, _) in enumerate(found):

        def way(match: Match = match) -> Way:
            return way_of(words.head_of(match.start, match.end))

        if text.find("\n\n", before, match.start) >= 0:
            context, told = replace(context, year=None), None
        before = match.start
        meaning = read_habit(match, read_beside(found, n, words, replace(context, way=way)), words)
        year = context.year or told_year(match, meaning, told, words)
        here = replace(context, year=year, way=way)
        resolved = _resolve(found, n, meaning, last, here)
        if resolved is None:
            continue
        fiscal = go_on_fiscal(context.fiscal, meaning, resolved.period, end_of(found, n, here))
        resolved = _with_own_days(resolved, fiscal)
        yield match, resolved
        last = resolved
        anew = (fiscal is None) != (context.fiscal is None) and resolved.period is not None and way() != "future"
        context = replace(context, fiscal=fiscal, reported=resolved.period if anew else context.reported)
        context = replace(context, longer=context.longer or is_longer(match))
        if is_yardstick(found, n, words):
            continue
        told = tell(match, meaning, resolved.period, told, words)
        if not is_aside(meaning):
            context = _go_on(match, meaning, resolved, context, words)


def _with_own_days(resolved: Resolved, fiscal: Fiscal | None) -> Resolved:
    """Give a fiscal quarter the days of its firm's year; none where the text does not tell its end."""
    period = resolved.period
    if fiscal is None or period is None or not fiscal.is_same(period):
        return resolved
    days = fiscal.days_of(period)
    return replace(resolved, days=days, value=f"{days[1].year}-QX" if days and fiscal.by_end else resolved.value)


def _go_on(match: Match, meaning: Meaning, resolved: Resolved, context: Context, words: Words) -> Context:
    """The context of what follows an expression."""
    if resolved.period is None:
        return context
    year = frame_year(match, meaning, resolved.period, context, words)
    reported = resolved.period if "ended" in match else context.reported
    return move_focus(replace(context, year=year, reported=reported), resolved.period)


def _resolve(
    found: list[Reading], n: int, meaning: Meaning, last: Resolved | None, context: Context
) -> Resolved | None:
    try:
        resolved = resolve(meaning, context)
        return None if resolved is None else keep_order(found, n, resolved, last, context)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999, which Python's dates end at
        return None


def find_meanings(text: str, words: Words) -> Iterator[Reading]:
    """Give every row of words that is a time, with what it means, in text order and none overlapping."""
    forms = load_forms()
    for run in read_runs(text):
        code = forms.code(run)
        found: list[Reading] = []
        i = 0
        while i < len(code):
            reading = _first_accepted(forms.match(run, code, i), words) or further_day(run, i, found)
            if reading is None:
                i += 1
            else:
                found += [*earlier_day(run, i, found, reading), *earlier_length(run, i, reading), reading]
                i += len(reading[0].lexemes)
        yield from share_years(share_nights([reading for reading in found if not isinstance(reading[1], NoTime)]))


def _first_accepted(matches: list[Match], words: Words) -> Reading | None:
    for match in matches:
        meaning = READINGS[match.read](match)
        if meaning is not None and not is_misread(match, words):
            return match, NoTime() if is_vetoed(match, words) else meaning
    return None
