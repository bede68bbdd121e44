"""Files of places that a user adds."""

from __future__ import annotations

import sqlite3
import tracemalloc
import zipfile

import pytest

from dateline.errors import GazetteerError
from dateline.resources import gazetteer_add
from dateline.resources.gazetteer import Gazetteer, load_gazetteer
from dateline.resources.gazetteer_add import add_file
from dateline.resources.gazetteer_user import FILE_NAME, UserIndex, open_user_index, user_folder

OWN = "name,latitude,longitude,country,also,admin1,population\n"


def dump_row(identifier, name, **more):
    """A row of a GeoNames dump."""
    cells = {
        "id": identifier, "name": name, "ascii": name, "also": "", "latitude": 36.1, "longitude": 41.2, "class": "P",
        "feature": "PPL", "country": "IQ", "cc2": "", "admin1": "15", "admin2": "", "admin3": "", "admin4": "",
        "population": 0, "elevation": "", "dem": "", "timezone": "", "day": "",
    }  # fmt: skip
    return "\t".join(str(cell) for cell in {**cells, **more}.values()) + "\n"


@pytest.fixture
def add(tmp_path):
    """Write a file and add it; gives what came of it and the complaints."""

    def write_and_add(content, name="places.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        complaints = []
        added = add_file(path, tmp_path / "index", lambda line, why: complaints.append((line, why)))
        return added, complaints

    return write_and_add


@pytest.fixture
def load(tmp_path):
    return lambda: Gazetteer(user=UserIndex(tmp_path / "index"))


def test_a_researchers_own_place_is_found_by_all_its_names_and_lies_in_its_division(add, load):
    added, complaints = add(OWN + "Kharbat Nuwayf,36.1,41.2,Iraq,Nuwayf Ruins|Khirbet Nwef,Nineveh,1200\n", "own.csv")
    gazetteer = load()

    places = [gazetteer.find(name)[0] for name in ("kharbat nuwayf", "Nuwayf ruins", "Khirbet-Nwef")]

    assert (added.kind, added.n_rows, complaints) == ("own", 1, [])
    assert {(place.name, place.country, place.latitude, place.longitude) for place in places} == {
        ("Kharbat Nuwayf", "IRQ", 36.1, 41.2)
    }
    assert gazetteer.is_within(places[0], gazetteer.find("Nineveh Province")[0])


def test_an_own_place_comes_before_others_of_its_name_that_are_as_large(add, load):
    add(OWN + "Springfield,40.0,44.0,ARM,,,100000\n")

    assert next(place.country for place in load().find("Springfield") if place.is_town) == "ARM"


def test_a_dump_of_geonames_adds_villages_and_leaves_known_places_as_they_are(add, load):
    added, _ = add(
        dump_row(98182, "Baghdad", latitude=1, longitude=1, also="Zawra City")
        + dump_row(90000001, "Tell Qasmi", also="Tall al Qāsmī,تل", admin1="15")
        + dump_row(99072000, "Ninawa Test", feature="ADM1", **{"class": "A"}, admin1="15")
    )
    gazetteer = load()

    baghdad, village = gazetteer.find("Zawra City")[0], gazetteer.find("Tall al-Qasmi")[0]

    assert (added.kind, added.n_rows) == ("places", 3)
    assert (baghdad.geonames, baghdad.latitude) == (98182, pytest.approx(33.34, abs=0.1))
    assert (village.name, village.geonames, village.admin1) == ("Tell Qasmi", 90000001, "Ninawa Test")
    assert [place.ref for place in gazetteer.find("Baghdad")].count(baghdad.ref) == 1


def test_codes_of_divisions_tie_a_dump_to_the_divisions_that_are_known(add, load):
    nineveh = load_gazetteer().find("Nineveh Province")[0]
    add(f"IQ.15\tNinawa\tNinawa\t{nineveh.geonames}\n", "admin1CodesASCII.txt")
    add(dump_row(90000002, "Tell Hamra", admin1="15"))

    village = load().find("Tell Hamra")[0]

    assert (village.admin1, village.admin1_ref) == (nineveh.name, nineveh.ref)


def test_alternate_names_lead_to_known_places_and_names_of_others_are_left_out(add, load):
    rows = [
        "1\t98182\ten\tRoundtown\t\t\t\t\t\t",
        "2\t98182\tpost\t10001\t\t\t\t\t\t",
        "3\t98182\tar\tبغداد\t\t\t\t\t\t",
        "4\t77777777\ten\tNosuchplacethere\t\t\t\t\t\t",
    ]
    added, _ = add("\n".join(rows), "alternateNamesV2.txt")
    gazetteer = load()

    assert (added.kind, added.n_rows) == ("names", 4)
    assert gazetteer.find("Roundtown")[0].geonames == 98182
    assert not gazetteer.has("Nosuchplacethere")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param("Foo,95,41,IRQ", "latitude 95", id="latitude over the pole"),
        pytest.param("Foo,35,200,IRQ", "longitude 200", id="longitude beyond the date line"),
        pytest.param("Foo,nan,41,IRQ", "latitude nan", id="not a number"),
        pytest.param('Foo,"35,1",41,IRQ', "not both numbers", id="decimal comma"),
        pytest.param("Foo,35,41,Zamunda", "Zamunda", id="no such country"),
        pytest.param(",35,41,IRQ", "no name", id="no name"),
        pytest.param("Foo,35,41,IRQ,a,b,many", "population", id="population in words"),
        pytest.param("Foo,35,41,IRQ,a,b,1,extra", "more cells", id="too many cells"),
        pytest.param("Foo", "country", id="too few cells"),
        pytest.param("F\udc80o,35,41,IRQ", "UTF-8", id="bytes that are no text"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_skipped(row, why, add):
    content = (OWN + "First,35,41,IRQ\n" + row + "\nLast,35,42,IRQ\n").encode("utf-8", "surrogateescape")

    added, complaints = add(content)

    assert (added.n_rows, added.n_skipped) == (2, 1)
    assert complaints[0][0] == 3
    assert why in complaints[0][1]


def test_wrong_rows_of_a_dump_are_told_with_their_lines(add):
    rows = [dump_row(1, "Aaa"), "1\t2\t3\n", dump_row("x", "Bbb"), dump_row(2, "Ccc", latitude="north"), b"\xff\xfe\n"]

    added, complaints = add(b"".join(row if isinstance(row, bytes) else row.encode() for row in rows))

    assert (added.n_rows, [line for line, _ in complaints]) == (1, [2, 3, 4, 5])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("name,where\nFoo,here\n", id="other columns"),
        pytest.param("Gunmen shot dead six farmers.\n", id="prose"),
        pytest.param(b"\x00\x01\x02\xff" * 100, id="binary"),
        pytest.param(OWN, id="only a header"),
        pytest.param(OWN + "Foo,95,1,IRQ\n", id="only wrong rows"),
    ],
)
def test_a_file_that_holds_no_places_is_refused_and_leaves_the_index_as_it_was(content, add, tmp_path):
    add(OWN + "Foo,35,41,IRQ\n", "good.csv")
    before = (tmp_path / "index" / FILE_NAME).read_bytes()

    with pytest.raises(GazetteerError):
        add(content, "bad.txt")

    assert (tmp_path / "index" / FILE_NAME).read_bytes() == before
    assert [path.name for path in (tmp_path / "index").iterdir()] == [FILE_NAME]


