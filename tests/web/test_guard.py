from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.web.security import COOKIE, Guard, form_token, without_port
from dateline.web.sessions import Sessions, renew
from dateline.web.settings import Settings, is_loopback


def app_with(**options):
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.state.session} {len(await request.body())}")

    async def anew(request: Request) -> PlainTextResponse:
        return PlainTextResponse(renew(request))

    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"]), Route("/anew", anew)])
    app.add_middleware(Sessions, https=options.get("https", False))
    app.add_middleware(
        Guard,
        hosts=options.get("hosts", ()),
        max_bytes=options.get("max_bytes", 100),
        https=options.get("https", False),
    )
    return TestClient(app)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("127.0.0.1:8470", 200, id="its own address"),
        pytest.param("localhost", 200, id="its own name"),
        pytest.param("evil.example", 421, id="a name that somebody points at this machine"),
        pytest.param("127.0.0.1.evil.example", 421, id="a name that begins alike"),
        pytest.param("", 421, id="no name"),
    ],
)
def test_a_desk_on_this_machine_answers_to_its_own_names_alone(host, status):
    client = app_with(hosts=Settings("s.db").hosts)

    assert client.get("/", headers={"host": host}).status_code == status


def test_a_desk_for_others_answers_to_the_names_that_it_was_given():
    settings = Settings("s.db", host="0.0.0.0", names=("desk.example.org",))

    assert settings.hosts == {"desk.example.org", "0.0.0.0"}
    assert Settings("s.db", host="0.0.0.0").hosts == frozenset()


def test_a_body_over_the_limit_is_refused_before_it_is_read():
    client = app_with(max_bytes=10)

    assert client.post("/", content=b"x" * 11).status_code == 413
    assert client.post("/", content=b"x" * 10).status_code == 200


def test_a_body_that_does_not_say_its_length_is_cut_off_at_the_limit():
    client = app_with(max_bytes=10)

    with pytest.raises(ClientDisconnect):
        client.post("/", content=(b"x" * 6 for _ in range(4)))


def test_every_answer_forbids_inline_scripts_and_being_framed():
    headers = app_with().get("/").headers

    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers


def test_behind_https_browsers_are_told_to_stay_there():
    answer = app_with(https=True).get("/")

    assert "strict-transport-security" in answer.headers
    assert "Secure" in answer.headers["set-cookie"]


def test_a_browser_gets_one_secret_and_keeps_it():
    client = app_with()
    first = client.get("/")
    secret = first.text.split()[0]

    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert client.get("/").text.split()[0] == secret
    assert "set-cookie" not in client.get("/").headers


def test_a_secret_that_is_not_of_our_making_is_replaced():
    client = app_with()
    client.cookies.set(COOKIE, "laid-in-wait")

    assert client.get("/").text.split()[0] != "laid-in-wait"


def test_a_renewed_secret_replaces_the_old_one():
    client = app_with()
    old = client.get("/").text.split()[0]
    new = client.get("/anew").text

    assert new != old
    assert client.get("/").text.split()[0] == new


def test_form_tokens_differ_between_browsers_and_between_starts():
    tokens = {form_token(secret, session) for secret in (b"1", b"2") for session in ("a", "b")}

    assert len(tokens) == 4


@pytest.mark.parametrize(
    ("header", "name"), [("Desk.Example:80", "desk.example"), ("[::1]:8470", "[::1]"), ("[::1]", "[::1]"), ("a", "a")]
)
def test_a_host_header_is_read_without_its_port(header, name):
    assert without_port(header) == name


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("10.0.0.3", False), ("a.example", False)],
)
def test_only_loopback_addresses_need_no_accounts(host, expected):
    assert is_loopback(host) is expected
