import io
import json
import os
import sys
from pathlib import Path

import pytest

from dateline.read import Given, count_articles, read_articles
from dateline.read.html import read_html
from dateline.read.plain import read_plain
from dateline.read.records import read_json, read_jsonl
from dateline.read.sources import reader_for


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def test_a_text_file_is_one_article_exactly_as_it_stands(tmp_path):
    text = "First line.\r\n\r\n\tSecond \u2028 part.  \n"

    [article] = read_articles([write(tmp_path, "bridge.txt", text)])

    assert (article.id, article.text, article.title, article.published) == ("bridge.txt", text, None, None)


def test_an_empty_file_is_an_article_without_text(tmp_path):
    [article] = read_articles([write(tmp_path, "empty.txt", "")])

    assert article.text == ""


def test_sources_are_read_in_order_and_one_bad_one_does_not_stop_the_rest(tmp_path):
    good = write(tmp_path, "good.txt", "Fine.")
    binary = write(tmp_path, "photo.txt", b"\x89PNG\0\0")

    read = list(read_articles([good, "not-there.txt", str(tmp_path), binary, good]))

    assert [getattr(item, "kind", "article") for item in read] == [
        "article",
        "unreadable",
        "unreadable",
        "unreadable",
        "article",
    ]
    assert "no such file" in str(read[1])
    assert "is a folder" in str(read[2])
    assert "binary" in str(read[3])
    assert [item.article_id for item in read[1:4]] == ["not-there.txt", tmp_path.name, "photo.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path):
    path = write(tmp_path, "secret.txt", "x")
    Path(path).chmod(0)

    [problem] = read_articles([path])

    assert "may not be read" in str(problem)


def test_a_permission_error_is_told_as_such(monkeypatch, tmp_path):
    path = write(tmp_path, "secret.txt", "x")

    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    [problem] = read_articles([path])

    assert problem.kind == "unreadable"
    assert "may not be read" in str(problem)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000 + ".txt"], ids=["a NUL in the name", "a name too long"])
def test_an_impossible_file_name_is_an_error_of_input(name):
    [problem] = read_articles([name])

    assert problem.kind == "unreadable"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_name_of_any_bytes_gives_an_id_that_can_be_printed(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text("Text.")

    [article] = read_articles([path])

    assert article.id == "caf\\xe9.txt"


def test_a_text_that_is_certainly_too_long_is_refused_unread(tmp_path):
    path = write(tmp_path, "long.txt", "a" * 1000)

    [problem] = read_articles([path], Given(max_chars=100))

    assert problem.kind == "too_large"


@pytest.mark.parametrize(
    ("start", "reader"),
    [
        pytest.param(b"", read_plain, id="nothing"),
        pytest.param(b"Gunmen attacked.\n", read_plain, id="words"),
        pytest.param(b"[AGENCY] Gunmen attacked.\n", read_plain, id="words in brackets"),
        pytest.param(b"{not json}\n", read_plain, id="words in braces"),
        pytest.param(b'{"text": "a"}\n', read_jsonl, id="an object in a line"),
        pytest.param(b'\n\n{"text": "a"}', read_jsonl, id="blank lines before"),
        pytest.param(b'{"text": \n{"text": "b"}\n', read_jsonl, id="a broken first line"),
        pytest.param(b'{\n  "text": "a"\n}', read_json, id="an object over lines"),
        pytest.param(b'[{"text": "a"}]', read_json, id="a list"),
        pytest.param(b"<!DOCTYPE html><title>x</title>", read_html, id="a page"),
        pytest.param(b"\xef\xbb\xbf  <html lang=en>", read_html, id="a page after a mark"),
        pytest.param(b"< 5 people came\n", read_plain, id="a less-than sign"),
    ],
)
def test_a_format_is_told_by_how_the_source_starts(start, reader):
    told, stream = reader_for(io.BytesIO(start))

    assert told is reader
    assert stream.read() == start


def test_standard_input_is_told_by_how_it_starts(monkeypatch):
    lines = [json.dumps({"text": f"Text {n}"}) for n in range(3)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))

    assert [article.text for article in read_articles(["-"])] == ["Text 0", "Text 1", "Text 2"]


def test_plain_standard_input_is_named_by_a_digest_of_its_text(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Text.")))

    [article] = read_articles(["-"])

    assert article.id == "sha256-f06dce27b84e18cc"


def test_what_the_caller_gives_fills_what_the_source_leaves_open(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "a"}\n{"text": "b", "published": "2024-01-02", "title": "Own"}\n')

    first, second = read_articles([path], Given(published="2025-03-14", title="Given"))

    assert (first.published, first.title) == ("2025-03-14", "Given")
    assert (second.published, second.title) == ("2024-01-02", "Own")


def test_articles_are_counted_by_their_lines(tmp_path):
    rows = write(tmp_path, "a.jsonl", '{"text": "a"}\n\n{"text": "b"}')

    assert count_articles([rows, "b.txt", "not-there.jsonl"]) == 4
    assert count_articles([rows, "-"]) is None
