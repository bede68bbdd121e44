import pytest

from dateline.draft import Draft
from dateline.report import Article, Time


def test_a_field_that_no_step_has_set_cannot_be_read():
    with pytest.raises(AttributeError, match="no step has set 'times'"):
        _ = Draft(Article(id="a", text="")).times


def test_a_name_that_is_no_field_is_no_attribute():
    with pytest.raises(AttributeError, match="colour"):
        _ = Draft(Article(id="a", text="")).colour


def test_an_empty_list_is_set():
    draft = Draft(Article(id="a", text=""))

    assert not draft.has("times")
    draft.times = []
    assert draft.has("times")


def test_a_report_gathers_what_was_found_and_leaves_the_rest_empty():
    draft = Draft(Article(id="a", text="on Friday"))
    draft.times = [Time(id="T1", start=0, end=9, text="on Friday", type="DATE", value="2025-03-14")]

    report = draft.to_report()

    assert [time.id for time in report.times] == ["T1"]
    assert report.events == []
