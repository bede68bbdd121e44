"""Parts and their whole: six of the injured where five were hurt; two who fled and the other three, of seven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.words import Words

NEAR_SENTENCES = 3
"""Sentences before the parts in which their whole is told."""

MOST_TIMES = 4
"""How many times its parts a number may be and still be meant for their whole."""

_REST = frozenset({"other", "remaining"})


def find_rest_conflicts(words: Words, amounts: Sequence[Row]) -> Iterator[Finding]:
    """Find a part and the rest of a set ("two of them …, the other three") that do not make it up.

    The part stands in the sentence of the rest or in the one before, and one number alone
    that is told shortly before is greater than both: the whole.
    """
    for n, rest in enumerate(amounts):
        if rest.is_rough or not _is_rest(words, rest):
            continue
        before = [row for row in amounts[:n] if _alike(row, rest) and rest.sentence - NEAR_SENTENCES <= row.sentence]
        parts = [row for row in before if rest.sentence - 1 <= row.sentence and _is_part(words, row)]
        if not parts:
            continue
        part = parts[-1]
        greatest = max(part.value[0], rest.value[0])
        wholes = [row for row in before if row.start < part.start and row.value[0] > greatest]
        values = {row.value[0] for row in wholes}
        made = part.value[0] + rest.value[0]
        if len(values) == 1 and made not in values and values.pop() <= MOST_TIMES * made:
            whole = wholes[-1]
            explanation = f"“{part.span.text}” and “{rest.span.text}” make {made:,}, not “{whole.span.text}”."
            yield Finding("number", (rest.span, part.span, whole.span), explanation, "medium")


def _is_rest(words: Words, row: Row) -> bool:
    before = words.lower[max(0, row.start - 2) : row.start]
    return bool(_REST & set(before)) and "the" in before


def _is_part(words: Words, row: Row) -> bool:
    """Whether it is a number of those told of: "two of them", "$10 million of the loan"."""
    after = words.lower[row.end : row.end + 2]
    return after[:1] == ["of"] and after[1:] != [] and after[1] in words_of("definite_words") | {"them", "whom"}


def _alike(row: Row, rest: Row) -> bool:
    """Whether both are sums of money, or both count things."""
    return not row.is_rough and (row.part == rest.part or {row.part, rest.part} <= {"", "bare"}) and row.part != "%"


def find_greater_parts(words: Words, amounts: Sequence[Row]) -> Iterator[Finding]:
    """Find "six of the injured" where no more than five are told to be injured."""
    for n, part in enumerate(amounts):
        following = words.lower[part.end : part.end + 3]
        if part.is_rough or following[:2] != ["of", "the"] or len(following) < 3 or part.part not in ("", "bare"):
            continue
        key = words.keys[part.end + 2]
        if key not in words_of("toll_stems"):
            continue
        wholes = [row for row in amounts[:n] if key in (row.governor, row.unit) and row.part in ("", "bare")]
        if wholes and all(row.value[1] is not None and row.value[1] < part.value[0] for row in wholes):
            whole = max(wholes, key=lambda row: row.value[0])
            explanation = f"“{part.span.text}” are more than the “{whole.span.text}” that the text has."
            yield Finding("number", (part.span, whole.span), explanation, "medium")
