import codecs

import pytest

from dateline.errors import EncodingError, UnreadableError
from dateline.read.decode import decode, refuse_binary

TEXT = "Café in İzmir — “shut”\r\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode("utf-8"), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16 little-endian"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="utf-32"),
    ],
)
def test_text_is_decoded_as_its_mark_says_and_kept_to_the_character(data):
    assert decode(data, "a.txt") == TEXT


def test_another_encoding_is_named_with_the_first_bad_byte_and_a_way_out():
    with pytest.raises(EncodingError, match=r"a\.txt: byte 0xE9 at offset 3 is not UTF-8; .*iconv"):
        decode("café".encode("latin-1"), "a.txt")


def test_the_offset_of_a_bad_byte_counts_from_the_start_of_the_file():
    with pytest.raises(EncodingError, match="offset 1,003"):
        decode("café".encode("latin-1"), "a.jsonl:7", offset=1000)


def test_utf_16_cut_in_half_is_an_encoding_error():
    with pytest.raises(EncodingError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a\0b", "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"a\0b", "NUL byte at offset 1", id="a NUL byte"),
        pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", "zip", id="docx"),
        pytest.param(b"\x1f\x8b\x08", "gunzip", id="gzip"),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_name(data, what):
    with pytest.raises(UnreadableError, match=what):
        refuse_binary(data, "a.bin")
