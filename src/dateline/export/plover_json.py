"""PLOVER's minimal JSON: one object a line with id, date, actors, recipients and the event.

Every status is written, for PLOVER's record may say more than its minimum: `status` tells what
happened from what is planned, feared or denied.

Source:
    PLOVER manual, https://github.com/openeventdata/PLOVER
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from dateline.export.coded import Coded, Kept, LeftOut, Side, coded_events
from dateline.export.jsonl import record_line
from dateline.export.scales import intensity_of, quad_of


def write_plover_json(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the events as lines of PLOVER JSON; none is left out."""
    number = 0
    for coded in coded_events(kept):
        stream.write(record_line(plover_record(coded)))
        number += 1
    stream.flush()
    return number


def plover_record(coded: Coded) -> dict[str, Any]:
    """Turn an event into PLOVER's record."""
    event, place = coded.event, coded.place
    return {
        "id": coded.id,
        "date": coded.time.earliest if coded.time else None,
        "date_end": coded.time.latest if coded.time else None,
        "actor": _parties(coded.actors),
        "recipient": _parties(coded.recipients),
        "event": [
            {
                "type": event.type,
                "mode": event.modes,
                "context": event.contexts,
                "quad": quad_of(event),
                "intensity": intensity_of(event),
                "status": event.status,
                "words": event.trigger.text,
                "confidence": event.confidence,
            }
        ],
        "location": None if place is None else place.model_dump(exclude={"mentions", "id"}),
        "source": {"article": coded.report.article.id, "url": coded.report.article.url},
    }


def _parties(sides: Sequence[Side]) -> list[dict[str, Any]]:
    return [
        {
            "text": side.words,
            "name": side.name,
            "country": side.entity.country if side.entity else None,
            "sector": side.sector,
        }
        for side in sides
    ]
