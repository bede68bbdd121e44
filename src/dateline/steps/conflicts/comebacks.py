"""A day that comes back to a known happening, "Saturday's killings", where the happening was told of another day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dateline.report import Span, Time
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.dates import WEEKDAYS
from dateline.steps.conflicts.happenings import is_definite, words_of
from dateline.steps.conflicts.words import Words

MOST_DAYS = 40
"""Weekdays that are looked at in one article; a longer list is a chronicle."""

_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


_PARTIES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


class _Day(NamedTuple):
    """A weekday in the text."""

    weekday: str
    span: Span
    token: int
    sentence: int


def find_comeback_conflicts(words: Words, text: str, times: Sequence[Time]) -> Iterator[Finding]:
    """Find "Saturday's killings", the one mention of that day, where killings were told of another day before."""
    days = list(_days(words, text))
    if len(days) > MOST_DAYS:
        return
    told = Counter(day.weekday for day in days) + Counter(WEEKDAYS[day.weekday()] for day in _other_dates(times))
    for day in days:
        noun = _noun_of(words, day)
        if noun is None or told[day.weekday] > 1 or _is_another(words, noun):
            continue
        found = _told_before(words, noun, day, days)
        if found is not None:
            yield Finding(
                "time",
                tuple(sorted((day.span, found.span), key=lambda span: span.start)),
                f"“{day.span.text}” comes back to “{words.doc[noun].text}”, of which the text tells {found.span.text}.",
                "medium",
            )
            return


def _days(words: Words, text: str) -> Iterator[_Day]:
    for match in _WEEKDAY.finditer(text):
        token = words.at.get(match.start())
        if token is not None:
            span = Span.cut(text, match.start(), match.end())
            yield _Day(match.group(), span, token, words.sentence[token])


def _other_dates(times: Sequence[Time]) -> list[date]:
    """Days that the text gives without a weekday."""
    return [
        date.fromisoformat(t.earliest)
        for t in times
        if t.earliest and t.earliest == t.latest and not _WEEKDAY.search(t.text)
    ]


def _noun_of(words: Words, day: _Day) -> int | None:
    """The known happening that a day stands with: "Saturday's killings", "the vote on Sunday"."""
    above = words.head[day.token]
    if words.dep[day.token] == "poss" and words.pos[above] == "NOUN":
        noun = above
    elif words.dep[day.token] == "pobj" and words.lower[above] == "on" and words.pos[words.head[above]] == "NOUN":
        noun = words.head[above]
        if not is_definite(words, noun):
            return None
    else:
        return None
    key = words.keys[noun]
    return noun if key is not None and key not in words_of("empty_stems") else None


def _told_before(words: Words, noun: int, day: _Day, days: Sequence[_Day]) -> _Day | None:
    """Another weekday on which the text has the same happening."""
    for other in days:
        for deed in _deeds_on(words, other.token) if other.sentence != day.sentence else ():
            if _same(words, noun, deed) and not _differ_in_names(words, noun, deed) and not _is_another(words, deed):
                return other
    return None


def _deeds_on(words: Words, token: int) -> Iterator[int]:
    """What a weekday dates: the nouns up to its verb, the verb, and the nouns that are its subject or object."""
    for above in words.climb(token):
        yield above
        if words.pos[above] in ("VERB", "AUX"):
            yield from (c for c in words.under(above) if words.dep[c] in _PARTIES)
            return


def _is_another(words: Words, deed: int) -> bool:
    return any(words.lower[c] in words_of("another_words") for c in words.children[deed])


def _same(words: Words, noun: int, other: int) -> bool:
    """Whether two words are for one sort of happening, both of one number."""
    if other == noun or words.keys[other] is None:
        return False
    keys = {words.keys[noun], words.keys[other]}
    return len(keys) == 1 or keys <= words_of("violence_stems")


def _differ_in_names(words: Words, a: int, b: int) -> bool:
    near = [{k for i in words.under(token) if (k := words.keys[i]) and k[0] in "#@"} for token in (a, b)]
    return bool(near[0]) and bool(near[1]) and not near[0] & near[1]
