"""What the page of an article shows: the text in marked pieces, and a card for each record with its state and history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateline.export.cards import card_groups, conflict_card, segment_view
from dateline.export.facts import Fact
from dateline.export.marks import cut_segments, marks_of
from dateline.export.visible import in_line, split_unseen
from dateline.report import Attribution, Event, Report, Span
from dateline.review import Rejected, Reviewed, Revision
from dateline.web.portions import Portion, portion_at, report_within
from dateline.web.telling import KIND_WORDS, tell_field, tell_value

UNSURE = 0.6
"""Below this an event's confidence is shown as one to look at."""
TITLE_CHARS = 300
MOST_PIECES = 1000
"""A stretch of text with more unseen characters than this is shown in one piece."""

FIELDS: dict[str, dict[str, str]] = {
    "event": {
        "who": "actors",
        "to whom": "recipients",
        "where": "place",
        "when": "time",
        "toll": "casualties",
        "with": "instruments",
        "according to": "attributions",
        "contexts": "contexts",
        "codes": "codes",
    },
    "source": {"cue": "cue", "who": "source", "passed on by": "carrier", "why unnamed": "anonymity"},
    "entity": {"is": "type", "also": "aliases", "role": "roles"},
    "place": {"kind": "feature", "point": "record", "GeoNames": "record"},
    "time": {"TIMEX3": "value"},
}
"""For each kind of card the field of the record that a row of it shows."""


@dataclass(frozen=True)
class Shown:
    """A coding as the page shows it.

    Args:
        report: Its records.
        text: The article's text.
        reviewed: What became of each record, where this is a person's coding.
        revisions: The decisions behind it.
        at: A code point of the portion that is shown, where the text is long.
    """

    report: Report
    text: str
    reviewed: Reviewed | None = None
    revisions: Sequence[Revision] = ()
    at: int = 0


def shown_values(shown: Shown) -> dict[str, Any]:
    """Give what the template of an article's work asks for."""
    histories = _histories(shown)
    states = shown.reviewed.states if shown.reviewed else {}
    portion = portion_at(shown.text, shown.at)
    report = report_within(shown.report, portion)
    groups = [_group(group, report, states, histories) for group in card_groups(report)]
    conflicts = [
        {**_claimed(conflict_card(row, shown.text)), "state": states.get(row.id), "history": histories.get(row.id, [])}
        for row in report.conflicts
    ]
    return {
        "paragraphs": list(_paragraphs(shown, portion)),
        "portion": portion,
        "length": len(shown.text),
        "events": groups[0]["records"],
        "groups": groups[1:],
        "conflicts": conflicts,
        "rejected": [_rejected(row, histories) for row in (shown.reviewed.rejected if shown.reviewed else [])],
        "decisions": histories.get("", []),
    }


def _paragraphs(shown: Shown, portion: Portion) -> Iterator[list[dict[str, Any]]]:
    start, end = portion.start, portion.end
    marks = [
        mark._replace(start=max(mark.start - start, 0), end=mark.end - start)
        for mark in marks_of(shown.report)
        if mark.start < end and start < mark.end
    ]
    for paragraph in cut_segments(shown.text[start:end], marks):
        placed = [piece._replace(start=piece.start + start) for piece in paragraph]
        yield [{**segment_view(piece), "pieces": list(_pieces(piece.start, piece.text))} for piece in placed]


def _pieces(start: int, text: str) -> Iterator[dict[str, Any]]:
    """Part a text from the characters that show nothing, each with its place in the article and its length there."""
    parts = list(islice(split_unseen(text), MOST_PIECES))
    for words, is_unseen in parts if len(parts) < MOST_PIECES else [(text, False)]:
        yield {"at": start, "text": words, "n": len(words) if is_unseen else None}
        start += len(words)


