"""JSON-LD: events as schema.org's `Event` and SEM's, articles as `NewsArticle`, what is said as `Claim`.

The context stands in the file, so nothing is fetched to read it. Every status is written, as
`dateline:status`; schema.org's `eventStatus` says only what is planned.

Source:
    https://schema.org; SEM, the Simple Event Model: van Hage et al. 2011, https://doi.org/10.1016/j.websem.2011.03.003
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from dateline.export.coded import Coded, Kept, LeftOut, coded_events
from dateline.report import Attribution, Conflict, Entity, Place, Report, Span

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "dateline": "urn:dateline:",
    "sem:hasActor": {"@type": "@id"},
    "sem:hasPlace": {"@type": "@id"},
    "dateline:recipient": {"@type": "@id"},
    "subjectOf": {"@type": "@id"},
    "location": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "about": {"@type": "@id"},
    "dateline:event": {"@type": "@id"},
    "datePublished": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
    "startDate": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
    "endDate": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
}
"""Prefixes, and which properties are links or days."""

_TYPES = {"person": "Person", "organization": "Organization", "group": "Organization", "country": "Country"}


def write_jsonld(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write one document with a graph, a node a line; none of the events is left out."""
    number = 0
    stream.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
    first = True
    for item in kept:
        number += len(item.events)
        for node in _nodes(item):
            line = json.dumps(node, ensure_ascii=False).encode("utf-8", "replace").decode()
            stream.write(("\n" if first else ",\n") + line)
            first = False
    stream.write("\n]}\n")
    stream.flush()
    return number


def _name(report: Report, record: str | None = None) -> str:
    """The address of an article or of a record in it; an article's words never become part of another."""
    article = quote(report.article.id, safe="")
    return f"urn:dateline:article:{article}" + (f":{record}" if record else "")


def _nodes(kept: Kept) -> Iterator[dict[str, Any]]:
    report = kept.report
    head = report.article
    yield _filled(
        {
            "@id": _name(report),
            "@type": "NewsArticle",
            "headline": head.title,
            "datePublished": head.published_date.isoformat() if head.published_date else None,
            "publisher": {"@type": "Organization", "name": head.publisher} if head.publisher else None,
            "url": head.url,
            "inLanguage": head.language,
            "identifier": head.id,
        }
    )
    yield from (_entity(report, entity) for entity in report.entities)
    yield from (_place(report, place) for place in report.places)
    yield from (_claim(report, said) for said in report.attributions)
    yield from (_event(coded) for coded in coded_events([kept]))
    yield from (_conflict(report, conflict) for conflict in report.conflicts)


def _entity(report: Report, entity: Entity) -> dict[str, Any]:
    return _filled(
        {
            "@id": _name(report, entity.id),
            "@type": [_TYPES.get(entity.type, "Thing"), "sem:Actor"],
            "name": entity.name,
            "alternateName": entity.aliases,
            "dateline:sector": entity.sector,
            "dateline:country": entity.country,
        }
    )


def _place(report: Report, place: Place) -> dict[str, Any]:
    has_point = place.latitude is not None and place.longitude is not None
    return _filled(
        {
            "@id": _name(report, place.id),
            "@type": ["Place", "sem:Place"],
            "name": place.name,
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
            if has_point
            else None,
            "address": {"@type": "PostalAddress", "addressRegion": place.admin1, "addressCountry": place.country},
            "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
        }
    )


def _claim(report: Report, said: Attribution) -> dict[str, Any]:
    source = said.source
    return _filled(
        {
            "@id": _name(report, said.id),
            "@type": "Claim",
            "text": " … ".join(span.text for span in said.content),
            "appearance": _name(report),
            "author": {"@id": _name(report, source.entity)} if source and source.entity else None,
            "dateline:source": source.text if source else None,
            "dateline:sourceKind": said.source_kind,
        }
    )


def _event(coded: Coded) -> dict[str, Any]:
    event, report, time = coded.event, coded.report, coded.time
    return _filled(
        {
            "@id": _name(report, event.id),
            "@type": ["Event", "sem:Event"],
            "name": f"{event.codes.plover or event.type}: {event.trigger.text}",
            "startDate": time.earliest if time else None,
            "endDate": time.latest if time else None,
            "eventStatus": "EventScheduled" if event.status == "planned" else None,
            "dateline:status": event.status,
            "dateline:type": event.type,
            "dateline:mode": event.modes,
            "location": _name(report, event.place) if event.place else None,
            "sem:hasPlace": _name(report, event.place) if event.place else None,
            "sem:hasActor": [_name(report, actor.entity) for actor in event.actors if actor.entity],
            "dateline:recipient": [_name(report, party.entity) for party in event.recipients if party.entity],
            "dateline:deathsLow": event.deaths.low if event.deaths else None,
            "dateline:deathsHigh": event.deaths.high if event.deaths else None,
            "dateline:confidence": event.confidence,
            "subjectOf": [_name(report), *(_name(report, name) for name in event.attributions)],
        }
    )


def _conflict(report: Report, conflict: Conflict) -> dict[str, Any]:
    words = [claim.text if isinstance(claim, Span) else claim.record.text for claim in conflict.claims]
    return {
        "@id": _name(report, conflict.id),
        "@type": "Comment",
        "about": _name(report),
        "text": conflict.explanation,
        "dateline:kind": conflict.kind,
        "dateline:severity": conflict.severity,
        "dateline:claim": words,
    }


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """A node without what is not known."""
    return {key: value for key, value in node.items() if value is not None and value != []}
