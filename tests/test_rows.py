"""A report's lists are lists in everything, and can become frames."""

import copy
import json
import pickle
import subprocess
import sys

import pytest

from dateline.errors import MissingExtraError
from dateline.report import ArticleHead, Report
from dateline.rows import Rows
from tests.export.sample import ARTICLE, EVENTS, PLACES, REPORT, TEXT

GROUPS = ("entities", "places", "times", "attributions", "events", "conflicts")
COPIES = [
    pytest.param(copy.copy, id="copy"),
    pytest.param(copy.deepcopy, id="deep copy"),
    pytest.param(Report.model_copy, id="model_copy"),
    pytest.param(lambda report: report.model_copy(deep=True), id="deep model_copy"),
    pytest.param(lambda report: pickle.loads(pickle.dumps(report)), id="pickle"),
    pytest.param(lambda report: Report.model_validate_json(report.model_dump_json()), id="JSON"),
    pytest.param(lambda report: Report.model_validate(report.model_dump()), id="dump"),
]


@pytest.mark.parametrize("group", GROUPS)
def test_a_list_of_a_report_is_a_list_and_equals_the_plain_one(group):
    rows = getattr(REPORT, group)

    assert isinstance(rows, list)
    assert rows == list(rows)
    assert repr(rows) == repr(list(rows))
    assert json.loads(REPORT.model_dump_json())[group] == [json.loads(row.model_dump_json()) for row in rows]
    assert type(REPORT.model_dump()[group]) is list


def test_a_list_of_a_report_can_be_changed():
    report = REPORT.model_copy(deep=True)
    report.events.pop()
    report.events.append(EVENTS[0].model_copy(update={"id": "V9"}))

    assert report.events.to_frame()["event"].to_list() == ["V1", "V2", "V3", "V9"]


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_equals_its_report_and_gives_the_same_frames(copied):
    twin = copied(REPORT)

    assert twin == REPORT
    assert twin.model_dump_json() == REPORT.model_dump_json()
    assert twin.events.to_frame().equals(REPORT.events.to_frame())


def test_the_json_schema_has_plain_arrays_with_an_empty_default():
    schema = Report.model_json_schema(mode="serialization")
    times = schema["properties"]["times"]

    assert (times["type"], times["default"], times["items"]) == ("array", [], {"$ref": "#/$defs/Time"})
    assert "Rows" not in json.dumps(schema)


@pytest.mark.parametrize("library", ["polars", "pandas"])
@pytest.mark.parametrize("group", GROUPS)
def test_each_list_becomes_a_frame_with_a_row_an_item(group, library):
    frame = getattr(REPORT, group).to_frame(library=library)

    assert len(frame) == len(getattr(REPORT, group))
    assert set(frame["article"]) == {"kandi.txt"}


def test_an_events_row_has_its_places_name_and_its_day():
    row = REPORT.events.to_frame().row(0, named=True)

    assert (row["place_name"], row["country"], row["earliest"]) == ("Kandi", "BEN", "2026-05-13")


@pytest.mark.parametrize(("table", "rows"), [("participants", 7), ("claims", 5)])
def test_events_also_give_their_participants_and_claims(table, rows):
    assert len(REPORT.events.to_frame(table)) == rows


def test_a_table_of_something_else_is_refused():
    with pytest.raises(ValueError, match=r"no table 'places'; the tables are events, participants, claims"):
        REPORT.events.to_frame("places")


@pytest.mark.parametrize(
    "renamed",
    [
        pytest.param(lambda report, head: report.model_copy(update={"article": head}), id="by a copy"),
        pytest.param(lambda report, head: setattr(report, "article", head) or report, id="in place"),
    ],
)
def test_the_rows_of_a_report_follow_its_article(renamed):
    report = renamed(REPORT.model_copy(deep=True), ArticleHead(id="other"))

    assert report.events.to_frame()["article"].unique().to_list() == ["other"]
    assert REPORT.events.to_frame()["article"].unique().to_list() == ["kandi.txt"]


def test_a_plain_list_that_is_put_in_its_place_becomes_rows():
    report = REPORT.model_copy(deep=True)
    report.events = EVENTS[:1]

    assert len(report.events.to_frame()) == 1
    assert len(REPORT.model_copy(update={"places": PLACES[:2]}).places.to_frame()) == 2


def test_rows_that_belong_to_no_report_say_so():
    with pytest.raises(ValueError, match="belong to no report"):
        Rows([1, 2]).to_frame("events")


def test_the_text_beside_a_report_is_no_part_of_it():
    report = REPORT.model_copy().remember(TEXT)

    assert report.text == TEXT
    assert REPORT.text is None
    assert report == REPORT
    assert report.model_dump_json() == REPORT.model_dump_json()
    assert "text" not in Report.model_fields
    assert [copied.values[0](report).text for copied in COPIES] == [TEXT] * 5 + [None] * 2


def test_a_coder_leaves_the_text_beside_the_report(coder):
    assert coder.code(ARTICLE).text == TEXT


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_without_the_library_the_error_names_the_extra(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtraError, match=rf'{library} is not installed; run: pip install "dateline\[frames\]"'):
        REPORT.events.to_frame(library=library)


def test_a_report_is_made_and_shown_without_any_extra():
    hidden = ("polars", "pandas", "altair", "vl_convert", "pyarrow")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({hidden}))\n"
        "from tests.export.sample import REPORT\n"
        "import dateline, dateline.cli, dateline.plot\n"
        "assert 'What happened' in REPORT._repr_html_()\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
