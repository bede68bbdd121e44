"""Two reviewers' codings of one article side by side, and what an adjudicator decides to take from either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.agreement.compare import pair_events
from dateline.export.facts import EventFacts, Fact, Passage, count_words, event_facts, passage
from dateline.report import Event, Participant, Place, Report, Source, Span
from dateline.review import NewRevision, Revision, in_force
from dateline.web.telling import tell_field, tell_value

Choice = Literal["first", "second"]

FIELDS = (
    "type", "modes", "contexts", "trigger", "actors", "recipients", "place", "time", "casualties", "deaths", "injured",
    "instruments", "status", "attributions",
)  # fmt: skip
"""Fields of an event that are put side by side, in the order in which they are taken over."""

_AS_FACTS = {"actors": "who", "recipients": "whom", "instruments": "means", "attributions": "says"}


@dataclass(frozen=True)
class Side:
    """One coding of the article, and who has it."""

    person: str
    report: Report


@dataclass(frozen=True)
class Row:
    """One field as each coding has it."""

    field: str
    label: str
    first: list[Fact]
    second: list[Fact]
    own: list[Fact]
    settled: Choice | None


@dataclass(frozen=True)
class Pair:
    """An event as each of two reviewers has it, and as the adjudicator has it by now."""

    first: Event | None
    second: Event | None
    own: Event | None
    passage: Passage
    rows: list[Row]
    same: list[str]
    is_settled: bool


def pair_up(first: Side, second: Side, own: Side, text: str, revisions: Sequence[Revision]) -> list[Pair]:
    """Put the events side by side, in the order of the text; those on which both agree are left out."""
    decided = {revision.target for revision in in_force(revisions)}
    told = [{facts.event.id: facts for facts in event_facts(side.report)} for side in (first, second, own)]
    pairs = [
        _pair(ours, theirs, mine, (first, second, own), told, text, decided)
        for ours, theirs, mine in _match(first.report, second.report, own.report)
    ]
    return [pair for pair in pairs if pair.rows or pair.first is None or pair.second is None]


def _match(first: Report, second: Report, own: Report) -> list[tuple[Event | None, Event | None, Event | None]]:
    """Find who has which event; the adjudicator's stand on the first reviewer's, whose ids they keep."""
    mine = {event.id: event for event in own.events}
    both = pair_events(first.events, second.events)
    paired = {id(event) for pair in both for event in pair}
    only_first = [event for event in first.events if id(event) not in paired]
    only_second = [event for event in second.events if id(event) not in paired]
    known = {event.id for event in first.events}
    added = pair_events(only_second, [event for event in own.events if event.id not in known])
    taken = {id(theirs): event for theirs, event in added}
    rows: list[tuple[Event | None, Event | None, Event | None]] = [(a, b, mine.get(a.id)) for a, b in both]
    rows += [(event, None, mine.get(event.id)) for event in only_first]
    rows += [(None, event, taken.get(id(event))) for event in only_second]
    return sorted(rows, key=lambda row: next(event.trigger.start for event in row if event))


def _pair(
    ours: Event | None,
    theirs: Event | None,
    mine: Event | None,
    sides: tuple[Side, Side, Side],
    told: list[dict[str, EventFacts]],
    text: str,
    decided: set[str],
) -> Pair:
    rows, same = [], []
    for name in FIELDS:
        values = [
            _comparable(event, side.report, name) if event else None
            for event, side in zip((ours, theirs, mine), sides, strict=True)
        ]
        if ours and theirs and values[0] == values[1]:
            same.append(tell_field(name))
        elif any(values):
            one, two, three = [
                _facts(event, facts[event.id], name) if event else []
                for event, facts in zip((ours, theirs, mine), told, strict=True)
            ]
            rows.append(Row(name, tell_field(name), one, two, three, _settled(values) if mine else None))
    seen: Any = ours or theirs
    own_id = mine.id if mine else ours.id if ours else ""
    return Pair(
        ours, theirs, mine, passage(seen.trigger, text), rows, same, own_id in decided or bool(mine and not ours)
    )


def _settled(values: list[Any]) -> Choice | None:
    if values[2] == values[0]:
        return "first"
    return "second" if values[2] == values[1] else None


def _facts(event: Event, facts: EventFacts, name: str) -> list[Fact]:
    if name in _AS_FACTS:
        found: list[Fact] = getattr(facts, _AS_FACTS[name])
        return found
    if name == "place":
        return [facts.where] if facts.where else []
    if name == "time":
        return [facts.when] if facts.when else []
    if name == "casualties":
        return facts.toll
    value = getattr(event, name)
    if name == "trigger":
        return [Fact("", event.trigger.text, start=event.trigger.start)]
    if name in ("deaths", "injured"):
        return [Fact(count_words(value.low, value.high))] if value else []
    return [Fact(tell_value(value))] if value else []


def _comparable(event: Event, report: Report, name: str) -> Any:
    """A field without the ids of its report, so that two codings of it can be compared."""
    value = getattr(event, name)
    if name in ("actors", "recipients"):
        names = {entity.id: entity.name for entity in report.entities}
        return [(party.start, party.end, names.get(party.entity or "")) for party in value]
    if name == "place":
        return next(((p.geonames or p.name, event.place_relation) for p in report.places if p.id == value), None)
    if name == "time":
        return next(((t.earliest or t.value, t.latest) for t in report.times if t.id == value), None)
    if name == "attributions":
        return [_source_of(row) for row in report.attributions if row.id in value]
    if isinstance(value, list):
        return [item.model_dump() if isinstance(item, Span) else item for item in value]
    return value.model_dump() if hasattr(value, "model_dump") else value


def _source_of(said: Any) -> tuple[int, int] | None:
    words = said.source or said.cue
    return (words.start, words.end) if words else None


def take_event(pair: Pair, choice: Choice, sides: tuple[Side, Side], own: Report) -> list[NewRevision]:
    """Give the decisions by which one reviewer's event as a whole becomes the adjudicator's."""
    side = sides[0 if choice == "first" else 1]
    event = pair.first if choice == "first" else pair.second
    why = f"as {side.person} has it"
    if event is None:
        return [NewRevision("reject", pair.own.id, why=why)] if pair.own else []
    if pair.own is None:
        return [NewRevision("add", "event", after=_whole(event, side.report, own), why=why)]
    changed = [row.field for row in pair.rows if row.settled != choice]
    edits = [edit for name in changed for edit in take_field(pair, name, choice, sides, own)]
    return [*edits, NewRevision("accept", pair.own.id, why=why)]


def take_field(pair: Pair, name: str, choice: Choice, sides: tuple[Side, Side], own: Report) -> list[NewRevision]:
    """Give the decision by which one reviewer's value of a field becomes the adjudicator's."""
    side = sides[0 if choice == "first" else 1]
    event = pair.first if choice == "first" else pair.second
    if event is None or pair.own is None:
        return []
    why = f"{tell_field(name)} as {side.person} has it"
    if _comparable(event, side.report, name) == _comparable(pair.own, own, name):
        return [NewRevision("accept", pair.own.id, why=why)]
    new = [NewRevision("edit", pair.own.id, name, _portable(event, side.report, own, name), why)]
    if name == "place" and event.place and event.place_relation != pair.own.place_relation:
        new.append(NewRevision("edit", pair.own.id, "place_relation", event.place_relation, why))
    return new


def _whole(event: Event, report: Report, own: Report) -> dict[str, Any]:
    values = {name: _portable(event, report, own, name) for name in (*FIELDS, "evidence", "place_relation")}
    return {name: value for name, value in values.items() if value not in (None, [])}


def _portable(event: Event, report: Report, own: Report, name: str) -> Any:
    """A field's value as a decision on another coding takes it: records that the other lacks go with it whole."""
    value = getattr(event, name)
    if name in ("actors", "recipients"):
        return [_party(party, report, own) for party in value]
    if name == "place":
        return next((_place(row, own) for row in report.places if row.id == value), None)
    if name == "time":
        return next((_time(row, own) for row in report.times if row.id == value), None)
    if name == "attributions":
        return list(_sources((row for row in report.attributions if row.id in value), report, own))
    if isinstance(value, list):
        return [item.model_dump(mode="json") if isinstance(item, Span) else item for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def _party(party: Participant | Source, report: Report, own: Report) -> dict[str, Any]:
    return {"start": party.start, "end": party.end, "text": party.text, "entity": _entity(party.entity, report, own)}


def _entity(id_: str | None, report: Report, own: Report) -> Any:
    """The same entity of another coding: by its words, or by its name; else what makes a new one."""
    entity = next((row for row in report.entities if row.id == id_), None)
    if entity is None:
        return None
    words = {(span.start, span.end) for span in entity.mentions}
    for row in own.entities:
        if row.name == entity.name or words & {(span.start, span.end) for span in row.mentions}:
            return row.id
    given = {"name": entity.name, "type": entity.type, "country": entity.country, "sector": entity.sector}
    return {name: value for name, value in given.items() if value is not None}


def _place(place: Place, own: Report) -> Any:
    key = (place.geonames, place.name)
    same = next((row.id for row in own.places if (row.geonames, row.name) == key), None)
    names = ("geonames", "name", "feature", "country", "admin1", "latitude", "longitude")
    given = {name: getattr(place, name) for name in names if getattr(place, name) is not None}
    mention = place.mentions[0] if place.mentions else None
    return same or given | ({"mention": {"start": mention.start, "end": mention.end}} if mention else {})


def _time(time: Any, own: Report) -> Any:
    key = (time.start, time.end, time.value)
    same = next((row.id for row in own.times if (row.start, row.end, row.value) == key), None)
    names = ("start", "end", "value", "type", "earliest", "latest")
    return same or {name: getattr(time, name) for name in names if getattr(time, name) is not None}


def _sources(rows: Iterable[Any], report: Report, own: Report) -> Iterator[Any]:
    for said in rows:
        same = next((row.id for row in own.attributions if _source_of(row) == _source_of(said)), None)
        if same or said.source is None:
            yield from [same] if same else []
            continue
        given: dict[str, Any] = {"source": _party(said.source, report, own), "style": said.style}
        given |= {"source_kind": said.source_kind, "content": [span.model_dump(mode="json") for span in said.content]}
        yield given | ({"cue": said.cue.model_dump(mode="json")} if said.cue else {})
