"""The toll of the report's own happening, told in its lead and again further down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.report import Casualties, Count, Event
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.happenings import kind_of, words_of
from dateline.text.clauses import children_of, noun_phrase, patients_of, span_of, subjects_of
from dateline.text.numbers import find_quantities, parse_cardinal, parse_quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

LEAD_SENTENCES = 3
"""Sentences in which a report says what it is about."""

MOST_TOLLS = 60
"""Figures that are compared in one article; a longer list is a chronicle."""

_OTHERS = frozenset({"other", "others", "more", "another"})


@dataclass(frozen=True)
class Toll:
    """A figure for the killed or injured with the sentence that tells it."""

    figure: Casualties
    low: int
    high: int | None
    sort: str
    sentence: Phrase


@lru_cache
def _sorts() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("lexicons/conflicts.yaml")["sorts_of_people"]
    return {word: sort for sort, words in table.items() for word in words}


def sort_of(words: str) -> str | None:
    """What sort of people a figure counts; None where its words have no number or no known noun."""
    parts = words.lower().split()
    if all(parse_cardinal(part) is None for part in parts):
        return None
    if parse_cardinal(parts[-1]) is not None:
        return "people"
    return _sorts().get(parts[-1])


def find_tolls(doc: Doc, events: Sequence[Event]) -> list[Toll]:
    """Gather the figures of all events in text order; "five … and two others" of one sentence are summed."""
    figures = {(f.start, f.kind): f for f in _dead_of_clauses(doc)}
    figures |= {(f.start, f.kind): f for event in events if event.status == "happened" for f in event.casualties}
    found: list[Toll] = []
    for _, figure in sorted(figures.items()):
        piece = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if piece is None:
            continue
        adds = bool(_OTHERS & set(figure.text.lower().split()))
        last = found[-1] if found else None
        if adds and last and last.figure.kind == figure.kind and last.sentence.start == piece.sent.start:
            high = None if last.high is None or figure.high is None else last.high + figure.high
            found[-1] = Toll(last.figure, last.low + figure.low, high, last.sort, last.sentence)
        elif not adds and (sort := sort_of(figure.text)):
            found.append(Toll(figure, figure.low, figure.high, sort, piece.sent))
        if len(found) == MOST_TOLLS:
            break
    return found


def _dead_of_clauses(doc: Doc) -> Iterator[Casualties]:
    """Counted people who die or are killed, whether or not an event holds them."""
    for token in doc:
        if token.pos_ != "VERB" or kind_of(token) != "kill":
            continue
        for head in subjects_of(token) if token.lemma_.lower() in words_of("befalling") else patients_of(token):
            if not any(child.dep_ == "nummod" for child in children_of(head)) and head.pos_ != "NUM":
                continue
            words = span_of(doc, noun_phrase(head, with_preps=False))
            count = parse_quantity(words.text) or _bare_count(words)
            if count is not None:
                yield Casualties(
                    start=words.start_char,
                    end=words.end_char,
                    text=words.text,
                    kind="killed",
                    low=count.low,
                    high=count.high,
                    side="unknown",
                )


def _bare_count(words: Phrase) -> Count | None:
    """The quantity at the start of a counted phrase ("at least six tourists")."""
    found = find_quantities([token.lower_ for token in words])
    return found[0].total if len(found) == 1 and found[0].start == 0 else None


def find_retold_tolls(doc: Doc, events: Sequence[Event], speakers: Speakers) -> Iterator[Finding]:
    """Find a figure further down that is not the one of the lead, where both can only be of one happening.

    The later sentence must tell of no other day or place, of no change and of no part of them.
    """
    tolls = find_tolls(doc, events)
    limit = _lead_end(doc)
    for kind in ("killed", "injured", "captured", "missing"):
        same = [toll for toll in tolls if toll.figure.kind == kind]
        leads = [toll for toll in same if toll.sentence.start < limit]
        for lead in leads[:1]:
            for later in same:
                if later.sentence.start > lead.sentence.start and _clash(lead, later, alone=len(same) == 2):
                    openly = speakers.differ(lead.figure.start, later.figure.start)
                    yield Finding(
                        "number",
                        (lead.figure, later.figure),
                        f"The report opens with “{lead.figure.text}” {kind} and later tells of "
                        + (
                            f"{later.low}: “{later.figure.text}” and others."
                            if later.low != later.figure.low
                            else f"“{later.figure.text}”."
                        ),
                        "low" if openly else "medium",
                    )
                    break


def _lead_end(doc: Doc) -> int:
    for n, sentence in enumerate(doc.sents, 1):
        if n == LEAD_SENTENCES:
            return sentence.end
    return len(doc)


def _clash(lead: Toll, later: Toll, *, alone: bool) -> bool:
    """Whether two tolls cannot be one; `alone` where the report gives no third, so that no second place has its own."""
    if lead.sort != later.sort or ((lead.high or 0) < 2 and lead.high is not None):
        return False
    both_open = lead.high is None and later.high is None and lead.low != later.low
    exceeds = lead.high is not None and later.low > lead.high  # a lower figure may be of a part of them
    if not (both_open or exceeds):
        return False
    words = {token.lower_ for sentence in (lead.sentence, later.sentence) for token in sentence}
    if words & (words_of("update_words") | words_of("apart_words")):
        return False
    own = {token.lower_ for token in lead.sentence}
    apart = ("DATE",) if alone else ("DATE", "GPE", "LOC", "FAC")
    return not any(
        token.ent_type_ in apart and token.lower_ not in own and token.pos_ in ("PROPN", "NUM")
        for token in later.sentence
    )