def test_an_import_that_stops_half_way_leaves_the_index_as_it_was(add, tmp_path, monkeypatch):
    add(OWN + "Foo,35,41,IRQ\n")
    before = (tmp_path / "index" / FILE_NAME).read_bytes()

    def stop(cells):
        if cells["name"] == "Third":
            raise KeyboardInterrupt
        return read_own(cells)

    read_own = gazetteer_add.READERS["own"]
    monkeypatch.setitem(gazetteer_add.READERS, "own", stop)
    with pytest.raises(KeyboardInterrupt):
        add(OWN + "Second,35,41,IRQ\nThird,35,41,IRQ\n")

    assert (tmp_path / "index" / FILE_NAME).read_bytes() == before
    assert [path.name for path in (tmp_path / "index").iterdir()] == [FILE_NAME]


def test_to_add_a_file_again_changes_nothing_that_is_found(add, load):
    content = OWN + "Kharbat Nuwayf,36.1,41.2,IRQ,Nuwayf Ruins,,\n"
    add(content)
    first = load().rank("Nuwayf Ruins")
    add(content)

    assert load().rank("Nuwayf Ruins") == first
    assert len(first) == 1


def test_a_zip_of_geonames_is_read_past_its_read_me(tmp_path):
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("IQ.txt", dump_row(90000003, "Tell Zayn"))

    assert add_file(tmp_path / "IQ.zip", tmp_path / "index").n_rows == 1


def test_memory_does_not_grow_with_the_file(add):
    def peak(n):
        content = "".join(dump_row(50_000_000 + i, f"Tell Numbered {i:x}", also="A,B,C") for i in range(n)).encode()
        tracemalloc.start()
        add(content)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size - len(content)

    small = peak(12_000)
    assert peak(36_000) < small + 10_000_000


def test_a_damaged_index_is_refused_with_what_to_do(add, tmp_path):
    add(OWN + "Foo,35,41,IRQ\n")
    (tmp_path / "index" / FILE_NAME).write_bytes(b"no database" * 100)

    with pytest.raises(GazetteerError, match="remove it and add your files again"):
        UserIndex(tmp_path / "index")
    with pytest.raises(GazetteerError):
        add(OWN + "Foo,35,41,IRQ\n")


def test_an_index_of_another_version_is_refused(add, tmp_path):
    add(OWN + "Foo,35,41,IRQ\n")
    with sqlite3.connect(tmp_path / "index" / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(GazetteerError, match="another version"):
        UserIndex(tmp_path / "index")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"DATELINE_GAZETTEER": "/a/b", "XDG_DATA_HOME": "/x"}, "/a/b", id="named"),
        pytest.param({"DATELINE_GAZETTEER": "", "XDG_DATA_HOME": "/x"}, None, id="empty means none"),
        pytest.param({"XDG_DATA_HOME": "/x"}, "/x/dateline/gazetteer", id="the user's data folder"),
        pytest.param({"XDG_DATA_HOME": "x", "HOME": "/h"}, "/h/.local/share/dateline/gazetteer", id="relative is ignored"),
        pytest.param({"HOME": "/h"}, "/h/.local/share/dateline/gazetteer", id="its default"),
    ],
)  # fmt: skip
def test_the_folder_is_the_one_that_is_named_or_the_users_own(variables, expected, monkeypatch, tmp_path):
    for name in ("DATELINE_GAZETTEER", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert (str(user_folder()) if user_folder() else None) == expected
    assert user_folder(tmp_path) == tmp_path


def test_a_folder_that_was_asked_for_must_hold_an_index(monkeypatch, tmp_path):
    monkeypatch.delenv("DATELINE_GAZETTEER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert open_user_index() is None
    with pytest.raises(GazetteerError, match="gazetteer add"):
        open_user_index(tmp_path)
