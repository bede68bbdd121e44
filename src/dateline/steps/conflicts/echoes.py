"""A sum, month or year that comes back in like words with another value, where `retold` asks for one word of both.

Any two are weighed by how alike the words around them are. What was learned on pairs with one
value (see training/conflicts) is asked of pairs with two, and only the likeliest of each sort is
shown. Counts and weekdays serve to learn from alone: too many in like words are of two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.draft import Draft
from dateline.report import Time
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.dates import WEEKDAYS
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.likeness import Pair, Scenes, weigh
from dateline.steps.conflicts.retold import KINDS, Weights, explain
from dateline.steps.conflicts.rows import MOST_ROWS, Row
from dateline.steps.conflicts.words import Words, common_keys
from dateline.text.numbers import find_quantities

MOST_PAIRS = 150
"""Pairs of one sort that are weighed in one article."""

MOST_VALUES = 2
"""Different values in like words; more of them are a series."""

MOST_TIMES = 2
"""How many times another a figure may be and still be meant for the same."""

ROUNDING = 1.05
LONGEST_RUN = 4
"""Words to either side that are held against one another."""

_APART = frozenset({"other day", "other place", "other number of others", "other names by it"})
"""Features that say outright that two happenings are told of."""


def find_echoes(draft: Draft, words: Words, scenes: Scenes, speakers: Speakers) -> Iterator[Finding]:
    """Find the likeliest pair of each sort whose words say one thing, where they give it two values and not a series of them."""
    rows = find_echo_rows(words, draft.times)
    for sort, weights in load_echo_weights().items():
        likely = []
        for pair, same in find_echo_pairs(rows[sort]):
            features = {} if same else weigh_echo(pair, scenes)
            if features and not features.keys() & _APART and (value := weights.score(features)) >= weights.medium:
                likely.append((value, -pair.a.start, -pair.b.start, pair, features))
        values = {row.value for *_, pair, _ in likely for row in (pair.a, pair.b)}
        if len(values) == MOST_VALUES:
            *_, pair, features = max(likely, key=lambda row: row[:3])
            a, b = pair.a, pair.b
            openly = a.sort == "amount" and speakers.differ(a.span.start, b.span.start)
            reason = explain(pair, features, weights)
            yield Finding(KINDS[a.sort], (a.span, b.span), reason, "low" if openly else "medium")


@lru_cache
def load_echo_weights() -> dict[str, Weights]:
    """The learned weights of the sorts that are shown."""
    table: dict[str, Any] = load_table("weights/conflicts.yaml")["echoes"]
    return {
        sort: Weights(row["bias"], table["features"][row["like"]], row["medium"], row["high"])
        for sort, row in table["sorts"].items()
    }


def find_echo_rows(words: Words, times: Sequence[Time]) -> dict[str, list[Row]]:
    """Numbers of things, sums, weekdays, months and years as rows by sort."""
    found: dict[str, list[Row]] = {"count": [], "money": [], "weekday": [], "month": [], "year": []}
    dated = {i for time in times if time.type in ("DATE", "TIME", "SET") for i in words.tokens_of(time)}
    for start, end, total in find_quantities(words.lower):
        sort = _sort_of_number(words, start, end)
        if sort and not {start, end - 1} & dated and total.low > 1:
            part = "$" if sort == "money" else ""
            of = _counted(words, end - 1)
            found[sort].append(Row(words, "amount", (total.low, total.high), start, end, of, part))
    for time in times:
        sort = _sort_of_date(time)
        tokens = list(words.tokens_of(time)) if sort else []
        if sort and tokens and time.earliest and time.latest:
            start, end = tokens[0], tokens[-1] + 1
            value = (date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10]))
            found[sort].append(Row(words, "date", value, start, end, _governor(words, start, end), sort))
    return {sort: sorted(rows[:MOST_ROWS], key=lambda row: row.start) for sort, rows in found.items()}


def _sort_of_number(words: Words, start: int, end: int) -> str | None:
    """Whether a number counts things or money; None for shares, ages and what only looks like a number."""
    before = words.lower[start - 1] if start else ""
    after = words.lower[end : end + 4]
    if (
        words.lower[end - 1] in words_of("vague_numbers")
        or set(after[:1]) & words_of("share_words")
        or "old" in after
        or before in ("age", "aged")
    ):
        return None
    if before == "," and after[:1] in ([","], ["."]):
        return None  # an age after a name
    return "money" if before in words_of("money_before") or set(after[:1]) & words_of("money_after") else "count"


def _sort_of_date(time: Time) -> str | None:
    """How a date is written, where that is one word: by weekday, month or year."""
    if time.type not in ("DATE", "TIME") or not time.value:
        return None
    text = time.text.lower()
    if any(day.lower() in text for day in WEEKDAYS):
        return None if any(c.isdigit() for c in text) else "weekday"
    if len(time.value) == 4 and time.value.isdigit() and time.value in text:
        return "year"
    is_month = len(time.value) == 7 and time.value[5:].isdigit()
    return "month" if is_month and text[:3] not in ("las", "nex", "thi") else None


def _counted(words: Words, last: int) -> int:
    """The word that a number counts, or the verb or noun above it."""
    of = last
    for _ in range(4):
        of = words.head[of]
        if words.pos[of] not in ("NUM", "SYM"):
            break
    return of


def _governor(words: Words, start: int, end: int) -> int:
    """The nearest noun or verb above a date."""
    head = next((i for i in range(start, end) if not start <= words.head[i] < end or words.head[i] == i), end - 1)
    return next((i for i in words.climb(head) if not start <= i < end), head)


def find_echo_pairs(rows: Sequence[Row]) -> Iterator[tuple[Pair, bool]]:
    """Pair what may be of one thing and say whether both have one value; sentences that hold both values are left out."""
    n = 0
    inside: dict[int, list[Row]] = {}
    for row in rows:
        inside.setdefault(row.sentence, []).append(row)
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            if a.sentence == b.sentence or not _may_pair(a, b) or (same := agree(a, b)) is None:
                continue
            if not same and (_holds(inside[a.sentence], b) or _holds(inside[b.sentence], a)):
                continue
            yield Pair(a, b, len(rows) - 2), same
            n += 1
            if n == MOST_PAIRS:
                return


def _may_pair(a: Row, b: Row) -> bool:
    """Whether a word joins both sentences and none of them tells of a change, another happening or one to come."""
    if not a.said & b.said or a.is_rough != b.is_rough or a.is_ahead != b.is_ahead:
        return False
    return not (b.is_update or a.is_another or b.is_another)


def _holds(rows: Sequence[Row], other: Row) -> bool:
    return any(agree(row, other) for row in rows)


def agree(a: Row, b: Row) -> bool | None:
    """Whether two rows have one value; None where one holds the other or they are too far apart for one thing."""
    if a.value == b.value:
        return True
    low, high = sorted((a.value, b.value), key=lambda value: value[0])
    if low[1] is None or high[0] <= low[1]:
        return None
    if a.sort == "amount" and not ROUNDING < high[0] / low[0] <= MOST_TIMES:
        return None
    return False


def weigh_echo(pair: Pair, scenes: Scenes) -> dict[str, float]:
    """The features of likeness, and what stands right beside, above and under both."""
    a, b = pair.a, pair.b
    words = a.words
    found = weigh(pair, scenes)
    before = _run(words, range(a.start - 1, a.start - 1 - LONGEST_RUN, -1), range(b.start - 1, -1, -1))
    after = _run(words, range(a.end, a.end + LONGEST_RUN), range(b.end, words.size))
    found |= {"same words before": before, "same words after": after, "same words around": min(before, after)}
    verbs = [next((i for i in (row.of, *words.climb(row.of)) if words.pos[i] == "VERB"), None) for row in (a, b)]
    for name, links in (("subject", ("nsubj", "nsubjpass")), ("object", ("dobj", "attr"))):
        ends = [_under(words, verb, links) for verb in verbs]
        keys = [words.keys[i] if i is not None and i != row.of else None for i, row in zip(ends, (a, b), strict=True)]
        if keys[0] and keys[1]:
            found[f"same {name}" if keys[0] == keys[1] else f"other {name}"] = 1.0
    keys = [words.keys[verb] if verb is not None else None for verb in verbs]
    if keys[0] and keys[1]:
        common = "same common verb" if keys[0] in common_keys() else "same verb"
        found[common if keys[0] == keys[1] else "other verb"] = 1.0
    beside = {word for row in (a, b) for word in words.lower[max(0, row.start - 3) : row.end + 3]}
    if beside & words_of("another_words"):
        found["another by it"] = 1.0
    if a.is_owner or b.is_owner:
        found["an owner"] = 1.0
    return {name: value for name, value in found.items() if value}


def _run(words: Words, one: range, other: range) -> float:
    """How many words in a row are the same, small ones counted a quarter."""
    total = 0.0
    for i, j in zip(one, other, strict=False):
        if not (0 <= i < words.size and 0 <= j < words.size) or words.lower[i] != words.lower[j]:
            break
        total += 1.0 if words.keys[i] and words.keys[i] not in common_keys() else 0.25
    return total


def _under(words: Words, verb: int | None, links: tuple[str, ...]) -> int | None:
    return next((i for i in words.children[verb] if words.dep[i] in links), None) if verb is not None else None
