"""On what two reviewers' codings of one article differ, whatever ids their records have."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from dateline.agreement import Difference, compare_codings
from dateline.agreement.compare import pair_events
from dateline.report import Event, Report, Span
from dateline.review.anchors import find_record, plain
from dateline.review.links import LETTERS, SINGULAR, Record, links

_LEFT_OUT = ("id", "confidence")
"""What tells two codings apart without being said of the text: names, and who has accepted what."""


def same_coding(first: Report, second: Report) -> bool:
    """Whether two codings say the same."""
    return _canonical(first) == _canonical(second)


def _canonical(report: Report) -> list[Any]:
    """A report's records without ids: what a record names stands in its place."""
    groups = report.model_dump(mode="json", exclude={"article", "schema_"})
    records = {record["id"]: (group, record) for group in LETTERS for record in groups[group]}
    return [sorted(_told(record, group, records) for record in groups[group]) for group in LETTERS]


def _told(record: Record, group: str, records: Mapping[str, tuple[str, Record]]) -> str:
    """Write a record with all that it names."""
    own: Record = json.loads(json.dumps({k: v for k, v in plain(group, record).items() if k not in _LEFT_OUT}))
    for holder, key in list(links(group, own)):
        if holder[key] is not None:
            inner, named = records[holder[key]]
            holder[key] = _told(named, inner, records)
    return json.dumps(own, sort_keys=True)


def find_differences(first: Report, second: Report) -> list[Difference]:
    """Give what two codings differ on, in the order of the text: events, all their fields, entities, conflicts."""
    first, second = _without_shared(first, second)
    found = list(compare_codings([first], [second]).differences)
    told = {(row.field, row.start) for row in found}
    for ours, theirs in pair_events(first.events, second.events):
        rows = _of_events((ours, first), (theirs, second))
        found += [row for row in rows if (row.field, row.start) not in told]
    found += _of_entities(first, second)
    found += _of_conflicts(first, second)
    told = {(row.field, row.start) for row in found}
    for group in ("places", "times", "attributions"):
        found += _of_others(group, first, second, told)
    return sorted(found, key=lambda row: (row.start, row.field))


def _without_shared(first: Report, second: Report) -> tuple[Report, Report]:
    """Leave out the events that both codings have alike: to pair the others takes all pairs of them."""
    told = [_told_by_id(report, "events") for report in (first, second)]
    shared = Counter(told[0].values()) & Counter(told[1].values())
    return _leave_out(first, told[0], Counter(shared)), _leave_out(second, told[1], Counter(shared))


def _leave_out(report: Report, told: Mapping[str, str], shared: Counter[str]) -> Report:
    kept = []
    for event in report.events:
        if shared[told[event.id]] > 0:
            shared[told[event.id]] -= 1
        else:
            kept.append(event)
    return report.model_copy(update={"events": kept})


def _told_by_id(report: Report, group: str) -> dict[str, str]:
    """Write each record of a list with all that it names."""
    groups = report.model_dump(mode="json", exclude={"article", "schema_"})
    records = {record["id"]: (name, record) for name in LETTERS for record in groups[name]}
    return {record["id"]: _told(record, group, records) for record in groups[group]}


def _changed(group: str, first: Report, second: Report) -> tuple[dict[str, Record], dict[str, Record]]:
    """Give the records of a list that are not the same in both codings under one id."""
    ours, theirs = (
        {row["id"]: plain(group, row) for row in report.model_dump(mode="json", include={group})[group]}
        for report in (first, second)
    )
    same = {id_ for id_, row in ours.items() if theirs.get(id_) == row}
    left = [{id_: row for id_, row in rows.items() if id_ not in same} for rows in (ours, theirs)]
    return left[0], left[1]


def _of_events(ours: tuple[Event, Report], theirs: tuple[Event, Report]) -> Iterator[Difference]:
    (event, report), (other, _) = ours, theirs
    for name, read in _FIELDS.items():
        a, b = read(*ours), read(*theirs)
        if a != b:
            words = event.trigger.text, other.trigger.text
            yield Difference(report.article.id, name, a or None, b or None, *words, event.trigger.start)


def _words(spans: list[Any]) -> str:
    return ", ".join(span.text for span in sorted(spans, key=lambda span: (span.start, span.end)))


def _range(low: int, high: int | None) -> str:
    return str(low) if low == high else f"{low} to {'…' if high is None else high}"


def _attributions(event: Event, report: Report) -> str:
    named = [said for said in report.attributions if said.id in event.attributions]
    return ", ".join(said.source.text if said.source else _words(said.content[:1]) for said in named)


def _parties(side: str) -> Callable[[Event, Report], str]:
    """Show who stands on a side, and for which entity."""

    def show(event: Event, report: Report) -> str:
        names = {entity.id: entity.name for entity in report.entities}
        parties = sorted(getattr(event, side), key=lambda party: (party.start, party.end))
        return ", ".join(f"{p.text} ({names[p.entity]})" if p.entity else p.text for p in parties)

    return show


