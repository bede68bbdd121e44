"""What each article claims of an event, with its words and by whose word."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.report import Event, Span, StoryClaim
from dateline.stories.merge import Told

FIELDS = {"killed": "deaths"}
"""Names of claims where they differ from the kind of casualty."""


def claims_of(told: Told) -> list[StoryClaim]:
    """Casualties, time and place as one report gives them."""
    attribution, by = _attribution_of(told)

    def claim(field: str, value: object, start: int, end: int, text: str) -> StoryClaim:
        return StoryClaim(
            field=field,
            value=value,
            article=told.article,
            start=start,
            end=end,
            text=text,
            attribution=attribution,
            by=by,
        )

    rows = [
        claim(FIELDS.get(f.kind, f.kind), {"low": f.low, "high": f.high}, f.start, f.end, f.text)
        for f in told.event.casualties
    ]
    if told.time is not None:
        rows.append(claim("time", told.time.value, told.time.start, told.time.end, told.time.text))
    if told.place is not None and (nearest := _nearest(told.event, told.place.mentions)) is not None:
        rows.append(claim("place", told.place.name, nearest.start, nearest.end, nearest.text))
    return rows


def _nearest(event: Event, mentions: Sequence[Span]) -> Span | None:
    """The mention of its place that stands nearest to an event's trigger."""
    return min(mentions, key=lambda m: (abs(m.start - event.trigger.start), m.start), default=None)


def _attribution_of(told: Told) -> tuple[str | None, str | None]:
    """The event's first attribution and the words that name its source; open where the text names none."""
    if not told.event.attributions:
        return None, None
    key = told.event.attributions[0]
    found = next((a for a in told.member.report.attributions if a.id == key), None)
    return key, found.source.text if found and found.source else None
