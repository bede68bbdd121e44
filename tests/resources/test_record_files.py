import pytest

from dateline.errors import TableError
from dateline.report import Article, ArticleHead, Codes, Count, Event, Place, Report, Span, Time
from dateline.resources.record_files import is_database, known_from, load_own_rows, read_own_rows

CSV = """person,country,office,start,died,shoe size
Ana Kilo,KEN,mayor,2001,2015-05-01,38
Bo Lima,Kenya,mayor,2001,,
,,,,,
Cy Mike,KEN,judge,2001-19,,
"""


def test_a_bad_row_is_told_with_file_and_line_and_the_rest_is_read(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(CSV)

    own = read_own_rows(path)

    assert [row.name for row in own.rows] == ["Ana Kilo"]
    assert [problem.split(": ")[0] for problem in own.problems] == [f"{path}:{line}" for line in (1, 3, 5)]
    assert "shoe size" in own.problems[0]
    assert "alpha-3" in own.problems[1]
    assert "2001-19" in own.problems[2]


def test_json_lines_give_the_same_fields(tmp_path):
    path = tmp_path / "facts.jsonl"
    path.write_text(
        '{"person": "Ana Kilo", "aliases": ["A. Kilo"], "died": "2015"}\n\n[1]\n{"event": "Kilo fire", "start": 2001, '
        '"deaths": [7, 9]}\n{"event": {}}\n{oops\n'
    )

    own = read_own_rows(path)

    assert [row.name for row in own.rows] == ["Ana Kilo", "Kilo fire"]
    assert [problem.split(": ")[0] for problem in own.problems] == [f"{path}:{line}" for line in (3, 5, 6)]


def test_the_rows_source_is_file_and_line_where_it_names_none(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("event,start,source\nKilo fire,2001,\nLima fire,2002,our archive\n")

    assert [row.source for row in read_own_rows(path).rows] == ["facts.csv, line 2", "our archive"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("facts.txt", "x", "is no record by its name", id="an ending that is none"),
        pytest.param("facts.csv", "name,age\nAna,3\n", "no column `person`", id="columns of something else"),
        pytest.param("facts.csv", "", "but nothing", id="an empty file"),
    ],
)
def test_a_file_that_is_no_record_is_refused(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_text(content)

    with pytest.raises(TableError, match=expected):
        read_own_rows(path)


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(TableError, match=r"nowhere\.csv"):
        is_database(tmp_path / "nowhere.csv")


def test_skipped_rows_are_logged(tmp_path, caplog):
    path = tmp_path / "facts.csv"
    path.write_text(CSV)

    assert len(load_own_rows(path)) == 1
    assert f"{path}:3: country 'Kenya'" in caplog.text


def coded(name, deaths, *, feature="PPL", day="2020-03-01"):
    head = ArticleHead(id=name, published="2020-03-02")
    place = Place(id="P1", name="Mwanza", feature=feature, country="TZA", mentions=[])
    time = Time(id="T1", start=0, end=6, text="Sunday", type="DATE", value=day, earliest=day, latest=day)
    event = Event(
        id="V1",
        type="ASSAULT",
        trigger=Span(start=0, end=4, text="shot"),
        place="P1",
        time="T1",
        deaths=Count(low=deaths, high=deaths),
        status="happened",
        codes=Codes(),
        confidence=1,
    )
    return Article(**head.model_dump(), text="x"), Report(article=head, places=[place], times=[time], events=[event])


def test_reports_of_one_event_make_one_row_with_the_range_of_their_tolls():
    [row] = known_from([coded("a1", 6), coded("a2", 9)], "news.db")

    assert (row.place, row.start.text, row.deaths, row.source) == (
        "Mwanza",
        "2020-03-01",
        (6, 9),
        "news.db, article a1",
    )


def test_an_event_known_to_a_country_alone_makes_no_row():
    assert known_from([coded("a1", 6, feature="PCLI")], "news.db") == []
