"""GDELT 2.0's mention columns: tab-separated, without a header, one row a passage that tells of an event.

The events are those of `gdelt-events`, under the same numbers. Offsets are code points of the
article's text. The time of a mention is that of publication; without one it is empty.

Source:
    The GDELT Event Database Data Format Codebook V2.0, https://www.gdeltproject.org
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TextIO

from dateline.export.coded import Kept, LeftOut, Pair, Side, coded_events, pairs_of
from dateline.export.gdelt_events import why_not
from dateline.export.sheets import columns_of, write_rows

_WEB, _OTHER = 1, 2


def write_gdelt_mentions(kept: Iterable[Kept], stream: TextIO, left_out: LeftOut) -> int:
    """Write the passages as GDELT's table of mentions."""
    rows = (row for pair in pairs_of(coded_events(kept), why_not, left_out) for row in _rows(pair))
    return write_rows(columns_of("gdelt-mentions"), rows, stream, tabs=True, header=False)


def _rows(pair: Pair) -> Iterator[dict[str, Any]]:
    coded = pair.coded
    head, day = coded.report.article, coded.window[0] if coded.window else None
    for evidence in coded.event.evidence or [coded.event.trigger]:
        yield {
            "GLOBALEVENTID": pair.number,
            "EventTimeDate": f"{day:%Y%m%d}000000" if day else None,
            "MentionTimeDate": f"{datetime.fromisoformat(head.published):%Y%m%d%H%M%S}" if head.published else None,
            "MentionType": _WEB if head.url else _OTHER,
            "MentionSourceName": head.publisher,
            "MentionIdentifier": head.url or head.id,
            "Actor1CharOffset": _offset(pair.actor, coded.event.actors),
            "Actor2CharOffset": _offset(pair.recipient, coded.event.recipients),
            "ActionCharOffset": evidence.start,
            "InRawText": 1,
            "Confidence": round(coded.event.confidence * 10) * 10,
            "MentionDocLen": len(coded.text),
        }


def _offset(side: Side | None, participants: Iterable[Any]) -> int:
    """Where a party stands in the text; -1, as GDELT writes it, where there is none."""
    if side is None:
        return -1
    return next((participant.start for participant in participants if participant.text == side.words), -1)
