"""A spaCy component: `nlp.add_pipe("dateline")` codes the documents of anybody's English pipeline.

spaCy imports this module whenever it loads any pipeline where dateline is installed, so it
imports nothing large itself: what codes stands in `documents.py`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import SetupError

if TYPE_CHECKING:
    from dateline.documents import Component
    from dateline.report import Report

KEY = "dateline"
"""Where a document keeps its report, as JSON: that goes to other processes, into a `DocBin`, onto the disk."""


@Language.factory(
    "dateline",
    assigns=["doc.spans", "doc.user_data"],
    requires=["token.tag", "token.dep", "doc.ents", "doc.sents"],
    default_config={
        "published": None,
        "codebook": None,
        "gazetteer": None,
        "actors": [],
        "record": [],
        "own_record_only": False,
        "learned": True,
        "explain": False,
    },
)
def make_component(
    nlp: Language,
    name: str,
    published: str | None,
    codebook: str | None,
    gazetteer: str | None,
    actors: list[str],
    record: list[str],
    own_record_only: bool,
    learned: bool,
    explain: bool,
) -> Component:
    """Make the component; all but `published`, the day for documents that have none, is as in `Options`.

    Raises:
        SetupError: The pipeline does not read English.
    """
    if nlp.lang != "en":
        raise SetupError(f"the pipeline reads {nlp.lang!r}, and dateline reads English; take an English pipeline")
    from dateline.documents import Component
    from dateline.pipeline import Options

    options = Options(
        codebook=Path(codebook) if codebook else None,
        gazetteer=Path(gazetteer) if gazetteer else None,
        actors=tuple(Path(path) for path in actors),
        record=tuple(Path(path) for path in record),
        own_record_only=own_record_only,
        learned=learned,
        explain=explain,
    )
    return Component(options, name, published)


def _report_of(doc: Doc) -> Report | None:
    content = doc.user_data.get(KEY)
    return None if content is None else _read(content).remember(doc.text)


@lru_cache(maxsize=64)
def _read(content: str) -> Report:
    from dateline.report import Report

    return Report.model_validate_json(content)


Doc.set_extension(KEY, getter=_report_of, force=True)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
