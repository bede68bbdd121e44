"""Events of the record that go by a name: told with another date or toll than they had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from dateline.report import Count, Event, Place, RecordRow, Severity, Span, Time
from dateline.resources.actors import fold_word
from dateline.resources.record import KnownEvent, Record
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.known import sentence_around
from dateline.text.clauses import agents_of, is_negated
from dateline.text.mentions import MentionIndex
from dateline.text.numbers import parse_quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

SLACK = timedelta(days=2)
"""Days by which a date may miss an event: time zones, and the day after."""

TAKEOVER_SLACK = timedelta(days=200)
"""Taking power takes time: up to so far from the recorded day nothing is said."""

SETTLED_DAYS = 30
"""Days after which the toll of an event changes no more."""

TOLL_SLACK = 0.2
"""Share of a recorded toll by which a figure may miss it."""

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[,;:!?()\n]|[^\W\d]{5,}\. ")
_YEAR_BEFORE = re.compile(r"\b(?:1[89]|20)\d\d $")
_LINKS_AFTER = frozenset({" of ", " (", " in ", " on ", ", in ", ", on ", " in late ", " in early ", " "})

MOST_NAMED = 50
"""Names of events in one text; a longer list is a chronicle."""

BESIDE_CHARS = 70
"""Characters beside an event's name in which its toll is looked for."""

_COUNT = r"\b(?P<count>(?:(?:at least|about|nearly|almost|around|some|more than|over|up to) )?[\w-]+(?:,\d{3})*(?: (?:and |hundred |thousand )?[\w-]+){0,2}?)"
_PEOPLE = r"(?P<people> (?:people|persons|lives|civilians|victims)\b)"
_WHOLE = r"(?=[.,;:)\n]|$| and (?:injured|wounded|hurt|left))"
"""What follows a count of all the dead, and not of those "on the ground" or "from Kenya"."""
_TOLL_AFTER = re.compile(rf",? (?:(?:which|that) )?(?:killed|claimed|took) (?:the lives of )?{_COUNT}{_PEOPLE}{_WHOLE}")
_TOLL_BEFORE = re.compile(
    rf"{_COUNT}{_PEOPLE} (?:(?:were|was|had been) )?(?:killed|murdered|died|perished) in (?:the )?$"
)


@dataclass(frozen=True)
class Named:
    """An event of the record and its name in the text."""

    event: KnownEvent
    words: Span
    before: Token | None
    sentence: Phrase


def find_named(doc: Doc, text: str, record: Record) -> list[Named]:
    """Find the events of the record that a text names; of names that overlap only the longest counts."""
    index, longest = _index(record)
    found: list[Named] = []
    at = 0
    for opener in _WORD.finditer(text):
        length = longest.get(opener.group().lower())
        if length is None or opener.start() < at or len(found) >= MOST_NAMED:
            continue
        words = [opener, *islice(_WORD.finditer(text, opener.end()), length - 1)]
        folded = [fold_word(word.group()) for word in words]
        n = next((n for n in range(len(words), 1, -1) if tuple(folded[:n]) in index), 0)
        span = Span.cut(text, opener.start(), words[n - 1].end()) if n else None
        piece = doc.char_span(span.start, span.end, alignment_mode="expand") if span and _is_one(span.text) else None
        if span is not None and piece is not None:
            at = span.end
            found.append(Named(index[tuple(folded[:n])], span, _before(doc, piece.start), sentence_around(piece[0])))
    return found


def _is_one(words: str) -> bool:
    """Whether words can be a name: none parted by more than blanks, hyphens and dots, and not all in small letters."""
    return not _PARTS.search(words) and any(char.isupper() or char.isdigit() for char in words)


@lru_cache(maxsize=4)
def _index(record: Record) -> tuple[dict[tuple[str, ...], KnownEvent], dict[str, int]]:
    """Events by the folded words of their names, and how long names that open with a word can be."""
    index = {
        tuple(fold_word(word) for word in _WORD.findall(name)): event
        for event in record.known_events
        if not event.told
        for name in event.names
    }
    longest: dict[str, int] = {}
    for words in index:
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return index, longest


