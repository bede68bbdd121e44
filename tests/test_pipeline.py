import pytest

from dateline.errors import (
    DateError,
    FormatError,
    LanguageError,
    ModelNotInstalledError,
    StepError,
    TooLargeError,
    UnreadableError,
)
from dateline.pipeline import Coder, Options, check_order, default_steps
from dateline.report import Article, Event, FailedReport, Report, Span


class Step:
    """A step that does what it is told."""

    def __init__(self, needs, gives, do=lambda draft: None):
        self.needs, self.gives, self._do = needs, gives, do

    def __call__(self, drafts):
        for draft in drafts:
            self._do(draft)


def fail(error):
    def do(draft):
        raise error

    return Step(("article",), "doc", do)


def test_the_default_steps_stand_in_an_order_that_works():
    steps = default_steps(Options())

    check_order(steps)  # raises where a step needs what comes later

    given = [step.gives for step in steps]
    assert given[0] == "doc"
    assert given[-1] == "conflicts"


def test_a_step_that_needs_what_comes_later_is_refused():
    with pytest.raises(ValueError, match="needs doc, which no step before it gives"):
        Coder(steps=[Step(("doc",), "times"), Step(("article",), "doc")])


def test_a_text_is_coded_under_the_name_that_it_is_given():
    report = Coder(steps=[]).code("Text.", id="a", title="T", published="2025-03-14")

    assert (report.article.id, report.article.title, report.article.published) == ("a", "T", "2025-03-14")


def test_a_date_that_is_none_is_an_error_of_input():
    with pytest.raises((FormatError, DateError), match="yesterday"):
        Coder(steps=[]).code("Text.", published="yesterday")


def test_one_article_that_fails_does_not_stop_the_rest():
    long = Article(id="long", text="x" * 11)
    articles = [
        Article(id="1", text="One."),
        long,
        UnreadableError("b.txt: no such file", article_id="b.txt"),
        Article(id="3", text=""),
    ]

    reports = list(Coder(Options(max_chars=10), steps=[]).code_many(articles))

    assert [type(report) for report in reports] == [Report, FailedReport, FailedReport, Report]
    assert [report.article.id for report in reports] == ["1", "long", "b.txt", "3"]
    assert [report.error.kind for report in reports[1:3]] == ["too_large", "unreadable"]


def test_an_article_over_the_limit_is_refused_with_its_size():
    with pytest.raises(TooLargeError, match="has 11 characters, over the limit of 10"):
        Coder(Options(max_chars=10), steps=[]).code("x" * 11)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "eng", None])
def test_english_is_read(language):
    assert Coder(steps=[]).code(Article(id="a", text="Text.", language=language))


@pytest.mark.parametrize("language", ["fr", "ar-IQ", "enm"])
def test_another_language_is_refused(language):
    with pytest.raises(LanguageError, match=language):
        Coder(steps=[]).code(Article(id="a", text="Text.", language=language))


def test_a_step_that_breaks_is_told_as_a_bug_with_article_and_step():
    [report] = Coder(steps=[fail(ZeroDivisionError("oh"))]).code_many([Article(id="a", text="Text.")])

    assert report.error.kind == "step"
    assert "article 'a': Step failed with ZeroDivisionError: oh" in report.error.message


def test_a_report_that_does_not_hold_together_is_told_as_a_bug():
    def dangle(draft):
        trigger = Span(start=0, end=1, text="T")
        draft.events = [
            Event(id="V1", type="ASSAULT", trigger=trigger, place="P9", status="happened", codes={}, confidence=1)
        ]

    with pytest.raises(StepError, match="place P9, which is not in the report"):
        Coder(steps=[Step(("article",), "events", dangle)]).code("Text.")


def test_what_the_program_lacks_stops_the_work_unless_it_is_to_be_told_in_each_place():
    coder = Coder(steps=[fail(ModelNotInstalledError("no model"))])
    article = Article(id="a", text="Text.")

    with pytest.raises(ModelNotInstalledError):
        list(coder.code_many([article]))
    assert coder.try_code(article, setup_too=True).error.kind == "model"


def test_an_article_gives_the_same_report_in_any_company(coder):
    first = Article(
        id="1", text="Police in Lagos arrested two men on Monday, the governor said.", published="2025-03-14"
    )
    other = Article(
        id="2", text="Gunmen killed six farmers near Gusau on 3 March. The army denied it.", published="2025-03-05"
    )

    alone = coder.code(first).model_dump_json()
    in_company = [report.model_dump_json() for report in coder.code_many([other, first, other])]

    assert in_company[1] == alone
    assert in_company[0] == in_company[2]
