"""Folders and patterns as sources."""

import pytest

from dateline.read import Given, expand_sources
from dateline.read.sources import read_file


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("b.txt", "a.jsonl", "sub/b.txt", "sub/deep/c.html", ".hidden.txt", ".git/d.txt", "notes.pdf"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name.endswith("jsonl") else "Text.")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("news", [("news/a.jsonl", "a.jsonl"), ("news/b.txt", "b.txt"), ("news/sub/b.txt", "sub/b.txt"),
                              ("news/sub/deep/c.html", "sub/deep/c.html")], id="a folder and those in it"),
        pytest.param("news/*.txt", [("news/b.txt", None)], id="a pattern"),
        pytest.param("news/**/*.txt", [("news/b.txt", None), ("news/sub/b.txt", None)], id="a pattern through folders"),
        pytest.param("news/b.txt", [("news/b.txt", None)], id="a file"),
        pytest.param("-", [("-", None)], id="standard input"),
        pytest.param("empty", [("empty", None)], id="a folder without files"),
        pytest.param("*.none", [("*.none", None)], id="a pattern that nothing fits"),
        pytest.param("nul\0", [("nul\0", None)], id="no file name"),
    ],
)  # fmt: skip
def test_sources_become_files_in_their_order(folder, source, expected):
    assert list(expand_sources([source])) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder):
    (folder / "[1].txt").write_text("Text.")

    assert list(expand_sources(["[1].txt"])) == [("[1].txt", None)]


def test_an_article_of_a_folder_is_named_by_its_path_from_there(folder):
    names = [
        read.id
        for path, name in expand_sources(["news"])
        if path.endswith("b.txt")
        for read in read_file(path, Given(), name)
    ]

    assert names == ["b.txt", "sub/b.txt"]


@pytest.mark.parametrize("source", ["empty", "*.none"])
def test_what_leads_to_no_file_is_told(folder, source):
    ((path, name),) = expand_sources([source])

    (problem,) = read_file(path, Given(), name)
    assert problem.kind == "unreadable"
