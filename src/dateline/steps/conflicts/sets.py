"""Sets that come back: "the 45 people who fell ill", "the four others" of four, "three boys, aged 9, 8, 4 and 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dateline.report import Severity, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.happenings import kind_of, words_of
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.words import Words
from dateline.text.numbers import parse_cardinal

MOST_SETS = 60
MOST_TIMES = 3
NEAR_SENTENCES = 3
LEAST_SHARED = 0.5
_AGES = re.compile(r"\baged ((?:\d{1,2}(?: months?| weeks?)?,? )+and \d{1,2})\b")
_TIMES = re.compile(r"\b(once|twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) times)\b")


def find_set_conflicts(words: Words, text: str, amounts: Sequence[Row], speakers: Speakers) -> Iterator[Finding]:
    """Find sets that come back with another number than they had."""
    counts = [row for row in amounts if row.part in ("", "bare")][:MOST_SETS]
    yield from _described(words, counts, speakers)
    yield from _renamed(words, counts, speakers)
    yield from _others(words, counts)
    yield from _ages(words, text, counts)
    yield from _repeated(words, text)


def _finding(first: Span, second: Span, reason: str, severity: Severity = "medium") -> Finding:
    return Finding("number", (first, second), f"“{first.text}” here and “{second.text}” there: {reason}.", severity)


def _described(words: Words, counts: Sequence[Row], speakers: Speakers) -> Iterator[Finding]:
    """Find "the 45 people who fell ill from the milk" where 35 people fell ill from milk before."""
    for n, back in enumerate(counts):
        clause = next((c for c in words.children[back.of] if words.dep[c] in ("relcl", "acl") and c > back.of), None)
        if clause is None or not back.is_definite or back.is_rough or back.is_update:
            continue
        told = {key for i in [clause, *words.under(clause)] if i != back.of and (key := words.keys[i])} - words_of(
            "empty_stems"
        )
        for first in counts[:n]:
            if first.sentence == back.sentence or first.is_update or _fit(first, back) or first.unit != back.unit:
                continue
            if any(row.value == back.value for row in counts if row is not back):
                continue
            if sum(words.weight(key) for key in told & words.of_sentence[first.sentence]) >= LEAST_SHARED:
                openly = speakers.differ(first.span.start, back.span.start)
                yield _finding(first.span, back.span, "the same is told of both", "low" if openly else "medium")
                return


def _fit(a: Row, b: Row) -> bool:
    """Whether two numbers can be of one set, or are too far apart to be meant for one."""
    low, high = sorted((a.value[0], b.value[0]))
    meet = (a.value[1] is None and b.value[0] >= a.value[0] and b.value[0] < 1.2 * a.value[0]) or a.value == b.value
    return bool(meet or high > MOST_TIMES * low)


@lru_cache
def _things() -> dict[str, str]:
    groups: list[list[str]] = load_table("lexicons/conflicts.yaml")["same_things"]
    return {word: group[0] for group in groups for word in group}


def _renamed(words: Words, counts: Sequence[Row], speakers: Speakers) -> Iterator[Finding]:
    """Find "nine movies" that come back as "the ten films", where the text counts them only these two times."""
    things = _things()
    for n, back in enumerate(counts):
        noun = words.lemma[back.of].lower()
        if noun not in things or not back.is_definite or back.is_rough or back.is_described or back.is_update:
            continue
        if _is_rest(words, back):
            continue
        same = [row for row in counts if things.get(words.lemma[row.of].lower()) == things[noun] and row is not back]
        first = same[0] if len(same) == 1 and same[0] in counts[:n] else None
        if first is None or _fit(first, back) or first.is_rough or first.is_update or _is_rest(words, first):
            continue
        if first.sentence == back.sentence or first.differs_in_names(back):
            continue
        openly = speakers.differ(first.span.start, back.span.start)
        yield _finding(first.span, back.span, "both seem to count the same", "low" if openly else "medium")
        return


def _is_rest(words: Words, row: Row) -> bool:
    return bool((row.lefts | row.before) & words_of("rest_words_short"))


def _others(words: Words, counts: Sequence[Row]) -> Iterator[Finding]:
    """Find "one of four men" and then "the four others": one of four leaves three."""
    for n, whole in enumerate(counts):
        if words.lower[max(0, whole.start - 2) : whole.start] != ["one", "of"] or whole.part:
            continue
        for rest in counts[n + 1 :]:
            near = set(words.lower[max(0, rest.start - 2) : rest.end + 2])
            if (
                rest.sentence > whole.sentence + 2 * NEAR_SENTENCES
                or not near & {"other", "others", "remaining"}
                or "the" not in near
            ):
                continue
            if rest.value[0] >= whole.value[0] and not _fit_sum(counts, rest, n):
                yield _finding(whole.span, rest.span, f"one of {whole.value[0]} leaves {whole.value[0] - 1}")
                return


def _fit_sum(counts: Sequence[Row], rest: Row, n: int) -> bool:
    return any(row.value == rest.value for k, row in enumerate(counts) if row is not rest and k != n)


def _ages(words: Words, text: str, counts: Sequence[Row]) -> Iterator[Finding]:
    """Find "three boys, aged 9, 8, 4 and 2"."""
    for match in islice(_AGES.finditer(text), MOST_SETS):
        ages = re.findall(r"\d+", match.group(1))
        start = words.at.get(match.start())
        if start is None:
            continue
        here = words.sentence[start]
        near = [
            row
            for row in counts
            if words.lemma[row.of].lower() in words_of("young_people") and here - NEAR_SENTENCES <= row.sentence <= here
        ]
        near = [row for row in near if row.span.end <= match.start()]
        if near and all(row.value[0] != len(ages) for row in near) and not near[-1].is_rough:
            yield _finding(near[-1].span, Span.cut(text, *match.span(1)), f"the ages are {len(ages)}")


def _repeated(words: Words, text: str) -> Iterator[Finding]:
    """Find "shot twice" and "shot three times", where no other deed is told so."""
    told: dict[str, list[tuple[int, Span]]] = {}
    for match in islice(_TIMES.finditer(text), MOST_SETS):
        token = words.at.get(match.start())
        verb = next((i for i in words.climb(token) if words.pos[i] == "VERB"), None) if token is not None else None
        word = match.group(1).split()[0]
        number = {"once": 1, "twice": 2}.get(word) or parse_cardinal(word)
        if verb is not None and number and kind_of(words.doc[verb]) in words_of("repeated_deeds"):
            told.setdefault(kind_of(words.doc[verb]), []).append((number, Span.cut(text, *match.span(1))))
    for rows in told.values():
        if len({number for number, _ in rows}) == 2 and len(rows) == 2:
            yield _finding(rows[0][1], rows[1][1], "the same was done as often")
