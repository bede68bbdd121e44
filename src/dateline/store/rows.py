"""The parts of a report as rows of the tables that queries need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from dateline.report import Event, Place, Report, Span, Time
from dateline.store.database import insert_rows
from dateline.store.schema import PARTS

Row = tuple[Any, ...]
NO_DATE = "~"
"""Stands in order after every date."""

FIELDS = {"killed": "deaths"}
"""Kinds of casualties that a claim calls otherwise."""


def clean(value: str) -> str:
    """Give a string that a database can hold: PostgreSQL knows no NUL character."""
    return value.replace("\0", "\ufffd") if "\0" in value else value


def clean_or_none(value: str | None) -> str | None:
    """Give a string that a database can hold, or None."""
    return None if value is None else clean(value)


def rows_of(
    report: Report, report_key: int, article_key: int, run_key: int, *, has_nul: bool = True
) -> dict[str, list[Row]]:
    """Give a report's parts by table, each row in the order of its table's columns.

    Args:
        report: The report.
        report_key: Its row.
        article_key: The row of its article's version.
        run_key: The row of the run that made it.
        has_nul: Whether a NUL character may stand in the report.
    """
    head = (report_key, article_key, run_key)
    row = _clean_row if has_nul else tuple.__add__
    parts = (_entities, _places, _times, _attributions, _events, _participants, _claims, _conflicts, _conflict_claims,
             _summary)  # fmt: skip
    return {
        table.name: [row(head, values) for values in part(report)] for table, part in zip(PARTS, parts, strict=True)
    }


def write_parts(connection: Connection, reports: Iterable[tuple[tuple[int, int, int], dict[str, list[Row]]]]) -> None:
    """Write the parts of reports, each with the keys of its report, article and run."""
    rows: dict[str, list[Row]] = {table.name: [] for table in PARTS}
    for head, parts in reports:
        for name, own in parts.items():
            rows[name] += [head + row[3:] for row in own]
    for table in PARTS:
        insert_rows(connection, table, rows[table.name])


def _clean_row(head: tuple[int, int, int], values: Sequence[Any]) -> Row:
    return head + tuple(clean(value) if type(value) is str else value for value in values)


def _where(span: Span | None) -> tuple[str | None, int | None, int | None]:
    return (span.text, span.start, span.end) if span else (None, None, None)


def _first(spans: Sequence[Span]) -> tuple[str | None, int | None, int | None]:
    return _where(spans[0] if spans else None)


def _entities(report: Report) -> Iterator[Row]:
    for e in report.entities:
        yield (e.id, e.type, e.name, e.country, e.sector, len(e.mentions), *_first(e.mentions))


def _places(report: Report) -> Iterator[Row]:
    for p in report.places:
        yield (
            p.id, p.name, p.feature, p.country, p.admin1, p.latitude, p.longitude, p.geonames, *_first(p.mentions)
        )  # fmt: skip


def _times(report: Report) -> Iterator[Row]:
    for t in report.times:
        yield (t.id, t.type, t.value, t.earliest, t.latest, t.text, t.start, t.end)


def _attributions(report: Report) -> Iterator[Row]:
    for a in report.attributions:
        source = a.source
        said = (source.text, source.entity) if source else (None, None)
        yield (a.id, *said, a.source_kind, a.style, *_first(a.content))


def _events(report: Report) -> Iterator[Row]:
    places, times = _by_id(report.places), _by_id(report.times)
    for e in report.events:
        place: Place | None = places.get(e.place or "")
        time: Time | None = times.get(e.time or "")
        where = (place.country, place.geonames) if place else (None, None)
        when = (time.earliest, time.latest) if time else (None, None)
        codes = e.codes
        yield (
            e.id, e.type, json.dumps(e.modes), json.dumps(e.contexts), e.status, e.place, e.time, *where, *when,
            *_range(e.deaths), *_range(e.injured), codes.plover, codes.cameo, codes.acled, codes.ucdp, e.confidence,
            *_where(e.trigger),
        )  # fmt: skip


def _participants(report: Report) -> Iterator[Row]:
    entities = _by_id(report.entities)
    for e in report.events:
        for side, people in (("actor", e.actors), ("recipient", e.recipients)):
            for n, p in enumerate(people, 1):
                entity = entities.get(p.entity or "")
                yield (e.id, side, n, p.entity, entity.name if entity else p.text, *_where(p))


def _claims(report: Report) -> Iterator[Row]:
    places, times = _by_id(report.places), _by_id(report.times)
    n = 0
    for event in report.events:
        word = event.attributions[0] if event.attributions else None
        for claim in _claims_of(event, places.get(event.place or ""), times.get(event.time or "")):
            n += 1
            yield (n, event.id, *claim[:-1], word, *_where(claim[-1]))


def _claims_of(event: Event, place: Place | None, time: Time | None) -> Iterator[Row]:
    """Give field, value, low, high, side and span of each figure and fact."""
    for c in event.casualties:
        value = json.dumps({"low": c.low, "high": c.high})
        yield (FIELDS.get(c.kind, c.kind), value, _fits(c.low), _fits(c.high), c.side, c)
    if time:
        yield ("time", json.dumps(time.value), None, None, None, time)
    if place:
        yield ("place", json.dumps(place.name), None, None, None, place.mentions[0] if place.mentions else None)


def _conflicts(report: Report) -> Iterator[Row]:
    for c in report.conflicts:
        span = next((claim for claim in c.claims if isinstance(claim, Span)), None)
        yield (c.id, c.kind, c.severity, c.explanation, *(_where(span)[1:]))


def _conflict_claims(report: Report) -> Iterator[Row]:
    for conflict in report.conflicts:
        for n, claim in enumerate(conflict.claims, 1):
            if isinstance(claim, Span):
                yield (conflict.id, n, claim.text, None, claim.start, claim.end)
            else:
                yield (conflict.id, n, claim.record.text, claim.record.source, None, None)


def _summary(report: Report) -> Iterator[Row]:
    n_high = sum(conflict.severity == "high" for conflict in report.conflicts)
    lowest = min((event.confidence for event in report.events), default=1.0)
    yield (len(report.events), len(report.conflicts), n_high, lowest, report.article.published or NO_DATE, None, None)


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in items}


MAX_INT = 2**31 - 1
"""The largest number that a column of figures holds; an absurd figure of a text is kept in the report alone."""


def _fits(number: int | None) -> int | None:
    return number if number is None or number <= MAX_INT else None


def _range(count: Any) -> tuple[int | None, int | None]:
    return (_fits(count.low), _fits(count.high)) if count else (None, None)