def _before(doc: Doc, start: int) -> Token | None:
    """The word before an event's name, without its article."""
    i = start - 1
    if i >= 0 and doc[i].lower_ in ("the", "a", "an"):
        i -= 1
    return doc[i] if i >= 0 else None


def find_event_conflicts(doc: Doc, text: str, times: Sequence[Time], record: Record) -> Iterator[Finding]:
    """Find named events whose date or toll is not the recorded one."""
    named = find_named(doc, text, record)
    if not named:
        return
    starts = sorted((time for time in times if time.earliest and time.latest), key=lambda time: time.start)
    for one in named:
        yield from _miscounted(one, text)
        if any(token.lower_ in _words("remembering") for token in one.sentence):
            continue
        for time in starts:
            if one.sentence.start_char <= time.start < one.sentence.end_char:
                yield from _misdated(one, time, text)


def _misdated(one: Named, time: Time, text: str) -> Iterator[Finding]:
    """Compare an event's day with a time that stands right before or after its name and dates it."""
    first, last = date.fromisoformat(str(time.earliest)), date.fromisoformat(str(time.latest))
    event = one.event
    if first <= event.last + SLACK and last >= event.first - SLACK:
        return
    if time.end <= one.words.start:
        if text[time.end : one.words.start] != " " or not _YEAR_BEFORE.search(text[: one.words.start][-6:]):
            return
    elif not _dates(one, text[one.words.end : time.start], too_early=last < event.first, too_late=first > event.last):
        return
    yield _finding(one, time, text, first, last)


def _dates(one: Named, link: str, *, too_early: bool, too_late: bool) -> bool:
    """Whether a time after an event's name dates the event, and not what the sentence tells of.

    "Since the fall in 2011" dates the fall. "After the fall in 2011" may date what came after,
    so that only a time before the event is wrong there, and after "before" only a later one.
    """
    if link not in _LINKS_AFTER:
        return False
    if link in (" of ", " ("):
        return True
    word = one.before.lower_ if one.before is not None else ""
    if word in ("since", "during"):
        return True
    if word in ("after", "following"):
        return too_early
    if word == "before":
        return too_late
    opens = one.words.start - one.sentence.start_char <= len("The ") and link != " "
    return opens and one.event.kind in _words("happening_at_once")


def _finding(one: Named, words: Span, text: str, first: date, last: date) -> Finding:
    event = one.event
    start, end = min(words.start, one.words.start), max(words.end, one.words.end)
    gap = max((event.first - last).days, (first - event.last).days)
    severity: Severity = "high" if gap > 365 else "medium"
    when = event.start.say() + (f" to {event.end.say()}" if event.end else "")
    return Finding(
        "time",
        (Span.cut(text, start, end),),
        f"{one.words.text} is dated “{words.text}” here, but by the record it was {when}.",
        severity,
        (RecordRow(source=event.source, text=event.say()),),
    )


def _miscounted(one: Named, text: str) -> Iterator[Finding]:
    """Compare an event's dead with a count of people that the words right beside its name give for it."""
    if one.event.deaths is None:
        return
    after, before = text[one.words.end : one.words.end + BESIDE_CHARS], text[: one.words.start][-BESIDE_CHARS:]
    for match, offset in (
        (_TOLL_AFTER.match(after), one.words.end),
        (_TOLL_BEFORE.search(before), one.words.start - len(before)),
    ):
        count = parse_quantity(match.group("count")) if match else None
        if match is None or count is None or not _apart(count, one.event.deaths):
            continue
        start, end = offset + match.start("count"), offset + match.end("people")
        yield Finding(
            "number",
            (Span.cut(text, start, end),),
            f"The text counts “{text[start:end]}” for {one.words.text}, which killed {_range(one.event.deaths)}.",
            "medium",
            (RecordRow(source=one.event.source, text=one.event.say()),),
        )


