import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.export.visible import in_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain “text” – مرحبا 😀 é", "plain “text” – مرحبا 😀 é", id="what can be seen stays"),
        pytest.param("a\x1b[31mb", "a␛[31mb", id="an escape sequence"),
        pytest.param("a\x00b\x07", "a␀b␇", id="control characters"),
        pytest.param("a\x9b2J", "a⟨009B⟩2J", id="an escape in one byte"),
        pytest.param("a\u202eb\u2066", "a⟨202E⟩b⟨2066⟩", id="reading direction turned"),
        pytest.param("a\u2028b\ufeff", "a⟨2028⟩b⟨FEFF⟩", id="a separator and a mark"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("👩\u200d👧", "👩\u200d👧", id="a joiner inside an emoji"),
        pytest.param("\U000e0041", "⟨E0041⟩", id="a hidden tag"),
    ],
)
def test_what_shows_nothing_is_shown(text, shown):
    assert visible(text) == shown


@given(st.text())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_no_control_character_is_left(text):
    assert not [char for char in visible(text) if unicodedata.category(char) == "Cc" and char not in "\n\t"]


@given(st.text(), st.integers(10, 40))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_a_line_is_one_line_and_keeps_its_limit(text, limit):
    line = in_line(text, limit)

    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


def test_a_cut_line_keeps_its_start_and_its_end():
    assert in_line("The governor of the northern province said so.", 30) == "The governor of th … said so."
