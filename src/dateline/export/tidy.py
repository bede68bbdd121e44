"""Tidy tables of everything: articles, events, participants, claims, places, entities, times, attributions, conflicts.

One observation a row, joined by `article` and the ids of the report. Nothing is left out but
what the filters left out: parts of an event that was not kept go with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.coded import Coded, Kept, coded_events
from dateline.export.scales import intensity_of, quad_of
from dateline.report import Event, Report, Span

Row = dict[str, Any]

TABLES: dict[str, dict[str, str]] = {
    "articles": {
        "article": "text", "title": "text", "published": "text", "publisher": "text", "url": "text", "language": "text",
        "characters": "integer",
    },
    "events": {
        "article": "text", "event": "text", "type": "text", "modes": "text", "contexts": "text", "status": "text",
        "asserted": "boolean", "trigger": "text", "start": "integer", "end": "integer", "earliest": "text",
        "latest": "text", "time_words": "text", "place": "text", "place_relation": "text", "place_name": "text",
        "country": "text", "admin1": "text", "latitude": "number", "longitude": "number", "geonames": "integer",
        "deaths_low": "integer", "deaths_high": "integer", "injured_low": "integer", "injured_high": "integer",
        "instruments": "text", "attributions": "text", "plover": "text", "cameo": "text", "acled": "text",
        "ucdp": "text", "quad": "integer", "intensity": "number", "sources": "integer", "confidence": "number",
    },
    "participants": {
        "article": "text", "event": "text", "side": "text", "entity": "text", "name": "text", "type": "text",
        "country": "text", "sector": "text", "alleged": "boolean", "text": "text", "start": "integer", "end": "integer",
    },
    "claims": {
        "article": "text", "event": "text", "field": "text", "low": "integer", "high": "integer", "side": "text",
        "source": "text", "source_kind": "text", "stance": "text", "attribution": "text", "text": "text",
        "start": "integer", "end": "integer",
    },
    "places": {
        "article": "text", "place": "text", "name": "text", "feature": "text", "country": "text", "admin1": "text",
        "latitude": "number", "longitude": "number", "geonames": "integer", "mentions": "integer",
    },
    "entities": {
        "article": "text", "entity": "text", "type": "text", "name": "text", "aliases": "text", "country": "text",
        "sector": "text", "roles": "text", "mentions": "integer",
    },
    "times": {
        "article": "text", "time": "text", "type": "text", "value": "text", "earliest": "text", "latest": "text",
        "text": "text", "start": "integer", "end": "integer",
    },
    "attributions": {
        "article": "text", "attribution": "text", "source": "text", "source_kind": "text", "entity": "text",
        "name": "text", "cue": "text", "style": "text", "anonymity": "text", "carrier": "text", "text": "text",
        "parts": "integer", "start": "integer", "end": "integer",
    },
    "conflicts": {
        "article": "text", "conflict": "text", "kind": "text", "severity": "text", "explanation": "text",
        "claim_1": "text", "start_1": "integer", "end_1": "integer", "claim_2": "text", "start_2": "integer",
        "end_2": "integer",
    },
}  # fmt: skip
"""Each table with its columns and their kinds."""

_OF_PLACE = ("name", "feature", "country", "admin1", "latitude", "longitude", "geonames")


def rows_of(kept: Kept) -> Iterator[tuple[str, Row]]:
    """Give every row of an article with the name of its table."""
    report, name = kept.report, kept.report.article.id
    head = {key: getattr(report.article, key) for key in ("title", "published", "publisher", "url", "language")}
    yield "articles", {"article": name, **head, "characters": len(kept.article.text) or None}
    for coded in coded_events([kept]):
        yield "events", _event(coded)
        for row in _participants(coded):
            yield "participants", row
        for row in _claims(coded):
            yield "claims", row
    for place in report.places:
        row = {key: getattr(place, key) for key in _OF_PLACE}
        yield "places", {"article": name, "place": place.id, **row, "mentions": len(place.mentions)}
    yield from (("entities", row) for row in _entities(report))
    for time in report.times:
        row = {key: getattr(time, key) for key in ("type", "value", "earliest", "latest")}
        yield "times", {"article": name, "time": time.id, **row, **_words(time)}
    yield from (("attributions", row) for row in _attributions(report))
    yield from (("conflicts", row) for row in _conflicts(report))


def joined(values: Iterator[str] | list[str]) -> str | None:
    """Several values in one cell; None for none."""
    return "; ".join(values) or None


def _event(coded: Coded) -> Row:
    event, time, place = coded.event, coded.time, coded.place
    return {
        "article": coded.report.article.id,
        "event": event.id,
        "type": event.type,
        "modes": joined(event.modes),
        "contexts": joined(event.contexts),
        "status": event.status,
        "asserted": event.asserted,
        **_words(event.trigger, "trigger"),
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "time_words": time.text if time else None,
        "place": event.place,
        "place_relation": event.place_relation,
        "place_name": place.name if place else None,
        **(
            {key: getattr(place, key) for key in ("country", "admin1", "latitude", "longitude", "geonames")}
            if place
            else {}
        ),
        **_counts(event),
        "instruments": joined([means.text for means in event.instruments]),
        "attributions": joined(event.attributions),
        **{book: getattr(event.codes, book) for book in ("plover", "cameo", "acled", "ucdp")},
        "quad": quad_of(event),
        "intensity": intensity_of(event),
        "sources": coded.n_sources,
        "confidence": event.confidence,
    }


def _counts(event: Event) -> Row:
    return {
        f"{name}_{end}": getattr(count, end)
        for name, count in (("deaths", event.deaths), ("injured", event.injured))
        if count is not None
        for end in ("low", "high")
    }


def _words(span: Span, name: str = "text") -> Row:
    return {name: span.text, "start": span.start, "end": span.end}


def _participants(coded: Coded) -> Iterator[Row]:
    sides = (("actor", coded.event.actors, coded.actors), ("recipient", coded.event.recipients, coded.recipients))
    for side, participants, parties in sides:
        for participant, party in zip(participants, parties, strict=True):
            yield {
                "article": coded.report.article.id,
                "event": coded.event.id,
                "side": side,
                "entity": participant.entity,
                "name": party.name,
                "type": party.entity.type if party.entity else None,
                "country": party.entity.country if party.entity else None,
                "sector": party.sector,
                "alleged": participant.alleged,
                **_words(participant),
            }


def _claims(coded: Coded) -> Iterator[Row]:
    """What the event's figures and sources say, each with its own words."""
    head = {"article": coded.report.article.id, "event": coded.event.id}
    for figure in coded.event.casualties:
        yield head | {
            "field": figure.kind,
            "low": figure.low,
            "high": figure.high,
            "side": figure.side,
            **_words(figure),
        }
    stances = {stance.attribution: stance.stance for stance in coded.event.stances}
    for said in coded.report.attributions:
        if said.id in coded.event.attributions:
            source = said.source.text if said.source else None
            row = {"field": "attribution", "source": source, "source_kind": said.source_kind, "attribution": said.id}
            yield head | row | {"stance": stances.get(said.id, "tells"), **_words(said.content[0])}


