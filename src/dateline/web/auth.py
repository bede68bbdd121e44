"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fastapi import Depends, HTTPException, Request

from dateline.store.people import Person, PersonRole
from dateline.web.desk import Desk, desk_of
from dateline.web.security import digest_of_secret

RANK: dict[str, int] = {"reader": 0, "reviewer": 1, "admin": 2}
"""What each role may do, the higher the more: read; decide and code; look after people."""

SESSION = timedelta(hours=12)
ATTEMPTS_WINDOW = timedelta(minutes=15)
USE_GRAIN = timedelta(hours=1)
"""How exactly it is kept when a token was used last: a program that asks often does not write each time."""
MOST_ATTEMPTS_BY_NAME = 8
MOST_ATTEMPTS_BY_ADDRESS = 40
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever sits before the page, or holds the token."""

    name: str
    role: PersonRole

    def may(self, role: PersonRole) -> bool:
        """Whether they may do what takes this role."""
        return RANK[self.role] >= RANK[role]


class NotKnownError(Exception):
    """Nobody is logged in, and the page is not for everybody."""


def hash_password(password: str) -> str:
    """Make what is kept of a password (Argon2id).

    Raises:
        ValueError: It is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _HASHER.hash(password)


def is_password(person: Person | None, password: str) -> bool:
    """Whether a password is a person's; it takes as long where there is no such person."""
    try:
        _HASHER.verify(person.password_hash if person else _NOBODY, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return person is not None and not person.disabled


def log_in(desk: Desk, name: str, password: str, address: str) -> Person:
    """Check a name and password, and count the attempt.

    Raises:
        HTTPException: 429 after too many attempts, 401 where they are wrong.
    """
    since = (datetime.now(UTC) - ATTEMPTS_WINDOW).isoformat(timespec="seconds")
    with desk.store.people_book() as book:
        by_name, by_address = book.count_attempts(since, name=name), book.count_attempts(since, address=address)
        person = book.get(name)
    if by_name >= MOST_ATTEMPTS_BY_NAME or by_address >= MOST_ATTEMPTS_BY_ADDRESS:
        raise HTTPException(429, "Too many attempts; wait a quarter of an hour.")
    is_right = is_password(person, password)
    with desk.store.people_book(write=True) as book:
        book.note_attempt(name, address, _now(), is_right)
        book.forget_attempts(since)
    if person is None or not is_right:
        raise HTTPException(401, "Name and password do not belong together.")
    return person


def asker(request: Request) -> Asker:
    """Tell who asks; a page and its frame need to know, and the store is asked once.

    Raises:
        NotKnownError: Nobody is logged in.
        HTTPException: 401 where a token is not good.
    """
    known: Asker | None = getattr(request.state, "asker", None)
    if known is None:
        known = request.state.asker = _find_asker(request)
    return known


def _find_asker(request: Request) -> Asker:
    desk = desk_of(request)
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        return _by_token(desk, header[7:].strip())
    if not desk.settings.accounts:
        return Asker(desk.settings.who, "admin")
    with desk.store.people_book() as book:
        session = book.session(digest_of_secret(request.state.session), _now())
    if session is None:
        raise NotKnownError
    return Asker(session.person.name, session.person.role)


def _by_token(desk: Desk, token: str) -> Asker:
    with desk.store.people_book() as book:
        known = book.token(digest_of_secret(token), _now())
    if known is None:
        raise HTTPException(401, "This token is not known, or was taken back.", {"www-authenticate": "Bearer"})
    if known.used is None or known.used < (datetime.now(UTC) - USE_GRAIN).isoformat(timespec="seconds"):
        with desk.store.people_book(write=True) as book:
            book.note_use(known.key, _now())
    return Asker(known.person.name, known.person.role)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def session_end() -> str:
    """When a session that begins now ends."""
    return (datetime.now(UTC) + SESSION).isoformat(timespec="seconds")


Known = Annotated[Asker, Depends(asker)]
"""A page for whoever is known to the desk."""


def reviewer(who: Known) -> Asker:
    """Let only those pass who may decide.

    Raises:
        HTTPException: 403.
    """
    return _let_pass(who, "reviewer")


def admin(who: Known) -> Asker:
    """Let only those pass who look after people.

    Raises:
        HTTPException: 403.
    """
    return _let_pass(who, "admin")


def _let_pass(who: Asker, role: PersonRole) -> Asker:
    if not who.may(role):
        raise HTTPException(403, f"This takes the role {role!r}; yours is {who.role!r}. An admin can change it.")
    return who


Reviewer = Annotated[Asker, Depends(reviewer)]
"""A page for those who may decide."""

Admin = Annotated[Asker, Depends(admin)]
"""A page for those who look after people."""
