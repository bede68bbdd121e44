"""From a pasted report to an export, in a real browser: once with the mouse, once by keys alone."""

from __future__ import annotations

import csv
import io

import pytest

from dateline.store import open_store
from tests.web.browser.acting import said, select_words

LOADS_MS = 180_000
"""The first report that a desk codes has to wait for the model."""

REPORT = """\
🚨 Gunmen on motorcycles attacked a police post near the town of Kandi on Thursday, killing six officers, Interior Minister Aïcha Dossou told reporters. 😀😀 The gunmen shot the officers with rifles.

On Friday the army arrested two suspects in Cotonou. Hundreds of people protested in Parakou against the killings. The mayor sat beside mourners. A radio station spoke of a clash near Kandi.
"""


@pytest.fixture
def desk(serve, store_name):
    return serve(store_name)


def paste(page, desk):
    page.goto(f"{desk}/paste")
    page.get_by_label("The report").fill(REPORT)
    page.get_by_label("Published", exact=True).fill("2026-05-16")
    page.get_by_label("Headline").fill("Post attacked near Kandi")
    page.get_by_role("button", name="Code it").click(timeout=LOADS_MS)
    page.wait_for_selector("#V1")


def stored(store_name):
    with open_store(store_name) as store:
        [(article, report)] = store.items()
    return article, report


def test_a_report_is_pasted_reviewed_corrected_merged_and_exported_with_the_mouse(look, desk, store_name):
    page = look()
    paste(page, desk)

    page.locator("#V2 .acts").get_by_role("button", name="Accept").click()
    said(page, "V2 accepted")
    assert page.locator("#V2 .badge.accepted").is_visible()

    page.locator("#V1 .acts").get_by_role("button", name="Edit").click()
    page.locator("#editor").get_by_label("status").select_option("ongoing")
    page.locator("#why").fill("it goes on")
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "V1: status edited")
    assert page.locator("#V1 .badge.edited").is_visible()

    page.locator("#V4 .acts").get_by_role("button", name="Merge").click()
    page.locator("#merge-with").select_option("V1")
    page.locator("#merging").get_by_role("button", name="Merge").click()
    said(page, "V4 is merged into V1")
    assert page.locator("#V4.card").count() == 0

    select_words(page, "sat")
    page.locator("#chosen").get_by_role("button", name="New event").click()
    page.locator("#editor").get_by_label("type", exact=True).select_option("CONSULT")
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "The event is added")
    assert page.locator(".card.added .told").inner_text().strip() == "sat"

    select_words(page, "The mayor")
    page.locator("#chosen").get_by_role("button", name="who", exact=True).click()
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "actors edited")

    page.locator("#V3 .acts").get_by_role("button", name="Reject").click()
    said(page, "V3 rejected")
    page.locator(".left-out li", has_text="V3").get_by_role("button", name="Take back").click()
    said(page, "is taken back")
    assert page.locator("#V3.card").is_visible()

    article, report = stored(store_name)
    events = {event.trigger.text: event for event in report.events}
    assert set(events) == {"shot", "arrested", "protested", "sat"}
    assert events["shot"].status == "ongoing"
    assert [party.text for party in events["sat"].actors] == ["The mayor"]
    assert all(article.text[event.trigger.start : event.trigger.end] == event.trigger.text for event in report.events)

    page.get_by_role("button", name="Finish review").click()
    page.wait_for_url("**/queue*")

    page.goto(f"{desk}/articles/1")
    page.locator(".more summary").click()
    page.get_by_role("link", name="Export what stands").click()
    page.get_by_role("radio", name="polecat").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert exported_types(download.value) == ["ASSAULT", "COERCE", "CONSULT", "PROTEST"]


def test_the_whole_path_goes_by_keys_alone(look, desk, store_name):
    page = look()
    page.goto(f"{desk}/paste")
    press = page.keyboard.press
    focus(page, "#text")
    page.keyboard.insert_text(REPORT)
    press("Tab")
    page.keyboard.type("2026-05-16")
    press("Enter")
    page.wait_for_selector("#V1.card", timeout=LOADS_MS)
    page.wait_for_selector("body.ready")

    press("j")
    assert page.evaluate("document.activeElement.id") == "V1"
    press("j")
    press("a")
    said(page, "V2 accepted")
    assert page.evaluate("document.activeElement.id") == "V3"

    press("k")
    press("e")
    page.wait_for_selector("#editor[open]")
    focus(page, "#editor [data-field=status] select")
    page.keyboard.type("planned")
    press("Control+Enter")
    said(page, "V2: status edited")

    press("j")
    press("j")
    assert page.evaluate("document.activeElement.id") == "V4"
    press("m")
    page.wait_for_selector("#merging[open]")
    press("Home")
    press("Enter")
    said(page, "V4 is merged into V1")

    press("u")
    said(page, "The last decision is taken back")
    assert page.locator("#V4.card").is_visible()

    press("x")
    said(page, "rejected")

    press("n")
    said(page, "Arrow keys go from word to word")
    for _ in range(80):
        if page.evaluate("Words.chosen()?.text") == "sat":
            break
        press("ArrowRight")
    press("Shift+ArrowRight")
    press("Shift+ArrowRight")
    press("Enter")
    press("Enter")
    page.wait_for_selector("#editor[open]")
    focus(page, "#editor [data-field=type] select")
    page.keyboard.type("CONSULT")
    press("Control+Enter")
    said(page, "The event is added")

    report = stored(store_name)[1]
    events = {event.trigger.text: event for event in report.events}
    assert events["arrested"].status == "planned"
    assert events["sat beside mourners"].type == "CONSULT"

    focus(page, "#finish")
    press("Enter")
    page.wait_for_url("**/queue*")

    page.goto(f"{desk}/")
    focus(page, "a[href^='/export']")
    press("Enter")
    page.wait_for_url("**/export*")
    focus(page, "input[name=format]")
    while page.evaluate("document.activeElement.value") != "polecat":
        press("ArrowDown")
    focus(page, "button.main")
    with page.expect_download() as download:
        press("Enter")
    assert exported_types(download.value) == ["ASSAULT", "CONSULT", "PROTEST"], "POLECAT has no planned events"


def focus(page, selector, limit=240):
    """Go to a field with Tab alone."""
    for _ in range(limit):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def exported_types(download):
    """The event types of an exported POLECAT table, whose events come one a row."""
    rows = csv.DictReader(io.StringIO(download.path().read_text(encoding="utf-8")), delimiter="\t")
    return sorted(row["Event Type"] for row in rows)
