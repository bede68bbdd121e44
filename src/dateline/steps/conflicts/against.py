"""A report held against the record: the dead at work or killed anew, offices out of their terms, events misdated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.draft import Draft
from dateline.resources.record import Record
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.known import find_known
from dateline.steps.conflicts.record_deaths import find_death_conflicts
from dateline.steps.conflicts.record_events import (
    find_counted_conflicts,
    find_event_conflicts,
    find_takeover_conflicts,
)
from dateline.steps.conflicts.record_offices import find_office_conflicts, find_then_conflicts
from dateline.steps.conflicts.whens import Dated
from dateline.text.mentions import MentionIndex


def find_record_conflicts(
    draft: Draft, record: Record, dated: Sequence[Dated], index: MentionIndex
) -> Iterator[Finding]:
    """Find what a report says that the record rules out.

    Args:
        draft: With everything but its conflicts.
        record: What is known.
        dated: What each time of the report dates.
        index: Which entity stands at a word.
    """
    text, doc, published = draft.article.text, draft.doc, draft.article.published_date
    known = find_known(text, draft.entities, draft.places, record)
    yield from find_death_conflicts(doc, text, known, dated, draft.times, index, published)
    yield from find_office_conflicts(doc, draft.entities, draft.times, record, published)
    yield from find_then_conflicts(doc, known, draft.times)
    yield from find_event_conflicts(doc, text, draft.times, record)
    yield from find_counted_conflicts(doc, text, draft.events, draft.places, draft.times, record, published)
    yield from find_takeover_conflicts(doc, text, draft.times, record, index)
