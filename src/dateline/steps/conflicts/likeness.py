"""How likely two claims are of one thing: named features of the words around both, weighed by what was learned.

No feature looks at the two values themselves. So the weights can be learned from pairs of
claims in any news text: what makes two of them agree makes two that differ a conflict.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.report import Place, Time
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.words import Words, common_keys

_DAY_WINDOW = timedelta(days=3)
_MOST_WINDOWS = 6

Window = tuple[date, date]


@dataclass(frozen=True)
class Pair:
    """Two rows of one sort in text order, and how many other rows the text has of their word."""

    a: Row
    b: Row
    n_others: int


class Scenes:
    """What each sentence tells of days, places and amounts, to tell one happening from another.

    Args:
        words: The document's words.
        times: Its times.
        places: Its places.
        amounts: Its numbers of things.
    """

    def __init__(self, words: Words, times: Sequence[Time], places: Sequence[Place], amounts: Sequence[Row]) -> None:
        self.days: dict[int, list[tuple[int, Window]]] = defaultdict(list)
        self.places: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self.amounts: dict[int, list[Row]] = defaultdict(list)
        for time in times:
            start = words.at.get(time.start)
            if start is None or time.type not in ("DATE", "TIME") or not (time.earliest and time.latest):
                continue
            window = (date.fromisoformat(time.earliest), date.fromisoformat(time.latest))
            self.days[words.sentence[start]].append((start, window))
        for place in places:
            for mention in place.mentions:
                start = words.at.get(mention.start)
                if start is not None and not (place.feature or "").startswith("PCL"):
                    self.places[words.sentence[start]].append((start, place.id))
        for row in amounts:
            if row.part == "":
                self.amounts[row.sentence].append(row)

    def compare(self, a: Row, b: Row) -> dict[str, float]:
        """What the sentences of two rows share beside their values, and what sets them apart."""
        found: dict[str, float] = {}
        one, other = ([w for at, w in self.days[r.sentence] if not r.start <= at < r.end] for r in (a, b))
        if one and other:
            meet = any(x[0] <= y[1] and y[0] <= x[1] for x in one[:_MOST_WINDOWS] for y in other[:_MOST_WINDOWS])
            found["same day" if meet else "other day"] = 1.0
        here, there = ({p for at, p in self.places[r.sentence] if not r.start <= at < r.end} for r in (a, b))
        if here and there:
            found["same place" if here & there else "other place"] = 1.0
        for x in self.amounts[a.sentence]:
            for y in self.amounts[b.sentence]:
                if x.unit == y.unit and x.unit and x.start != a.start and y.start != b.start:
                    found["same number of others" if x.value == y.value else "other number of others"] = 1.0
        return found


def weigh(pair: Pair, scenes: Scenes) -> dict[str, float]:
    """The features of a pair by name; those that do not hold are left out."""
    a, b = pair.a, pair.b
    words = a.words
    found = scenes.compare(a, b)
    same_word = a.unit is not None and a.unit == b.unit
    common = same_word and a.unit in common_keys()
    same_governor = a.governor is not None and a.governor == b.governor and a.governor not in words_of("empty_stems")
    shared = a.near & b.near
    mates = (a.mates & b.mates) - shared
    crossed = ((a.near | {a.unit}) & (b.mates | b.near)) | ((b.near | {b.unit}) & (a.mates | a.near))
    crossed = frozenset(key for key in crossed if key) - shared - mates - {a.unit}
    rest = (a.said & b.said) - shared - mates - {a.unit, b.unit}
    found |= {
        "same word": float(same_word and not common),
        "same common word": float(common),
        "common word, same governor": float(common and same_governor),
        "common word, other governor": float(common and not same_governor),
        "same governor": float(same_governor and a.governor not in common_keys()),
        "same common governor": float(same_governor and a.governor in common_keys()),
        "same qualifier": _total(words, shared),
        "other qualifiers": float(bool(a.near - b.near) and bool(b.near - a.near) and not shared),
        "qualifiers of one": float(bool(a.near) != bool(b.near)),
        "same company": _total(words, mates),
        "word in the other's company": _total(words, crossed),
        "same sentence words": _total(words, rest),
        "share of sentence words": len(a.said & b.said) / (min(len(a.said), len(b.said)) or 1),
        "next sentence": float(b.sentence == a.sentence + 1),
        "first in lead": float(a.sentence < 2),
        "others of the word": math.log(1 + pair.n_others),
        "one is ahead": float(a.is_ahead != b.is_ahead),
        "both are ahead": float(a.is_ahead and b.is_ahead),
        "compared": float(bool((_lower(a) | _lower(b)) & words_of("comparing_words"))),
        "updated": float(bool((_lower(a) | _lower(b)) & words_of("update_words"))),
        "second definite": float(b.is_definite),
        "of others": float(bool((a.lefts | a.before | b.lefts | b.before) & words_of("rest_words_short"))),
        "rough": float(a.is_rough or b.is_rough),
    }
    found |= _by_names(a, b)
    found[f"as {a.part}" if a.part == b.part else "as different parts"] = 1.0
    return {name: value for name, value in found.items() if value}


def _by_names(a: Row, b: Row) -> dict[str, float]:
    """Whether the same names stand with both."""
    near = [frozenset(key for key in row.near | row.mates if key[0] in "#@") for row in (a, b)]
    said = [frozenset(key for key in row.said if key[0] in "#@") for row in (a, b)]
    return {
        "same names by it": float(bool(near[0] & near[1])),
        "other names by it": float(bool(near[0]) and bool(near[1]) and not near[0] & near[1]),
        "same names": float(bool(said[0] & said[1])),
        "other names": float(bool(said[0]) and bool(said[1]) and not said[0] & said[1]),
    }


def _total(words: Words, keys: frozenset[str]) -> float:
    return min(sum(words.weight(key) for key in sorted(keys)), 3.0)


def _lower(row: Row) -> frozenset[str]:
    return row.words.lower_of_sentence(row.sentence)
