"""Who may log in: people with their roles, sessions, tokens of programs, attempts. No secret is kept, only digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from dateline.errors import StoreError
from dateline.store.database import insert_keyed
from dateline.store.rows import clean
from dateline.store.schema import ATTEMPTS, PEOPLE, SESSIONS, TOKENS

PersonRole = Literal["reader", "reviewer", "admin"]
ROLES: tuple[PersonRole, ...] = ("reader", "reviewer", "admin")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may log in.

    Args:
        key: Their row.
        name: The name that they log in with.
        role: `reader`, `reviewer` or `admin`.
        password_hash: Their password as Argon2 hashed it.
        disabled: Whether they may log in no more.
        created: When they were added.
    """

    key: int
    name: str
    role: PersonRole
    password_hash: str
    disabled: bool
    created: str


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in, until it expires."""

    person: Person
    digest: str
    created: str
    expires: str


@dataclass(frozen=True, slots=True)
class Token:
    """A key by which a program acts for a person."""

    key: int
    person: Person
    name: str
    created: str
    expires: str | None
    used: str | None
    revoked: bool


class PeopleBook:
    """Those who may log in, within one transaction. Moments are ISO 8601 in universal time, to the second.

    Args:
        connection: The open transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # people

    def add(self, name: str, password_hash: str, role: PersonRole) -> Person:
        """Let somebody log in.

        Raises:
            StoreError: The name is empty or taken, in capitals or not, or the role is none.
        """
        name = clean(name).strip()
        if not name or any(person.name.casefold() == name.casefold() for person in self.people()):
            raise StoreError(f"there is somebody named {name!r} already" if name else "a person needs a name")
        values = {
            "name": name,
            "role": _role(role),
            "password_hash": password_hash,
            "disabled": False,
            "created": _now(),
        }
        insert_keyed(self._connection, PEOPLE, [values])
        return self._known(name)

    def get(self, name: str) -> Person | None:
        """Find somebody by name."""
        row = self._connection.execute(select(PEOPLE).where(PEOPLE.c.name == clean(name).strip())).first()
        return _person(row) if row else None

    def people(self) -> list[Person]:
        """Give all, in the order they were added."""
        return [_person(row) for row in self._connection.execute(select(PEOPLE).order_by(PEOPLE.c.key))]

    def set_role(self, name: str, role: PersonRole) -> None:
        """Give somebody another role; one admin who can log in is always left."""
        person = self._known(name)
        if role != "admin":
            self._refuse_last_admin(person)
        self._set(person, role=_role(role))

    def set_password(self, name: str, password_hash: str) -> None:
        """Give somebody another password, and end their sessions."""
        self._set(self._known(name), password_hash=password_hash)
        self.end_sessions(name)

    def disable(self, name: str, disabled: bool = True) -> None:
        """Let somebody log in no more, or again; what they decided stays."""
        person = self._known(name)
        if disabled:
            self._refuse_last_admin(person)
        self._set(person, disabled=disabled)
        self.end_sessions(name)

    def _known(self, name: str) -> Person:
        person = self.get(name)
        if person is None:
            raise StoreError(f"there is nobody named {name!r}")
        return person

    def _set(self, person: Person, **values: Any) -> None:
        self._connection.execute(update(PEOPLE).where(PEOPLE.c.key == person.key).values(values))

    def _refuse_last_admin(self, person: Person) -> None:
        admins = [other.key for other in self.people() if other.role == "admin" and not other.disabled]
        if admins == [person.key]:
            raise StoreError(f"{person.name} is the only admin; make somebody else one first")

    # sessions

    def new_session(self, name: str, digest: str, expires: str) -> None:
        """Keep that somebody is logged in.

        Args:
            name: Who.
            digest: SHA-256 of the session's secret name, in hexadecimal.
            expires: Until when.
        """
        now = _now()
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.expires <= now))
        values = {"digest": digest, "person_key": self._known(name).key, "created": now, "expires": expires}
        self._connection.execute(insert(SESSIONS), values)

    def session(self, digest: str, now: str) -> Session | None:
        """Find a session that holds at a moment, of somebody who may log in."""
        query = _with_person(SESSIONS).where(SESSIONS.c.digest == digest, SESSIONS.c.expires > now)
        row = self._connection.execute(query).first()
        return Session(_person(row, "whose_"), row.digest, row.created, row.expires) if row else None

    def end_session(self, digest: str) -> None:
        """Log somebody out."""
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest))

    def end_sessions(self, name: str) -> None:
        """Log somebody out everywhere."""
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.person_key == self._known(name).key))

    # tokens

    def add_token(self, name: str, token_name: str, digest: str, expires: str | None = None) -> Token:
        """Let a program act for somebody.

        Args:
            name: For whom.
            token_name: What they call it.
            digest: SHA-256 of the token, in hexadecimal.
            expires: Until when; None for as long as it is not revoked.
        """
        values = {
            "person_key": self._known(name).key,
            "name": clean(token_name),
            "digest": digest,
            "created": _now(),
            "expires": expires,
            "revoked": False,
        }
        (key,) = insert_keyed(self._connection, TOKENS, [values])
        return next(token for token in self.tokens(name) if token.key == key)

    def token(self, digest: str, now: str) -> Token | None:
        """Find a token that holds at a moment, of somebody who may log in."""
        expires = TOKENS.c.expires
        query = _with_person(TOKENS).where(TOKENS.c.digest == digest, TOKENS.c.revoked.is_(False))
        row = self._connection.execute(query.where(expires.is_(None) | (expires > now))).first()
        return _token(row) if row else None

    def note_use(self, key: int, at: str) -> None:
        """Keep when a token was used last."""
        self._connection.execute(update(TOKENS).where(TOKENS.c.key == key).values(used=at))

    def tokens(self, name: str | None = None) -> list[Token]:
        """Give all tokens, or those of one person; revoked ones too."""
        query = _with_person(TOKENS, enabled=False).order_by(TOKENS.c.key)
        if name is not None:
            query = query.where(PEOPLE.c.name == clean(name))
        return [_token(row) for row in self._connection.execute(query)]

    def revoke(self, key: int, name: str | None = None) -> bool:
        """Let a token hold no more, and say whether there was such a one.

        Args:
            key: Its row.
            name: Only if it is this person's.
        """
        if key not in [token.key for token in self.tokens(name)]:
            return False
        self._connection.execute(update(TOKENS).where(TOKENS.c.key == key).values(revoked=True))
        return True

    # attempts

    def note_attempt(self, name: str, address: str, at: str, ok: bool) -> None:
        """Keep that somebody tried to log in."""
        values = {"name": clean(name)[:200].casefold(), "address": clean(address), "at": at, "ok": ok}
        insert_keyed(self._connection, ATTEMPTS, [values])

    def count_attempts(self, since: str, name: str | None = None, address: str | None = None) -> int:
        """Count the attempts that failed since a moment, for a name or from an address."""
        rows = ATTEMPTS.c
        query = select(func.count()).select_from(ATTEMPTS).where(rows.at >= since, rows.ok.is_(False))
        if name is not None:
            query = query.where(rows.name == clean(name)[:200].casefold())
        if address is not None:
            query = query.where(rows.address == clean(address))
        return int(self._connection.execute(query).scalar_one())

    def forget_attempts(self, before: str) -> None:
        """Forget the attempts before a moment."""
        self._connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at < before))


def _with_person(table: Any, *, enabled: bool = True) -> Select[Any]:
    columns = [column.label(f"whose_{column.name}") for column in PEOPLE.columns]
    query: Select[Any] = select(table, *columns).join(PEOPLE, PEOPLE.c.key == table.c.person_key)
    return query.where(PEOPLE.c.disabled.is_(False)) if enabled else query


def _person(row: Row[Any], start: str = "") -> Person:
    names = ("key", "name", "role", "password_hash", "disabled", "created")
    return Person(**{name: getattr(row, start + name) for name in names})


def _token(row: Row[Any]) -> Token:
    names = ("key", "name", "created", "expires", "used", "revoked")
    return Token(person=_person(row, "whose_"), **{name: getattr(row, name) for name in names})


def _role(role: str) -> str:
    if role not in ROLES:
        raise StoreError(f"a role is one of {', '.join(ROLES)}, not {role!r}")
    return role


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
