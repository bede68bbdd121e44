"""Compare: times that tell what a figure or an event is measured against, or among what it stands first."""

from __future__ import annotations

from dataclasses import replace

from dateline.steps.times.context import Context
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import InTime, Meaning, Named, Shift
from dateline.steps.times.rows import Reading
from dateline.steps.times.words import Words

_MEASURED = ("from", "than", "over", "with", "to", "on")
_AGAINST = ("from", "than", "with", "against", "versus", "vs", "vs.")
_RESULTS = ("result", "figure")
_RANKS = ("first", "second", "third", "only")
_FIGURE, _BESIDE, _RANKED = 16, 6, 10
"""Tokens of a figure, times in a sentence before one, and tokens of a rank that are looked at."""


def read_compared(found: list[Reading], n: int, meaning: Meaning, words: Words, context: Context) -> Meaning:
    """The meaning of an expression by what it is measured against."""
    if isinstance(meaning, InTime):
        return meaning.length if _is_ranked(found[n][0], words) else meaning
    return _like_for_like(found, n, _compared(found, n, meaning, words), words, context)


def _is_ranked(match: Match, words: Words) -> bool:
    """Whether a length says among what something stands first: "the first vote in five years", "the worst in decades"."""
    here = words.before(match.start)
    for _ in range(_RANKED):
        if here is None or here.tag_ in ("VBD", "VBZ", "VBP", "MD") or here.text in (".", ";", ":", ","):
            return False
        if here.tag_ in ("JJS", "RBS") or here.ent_type_ == "ORDINAL" or here.lower_ in _RANKS:
            return True
        here = words.before(here.idx)
    return False


def _compared(found: list[Reading], n: int, meaning: Meaning, words: Words) -> Meaning:
    """Mark what the time before it in the sentence is measured against: "in May sales fell 5% from a year earlier"."""
    if not isinstance(meaning, Shift) or not meaning.keep or n == 0:
        return meaning
    start = found[n][0].start
    before = words.before(start)
    near = _in_sentence(found, n, words)
    directly = before is not None and before.lower_ in _MEASURED
    measured = bool(near) and (directly or _is_measure(found[n][0], words))
    quarter = any(isinstance(other, Named) and other.grain == "quarter" and other.nth for _, other in near)
    return replace(meaning, compared=measured, beside=quarter)


def is_yardstick(found: list[Reading], n: int, words: Words) -> bool:
    """Whether a date is only what another is measured against: "in May sales rose 3% from April". The text stays in May."""
    match, meaning = found[n]
    before = words.before(match.start)
    if before is not None and before.lower_ in ("in", "on"):  # "than in April"
        before = words.before(before.idx)
    if not isinstance(meaning, Named) or before is None or before.lower_ not in _AGAINST:
        return False
    begins_range = match.after is not None and "to" in match.after.kinds
    return not begins_range and bool(_in_sentence(found, n, words))


def _in_sentence(found: list[Reading], n: int, words: Words) -> list[Reading]:
    """The times that stand before one in its sentence, at most `_BESIDE`."""
    sentence = words.sentence(found[n][0].start)
    return [reading for reading in found[max(n - _BESIDE, 0) : n] if words.sentence(reading[0].start) == sentence]


def _like_for_like(found: list[Reading], n: int, meaning: Meaning, words: Words, context: Context) -> Meaning:
    """Read "a loss of $2 million last year" as that of the same quarter, where a quarter's figure is measured against it.

    So are "last year's results" beside those of a quarter. Not where the sentence sets it against "this year".
    """
    focus, match = context.focus, found[n][0]
    if meaning != Shift(-1, "year") or focus is None or focus.grain != "quarter":
        return meaning
    if not (_is_measure(match, words) or _is_of_results(match, words)):
        return meaning
    contrast = any("this" in other for other, _ in _in_sentence(found, n, words))
    return meaning if contrast else replace(meaning, base="focus", keep=True)


def _is_of_results(match: Match, words: Words) -> bool:
    """Whether a year owns the figures that a report of earnings goes through: "last year's results"."""
    mark = words.after(match.end)
    after = words.after(mark.idx + len(mark)) if mark is not None and mark.lower_ in ("'s", "’s") else None
    return after is not None and after.lemma_.lower() in _RESULTS


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
