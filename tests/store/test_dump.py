"""A store goes out and comes back as it was, from either database into either."""

import io
import json

import pytest

from dateline.errors import StoreError
from dateline.report import Story
from dateline.review import NewRevision
from dateline.store import Copy, Entry, Failure, Placing, open_store, prepare_article
from dateline.store.check import find_problems
from dateline.store.dump import read_dump, write_dump
from dateline.store.prepared import digest_of_article
from tests.store.samples import make_article, save


@pytest.fixture
def full(store):
    """A store with something in every table."""
    save(store, make_article(text="Old text."))
    save(store, make_article(), make_article("nul\0", "A\0B \u2028 \U0001f6a2"))
    run = store.begin_run("coder 1", {"command": "run"})
    original = make_article()
    copy = Copy((original.id, digest_of_article(original)), "near", 0.9)
    failure = Failure("d", "step", "it failed", make_article("d"))
    store.write(run, [Entry(prepare_article(make_article("c")), copy=copy), Entry(failure=failure)])
    store.end_run(run, {"coded": 1})
    with store.story_book(run) as book:
        gone, kept = book.new_story(), book.new_story()
        decision = book.decide("merge", who="Ada", why="one port", subjects={"stories": ["S1", "S2"]})
        book.decide("undo", who="Ada", why="two ports", subjects={}, undoes=decision)
        book.place([Placing(item, kept, 0.5, {"same place": 0.25}, decision) for item in book.unplaced()])
        book.add_postings([("w port", 2, 0.5)])
        book.add_counts({"w port": 3})
        book.put_profile(kept, b"\x00\xff")
        book.write_story(kept, Story(story=f"S{kept}", articles=["a"]))
        book.mark_merged(gone, kept)
    with store.review_book(write=True) as book:
        key = book.key_of("a")
        book.decide(key, "Ada", [NewRevision("edit", "V1", "status", "denied"), NewRevision("undo", undoes=1)], seen=0)
        book.assign(key, "Bo", by="Ada")
    with store.people_book(write=True) as book:
        book.add("Ada", "argon2", "admin")
        book.add_token("Ada", "script", "0" * 64)
    return store


def dump(store) -> str:
    stream = io.StringIO()
    write_dump(store.engine, stream)
    return stream.getvalue()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_what_goes_out_comes_back_to_the_byte(full, target, tmp_path, request):
    name = str(tmp_path / "new.db") if target == "sqlite" else request.getfixturevalue("postgresql")
    (tmp_path / "dump.jsonl").write_text(dump(full), encoding="utf-8", newline="\n")

    with open_store(name) as new:
        counts = read_dump(new.engine, str(tmp_path / "dump.jsonl"))
        assert (counts["articles"], counts["reports"], counts["decisions"]) == (4, 3, 2)
        assert dump(new) == dump(full)
        assert list(find_problems(new.engine)) == []
        assert [hit.article.id for hit in new.search("dockers")] == [hit.article.id for hit in full.search("dockers")]
        save(new, make_article("later"))
        assert len(list(new.items())) == 4


def test_each_line_is_a_row_with_its_table_and_the_first_tells_the_version(full):
    first, *rows = [json.loads(line) for line in dump(full).split("\n") if line]

    assert (first["format"], first["tables"]) == ("dateline-store/1", "0003")
    assert {row["table"] for row in rows} >= {"articles", "reports", "failures", "duplicates", "stories", "decisions"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda text: "", "is no export of a store", id="an empty file"),
        pytest.param(lambda text: "my notes\n", "is no export of a store", id="no JSON"),
        pytest.param(
            lambda text: text.replace('"0003"', '"0002"', 1), "tables of another version", id="another version"
        ),
        pytest.param(lambda text: text + '{"table":"recipes"}\n', "is no row of a store", id="an unknown table"),
        pytest.param(lambda text: text + '{"table":"runs","key":9}\n', "is no row of the table runs", id="half a row"),
        pytest.param(lambda text: text[:-40], "is no export of a store", id="a file that was cut"),
        pytest.param(lambda text: text + "[1]\n", "is no row of a store", id="no object"),
    ],
)
def test_what_is_no_export_is_refused_and_nothing_is_stored(full, change, message, tmp_path):
    path = tmp_path / "dump.jsonl"
    path.write_text(change(dump(full)), encoding="utf-8", newline="\n")

    with open_store(tmp_path / "new.db") as new:
        with pytest.raises(StoreError, match=message):
            read_dump(new.engine, str(path))
        assert list(new.items()) == []


def test_a_store_that_holds_something_takes_no_import(full, tmp_path):
    (tmp_path / "dump.jsonl").write_text(dump(full), encoding="utf-8")

    with pytest.raises(StoreError, match=r"holds .* already; import into a new one"):
        read_dump(full.engine, str(tmp_path / "dump.jsonl"))
