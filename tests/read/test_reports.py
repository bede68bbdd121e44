"""Reports read back from what `dateline code` wrote."""

import pytest

from dateline.errors import EncodingError, FormatError, UnreadableError
from dateline.read.reports import read_reports
from dateline.report import ArticleHead, FailedHead, FailedReport, Report

REPORT = Report(article=ArticleHead(id="a1")).model_dump_json()
FAILED = FailedReport(article=FailedHead(id="a2"), error={"kind": "format", "message": "broken"}).model_dump_json()


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        pytest.param(REPORT, ["a1"], id="one object"),
        pytest.param(f"[{REPORT},\n{FAILED}]", ["a1", "a2"], id="an array"),
        pytest.param(f"{REPORT}\n\n{FAILED}\n", ["a1", "a2"], id="lines"),
        pytest.param("\ufeff" + REPORT, ["a1"], id="byte order mark"),
        pytest.param("", [], id="nothing"),
        pytest.param("[]", [], id="no reports"),
    ],
)
def test_reports_are_read_from_json_and_from_lines(content, ids, tmp_path):
    path = tmp_path / "reports"
    path.write_text(content, encoding="utf-8")

    assert [report.article.id for report in read_reports([str(path)])] == ids


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        pytest.param(b'{"id": "a", "text": "b"}', FormatError, "no report", id="an article"),
        pytest.param(REPORT.encode() + b"\n{broken\n", FormatError, ":2:", id="a broken line"),
        pytest.param(b"[" * 100_000, FormatError, "no JSON", id="deep nesting"),
        pytest.param(b"\xff\xfe", EncodingError, "UTF-8", id="not UTF-8"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(content, error, words, tmp_path):
    path = tmp_path / "reports"
    path.write_bytes(content)

    with pytest.raises(error, match=words):
        list(read_reports([str(path)]))


def test_a_missing_file_is_named():
    with pytest.raises(UnreadableError, match="nowhere"):
        list(read_reports(["nowhere.jsonl"]))
