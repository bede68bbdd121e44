"""Each place with what it was chosen from."""

from __future__ import annotations

from dateline.report import Article, ExplainedPlace, Report
from dateline.resources.gazetteer import load_gazetteer
from dateline.steps.annotate import annotate
from dateline.steps.places import MOST_SHOWN, find_places

TEXT = "Storms hit Springfield, Illinois, on Monday. Roads near Mosul, Vt., were closed."


def explained(nlp, *, explain=True):
    article = Article(id="t", text=TEXT)
    return article, find_places(annotate(TEXT, nlp), [], article, load_gazetteer(), explain=explain)


def test_the_chosen_place_stands_first_and_its_score_is_the_sum_of_its_evidence(nlp):
    _, places = explained(nlp)
    springfield = next(place for place in places if place.name == "Springfield")
    first, *others = springfield.candidates

    assert (first.admin1, first.geonames) == ("Illinois", springfield.geonames)
    assert "holder_fits" in first.evidence
    assert first.score == max(candidate.score for candidate in springfield.candidates)
    assert abs(sum(first.evidence.values()) - first.score) < 0.05
    assert 0 < len(others) < MOST_SHOWN


def test_a_report_carries_nothing_of_it_unless_it_is_asked_for(nlp):
    article, plain = explained(nlp, explain=False)
    _, told = explained(nlp)

    assert "candidates" not in Report(article=article.head(), places=plain).model_dump_json()
    text = Report(article=article.head(), places=told).model_dump_json()
    assert text.count('"candidates"') == len(told)
    assert all(isinstance(place, ExplainedPlace) for place in Report.model_validate_json(text).places)


def test_to_explain_changes_no_place(nlp):
    _, plain = explained(nlp, explain=False)
    _, told = explained(nlp)

    assert [place.model_dump(exclude={"candidates"}) for place in told] == [place.model_dump() for place in plain]
