"""Cards: each record of a report as the rows that a person reads, for every page that shows one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from dateline.export.facts import (
    EXPLANATION_CHARS,
    EventFacts,
    Fact,
    entity_words,
    event_facts,
    passage,
    place_words,
    source_words,
    time_range,
)
from dateline.export.marks import Mark, Segment
from dateline.export.visible import in_line
from dateline.report import Attribution, Conflict, Entity, Place, Report, Span, Time

TITLE_CHARS = 200
WORDS_CHARS = 160
MAX_SPOTS = 12
"""Places in the text that a record's card lists."""

KINDS = {
    "event": "events",
    "entity": "people and groups",
    "place": "places",
    "time": "times",
    "source": "sources",
    "said": "what they say",
    "conflict": "contradictions",
}
"""Kinds of marks that a reader can show and hide."""


class Spot(NamedTuple):
    """A place in the text, by the first segment that shows it."""

    text: str
    segment: int


def segment_view(segment: Segment, prefix: str = "") -> dict[str, Any]:
    """Give a piece of text with the records that it belongs to, the most telling first.

    Args:
        segment: The piece.
        prefix: What stands before the ids of this article's records on the page.
    """
    shown: list[Mark] = [mark for mark in segment.marks if mark.kind != "part"]
    linked = [mark for mark in shown if mark.kind != "said"]
    kinds = list(dict.fromkeys(mark.kind for mark in shown))
    records = dict.fromkeys(mark.record for mark in [*shown, *(m for m in segment.marks if m.kind == "part")])
    return {
        "start": segment.start,
        "text": segment.text,
        "classes": " ".join(kinds),
        "records": " ".join(f"{prefix}{record}" for record in records),
        "link": linked[0].record if linked else None,
        "description": ", ".join(f"{mark.record} {mark.label}" for mark in dict.fromkeys(shown)),
    }


def card_groups(report: Report) -> Iterator[dict[str, Any]]:
    """Give all records but the conflicts as cards, group by group."""
    names = {entity.id: entity.name for entity in report.entities}
    lists: tuple[tuple[str, str, str, list[dict[str, Any]]], ...] = (
        ("events", "What happened", "No event was found.", [_event(facts) for facts in event_facts(report)]),
        ("sources", "Who says so", "No source is named.", [_attribution(item, names) for item in report.attributions]),
        ("entities", "People, groups and countries", "None was found.", [_entity(item) for item in report.entities]),
        ("places", "Places", "None was found.", [_place(item) for item in report.places]),
        ("times", "Times", "None was found.", [_time(item) for item in report.times]),
    )
    for name, label, nothing, records in lists:
        yield {"name": name, "label": label, "nothing": nothing, "records": records}


def _record(
    kind: str, record_id: str, title: str, rows: dict[str, list[Fact]], spans: Iterable[Span], label: str
) -> dict[str, Any]:
    spots = [Spot(_bare(span.text), span.start) for span in spans if span.text]
    return {
        "kind": kind,
        "id": record_id,
        "title": in_line(title, TITLE_CHARS),
        "badges": [],
        "note": "",
        "rows": [{"label": name, "facts": [_short(fact) for fact in facts]} for name, facts in rows.items() if facts],
        "spots": list(dict.fromkeys(spots))[:MAX_SPOTS],
        "spots_label": label,
    }


def _short(fact: Fact) -> Fact:
    return fact._replace(value=in_line(fact.value, WORDS_CHARS), words=_bare(fact.words))


def _said(span: Span) -> Fact:
    return Fact("", span.text, start=span.start)


def _bare(words: str) -> str:
    """Give words in one line without their own quotation marks, since the page sets them in some."""
    return in_line(words, WORDS_CHARS).strip('“”"')


def _badge(text: str, style: str = "") -> dict[str, str]:
    return {"text": text, "style": style or text}


def _event(facts: EventFacts) -> dict[str, Any]:
    event = facts.event
    rows = {
        "who": facts.who,
        "to whom": facts.whom,
        "where": [facts.where] if facts.where else [],
        "when": [facts.when] if facts.when else [],
        "toll": facts.toll,
        "with": facts.means,
        "according to": facts.says or [Fact("the article itself")],
        "contexts": [Fact(", ".join(event.contexts))] if event.contexts else [],
        "codes": [Fact(f"{code.words.upper()} {code.value}") for code in facts.codes],
    }
    record = _record("event", event.id, facts.what, rows, [event.trigger], "told by")
    record["badges"] = [_badge(event.status), _badge(f"{event.confidence:.0%} sure", "confidence")]
    return record


def _attribution(attribution: Attribution, names: dict[str, str]) -> dict[str, Any]:
    source, carrier = attribution.source, attribution.carrier
    rows = {
        "cue": [_said(attribution.cue)] if attribution.cue else [],
        "who": [Fact(names[source.entity], id=source.entity)] if source and source.entity else [],
        "passed on by": [Fact(carrier.text, id=carrier.entity)] if carrier else [],
        "why unnamed": [_said(attribution.anonymity)] if attribution.anonymity else [],
    }
    record = _record("source", attribution.id, source_words(attribution), rows, attribution.content, "says")
    record["badges"] = [_badge(attribution.source_kind), _badge(attribution.style)]
    return record


def _entity(entity: Entity) -> dict[str, Any]:
    rows = {
        "is": [Fact(entity_words(entity))],
        "also": [Fact(", ".join(entity.aliases))] if entity.aliases else [],
        "role": [Fact("former" if role.former else "", role.text, start=role.start) for role in entity.roles],
    }
    return _record("entity", entity.id, entity.name, rows, entity.mentions, "in the text")


def _place(place: Place) -> dict[str, Any]:
    known = place.latitude is not None and place.longitude is not None
    rows = {
        "kind": [Fact(place.feature)] if place.feature else [],
        "point": [Fact(f"{place.latitude:.3f}, {place.longitude:.3f}")] if known else [],
        "GeoNames": [Fact(str(place.geonames))] if place.geonames is not None else [],
    }
    return _record("place", place.id, place_words(place), rows, place.mentions, "in the text")


def _time(time: Time) -> dict[str, Any]:
    rows = {"TIMEX3": [Fact(f"{time.type} {time.value}")]}
    return _record("time", time.id, time_range(time), rows, [time], "in the text")


def conflict_card(conflict: Conflict, text: str) -> dict[str, Any]:
    """Give a conflict with its passages."""
    claims = []
    for claim in conflict.claims:
        shown = passage(claim, text)
        claims.append({**shown._asdict(), "segment": claim.start if isinstance(claim, Span) else None})
    return {
        "id": conflict.id,
        "title": conflict.kind,
        "severity": conflict.severity,
        "note": in_line(conflict.explanation, EXPLANATION_CHARS),
        "claims": claims,
    }
