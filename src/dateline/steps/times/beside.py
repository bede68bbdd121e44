"""Beside: what the words and the times next to an expression add to its meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.resources.tables import load_table
from dateline.steps.times.anchor import way_of
from dateline.steps.times.compare import read_compared
from dateline.steps.times.context import Context
from dateline.steps.times.fiscal import is_to
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Clock, Length, Meaning, Named, NoTime, PartOf, Ready, Shift
from dateline.steps.times.resolve import resolve
from dateline.steps.times.rows import Reading
from dateline.steps.times.vetoes import is_apposed
from dateline.steps.times.words import Words
from dateline.text.clauses import children_of, clause_verb

_BESIDE = 4
"""Times before "that time" among which its length is looked for."""

DAY_GAP = 40
"""Characters that may stand between a clock time and its day."""

_NEAR_FOCUS = {"day": (("day",), 2), "week": (("day",), 14), "month": (("day", "month"), 92)}
"""What "the day", "the week" and "the month" may be counted from, and how many days it may lie from the time of writing."""

_THE_NIGHT = Shift(0, "day", "focus", daypart="NI")
_WITHIN = ("in", "during", "by", "until", "through", "from")


def read_beside(found: list[Reading], n: int, words: Words, context: Context) -> Meaning:
    """The meaning of an expression in the light of its neighbours: a clock time gets its day, a quarter its end."""
    match, meaning = found[n]
    if isinstance(meaning, Clock) and meaning.day is None:
        return replace(meaning, day=_day_beside(found, n, words))
    if match.read == "that_time":
        return _stretch_before(found, n, words)
    if (same := _apposed(found, n, words)) is not None:
        return same
    meaning = _some_day(match, _known_day(match, meaning, words, context.published), words)
    meaning = read_compared(found, n, _in_focus(match, meaning, words, context), words, context)
    if isinstance(meaning, Named) and meaning.nth is not None:
        before = words.before(match.start)
        meaning = replace(meaning, firm=before is not None and before.lower_ in _WITHIN)
    if "ended" in match and n + 1 < len(found):
        return _ended(meaning, found[n + 1][1], end_of(found, n, context), context)
    return meaning


def end_of(found: list[Reading], n: int, context: Context) -> date | None:
    """The last day that stands behind a quarter: "its fourth quarter ended Aug. 26"."""
    match = found[n][0]
    ended = "ended" in match or (match.after is not None and "ended" in match.after.kinds)
    if not ended or n + 1 == len(found) or not _is_day(found[n + 1][1]):
        return None
    resolved = resolve(found[n + 1][1], replace(context, way=lambda: "past"))
    return resolved.period.first if resolved is not None and resolved.period is not None else None


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


def _stretch_before(found: list[Reading], n: int, words: Words) -> Meaning:
    """Read "during that time" as the length named last in this sentence or the one before it; else it is no time."""
    for match, meaning in reversed(found[max(n - _BESIDE, 0) : n]):
        if words.sentence(found[n][0].start) - words.sentence(match.start) > 1:
            break
        if isinstance(meaning, (Length, PartOf)):
            return meaning
    return NoTime()


def _apposed(found: list[Reading], n: int, words: Words) -> Meaning | None:
    """Read "Oct. 12, the day before the vote" and "the next day, March 4" as one day that is named twice."""
    match, meaning = found[n]
    if not isinstance(meaning, Shift) or meaning.grain != "day" or meaning.base != "focus" or not meaning.n:
        return None
    comma = words.before(match.start)
    if (
        is_apposed(match, words)
        and n
        and comma is not None
        and found[n - 1][0].end == comma.idx
        and _is_day(found[n - 1][1])
    ):
        return found[n - 1][1]
    after = words.after(match.end)
    follows = n + 1 < len(found) and after is not None and after.text == "," and words.after(after.idx + 1)
    if follows and words.at(found[n + 1][0].start) == follows and _is_day(found[n + 1][1]):
        return found[n + 1][1]
    return None


def _is_ahead(match: Match, words: Words, context: Context) -> bool:
    """Whether a clause looks ahead from the time of writing, as "will" does and "he said that he would" may not."""
    verb = clause_verb(words.head_of(match.start, match.end))
    would = verb is not None and any(child.lower_ == "would" for child in children_of(verb))
    return context.way() == "future" and not would


def _in_focus(match: Match, meaning: Meaning, words: Words, context: Context) -> Meaning:
    """Read "the week" and "later in the day" as those of the day that the text named last: "closed on Friday ... for the week".

    "During the night" is the one before the article, as "overnight" is, where no day was named.
    """
    if (
        match.read == "dayphrase"
        and "the" in match
        and "same" not in match
        and meaning == _THE_NIGHT
        and context.day is None
    ):
        return Shift(-1, "day", daypart="NI", mod="OVERNIGHT")
    if match.read != "same_period" or not isinstance(meaning, Shift) or meaning.n or meaning.base != "published":
        return meaning
    focus, published = context.focus, context.published
    if focus is None or published is None or ("edge" in match and meaning.grain == "day"):  # "at the end of the day"
        return meaning
    grains, days = _NEAR_FOCUS.get(meaning.grain, ((), 0))
    near = focus.grain in grains and abs((published - focus.first).days) <= days
    gone = focus.last < published and _is_ahead(match, words, context)
    return replace(meaning, base="focus") if near and not gone else meaning


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