_FIELDS: dict[str, Callable[[Event, Report], str]] = {
    "trigger": lambda event, _: f"{event.trigger.text} at {event.trigger.start}",
    "actors": _parties("actors"),
    "recipients": _parties("recipients"),
    "contexts": lambda event, _: ", ".join(sorted(event.contexts)),
    "place_relation": lambda event, _: event.place_relation or "",
    "injured": lambda event, _: _range(event.injured.low, event.injured.high) if event.injured else "",
    "casualties": lambda event, _: ", ".join(
        f"{c.kind} {_range(c.low, c.high)} ({c.side})"
        for c in sorted(event.casualties, key=lambda c: (c.start, c.kind))
    ),
    "instruments": lambda event, _: _words(list(event.instruments)),
    "attributions": _attributions,
    "evidence": lambda event, _: _words(list(event.evidence)),
    "asserted": lambda event, _: "" if event.asserted is None else str(event.asserted).lower(),
    "codes": lambda event, _: ", ".join(f"{k} {v}" for k, v in event.codes.model_dump().items() if v),
}
"""Fields that the measure of agreement leaves out, or takes more lightly."""


def _of_entities(first: Report, second: Report) -> Iterator[Difference]:
    """Compare the entities that are mentioned by the same words; one that only one coding has is a difference too."""
    mine, theirs = _changed("entities", first, second)
    for ours in mine.values():
        start, words = ours["mentions"][0]["start"], ours["mentions"][0]["text"]
        same = find_record(theirs, ours["id"], ours)
        if same is None:
            yield Difference(first.article.id, "entity", ours["name"], None, words, None, start)
            continue
        other = theirs.pop(same)
        shown = _shown_entity(ours), _shown_entity(other)
        if shown[0] != shown[1]:
            yield Difference(first.article.id, "entity", *shown, words, other["mentions"][0]["text"], start)
    for other in theirs.values():
        mention = other["mentions"][0]
        yield Difference(first.article.id, "entity", None, other["name"], None, mention["text"], mention["start"])


def _shown_entity(entity: Record) -> str:
    head = ", ".join(str(entity[name]) for name in ("name", "type", "country", "sector") if entity[name])
    return f"{head}: {', '.join(mention['text'] for mention in entity['mentions'])}"


def _of_others(group: str, first: Report, second: Report, told: Collection[tuple[str, int]]) -> Iterator[Difference]:
    """Compare places, times and attributions; one that only one coding has may be told by an event that names it."""
    ours, theirs = _changed(group, first, second)
    for id_, record in ours.items():
        same = find_record(theirs, id_, record)
        other = None if same is None else theirs.pop(same)
        shown = _shown_other(record), _shown_other(other) if other else None
        if shown[0] != shown[1] and (other or not _is_told(id_, first, told)):
            yield _other(group, first, shown, record)
    for id_, record in theirs.items():
        if not _is_told(id_, second, told):
            yield _other(group, first, (None, _shown_other(record)), record)


def _is_told(id_: str, report: Report, told: Collection[tuple[str, int]]) -> bool:
    """Whether a difference of an event that names this record is told already."""
    return any(
        (name, event.trigger.start) in told
        for event in report.events
        for name, named in (("place", [event.place]), ("time", [event.time]), ("attributions", event.attributions))
        if id_ in named
    )


def _shown_other(record: Record) -> str:
    values = (value for name, value in record.items() if name not in (*_LEFT_OUT, "start", "end", "candidates"))
    return ", ".join(_shown_value(value) for value in values if value not in (None, []))


def _shown_value(value: Any) -> str:
    """Show a value; spans by their words."""
    if isinstance(value, list):
        return " / ".join(_shown_value(item) for item in value)
    return str(value["text"] if isinstance(value, dict) else value)


def _other(group: str, report: Report, shown: tuple[str | None, str | None], record: Record) -> Difference:
    span = record if group == "times" else (record.get("mentions") or record.get("content") or [None])[0]
    words, start = (span["text"], span["start"]) if span else (None, 0)
    pair = words if shown[0] else None, words if shown[1] else None
    return Difference(report.article.id, SINGULAR[group], *shown, *pair, start)


def _of_conflicts(first: Report, second: Report) -> Iterator[Difference]:
    theirs = {conflict["id"]: conflict for conflict in second.model_dump(mode="json")["conflicts"]}
    for ours in first.conflicts:
        same = find_record(theirs, ours.id, ours.model_dump(mode="json"))
        other = None if same is None else theirs.pop(same)
        told = [(c["severity"], c["explanation"]) for c in (ours.model_dump(), other) if c]
        if other is None or told[0] != told[1]:
            shown = other and f"{other['severity']}: {other['explanation']}"
            yield _conflict(first, f"{ours.severity}: {ours.explanation}", shown, ours.claims)
    for conflict in second.conflicts:
        if conflict.id in theirs:
            yield _conflict(first, None, f"{conflict.severity}: {conflict.explanation}", conflict.claims)


def _conflict(report: Report, first: str | None, second: str | None, claims: list[Any]) -> Difference:
    span = next((claim for claim in claims if isinstance(claim, Span)), None)
    words = (span.text if span else None) if first else None, (span.text if span else None) if second else None
    return Difference(report.article.id, "conflict", first, second, *words, span.start if span else 0)
