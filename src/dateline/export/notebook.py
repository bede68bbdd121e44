"""A report as a notebook shows it: a piece of HTML with the marked text and what was read from it.

There is no script in it, nothing is fetched, and its colours are see-through, so that it can be
read on light and on dark paper. A text is hostile; see `page.py` for what keeps it text.
"""

from __future__ import annotations

from typing import Any

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
from dateline.export.marks import Segment, cut_segments, marks_of
from dateline.export.page import TEMPLATES, make_environment, own
from dateline.export.visible import in_line
from dateline.report import Conflict, FailedReport, Report, all_spans

TEXT_CHARS = 20_000
"""How much of a text is shown."""
MAX_ROWS = 200
WORDS_CHARS = 160
KINDS = {
    "event": "event",
    "entity": "person or group",
    "place": "place",
    "time": "time",
    "source": "source",
    "said": "what it says",
    "conflict": "contradiction",
}


def to_html(report: Report | FailedReport, text: str | None = None) -> str:
    """Give a report as a piece of HTML, as a notebook shows it.

    Args:
        report: What to show.
        text: The article's text, where the report does not have it beside it.
    """
    template = make_environment().get_template("notebook.html.j2")
    style = own((TEMPLATES / "notebook.css").read_text(encoding="utf-8"))
    if isinstance(report, FailedReport):
        return template.render(style=style, title=in_line(report.article.id or "an article"), error=report.error)
    text = report.text if text is None else text
    fits = text is not None and all(text[span.start : span.end] == span.text for span in all_spans(report))
    return template.render(style=style, error=None, **_head(report), **_text(report, text if fits else None, text))


def _head(report: Report) -> dict[str, Any]:
    head = report.article
    published = f"published {head.published}" if head.published else "day of publication not known"
    parts = (head.publisher, published, head.id if head.title else None)
    return {
        "title": in_line(head.title or head.id, WORDS_CHARS),
        "meta": [in_line(part, WORDS_CHARS) for part in parts if part],
        "kinds": KINDS,
    }


def _text(report: Report, text: str | None, given: str | None) -> dict[str, Any]:
    """What is shown of the text, and the tables below it."""
    paragraphs = cut_segments(text[:TEXT_CHARS], marks_of(report)) if text else []
    return {
        "paragraphs": [[_segment(segment) for segment in part] for part in paragraphs],
        "n_more_chars": max(0, len(text or "") - TEXT_CHARS),
        "misfit": given is not None and text is None,
        "events": [_event(facts) for facts in event_facts(report)[:MAX_ROWS]],
        "n_more_events": max(0, len(report.events) - MAX_ROWS),
        "conflicts": [_conflict(conflict, text) for conflict in report.conflicts[:MAX_ROWS]],
        "groups": {label: rows[:MAX_ROWS] for label, rows in _groups(report).items() if rows},
    }


def _segment(segment: Segment) -> dict[str, Any]:
    shown = [mark for mark in segment.marks if mark.kind != "part"]
    end = segment.start + len(segment.text)
    told = dict.fromkeys(f"{mark.record} {mark.label}" for mark in shown)
    ended = dict.fromkeys(mark.record for mark in shown if mark.end == end and mark.kind in ("event", "conflict"))
    return {
        "text": segment.text,
        "classes": " ".join(dict.fromkeys(mark.kind for mark in shown)),
        "told": ", ".join(told),
        "ends": list(ended),
    }


def _event(facts: EventFacts) -> dict[str, Any]:
    event = facts.event
    return {
        "id": event.id,
        "what": in_line(facts.what, WORDS_CHARS),
        "words": in_line(event.trigger.text, WORDS_CHARS),
        "status": event.status,
        "sure": f"{event.confidence:.0%}",
        "who": _values(facts.who),
        "whom": _values(facts.whom),
        "where": _values([facts.where] if facts.where else []),
        "when": _values([facts.when] if facts.when else []),
        "toll": _values(facts.toll),
        "says": _values(facts.says) or ["the article itself"],
    }


def _values(facts: list[Fact]) -> list[str]:
    return list(dict.fromkeys(in_line(fact.value, WORDS_CHARS) for fact in facts))


def _conflict(conflict: Conflict, text: str | None) -> dict[str, Any]:
    claims = [passage(claim, text) for claim in conflict.claims]
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "severity": conflict.severity,
        "note": in_line(conflict.explanation, EXPLANATION_CHARS),
        "claims": [claim._replace(words=in_line(claim.words, WORDS_CHARS)) for claim in claims],
    }


def _groups(report: Report) -> dict[str, list[tuple[str, str, str]]]:
    """The other records, each with its id, its name and what is known of it."""
    rows: dict[str, list[tuple[str, str, str]]] = {
        "People, groups and countries": [(item.id, item.name, entity_words(item)) for item in report.entities],
        "Places": [(item.id, place_words(item), item.feature or "") for item in report.places],
        "Times": [(item.id, item.text, time_range(item)) for item in report.times],
        "Sources": [(item.id, source_words(item), item.source_kind) for item in report.attributions],
    }
    return {
        label: [(name, in_line(words, WORDS_CHARS), in_line(known, WORDS_CHARS)) for name, words, known in group]
        for label, group in rows.items()
    }
