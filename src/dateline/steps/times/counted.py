"""Counted: lengths of time that stand beside an event or a date ("three days after the attack").

The value stays a duration, as TIMEX3 has it; the days say when it was, where the text tells the
day of what it is counted from.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.steps.times.amounts import amount_of, plain_unit
from dateline.steps.times.context import Days, Resolved
from dateline.steps.times.forms import Match
from dateline.steps.times.periods import Period
from dateline.steps.times.words import Words
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Timed = tuple[Match, Resolved]

_WAYS = {"after": 1, "following": 1, "before": -1}
_TOLD_OF = ("nsubj", "nsubjpass", "dobj", "attr")
_CLIMB = 8
_GAP = 40
"""Characters that may stand between an hour and the count that tells its day."""


def pin_counted(timed: list[Timed], words: Words) -> list[Timed]:
    """Give days to the durations that are counted from an event or a date with a known day, and to its hour."""
    counted = {n: link for n, (match, resolved) in enumerate(timed) if (link := _link(match, resolved, words))}
    if not counted and not any(resolved.borrowed for _, resolved in timed):
        return timed
    dates, events = _known_days(timed, words)
    pinned = [(match, _at_its_event(match, resolved, events, words)) for match, resolved in timed]
    for n, link in counted.items():
        match, resolved = timed[n]
        base = _base(link, dates, events)
        days = _days_from(match, base, _WAYS[link.lower_]) if base else None
        pinned[n] = (match, replace(resolved, days=days)) if days else timed[n]
        for beside in (n - 1, n + 1):
            if 0 <= beside < len(pinned) and _is_hour_of(pinned[beside], pinned[n], words):
                pinned[beside] = (pinned[beside][0], _on_day(pinned[beside][1], days))
    return pinned


def _is_hour_of(timed: Timed, counted: Timed, words: Words) -> bool:
    """Whether an hour without a day of its own stands with a number of days from an event: "at 6 a.m. ten days before the raid"."""
    (hour, resolved), (match, length) = timed, counted
    gap = max(hour.start - match.end, match.start - hour.end)
    alike = words.sentence(hour.start) == words.sentence(match.start)
    return resolved.borrowed and "T" not in length.value and gap <= _GAP and alike


def _on_day(hour: Resolved, days: Days | None) -> Resolved:
    """An hour on the day that is counted; on no known day where the count gives none."""
    first, last = days or (None, None)
    clock = hour.value.rpartition("T")[2]
    if first is None or first != last:
        return replace(hour, value=f"XXXX-XX-XXT{clock}", days=None, period=None)
    return replace(hour, value=f"{first.isoformat()}T{clock}", days=(first, first), period=Period("day", first))


def _link(match: Match, resolved: Resolved, words: Words) -> Token | None:
    """The "after" or "before" that stands right after a duration."""
    if resolved.type != "DURATION" or resolved.days is not None:
        return None
    after = words.after(match.end)
    return after if after is not None and after.lower_ in _WAYS else None


def _known_days(timed: list[Timed], words: Words) -> tuple[dict[int, Period], dict[str, Period]]:
    """Days by the token that names them, and by the events that the text puts on them; the first telling counts."""
    dates: dict[int, Period] = {}
    events: dict[str, Period] = {}
    for match, resolved in timed:
        if resolved.period is None or resolved.period.grain != "day" or resolved.borrowed:
            continue
        first, last = words.at(match.start).i, words.at(match.end - 1).i
        dates |= dict.fromkeys(range(first, last + 1), resolved.period)
        for event in _events_of(words.head_of(match.start, match.end)):
            events.setdefault(event, resolved.period)
    return dates, events


def _at_its_event(match: Match, resolved: Resolved, events: dict[str, Period], words: Words) -> Resolved:
    """Put an hour on the day of its deed: "shot on May 3", further on "shot at 10 p.m."."""
    if not resolved.borrowed:
        return resolved
    common = {_root_of(lemma) for lemma in load_table("times/counter.yaml")["common_deeds"]}
    for event in _events_of(words.head_of(match.start, match.end)):
        day = events.get(event) if event not in common else None
        if day is not None:
            value = f"{day.value}T{resolved.value.rpartition('T')[2]}"
            return replace(resolved, value=value, days=(day.first, day.last), period=day, borrowed=False)
    return resolved


def _events_of(token: Token) -> list[str]:
    """What a time is said of: the nouns that govern it, its verb, and what that verb links."""
    found: list[str] = []
    here = token
    for _ in range(_CLIMB):
        if here.head.i == here.i:
            break
        here = here.head
        if here.pos_ == "NOUN":
            found.append(_root(here))
        if here.pos_ in ("VERB", "AUX"):
            linked = [child for child in children_of(here) if child.dep_ in _TOLD_OF and child.pos_ == "NOUN"]
            return [*found, _root(here), *map(_root, linked)]
    return found


def _root(token: Token) -> str:
    """One name for a verb and its noun in -ing: "shoot" and "shooting"."""
    return _root_of(token.lemma_.lower())


def _root_of(lemma: str) -> str:
    return lemma[:-3].rstrip("e") if lemma.endswith("ing") and len(lemma) > 5 else lemma.rstrip("e")


def _base(link: Token, dates: dict[int, Period], events: dict[str, Period]) -> Period | None:
    """The day that a duration is counted from: a date, a definite event, or a deed that was told with its day."""
    if link.i + 1 in dates:
        return dates[link.i + 1]
    if link.dep_ == "mark":
        return events.get(_root(link.head))
    for child in children_of(link):
        if child.dep_ == "pobj":
            definite = any(c.dep_ == "poss" or c.lower_ in ("the", "that", "this") for c in children_of(child))
            return events.get(_root(child)) if definite else None
    return None


def _days_from(match: Match, base: Period, way: int) -> tuple[date, date] | None:
    """First and last day of the period that lies a duration away."""
    n, (grain, times) = amount_of(match), plain_unit(match.first("units", "unit") or "")
    some = "units" in match and not any(kind in match for kind in ("num", "a", "vague"))
    if grain is None or n is None or n != int(n) or some:
        return None
    try:
        period = Period.of(base.first, grain).shift(way * int(n) * times)
    except (ValueError, OverflowError):
        return None
    return period.first, period.last
