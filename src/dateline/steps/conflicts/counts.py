"""Two counts of one thing: a set that comes back with another number, parts that exceed their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.report import Casualties, Count, Event, Severity, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.happenings import kind_of, words_of
from dateline.text.clauses import noun_phrase, span_of
from dateline.text.numbers import parse_cardinal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

MOST_COUNTED = 400
"""Counted phrases that are compared in one article; a longer list is a table, not a report."""


@dataclass(frozen=True)
class Counted:
    """A counted noun: "the eight soldiers"."""

    head: Token
    number: Token
    value: int
    definite: bool
    kind: str
    about: bool

    @property
    def modifiers(self) -> frozenset[str]:
        """Words that tell which ones are meant, lower case."""
        words = (
            c for c in self.head.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i != self.number.i
        )
        return frozenset(word.lemma_.lower() for word in words)


def find_counted(doc: Doc) -> list[Counted]:
    """Find nouns with a whole number before them, in text order."""
    words = load_table("lexicons/conflicts.yaml")
    rough, rest = frozenset(words["approximators"]), frozenset(words["rest_words"])
    units = frozenset(words["units"])
    found = []
    for number in doc:
        if number.dep_ != "nummod" or number.head.pos_ not in ("NOUN", "PROPN") or number.head.i < number.i:
            continue
        head = number.head
        value = parse_cardinal(doc[number.left_edge.i : number.i + 1].text)
        is_year = value is not None and len(number) == 4 and 1800 <= value <= 2100
        if value is None or is_year or head.lemma_.lower() in units or _has_more(head, number):
            continue
        before = {t.lower_ for t in doc[max(0, number.left_edge.i - 3) : number.i]}
        modifiers = {t.lower_ for t in head.lefts}
        definite = any(
            (c.dep_ == "det" and c.lower_ in ("the", "these", "those")) or c.dep_ == "poss" for c in head.lefts
        )
        found.append(
            Counted(
                head,
                number,
                value,
                definite and not (modifiers | before) & rest,
                head.lemma_.lower(),
                bool(before & rough),
            )
        )
        if len(found) == MOST_COUNTED:
            break
    return found


def _has_more(head: Token, number: Token) -> bool:
    """Whether the noun carries a second number ("two 500-pound bombs") or the number a range ("10 to 15")."""
    if sum(child.dep_ == "nummod" for child in head.children) > 1:
        return True
    return any(child.dep_ in ("prep", "quantmod") and child.lower_ in ("to", "-", "or") for child in number.children)


def find_returning_sets(doc: Doc, counted: Sequence[Counted], speakers: Speakers) -> Iterator[Finding]:
    """Find a set that was introduced with one number and comes back, definite, with another.

    "Gunmen kidnapped six engineers … The eight engineers were freed." A definite number
    that any earlier number, or a sum of two or three of them, explains is no conflict; nor
    is one of the others, the rest, or of a set that is further described.
    """
    for i, back in enumerate(counted):
        if not back.definite or back.about:
            continue
        earlier = [c for c in counted[:i] if c.kind == back.kind]
        introduced = [c for c in earlier if not c.about and c.modifiers >= back.modifiers]
        if not introduced or _is_explained(back.value, [c.value for c in earlier]):
            continue
        first = introduced[-1]
        if _is_described(back.head) and not _repeats_deed(first.head, back.head):
            continue
        if any(c.value > back.value for c in earlier) and len({c.value for c in earlier}) > 1:
            continue
        severity: Severity = "medium" if speakers.differ(first.head.idx, back.head.idx) else "high"
        yield Finding(
            "number",
            (_span(doc, first), _span(doc, back)),
            f"The text has “{_span(doc, first).text}” first and “{_span(doc, back).text}” when it comes back to them.",
            severity,
        )


def find_same_counts(doc: Doc, counted: Sequence[Counted], speakers: Speakers) -> Iterator[Finding]:
    """Find one described noun under one verb with two numbers, where the text counts it only these two times."""
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(one.kind, []).append(one)
    for group in groups.values():
        if len(group) != 2:
            continue
        a, b = group
        if a.value == b.value or a.about or b.about or a.head.sent.start == b.head.sent.start:
            continue
        words = {token.lower_ for one in group for token in one.head.sent}
        if words & frozenset(load_table("lexicons/conflicts.yaml")["update_words"]) or _is_rest(a) or _is_rest(b):
            continue
        shared = a.modifiers & b.modifiers
        same_verb = kind_of(a.head.head) == kind_of(b.head.head) and a.head.head.pos_ in ("VERB", "NOUN")
        if a.modifiers != b.modifiers:
            continue
        if kind_of(a.head.head) in words_of("casualty_verbs") or a.kind in _OTHERS_AND_MORE:
            continue  # find_toll_conflicts knows of which happening they are
        if not (same_verb and shared) or kind_of(a.head.head) in words_of("empty_verbs"):
            continue
        openly = speakers.differ(a.head.idx, b.head.idx)
        yield Finding(
            "number",
            (_span(doc, a), _span(doc, b)),
            f"“{_span(doc, a).text}” here and “{_span(doc, b).text}” there are told of in the same words.",
            "low" if openly else "medium",
        )


_OTHERS_AND_MORE = frozenset({"other", "more", "people", "person"})


def _is_rest(counted: Counted) -> bool:
    rest = frozenset(load_table("lexicons/conflicts.yaml")["rest_words"])
    before = {t.lower_ for t in counted.head.lefts} | {
        t.lower_ for t in counted.head.doc[max(0, counted.number.i - 2) : counted.number.i]
    }
    return bool(before & rest)


def _is_described(head: Token) -> bool:
    """Whether a clause or phrase after the noun says which ones are meant ("the two men arrested in Rome")."""
    return any(child.i > head.i and child.dep_ in ("relcl", "acl", "prep", "appos") for child in head.children)


def _repeats_deed(first: Token, back: Token) -> bool:
    """Whether a relative clause names what was done to them before: "killing seven men … the nine men who were killed"."""
    deeds = {child.lemma_ for child in back.children if child.dep_ in ("relcl", "acl")}
    others = [child for child in back.children if child.i > back.i and child.dep_ in ("prep", "appos")]
    return first.head.lemma_ in deeds and not others


def _is_explained(value: int, earlier: Sequence[int]) -> bool:
    pool = earlier[-12:]
    return any(sum(some) == value for size in (1, 2, 3) for some in combinations(pool, size)) or any(
        abs(a - b) == value for a, b in combinations(pool, 2)
    )


def find_excess_parts(doc: Doc, counted: Sequence[Counted]) -> Iterator[Finding]:
    """Find a part that is greater than the whole it is taken from: "of the 80 pilots who voted, 97 ...".

    The whole is governed by "of" at the head of the clause, or by the part itself ("97 of
    the 80 pilots").
    """
    for whole in counted:
        of = whole.head.head
        if of.lower_ != "of" or of.dep_ != "prep":
            continue
        parts = [of.head] if of.head.pos_ == "NUM" else _numbers_of_clause(of) if of.i < of.head.i else []
        for part in parts:
            value = parse_cardinal(part.text)
            if value is not None and value > whole.value and not _is_share(part):
                yield Finding(
                    "number",
                    (_span(doc, whole), _words(doc[part.i : part.i + 1])),
                    f"{part.text} are said to be out of {whole.number.text} {whole.head.text}.",
                    "high",
                )


def _numbers_of_clause(of: Token) -> list[Token]:
    """Bare numbers that are subject or object of the verb on which "of the N ..." hangs."""
    return [c for c in of.head.children if c.pos_ == "NUM" and c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.i > of.i]


def _is_share(token: Token) -> bool:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("%", "percent", "per")


def _span(doc: Doc, counted: Counted) -> Span:
    words = span_of(doc, noun_phrase(counted.head, with_preps=False))
    return _words(words)


def _words(words: Phrase) -> Span:
    return Span(start=words.start_char, end=words.end_char, text=words.text)


def find_toll_conflicts(doc: Doc, events: Sequence[Event], speakers: Speakers) -> Iterator[Finding]:
    """Find two figures for the dead (injured, missing, captured) of one event that do not meet.

    Only figures of one sort of people are compared: "six people" with "nine people" or a
    bare "nine", not with "two children", who may be among them. Figures of one sentence add
    up or update one another; a sentence that says so ("rose to nine") is left in peace.
    """
    text = doc.text
    for event in events:
        if event.status in ("planned", "hypothetical"):
            continue
        for a, b in combinations(event.casualties[:12], 2):
            if (
                not _comparable(a, b)
                or _told_as_change(doc, a, b)
                or _meet(Count(low=a.low, high=a.high), Count(low=b.low, high=b.high))
            ):
                continue
            openly = speakers.differ(a.start, b.start)
            yield Finding(
                "number",
                (Span.cut(text, a.start, a.end), Span.cut(text, b.start, b.end)),
                f"Two figures for the {a.kind} of one event: “{a.text}” and “{b.text}”"
                + (", by two sources that differ." if openly else "."),
                "low" if openly else "high",
            )


def _comparable(a: Casualties, b: Casualties) -> bool:
    """Whether two figures are of one kind, both are numbers, and they count the same sort of people."""
    if a.kind != b.kind or {a.side, b.side} == {"actors", "recipients"} or a.start == b.start:
        return False
    sorts = [_sort_of_people(figure.text) for figure in (a, b)]
    return None not in sorts and sorts[0] == sorts[1]


def _told_as_change(doc: Doc, a: Span, b: Span) -> bool:
    """Whether the two stand in one sentence, or either stands in one that tells of a changing figure."""
    sentences = [
        piece.sent for span in (a, b) if (piece := doc.char_span(span.start, span.end, alignment_mode="expand"))
    ]
    if len(sentences) < 2 or sentences[0].start == sentences[1].start:
        return True
    words = frozenset(load_table("lexicons/conflicts.yaml")["update_words"])
    return any(token.lower_ in words for sentence in sentences for token in sentence)


def _sort_of_people(words: str) -> str | None:
    """What a figure counts: its last word, or "people" where it is a number alone; None without a number."""
    parts = words.lower().split()
    numbers = [part for part in parts if parse_cardinal(part) is not None]
    if not numbers:
        return None
    last = parts[-1]
    if last in ("other", "others", "more"):
        return None  # each sentence has its own
    if last in numbers or last in load_table("lexicons/conflicts.yaml")["anybody"]:
        return "people"
    return last.removesuffix("s")


def _meet(a: Count, b: Count) -> bool:
    return (a.high is None or a.high >= b.low) and (b.high is None or b.high >= a.low)
