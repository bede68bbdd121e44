from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.store.people import PeopleBook
from dateline.web import Settings, create_app
from dateline.web.auth import MOST_ATTEMPTS_BY_NAME, hash_password
from dateline.web.routes.account import _own_path

PASSWORDS = {"ada": "a long password", "rex": "another password", "lee": "the third password"}
ROLES = {"ada": "admin", "rex": "reviewer", "lee": "reader"}


@pytest.fixture(scope="module")
def hashes():
    return {name: hash_password(password) for name, password in PASSWORDS.items()}


@pytest.fixture
def desk(tmp_path, hashes):
    store = tmp_path / "s.db"
    with open_store(store) as opened, opened.people_book(write=True) as book:
        for name, role in ROLES.items():
            book.add(name, hashes[name], role)
    app = create_app(Settings(str(store), accounts=True))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False):
        yield app


def browser(desk):
    return TestClient(desk, base_url="http://127.0.0.1", follow_redirects=False)


def token(client, path="/login"):
    return re.search(r'name="csrf" content="(\w+)"', client.get(path).text)[1]


def log_in(client, name, password=None):
    form = {"name": name, "password": password or PASSWORDS[name], "csrf": token(client), "next": "/account"}
    return client.post("/login", data=form)


@pytest.mark.parametrize("path", ["/paste", "/account", "/people", "/help"])
def test_a_page_asks_who_is_there_first(desk, path):
    answer = browser(desk).get(path)

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?next={path}"


def test_name_and_password_open_the_page_that_was_asked_for(desk):
    client = browser(desk)
    answer = log_in(client, "rex")

    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "rex" in client.get("/account").text


def test_a_browser_gets_a_new_secret_when_somebody_logs_in(desk):
    client = browser(desk)
    client.get("/login")
    before = client.cookies["desk_session"]
    log_in(client, "rex")

    assert client.cookies["desk_session"] != before


@pytest.mark.parametrize(("name", "password"), [("rex", "wrong password"), ("nobody", "a long password"), ("rex", "")])
def test_what_does_not_belong_together_lets_nobody_in(desk, name, password):
    client = browser(desk)
    form = {"name": name, "password": password or " ", "csrf": token(client)}

    assert client.post("/login", data=form).status_code == 401
    assert client.get("/account").status_code == 303


def test_after_many_failed_attempts_even_the_right_password_has_to_wait(desk):
    client = browser(desk)
    for _ in range(MOST_ATTEMPTS_BY_NAME):
        assert log_in(client, "rex", "wrong password").status_code == 401

    assert log_in(client, "rex").status_code == 429
    assert log_in(browser(desk), "lee").status_code == 303


def test_a_form_from_elsewhere_is_refused(desk):
    client = browser(desk)
    log_in(client, "ada")
    form = {"name": "eve", "role": "admin", "password": "evil password"}

    assert client.post("/people", data=form).status_code == 403
    assert client.post("/people", data=form | {"csrf": "0" * 64}).status_code == 403
    given = form | {"csrf": token(client, "/people")}
    assert client.post("/people", data=given, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/people", data=given, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert "eve" not in client.get("/people").text


@pytest.mark.parametrize(("name", "status"), [("ada", 200), ("rex", 403), ("lee", 403)])
def test_only_an_admin_looks_after_people(desk, name, status):
    client = browser(desk)
    log_in(client, name)

    assert client.get("/people").status_code == status


def test_a_reader_adds_no_reports(desk):
    client = browser(desk)
    log_in(client, "lee")

    assert client.post("/paste", data={"text": "x", "csrf": token(client, "/paste")}).status_code == 403


def test_an_admin_adds_somebody_who_can_then_log_in(desk):
    client = browser(desk)
    log_in(client, "ada")
    form = {"name": "Zoë <b>", "role": "reviewer", "password": "ten characters", "csrf": token(client, "/people")}

    assert client.post("/people", data=form).status_code == 303
    assert "Zoë &lt;b&gt;" in client.get("/people").text
    assert log_in(browser(desk), "Zoë <b>", "ten characters").status_code == 303


def test_a_short_password_is_refused_with_the_reason(desk):
    client = browser(desk)
    log_in(client, "ada")
    form = {"name": "kim", "role": "reader", "password": "short", "csrf": token(client, "/people")}
    answer = client.post("/people", data=form)

    assert answer.status_code == 422
    assert "10 to 200 characters" in answer.text


def test_a_shut_account_is_logged_out_at_once(desk):
    rex, ada = browser(desk), browser(desk)
    log_in(rex, "rex")
    log_in(ada, "ada")
    ada.post("/people/rex", data={"disabled": "true", "csrf": token(ada, "/people")})

    assert rex.get("/account").status_code == 303
    assert log_in(browser(desk), "rex").status_code == 401


def test_nobody_shuts_or_lowers_their_own_account(desk):
    client = browser(desk)
    log_in(client, "ada")
    csrf = token(client, "/people")

    assert client.post("/people/ada", data={"disabled": "true", "csrf": csrf}).status_code == 409
    assert client.post("/people/ada", data={"role": "reader", "csrf": csrf}).status_code == 409


def test_a_new_password_ends_all_other_sessions(desk):
    here, there = browser(desk), browser(desk)
    log_in(here, "rex")
    log_in(there, "rex")
    form = {"old": PASSWORDS["rex"], "new": "something else", "csrf": token(here, "/account")}

    assert here.post("/account/password", data=form).status_code == 200
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


def test_a_token_is_shown_once_and_opens_the_desk_until_it_is_taken_back(desk):
    client = browser(desk)
    log_in(client, "rex")
    form = {"label": "nightly export", "csrf": token(client, "/account")}
    shown = re.search(r"dl_[\w-]{43}", client.post("/account/tokens", data=form).text)[0]
    header = {"authorization": f"Bearer {shown}"}
    page = client.get("/account").text

    assert shown not in page
    assert ">never<" in page
    assert browser(desk).get("/help", headers=header).status_code == 200
    assert ">never<" not in client.get("/account").text

    key = re.search(r"/account/tokens/(\d+)/revoke", page)[1]
    client.post(f"/account/tokens/{key}/revoke", data={"csrf": token(client, "/account")})

    assert browser(desk).get("/help", headers=header).status_code == 401


def test_logging_out_ends_the_session(desk):
    client = browser(desk)
    log_in(client, "rex")
    old = client.cookies["desk_session"]
    client.post("/logout", data={"csrf": token(client, "/account")})
    thief = browser(desk)
    thief.cookies.set("desk_session", old)

    assert client.get("/account").status_code == 303
    assert thief.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/queue?order=oldest", "/queue?order=oldest", id="a page of the desk"),
        pytest.param("//evil.example/", "/", id="another host"),
        pytest.param("/\\evil.example/", "/", id="another host by a backslash"),
        pytest.param("https://evil.example/", "/", id="an address"),
        pytest.param("javascript:alert(1)", "/", id="a script"),
        pytest.param("/a\r\nset-cookie: x", "/", id="a header"),
    ],
)
def test_after_log_in_the_browser_stays_on_the_desk(path, expected):
    assert _own_path(path) == expected


def test_the_store_is_asked_once_who_asks(desk, monkeypatch):
    client = browser(desk)
    log_in(client, "rex")
    looked = []
    find = PeopleBook.session
    monkeypatch.setattr(PeopleBook, "session", lambda book, *given: looked.append(given) or find(book, *given))

    assert client.get("/help").status_code == 200
    assert len(looked) == 1
