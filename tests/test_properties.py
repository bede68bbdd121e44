"""Reports hold together on any text, however hostile: these run over the whole pipeline."""

import json
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.pipeline import Coder
from dateline.report import Article, FailedReport, Report, all_spans

WORDS = re.findall(
    r"\S+",
    """
    Gunmen killed six farmers near Baquba on Friday , the army said . “ We will not stop , ” President Joseph Aoun told
    reporters in Beirut last week according to a senior official who asked not to be named because at least 14 people died
    13 May 2026 denied that two men were arrested in Anbar Province ( CNN ) State media reported : Iran's foreign minister
    met his Turkish counterpart and or an explosion U.S. troops NATO 7 p.m. from to will may protested against the government
    """,
)
"""Words that wake every step."""

ODD = ["\u202e", "مرحبا", "😀", "👩‍👩‍👧", "e\u0301\u0301", "\x00", "\x1b[31m", "\u2028", "\x85", "\r\n", "\n\n", "\t", "\ufeff", "”", "“", "'s", "((", "]]", "<b>", "&amp;", "%s", "{{", "’", "…", "—", "\u00ad", "\u200b", "１２", "Ⅻ", "ﬁve", "İ", "ß"]  # fmt: skip

PROFILE = settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD)), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD)), max_size=40).map("".join),
    st.text(max_size=120),
)
days = st.one_of(st.none(), st.sampled_from(["2025-03-14", "2024-02-29T23:59:00+14:00", "0001-01-01", "9999-12-31"]))


def assert_holds(coder: Coder, article: Article) -> Report:
    """Code an article and hold its report to what every report must be."""
    report = coder.try_code(article)
    assert not isinstance(report, FailedReport), report.error.message
    for span in all_spans(report):
        assert article.text[span.start : span.end] == span.text
        assert span.start < span.end, f"an empty span: {span!r}"
    again = Report.model_validate_json(report.model_dump_json())
    assert again == report
    return report


@given(text=texts, published=days)
@PROFILE
def test_any_text_gives_a_report_that_holds_together(coder, text, published):
    assert_holds(coder, Article(id="a", text=text, published=published))


@given(text=texts)
@settings(PROFILE, max_examples=10)
def test_the_same_text_gives_the_same_bytes(coder, text):
    article = Article(id="a", text=text, published="2025-03-14")

    assert coder.code(article).model_dump_json() == coder.code(article).model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\n \t", id="blanks"),
        pytest.param("Killed", id="one word"),
        pytest.param("k", id="one letter"),
        pytest.param(".", id="a full stop"),
        pytest.param("”", id="a closing quotation mark"),
        pytest.param("💣💥 6️⃣ 👩🏽‍🚒 killed 🇮🇶🇸🇾 on Friday 😀😀", id="emoji"),
        pytest.param(
            "Pr\u0338\u0353\u0349e\u0334\u0302sident\u0301\u0301\u0301 Z\u0351\u0346a\u0315lgo kil\u0336led si\u0336x on Fri\u0301day.",
            id="combining marks",
        ),
        pytest.param(
            "قال الرئيس يوم الجمعة إن ستة قتلوا. \u202eGunmen killed six in Basra\u202c on Friday.", id="right to left"
        ),
        pytest.param(
            "a\x00b\x01c\x7f\x80\x9f killed\x0bsix\x0c on\x1cFriday\x1b[2J.\u2028\u2029\x85", id="control characters"
        ),
        pytest.param(
            "Gunmen\u00a0killed\u2009six\u3000farmers\u00adnear\u200bBaquba on\u202fFriday.", id="blanks of other kinds"
        ),
        pytest.param(
            "On 31 February 2025, 99 March, 2025-13-45 and 00:99 six died. 10^400 died. 999999999999999999999999 people were killed.",
            id="dates and numbers that are none",
        ),
        pytest.param("He said " * 30 + "that six died.", id="a chain of saying"),
        pytest.param("“" * 200 + "We will fight" + "”" * 200 + " he said.", id="quotation marks in one another"),
        pytest.param("\n".join("- Gunmen killed six" for _ in range(50)), id="a list"),
        pytest.param("GUNMEN KILLED SIX FARMERS NEAR BAQUBA ON FRIDAY, THE ARMY SAID.", id="capitals"),
        pytest.param("gunmen killed six farmers near baquba on friday the army said", id="no capitals"),
    ],
)
def test_a_hostile_text_gives_a_report_that_holds_together(coder, text):
    assert_holds(coder, Article(id="a", text=text, published="2025-03-14"))


def mixed(n_words):
    """Words in no order, without a full stop, the same each time."""
    choose = random.Random(0)
    return " ".join(choose.choice([word for word in WORDS if word != "."]) for _ in range(n_words))


LONG = {
    "a million letters": "x" * 1_000_000,
    "a million brackets": "[" * 500_000 + "]" * 500_000,
    "brackets and blanks": "( " * 10_000,
    "blanks": " " * 200_000,
    "line ends": "\n" * 100_000,
    "digits": "1" * 200_000,
    "commas": "six, " * 4_000,
    "quotation marks": "“ " * 10_000,
    "hyphens": "al-" * 50_000,
    "a combining mark without end": "e" + "\u0301" * 100_000,
    "words without a full stop": mixed(6_000),
    "one name again and again": "Joseph Aoun " * 2_000,
    "times again and again": "on Friday " * 2_000,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in LONG.items()])
def test_a_long_text_without_a_full_stop_gives_a_report_that_holds_together(coder, text):
    assert_holds(coder, Article(id="a", text=text, published="2025-03-14"))


def test_a_report_is_json_whatever_stands_in_it(coder):
    report = assert_holds(
        coder, Article(id="\u2028\x00", text="\x00“\x1b” \u2028 said Aoun.", title="\x7f", publisher="\ud7ff")
    )

    assert json.loads(report.model_dump_json())["article"]["id"] == "\u2028\x00"
