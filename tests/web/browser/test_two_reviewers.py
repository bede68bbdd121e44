"""Two people at one article at once, on PostgreSQL; then somebody settles what they differ on."""

from __future__ import annotations

import pytest

from dateline.store import open_store
from dateline.web.auth import hash_password
from tests.export.sample import ARTICLE, REPORT
from tests.web.browser.acting import log_in, said

PASSWORD = "a password that is long"


@pytest.fixture
def desk(serve, postgresql):
    with open_store(postgresql) as store:
        store.save(ARTICLE, REPORT, "coder 1")
        with store.people_book(write=True) as book:
            for name in ("anna", "ben", "carla"):
                book.add(name, hash_password(PASSWORD), "reviewer")
    return serve(postgresql, accounts=True)


@pytest.fixture
def come(look, desk):
    def arrive(name, path="/articles/1"):
        page = look()
        log_in(page, desk, name, PASSWORD, path)
        return page

    return arrive


def standing(name):
    with open_store(name) as store, store.review_book() as book:
        stored = book.article(1)
        return stored.standing, stored.report


def test_two_reviewers_work_apart_and_an_adjudicator_settles_what_they_differ_on(come, desk, postgresql):
    anna, ben = come("anna"), come("ben")
    for page in (anna, ben):
        page.wait_for_selector("body.ready")

    anna.locator("#V4 .acts").get_by_role("button", name="Reject").click()
    said(anna, "V4 rejected")
    ben.locator("#V3 .acts").get_by_role("button", name="Edit").click()
    ben.locator("#editor").get_by_label("status").select_option("happened")
    ben.locator("#editor").get_by_role("button", name="Save").click()
    said(ben, "V3: status edited")
    assert ben.locator("#V4.card").is_visible(), "what anna rejects stays before ben"

    for page in (anna, ben):
        page.get_by_role("button", name="Finish review").click()
        page.wait_for_url("**/queue*")
    assert standing(postgresql)[0].kind == "differing"
    assert standing(postgresql)[1] == REPORT, "while they differ, the machine's coding stands"

    carla = come("carla", "/articles/1/adjudicate")
    assert carla.locator(".pairing").count() == 2
    v3 = carla.locator("#pair-V3-V3")
    v3.get_by_role("button", name="Take status of ben").click()
    carla.wait_for_load_state()
    assert carla.locator("#pair-V3-V3.settled .side-row").get_by_text("happened").count() == 2
    carla.locator(".pairing", has_text="MOBILIZE").get_by_role("button", name="All as ben").click()
    carla.wait_for_load_state()
    carla.get_by_role("button", name="Finish adjudication").click()
    carla.wait_for_url("**/queue*")

    how, report = standing(postgresql)
    assert how.kind == "adjudicated"
    events = {event.trigger.text: event for event in report.events}
    assert events["bombed"].status == "happened"
    assert "send" in events


def test_a_page_that_has_been_overtaken_says_so_and_shows_what_came(come, desk):
    first, second = come("anna"), come("anna")
    for page in (first, second):
        page.wait_for_selector("body.ready")
    first.locator("#V1 .acts").get_by_role("button", name="Accept").click()
    said(first, "V1 accepted")

    second.locator("#V2 .acts").get_by_role("button", name="Reject").click()
    said(second, "more was decided here since you looked")
    assert second.locator("#V1 .badge.accepted").is_visible()
    assert second.locator("#V2.card").is_visible(), "the decision on an old page is not taken"

    second.locator("#V2 .acts").get_by_role("button", name="Reject").click()
    said(second, "V2 rejected")


def test_the_form_of_an_overtaken_page_is_refused_without_a_script_too(come, look, desk):
    page = come("anna")
    page.wait_for_selector("body.ready")
    plain = look(java_script_enabled=False, storage_state=page.context.storage_state())
    plain.goto(f"{desk}/articles/1")
    page.locator("#V1 .acts").get_by_role("button", name="Accept").click()
    said(page, "V1 accepted")

    plain.locator("#V2 .acts").get_by_role("button", name="Reject").click()
    assert "more was decided here since you looked" in plain.locator(".said.bad").inner_text()
    plain.goto(f"{desk}/articles/1")
    plain.locator("#V2 .acts").get_by_role("button", name="Reject").click()
    plain.locator(".left-out li", has_text="V2").wait_for()
