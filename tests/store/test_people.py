"""Who may log in: roles, sessions, tokens and attempts, over both databases; no secret is in the store."""

import hashlib

import pytest

from dateline.errors import StoreError
from dateline.store.dump import write_dump

NOW, LATER, MUCH_LATER = (f"2099-01-0{day}T00:00:00+00:00" for day in (1, 2, 3))


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@pytest.fixture
def people(store):
    with store.people_book(write=True) as book:
        book.add("Ada", "argon2-of-ada", "admin")
        book.add("Bo", "argon2-of-bo", "reader")
        yield book


def test_people_are_found_by_name_in_the_order_they_were_added(people):
    assert [(p.name, p.role, p.disabled) for p in people.people()] == [("Ada", "admin", False), ("Bo", "reader", False)]
    assert people.get(" Ada ").password_hash == "argon2-of-ada"
    assert people.get("ada") is None


@pytest.mark.parametrize(
    ("called", "role", "told"),
    [
        pytest.param("Bo", "reader", "already", id="the same name"),
        pytest.param("ADA", "reader", "already", id="the same name in capitals"),
        pytest.param(" ", "reader", "needs a name", id="no name"),
        pytest.param("Cy", "king", "reader, reviewer, admin", id="no role"),
    ],
)
def test_people_who_cannot_be_added_are_refused(people, called, role, told):
    with pytest.raises(StoreError, match=told):
        people.add(called, "argon2", role)


def test_somebody_gets_another_role_or_password(people):
    people.set_role("Bo", "reviewer")
    people.set_password("Bo", "another")

    assert (people.get("Bo").role, people.get("Bo").password_hash) == ("reviewer", "another")


def test_one_admin_is_always_left(people):
    with pytest.raises(StoreError, match="only admin"):
        people.set_role("Ada", "reader")
    with pytest.raises(StoreError, match="only admin"):
        people.disable("Ada")
    people.set_role("Bo", "admin")
    people.disable("Ada")

    assert people.get("Ada").disabled


def test_a_session_holds_until_it_expires(people):
    people.new_session("Bo", digest("s"), LATER)

    assert people.session(digest("s"), NOW).person.name == "Bo"
    assert people.session(digest("s"), LATER) is None
    assert people.session(digest("t"), NOW) is None


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(lambda people: people.end_session(digest("s")), id="logged out"),
        pytest.param(lambda people: people.end_sessions("Bo"), id="logged out everywhere"),
        pytest.param(lambda people: people.set_password("Bo", "x"), id="another password"),
        pytest.param(lambda people: people.disable("Bo"), id="not let in any more"),
    ],
)
def test_a_session_ends(people, end):
    people.new_session("Bo", digest("s"), LATER)
    people.new_session("Ada", digest("a"), LATER)

    end(people)

    assert people.session(digest("s"), NOW) is None
    assert people.session(digest("a"), NOW) is not None


def test_a_token_holds_until_it_expires_or_is_revoked(people):
    forever = people.add_token("Bo", "script", digest("1"))
    people.add_token("Bo", "trial", digest("2"), expires=LATER)
    people.note_use(forever.key, NOW)

    assert (people.token(digest("1"), MUCH_LATER).name, people.token(digest("1"), NOW).used) == ("script", NOW)
    assert people.token(digest("2"), NOW) is not None
    assert people.token(digest("2"), LATER) is None
    assert people.revoke(forever.key, "Ada") is False
    assert people.revoke(forever.key, "Bo") is True
    assert people.token(digest("1"), NOW) is None
    assert [(t.name, t.revoked) for t in people.tokens("Bo")] == [("script", True), ("trial", False)]
    assert people.tokens("Ada") == []


def test_a_token_of_somebody_who_is_not_let_in_does_not_hold(people):
    people.add_token("Bo", "script", digest("1"))
    people.disable("Bo")
    assert people.token(digest("1"), NOW) is None

    people.disable("Bo", False)
    assert people.token(digest("1"), NOW) is not None


def test_failed_attempts_are_counted_by_name_and_by_address(people):
    for name, address, at, ok in (
        ("bo", "10.0.0.1", NOW, False),
        ("Bo", "10.0.0.2", LATER, False),
        ("Bo", "10.0.0.1", LATER, True),
        ("Ada", "10.0.0.1", LATER, False),
    ):
        people.note_attempt(name, address, at, ok)

    assert people.count_attempts(NOW, name="BO") == 2
    assert people.count_attempts(LATER, name="Bo") == 1
    assert people.count_attempts(NOW, address="10.0.0.1") == 2
    people.forget_attempts(LATER)
    assert people.count_attempts(NOW) == 2


def test_an_export_has_people_and_neither_sessions_nor_attempts(store, people, tmp_path):
    people.new_session("Bo", digest("s"), LATER)
    people.note_attempt("Bo", "10.0.0.1", NOW, False)
    people._connection.commit()

    path = tmp_path / "dump.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        write_dump(store.engine, stream)

    written = path.read_text(encoding="utf-8")
    assert '"table":"people"' in written
    assert digest("s") not in written
    assert "10.0.0.1" not in written
