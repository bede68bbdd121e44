"""A store's events in the columns of other data sets."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from dateline.export import DATASETS, dataset_writer
from dateline.export.coded import Coded, Kept, LeftOut
from dateline.export.precision import acled_place, acled_time, ucdp_place, ucdp_time
from dateline.export.sheets import columns_of, safe_cell
from dateline.export.tidy import TABLES
from dateline.export.ucdp import deaths_of
from dateline.report import Casualties, Count, Place, Span
from tests.export.sample import ARTICLE, EVENTS, PLACES, REPORT, hostile

ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
UCDP = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
FILES = [name for name, row in DATASETS.items() if not row.folder]


def sample(*events, report=REPORT, **more):
    return [Kept(ARTICLE, report, events or tuple(EVENTS), **more)]


def write(name, kept):
    """The text that a data set writes, and what it leaves out."""
    stream, left_out = io.StringIO(newline=""), LeftOut()
    dataset_writer(name)(kept, stream, left_out)
    return stream.getvalue(), left_out


def rows(name, kept, **dialect):
    return list(csv.DictReader(io.StringIO(write(name, kept)[0], newline=""), **dialect))


def tsv(name, kept):
    return [line.split("\t") for line in write(name, kept)[0].splitlines()]


@pytest.mark.parametrize(
    ("name", "columns"), [pytest.param("acled", ACLED, id="ACLED"), pytest.param("ucdp", UCDP, id="UCDP")]
)
def test_the_header_is_the_codebooks(name, columns):
    header = next(csv.reader(io.StringIO(write(name, sample())[0])))

    assert header == columns


@pytest.mark.parametrize(
    ("name", "number", "first", "last"),
    [
        pytest.param("polecat", 40, "Event ID", "Version", id="POLECAT"),
        pytest.param("icews", 20, "Event ID", "Longitude", id="ICEWS"),
        pytest.param("gdelt-events", 61, "GLOBALEVENTID", "SOURCEURL", id="GDELT events"),
        pytest.param("gdelt-mentions", 16, "GLOBALEVENTID", "Extras", id="GDELT mentions"),
    ],
)
def test_every_line_has_as_many_cells_as_the_codebook_has_columns(name, number, first, last):
    columns = columns_of(name)

    assert (len(columns), columns[0], columns[-1]) == (number, first, last)
    assert {len(line) for line in tsv(name, sample())} == {number}


def test_gdelts_tables_have_no_header_and_number_their_events_alike():
    events, mentions = tsv("gdelt-events", sample()), tsv("gdelt-mentions", sample())

    assert events[0][0] == "1"
    assert {line[0] for line in mentions} == {line[0] for line in events}


def test_acled_has_one_row_for_what_happened_at_a_place_and_a_day():
    text, left_out = write("acled", sample())
    (row,) = csv.DictReader(io.StringIO(text))

    assert row["event_id_cnty"] == "BEN1"
    assert (row["event_date"], row["time_precision"]) == ("2026-05-13", "1")
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "Battles")
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Benin)", "Political militia")
    assert (row["actor2"], row["inter2"]) == ("Police Forces of Benin", "State forces")
    assert row["interaction"] == "State forces-Political militia"
    assert (row["geo_precision"], row["iso"], row["fatalities"]) == ("2", "204", "6")
    assert row["notes"].startswith("On 13 May 2026, near Kandi (Alibori) (coded to Kandi), ASSAULT-firearms: ")
    assert row["timestamp"] == row["source_scale"] == ""
    assert left_out.lines() == [
        "2 left out: it has not happened (planned, feared or denied)",
        "1 left out: the text gives no time for it",
    ]


def test_violence_whose_doer_is_not_told_was_done_by_an_unidentified_group():
    text, _ = write("acled", sample(EVENTS[0].model_copy(update={"actors": []})))
    (row,) = csv.DictReader(io.StringIO(text))

    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Benin)", "Political militia")
    assert (row["actor2"], row["inter2"]) == ("Police Forces of Benin", "State forces")


def test_acled_leaves_out_what_is_known_only_by_its_country():
    country = PLACES[0].model_copy(update={"feature": "PCLI"})
    report = REPORT.model_copy(update={"places": [country, *PLACES[1:]]})
    text, left_out = write("acled", sample(EVENTS[0], report=report))

    assert text.count("\r\n") == 1
    assert left_out.lines() == ["1 left out: only its country is known"]


def test_ucdp_counts_the_dead_of_each_side_and_never_adds_a_part_to_its_total():
    (row,) = rows("ucdp", sample())

    assert (row["type_of_violence"], row["side_b"]) == ("1", "Benin police")
    assert [row[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown")] == ["0", "6", "0", "0"]
    assert (row["low"], row["best"], row["high"]) == ("6", "6", "6")
    assert (row["priogrid_gid"], row["country_id"], row["region"]) == ("145806", "434", "Africa")
    assert row["geom_wkt"] == "POINT (2.938 11.134)"
    assert (row["conflict_new_id"], row["dyad_name"]) == ("", "")


def test_a_part_of_a_toll_takes_from_it():
    figures = [
        Casualties(start=0, end=1, text="six", kind="killed", low=6, high=6, side="unknown"),
        Casualties(start=0, end=1, text="two children", kind="killed", low=2, high=2, side="civilians"),
    ]
    event = EVENTS[0].model_copy(update={"deaths": Count(low=6, high=6), "casualties": figures})
    deaths = deaths_of(Coded(1, event, REPORT, ARTICLE.text, [REPORT.article]))

    assert (deaths.civilians, deaths.unknown, deaths.best) == (2, 4, 6)


def test_polecat_writes_none_where_the_text_says_nothing():
    header, *lines = tsv("polecat", sample())
    captured = dict(zip(header, lines[1], strict=True))

    assert len(lines) == 2
    assert captured["Event Date"] == captured["Placename"] == captured["Actor Name"] == "None"
    assert (captured["Event Type"], captured["Event Mode"], captured["Quad Code"]) == ("COERCE", "arrest", "4")


def test_icews_names_the_code_and_not_the_articles_words():
    header, *lines = tsv("icews", sample())
    row = dict(zip(header, lines[0], strict=True))

    assert (row["Event Text"], row["CAMEO Code"]) == ("Use conventional military force", "190")
    assert (row["Source Sectors"], row["Target Country"]) == ("Unidentified Forces", "Benin")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_article_stays_text(name):
    result = hostile()
    text, _ = write(name, [Kept(result.article, result.report, result.report.events)])

    assert "\x1b" not in text or name in ("jsonl", "jsonld", "ftm", "plover-json", "geojson")
    for line in text.splitlines() if name.endswith(("json", "jsonl", "ftm")) and name != "geojson" else ():
        json.loads(line)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("-2+3", "'-2+3", id="minus"),
        pytest.param("+49 30 1234", "'+49 30 1234", id="telephone"),
        pytest.param("-33.25", "-33.25", id="a number stays one"),
        pytest.param("one\ttwo\nthree", "one two three", id="breaks"),
        pytest.param("\t=1", "'=1", id="hidden behind a tab"),
        pytest.param(None, "", id="nothing"),
        pytest.param(False, "false", id="truth"),
    ],
)
def test_no_cell_is_a_formula(value, cell):
    assert safe_cell(value) == cell


@pytest.mark.parametrize(
    ("first", "last", "acled", "ucdp"),
    [
        pytest.param(date(2025, 3, 14), date(2025, 3, 14), (date(2025, 3, 14), 1), 1, id="a day"),
        pytest.param(date(2025, 3, 10), date(2025, 3, 13), (date(2025, 3, 10), 2), 2, id="some days"),
        pytest.param(date(2025, 3, 10), date(2025, 3, 16), (date(2025, 3, 10), 2), 3, id="a week"),
        pytest.param(date(2025, 3, 1), date(2025, 3, 31), (date(2025, 3, 15), 3), 4, id="a month"),
        pytest.param(date(2025, 3, 16), date(2025, 3, 31), (date(2025, 3, 16), 3), 4, id="its second half"),
        pytest.param(date(2025, 1, 1), date(2025, 12, 31), None, 5, id="a year"),
    ],
)
def test_a_window_has_its_place_on_both_scales_of_time(first, last, acled, ucdp):
    assert acled_time(first, last) == acled
    assert ucdp_time(first, last) == ucdp


@pytest.mark.parametrize(
    ("feature", "relation", "acled", "ucdp"),
    [
        pytest.param("PPL", "in", 1, 1, id="a town"),
        pytest.param("PPL", "near", 2, 2, id="near a town"),
        pytest.param("ADM2", "in", 2, 3, id="a district"),
        pytest.param("ADM1", "in", 3, 4, id="a province"),
        pytest.param("PPL", "between", 3, 5, id="between towns"),
        pytest.param("PCLI", "in", None, 6, id="a country"),
        pytest.param("PPL", "off", 3, 7, id="at sea"),
    ],
)
def test_a_place_has_its_place_on_both_scales(feature, relation, acled, ucdp):
    place = Place(id="P1", name="Kandi", feature=feature, mentions=[Span(start=0, end=5, text="Kandi")])

    assert acled_place(place, relation) == acled
    assert ucdp_place(place, relation) == ucdp


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The tidy tables as CSV and as Parquet."""
    found = tmp_path_factory.mktemp("tables")
    for name in ("csv", "parquet"):
        assert dataset_writer(name)(sample(), found / name, LeftOut()) == len(EVENTS)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_parquet_opens_in_three_libraries_and_holds_what_the_csv_holds(folder, table):
    import duckdb
    import pandas
    import polars

    path = folder / "parquet" / f"{table}.parquet"
    written = list(csv.reader((folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="")))
    frame = polars.read_parquet(path)

    assert written[0] == frame.columns == list(pandas.read_parquet(path).columns) == list(TABLES[table])
    assert len(written) - 1 == frame.height == len(pandas.read_parquet(path))
    with duckdb.connect() as connection:
        assert connection.from_parquet(str(path)).shape == frame.shape


