"""A report as a notebook shows it."""

import re

import pytest

import dateline
from dateline.export.notebook import TEXT_CHARS
from dateline.report import Article, Report
from tests.export.sample import FAILURE, REPORT, TEXT, hostile
from tests.export.test_html import Page


@pytest.fixture(scope="module")
def shown():
    return Page(REPORT.model_copy().remember(TEXT)._repr_html_())


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<sup>.*?</sup>|<[^>]+>", "", html))


def test_the_text_stands_word_for_word_with_the_records_that_it_belongs_to(shown):
    [text] = re.findall(r'<div class="nb-text".*?</div>', shown.content, re.DOTALL)

    assert plain(text).replace(" ", "") == re.sub(r"\s", "", TEXT)
    assert 'title="V1 ASSAULT' in text
    assert "attacked</span><sup>V1</sup>" in text
    assert "Thursday</span><sup>C2</sup>" in text


def test_every_event_and_contradiction_stands_below(shown):
    for record in (*REPORT.events, *REPORT.conflicts):
        assert f'<span class="nb-chip">{record.id}</span>' in shown.content
    assert "13 May 2026 is a Wednesday, not a Thursday." in shown.content
    assert 'class="nb-badge planned"' in shown.content


def test_the_piece_is_closed_has_no_script_and_fetches_nothing(shown):
    assert shown.open == []
    assert not re.search(r"<script|javascript:|https?:|url\(|@import|<link|<img|<iframe| on\w+=", shown.content)
    assert shown.all("id") == shown.all("href") == shown.all("style") == []


def test_its_colours_are_those_of_the_paper_it_stands_on(shown):
    [style] = re.findall(r"<style>(.*?)</style>", shown.content, re.DOTALL)

    assert not re.search(r"[; {]color: (?!inherit)", style)
    assert not re.search(r"background(-color)?: (?!none|rgb\(\d+ \d+ \d+ / )", style)


def test_a_hostile_text_stays_text():
    result = hostile()
    page = Page(dateline.to_html(result.report, result.article.text))

    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "article", "pre", "i"})
    assert not re.search(r"[\x00\x1b\u202d\u202e\u2028]", page.content)
    assert "&lt;script&gt;" in page.content
    assert "49" not in page.content


def test_without_the_text_the_tables_stand_alone():
    content = REPORT._repr_html_()

    assert "nb-text" not in re.sub(r"<style>.*?</style>", "", content, flags=re.DOTALL)
    assert "report.remember(text)" in content
    assert "What happened" in content


def test_a_text_that_the_report_was_not_made_from_is_not_shown():
    content = dateline.to_html(REPORT, TEXT.replace("Gunmen", "Men"))

    assert "not the one that this report was made from" in content
    assert "motorcycles</span>" not in content


def test_a_long_text_is_cut():
    text = "word " * TEXT_CHARS
    content = dateline.to_html(Report(article=Article(id="a", text=text).head()), text)

    assert f"… and {4 * TEXT_CHARS:,} more characters" in content
    assert len(content) < 2 * TEXT_CHARS


def test_an_article_that_was_not_coded_says_why():
    content = FAILURE.report._repr_html_()

    assert "Not coded (format)." in content
    assert "broken JSON at line 17" in content
