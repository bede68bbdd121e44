import io
import json

import pytest

from dateline.export import Result
from dateline.export.check import count_conflicts, write_check_json, write_check_table
from dateline.report import (
    Article,
    ArticleHead,
    Attribution,
    Conflict,
    ErrorReason,
    FailedHead,
    FailedReport,
    RecordClaim,
    RecordRow,
    Report,
    Source,
    Span,
)

TEXT = "Two men died.\n\nThe mayor said that Ana Kilo met him on Monday.\n"
ROW = RecordClaim(record=RecordRow(source="our archive", text="Ana Kilo: died 2 May 2011"))


def conflict(name="C1", severity="high"):
    start = TEXT.index("Ana Kilo met")
    return Conflict(
        id=name,
        kind="identity",
        claims=[Span.cut(TEXT, start, start + len("Ana Kilo met")), ROW],
        explanation="By the record they died on 2 May 2011.",
        severity=severity,
    )


def result(*conflicts):
    head = ArticleHead(id="a1", published="2020-01-01")
    content = Span.cut(TEXT, TEXT.index("that"), TEXT.index("Monday"))
    source = Source.cut(TEXT, TEXT.index("The mayor"), TEXT.index(" said"))
    said = Attribution(id="A1", source=source, cue=None, content=[content], style="indirect", source_kind="role")
    return Result(
        Article(**head.model_dump(), text=TEXT), Report(article=head, attributions=[said], conflicts=list(conflicts))
    )


FAILURE = Result(None, FailedReport(article=FailedHead(id="a2"), error=ErrorReason(kind="encoding", message="no text")))


def table(*results, monkeypatch, width="80"):
    monkeypatch.setenv("COLUMNS", width)
    stream = io.StringIO()
    write_check_table(results, stream)
    return stream.getvalue()


@pytest.mark.parametrize("width", ["80", "150"])
def test_both_sides_stand_beside_one_another_with_line_speaker_and_source(monkeypatch, width):
    shown = table(result(conflict()), monkeypatch=monkeypatch, width=width)

    [line] = [line for line in shown.splitlines() if "Ana Kilo met⟧" in line or "⟦Ana Kilo: died" in line][:1]
    assert line.count("│") == 3
    for words in (
        "high identity",
        "they died on 2 May 2011",
        "line 3, by the word of The mayor",
        "record: our archive",
    ):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= int(width)


def test_the_gravest_comes_first(monkeypatch):
    shown = table(result(conflict("C1", "low"), conflict("C2", "high")), monkeypatch=monkeypatch)

    assert shown.index("high identity") < shown.index("low identity")


def test_an_article_without_conflicts_and_one_not_coded_are_told(monkeypatch):
    shown = table(result(), FAILURE, monkeypatch=monkeypatch)

    assert "nothing was found" in shown
    assert "not coded (encoding) no text" in shown


def test_json_holds_the_conflicts_as_the_report_has_them():
    stream = io.StringIO()
    write_check_json([result(conflict()), FAILURE], stream)
    first, second = json.loads(stream.getvalue())

    assert first["article"]["id"] == "a1"
    assert first["conflicts"][0]["claims"][1] == {
        "record": {"source": "our archive", "text": "Ana Kilo: died 2 May 2011"}
    }
    assert second["error"]["kind"] == "encoding"


@pytest.mark.parametrize(("least", "expected"), [("high", 1), ("medium", 1), ("low", 2)])
def test_conflicts_are_counted_from_a_severity_up(least, expected):
    assert count_conflicts([result(conflict("C1", "low"), conflict("C2", "high")), FAILURE], least) == expected
