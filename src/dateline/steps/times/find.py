"""Find: the time expressions of a document, each resolved against those before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.report import Time
from dateline.resources.tables import load_table
from dateline.steps.times.anchor import way_of
from dateline.steps.times.counted import pin_counted
from dateline.steps.times.forms import Match, load_forms
from dateline.steps.times.lexemes import read_runs
from dateline.steps.times.meanings import Clock, Meaning, Named, NoTime, Ready, Shift
from dateline.steps.times.opening import written_on
from dateline.steps.times.periods import Period
from dateline.steps.times.readings import READINGS
from dateline.steps.times.resolve import (
    Context,
    Resolved,
    Way,
    is_aside,
    move_focus,
    order_of_figures,
    resolve,
)
from dateline.steps.times.rows import Reading, earlier_day, further_day, share_nights, share_years
from dateline.steps.times.vetoes import is_misread, is_vetoed
from dateline.steps.times.words import Words
from dateline.text.clauses import SUBJECTS, children_of, clause_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc


DAY_GAP = 40
"""Characters that may stand between a clock time and its day."""

_MEASURED = ("from", "than", "over", "with", "to", "on")


def find_times(doc: Doc, published: date | None) -> list[Time]:
    """Find the time expressions of a document.

    Args:
        doc: The annotated text.
        published: Day the article appeared; None leaves relative times open.
    """
    text, words = doc.text, Words(doc)
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
    """Resolve each expression in the light of those before it, and a clock time by the day beside it."""
    found = list(find_meanings(text, words))
    context = Context(written_on(found, text, published), day_first=order_of_figures(meaning for _, meaning in found))
    before = 0
    told: Told | None = None
    for n, (match, meaning) in enumerate(found):

        def way(match: Match = match) -> Way:
            return way_of(words.head_of(match.start, match.end))

        if text.find("\n\n", before, match.start) >= 0:
            context, told = replace(context, year=None), None
        before = match.start
        if isinstance(meaning, Clock) and meaning.day is None:
            meaning = replace(meaning, day=_day_beside(found, n, words))
        meaning = _some_day(match, _known_day(match, meaning, words, published), words)
        meaning = _compared(found, n, meaning, words)
        if "ended" in match and n + 1 < len(found):
            meaning = _ended(meaning, found[n + 1][1])
        year = _told_year(match, meaning, told, words) if context.year is None else None
        resolved = _resolve(meaning, replace(context, year=year or context.year, way=way))
        if resolved is None:
            continue
        yield match, resolved
        told = _told(match, meaning, resolved.period, told, words)
        context = replace(context, longer=context.longer or _is_longer(match))
        if resolved.period is not None and not is_aside(meaning):
            year = _frame_year(match, meaning, resolved.period, context, words)
            reported = resolved.period if "ended" in match else context.reported
            context = move_focus(replace(context, year=year, reported=reported), resolved.period)


def _resolve(meaning: Meaning, context: Context) -> Resolved | None:
    try:
        return resolve(meaning, context)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999, which Python's dates end at
        return None


def _known_day(match: Match, meaning: Meaning, words: Words, published: date | None) -> Meaning:
    """Read "the Sept. 11 attacks" as those of 2001: a day that goes by its figures with a noun."""
    if not isinstance(meaning, Named) or meaning.day is None or meaning.year is not None or meaning.which is not None:
        return meaning
    for row in load_table("times/known_days.yaml"):
        if (row["month"], row["day"]) == (meaning.month, meaning.day):
            known = published is None or published >= date(row["year"], row["month"], row["day"])
            governor = words.governor(match.start, match.end)
            if known and governor.lemma_.lower() in row["nouns"]:
                return replace(meaning, year=row["year"])
    return meaning


def _some_day(match: Match, meaning: Meaning, words: Words) -> Meaning:
    """Read "he will one day return": before its verb "one day" is no length but some point."""
    if match.read != "duration" or [lexeme.text.lower() for lexeme in match.lexemes] != ["one", "day"]:
        return meaning
    token, before = words.head_of(match.start, match.end), words.before(match.start)
    if before is not None and before.tag_ == "MD":
        return Ready("DATE", "FUTURE_REF")
    if token.dep_ != "npadvmod" or token.head.pos_ not in ("VERB", "AUX") or token.head.i < token.i:
        return meaning
    return Ready("DATE", "FUTURE_REF" if way_of(token) == "future" else "PAST_REF")


Told = tuple[Period, int]
"""A month or day that the text gave with its year, and the number of its sentence."""


def _told(match: Match, meaning: Meaning, period: Period | None, told: Told | None, words: Words) -> Told | None:
    """The month or day of a past year that the text tells of, for the months that go on from it."""
    sentence = words.sentence(match.start)
    if period is not None and isinstance(meaning, Named) and meaning.month is not None:
        goes_on = told is not None and period.first.year - told[0].first.year in (0, 1)
        return (period, sentence) if meaning.year is not None or goes_on else None
    return told


def _told_year(match: Match, meaning: Meaning, told: Told | None, words: Words) -> int | None:
    """The year of a month that goes on from one just told: "He fled in May 2011. In August he was sentenced".

    It follows in the same sentence or opens the next, and its clause goes on with the same people.
    """
    if told is None or not isinstance(meaning, Named) or meaning.month is None:
        return None
    if meaning.year is not None or meaning.which is not None or meaning.year_shift is not None or meaning.same:
        return None
    period, sentence = told
    gap = words.sentence(match.start) - sentence
    if gap > 1 or (gap == 1 and not _opens_sentence(match, words)) or not _goes_on(match, words):
        return None
    later = (meaning.month, meaning.day or 31) >= (period.first.month, period.first.day)
    return period.first.year if later else period.first.year + 1


def _goes_on(match: Match, words: Words) -> bool:
    """Whether the clause of a time has no subject of its own or a pronoun, so that it tells on of the same people."""
    verb = clause_verb(words.head_of(match.start, match.end))
    if verb is None or way_of(words.head_of(match.start, match.end)) != "past":
        return False
    subjects = [child for child in children_of(verb) if child.dep_ in SUBJECTS]
    return all(subject.pos_ == "PRON" for subject in subjects)


def _compared(found: list[Reading], n: int, meaning: Meaning, words: Words) -> Meaning:
    """Mark what the time before it in the sentence is measured against: "in May sales fell 5% from a year earlier"."""
    if not isinstance(meaning, Shift) or not meaning.keep or n == 0:
        return meaning
    start = found[n][0].start
    before = words.before(start)
    measured = before is not None and before.lower_ in _MEASURED
    return replace(meaning, compared=measured and words.sentence(found[n - 1][0].start) == words.sentence(start))


def _is_longer(match: Match) -> bool:
    """Whether the text goes on to months that make no quarter: "for the nine months", "in the first six months"."""
    definite = any(kind in match for kind in ("the", "first", "latest"))
    return definite and match.read == "duration" and match.first("units") == "month" and match.first("num") != 3


def _ended(meaning: Meaning, end: Meaning) -> Meaning:
    """Read "the quarter ended Sept. 30" as the third: the end that stands after it tells which."""
    if isinstance(meaning, Shift) and meaning.grain == "week" and isinstance(end, Named) and end.month and end.day:
        return replace(end, grain="week", weekday=None)
    if isinstance(meaning, Named) and meaning.grain == "quarter" and isinstance(end, Named) and end.month:
        return Named(nth=((end.month + 2) // 3, "quarter"), grain="quarter", year=end.year)
    return meaning


def _frame_year(match: Match, meaning: Meaning, period: Period, context: Context, words: Words) -> int | None:
    """The year that the text is about after a period was named.

    A past year that opens a sentence ("In 1998 the war began") frames what follows: the
    months after it are that year's, until another kind of time is named.
    """
    if not isinstance(meaning, Named) or (meaning.year is None and (meaning.month is None or meaning.which)):
        return None
    if meaning.year is None or meaning.day is not None:
        return context.year
    past = context.published is None or period.first.year < context.published.year
    return period.first.year if past and _opens_sentence(match, words) else None


def _opens_sentence(match: Match, words: Words) -> bool:
    first = words.at(match.start)
    before = words.before(match.start)
    led = before is not None and before.is_sent_start and before.pos_ == "ADP"
    return first.is_sent_start is True or bool(led)


def _day_beside(found: list[Reading], n: int, words: Words) -> Meaning | None:
    """The day that stands nearest to a clock time in its sentence: "at 10 a.m. (0700 GMT) Friday"."""
    match = found[n][0]
    beside: list[tuple[int, Meaning]] = []
    for other, meaning in found[max(n - 1, 0) : n] + found[n + 1 : n + 3]:
        gap = max(other.start - match.end, match.start - other.end)
        if _is_day(meaning) and gap <= DAY_GAP and words.sentence(other.start) == words.sentence(match.start):
            beside.append((gap, meaning))
    return min(beside, key=lambda pair: pair[0])[1] if beside else None


def _is_day(meaning: Meaning) -> bool:
    if not isinstance(meaning, Named) or meaning.grain not in ("day", None):
        return False
    return meaning.weekday is not None or (meaning.day is not None and meaning.month is not None)


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
                found += [*earlier_day(run, i, found, reading), reading]
                i += len(reading[0].lexemes)
        yield from share_years(share_nights([reading for reading in found if not isinstance(reading[1], NoTime)]))


def _first_accepted(matches: list[Match], words: Words) -> Reading | None:
    for match in matches:
        meaning = READINGS[match.read](match)
        if meaning is not None and not is_misread(match, words):
            return match, NoTime() if is_vetoed(match, words) else meaning
    return None
