"""The commands `dateline review …`: what waits to be reviewed, what was decided, and corrections as training data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.cli_store import as_utf8, name_of, open_output, store_option

if TYPE_CHECKING:
    from dateline.store.reviews import QueueRow, TrailRow


@click.group()
def review() -> None:
    """Look after reviews: what waits, who decided what and why, and corrections as training data.

    People review in the browser (`dateline serve`). What they decided stands over later runs of
    `dateline run`, and is what `dateline export` and `dateline stories` tell.
    """


@review.command("list")
@store_option
@click.option(
    "--order",
    type=click.Choice(("confidence", "conflicts", "oldest", "adjudicate")),
    default="confidence",
    show_default=True,
    help="Lowest confidence, most conflicts or oldest first; or those that two reviewers differ on.",
)
@click.option(
    "--state",
    type=click.Choice(("open", "mine", "done", "all")),
    default="open",
    show_default=True,
    help="Those that nobody has finished, --person's own, finished ones, or all.",
)
@click.option("--person", metavar="NAME", help="Who asks.")
@click.option("--country", metavar="ISO3", help="Only articles with an event there (IRQ).")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def list_articles(
    store_name: str,
    order: Any,
    state: Any,
    person: str | None,
    country: str | None,
    limit: int,
    form: str,
) -> None:
    """List the articles that wait to be reviewed, those that need it most first."""
    from dateline.store import open_store

    if state == "mine" and person is None:
        person = name_of(None)
    with open_store(store_name, make=False) as store, store.review_book() as book:
        rows = book.queue(order=order, state=state, person=person, country=country, limit=limit)
        n = book.count_queue(order=order, state=state, person=person, country=country)
    if form == "json":
        click.echo(json.dumps([_as_json(row) for row in rows], indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(_told_article(row))
    click.echo(f"{len(rows):,} of {n:,} articles", err=True)


def _told_article(row: QueueRow) -> str:
    lowest = "    " if row.lowest is None else f"{row.lowest:.2f}"
    counts = f"{row.n_events:3} events {row.n_conflicts:2} conflicts"
    who = ", ".join(f"{review.person} ({review.state})" for review in row.reviews)
    return "  ".join([lowest, counts, *_in_line(row.standing, row.article, row.title, who)])


@review.command()
@store_option
@click.option("--article", metavar="ID", help="Only of this article's last version.")
@click.option("--person", metavar="NAME", help="Only what this person decided.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to show.")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True)
def trail(store_name: str, article: str | None, person: str | None, limit: int, form: str) -> None:
    """List what was decided, the last first: when, who, what, and why.

    Decisions on codings and rulings about stories stand in one line of time; nothing is ever
    taken out of it.
    """
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.review_book() as book:
        key = None if article is None else book.key_of(article)
        if article is not None and key is None:
            raise click.UsageError(f"--article {article}: the store has no article of this id")
        rows = book.trail(article_key=key, person=person, limit=limit)
    for row in rows:
        if form == "jsonl":
            click.echo(json.dumps(_as_json(row), ensure_ascii=False))
        else:
            click.echo(_told_decision(row))


def _told_decision(row: TrailRow) -> str:
    where = row.article if row.source == "revision" else "stories"
    what = f"{row.target}.{row.field}" if row.field else row.target or json.dumps(row.subjects)[:80]
    if row.kind == "edit":
        what += f": {_short(row.before)} → {_short(row.after)}"
    elif row.kind == "merge" and row.after:
        what += f" into {row.after}"
    elif row.kind == "undo":
        what = f"decision {row.undoes}"
    marks = ("(taken back)" if row.undone else "", "" if row.applied else "(no place in the present coding)")
    parts = (row.decided, row.who, where, row.kind, what, f"({row.why})" if row.why else "", *marks)
    return "  ".join(_in_line(*parts))


def _short(value: Any) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:59] + "…"


@review.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
@click.option(
    "--to", "people", multiple=True, required=True, metavar="NAME", help="Who is to look; may be given twice."
)
@click.option("--who", metavar="NAME", help="Who asks for it; your login name if not given.")
def assign(articles: tuple[str, ...], store_name: str, people: tuple[str, ...], who: str | None) -> None:
    """Ask people to review ARTICLES (their ids); two of one article can be compared, and adjudicated.

    \b
    Example:
        dateline review assign art-17 art-18 --to ada --to bo --store reports.db
    """  # noqa: D301
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.review_book(write=True) as book:
        for article in articles:
            key = book.key_of(article)
            if key is None:
                raise click.UsageError(f"the store has no article {article!r}")
            for person in people:
                book.assign(key, person, by=name_of(who))
    click.echo(f"{len(articles):,} articles to {', '.join(people)}")


@review.command()
@store_option
@click.option("--format", "form", type=click.Choice(("table", "json", "csv")), default="table", show_default=True)
def agreement(store_name: str, form: str) -> None:
    """Say how far the first two reviewers agree on the articles that both have finished; see `dateline agree`."""
    from dateline.export import agreement as writers
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.review_book() as book:
        found = book.agreement()
    if found is None:
        click.echo("no article was finished by two reviewers yet", err=True)
        return
    getattr(writers, f"write_agreement_{form}")(found, as_utf8(sys.stdout), ("first reviewer", "second reviewer"))


@review.command("export")
@store_option
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write here, not to standard output.")
def export_reviews(store_name: str, output: str | None) -> None:
    """Write reviewed articles as training data, a line of JSON each.

    A line holds the article, the machine's report, the corrected one, whose it is, and every
    decision. Articles that reviewers differ on are left out until somebody adjudicates.

    \b
    Example:
        dateline review export --store reports.db --output corrections.jsonl
    """  # noqa: D301
    from dateline.progress import tell
    from dateline.store import open_store

    with open_store(store_name, make=False) as store, store.review_book() as book, open_output(output) as stream:
        n = _write_lines(book.training_rows(), stream)
    tell(f"{n:,} reviewed articles written")


def _write_lines(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - the count is what is asked for
        stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return n


def _as_json(row: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {name: value for name, value in asdict(row).items() if name not in ("cursor", "anchors")}


def _in_line(*parts: str | None) -> list[str]:
    """Let parts of a line be visible, and leave out empty ones."""
    from dateline.export.visible import in_line

    return [in_line(part) for part in parts if part]
