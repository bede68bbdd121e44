"""What a report says, in the lines that a person reads: each fact with the article's words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dateline.report import Attribution, Casualties, Claim, Count, Entity, Event, Participant, Place, Report, Span, Time

EXPLANATION_CHARS = 800
"""Longest reason of a conflict that is shown whole; only a hostile name makes a longer one."""

CONTEXT_CHARS = 70
"""How much of the text is shown on either side of a claim."""

SUSPECTED = "suspected"
"""Behind the name of somebody whom the text only suspects or accuses."""

STATUS_WORDS = {
    "happened": "happened",
    "ongoing": "is going on",
    "planned": "planned",
    "hypothetical": "feared or possible",
    "denied": "denied",
}
_STANDS = {"confirms": "confirms it", "denies": "denies it", "denies-role": "denies a part in it"}
KILLED_WORDS = {"killed": "dead", "injured": "injured", "missing": "missing", "captured": "captured"}


class Fact(NamedTuple):
    """One thing that was read, the words it was read from (empty where they are the same) and their start."""

    value: str
    words: str = ""
    id: str | None = None
    start: int | None = None


@dataclass(frozen=True)
class EventFacts:
    """An event as a person reads it."""

    event: Event
    what: str
    who: list[Fact]
    whom: list[Fact]
    means: list[Fact]
    where: Fact | None
    when: Fact | None
    toll: list[Fact]
    says: list[Fact]
    codes: list[Fact]


class Passage(NamedTuple):
    """A claim in its surroundings."""

    before: str
    words: str
    after: str
    source: str | None = None


def event_facts(report: Report) -> list[EventFacts]:
    """Give each event of a report with its ids followed."""
    names = {entity.id: entity for entity in report.entities}
    places = {place.id: place for place in report.places}
    times = {time.id: time for time in report.times}
    attributions = {attribution.id: attribution for attribution in report.attributions}
    return [
        EventFacts(
            event=event,
            what=" ".join([event.type, *event.modes]),
            who=_participants(event.actors, names),
            whom=_participants(event.recipients, names),
            means=[Fact(means.text, start=means.start) for means in event.instruments],
            where=_where(event, places.get(event.place or "")),
            when=_when(times.get(event.time or "")),
            toll=_toll(event),
            says=_says(event, attributions),
            codes=[Fact(code, book) for book, code in event.codes.model_dump().items() if code],
        )
        for event in report.events
    ]


def passage(claim: Claim, text: str | None) -> Passage:
    """Show a claim with the words around it, cut at blanks; of a record, its row and source."""
    if not isinstance(claim, Span):
        return Passage("", claim.record.text, "", claim.record.source)
    if text is None:
        return Passage("", claim.text, "")
    before = text[max(0, claim.start - CONTEXT_CHARS) : claim.start].rsplit("\n\n", 1)[-1]
    after = text[claim.end : claim.end + CONTEXT_CHARS].split("\n\n", 1)[0]
    if len(before) == CONTEXT_CHARS:
        before = "…" + before[before.find(" ") + 1 :]
    if len(after) == CONTEXT_CHARS:
        after = after[: after.rfind(" ") + 1 or None].rstrip() + "…"
    return Passage(before, claim.text, after)


def source_words(attribution: Attribution) -> str:
    """Name who says so, and who passed it on."""
    source = attribution.source.text if attribution.source else "(nobody is named)"
    return f"{source}, by {attribution.carrier.text}" if attribution.carrier else source


def time_range(time: Time) -> str:
    """Give the days that a time can mean, or its value where it cannot be pinned."""
    if time.earliest is None and time.latest is None:
        return time.value
    if time.earliest == time.latest:
        return time.earliest or ""
    return f"{time.earliest or '…'} to {time.latest or '…'}"


def place_words(place: Place) -> str:
    """Name a place, with its division and country."""
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(part for part in parts if part)


def entity_words(entity: Entity) -> str:
    """Tell an entity's type, country and sector in one line."""
    return " · ".join(part for part in (entity.type, entity.country, entity.sector) if part)


def count_words(low: int, high: int | None) -> str:
    """Write a count as people read it.

    Example:
        >>> count_words(6, None), count_words(6, 6), count_words(6, 9), count_words(0, 9)
        ('6 or more', '6', '6 to 9', 'up to 9')
    """
    if high is None:
        return f"{low:,} or more"
    if low == high:
        return f"{low:,}"
    return f"{low:,} to {high:,}" if low else f"up to {high:,}"


def _participants(participants: Iterable[Participant], names: dict[str, Entity]) -> list[Fact]:
    facts = []
    for participant in participants:
        entity = names.get(participant.entity or "")
        name = entity.name if entity else participant.text
        words = "" if name == participant.text else participant.text
        value = f"{name} ({SUSPECTED})" if participant.alleged else name
        facts.append(Fact(value, words, participant.entity, participant.start))
    return facts


def _where(event: Event, place: Place | None) -> Fact | None:
    if place is None:
        return None
    nearest = min(place.mentions, key=lambda span: _distance(span, event), default=None)
    relation = f"{event.place_relation} " if event.place_relation not in (None, "in") else ""
    value = relation + place_words(place)
    return Fact(value, nearest.text, place.id, nearest.start) if nearest else Fact(value, id=place.id)


def _distance(span: Span, event: Event) -> tuple[bool, int, int]:
    """Sort words by how far they stand from an event, those in its evidence first."""
    inside = any(part.start <= span.start and span.end <= part.end for part in event.evidence)
    return not inside, abs(span.start - event.trigger.start), span.start


def _when(time: Time | None) -> Fact | None:
    return None if time is None else Fact(time_range(time), time.text, time.id, time.start)


def _toll(event: Event) -> list[Fact]:
    """List the figures; those of the event as a whole stand first where no single figure gives them."""
    facts = [_casualties(figure) for figure in event.casualties]
    kinds = {figure.kind for figure in event.casualties}
    totals: list[tuple[str, Count | None]] = [("killed", event.deaths), ("injured", event.injured)]
    missing = [Fact(f"{count_words(n.low, n.high)} {KILLED_WORDS[k]}") for k, n in totals if n and k not in kinds]
    return missing + facts


def _casualties(figure: Casualties) -> Fact:
    side = f" ({figure.side})" if figure.side in ("actors", "civilians") else ""
    return Fact(
        f"{count_words(figure.low, figure.high)} {KILLED_WORDS[figure.kind]}{side}", figure.text, start=figure.start
    )


def _says(event: Event, attributions: Mapping[str, Attribution]) -> list[Fact]:
    """By whose word: the article's own where it tells the event itself, and each source with its stand."""
    stands: dict[str, str] = {stance.attribution: stance.stance for stance in event.stances}
    facts = [Fact("the article itself")] if event.asserted and event.attributions else []
    for name in event.attributions:
        if name in attributions:
            cue = attributions[name].cue
            words = _STANDS.get(stands.get(name, ""), cue.text if cue else "")
            facts.append(Fact(source_words(attributions[name]), words, name, cue.start if cue else None))
    return facts
