from __future__ import annotations

import time

import pytest

from dateline.report import Article, Report
from dateline.review import NewRevision, apply_revisions, check_revision
from dateline.web.portions import PORTION_CHARS, place_of, portion_at, report_within
from dateline.web.reading import Shown, shown_values
from dateline.web.telling import tell_value
from tests.export.sample import REPORT, TEXT, hostile


def shown(*wanted):
    made = []
    for new in wanted:
        reviewed = apply_revisions(REPORT, TEXT, made)
        made.append(check_revision(reviewed, TEXT, new, who="ada", decided="2026-05-16T09:30:00+00:00"))
    reviewed = apply_revisions(REPORT, TEXT, made)
    return shown_values(Shown(reviewed.report, TEXT, reviewed, made))


def text_of(values):
    return "".join(piece["text"] for part in values["paragraphs"] for seg in part for piece in seg["pieces"])


def test_each_piece_of_text_knows_its_place():
    for part in shown()["paragraphs"]:
        for seg in part:
            for piece in seg["pieces"]:
                assert TEXT[piece["at"] : piece["at"] + len(piece["text"])] == piece["text"]


def test_characters_that_show_nothing_are_pieces_with_their_length():
    result = hostile()
    values = shown_values(Shown(result.report, result.article.text))
    signs = [piece for part in values["paragraphs"] for seg in part for piece in seg["pieces"] if piece["n"]]

    assert text_of(values) == result.article.text.replace("\n\n", "")
    assert [piece["text"] for piece in signs] == ["\x1b", "\x1b", "\u202e", "\u202c", "\u2028", "\x00", "\x9b"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("actors", ["Gunmen on motorcycles"]),
        ("recipients", ["a police post", "at least six officers"]),
        ("place", ["KANDI", "Kandi"]),
        ("time", ["Thursday, 13 May 2026"]),
        ("casualties", ["at least six officers"]),
        ("instruments", ["rifles", "a car bomb"]),
        ("attributions", ["Interior Minister Aïcha Dossou", "said"]),
    ],
)
def test_a_field_knows_the_words_that_it_was_read_from(row, words):
    [card] = [card for card in shown()["events"] if card["id"] == "V1"]
    [found] = [each for each in card["rows"] if each["field"] == row]
    spans = [tuple(map(int, span.split("-"))) for span in found["at"].split()]

    assert [TEXT[start:end] for start, end in spans] == words


def test_a_record_shows_its_state_and_every_decision_on_it():
    values = shown(
        NewRevision("edit", "V1", "status", "denied", "he says no"),
        NewRevision("accept", "V2"),
        NewRevision("reject", "V4"),
        NewRevision("undo", undoes=2),
    )
    cards = {card["id"]: card for card in values["events"]}

    assert (cards["V1"]["state"], cards["V2"]["state"]) == ("edited", None)
    [edit] = cards["V1"]["history"]
    assert (edit["field"], edit["before"], edit["after"], edit["why"]) == ("status", "happened", "denied", "he says no")
    assert [(row["done"], row["undone"]) for row in cards["V2"]["history"]] == [("accepted", True), ("undone", False)]
    assert [(row["id"], row["n"], row["words"]) for row in values["rejected"]] == [("V4", 3, "send")]
    assert [row["n"] for row in values["decisions"]] == [1, 2, 3, 4]


def test_a_short_article_is_one_portion():
    assert portion_at(TEXT, 100) == (0, len(TEXT), None, None)
    assert len(report_within(REPORT, portion_at(TEXT, 0)).events) == len(REPORT.events)


@pytest.mark.parametrize("text", ["word " * 40_000, "x" * 200_000, "x" * PORTION_CHARS, "", "a b"], ids=len)
def test_portions_hold_every_character_once(text):
    at, seen = 0, []
    while True:
        portion = portion_at(text, at)
        seen.append((portion.start, portion.end))
        if portion.after is None:
            break
        assert portion_at(text, portion.end - 1) == portion
        at = portion.after
        assert portion_at(text, at).before == portion.start

    assert [start for start, _ in seen][1:] == [end for _, end in seen][:-1]
    assert (seen[0][0], seen[-1][1]) == (0, len(text))


def test_a_record_leads_to_the_portion_that_it_stands_in():
    assert place_of(REPORT, "V4") == REPORT.events[3].trigger.start
    assert place_of(REPORT, "nothing") == 0


@pytest.mark.parametrize("text", ["\x07a" * 500_000, "\u202e" * 1_000_000, "\n\n" * 500_000, "🚨" * 1_000_000])
def test_a_million_hostile_characters_are_read_in_good_time(text):
    report = Report(article=Article(id="a", text=text).head())
    began = time.perf_counter()
    shown_values(Shown(report, text))

    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nothing"),
        ([{"start": 0, "end": 3, "text": "the", "entity": "E1"}], "“the”"),
        ({"name": "Kandi", "geonames": 1}, "Kandi"),
        ({"low": 6, "high": 9}, "6 to 9"),
        ({"plover": "AID", "cameo": None}, "plover: AID; cameo: nothing"),
        (True, "yes"),
        ("hypothetical", "feared or possible"),
    ],
)
def test_a_value_is_told_in_a_line(value, told):
    assert tell_value(value) == told
