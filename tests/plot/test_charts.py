"""What all charts hold to: they say what they leave out, fetch nothing, and no text breaks out of them."""

import json
import re
import sys

import pytest
import vl_convert

import dateline
from dateline import plot
from dateline.errors import InputError, MissingExtraError
from dateline.plot.look import COLOURS, SHAPES
from dateline.plot.pages import rows_of
from dateline.report import Report
from tests.export.sample import ARTICLE, REPORT, hostile
from tests.export.test_html import Page

CHARTS = {"timeline": plot.timeline, "map": plot.map, "network": plot.network}
DRAWN = {"timeline": 2, "map": 2, "network": 2}
"""How many of the sample's four events each can draw."""


@pytest.fixture(params=CHARTS)
def draw(request):
    return CHARTS[request.param]


def told(chart):
    spec = chart.to_dict()
    return " ".join([spec["title"]["text"], *spec["title"]["subtitle"]])


@pytest.mark.parametrize("name", CHARTS)
def test_every_event_is_drawn_or_counted(name):
    chart = CHARTS[name](REPORT)

    assert sum(row.get("count", 1) for row in rows_of(chart.to_dict())) == DRAWN[name]
    assert f"{4 - DRAWN[name]} of 4 events not drawn" in told(chart)


def test_what_a_chart_says_stands_in_its_description(draw):
    spec = draw(REPORT).to_dict()

    assert spec["description"].startswith(spec["title"]["text"])
    assert "not drawn" in spec["description"]
    assert set(spec["usermeta"]["columns"]) <= set(rows_of(spec)[0])


def test_nothing_to_draw_is_said_and_drawn_as_nothing(draw):
    empty = Report(article=ARTICLE.head())

    for source in (empty, [], [empty]):
        chart = draw(source)
        assert rows_of(chart.to_dict()) == []
        assert "0 " in told(chart)
        assert vl_convert.vegalite_to_svg(chart.to_dict()).startswith("<svg")


def test_a_report_many_reports_and_a_store_are_drawn_alike(draw, tmp_path):
    with dateline.open_store(tmp_path / "s.db") as store:
        store.save(ARTICLE, REPORT, "test")

        assert draw(store).to_dict() == draw([REPORT]).to_dict() == draw(REPORT).to_dict()


def test_a_filter_says_which_events_are_drawn(draw):
    chart = draw(REPORT, where=dateline.Selection(statuses=frozenset({"denied"})))

    assert rows_of(chart.to_dict()) == []


def test_stories_are_refused_where_there_is_no_store(draw):
    with pytest.raises(InputError, match=r"open one with dateline\.open_store"):
        draw(REPORT, level="story")


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png"])
def test_a_chart_is_written_by_the_ending_of_its_name(draw, suffix, tmp_path):
    plot.save(draw(REPORT), tmp_path / f"chart{suffix}")

    content = (tmp_path / f"chart{suffix}").read_bytes()
    assert content.startswith({".html": b"<!doctype html>", ".svg": b"<svg", ".png": b"\x89PNG"}[suffix])
    assert len(content) > 5000


def test_another_ending_is_refused_with_those_that_can_be(draw, tmp_path):
    with pytest.raises(InputError, match=r"ends in .html, .svg or .png"):
        plot.save(draw(REPORT), tmp_path / "chart.pdf")


def test_the_page_runs_its_own_script_alone_and_has_the_values_as_a_table(draw, tmp_path):
    plot.save(draw(REPORT), tmp_path / "chart.html")
    content = (tmp_path / "chart.html").read_text(encoding="utf-8")
    markup = re.sub(r"<script>.*?</script>", "<script></script>", content, flags=re.DOTALL)
    page = Page(markup)

    [policy] = [attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert re.search(r"script-src 'sha256-[\w+/=]{44}';", policy)
    assert "unsafe-eval" not in policy
    assert page.all("src") == page.all("href") == []
    assert sum(tag == "tr" for tag, _ in page.elements) == 1 + len(rows_of(draw(REPORT).to_dict()))


def test_a_hostile_text_breaks_out_of_no_page_whoever_writes_it(draw, tmp_path):
    result = hostile()
    report = result.report.model_copy(deep=True)
    report.events[0].recipients = report.events[0].actors
    chart = draw(report)
    plot.save(chart, tmp_path / "chart.html")

    ours = (tmp_path / "chart.html").read_text(encoding="utf-8")
    assert ours.count("</script>") == 1
    assert "<script>alert" not in ours
    assert "<img src=x" not in ours
    for content in (json.dumps(chart.to_dict(), ensure_ascii=False), vl_convert.vegalite_to_svg(chart.to_dict())):
        assert not re.search(r"</?(script|img|pre|b>)|[\x00\x1b\u202d\u202e]", content)


def test_status_is_told_by_shape_and_kind_by_colour(draw):
    spec = json.dumps(draw(REPORT).to_dict())

    assert COLOURS["material conflict"] in spec
    assert len(set(SHAPES.values())) == len(SHAPES) - 1  # what is told in a story looks like what happened


def test_the_colours_can_be_told_apart_in_grey_and_read_on_white():
    def light(colour):
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    conflict = [light(COLOURS[f"{kind} conflict"]) for kind in ("material", "verbal")]
    cooperation = [light(COLOURS[f"{kind} cooperation"]) for kind in ("material", "verbal")]

    for dark, bright in (conflict, cooperation):
        assert (bright + 0.05) / (dark + 0.05) > 2
    assert all(1.05 / (light(colour) + 0.05) > 2.7 for colour in COLOURS.values())


@pytest.mark.parametrize(
    ("library", "package", "act"),
    [
        pytest.param("altair", "altair", lambda path: plot.map(REPORT), id="to draw"),
        pytest.param("vl_convert", "vl-convert-python", lambda path: plot.save(plot.map(REPORT), path), id="to write"),
    ],
)
def test_without_the_library_the_error_names_the_extra(library, package, act, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtraError, match=rf'{package} is not installed; run: pip install "dateline\[plot\]"'):
        act(tmp_path / "chart.png")
