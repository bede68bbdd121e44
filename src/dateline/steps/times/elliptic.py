"""Elliptic: times whose noun is left out because it has just been said, "this year as last", "in the fourth quarter ... in the third"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.steps.times.forms import Match
from dateline.steps.times.lexemes import Lexeme, lexicon
from dateline.steps.times.meanings import Named, Shift
from dateline.steps.times.rows import Reading
from dateline.steps.times.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINTS = ("as", "than", "or", "and")
_SIDES = {"last": -1, "next": 1}
_OPEN = ("NOUN", "PROPN", "ADJ", "NUM", "DET")
_REACH = 16
"""Tokens behind a quarter in which another may stand without its noun."""


def with_elliptic(found: list[Reading], words: Words) -> list[Reading]:
    """Add the times that share the noun of one before them, in text order."""
    others = [_last_or_next(reading, words) or _other_quarter(reading, words) for reading in found]
    further = {other[0].start: other for other in others if other is not None}
    rows = sorted([*found, *further.values()], key=lambda reading: reading[0].start)
    return [row for n, row in enumerate(rows) if row[0].read != "elliptic" or rows[n - 1][0].end <= row[0].start]


def _last_or_next(reading: Reading, words: Words) -> Reading | None:
    """Read "last" in "more rain this year than last", "next" in "this week or next"."""
    match, meaning = reading
    joint = words.after(match.end)
    if not isinstance(meaning, Shift) or "this" not in match or joint is None or joint.lower_ not in _JOINTS:
        return None
    token = words.after(joint.idx + len(joint))
    if token is None or token.lower_ not in _SIDES or _goes_on(token, words):
        return None
    return _of_token(token), Shift(_SIDES[token.lower_], meaning.grain)


def _other_quarter(reading: Reading, words: Words) -> Reading | None:
    """Read "the third" in "fell to 0.2% in the fourth quarter from 0.9% in the third"."""
    match, meaning = reading
    if not isinstance(meaning, Named) or meaning.nth is None or meaning.nth[1] != "quarter":
        return None
    first, sentence = words.at(match.end - 1).i + 1, words.sentence(match.start)
    for token in words.doc[first : first + _REACH]:
        nth = _ordinal(token)
        if nth is None or token.i < first + 2 or words.sentence(token.idx) != sentence:
            continue
        the, led = token.nbor(-1), token.nbor(-2)
        if nth <= 4 and the.lower_ == "the" and led.pos_ == "ADP" and not _goes_on(token, words):
            return _of_token(token), replace(meaning, nth=(nth, "quarter"), mod=None)
    return None


def _ordinal(token: Token) -> int | None:
    """The number of an ordinal in words: 3 for "third"."""
    return next(
        (kinds["ordinal"] for rest, kinds in lexicon().get(token.lower_, ()) if not rest and "ordinal" in kinds), None
    )


def _goes_on(token: Token, words: Words) -> bool:
    """Whether a noun of its own, or the thing of which it is one, stands behind a word: "the third suspect", "the third of them"."""
    after = words.after(token.idx + len(token))
    return after is not None and (after.pos_ in _OPEN or after.text in ("-", "of"))


def _of_token(token: Token) -> Match:
    return Match("elliptic", (Lexeme(token.idx, token.idx + len(token), token.text, {}),))
