import io

import pytest

from dateline.errors import InputError
from dateline.read import Given, Origin
from dateline.read.html import read_html

BODY = "".join(
    f"<p>Paragraph {n} tells what the police of the old harbour town said about the closed bridge &amp; the <b>ferry</b> that day.</p>"
    for n in range(1, 5)
)


def page(head: str = "", before: str = "", body: str = BODY, lang: str = "en") -> str:
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset=utf-8><title>Bridge closed - The Harbour Paper</title>{head}</head>"
        f"<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Bridge closed</h1>{before}{body}</article>"
        "<footer>© 2024 The Harbour Paper, all rights reserved</footer></body></html>"
    )


def read(content: str | bytes, given: Given | None = None):
    data = content.encode() if isinstance(content, str) else content
    [article] = read_html(io.BytesIO(data), Origin("a.html", "a.html"), given or Given())
    return article


def test_body_and_headline_are_taken_and_the_frame_is_left():
    article = read(page())

    assert article.id == "a.html"
    assert article.title == "Bridge closed"
    assert article.language == "en"
    assert article.text.split("\n\n")[0].startswith("Paragraph 1 tells what the police")
    assert len(article.text.split("\n\n")) == 4
    assert "& the ferry that day" in article.text
    assert "rights reserved" not in article.text
    assert "<" not in article.text


@pytest.mark.parametrize(
    ("head", "before", "published"),
    [
        pytest.param(
            "<meta property='article:published_time' content='2031-03-14T23:30:00+03:00'>", "", "2031-03-14", id="meta"
        ),
        pytest.param("<meta name='date' content='2024-05-06'>", "", "2024-05-06", id="meta date"),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-02-01T10:00:00Z"}</script>',
            "",
            "2023-02-01",
            id="linked data",
        ),
        pytest.param("", "<time datetime='2022-03-14T08:00:00Z'>Monday</time>", "2022-03-14", id="a time element"),
        pytest.param(
            "<link rel=canonical href='https://paper.example/2021/05/06/bridge'>",
            "",
            "2021-05-06",
            id="the page's own address",
        ),
    ],
)
def test_the_date_is_the_one_that_the_page_gives(head, before, published):
    assert read(page(head, before)).published == published


@pytest.mark.parametrize(
    ("head", "before"),
    [
        pytest.param("", "", id="nothing but a copyright year"),
        pytest.param("", "<time>2 hours ago</time>", id="a time by the clock"),
        pytest.param("", "<time>14 March</time>", id="a day without a year"),
        pytest.param("", "<span class=date>yesterday</span>", id="yesterday"),
        pytest.param(
            "",
            "<p>On 2019-03-14 the old bridge was opened by the mayor of the town and his wife.</p>",
            id="a date in the text",
        ),
        pytest.param("<meta property='article:modified_time' content='2025-01-02'>", "", id="only a change"),
    ],
)
def test_a_page_that_does_not_say_its_date_has_none(head, before):
    assert read(page(head, before)).published is None


def test_the_callers_date_goes_before_the_pages():
    head = "<meta name='date' content='2024-05-06'>"

    assert read(page(head), Given(published="2025-03-14")).published == "2025-03-14"


def test_scripts_and_styles_never_reach_the_text():
    hostile = (
        BODY
        + "<script>alert('x')</script><style>p{}</style><p onclick=alert(1)>Last &lt;script&gt;alert(2)&lt;/script&gt; words of the report on the bridge.</p>"
    )

    text = read(page(body=hostile)).text

    assert "alert('x')" not in text
    assert "p{}" not in text
    assert "Last <script>alert(2)</script> words" in text


def test_a_page_in_the_encoding_that_it_names_is_read():
    content = page(before="<p>The café by the bridge stayed open, its owner told the paper on the phone.</p>")
    data = content.replace("charset=utf-8", "charset=iso-8859-1").encode("cp1252")

    assert "café" in read(data).text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param("<html></html>", id="an empty page"),
        pytest.param("https://paper.example/2021/05/06/bridge", id="an address, which is not fetched"),
    ],
)
def test_a_page_without_an_article_says_so(content, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *args: pytest.fail("went to the network"))

    with pytest.raises(InputError, match="no article is to be found"):
        read(content)


def test_a_page_nested_without_end_does_no_harm():
    with pytest.raises(InputError):
        read("<html><body>" + "<div>" * 100_000)
