"""Coded reports as data frames."""

import pytest

import dateline
from dateline.errors import InputError
from dateline.export.tidy import TABLES
from dateline.store import open_store
from tests.export.sample import ARTICLE, EVENTS, FAILURE, REPORT


@pytest.mark.parametrize("library", ["polars", "pandas"])
@pytest.mark.parametrize("table", TABLES)
def test_each_table_of_a_report_is_a_frame_with_its_columns(table, library):
    frame = dateline.to_frame(REPORT, table, library=library)

    assert list(frame.columns) == list(TABLES[table])
    assert len(frame) > 0


def test_a_store_gives_the_events_of_all_its_reports(tmp_path):
    with open_store(tmp_path / "s.db") as store:
        store.save(ARTICLE, REPORT, "test")
        frame = dateline.to_frame(store)

    assert frame["event"].to_list() == [event.id for event in EVENTS]
    assert frame["deaths_low"].to_list() == [6, None, None, None]


def test_no_reports_give_an_empty_frame_with_the_right_columns():
    assert dateline.to_frame([], "claims").shape == (0, len(TABLES["claims"]))


def test_a_table_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(ValueError, match=r"no table 'event'; the tables are articles, events"):
        dateline.to_frame(REPORT, "event")


def test_a_store_gives_the_frames_itself_of_what_passes(tmp_path):
    with open_store(tmp_path / "s.db") as store:
        store.save(ARTICLE, REPORT, "test")

        assert len(store.frame()) == len(EVENTS)
        assert store.frame("participants", library="pandas").shape[1] == len(TABLES["participants"])
        assert store.frame(where=dateline.Selection(statuses=frozenset({"planned"})))["event"].to_list() == ["V4"]


def test_frames_of_stories_need_stories(tmp_path):
    with open_store(tmp_path / "s.db") as store, pytest.raises(InputError, match="dateline stories"):
        store.frame(level="story")


def test_reports_that_failed_are_passed_over():
    assert len(dateline.to_frame([REPORT, FAILURE.report])) == len(EVENTS)


def test_an_attribution_is_a_row_with_all_its_words():
    row = dateline.to_frame(REPORT, "attributions").row(1, named=True)

    assert (row["source"], row["name"], row["cue"], row["parts"]) == ("Dossou", "Aïcha Dossou", "told", 2)
    assert row["text"] == "“We will find those who did this,” … “They came from across the river.”"
