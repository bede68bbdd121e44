"""Who may do what at a desk with accounts, as a browser meets it."""

from __future__ import annotations

import pytest

from dateline.web.auth import MOST_ATTEMPTS_BY_NAME, hash_password
from tests.export.sample import ARTICLE, REPORT
from tests.web.browser.acting import log_in, open_article, said

PASSWORD = "a password that is long"


@pytest.fixture
def desk(serve, opened, store_name):
    opened.save(ARTICLE, REPORT, "coder 1")
    with opened.people_book(write=True) as book:
        for name, role in {"ada": "admin", "rex": "reviewer", "lee": "reader"}.items():
            book.add(name, hash_password(PASSWORD), role)
    return serve(store_name, accounts=True)


def test_a_reader_sees_what_stands_and_has_nothing_to_decide_with(look, desk):
    page = look()
    log_in(page, desk, "lee", PASSWORD, "/articles/1")

    assert page.locator("#V1.card").is_visible()
    assert page.get_by_role("button", name="Accept").count() == 0
    assert page.get_by_role("button", name="Edit").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator(".badge.accepted").count() == 0
    assert page.evaluate("fetch('/articles/1/adjudicate').then(answer => answer.status)") == 403
    assert page.evaluate("fetch('/people').then(answer => answer.status)") == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="no token of the page"),
        pytest.param({"x-csrf-token": "0" * 64}, 403, id="a token made up"),
    ],
)
def test_a_decision_that_comes_from_no_page_of_ours_is_refused(look, desk, headers, status):
    page = look()
    log_in(page, desk, "rex", PASSWORD, "/articles/1")
    answer = page.evaluate(
        """async headers => (await fetch("/api/v1/articles/1/decisions", { method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: JSON.stringify({ seen: 0, decisions: [{ kind: "accept", target: "V1" }] }) })).status""",
        headers,
    )

    assert answer == status
    page.reload()
    assert page.locator(".badge.accepted").count() == 0


def test_a_form_of_another_site_changes_nothing(look, serve, desk):
    page = look()
    log_in(page, desk, "rex", PASSWORD, "/articles/1")
    other = page.context.new_page()
    other.goto(
        "data:text/html,<form method=post action="
        + desk
        + "/articles/1/decide><input name=kind value=accept><input name=target value=V1><input name=seen value=0><button>go</button></form>"
    )
    other.get_by_role("button").click()
    other.wait_for_load_state()

    page.reload()
    assert page.locator(".badge.accepted").count() == 0


def test_a_guesser_has_to_wait(look, desk):
    page = look(f"{desk}/login")
    for _ in range(MOST_ATTEMPTS_BY_NAME + 1):
        page.get_by_label("Name").fill("rex")
        page.get_by_label("Password").fill("not the password")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_load_state()

    assert "Too many attempts" in page.get_by_role("alert").inner_text()


def test_an_admin_lets_somebody_in_and_asks_them_to_review(look, desk):
    ada = look()
    log_in(ada, desk, "ada", PASSWORD, "/people")
    ada.get_by_label("Name", exact=True).fill("mia")
    ada.get_by_label("First password").fill(PASSWORD)
    ada.get_by_role("button", name="Add").click()
    ada.get_by_role("rowheader", name="mia").wait_for()
    open_article(ada, f"{desk}/articles/1")
    ada.locator(".more summary").click()
    ada.get_by_label("Ask somebody to review it").select_option("mia")
    ada.get_by_role("button", name="Ask").click()
    ada.locator(".standing", has_text="mia: assigned").wait_for()

    mia = look()
    log_in(mia, desk, "mia", PASSWORD, "/queue?state=mine")
    mia.get_by_role("link", name=ARTICLE.title).click()
    mia.wait_for_selector("body.ready")
    mia.locator("#V1 .acts").get_by_role("button", name="Accept").click()
    said(mia, "V1 accepted")
    assert mia.locator(".standing", has_text="mia: open").is_visible()
