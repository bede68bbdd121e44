"""GeoJSON (RFC 7946): a feature for each event, where it happened, longitude first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from dateline.export.coded import Kept, LeftOut
from dateline.report import Event, Place, Report


def write_geojson(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the events of all reports as one feature collection, a feature a line."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for n, feature in enumerate(feature for report in reports for feature in features_of(report)):
        line = json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace").decode()
        stream.write((",\n" if n else "\n") + line)
    stream.write("\n]}\n")
    stream.flush()


def write_geojson_events(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events that passed the filters, and give their number; one without a point has a null geometry."""
    number = 0

    def reports() -> Iterator[Report]:
        nonlocal number
        for item in kept:
            number += len(item.events)
            yield item.report.model_copy(update={"events": list(item.events)})

    write_geojson(reports(), stream)
    return number


def features_of(report: Report) -> Iterator[dict[str, Any]]:
    """Give each event of a report as a feature; its geometry is null where it has no point."""
    places = {place.id: place for place in report.places}
    for event in report.events:
        place = places.get(event.place or "")
        yield {
            "type": "Feature",
            "id": f"{report.article.id}#{event.id}",
            "geometry": _geometry(place),
            "properties": _properties(report, event, place),
        }


def _geometry(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _properties(report: Report, event: Event, place: Place | None) -> dict[str, Any]:
    """What a map can show of an event, flat, so that any program can read it as columns."""
    names = {entity.id: entity.name for entity in report.entities}
    time = next((time for time in report.times if time.id == event.time), None)
    return {
        "article": report.article.id,
        "title": report.article.title,
        "publisher": report.article.publisher,
        "published": report.article.published,
        "url": report.article.url,
        "event": event.id,
        "type": event.type,
        "modes": event.modes,
        "contexts": event.contexts,
        "status": event.status,
        "words": event.trigger.text,
        "actors": [names.get(actor.entity or "", actor.text) for actor in event.actors],
        "recipients": [names.get(recipient.entity or "", recipient.text) for recipient in event.recipients],
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "place": place.name if place else None,
        "place_relation": event.place_relation,
        "feature": place.feature if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "geonames": place.geonames if place else None,
        "deaths_low": event.deaths.low if event.deaths else None,
        "deaths_high": event.deaths.high if event.deaths else None,
        "injured_low": event.injured.low if event.injured else None,
        "injured_high": event.injured.high if event.injured else None,
        "plover": event.codes.plover,
        "cameo": event.codes.cameo,
        "acled": event.codes.acled,
        "ucdp": event.codes.ucdp,
        "confidence": event.confidence,
    }