def _entities(report: Report) -> Iterator[Row]:
    for entity in report.entities:
        row = {key: getattr(entity, key) for key in ("type", "name", "country", "sector")}
        yield {
            "article": report.article.id,
            "entity": entity.id,
            **row,
            "aliases": joined(entity.aliases),
            "roles": joined([role.text for role in entity.roles]),
            "mentions": len(entity.mentions),
        }


def _attributions(report: Report) -> Iterator[Row]:
    """Who says what; what stands in several parts is joined, from the start of the first to the end of the last."""
    names = {entity.id: entity.name for entity in report.entities}
    for said in report.attributions:
        entity = said.source.entity if said.source else None
        spans = {"source": said.source, "cue": said.cue, "anonymity": said.anonymity, "carrier": said.carrier}
        yield {
            "article": report.article.id,
            "attribution": said.id,
            "source_kind": said.source_kind,
            "style": said.style,
            "entity": entity,
            "name": names.get(entity or ""),
            **{name: span.text if span else None for name, span in spans.items()},
            "text": " … ".join(part.text for part in said.content) or None,
            "parts": len(said.content),
            "start": said.content[0].start if said.content else None,
            "end": said.content[-1].end if said.content else None,
        }


def _conflicts(report: Report) -> Iterator[Row]:
    for conflict in report.conflicts:
        row: Row = {"article": report.article.id, "conflict": conflict.id, "kind": conflict.kind}
        row |= {"severity": conflict.severity, "explanation": conflict.explanation}
        for n, claim in enumerate(conflict.claims[:2], 1):
            if isinstance(claim, Span):
                row |= {f"claim_{n}": claim.text, f"start_{n}": claim.start, f"end_{n}": claim.end}
            else:
                row |= {f"claim_{n}": f"{claim.record.text} [{claim.record.source}]"}
        yield row
