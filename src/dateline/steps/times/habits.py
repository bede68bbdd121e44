"""Habits: a month, quarter or weekday in a clause on what recurs is every one of them, and no day in the calendar."""

from __future__ import annotations

from dataclasses import replace

from dateline.resources.tables import load_table
from dateline.steps.times.context import Context
from dateline.steps.times.forms import Match
from dateline.steps.times.meanings import Meaning, Named, Ready
from dateline.steps.times.resolve import resolve
from dateline.steps.times.words import Words
from dateline.text.clauses import children_of, clause_verb


def read_habit(match: Match, meaning: Meaning, words: Words) -> Meaning:
    """Read "sales usually peak in December" as every December: the SET of TIMEX3 with the year left open.

    Source:
        TimeML Annotation Guidelines 1.2.1, section 2.2: SET is the type of times that recur.
    """
    if not isinstance(meaning, Named) or not _is_bare(meaning):
        return meaning
    verb = clause_verb(words.head_of(match.start, match.end))
    adverbs = load_table("times/habits.yaml")["adverbs"]
    if verb is None or not any(child.lower_ in adverbs for child in children_of(verb) if child.dep_ == "advmod"):
        return meaning
    resolved = resolve(replace(meaning, mod=None), Context())
    return meaning if resolved is None else Ready("SET", resolved.value)


def _is_bare(meaning: Named) -> bool:
    """Whether the words leave open which year or week."""
    if meaning.same or meaning.latest or meaning.which is not None or meaning.week_shift is not None:
        return False
    dated = meaning.year is not None or meaning.year_shift is not None
    recurs = (meaning.nth, meaning.month, meaning.season, meaning.weekday, meaning.holiday)
    return not dated and any(part is not None for part in recurs)
