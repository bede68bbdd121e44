"""The commands `dateline store …`: what a store holds, where a word stands, copies of it, and whether it is sound."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from dateline.store import Store


class StoreName(click.ParamType[str]):
    """The path of an SQLite file, or the address of a PostgreSQL database."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an empty name."""
        if not str(value).strip():
            self.fail("name a file, or a database (postgresql://user@host/name)", param, ctx)
        return str(value)


store_option = click.option(
    "--store",
    "store_name",
    type=StoreName(),
    required=True,
    metavar="STORE",
    help="An SQLite file, or a PostgreSQL database: postgresql://user:password@host/name.",
)
"""The option that names the store, the same for every command."""


@click.group()
def store() -> None:
    """Look after a store: what it holds, copies of it, and whether it is sound.

    A store is what `dateline run` writes: an SQLite file, or a PostgreSQL database.
    """


@store.command()
@store_option
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def info(store_name: str, form: str) -> None:
    """Say what a store holds, who wrote it, and how large it is."""
    import json

    from dateline.store.info import describe

    with _open(store_name) as opened:
        found = describe(opened.engine)
    if form == "json":
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for name, value in found.items():
        for n, line in enumerate(value if isinstance(value, list) else [value]):
            click.echo(f"{name if n == 0 else '':<12}{_in_line(line)}")


@store.command()
@click.argument("query")
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many articles to show.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def search(query: str, store_name: str, limit: int, form: str) -> None:
    """Find articles that hold all words of a QUERY, the best first.

    Words count in all their forms ("shelled" finds "shelling"); what stands in double quotes
    must stand so in a row. Nothing in a query is an operator.

    \b
    Example:
        dateline store search 'ferry "Lake Victoria"' --store reports.db
    """  # noqa: D301
    import json

    with _open(store_name) as opened:
        hits = opened.search(query, limit=limit)
    if form == "json":
        rows = [
            {**hit.article.head().model_dump(), "score": hit.score, "span": hit.span.model_dump() if hit.span else None}
            for hit in hits
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for hit in hits:
        head = hit.article
        click.echo(_in_line("  ".join(part for part in (head.id, head.published, head.publisher, head.title) if part)))
        if hit.span:
            click.echo(f"    … {_in_line(hit.span.text)} …")


@store.command("export")
@store_option
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write here, not to standard output.")
def export_store(store_name: str, output: str | None) -> None:
    """Write all that a store holds as JSON Lines, for `dateline store import` or programs.

    \b
    Example:
        dateline store export --store reports.db --output reports.jsonl
        dateline store import reports.jsonl --store postgresql://user@host/name
    """  # noqa: D301
    from dateline.store.dump import write_dump

    with _open(store_name) as opened, open_output(output) as stream:
        write_dump(opened.engine, stream)


@store.command("import")
@click.argument("source", type=click.Path(allow_dash=True), metavar="FILE")
@store_option
def import_store(source: str, store_name: str) -> None:
    """Make a store of a FILE (or -, standard input) that `dateline store export` wrote.

    The store is new, or holds nothing yet. If anything fails, nothing is stored.
    """
    from dateline.progress import tell
    from dateline.store import open_store
    from dateline.store.dump import read_dump

    as_utf8(sys.stdin)
    with open_store(store_name) as opened:
        counts = read_dump(opened.engine, source)
    tell(f"{store_name}: {counts.get('articles', 0):,} articles, {counts.get('reports', 0):,} reports brought in")


@store.command()
@store_option
def vacuum(store_name: str) -> None:
    """Give back the room that a store does not need, and put its indexes in order."""
    from dateline.store.info import vacuum as tidy

    with _open(store_name) as opened:
        before, after = tidy(opened.engine)
    click.echo(f"{before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB after")


@store.command()
@store_option
def check(store_name: str) -> None:
    """Check that a store is sound: digests, spans, versions, and rows that refer to nothing.

    Every problem is a line; the exit status is 1 if there are any.
    """
    from dateline.store.check import find_problems

    is_sound = True
    with _open(store_name) as opened:
        for problem in find_problems(opened.engine):
            is_sound = False
            click.echo(_in_line(problem))
    if not is_sound:
        raise SystemExit(1)
    click.echo("sound")


def _open(store_name: str) -> Store:
    from dateline.store import open_store

    return open_store(store_name, make=False)


def _in_line(text: object) -> str:
    from dateline.export.visible import in_line

    return in_line(str(text))


def as_utf8(stream: Any) -> Any:
    """Let a stream be UTF-8, whatever the terminal is, and give it."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n")
    return stream


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Open the file that `--output` names, or standard output."""
    if path is None:
        yield as_utf8(sys.stdout)
        return
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
            yield stream
    except OSError as problem:
        raise click.UsageError(f"--output {path}: cannot be written: {problem.strerror}") from problem


def name_of(who: str | None) -> str:
    """Give the name of whoever decides: the one given, or the login name."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise click.UsageError("say who decides with --who") from None
