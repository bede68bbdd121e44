"""One fact told twice with two values: rows whose words say that they are of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from dateline.draft import Draft
from dateline.report import ConflictKind, Severity
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.likeness import Pair, Scenes, weigh
from dateline.steps.conflicts.rows import Row, date_rows, find_amounts, find_people
from dateline.steps.conflicts.whens import Dated
from dateline.steps.conflicts.words import STEM, Words, common_keys

MOST_PAIRS = 400
"""Pairs of one sort that are weighed in one article."""

MOST_TIMES = 3
"""How many times another a figure may be and still be meant for the same."""

ROUNDING = 1.05
ROUGH_ROUNDING = 1.34
"""How many times another a figure may be that is not meant exactly."""

KINDS: dict[str, ConflictKind] = {"amount": "number", "date": "time", "person": "identity"}
"""The kind of conflict that rows of a sort make."""

_FORMS_TOGETHER = frozenset(
    frozenset(forms)
    for forms in (
        ("weekday",),
        ("day",),
        ("month",),
        ("year",),
        ("counted",),
        ("weekday", "day"),
        ("counted", "day"),
        ("counted", "month"),
        ("counted", "year"),
    )
)
"""Ways of writing a date that an article mixes for one day."""

_FORMS = (
    ("counted", re.compile(r"\b(?:after|before|ago|earlier|later)\b")),
    ("weekday", re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)),
    ("day", re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8}\b|\d/\d|\d-\d\d-\d")),
    ("month", re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)")),
    ("year", re.compile(r"\b(?:1[6-9]|20)\d\d\b")),
)


def find_pairs(rows: Sequence[Row]) -> Iterator[Pair]:
    """Pair the rows of one sort that may be of one thing, whatever their values."""
    at: dict[tuple[str | None, str], set[int]] = defaultdict(set)
    for row in rows:
        at[row.unit, row.part].add(row.start)
    n = 0
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            if a.sentence != b.sentence and _MAY_PAIR[a.sort](a, b):
                others = (at[a.unit, a.part] | at[b.unit, b.part]) - {a.start, b.start}
                yield Pair(a, b, len(others))
                n += 1
                if n == MOST_PAIRS:
                    return


def _within(row: Row) -> bool:
    """Whether it is a term: "within six months"."""
    return row.start > 0 and row.words.lower[row.start - 1] == "within"


@lru_cache
def _empty() -> frozenset[str]:
    """Keys of verbs that tell too little to know one deed by."""
    return words_of("empty_stems") | {verb[:STEM] for verb in words_of("empty_verbs")}


def _amounts_may_pair(a: Row, b: Row) -> bool:
    if a.part != b.part or a.part in ("$", "%"):
        return False
    low, high = sorted((a.value[0], b.value[0]))
    if high > MOST_TIMES * low or a.unit in words_of("vague_units"):
        return False
    if "jail" in (a.governor, b.governor) or a.differs_in_names(b) or b.is_update or a.is_rough != b.is_rough:
        return False  # a court gives many sentences; others, a later count, or none that is meant exactly
    if b.is_described and b.value[0] < a.value[0]:
        return False  # some of them
    of_others = [bool((row.lefts | row.before) & words_of("rest_words_short")) for row in (a, b)]
    if of_others[0] != of_others[1]:
        return False
    same_governor = a.governor is not None and a.governor == b.governor and a.governor not in _empty()
    if same_governor and a.governor in words_of("toll_stems") and b.value[0] < a.value[0] and not b.is_definite:
        return False  # some of them
    shared = (a.near | a.mates) & (b.near | b.mates)
    telling = bool((a.near & b.near) - words_of("weak_qualifiers"))
    if a.part == "bare":
        return a.of_noun is not None and a.of_noun == b.of_noun
    if a.part == "age":
        return telling and a.unit == b.unit
    if a.part and (a.unit != b.unit or a.differs_in_names(b)):
        return False
    if a.unit is None or b.unit is None:
        return False
    if a.unit == b.unit:
        if not b.is_definite and b.value[0] < a.value[0] and not same_governor and not telling:
            return False  # a part of them
        if same_governor or bool(shared) or a.unit not in words_of("unit_stems") or (_within(a) and _within(b)):
            return True
        return _told_beside(a, b) or _told_beside(b, a)
    if a.part or not b.is_definite:
        return False
    return bool((a.leads | {a.unit}) & (b.leads | {b.unit}) - words_of("weak_qualifiers"))


def _told_beside(a: Row, b: Row) -> bool:
    """Whether what befell the first is said again beside the second: "injuring five", "nine treated after being injured"."""
    return a.governor in words_of("toll_stems") and a.governor in b.said


def _dates_may_pair(a: Row, b: Row) -> bool:
    if a.unit is None or a.unit != b.unit or a.part != b.part or a.unit in words_of("empty_stems"):
        return False
    forms = [_form_of(row) for row in (a, b)]
    if None in forms or a.is_ahead != b.is_ahead or frozenset(forms) not in _FORMS_TOGETHER:
        return False
    if a.leads and b.leads and not a.leads & b.leads:
        return False
    if a.unit in common_keys() and not (a.is_owner and b.is_owner) and not (a.near | a.mates) & (b.near | b.mates):
        return False
    return not a.is_another and not b.is_another


def _people_may_pair(a: Row, b: Row) -> bool:
    if a.unit is None or a.unit != b.unit or a.part != b.part or a.unit in _empty():
        return False
    single = a.unit in words_of("single_deeds") and a.part in ("to", "by")
    return single and not a.is_another and not b.is_another


_MAY_PAIR = {
    "amount": _amounts_may_pair,
    "date": _dates_may_pair,
    "person": _people_may_pair,
}


def _form_of(row: Row) -> str | None:
    """How a date is written: by weekday, day, month or year."""
    text = row.span.text
    return next((form for form, pattern in _FORMS if pattern.search(text)), None)


def agree(a: Row, b: Row) -> bool | None:
    """Whether two rows have one value; None where that cannot be told."""
    if a.sort == "amount":
        loose = a.is_rough or b.is_rough
        return _amounts_agree(a.value, b.value, ROUGH_ROUNDING if loose else ROUNDING)
    if a.sort == "date":
        return bool(a.value[0] <= b.value[1] and b.value[0] <= a.value[1])
    if a.value.id == b.value.id:
        return True
    lasts = [row.value.name.split()[-1].lower() for row in (a, b)]
    return None if fuzz.ratio(*lasts) >= 60 else False


def _amounts_agree(a: tuple[int, int | None], b: tuple[int, int | None], rounding: float) -> bool | None:
    if a == b:
        return True
    meet = (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])
    return None if meet or max(a[0], b[0]) <= min(a[0], b[0]) * rounding else False


@dataclass(frozen=True)
class Weights:
    """What was learned of one sort of pairs: a bias, a weight a feature, and the scores from which to speak."""

    bias: float
    features: dict[str, float]
    medium: float
    high: float

    def score(self, features: dict[str, float]) -> float:
        """Log odds that two rows are of one thing."""
        return self.bias + sum(self.features.get(name, 0.0) * value for name, value in features.items())


@lru_cache
def load_weights() -> dict[str, Weights]:
    """The learned weights by sort of row."""
    table: dict[str, Any] = load_table("weights/conflicts.yaml")
    return {sort: Weights(features=table["features"], **row) for sort, row in table["sorts"].items()}


@lru_cache
def _reasons() -> dict[str, str]:
    reasons: dict[str, str] = load_table("lexicons/conflicts.yaml")["likeness_reasons"]
    return reasons


def rows_and_scenes(draft: Draft, words: Words, dated: Sequence[Dated]) -> tuple[list[list[Row]], Scenes]:
    """Read an article's claims as rows, by sort, and what its sentences tell beside them."""
    amounts = find_amounts(words, draft.times)
    groups = [
        amounts,
        date_rows(words, dated),
        find_people(words, draft.entities),
    ]
    for rows in groups:
        rows.sort(key=lambda row: (row.start, row.of))
    return groups, Scenes(words, draft.times, draft.places, amounts)


