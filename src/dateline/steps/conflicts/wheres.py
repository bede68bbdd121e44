"""One happening or thing put into two places, neither of which holds the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.report import Place, Span, Time
from dateline.resources.gazetteer import great_circle_km
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score
from dateline.steps.conflicts.happenings import Happening, compare, is_listed, kind_of
from dateline.text.clauses import DEPTH, children_of
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_TOLD = 10
"""Located tellings of one sort of deed from which the text is a survey of many places."""

MOST_LOCATED = 200
"""Located words that are compared in one article."""

APART_KM = 25.0
"""Kilometres between the points of two places from which they may be told apart."""

_AT = frozenset({"in", "at", "inside", "outside", "near"})


@dataclass(frozen=True)
class Located:
    """A happening or thing and where the text has it.

    Args:
        place: The place.
    """

    happening: Happening
    place: Place
    words: Span


def find_located(doc: Doc, places: Sequence[Place], index: MentionIndex) -> list[Located]:
    """Find what each named place locates: the noun and the verb that it hangs on."""
    found = []
    for place in places:
        for mention in place.mentions:
            piece = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if piece is None or getattr(mention, "kind", "literal") == "adjective":
                continue
            words = mention
            found += [Located(Happening(w, kind_of(w), index), place, words) for w in _located_words(piece.root)]
    return found[:MOST_LOCATED]


def _located_words(token: Token) -> Iterator[Token]:
    if token.dep_ in ("compound", "nmod") and token.head.pos_ == "NOUN":
        yield token.head
        return
    for _ in range(DEPTH):
        if token.dep_ in ("appos", "conj", "compound", "nmod") and token.head.i != token.i:
            token = token.head
            continue
        if token.dep_ == "pobj" and (token.head.lower_ in _AT or token.head.lower_ == "of"):
            if token.head.lower_ != "of" and token.head.head.pos_ in ("NOUN", "VERB"):
                yield token.head.head
            token = token.head.head
            if token.pos_ == "VERB":
                return
            continue
        return


def find_relocated(doc: Doc, located: Sequence[Located], times: Sequence[Time]) -> Iterator[Finding]:
    """Find one happening, or one counted thing, that is put into two places apart."""
    groups: dict[str, list[Located]] = defaultdict(list)
    for one in located:
        groups[one.happening.kind].append(one)
    for group in groups.values():
        if len(group) > MOST_TOLD:
            continue
        for a, b in combinations(group, 2):
            if a.happening.word.sent.start == b.happening.word.sent.start or not _apart(a, b):
                continue
            features = _weigh(a, b, times)
            severity = grade(score(features), high=0.9, medium=0.6)
            if severity:
                yield Finding(
                    "place",
                    (a.words, b.words),
                    f"“{a.happening.word.text}” is put into {a.words.text} here and into {b.words.text} there; "
                    f"it seems one thing, because {reasons(features)}.",
                    severity,
                )


def _weigh(a: Located, b: Located, times: Sequence[Time]) -> list[Feature]:
    features = compare(a.happening, b.happening)
    counts = {_number(one.happening.word) for one in (a, b)}
    same_count = len(counts) == 1 and None not in counts and not a.happening.is_verb
    if not features and not same_count:
        return []
    return [
        *features,
        Feature(0.3, is_listed(a.happening.kind) and _same_day(a, b, times), "it is of one day"),
        Feature(0.6, same_count, "as many are counted"),
    ]


def _number(token: Token) -> str | None:
    return next((c.lower_ for c in children_of(token) if c.dep_ == "nummod"), None)


def _same_day(a: Located, b: Located, times: Sequence[Time]) -> bool:
    days = [
        {t.earliest for t in times if t.earliest and s.start_char <= t.start < s.end_char}
        for s in (a.happening.word.sent, b.happening.word.sent)
    ]
    return bool(days[0] & days[1])


def _apart(a: Located, b: Located) -> bool:
    """Whether two places are of one rank and lie apart."""
    if a.place.id == b.place.id:
        return False
    one, other = a.place, b.place
    ranks = {(place.feature or "")[:3] for place in (one, other)}
    if (
        len(ranks) > 1
        or ranks - {"PPL", "ADM"}
        or len({(place.feature or "")[:4] for place in (one, other)} & {"ADM1", "ADM2"}) > 1
    ):
        return False
    if None in (one.latitude, other.latitude, one.longitude, other.longitude):
        return False
    distance = great_circle_km(
        float(one.latitude or 0), float(one.longitude or 0), float(other.latitude or 0), float(other.longitude or 0)
    )
    return distance > APART_KM
