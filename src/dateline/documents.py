"""Documents that spaCy has analysed, coded: what the spaCy component does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from dateline.component import KEY
from dateline.errors import SetupError
from dateline.pipeline import Coder, Options
from dateline.read.given import digest_of
from dateline.report import Article, ArticleHead, Report
from dateline.report import Span as Words

NEEDED = {
    "TAG": "a tagger",
    "POS": "parts of speech (a tagger with an attribute_ruler, or a morphologizer)",
    "LEMMA": "a lemmatizer",
    "DEP": "a parser",
    "ENT_IOB": "named entities (ner)",
}
"""What the steps read of a document, and what gives it."""
GROUPS = ("events", "participants", "entities", "places", "times", "sources", "content", "conflicts")


class Component:
    """Codes a document, and keeps its report and the spans of it.

    Args:
        options: As for a `Coder`; the model is the pipeline's own.
        name: Its name in the pipeline.
        published: Day of publication of documents that have none.
    """

    def __init__(self, options: Options, name: str = KEY, published: str | None = None) -> None:
        self.name, self.published = name, published
        self._coder = Coder(options)

    def __call__(self, doc: Doc) -> Doc:
        """Code one document.

        Raises:
            SetupError: The pipeline has no tagger, parser, lemmatizer or named entities before this component.
            InputError: The text cannot be coded; `kind` names the reason.
        """
        check_analysis(doc, self.name)
        report = self._coder.code_doc(Article(text=doc.text, **self._head(doc)), doc)
        doc.user_data[KEY] = report.model_dump_json()
        found: dict[str, list[Span]] = {group: [] for group in GROUPS}
        for group, words, label, record in _spans(report):
            span = doc.char_span(words.start, words.end, label=label, span_id=record, alignment_mode="expand")
            if span is not None:
                found[group].append(span)
        for group, spans in found.items():
            doc.spans[f"{KEY}_{group}"] = spans
        return doc

    def _head(self, doc: Doc) -> dict[str, Any]:
        """What is known of the article: of `nlp.pipe(…, as_tuples=True)` its context, where that is a mapping."""
        context = doc._context if isinstance(doc._context, Mapping) else {}
        known = {name: context[name] for name in ArticleHead.model_fields if context.get(name) is not None}
        published = doc._.published or known.get("published") or self.published
        day = published.isoformat() if isinstance(published, date) else published
        return {"id": digest_of(doc.text), **known, "published": day}


def check_analysis(doc: Doc, name: str) -> None:
    """Refuse a document that lacks what the steps read.

    Raises:
        SetupError: It names what is missing.
    """
    if not any(not token.is_space for token in doc):
        return
    missing = [what for attribute, what in NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise SetupError(
            f"the pipeline's component {name!r} needs {', '.join(missing)} before it; "
            "add it behind those of a whole English pipeline such as en_core_web_sm"
        )


def _spans(report: Report) -> Iterator[tuple[str, Words, str, str]]:
    """Each span of a report with its group, label and record."""
    for event in report.events:
        yield "events", event.trigger, event.type, event.id
        for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
            yield from (("participants", party, side, event.id) for party in parties)
    for entity in report.entities:
        yield from (("entities", mention, entity.type, entity.id) for mention in entity.mentions)
    for place in report.places:
        yield from (("places", mention, place.feature or "place", place.id) for mention in place.mentions)
    yield from (("times", time, time.type, time.id) for time in report.times)
    for said in report.attributions:
        yield from _labelled("sources", [said.source] if said.source else [], said.source_kind, said.id)
        yield from _labelled("content", said.content, said.style, said.id)
    for conflict in report.conflicts:
        claims = [claim for claim in conflict.claims if isinstance(claim, Words)]
        yield from _labelled("conflicts", claims, conflict.kind, conflict.id)


def _labelled(group: str, words: Iterable[Words], label: str, record: str) -> Iterator[tuple[str, Words, str, str]]:
    return ((group, one, label, record) for one in words)
