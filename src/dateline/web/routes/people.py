"""People who may use the desk: an admin adds them and says what they may do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from dateline.errors import DatelineError
from dateline.store.people import PersonRole
from dateline.web.auth import Admin, hash_password
from dateline.web.desk import desk_of
from dateline.web.render import go, page

router = APIRouter()

Name = Annotated[str, Form(min_length=1, max_length=80)]


@router.get("/people")
def show_people(request: Request, asker: Admin) -> Response:
    """List them."""
    return _people(request)


@router.post("/people")
def add_person(
    request: Request, asker: Admin, name: Name, role: Annotated[PersonRole, Form()], password: Annotated[str, Form()]
) -> Response:
    """Add somebody."""
    try:
        with desk_of(request).store.people_book(write=True) as book:
            book.add(name.strip(), hash_password(password), role)
    except (ValueError, DatelineError) as problem:
        return _people(request, words=f"Not added: {problem}.", status=422)
    return go("/people")


@router.post("/people/{name}")
def change_person(
    request: Request,
    asker: Admin,
    name: str,
    role: Annotated[PersonRole | None, Form()] = None,
    password: Annotated[str | None, Form()] = None,
    disabled: Annotated[bool | None, Form()] = None,
) -> Response:
    """Change what somebody may do, give a new password, or shut the account; nobody can shut their own."""
    if name == asker.name and (disabled or (role or asker.role) != asker.role):
        raise HTTPException(409, "Nobody can shut or lower their own account; another admin can.")
    with desk_of(request).store.people_book(write=True) as book:
        if book.get(name) is None:
            raise HTTPException(404, "There is nobody of this name.")
        if role is not None:
            book.set_role(name, role)
        if password:
            try:
                book.set_password(name, hash_password(password))
            except ValueError as problem:
                raise HTTPException(422, f"Not changed: {problem}.") from problem
        if disabled is not None:
            book.disable(name, disabled)
    return go("/people")


def _people(request: Request, *, words: str | None = None, status: int = 200) -> Response:
    with desk_of(request).store.people_book() as book:
        people = book.people()
    return page(request, "people.html.j2", status=status, people=people, words=words)
