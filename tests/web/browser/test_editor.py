"""The editor: every field of every kind of record, in the shape that a decision takes."""

from __future__ import annotations

import pytest

from tests.export.sample import ARTICLE, REPORT
from tests.web.browser.acting import open_article, said


@pytest.fixture
def page(look, serve, opened, store_name):
    opened.save(ARTICLE, REPORT, "coder 1")
    made = look()
    open_article(made, f"{serve(store_name)}/articles/1")
    return made


def take(page, words):
    page.evaluate(
        "words => Editor.takeWords(Words.span(...(([hit]) => [hit.start, hit.end])(Words.find(words))))", words
    )


def edit(page, record, field, act):
    page.evaluate("([record, field]) => Editor.open(record, { field })", [record, field])
    act(page.locator(f"#editor [data-field={field}]"))
    page.locator("#why").press("Control+Enter")
    said(page, f"{record}: ")


def corrected(opened):
    [(_, report)] = opened.items()
    return report


def test_what_is_not_changed_is_given_back_as_it_stood(page):
    kept = page.evaluate(
        """async () => {
            const kept = [];
            for (const id of ["V1", "V2", "V3", "V4", "E1", "E3", "P1", "T1", "T3", "A1", "A3", "A4", "C1"]) {
                await Editor.open(id);
                for (const [field, { control }] of Editor.fields) {
                    const decisions = [{ kind: "edit", target: id, field, after: control.value }];
                    const taken = await Desk.send("/api/v1/articles/1/decisions", { seen: Page.seen, decisions });
                    kept.push(...taken.revisions);
                }
                Editor.close();
            }
            return kept;
        }"""
    )

    assert kept == []


@pytest.mark.parametrize(
    ("record", "field", "words", "read"),
    [
        ("V2", "trigger", "were captured", lambda r: r.events[1].trigger.text),
        ("V2", "evidence", "A security official", lambda r: r.events[1].evidence[-1].text),
        ("V2", "actors", "an army helicopter", lambda r: r.events[1].actors[-1].text),
        ("V4", "instruments", "300 troops", lambda r: r.events[3].instruments[-1].text),
        ("V1", "casualties", "The eight officers", lambda r: r.events[0].casualties[-1].text),
        ("V2", "attributions", "State radio", lambda r: r.attributions[-1].source.text),
        ("E1", "mentions", "two of the gunmen", lambda r: {m.text: m for m in r.entities[0].mentions}["two of the gunmen"].text),
        ("E5", "roles", "The interior minister", lambda r: r.entities[4].roles[-1].text),
        ("P2", "mentions", "the north", lambda r: r.places[1].mentions[-1].text),
        ("T1", "span", "on Thursday", lambda r: next(t.text for t in r.times if t.id == "T1")),
        ("A3", "content", "captured", lambda r: {s.text: s for s in r.attributions[2].content}["captured"].text),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_words_of_the_text_go_into_a_field(page, opened, record, field, words, read):
    edit(page, record, field, lambda _: take(page, words))

    assert read(corrected(opened)) == words


def test_actors_are_looked_up_or_made_anew(page, opened):
    def look_up(field):
        take(page, "a car bomb")
        field.locator(".taken li").last.get_by_role("combobox").press_sequentially("hezbollah")
        page.get_by_role("option", name="Hezbollah").first.click()

    def make(field):
        take(page, "a camp")
        field.locator(".taken li").last.get_by_role("combobox").press_sequentially("Coast Watch")
        page.get_by_role("option", name="new group").click()

    edit(page, "V2", "actors", look_up)
    edit(page, "V3", "actors", make)
    report = corrected(opened)
    names = {row.id: row for row in report.entities}
    assert names[report.events[1].actors[-1].entity].name == "Hezbollah"
    assert names[report.events[2].actors[-1].entity].type == "group"


def test_a_place_that_the_text_did_not_have_needs_the_words_that_name_it(page, opened):
    def choose(field):
        field.get_by_label("another place").press_sequentially("Parakou")
        page.get_by_role("option", name="Parakou").first.click()

    page.evaluate("Editor.open('V4', { field: 'place' })")
    choose(page.locator("#editor [data-field=place]"))
    page.locator("#why").press("Control+Enter")
    page.locator("#editor-said", has_text="choose the words").wait_for()
    take(page, "the north")
    page.locator("#why").press("Control+Enter")
    said(page, "V4: place edited")

    report = corrected(opened)
    place = next(row for row in report.places if row.id == report.events[3].place)
    assert (place.name, place.mentions[0].text) == ("Parakou", "the north")


def test_a_type_brings_its_own_modes_and_codes(page, opened):
    edit(page, "V1", "type", lambda field: field.locator("select").select_option("COERCE"))

    event = corrected(opened).events[0]
    assert (event.type, event.modes) == ("COERCE", [])
    assert event.codes.plover == "COERCE"


def test_a_day_is_given_to_words_that_were_no_time(page, opened):
    def give(field):
        take(page, "were buried")
        field.get_by_label("day that they mean").fill("2026-05-15")

    edit(page, "V2", "time", give)
    report = corrected(opened)
    time = next(row for row in report.times if row.id == report.events[1].time)
    assert (time.text, time.earliest, time.latest) == ("were buried", "2026-05-15", "2026-05-15")


def test_the_focus_goes_into_the_editor_and_back(page):
    page.keyboard.press("j")
    page.locator("#V1 [data-row=place] .pencil").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#editor[open]")
    assert page.evaluate("document.getElementById('editor').contains(document.activeElement)")

    page.keyboard.press("Escape")
    assert page.locator("#editor[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('#V1 [data-row=place] .pencil')")
