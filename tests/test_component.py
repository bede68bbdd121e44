"""The spaCy component: dateline behind anybody's pipeline."""

import subprocess
import sys
from datetime import date

import pytest
import spacy
from spacy.tokens import DocBin

from dateline.errors import SetupError
from dateline.pipeline import Coder, Options
from dateline.resources.models import DEFAULT_MODEL

TEXT = "Gunmen shot dead six farmers near Baquba on Friday, police said."
RULES = {"learned": False}


@pytest.fixture(scope="module")
def pipeline():
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("dateline", config=RULES)
    return nlp


def published(nlp, text, day):
    doc = nlp.make_doc(text)
    doc._.published = day
    return nlp(doc)


def test_a_document_has_its_report_with_its_text(pipeline):
    doc = published(pipeline, TEXT, "2025-03-14")

    report = doc._.dateline
    assert [event.type for event in report.events] == ["ASSAULT"]
    assert report.times[0].earliest == "2025-03-14"
    assert report.text == TEXT
    assert report.article.id.startswith("sha256-")


def test_the_report_is_that_of_a_coder_with_the_same_model(pipeline):
    coded = Coder(Options(learned=False)).code(TEXT, published="2025-03-14")

    report = published(pipeline, TEXT, "2025-03-14")._.dateline

    assert report.events == coded.events
    assert report.entities == coded.entities


def test_what_was_found_stands_in_span_groups_with_label_and_record(pipeline):
    doc = published(pipeline, TEXT, "2025-03-14")

    found = {name: [(span.text, span.label_, span.id_) for span in group] for name, group in doc.spans.items()}

    assert found["dateline_events"] == [("shot dead", "ASSAULT", "V1")]
    assert found["dateline_participants"] == [("Gunmen", "actor", "V1"), ("six farmers", "recipient", "V1")]
    assert ("Baquba", "PPL", "P1") in found["dateline_places"]
    assert found["dateline_times"] == [("Friday", "DATE", "T1")]
    assert found["dateline_sources"] == [("police", "institution", "A1")]
    assert found["dateline_conflicts"] == []


@pytest.mark.parametrize("day", [date(2025, 3, 14), "2025-03-14", "2025-03-14T08:00:00+03:00"])
def test_the_day_of_publication_may_be_a_date_or_its_text(pipeline, day):
    assert published(pipeline, TEXT, day)._.dateline.times[0].earliest == "2025-03-14"


def test_without_a_day_of_publication_friday_is_left_open(pipeline):
    assert pipeline(TEXT)._.dateline.times[0].earliest is None


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_stream_takes_what_is_known_of_an_article_from_its_context(pipeline, n_process):
    articles = [(TEXT, {"id": "a", "published": "2025-03-14", "mine": 7}), ("", {}), (TEXT, "a note")]

    heads = [doc._.dateline.article for doc, _ in pipeline.pipe(articles, as_tuples=True, n_process=n_process)]

    assert (heads[0].id, heads[0].published) == ("a", "2025-03-14")
    assert [head.published for head in heads[1:]] == [None, None]


def test_a_report_goes_with_its_document_to_the_disk_and_back(pipeline):
    doc = published(pipeline, TEXT, "2025-03-14")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()

    [back] = DocBin().from_bytes(stored).get_docs(pipeline.vocab)

    assert back._.dateline == doc._.dateline
    assert [span.id_ for span in back.spans["dateline_events"]] == ["V1"]


def test_a_pipeline_with_it_is_saved_and_loaded(pipeline, tmp_path):
    pipeline.to_disk(tmp_path / "model")

    assert spacy.load(tmp_path / "model")(TEXT)._.dateline.events


def test_a_document_that_was_not_coded_has_no_report(pipeline):
    assert pipeline.make_doc(TEXT)._.dateline is None


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        pytest.param(["parser"], "a parser before it", id="parser"),
        pytest.param(["ner"], "named entities (ner) before it", id="names"),
        pytest.param(["lemmatizer"], "a lemmatizer before it", id="lemmas"),
        pytest.param(["tagger", "attribute_ruler", "lemmatizer"], "a tagger, parts of speech", id="tags"),
    ],
)
def test_what_a_pipeline_lacks_is_named(pipeline, left_out, missing):
    with pipeline.select_pipes(disable=left_out), pytest.raises(SetupError) as problem:
        pipeline(TEXT)

    assert missing in str(problem.value)


def test_white_space_needs_no_analysis():
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config=RULES)

    assert nlp(" \n")._.dateline.events == []
    with pytest.raises(SetupError, match="a parser"):
        nlp("Words.")


def test_another_language_is_refused():
    with pytest.raises(SetupError, match="reads 'de', and dateline reads English"):
        spacy.blank("de").add_pipe("dateline")


def test_it_is_found_by_its_name_alone_and_loads_nothing_before_it_is_used():
    code = (
        "import spacy, sys; nlp = spacy.blank('en'); assert nlp.has_factory('dateline')\n"
        "assert 'dateline.component' in sys.modules and 'dateline.report' not in sys.modules"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
