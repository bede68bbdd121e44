from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.export.marks import Mark, cut_segments, marks_of
from tests.export.sample import REPORT, TEXT


def mark(start, end, kind="entity", record="E1"):
    return Mark(start, end, kind, record, kind)


def test_overlapping_marks_cut_the_text_where_they_begin_and_end():
    [paragraph] = cut_segments("abcdef", [mark(0, 4, record="E1"), mark(2, 6, record="E2")])

    assert [(seg.text, [m.record for m in seg.marks]) for seg in paragraph] == [
        ("ab", ["E1"]),
        ("cd", ["E1", "E2"]),
        ("ef", ["E2"]),
    ]


def test_the_shortest_mark_comes_first():
    [paragraph] = cut_segments("abcdef", [mark(0, 6, record="A1"), mark(0, 2, record="E1")])

    assert [m.record for m in paragraph[0].marks] == ["E1", "A1"]


def test_a_mark_may_reach_over_a_paragraph():
    first, second = cut_segments("one\n \n\ntwo", [mark(0, 10)])

    assert [seg.text for seg in first + second] == ["one", "two"]
    assert all(seg.marks for seg in first + second)


def test_a_text_of_blank_lines_has_no_paragraph():
    assert list(cut_segments("\n\n\n", [])) == []


@given(
    st.text(alphabet="ab \n\r", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)
)
@settings(derandomize=True, max_examples=200, deadline=None)
def test_every_character_but_blank_lines_stands_in_one_segment(text, pairs):
    marks = [mark(min(pair), min(max(pair), len(text))) for pair in pairs if min(pair) < min(max(pair), len(text))]

    segments = [seg for paragraph in cut_segments(text, marks) for seg in paragraph]

    assert all(text[seg.start : seg.start + len(seg.text)] == seg.text for seg in segments)
    assert "".join(seg.text for seg in segments).replace("\n", "").replace("\r", "").replace(" ", "") == text.replace(
        "\n", ""
    ).replace("\r", "").replace(" ", "")
    for seg in segments:
        assert sorted(seg.marks) == sorted(m for m in marks if m.start <= seg.start < m.end)


def test_every_record_of_a_report_is_marked_in_the_text():
    records = {m.record for m in marks_of(REPORT)}

    groups = (REPORT.events, REPORT.entities, REPORT.places, REPORT.times, REPORT.attributions, REPORT.conflicts)
    assert records == {item.id for group in groups for item in group}
    assert all(0 <= m.start < m.end <= len(TEXT) for m in marks_of(REPORT))
