"""Totals that their parts do not make up: "payments of $175 million … consisted of $64 million and $121 million"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.words import Words

MOST_PARTS = 6
SLACK = 1.02
"""How far rounding may carry a sum, as a share of the total."""

CLOSE = 1.35
"""How many times the total parts may be and still be meant to make it up."""


def find_sum_conflicts(words: Words, amounts: Sequence[Row]) -> Iterator[Finding]:
    """Find a total, and the two or more parts that are said to make it up, which do not.

    "Consisted of", "made up of" and their like name all parts. The total stands in the
    sentence, or in the one before with the noun that the parts are of.
    """
    of_sentence: dict[int, list[Row]] = {}
    for row in amounts:
        of_sentence.setdefault(row.sentence, []).append(row)
    for i, word in enumerate(words.lower):
        if words.lemma[i].lower() not in words_of("summing_verbs") or not _names_all(words, i, word):
            continue
        here = of_sentence.get(words.sentence[i], [])
        parts = [row for row in here if row.start > i]
        before = [row for row in here if row.end <= i] or of_sentence.get(words.sentence[i] - 1, [])
        if not 2 <= len(parts) <= MOST_PARTS or len({row.part for row in parts}) != 1:
            continue
        joined = [row for row in parts if _is_joined(words, parts[0], row)]
        totals = [row for row in before if row.part in (parts[0].part, "bare") and not row.is_rough]
        if len(joined) < 2 or not totals or any(row.is_rough for row in joined):
            continue
        total = max(totals, key=lambda row: (_shares_noun(words, row, i), row.start))
        made = sum(row.value[0] for row in joined)
        if total.value[0] in (made, *(row.value[0] for row in joined)) or not _is_close(made, total.value[0]):
            continue
        yield Finding(
            "number",
            (total.span, *(row.span for row in joined)),
            f"The parts make {made:,}, not {total.value[0]:,}.",
            "medium",
        )


def find_part_conflicts(words: Words, amounts: Sequence[Row]) -> Iterator[Finding]:
    """Find "fifteen of them", where the two sentences before count thirteen at most."""
    for n, part in enumerate(amounts):
        following = words.lower[part.end : part.end + 2]
        if len(following) < 2 or following[0] != "of" or following[1] not in ("those", "them") or part.is_rough:
            continue
        before = [row for row in amounts[:n] if row.part in ("", "bare") and part.sentence - 2 <= row.sentence]
        whole = max(before, key=lambda row: row.value[0], default=None)
        if whole is None or whole.value[1] is None or not _is_close(part.value[0], whole.value[0]):
            continue
        if part.value[0] > whole.value[0] and whole.sentence != part.sentence:
            explanation = f"{part.span.text} of them are more than the {whole.span.text} that are counted before."
            yield Finding("number", (whole.span, part.span), explanation, "medium")


def _names_all(words: Words, verb: int, word: str) -> bool:
    following = words.lower[verb + 1 : verb + 3]
    if words.lemma[verb].lower() == "make":
        return following[:2] == ["up", "of"]
    return word.startswith("compris") or following[:1] == ["of"]


def _is_joined(words: Words, first: Row, row: Row) -> bool:
    """Whether a number stands in one list with the first: only commas, "and" and its own words between."""
    between = range(first.start, row.start)
    return not any(words.pos[i] in ("VERB", "AUX") and words.dep[i] not in ("amod", "compound") for i in between)


def _shares_noun(words: Words, row: Row, verb: int) -> bool:
    subject = {words.keys[c] for c in words.children[verb] if words.dep[c] in ("nsubj", "nsubjpass")}
    return bool((subject & {words.keys[i] for i in words.climb(row.of)}) - {None})


def _is_close(made: int, total: int) -> bool:
    ratio = max(made, total) / max(min(made, total), 1)
    return SLACK < ratio <= CLOSE