def _group(
    group: dict[str, Any], report: Report, states: Mapping[str, str], histories: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    rows = getattr(report, {"sources": "attributions"}.get(group["name"], group["name"]))
    cards = []
    for row, card in zip(rows, group["records"], strict=True):
        spans = {name: _ranges(_spans_of(row, name, report)) for name in dict.fromkeys(FIELDS[card["kind"]].values())}
        cards.append(
            {
                **card,
                "rows": [_row(part, FIELDS[card["kind"]][part["label"]], spans) for part in card["rows"]],
                "spots": [
                    {"text": spot.text, "at": _range_at(spot.segment, _own_spans(row))} for spot in card["spots"]
                ],
                "state": states.get(row.id),
                "history": histories.get(row.id, []),
                "words": in_line(row.trigger.text, TITLE_CHARS) if isinstance(row, Event) else None,
                "unsure": isinstance(row, Event) and row.confidence < UNSURE,
                "point": _point(row),
            }
        )
    return {**group, "records": cards}


def _row(row: dict[str, Any], name: str, spans: Mapping[str, dict[int, int]]) -> dict[str, Any]:
    ends = spans[name]
    facts: list[Fact] = row["facts"]
    return {
        "label": row["label"],
        "field": name,
        "facts": [
            {"value": f.value, "words": f.words, "id": f.id, "at": _write_ranges({f.start: ends[f.start]})}
            if f.start in ends
            else {"value": f.value, "words": f.words, "id": f.id, "at": ""}
            for f in facts
        ],
        "at": _write_ranges(ends),
    }


def _spans_of(row: Any, name: str, report: Report) -> Iterable[Span]:
    """The words that a field of a record was read from."""
    if isinstance(row, Event) and name in ("place", "time", "attributions"):
        return _spans_of_parts(row, name, report)
    value = getattr(row, name, None)
    values = value if isinstance(value, list) else [value]
    found = [item for item in values if isinstance(item, Span)]
    return found or (_own_spans(row) if not isinstance(row, Event) else [])


def _spans_of_parts(event: Event, name: str, report: Report) -> Iterable[Span]:
    if name == "place":
        return [span for place in report.places if place.id == event.place for span in place.mentions]
    if name == "time":
        return [time for time in report.times if time.id == event.time]
    said = [row for row in report.attributions if row.id in event.attributions]
    return [span for row in said for span in (row.source, row.cue) if span]


def _own_spans(row: Any) -> Iterable[Span]:
    """The words of a record as a whole."""
    if isinstance(row, Event):
        return [row.trigger]
    if isinstance(row, Attribution):
        return row.content
    return [row] if isinstance(row, Span) else row.mentions


def _ranges(spans: Iterable[Span]) -> dict[int, int]:
    return {span.start: span.end for span in spans}


def _range_at(start: int, spans: Iterable[Span]) -> str:
    ends = _ranges(spans)
    return _write_ranges({start: ends[start]}) if start in ends else ""


def _write_ranges(ranges: Mapping[Any, int]) -> str:
    return " ".join(f"{start}-{end}" for start, end in ranges.items())


def _point(row: Any) -> str | None:
    latitude, longitude = getattr(row, "latitude", None), getattr(row, "longitude", None)
    return None if latitude is None or longitude is None else f"{latitude:.4f},{longitude:.4f}"


def _claimed(card: dict[str, Any]) -> dict[str, Any]:
    claims = []
    for claim in card["claims"]:
        start = claim["segment"]
        claims.append({**claim, "at": "" if start is None else f"{start}-{start + len(claim['words'])}"})
    return {**card, "claims": claims}


def _rejected(row: Rejected, histories: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    what = row.record.get("type") or row.record.get("kind") or row.record.get("name") or ""
    trigger = row.record.get("trigger") or {}
    return {
        "id": row.id,
        "n": row.n,
        "into": row.into,
        "what": in_line(" ".join([str(what), *row.record.get("modes", [])]), TITLE_CHARS),
        "words": in_line(trigger.get("text", ""), TITLE_CHARS),
        "at": f"{trigger['start']}-{trigger['end']}" if trigger else "",
        "history": histories.get(row.id, []),
    }


def _histories(shown: Shown) -> dict[str, list[dict[str, Any]]]:
    """Give each record's decisions in order, and all of them under the empty name."""
    found: dict[str, list[dict[str, Any]]] = {}
    undone = set(shown.reviewed.undone) if shown.reviewed else set()
    unapplied = set(shown.reviewed.unapplied) if shown.reviewed else set()
    targets = {revision.n: revision.target for revision in shown.revisions}
    for revision in shown.revisions:
        row = revision_view(revision, undone=revision.n in undone, unapplied=revision.n in unapplied)
        of = [targets.get(revision.undoes or 0, "") if revision.kind == "undo" else revision.target]
        of += [revision.after] if revision.kind == "merge" else []
        for name in dict.fromkeys(["", *of]):
            found.setdefault(name, []).append(row)
    return found


def revision_view(revision: Revision, *, undone: bool = False, unapplied: bool = False) -> dict[str, Any]:
    """Tell one decision.

    Args:
        revision: The decision.
        undone: Whether it was taken back.
        unapplied: Whether it found nothing to hold on to in the coding.
    """
    return {
        "undone": undone,
        "unapplied": unapplied,
        "n": revision.n,
        "kind": revision.kind,
        "done": KIND_WORDS.get(revision.kind, revision.kind),
        "target": revision.target,
        "field": tell_field(revision.field),
        "before": tell_value(revision.before) if revision.kind == "edit" else "",
        "after": "" if revision.after is None and revision.kind != "edit" else tell_value(revision.after),
        "why": revision.why,
        "who": revision.who,
        "decided": revision.decided,
        "undoes": revision.undoes,
    }