def test_the_tidy_tables_hold_every_status_and_join_by_their_ids(folder):
    import polars

    events = polars.read_parquet(folder / "parquet" / "events.parquet")
    participants = polars.read_parquet(folder / "parquet" / "participants.parquet")

    assert set(events["status"]) == {"happened", "hypothetical", "planned"}
    assert participants.join(events, on=["article", "event"]).height == participants.height == 7


def test_reports_are_read_back_as_they_were_written():
    from dateline.report import Report

    text, _ = write("jsonl", sample())

    assert Report.model_validate_json(text) == REPORT


def test_json_ld_reads_as_a_graph_of_events_places_and_claims():
    import rdflib

    graph = rdflib.Graph().parse(data=write("jsonld", sample())[0], format="json-ld")
    sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    schema = rdflib.Namespace("https://schema.org/")
    event = rdflib.URIRef("urn:dateline:article:kandi.txt:V1")

    assert len(set(graph.subjects(rdflib.RDF.type, sem.Event))) == len(EVENTS)
    assert (event, sem.hasPlace, rdflib.URIRef("urn:dateline:article:kandi.txt:P1")) in graph
    assert graph.value(event, schema.startDate) == rdflib.Literal(date(2026, 5, 13))
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Claim))) == len(REPORT.attributions)


