import io
import json

from dateline.export import FORMATS, Result, writer_for
from dateline.export.json import write_json
from dateline.export.jsonl import to_line, write_jsonl
from dateline.report import Article, Report
from tests.export.sample import FAILURE, REPORT, RESULT


def written(write, *results):
    stream = io.StringIO()
    write(results, stream)
    return stream.getvalue()


def test_every_format_has_a_writer():
    assert all(callable(writer_for(name)) for name in FORMATS)


def test_one_report_is_an_object_several_are_an_array_and_none_an_empty_one():
    assert json.loads(written(write_json, RESULT))["article"]["id"] == "kandi.txt"
    assert [row["article"]["id"] for row in json.loads(written(write_json, RESULT, FAILURE, RESULT))] == [
        "kandi.txt",
        "broken.json",
        "kandi.txt",
    ]
    assert json.loads(written(write_json)) == []


def test_json_lines_read_back_as_the_report():
    first, second = written(write_jsonl, RESULT, FAILURE).splitlines()

    assert Report.model_validate_json(first) == REPORT
    assert json.loads(second) == {
        "schema": "dateline-report/1",
        "article": {"id": "broken.json"},
        "error": {"kind": "format", "message": "broken.json: broken JSON at line 17, column 3"},
    }


def test_a_report_is_one_line_whatever_its_words():
    article = Article(id="a\u2028b\x85c\u2029d\ne", text="")

    line = to_line(Report(article=article.head()))

    assert len(line.splitlines()) == 1
    assert json.loads(line)["article"]["id"] == article.id


def test_each_line_is_written_before_the_next_article_is_read():
    stream = io.StringIO()
    seen = []

    def results():
        for _ in range(3):
            seen.append(stream.getvalue().count("\n"))
            yield Result(None, FAILURE.report)

    write_jsonl(results(), stream)

    assert seen == [0, 1, 2]
