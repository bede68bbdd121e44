"""Logging in and out, one's own password, tokens for programs."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import Response

from dateline.web.auth import Asker, Known, hash_password, is_password, log_in, session_end
from dateline.web.desk import desk_of
from dateline.web.render import go, page
from dateline.web.security import digest_of_secret
from dateline.web.sessions import renew

router = APIRouter()

Line = Annotated[str, Form(max_length=300)]


@router.get("/login")
def show_login(request: Request, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Ask for a name and password."""
    return page(request, "login.html.j2", next=_own_path(next), words=None)


@router.post("/login")
def take_login(
    request: Request, name: Line, password: Line, next: Annotated[str, Form(max_length=2000)] = "/"
) -> Response:
    """Let somebody in."""
    desk = desk_of(request)
    if not desk.settings.accounts:
        return go("/")
    try:
        person = log_in(desk, name, password, request.client.host if request.client else "")
    except HTTPException as problem:
        words = str(problem.detail)
        return page(request, "login.html.j2", status=problem.status_code, next=_own_path(next), words=words)
    with desk.store.people_book(write=True) as book:
        book.new_session(person.name, digest_of_secret(renew(request)), session_end())
    return go(_own_path(next))


@router.post("/logout")
def take_logout(request: Request) -> Response:
    """Let somebody go."""
    with desk_of(request).store.people_book(write=True) as book:
        book.end_session(digest_of_secret(request.state.session))
    renew(request)
    return go("/login" if desk_of(request).settings.accounts else "/")


@router.get("/account")
def show_account(request: Request, asker: Known) -> Response:
    """Show one's own account."""
    return _account(request, asker)


@router.post("/account/password")
def take_password(request: Request, asker: Known, old: Line, new: Line) -> Response:
    """Change one's own password; all other sessions end."""
    _needs_accounts(request)
    with desk_of(request).store.people_book(write=True) as book:
        if not is_password(book.get(asker.name), old):
            return _account(request, asker, words="The old password is not right.", status=401)
        try:
            book.set_password(asker.name, hash_password(new))
        except ValueError as problem:
            return _account(request, asker, words=f"Not changed: {problem}.", status=422)
        book.new_session(asker.name, digest_of_secret(renew(request)), session_end())
    return _account(request, asker, words="Your password is changed; you are logged out everywhere else.")


@router.post("/account/tokens")
def add_token(request: Request, asker: Known, label: Annotated[str, Form(min_length=1, max_length=80)]) -> Response:
    """Make a token for a program; it is shown this once."""
    _needs_accounts(request)
    token = f"dl_{secrets.token_urlsafe(32)}"
    with desk_of(request).store.people_book(write=True) as book:
        book.add_token(asker.name, label, digest_of_secret(token))
    return _account(request, asker, token=token)


@router.post("/account/tokens/{key}/revoke")
def revoke_token(request: Request, asker: Known, key: int) -> Response:
    """Take one of one's own tokens back."""
    with desk_of(request).store.people_book(write=True) as book:
        if not book.revoke(key, asker.name):
            raise HTTPException(404, "You have no such token.")
    return go("/account")


def _account(
    request: Request, asker: Asker, *, words: str | None = None, token: str | None = None, status: int = 200
) -> Response:
    with desk_of(request).store.people_book() as book:
        tokens = book.tokens(asker.name)
    return page(request, "account.html.j2", status=status, tokens=tokens, words=words, token=token)


def _needs_accounts(request: Request) -> None:
    if not desk_of(request).settings.accounts:
        raise HTTPException(409, "Nobody logs in here; start the desk with --accounts to have passwords and tokens.")


def _own_path(path: str) -> str:
    """Give a path of this desk; an address elsewhere becomes the first page."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path and path.isprintable()
    return path if is_own else "/"
