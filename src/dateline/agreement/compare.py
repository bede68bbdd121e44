"""Compare two codings of the same articles: which events both have, and where their fields differ.

Two events are one where their words overlap; each is paired once, the best pairs first. Fields
are compared on the pairs, so that a missed event counts once, as an event, and not again in
every field. F1 treats both codings alike: neither is taken for the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dateline.agreement.unitizing import Unit, unitized_alpha
from dateline.report import Event, Participant, Report, Span


class Difference(NamedTuple):
    """One thing on which the codings differ.

    Args:
        article: The article's id.
        field: The field, or "event" where only one coding has the event.
        first: What the first coding has; None where it has nothing.
        second: What the second has.
        first_words: The words that the first read it from.
        second_words: The same of the second.
        start: Where the words begin, to look them up.
    """

    article: str
    field: str
    first: str | None
    second: str | None
    first_words: str | None
    second_words: str | None
    start: int


@dataclass(slots=True)
class Counts:
    """How often both have a value and it is the same, and how often each has one.

    Args:
        same: Values that are the same in both.
        first: Values of the first coding.
        second: Values of the second.
    """

    same: int = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float | None:
        """Twice the shared over all, 0 to 1; None where neither has any."""
        total = self.first + self.second
        return 2 * self.same / total if total else None


@dataclass(slots=True)
class Agreement:
    """What was compared and how far it agrees.

    Args:
        n_articles: Articles that both codings have.
        only_first: Ids that only the first has.
        only_second: Ids that only the second has.
        alpha: Krippendorff's unitised alpha of event types over the triggers' words, at most 1; None where neither
            has an event.
        fields: Counts by field, "event" for the events themselves.
        differences: Every difference in order of the articles and of the text.
    """

    n_articles: int = 0
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)
    alpha: float | None = None
    fields: dict[str, Counts] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


class _Value(NamedTuple):
    """What an event has in a field: the value that is compared, how it is shown, and its words."""

    value: Any
    shown: str
    words: str


Reader = Callable[[Event, Report], _Value | None]


def compare_codings(first: Iterable[Report], second: Iterable[Report]) -> Agreement:
    """Compare two codings article by article; articles that only one has are named and left out.

    Events are paired where their words overlap, and fields are compared on the pairs. F1 is twice what
    both have over what each has, so that neither coding is taken for the truth.

    Args:
        first: Reports of the one coding; articles are matched by their id.
        second: Reports of the other.

    Returns:
        F1 of events and fields, alpha, and every difference.

    Source:
        Alpha: Krippendorff (2004), https://doi.org/10.1007/s11135-004-8107-7
    """
    ours, theirs = ({report.article.id: report for report in reports} for reports in (first, second))
    found = Agreement(fields={name: Counts() for name in ("event", *_SCALARS, *_SIDES)})
    found.only_first = [name for name in ours if name not in theirs]
    found.only_second = [name for name in theirs if name not in ours]
    units: tuple[list[Unit], list[Unit]] = ([], [])
    length = 0
    for name, report in ours.items():
        if name in theirs:
            other = theirs[name]
            found.n_articles += 1
            _compare_reports(report, other, found)
            for unit_list, coded in zip(units, (report, other), strict=True):
                unit_list += [Unit(length + e.trigger.start, length + e.trigger.end, e.type) for e in coded.events]
            length += max(_reach(report), _reach(other))
    found.alpha = unitized_alpha(units, length) if length else None
    return found


def pair_events(first: Sequence[Event], second: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Pair the events of two codings whose words overlap, each at most once, the likest first."""
    scored = sorted(
        (-score, i, j)
        for i, ours in enumerate(first)
        for j, theirs in enumerate(second)
        if (score := _likeness(ours, theirs)) > 0
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return [(first[i], second[j]) for i, j in sorted(pairs)]


def _likeness(ours: Event, theirs: Event) -> float:
    """2 where the triggers overlap, 1 where other words do; then the same type and the same parties count."""
    words = [ours.trigger, *ours.evidence], [theirs.trigger, *theirs.evidence]
    if _overlap(ours.trigger, theirs.trigger):
        score = 2.0
    elif any(_overlap(a, b) for a in words[0] for b in words[1]):
        score = 1.0
    else:
        return 0.0
    shared = any(_overlap(a, b) for side in _SIDES for a in getattr(ours, side) for b in getattr(theirs, side))
    return score + 0.5 * (ours.type == theirs.type) + 0.25 * shared


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _reach(report: Report) -> int:
    """How far into the text a coding reaches, in characters; reports do not carry their text."""
    spans = [span for event in report.events for span in (event.trigger, *event.evidence)]
    spans += [span for said in report.attributions for span in said.content]
    spans += [mention for entity in report.entities for mention in entity.mentions]
    return max((span.end for span in (*spans, *report.times)), default=1)


def _compare_reports(first: Report, second: Report, found: Agreement) -> None:
    pairs = pair_events(first.events, second.events)
    paired = {id(event) for pair in pairs for event in pair}
    counts = found.fields["event"]
    counts.same += len(pairs)
    counts.first += len(first.events)
    counts.second += len(second.events)
    differences = [_missing(first, event, True) for event in first.events if id(event) not in paired]
    differences += [_missing(second, event, False) for event in second.events if id(event) not in paired]
    for ours, theirs in pairs:
        differences += _compare_events((ours, first), (theirs, second), found.fields)
    found.differences += sorted(differences, key=lambda row: (row.start, row.field))


def _missing(report: Report, event: Event, is_first: bool) -> Difference:
    shown, words = event.codes.plover or event.type, event.trigger.text
    article, start = report.article.id, event.trigger.start
    if is_first:
        return Difference(article, "event", shown, None, words, None, start)
    return Difference(article, "event", None, shown, None, words, start)


def _compare_events(
    ours: tuple[Event, Report], theirs: tuple[Event, Report], fields: Mapping[str, Counts]
) -> Iterator[Difference]:
    (event, report), (other, _) = ours, theirs
    for name, read in _SCALARS.items():
        a, b = read(*ours), read(*theirs)
        counts = fields[name]
        counts.first += a is not None
        counts.second += b is not None
        if a is not None and b is not None and a.value == b.value:
            counts.same += 1
        elif a is not None or b is not None:
            shown = (a and a.shown, b and b.shown, a and a.words, b and b.words)
            yield Difference(report.article.id, name, *shown, event.trigger.start)
    for side in _SIDES:
        yield from _compare_sides(report, side, getattr(event, side), getattr(other, side), fields[side])


def _compare_sides(
    report: Report, side: str, ours: Sequence[Participant], theirs: Sequence[Participant], counts: Counts
) -> Iterator[Difference]:
    """Parties are the same where their words overlap."""
    counts.first += len(ours)
    counts.second += len(theirs)
    left = list(theirs)
    for party in ours:
        same = next((other for other in left if _overlap(party, other)), None)
        if same is None:
            yield Difference(report.article.id, side, party.text, None, party.text, None, party.start)
        else:
            left.remove(same)
            counts.same += 1
    for other in left:
        yield Difference(report.article.id, side, None, other.text, None, other.text, other.start)


def _read_plain(name: str) -> Reader:
    def read(event: Event, _: Report) -> _Value | None:
        value = getattr(event, name)
        return _Value(value, str(value), event.trigger.text) if value else None

    return read


def _read_modes(event: Event, _: Report) -> _Value | None:
    shown = ", ".join(sorted(event.modes))
    return _Value(shown, shown, event.trigger.text) if shown else None


def _read_place(event: Event, report: Report) -> _Value | None:
    place = next((place for place in report.places if place.id == event.place), None)
    if place is None:
        return None
    shown = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return _Value(place.geonames or shown.casefold(), shown, place.mentions[0].text)


def _read_time(event: Event, report: Report) -> _Value | None:
    time = next((time for time in report.times if time.id == event.time), None)
    if time is None:
        return None
    days = (time.earliest, time.latest) if time.earliest or time.latest else (time.value, None)
    return _Value(days, " to ".join(dict.fromkeys(day for day in days if day)), time.text)


def _read_deaths(event: Event, _: Report) -> _Value | None:
    if event.deaths is None:
        return None
    low, high = event.deaths.low, event.deaths.high
    words = next((figure.text for figure in event.casualties if figure.kind == "killed"), event.trigger.text)
    return _Value((low, high), str(low) if low == high else f"{low} to {'…' if high is None else high}", words)


_SCALARS: dict[str, Reader] = {
    "type": _read_plain("type"),
    "mode": _read_modes,
    "status": _read_plain("status"),
    "place": _read_place,
    "time": _read_time,
    "deaths": _read_deaths,
}
_SIDES = ("actors", "recipients")
