"""On what two reviewers' codings of one article differ, whatever ids their records have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
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
    found = list(compare_codings([first], [second]).differences)
    for ours, theirs in pair_events(first.events, second.events):
        found += _of_events((ours, first), (theirs, second))
    found += _of_entities(first, second)
    found += _of_conflicts(first, second)
    for group in ("places", "times", "attributions"):
        found += _of_others(group, first, second)
    return sorted(found, key=lambda row: (row.start, row.field))


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


_FIELDS: dict[str, Callable[[Event, Report], str]] = {
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
    "codes": lambda event, _: ", ".join(f"{k} {v}" for k, v in event.codes.model_dump().items() if v),
}
"""Fields that the measure of agreement leaves out."""


def _of_entities(first: Report, second: Report) -> Iterator[Difference]:
    """Compare the entities that are mentioned by the same words; one that only one coding has is a difference too."""
    theirs = {entity["id"]: entity for entity in second.model_dump(mode="json")["entities"]}
    for ours in first.model_dump(mode="json")["entities"]:
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


def _of_others(group: str, first: Report, second: Report) -> Iterator[Difference]:
    """Compare records that no event names; of the others the events tell."""
    ours, theirs = (_unnamed(group, report) for report in (first, second))
    for id_, record in ours.items():
        same = find_record(theirs, id_, record)
        other = None if same is None else theirs.pop(same)
        shown = _shown_other(record), _shown_other(other) if other else None
        if shown[0] != shown[1]:
            yield _other(group, first, shown, record)
    for record in theirs.values():
        yield _other(group, first, (None, _shown_other(record)), record)


def _unnamed(group: str, report: Report) -> dict[str, Record]:
    events = report.events
    named = {id_ for event in events for id_ in (event.place, event.time, *event.attributions)}
    return {row["id"]: row for row in report.model_dump(mode="json")[group] if row["id"] not in named}


def _shown_other(record: Record) -> str:
    left_out = (*_LEFT_OUT, "mentions", "content", "candidates")
    values = (value for name, value in record.items() if name not in left_out)
    return ", ".join(str(v["text"] if isinstance(v, dict) else v) for v in values if v is not None)


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
