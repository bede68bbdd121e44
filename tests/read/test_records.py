import io
import json
import re

import pytest

from dateline.errors import InputError
from dateline.read import Given, Origin
from dateline.read.records import read_json, read_jsonl


def read_lines(*lines: str, given: Given | None = None):
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    return list(read_jsonl(io.BytesIO(content), Origin("a.jsonl", "a.jsonl"), given or Given()))


def read_text(content: str):
    return list(read_json(io.BytesIO(content.encode()), Origin("a.json", "a.json"), Given()))


def row(**fields):
    return json.dumps({"id": "r", "text": "Text.", **fields}, ensure_ascii=False)


def test_broken_json_on_line_17_is_named_and_the_others_are_read():
    lines = [row(id=str(n)) for n in range(1, 20)]
    lines[16] = '{"id": "x", "text": '

    read = read_lines(*lines)

    assert [item.id for item in read if not isinstance(item, InputError)] == [str(n) for n in range(1, 20) if n != 17]
    assert (read[16].kind, read[16].article_id) == ("format", "a.jsonl:17")
    assert str(read[16]) == "a.jsonl:17: broken JSON at line 17, column 21: Expecting value"


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        pytest.param('{"id": "r"}', "format", 'has no "text"', id="no text"),
        pytest.param('{"id": "r", "body": "x"}', "format", 'rename "body" to "text"', id="the text under another name"),
        pytest.param(row(text=None), "format", "must be a string, not null", id="text null"),
        pytest.param(row(text=["a"]), "format", "must be a string, not a list", id="text a list"),
        pytest.param(row(title=5), "format", '"title" must be a string, not a number', id="title a number"),
        pytest.param(row(published="2025-02-30"), "date", "2025-02-30", id="a day that is none"),
        pytest.param(
            row(published="Fri, 14 Mar 2025"), "date", "write it like 2025-03-14", id="a date not in ISO 8601"
        ),
        pytest.param(row(published=""), "date", "leave it out", id="an empty date"),
        pytest.param(
            r'{"id": "r", "text": "a \ud83d b"}', "encoding", r"\\ud83d\) at character 2", id="half a character"
        ),
        pytest.param("[1, 2]", "format", "an article is a JSON object", id="a list"),
        pytest.param("null", "format", "an article is a JSON object", id="null"),
        pytest.param("[" * 200_000, "format", "too many brackets", id="brackets without end"),
        pytest.param("1" * 5000, "format", "too many digits", id="a number without end"),
    ],
)
def test_a_record_that_is_no_article_says_why(line, kind, message):
    problem, good = read_lines(line, row(id="next"))

    assert problem.kind == kind
    assert re.search(message, str(problem))
    assert good.id == "next"


def test_lines_end_at_line_feeds_alone():
    [article] = read_lines(row(text="one\u2028two\u2029three\x85four\x0bfive"))

    assert article.text == "one\u2028two\u2029three\x85four\x0bfive"


def test_blank_lines_are_skipped_but_counted():
    problem, article = read_lines("", "{", "  ", row())

    assert problem.article_id == "a.jsonl:2"
    assert article.id == "r"


def test_carriage_returns_and_a_byte_order_mark_do_no_harm():
    content = b"\xef\xbb\xbf" + row(id="1").encode() + b"\r\n" + row(id="2").encode() + b"\r\n"

    read = list(read_jsonl(io.BytesIO(content), Origin("a.jsonl"), Given()))

    assert [article.id for article in read] == ["1", "2"]


def test_json_lines_in_utf_16_are_read():
    content = (row(id="ä") + "\n" + row(id="2")).encode("utf-16")

    assert [article.id for article in read_jsonl(io.BytesIO(content), Origin("a.jsonl"), Given())] == ["ä", "2"]


def test_a_line_in_another_encoding_spoils_only_itself():
    content = row(id="1").encode() + b'\n{"text": "caf\xe9"}\n' + row(id="3").encode()

    first, second, third = read_jsonl(io.BytesIO(content), Origin("a.jsonl"), Given())

    assert (first.id, third.id) == ("1", "3")
    assert second.kind == "encoding"
    assert f"offset {len(row(id='1')) + 1 + 13}" in str(second)


def test_a_line_longer_than_any_article_spoils_only_itself():
    long = row(text="x" * 200_000)

    read = read_lines(row(id="1"), long, row(id="3"), given=Given(max_chars=1000))

    assert [getattr(item, "kind", "article") for item in read] == ["article", "too_large", "article"]
    assert read[2].id == "3"


@pytest.mark.parametrize("extra", [0, 1, 2], ids=lambda n: f"limit + {n}")
def test_a_line_at_the_limit_does_not_swallow_the_next(extra):
    limit = 12 * 100 + 65_536
    line = row(text="")
    long = row(text="x" * (limit - len(line) + extra))

    read = read_lines(long, row(id="2"), given=Given(max_chars=100))

    assert len(read) == 2
    assert read[1].id == "2"


def test_fields_that_the_contract_does_not_name_are_left_out():
    [article] = read_lines(row(dateline="PARIS", tags=["x"]))

    assert article.text == "Text."


@pytest.mark.parametrize(
    ("fields", "article_id"),
    [
        pytest.param({"id": "own"}, "own", id="its own"),
        pytest.param({"id": 17}, "17", id="a number"),
        pytest.param({"id": None}, "sha256-f06dce27b84e18cc", id="null"),
        pytest.param({"id": ""}, "sha256-f06dce27b84e18cc", id="empty"),
    ],
)
def test_a_record_is_named_by_its_id_or_a_digest_of_its_text(fields, article_id):
    [article] = read_lines(row(**fields))

    assert article.id == article_id


def test_two_records_of_one_id_are_two_articles():
    assert [article.text for article in read_lines(row(text="a"), row(text="b"))] == ["a", "b"]


def test_a_json_file_holds_one_article_named_by_its_file_or_itself():
    assert read_text('{"text": "a"}')[0].id == "a.json"
    assert read_text('{"text": "a", "id": "own"}')[0].id == "own"


def test_a_json_file_may_hold_a_list_of_articles():
    first, second, third = read_text('[{"text": "a", "id": "1"}, {"id": "2"}, {"text": "c", "id": "3"}]')

    assert (first.id, third.id) == ("1", "3")
    assert str(second).startswith('a.json: article 2: has no "text"')


def test_broken_json_over_several_lines_names_line_and_column():
    with pytest.raises(InputError, match=r"broken JSON at line 3, column 1: Expecting"):
        read_text('{\n  "text": \n}')


def test_json_lines_under_the_wrong_name_are_told():
    with pytest.raises(InputError, match=r"name it \.jsonl"):
        read_text('{"text": "a"}\n{"text": "b"}\n')
