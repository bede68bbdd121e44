"""One change of power dated twice: a fall in one year, the successors' rise in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.report import Entity, Event, Participant, Span, Time
from dateline.resources.countries import load_countries
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.evidence import Feature, grade, reasons, score

LEAST_GAP_DAYS = 45
"""Days between two datings of one change from which they cannot both be right."""


@dataclass(frozen=True)
class Change:
    """A ruler or regime of a country taking or losing power at a time."""

    country: str
    who: Entity
    words: Participant
    gain: bool
    time: Time
    event: Event

    @property
    def window(self) -> tuple[date, date]:
        """First and last day that the time can mean."""
        return date.fromisoformat(str(self.time.earliest)), date.fromisoformat(str(self.time.latest))


def find_changes(events: Sequence[Event], entities: Mapping[str, Entity], times: Mapping[str, Time]) -> list[Change]:
    """Find dated changes of power: `gain` by its actors, `loss` by its recipients."""
    found = []
    for event in events:
        time = times.get(event.time or "")
        if event.type != "TRANSITION" or event.status != "happened" or not (time and time.earliest and time.latest):
            continue
        for mode, participants in (("gain", event.actors), ("loss", event.recipients)):
            if mode not in event.modes:
                continue
            for words in participants:
                who = entities.get(words.entity or "")
                if who and who.country:
                    found.append(Change(who.country, who, words, mode == "gain", time, event))
    return found


def find_regime_conflicts(
    text: str, events: Sequence[Event], entities: Mapping[str, Entity], times: Mapping[str, Time]
) -> Iterator[Finding]:
    """Find a country's successors who took power at another time than their predecessor fell."""
    changes = find_changes(events, entities, times)
    for rise in changes:
        for fall in changes:
            if not rise.gain or fall.gain or rise.country != fall.country or rise.who.id == fall.who.id:
                continue
            gap = _gap_days(rise, fall)
            features = _compare(text, rise, fall, gap, len([c for c in changes if c.country == rise.country]))
            severity = grade(score(features), high=0.7, medium=0.5)
            if gap < LEAST_GAP_DAYS or severity is None:
                continue
            yield Finding(
                "order",
                (_claim(text, rise), _claim(text, fall)),
                f"{_capital(rise.words.text)} are said to have come to power in {rise.time.value}, but {fall.who.name} to have "
                f"lost it in {fall.time.value}; it is one change of power, because {reasons(features)}.",
                severity,
            )


def _compare(text: str, rise: Change, fall: Change, gap: int, n_changes: int) -> list[Feature]:
    country = load_countries().by_code(rise.country)
    name = country.name if country else rise.country
    words = frozenset(load_table("lexicons/conflicts.yaml")["successor_words"])
    called_new = next((m.text for m in rise.who.mentions if words & set(m.text.lower().split())), None)
    former = next((r.text for r in fall.who.roles if r.former), None)
    return [
        Feature(0.2, True, f"both are told of {name}"),
        Feature(0.3, called_new is not None, f"the text speaks of “{called_new}”"),
        Feature(0.2, former is not None, f"of “{former}”"),
        Feature(0.2, gap > 366, "" if gap <= 366 else "the datings are over a year apart"),
        Feature(0.1, n_changes == 2, ""),
    ]


def _gap_days(a: Change, b: Change) -> int:
    """Days between two windows; 0 where they meet."""
    (start_a, end_a), (start_b, end_b) = a.window, b.window
    return max((start_b - end_a).days, (start_a - end_b).days, 0)


def _claim(text: str, change: Change) -> Span:
    """The words from the trigger to the time, or the time alone where they stand far apart."""
    start = min(change.event.trigger.start, change.time.start)
    end = max(change.event.trigger.end, change.time.end)
    if end - start > 120:
        start, end = change.time.start, change.time.end
    return Span.cut(text, start, end)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
