"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and yente.

FollowTheMoney's events have no direction, no deaths, no offsets: the direction goes into
`UnknownLink.role`, the rest into `notes`. Ids are digests, so that the same article gives the
same entities.

Source:
    https://followthemoney.tech/explorer
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from typing import Any, TextIO

from dateline.export.coded import NOT_REAL, Coded, Kept, LeftOut, coded_events
from dateline.export.jsonl import record_line
from dateline.report import REAL, Conflict, Entity, Place, Report, Span
from dateline.resources.countries import load_countries

_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def write_ftm(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write articles, entities, places, events and conflicts; events that have not happened are left out and counted.

    FollowTheMoney has no field that would tell a planned or denied event from one that happened.
    """
    number = 0
    for item in kept:
        for record in ftm_records(item, left_out):
            stream.write(record_line(record))
            number += record["schema"] == "Event"
    stream.flush()
    return number


def ftm_records(kept: Kept, left_out: LeftOut) -> Iterator[dict[str, Any]]:
    """Give the entities of one article."""
    report = kept.report
    yield _article(kept)
    yield from (_party(report, entity) for entity in report.entities)
    yield from (_mention(report, entity) for entity in report.entities)
    yield from (_address(report, place) for place in report.places)
    for coded in coded_events([kept]):
        if coded.event.status not in REAL:
            left_out.count(NOT_REAL)
            continue
        yield _event(coded)
        yield from _links(coded)
    yield from (_note(report, conflict) for conflict in report.conflicts)


def _id(report: Report, *parts: str) -> str:
    return sha1("\0".join([report.article.id, *parts]).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _record(id_: str, schema: str, properties: dict[str, Sequence[str | None]]) -> dict[str, Any]:
    """An entity with the values that are known; FollowTheMoney's properties are lists of strings."""
    filled = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}


def _alpha2(code: str | None) -> str | None:
    row = load_countries().by_code(code) if code else None
    return row.alpha2.lower() if row else None


def _article(kept: Kept) -> dict[str, Any]:
    head = kept.report.article
    properties: dict[str, Sequence[str | None]] = {
        "fileName": [head.id],
        "title": [head.title],
        "publishedAt": [head.published_date.isoformat() if head.published_date else None],
        "publisher": [head.publisher],
        "bodyText": [kept.article.text],
        "sourceUrl": [head.url],
    }
    return _record(_id(kept.report), "Article", properties)


def schema_of(entity: Entity) -> str:
    """The schema that fits an entity; `LegalEntity` where its kind is not sure."""
    if entity.type == "person":
        return "Person"
    if entity.type in ("organization", "country") and entity.sector in _PUBLIC:
        return "PublicBody"
    return "Organization" if entity.type in ("organization", "group") else "LegalEntity"


def _party(report: Report, entity: Entity) -> dict[str, Any]:
    schema = schema_of(entity)
    roles = dict.fromkeys(role.text for role in entity.roles)
    properties: dict[str, Sequence[str | None]] = {
        "name": [entity.name],
        "alias": entity.aliases,
        "country": [_alpha2(entity.country)],
        "position" if schema == "Person" else "notes": list(roles),
        "sector": [entity.sector],
    }
    return _record(_id(report, entity.id), schema, properties)


def _mention(report: Report, entity: Entity) -> dict[str, Any]:
    words = dict.fromkeys(mention.text for mention in entity.mentions if mention.kind != "pronoun")
    properties: dict[str, Sequence[str | None]] = {
        "document": [_id(report)],
        "name": list(words) or [entity.name],
        "resolved": [_id(report, entity.id)],
        "detectedSchema": [schema_of(entity)],
        "contextCountry": [_alpha2(entity.country)],
    }
    return _record(_id(report, entity.id, "mention"), "Mention", properties)


def _address(report: Report, place: Place) -> dict[str, Any]:
    is_city = not (place.feature or "").startswith(("PCL", "ADM"))
    properties: dict[str, Sequence[str | None]] = {
        "full": [", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))],
        "city": [place.name if is_city else None],
        "state": [place.admin1],
        "country": [_alpha2(place.country)],
        "latitude": [None if place.latitude is None else str(place.latitude)],
        "longitude": [None if place.longitude is None else str(place.longitude)],
    }
    return _record(_id(report, place.id), "Address", properties)


def _event(coded: Coded) -> dict[str, Any]:
    report, event, time, place = coded.report, coded.event, coded.time, coded.place
    parties = [party.entity for party in (*coded.actors, *coded.recipients) if party.entity]
    figures = [figure.text for figure in event.casualties]
    properties: dict[str, Sequence[str | None]] = {
        "name": [f"{event.codes.plover or event.type}: {event.trigger.text}"],
        "startDate": [time.earliest if time else None],
        "endDate": [time.latest if time else None],
        "location": [place.name if place else None],
        "locationMentioned": [place.mentions[0].text if place else None],
        "country": [_alpha2(place.country) if place else None],
        "involved": list(dict.fromkeys(_id(report, entity.id) for entity in parties)),
        "proof": [_id(report)],
        "publisher": [report.article.publisher],
        "sourceUrl": [report.article.url],
        "recordId": [coded.id],
        "keywords": [event.type, *event.modes, *event.contexts],
        "notes": [
            *figures,
            f"confidence {event.confidence}",
            f"characters {event.trigger.start} to {event.trigger.end}",
        ],
    }
    return _record(_id(report, event.id), "Event", properties)


def _links(coded: Coded) -> Iterator[dict[str, Any]]:
    """Who did it to whom, which an event of FollowTheMoney's cannot say."""
    report, event = coded.report, coded.event
    time = coded.time
    for actor in dict.fromkeys(a.entity for a in event.actors if a.entity):
        for recipient in dict.fromkeys(r.entity for r in event.recipients if r.entity):
            properties: dict[str, Sequence[str | None]] = {
                "subject": [_id(report, actor)],
                "object": [_id(report, recipient)],
                "role": [f"{event.codes.plover or event.type}: {event.trigger.text}"],
                "startDate": [time.earliest if time else None],
                "sourceUrl": [report.article.url],
            }
            yield _record(_id(report, event.id, actor, recipient), "UnknownLink", properties)


def _note(report: Report, conflict: Conflict) -> dict[str, Any]:
    words = [f"“{claim.text}”" if isinstance(claim, Span) else claim.record.text for claim in conflict.claims]
    description = f"{conflict.kind}, {conflict.severity}: {conflict.explanation} ({' / '.join(words)})"
    return _record(_id(report, conflict.id), "Note", {"description": [description], "entity": [_id(report)]})
