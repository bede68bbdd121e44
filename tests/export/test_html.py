import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest

from dateline.export.html import write_html
from tests.export.sample import FAILURE, HOSTILE_TEXT, RESULT, TEXT, hostile


class Page(HTMLParser):
    """The elements of a page, its ids and links, and the text inside the article's section."""

    def __init__(self, content):
        super().__init__()
        self.content = content
        self.elements = []
        self.text = []
        self.open = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "link", "br"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(attrs.get("class") == "text" for _, attrs in self.open) and self.open[-1][0] in ("p", "a", "span"):
            self.text.append(data)

    def all(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


@pytest.fixture(scope="module")
def page():
    return Page(written(RESULT, FAILURE))


def written(*results):
    stream = io.StringIO()
    write_html(results, stream)
    return stream.getvalue()


def test_the_page_holds_the_text_word_for_word(page):
    assert re.sub(r"\s+", "", "".join(page.text)) == re.sub(r"\s+", "", TEXT)


def test_every_link_leads_to_a_place_on_the_page(page):
    ids = page.all("id")

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href")} <= set(ids)
    assert {record for records in page.all("data-r") for record in records.split()} <= set(ids)


def test_the_page_is_closed_and_needs_nothing_from_outside(page):
    assert page.open == []
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|<img|<iframe", page.content)
    assert all(link.startswith("#") for link in page.all("href"))
    assert page.all("src") == page.all("style") == page.all("onclick") == []


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_policy_lets_only_the_pages_own_style_and_script_run(page, tag):
    [content] = re.findall(f"<{tag}>(.*?)</{tag}>", page.content, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    [policy] = [attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy"]

    assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("kind", ["event", "entity", "place", "time", "source", "said", "conflict"])
def test_each_kind_is_marked_and_can_be_switched_off(page, kind):
    assert f"show-{kind}" in page.all("id")
    assert [classes for classes in page.all("class") if classes.startswith("seg ") and kind in classes.split()]


def test_marked_words_can_be_reached_by_keyboard_and_say_what_they_are(page):
    links = [attrs for tag, attrs in page.elements if tag == "a" and attrs.get("class", "").startswith("seg ")]

    assert "V1 ASSAULT" in " ".join(attrs["aria-description"] for attrs in links)


def test_claims_stand_side_by_side(page):
    assert page.content.count("<blockquote") == 8
    assert "13 May 2026 is a Wednesday, not a Thursday." in page.content


def test_an_article_that_was_not_coded_says_why(page):
    assert "broken JSON at line 17, column 3" in page.content


def test_a_hostile_text_stays_text():
    page = Page(written(hostile()))

    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not {"img", "pre", "b", "i"} & {tag for tag, _ in page.elements}
    assert "<script>alert(1)</script>" in "".join(page.text)
    assert "{{ 7*7 }}" in "".join(page.text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", page.content)
    assert len("".join(page.text)) >= len(HOSTILE_TEXT)
    assert page.open == []


def test_no_articles_are_a_page_too():
    assert "There were no articles" in Page(written()).content
