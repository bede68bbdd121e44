"""Narrative: the year that a text is about, so that "in May" is the May of which it tells."""

from __future__ import annotations

from dateline.steps.times.anchor import way_of
from dateline.steps.times.context import Context
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Meaning, Named
from dateline.steps.times.periods import Period
from dateline.steps.times.words import Words
from dateline.text.clauses import SUBJECTS, children_of, clause_verb

Told = tuple[Period, int]
"""A month or day that the text gave with its year, and the number of its sentence."""


def tell(match: Match, meaning: Meaning, period: Period | None, told: Told | None, words: Words) -> Told | None:
    """The month or day of a past year that the text tells of, for the months that go on from it."""
    sentence = words.sentence(match.start)
    if period is not None and isinstance(meaning, Named) and meaning.month is not None:
        goes_on = told is not None and period.first.year - told[0].first.year in (0, 1)
        return (period, sentence) if meaning.year is not None or goes_on else None
    return told


def told_year(match: Match, meaning: Meaning, told: Told | None, words: Words) -> int | None:
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


def is_longer(match: Match) -> bool:
    """Whether the text goes on to months that make no quarter: "for the nine months", "in the first six months"."""
    definite = any(kind in match for kind in ("the", "first", "latest"))
    return definite and match.read == "duration" and match.first("units") == "month" and match.first("num") != 3


def frame_year(match: Match, meaning: Meaning, period: Period, context: Context, words: Words) -> int | None:
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
