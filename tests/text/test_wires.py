"""Wire credits."""

import time

import pytest

from dateline.report import Article
from dateline.text.wires import find_credit, find_wire, strip_credits

BODY = "A ferry sank on Lake Kivu, officials said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"GOMA, Congo (AP) - {BODY}", "AP", id="dateline"),
        pytest.param(f"GOMA (Reuters) – {BODY}", "Reuters", id="dateline with a dash"),
        pytest.param(f"GOMA, March 3 /TASS/. {BODY}", "TASS", id="between strokes"),
        pytest.param(f"AFP - {BODY}", "AFP", id="the name leads"),
        pytest.param(f"Reuters\n\n{BODY}", "Reuters", id="a line of its own"),
        pytest.param(f"By Ana Ruiz, Associated Press\n\n{BODY}", "AP", id="byline"),
        pytest.param(f"{BODY}\n\n© 2026 Agence France-Presse", "AFP", id="copyright"),
        pytest.param(f"{BODY} (With inputs from PTI)", "PTI", id="at the end"),
        pytest.param(f"{BODY} — AFP", "AFP", id="after the last dash"),
        pytest.param(f"{BODY}\n\n(Reporting by Ana Ruiz in Goma; Editing by Bo Lind)", "Reuters", id="sign-off"),
        pytest.param("A ferry sank, a witness told AP.", None, id="a sentence that names an agency"),
        pytest.param("The AP said on Monday that a ferry sank.", None, id="an agency as the subject"),
        pytest.param("The minister (PA) said so and left.", None, id="letters in brackets within a sentence"),
        pytest.param(f"By Tuesday the AP had counted six.\n\n{BODY}", None, id="a sentence that opens with By"),
        pytest.param(f"GOMA (Own report) - {BODY}", None, id="another credit"),
        pytest.param("", None, id="no text"),
    ],
)
def test_a_credit_tells_the_agency_and_a_sentence_does_not(text, expected):
    assert find_credit(text) == expected


def test_a_publisher_that_is_an_agency_is_its_own_credit():
    assert find_wire(Article(id="a", text=BODY, publisher="Reuters")) == "Reuters"
    assert find_wire(Article(id="a", text=BODY, publisher="The Daily Reuters")) is None


@pytest.mark.parametrize(
    "text",
    [
        f"GOMA (AP) - {BODY}",
        f"By Ana Ruiz, Associated Press\n\n{BODY}",
        f"By Ana Ruiz\n{BODY}",
        f"{BODY}\n\n© 2026 AFP",
    ],
)
def test_copies_are_the_same_without_their_credits(text):
    assert strip_credits(text).strip() == BODY


@pytest.mark.parametrize(
    "text", ["(" * 10**6, "- " * 500_000, "a" * 10**6, "(reporting by " * 80_000, "\n" * 10**6, "/AP" * 300_000]
)
def test_any_text_is_read_in_a_moment(text):
    start = time.process_time()
    find_credit(text)
    strip_credits(text)

    assert time.process_time() - start < 2
