"""The commands `dateline serve` and `dateline people …`: the review desk, and who may use it."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli_store import store_option
from dateline.errors import MissingExtraError

if TYPE_CHECKING:
    from dateline.store.people import PersonRole
    from dateline.web.settings import Settings

ROLES = ("reader", "reviewer", "admin")


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8470, show_default=True, help="Port to listen on.")
@click.option("--who", metavar="NAME", help="Who decides, where nobody logs in; your login name if not given.")
@click.option("--accounts", is_flag=True, help="Let people log in, as an address that others can reach always does.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A further name by which browsers ask for the desk."
)
@click.option("--https", is_flag=True, help="The desk stands behind HTTPS: cookies travel by it alone.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use in place of the default one.")
@click.option("--codebook", type=click.Path(path_type=Path), metavar="DIR", help="A codebook in place of PLOVER's.")
def serve(
    store_name: str,
    host: str,
    port: int,
    who: str | None,
    accounts: bool,
    names: tuple[str, ...],
    https: bool,
    model: str | None,
    codebook: Path | None,
) -> None:
    """Open the review desk: pages where people read, check, correct and merge what was coded.

    On this machine alone (127.0.0.1) nobody logs in. Any other --host takes accounts: make the
    first one with `dateline people add NAME --role admin --store STORE`, and put a server that
    speaks HTTPS before the desk.

    \b
    Examples:
        dateline serve --store reports.db
        dateline serve --store postgresql://user@host/name --host 0.0.0.0 --name desk.example.org --https
    """  # noqa: D301
    settings = _settings(store_name, host, who, names, model, codebook, accounts=accounts, https=https)
    try:
        import uvicorn

        from dateline.web import create_app
    except ModuleNotFoundError as problem:
        raise MissingExtraError("desk", problem.name or "fastapi") from problem
    app = create_app(settings)
    if settings.accounts:
        _needs_admin(app.state.desk.store, store_name)
    click.echo(f"the desk is at http://{'[' + host + ']' if ':' in host else host}:{port}/ (Ctrl-C ends it)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=https)


def _settings(
    store_name: str,
    host: str,
    who: str | None,
    names: tuple[str, ...],
    model: str | None,
    codebook: Path | None,
    *,
    accounts: bool,
    https: bool,
) -> Settings:
    try:
        from dateline.pipeline import Options
        from dateline.resources.models import DEFAULT_MODEL
        from dateline.web.settings import Settings, is_loopback
    except ModuleNotFoundError as problem:
        raise MissingExtraError("desk", problem.name or "fastapi") from problem
    return Settings(
        store=store_name,
        host=host,
        names=tuple(name.lower() for name in names),
        who=who or getpass.getuser(),
        accounts=accounts or not is_loopback(host),
        https=https,
        options=Options(model or DEFAULT_MODEL, codebook),
    )


def _needs_admin(store: Any, store_name: str) -> None:
    with store.people_book() as book:
        if not any(person.role == "admin" and not person.disabled for person in book.people()):
            raise click.UsageError(
                "nobody can log in yet: make the first account with\n"
                f"  dateline people add NAME --role admin --store {store_name}"
            )


@click.group()
def people() -> None:
    """Say who may use the review desk, and what they may do there."""


@people.command("add")
@click.argument("name")
@store_option
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
def add_person(name: str, store_name: str, role: PersonRole) -> None:
    """Add somebody; the password is asked for, or read from standard input.

    A reader looks; a reviewer decides and adds reports; an admin looks after people too.
    """
    from dateline.store import open_store

    hashed = _ask_password()
    with open_store(store_name) as store, store.people_book(write=True) as book:
        book.add(name, hashed, role)
    click.echo(f"{name} may use the desk as {role}", err=True)


@people.command("list")
@store_option
def list_people(store_name: str) -> None:
    """List who may use the desk."""
    from dateline.export.visible import in_line
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.people_book() as book:
        for person in book.people():
            click.echo("\t".join([in_line(person.name), person.role, *(["shut"] if person.disabled else [])]))


@people.command("password")
@click.argument("name")
@store_option
def set_password(name: str, store_name: str) -> None:
    """Give somebody a new password; they are logged out everywhere."""
    from dateline.store import open_store

    hashed = _ask_password()
    with open_store(store_name, make=False) as store, store.people_book(write=True) as book:
        if book.get(name) is None:
            raise click.UsageError(f"there is nobody named {name!r}; `dateline people list` lists them")
        book.set_password(name, hashed)


@people.command("shut")
@click.argument("name")
@store_option
@click.option("--open", "opens", is_flag=True, help="Open a shut account again.")
def shut_person(name: str, store_name: str, opens: bool) -> None:
    """Shut somebody's account; what they decided stays."""
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.people_book(write=True) as book:
        if book.get(name) is None:
            raise click.UsageError(f"there is nobody named {name!r}; `dateline people list` lists them")
        book.disable(name, not opens)


def _ask_password() -> str:
    try:
        from dateline.web.auth import hash_password
    except ModuleNotFoundError as problem:
        raise MissingExtraError("desk", problem.name or "argon2-cffi") from problem
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        return hash_password(password)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from problem
