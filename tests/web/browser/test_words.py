"""Words of the article: offsets in code points, whatever the characters; fields and words that show each other."""

from __future__ import annotations

import pytest

from dateline.export import Result
from dateline.report import Article, Codes, Entity, Event, Mention, Participant, Report, Span
from tests.export.sample import ARTICLE, REPORT
from tests.web.browser.acting import open_article, said, select_words

TEXT = "🚨🚨 Rebels 👩‍👩‍👧 shelled \u202ethe port\u202c of 𝐁𝐮𝐜𝐡𝐚𝐧𝐚𝐧 \x07on Sunday.\r\nMarines then left 🏳️‍🌈 the quay.\n\nNobody said why."


def find(words, of=Span, **more):
    start = TEXT.index(words)
    return of.cut(TEXT, start, start + len(words), **more)


RESULT = Result(
    Article(id="emoji", text=TEXT, published="2026-03-03"),
    Report(
        article=Article(id="emoji", text=TEXT, published="2026-03-03").head(),
        entities=[Entity(id="E1", type="group", name="Rebels", mentions=[find("Rebels", Mention, kind="nominal")])],
        events=[
            Event(
                id="V1",
                type="ASSAULT",
                trigger=find("shelled"),
                actors=[find("Rebels", Participant, entity="E1")],
                status="happened",
                codes=Codes(),
                confidence=0.5,
            )
        ],
    ),
)


@pytest.fixture
def page(look, serve, opened, store_name):
    opened.save(RESULT.article, RESULT.report, "coder 1")
    opened.save(ARTICLE, REPORT, "coder 1")
    opened_page = look()
    opened_page.desk = serve(store_name)
    return opened_page


@pytest.mark.parametrize("words", ["shelled", "𝐁𝐮𝐜𝐡𝐚𝐧𝐚𝐧", "on Sunday", "Marines then left", "quay", "Nobody said why"])
def test_words_chosen_with_the_mouse_have_their_place_in_code_points(page, words):
    open_article(page, f"{page.desk}/articles/1")
    select_words(page, words)

    start = TEXT.index(words)
    assert page.evaluate("Words.chosen()") == {"start": start, "end": start + len(words), "text": words}


@pytest.mark.parametrize("words", ["shelled", "the port", "𝐁𝐮𝐜𝐡𝐚𝐧𝐚𝐧 \x07on", "left 🏳️‍🌈 the", "why."])
def test_a_span_is_found_on_the_page_and_read_back_the_same(page, words):
    open_article(page, f"{page.desk}/articles/1")
    start = TEXT.index(words)
    read = page.evaluate(
        "([start, end]) => { Words.choose(start, end); return Words.chosen(); }", [start, start + len(words)]
    )

    assert read == {"start": start, "end": start + len(words), "text": words}


def test_words_are_found_by_typing_them(page):
    open_article(page, f"{page.desk}/articles/1")

    [found] = page.evaluate("Words.find('MARINES  then')")
    assert (found["start"], found["text"]) == (TEXT.index("Marines"), "Marines then")
    assert page.evaluate("Words.find('(?')") == []


def test_chosen_words_become_a_new_event_with_their_own_offsets(page, opened):
    open_article(page, f"{page.desk}/articles/1")
    select_words(page, "left")
    page.keyboard.press("n")
    page.locator("#editor").get_by_label("type", exact=True).select_option("RETREAT")
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "The event is added")

    reports = [report for article, report in opened.items() if article.id == "emoji"]
    assert [event.trigger.text for event in reports[0].events] == ["shelled", "left"]


def test_a_click_on_a_field_shows_its_words_and_a_click_on_words_their_field(page):
    open_article(page, f"{page.desk}/articles/2")
    page.locator("#V1 [data-row=recipients] button", has_text="at least six officers").click()
    lit = page.locator("#text .lit").all_inner_texts()
    assert "".join(lit) == "at least six officers"

    page.locator("#text a.time", has_text="Thursday").first.click()
    assert page.locator("#V1 .flash").get_attribute("data-row") == "time"

    page.locator("#text a.event", has_text="bombed").click()
    assert page.locator(".card.current").get_attribute("id") == "V3"

    page.locator("#text a.place", has_text="Cotonou").click()
    assert page.locator(".card.current").get_attribute("id") == "P3"


def test_kinds_of_marks_are_hidden_and_shown(page):
    open_article(page, f"{page.desk}/articles/2")
    colour = "getComputedStyle(document.querySelector('#text .seg.event')).backgroundColor"
    before = page.evaluate(colour)
    page.get_by_role("checkbox", name="events").uncheck()
    assert page.evaluate(colour) != before

    page.reload()
    assert not page.get_by_role("checkbox", name="events").is_checked(), "the choice is kept"


def test_a_place_is_corrected_from_the_gazetteer_with_a_map(page, opened):
    open_article(page, f"{page.desk}/articles/2")
    page.locator("#V2 h3").click()
    select_words(page, "Cotonou")
    page.locator("#chosen").get_by_role("button", name="where").click()
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "V2: place edited")

    page.locator("#P2 .acts").get_by_role("button", name="Edit").click()
    page.locator("#editor").get_by_label("look up").press_sequentially("Parakou")
    page.locator("#editor [role=option]", has_text="Parakou").first.click()
    page.locator("#editor img.map").wait_for()
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "P2: record edited")

    [report] = [report for article, report in opened.items() if article.id == ARTICLE.id]
    places = {place.id: place for place in report.places}
    assert places[report.events[1].place].name == "Cotonou"
    assert (places["P2"].name, places["P2"].country) == ("Parakou", "BEN")


def test_a_span_that_does_not_fit_the_text_is_refused(page):
    open_article(page, f"{page.desk}/articles/1")
    problem = page.evaluate(
        """async () => {
            const after = { start: 3, end: 9, text: "shelled" };
            try { await Page.decide([{ kind: "edit", target: "V1", field: "trigger", after }]); } catch (problem) { return [problem.status, problem.message]; }
        }"""
    )

    assert problem[0] == 422
    assert "Rebels" in problem[1]