def find_retold(rows: Sequence[Row], scenes: Scenes, speakers: Speakers) -> Iterator[Finding]:
    """Find pairs of rows with two values that most likely are of one thing."""
    weights = load_weights().get(rows[0].sort) if rows else None
    if weights is None:
        return
    for pair in find_pairs(rows):
        if agree(pair.a, pair.b) is not False:
            continue
        features = weigh(pair, scenes)
        if _are_apart(pair, features):
            continue
        value = weights.score(features)
        if value < weights.medium:
            continue
        openly = pair.a.sort == "amount" and speakers.differ(pair.a.span.start, pair.b.span.start)
        severity: Severity = "low" if openly else "high" if value >= weights.high else "medium"
        one, other = pair.a.span, pair.b.span
        yield Finding(KINDS[pair.a.sort], (one, other), explain(pair, features, weights), severity)


def _are_apart(pair: Pair, features: dict[str, float]) -> bool:
    """Whether what stands with the two says outright that they are of two happenings."""
    if pair.a.sort != "amount":
        return "other number of others" in features
    of_tolls = bool({pair.a.governor, pair.b.governor} & words_of("toll_stems"))
    return of_tolls and bool(features.keys() & {"other day", "other place"})


def explain(pair: Pair, features: dict[str, float], weights: Weights) -> str:
    """Say what differs and the two strongest reasons to take it for one thing."""
    told = sorted(
        (name for name in features if name in _reasons() and weights.features.get(name, 0) > 0),
        key=lambda name: (-weights.features[name] * features[name], name),
    )[:2]
    a, b = pair.a, pair.b
    what = a.words.doc[a.of].text
    reason = " and ".join(_reasons()[name] for name in told)
    start = f"“{a.span.text}” here and “{b.span.text}” there"
    start += f" are told of “{what}”" if a.sort != "amount" else ""
    return f"{start}; it seems one thing, because {reason}." if reason else f"{start}; it seems one thing."
