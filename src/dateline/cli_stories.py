"""The commands `dateline stories …` and `dateline show`: one record per happening, and what people rule about them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

import click

from dateline.cli_store import as_utf8, name_of, open_output, store_option

if TYPE_CHECKING:
    from dateline.store import Store
    from dateline.stories.book import Book

T = TypeVar("T")

_who = click.option("--who", metavar="NAME", help="Who rules so; your login name if not given.")
_why = click.option("--why", required=True, metavar="REASON", help="Why, in a few words.")


@click.group(invoke_without_command=True)
@click.option(
    "--store", "store_name", metavar="STORE", help="An SQLite file or a PostgreSQL database, as for `dateline run`."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How to show the stories.",
)
@click.pass_context
def stories(ctx: click.Context, store_name: str | None, form: str) -> None:
    """Put together the stored articles that report one happening, and show the stories.

    Articles that came in since the last call are compared with the stories that share their
    rarest words; what stood before keeps its name. Copies of one report count as one source. A
    toll is the range over all reports, never an average, and each figure stays with its
    article's words.

    What you know better you rule: `merge`, `split`, and `undo` to take a ruling back. Each is
    kept with who ruled, when and why, and later calls keep to it.

    \b
    Examples:
        dateline stories --store reports.db
        dateline show S3 --store reports.db
        dateline stories merge S3 S8 --store reports.db --why "the same flood"
    """  # noqa: D301
    if ctx.invoked_subcommand is not None:
        return
    if store_name is None:
        raise click.UsageError("Missing option '--store'.", ctx)
    from dateline.export.stories import write_stories_json, write_stories_table

    with _open(store_name) as store:
        _update(store)
        with store.story_book() as book:
            (write_stories_json if form == "json" else write_stories_table)(book.stories(), _stdout(form))


@stories.command()
@click.argument("names", nargs=-1, required=True, metavar="STORY STORY...")
@store_option
@_who
@_why
def merge(names: tuple[str, ...], store_name: str, who: str | None, why: str) -> None:
    """Rule that stories tell of one happening; all go into the oldest."""
    from dateline.stories import merge_stories

    number, story = _rule(store_name, lambda book: merge_stories(book, names, who=name_of(who), why=why))
    click.echo(f"ruling {number}: now S{story}")


@stories.command()
@click.argument("name", metavar="STORY")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
@_who
@_why
def split(name: str, articles: tuple[str, ...], store_name: str, who: str | None, why: str) -> None:
    """Rule that ARTICLES of a story tell of another happening; they become a story of their own."""
    from dateline.stories import split_story

    number, story = _rule(store_name, lambda book: split_story(book, name, articles, who=name_of(who), why=why))
    click.echo(f"ruling {number}: the articles are S{story} now")


@stories.command()
@click.argument("number", type=int, metavar="RULING")
@store_option
@_who
@_why
def undo(number: int, store_name: str, who: str | None, why: str) -> None:
    """Take a ruling back; the ruling itself stays on record."""
    from dateline.stories import undo_ruling

    key = _rule(store_name, lambda book: undo_ruling(book, number, who=name_of(who), why=why))
    click.echo(f"ruling {key}: ruling {number} is taken back")


@stories.command()
@store_option
def decisions(store_name: str) -> None:
    """List all rulings: number, when, who, what and why."""
    from dateline.export.visible import in_line
    from dateline.stories import tell_ruling

    with _open(store_name) as store, store.story_book() as book:
        for ruling in book.decisions():
            what = f"{ruling.kind}: {tell_ruling(ruling)}"
            click.echo(
                f"{ruling.key}  {ruling.decided}  {in_line(ruling.who, 40)}  {what}  ({in_line(ruling.why, 200)})"
            )


@click.command()
@click.argument("name", metavar="STORY")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "html")),
    help="table for people, json for programs, or html, one page with a drawing; table if --output does not say it.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write here; .json or .html tells the format."
)
def show(name: str, store_name: str, form: str | None, output: str | None) -> None:
    """Show one story as a time line: what each source claims, when it said so, and by whose word.

    \b
    Example:
        dateline show S3 --store reports.db
        dateline show S3 --store reports.db --output flood.html
    """  # noqa: D301
    from dateline.export.timeline import write_timeline
    from dateline.stories import resolve_story
    from dateline.stories.timeline import read_timeline

    form = form or (output.rpartition(".")[2] if output and output.endswith((".json", ".html")) else "table")
    with _open(store_name) as store:
        _update(store)
        with store.story_book() as book:
            found = read_timeline(book, resolve_story(book, name))
    with nullcontext(_stdout(form)) if output is None else open_output(output) as stream:
        write_timeline(found, form, stream)


def _update(store: Store) -> None:
    """Place what is new and write the stories that changed, one transaction after the other."""
    from dateline.progress import tell
    from dateline.stories import update_stories

    with store.story_book() as book:
        if not book.unplaced(1) and not book.stale(1):
            return
    run = store.begin_run(None, {"command": "stories"})
    several = sys.stderr.isatty()
    placed, written = update_stories(
        lambda: store.story_book(run), tell=(lambda n: tell(f"{n:,} articles placed")) if several else None
    )
    store.end_run(run, {"placed": placed, "stories": written})


def _rule(store_name: str, ruling: Callable[[Book], T]) -> T:
    """Write a ruling, and the stories that it touched."""
    from dateline.stories import write_stale

    with _open(store_name) as store:
        run = store.begin_run(None, {"command": "stories"})
        with store.story_book(run) as book:
            found = ruling(book)
        write_stale(lambda: store.story_book(run))
        store.end_run(run, {"rulings": 1})
    return found


def _open(store_name: str) -> Store:
    from dateline.store import open_store

    return open_store(store_name, make=False)


def _stdout(form: str) -> TextIO:
    if form != "table":
        return cast(TextIO, as_utf8(sys.stdout))
    reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
    return sys.stdout