FTM_REQUIRED = {
    "Article": {"fileName"},
    "Event": {"name"},
    "Person": {"name"},
    "Organization": {"name"},
    "PublicBody": {"name"},
    "LegalEntity": {"name"},
    "Mention": {"document", "name"},
    "Address": {"full"},
    "UnknownLink": {"subject", "object"},
    "Note": {"description"},
}


def ftm_records():
    return [json.loads(line) for line in write("ftm", sample())[0].splitlines()]


def test_followthemoney_entities_have_what_their_schema_needs_and_point_at_one_another():
    records = ftm_records()
    ids = {record["id"] for record in records}

    assert len(ids) == len(records)
    for record in records:
        assert FTM_REQUIRED[record["schema"]] <= record["properties"].keys()
        for name in ("proof", "involved", "subject", "object", "document", "resolved", "entity"):
            assert set(record["properties"].get(name, [])) <= ids


def test_followthemoney_itself_takes_the_entities():
    model = pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, which is built from source").model

    for record in ftm_records():
        schema = model.get(record["schema"])
        assert record["properties"].keys() <= schema.properties.keys()
        schema.validate({"properties": record["properties"]})


def test_geojson_has_a_point_or_null_for_every_event():
    content = json.loads(write("geojson", sample())[0])

    assert [feature["geometry"] and feature["geometry"]["type"] for feature in content["features"]] == [
        "Point", None, "Point", None,
    ]  # fmt: skip
    assert content["features"][0]["geometry"]["coordinates"] == [2.938, 11.134]