def find_counted_conflicts(
    doc: Doc,
    text: str,
    events: Sequence[Event],
    places: Sequence[Place],
    times: Sequence[Time],
    record: Record,
    published: date | None,
) -> Iterator[Finding]:
    """Find deaths that another count of the record contradicts, known by sort, place and day.

    Tolls of the first days rise and fall; within a month of the event the finding is low.
    """  # fmt: skip
    where = {place.id: place for place in places}
    when = {time.id: time for time in times}
    for event in events:
        place, time = where.get(event.place or ""), when.get(event.time or "")
        if event.status != "happened" or event.deaths is None or place is None or time is None:
            continue
        if not time.earliest or time.earliest != time.latest:
            continue
        day = date.fromisoformat(time.earliest)
        known = [k for k in record.events_at(place.name, place.country, day, day) if _is_sort(k, event)]
        if len(known) != 1 or known[0].deaths is None or not _apart(event.deaths, known[0].deaths):
            continue
        old = published is not None and (published - day).days > SETTLED_DAYS
        count = next((c for c in event.casualties if c.kind == "killed" and c.low > 1), None)
        if count is None or _other_towns(doc, count, place, places):
            continue
        yield Finding(
            "number",
            (Span.cut(text, count.start, count.end),),
            f"For {place.name} on {known[0].start.say()} the text has “{count.text}” dead, the record {_range(known[0].deaths)}.",
            "medium" if old else "low",
            (RecordRow(source=known[0].source, text=known[0].say()),),
        )


def _other_towns(doc: Doc, count: Span, place: Place, places: Sequence[Place]) -> bool:
    """Whether the sentence of a count names a second town, so that the count may be of both."""
    piece = doc.char_span(count.start, count.end, alignment_mode="expand")
    if piece is None:
        return True
    sentence = sentence_around(piece[0])
    return any(
        sentence.start_char <= mention.start < sentence.end_char
        for other in places
        if other.id != place.id and (other.feature or "").startswith("PPL")
        for mention in other.mentions
    )


def _is_sort(known: KnownEvent, event: Event) -> bool:
    """Whether an event of the record is of the sort that the text tells of."""
    return known.kind == event.type or (event.type == "ASSAULT" and known.kind in ("attack", "massacre"))


def _apart(count: Count, deaths: tuple[int, int | None]) -> bool:
    low, high = deaths
    too_few = count.high is not None and count.high < low * (1 - TOLL_SLACK)
    return too_few or (high is not None and count.low > high * (1 + TOLL_SLACK))


def _range(deaths: tuple[int, int | None]) -> str:
    low, high = deaths
    return f"{low:,}" if low == high else f"{low:,} to {high:,}" if high else f"{low:,} or more"


def find_takeover_conflicts(
    doc: Doc, text: str, times: Sequence[Time], record: Record, index: MentionIndex
) -> Iterator[Finding]:
    """Find a group that is said to have taken power at another time than the record has it."""
    if " power" not in text and " control" not in text:
        return
    falls: dict[str, list[KnownEvent]] = {}
    for event in record.known_events:
        if event.kind == "fall" and event.organization:
            falls.setdefault(event.organization.casefold(), []).append(event)
    taking: dict[str, list[str]] = load_table("lexicons/record.yaml")["taking"]
    for time in times:
        piece = doc.char_span(time.start, time.end, alignment_mode="expand")
        if piece is None or not (time.earliest and time.latest):
            continue
        verb = next((t for t in piece.root.ancestors if t.pos_ == "VERB"), None)
        if (
            verb is None
            or verb.lemma_ not in taking
            or is_negated(verb)
            or "power" not in {t.lower_ for t in verb.subtree}
        ):
            continue
        for agent in agents_of(verb):
            who = index.at(agent)
            known = falls.get(who.name.casefold().removeprefix("the "), []) if who is not None else []
            first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
            if known and all(first > e.last + TAKEOVER_SLACK or last < e.first - TAKEOVER_SLACK for e in known):
                start, end = min(verb.idx, time.start), max(verb.idx + len(verb), time.end)
                told = " and ".join(event.start.say() for event in known)
                yield Finding(
                    "time",
                    (Span.cut(text, start, end),),
                    f"{agent.text} are said to have come to power “{time.text}”, but by the record it was {told}.",
                    "medium",
                    tuple(RecordRow(source=event.source, text=event.say()) for event in known),
                )


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("lexicons/record.yaml")[name])
