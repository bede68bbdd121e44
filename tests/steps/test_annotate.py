import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.steps.annotate import PIECE_CHARS, RUN_CHARS, annotate, cut_pieces

SENTENCE = "Police in Lagos arrested two men near the port on Monday."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Boom", id="one word"),
        pytest.param("   \n\n\t ", id="blanks"),
        pytest.param("قتل ثلاثة جنود. \u202eabc\u202c", id="right to left"),
        pytest.param("👩‍👩‍👧 é̂̂̂ — 😀", id="emoji and combining marks"),
        pytest.param("a\x00b \x1b[31m c\x85d\u2028e\r\nf", id="control characters"),
        pytest.param("[" * 5000, id="brackets"),
        pytest.param("word" * 5000, id="a word without end"),
        pytest.param("killed. " * 50 + "x" * (RUN_CHARS + 1) + " died.", id="a long run between sentences"),
    ],
)
def test_a_doc_is_its_text_character_for_character(nlp, text):
    doc = annotate(text, nlp)

    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_long_text_is_joined_again_with_its_sentences_and_names_kept(nlp):
    text = "\n\n".join([SENTENCE] * 6)
    whole = annotate(text, nlp)

    joined = annotate(text, nlp, piece_chars=len(SENTENCE) * 2 + 4)

    assert joined.text == text
    assert [(ent.start_char, ent.label_) for ent in joined.ents] == [(ent.start_char, ent.label_) for ent in whole.ents]
    assert len(joined.ents) >= 6
    assert len([sent for sent in joined.sents if sent.text.strip()]) == 6
    heads = [sent.root.text for sent in joined.sents if sent.text.strip()]
    assert heads == ["arrested"] * 6


@given(st.text(alphabet="ab \n", max_size=120), st.integers(1, 40))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_pieces_follow_one_another_and_none_is_too_long(text, limit):
    pieces = list(cut_pieces(text, limit))

    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(one[1] == two[0] for one, two in itertools.pairwise(pieces))
    assert all(end - start <= limit for start, end in pieces)


def test_pieces_end_at_paragraphs_where_there_are_any():
    assert list(cut_pieces("one two\n\nthree four\n\nfive", limit=22)) == [(0, 21), (21, 25)]


def test_an_ordinary_article_is_one_piece():
    assert len(list(cut_pieces("x " * (PIECE_CHARS // 2)))) == 1


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        pytest.param("Fighters of IS attacked the town.", "IS", id="a name among words"),
        pytest.param("He IS WRONG ABOUT THIS.", "is", id="words in capitals"),
    ],
)
def test_an_acronym_is_not_read_as_a_common_word(nlp, text, norm):
    doc = annotate(text, nlp)

    assert [token.norm_ for token in doc if token.text == "IS"] == [norm]


@pytest.mark.parametrize(
    "dateline",
    [
        pytest.param("GAO, Mali — ", id="town and country"),
        pytest.param("SAN SALVADOR, Feb. 10 (Wire) -- ", id="date and agency"),
        pytest.param("GOMA, Democratic Republic of the Congo, Feb. 10 – ", id="a long country"),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(nlp, dateline):
    doc = annotate(f"{dateline}Gunmen attacked a convoy on Thursday.", nlp)

    assert [sentence.text.split()[0] for sentence in doc.sents][-1] == "Gunmen"


def test_what_follows_a_dateline_is_one_sentence(nlp):
    doc = annotate("TBILISI, Georgia — Armenia and Azerbaijan signed an agreement in Tbilisi on Thursday.", nlp)

    assert [sentence[0].text for sentence in doc.sents] == ["TBILISI", "Armenia"]


def test_a_dash_in_running_text_ends_no_sentence(nlp):
    text = "The UN agency’s envoy – a former judge – met the rebels in Goma."

    assert len(list(annotate(text, nlp).sents)) == 1
