"""Beside: what the words and the times next to an expression add to its meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.resources.tables import load_table
from dateline.steps.times.anchor import way_of
from dateline.steps.times.fiscal import is_to
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Clock, InTime, Meaning, Named, Ready, Shift
from dateline.steps.times.periods import Period
from dateline.steps.times.resolve import Context, Resolved, resolve
from dateline.steps.times.rows import Reading
from dateline.steps.times.words import Words

DAY_GAP = 40
"""Characters that may stand between a clock time and its day."""

_WITHIN = ("in", "during", "by", "until", "through", "from")
_MEASURED = ("from", "than", "over", "with", "to", "on")
_AGAINST = ("from", "than", "with", "against", "versus", "vs", "vs.")
_FIGURE, _BESIDE, _RANKED = 16, 6, 10
"""Tokens of a figure, times in a sentence before one, and tokens of a rank that are looked at."""

_WEEK = timedelta(days=7)


def read_beside(found: list[Reading], n: int, words: Words, context: Context) -> Meaning:
    """The meaning of an expression in the light of its neighbours: a clock time gets its day, a quarter its end."""
    match, meaning = found[n]
    if isinstance(meaning, Clock) and meaning.day is None:
        return replace(meaning, day=_day_beside(found, n, words))
    meaning = _some_day(match, _known_day(match, meaning, words, context.published), words)
    if isinstance(meaning, InTime) and _is_ranked(match, words):
        return meaning.length
    meaning = _like_for_like(found, n, _compared(found, n, meaning, words), words, context)
    if isinstance(meaning, Named) and meaning.nth is not None:
        before = words.before(match.start)
        meaning = replace(meaning, firm=before is not None and before.lower_ in _WITHIN)
    return (
        _ended(meaning, found[n + 1][1], end_of(found, n, context), context)
        if "ended" in match and n + 1 < len(found)
        else meaning
    )


def end_of(found: list[Reading], n: int, context: Context) -> date | None:
    """The last day that stands behind a quarter: "its fourth quarter ended Aug. 26"."""
    match = found[n][0]
    ended = "ended" in match or (match.after is not None and "ended" in match.after.kinds)
    if not ended or n + 1 == len(found) or not _is_day(found[n + 1][1]):
        return None
    resolved = resolve(found[n + 1][1], replace(context, way=lambda: "past"))
    return resolved.period.first if resolved is not None and resolved.period is not None else None


def keep_order(found: list[Reading], n: int, resolved: Resolved, last: Resolved | None, context: Context) -> Resolved:
    """Let a range of weekdays end after it begins: "from Thursday to Monday", "held from Monday to Wednesday".

    What lies ahead ends in the week after its beginning; what lies behind begins in the week before its end.
    """
    if not _is_bare_weekday(found[n][1]) or resolved.period is None:
        return resolved
    if n and last is not None and last.period is not None and _is_range(found[n - 1], found[n]):
        return _moved(resolved, _WEEK) if resolved.period.first < last.period.first else resolved
    today = resolved.period.first == context.published  # what began today ends ahead
    if n + 1 < len(found) and not today and context.way() != "future" and _is_range(found[n], found[n + 1]):
        end = resolve(found[n + 1][1], context)
        late = end is not None and end.period is not None and end.period.first < resolved.period.first
        return _moved(resolved, -_WEEK) if late else resolved
    return resolved


def _is_range(start: Reading, end: Reading) -> bool:
    """Whether two weekdays stand as "Thursday to Monday"."""
    link = start[0].after
    linked = link is not None and link is end[0].before and "to" in link.kinds
    return linked and _is_bare_weekday(start[1]) and _is_bare_weekday(end[1])


def _is_bare_weekday(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, Named) and meaning.weekday is not None and meaning.grain == "day" and meaning.which is None
    )


def _moved(resolved: Resolved, by: timedelta) -> Resolved:
    if resolved.period is None or resolved.type != "DATE":
        return resolved
    period = Period("day", resolved.period.first + by)
    return replace(resolved, value=period.value, days=(period.first, period.last), period=period)


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


def _is_ranked(match: Match, words: Words) -> bool:
    """Whether a length says among what something stands first: "the first vote in five years", "the worst in decades"."""
    here = words.before(match.start)
    for _ in range(_RANKED):
        if here is None or here.tag_ in ("VBD", "VBZ", "VBP", "MD") or here.text in (".", ";", ":", ","):
            return False
        if (
            here.tag_ in ("JJS", "RBS")
            or here.ent_type_ == "ORDINAL"
            or here.lower_ in ("first", "second", "third", "only")
        ):
            return True
        here = words.before(here.idx)
    return False


def _compared(found: list[Reading], n: int, meaning: Meaning, words: Words) -> Meaning:
    """Mark what the time before it in the sentence is measured against: "in May sales fell 5% from a year earlier"."""
    if not isinstance(meaning, Shift) or not meaning.keep or n == 0:
        return meaning
    start = found[n][0].start
    before = words.before(start)
    measured = before is not None and before.lower_ in _MEASURED
    return replace(meaning, compared=measured and words.sentence(found[n - 1][0].start) == words.sentence(start))


def _like_for_like(found: list[Reading], n: int, meaning: Meaning, words: Words, context: Context) -> Meaning:
    """Read "a loss of $2 million last year" as that of the same quarter, where a quarter's figure is measured against it.

    Not where the sentence sets it against "this year".
    """
    focus, match = context.focus, found[n][0]
    if meaning != Shift(-1, "year") or focus is None or focus.grain != "quarter" or not _is_measure(match, words):
        return meaning
    sentence = words.sentence(match.start)
    beside = [other for other, _ in found[max(n - _BESIDE, 0) : n] if words.sentence(other.start) == sentence]
    return meaning if any("this" in other for other in beside) else replace(meaning, base="focus", keep=True)


def _is_measure(match: Match, words: Words) -> bool:
    """Whether a time ends the figure that another is measured against: "compared with a loss of $2 million last year"."""
    here = words.before(match.start)
    for _ in range(_FIGURE):
        if here is None or here.pos_ in ("VERB", "AUX") or here.text in (".", ";", ":"):
            return False
        if here.lower_ in _AGAINST:
            return True
        here = words.before(here.idx)
    return False


def _ended(meaning: Meaning, end: Meaning, day: date | None, context: Context) -> Meaning:
    """Read "the quarter ended Sept. 30" as the third, unless it is a fiscal one: the end after it tells which."""
    if isinstance(meaning, Shift) and meaning.grain == "week" and isinstance(end, Named) and end.month and end.day:
        return replace(end, grain="week", weekday=None)
    if isinstance(meaning, Named) and meaning.grain == "quarter" and isinstance(end, Named) and end.month:
        if is_to(context.fiscal, day):
            return meaning
        return Named(nth=((end.month + 2) // 3, "quarter"), grain="quarter", year=end.year)
    return meaning


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
