"""The command line: parse, call, print.

Imports of the pipeline stand inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from dateline import __version__
from dateline.cli_agree import agree
from dateline.cli_export import export
from dateline.cli_plot import plot
from dateline.cli_review import review
from dateline.cli_serve import people, serve
from dateline.cli_store import store, store_option
from dateline.cli_stories import show, stories

if TYPE_CHECKING:
    from dateline.export import Result
    from dateline.pipeline import ActorExplainer, Coder
    from dateline.read import Given
    from dateline.report import ActorReport, FailedReport, Severity

FORMAT_NAMES = ("table", "json", "jsonl", "html")
INTERRUPTED = 130
PIPE_CLOSED = 141
CONFLICTS_FOUND = 3


class Program(click.Group):
    """A group of commands whose expected errors end in a message and an exit status, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        from dateline.errors import DatelineError

        try:
            return super().invoke(ctx)
        except DatelineError as problem:
            from dateline.export.visible import in_line

            raise click.ClickException(in_line(str(problem))) from problem
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(PIPE_CLOSED)


class CodeCommand(click.Command):
    """A command whose `--explain` may stand without a value, before an ARTICLE too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare `--explain` the value "all"."""
        followed = zip(args, [*args[1:], ""], strict=False)
        given = ["--explain=all" if a == "--explain" and not _names_records(b) else a for a, b in followed]
        return super().parse_args(ctx, given)


def _names_records(value: str) -> bool:
    """Whether a value is ids of events and places: "V1", "V1,P2"."""
    return all(part[:1] in ("V", "P") and part[1:].isdigit() for part in value.split(","))


class Day(click.ParamType[str]):
    """An ISO 8601 date or date-time."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is no date."""
        from dateline.report import parse_published

        try:
            parse_published(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2025-03-14 or 2025-03-14T09:30:00+03:00", param, ctx)
        return str(value)


_gazetteer_option = click.option(
    "--gazetteer",
    "places",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of your own index of places, in place of the usual one (see `dateline gazetteer add`).",
)


_actors_option = click.option(
    "--actors",
    "actor_files",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="A table of your own actors (YAML, CSV, FollowTheMoney or OpenSanctions); may be given several times.",
)


_record_option = click.option(
    "--record",
    "record_files",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Known facts to hold reports against, beside dateline's own: a CSV, a JSONL or a store; may be given several "
    "times. `none` leaves dateline's own out.",
)


_rules_option = click.option(
    "--rules-only", is_flag=True, help="Code events by the codebook's rules alone, without the trained model (faster)."
)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Read news reports and code them into event records: who did what to whom, where and when,
    according to whom, and what does not hold together.

    Start with one report, and its day of publication:

    \b
        dateline code report.txt --published 2025-03-14
    """  # noqa: D301 - click reads \b as "keep these lines"


@main.command(cls=CodeCommand)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--format", "form", type=click.Choice(FORMAT_NAMES), help="How to show the reports; table if nothing else says it."
)
@click.option(
    "--published",
    type=Day(),
    help="Day of publication, which anchors 'Friday' and 'last year'. A record's own date wins.",
)
@click.option("--title", help="The headline of a single article that carries none.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use in place of the default one.")
@click.option(
    "--codebook", type=click.Path(path_type=Path), metavar="DIR", help="A codebook to use in place of PLOVER's."
)
@_gazetteer_option
@_actors_option
@_record_option
@_rules_option
@click.option(
    "--explain",
    metavar="[ID]",
    help="Show why an event (V1) or a place (P1) was coded as it was; without an ID, all of them.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write here; .json, .jsonl or .html tells the format.",
)
def code(
    articles: tuple[str, ...],
    form: str | None,
    published: str | None,
    title: str | None,
    model: str | None,
    codebook: Path | None,
    places: Path | None,
    actor_files: tuple[Path, ...],
    record_files: tuple[Path, ...],
    rules_only: bool,
    explain: str | None,
    output: Path | None,
) -> None:
    """Code articles into reports.

    ARTICLE is a .txt, .html, .json or .jsonl file, or - for standard input (the format is then
    told by how it starts). A report goes to standard output for each article, in their order;
    all else goes to standard error. One that cannot be coded is told in its place, the others
    go on, and the exit status is 1.

    Formats: table for people; json, an object for one article and an array for several; jsonl,
    a line for each, at once; html, one page to open in a browser.

    \b
    Examples:
        dateline code report.txt --published 2025-03-14
        dateline code page.html --output page-coded.html
        dateline code *.txt --format json > reports.json
        dateline code report.txt --explain V1
        cat articles.jsonl | dateline code - --format jsonl | head
    """  # noqa: D301
    if explain not in (None, "all") and not _names_records(explain):
        raise click.UsageError(f"--explain takes ids of events and places like V1 or V1,P2, not {explain!r}")
    if title is not None and len(articles) > 1:
        raise click.UsageError("--title is for a single ARTICLE; several carry theirs in JSON")
    _refuse_own_input(articles, output)
    from dateline.export import writer_for
    from dateline.progress import Tally
    from dateline.read import Given, count_articles

    form = form or _format_of(output)
    tally = Tally(tell_failures=form != "table")
    bar = _wants_bar(output)
    total = count_articles(articles) if bar else None
    coder = _make_coder(model, codebook, places, actor_files, record_files, rules_only=rules_only, explain=explain)
    results = _code_each(coder, articles, Given(published=published, title=title), setup_too=form == "jsonl")
    with _open_output(output, form) as stream:
        writer_for(form)(tally.watch(results, total, bar=bar and total != 1), stream)
    _end(tally)


main.add_command(store)
main.add_command(stories)
main.add_command(show)
main.add_command(export)
main.add_command(plot)
main.add_command(agree)
main.add_command(review)
main.add_command(serve)
main.add_command(people)


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How to show the conflicts.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("high", "medium", "low")),
    default="high",
    show_default=True,
    help="The least severity that makes the exit status 3.",
)
@click.option(
    "--published",
    type=Day(),
    help="Day of publication, which anchors 'Friday' and 'last year'. A record's own date wins.",
)
@click.option("--title", help="The headline of a single article that carries none.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use in place of the default one.")
@click.option(
    "--codebook", type=click.Path(path_type=Path), metavar="DIR", help="A codebook to use in place of PLOVER's."
)
@_gazetteer_option
@_actors_option
@_record_option
@_rules_option
def check(
    articles: tuple[str, ...],
    form: str,
    fail_on: Severity,
    published: str | None,
    title: str | None,
    model: str | None,
    codebook: Path | None,
    places: Path | None,
    actor_files: tuple[Path, ...],
    record_files: tuple[Path, ...],
    rules_only: bool,
) -> None:
    """Show what does not hold together in articles, and nothing else.

    ARTICLE is as for `dateline code`. Each conflict is shown with both places side by side: in
    the article, or in the article and in the record of known facts that it contradicts.

    The exit status is 3 if there is a conflict of high severity (or as --fail-on says), so that
    a script can stop the presses; otherwise 1 if an article could not be coded, and else 0.

    \b
    Examples:
        dateline check report.txt --published 2025-03-14
        dateline check *.txt --record our-facts.csv --fail-on medium
    """  # noqa: D301
    if title is not None and len(articles) > 1:
        raise click.UsageError("--title is for a single ARTICLE; several carry theirs in JSON")
    from dateline.export.check import count_conflicts, write_check_json, write_check_table
    from dateline.progress import Tally
    from dateline.read import Given

    coder = _make_coder(model, codebook, places, actor_files, record_files, rules_only=rules_only)
    tally = Tally(tell_failures=form != "table")
    results = list(tally.watch(_code_each(coder, articles, Given(published=published, title=title), setup_too=False)))
    (write_check_json if form == "json" else write_check_table)(results, _stdout(form))
    if count_conflicts(results, fail_on):
        raise SystemExit(CONFLICTS_FOUND)
    _end(tally)


@main.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@store_option
@click.option("--published", type=Day(), help="Day of publication of articles that carry none.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes code at once."
)
@click.option("--retry-failed", is_flag=True, help="Try again the articles that could not be coded before.")
@click.option("--no-coding", is_flag=True, help="Store articles and tell copies, and leave the coding to a later run.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use in place of the default one.")
@click.option(
    "--codebook", type=click.Path(path_type=Path), metavar="DIR", help="A codebook to use in place of PLOVER's."
)
@_gazetteer_option
@_actors_option
@_record_option
@_rules_option
def run(
    sources: tuple[str, ...],
    store_name: str,
    published: str | None,
    jobs: int,
    retry_failed: bool,
    no_coding: bool,
    model: str | None,
    codebook: Path | None,
    places: Path | None,
    actor_files: tuple[Path, ...],
    record_files: tuple[Path, ...],
    rules_only: bool,
) -> None:
    """Code a stream of articles into a store that lasts.

    SOURCE is a file as for `dateline code`, a folder (with the folders in it), a pattern in
    quotes ('news/**/*.html'), or - for standard input. The store is an SQLite file, made where
    there is none, or a PostgreSQL database (postgresql://user@host/name).

    An article that this version coded before is skipped, so a run that was stopped, by whatever,
    is taken up by giving the same command again. An article that changed is a new version; what
    was made of the old one stays. A copy of another article is linked to it and not coded again.
    An article that cannot be coded is kept with its reason, the others go on, and the exit
    status is 1.

    \b
    Examples:
        dateline run articles.jsonl --store reports.db
        dateline run news/ 'more/*.jsonl' --store reports.db --jobs 4
        dateline run --retry-failed --store reports.db
        dateline stories --store reports.db
    """  # noqa: D301
    if not sources and not retry_failed:
        raise click.UsageError("name a SOURCE: files, folders, patterns, or - for standard input")
    from dateline.pipeline import Options
    from dateline.progress import RunTally, tell
    from dateline.read import Given, expand_sources
    from dateline.resources.gazetteer import load_gazetteer
    from dateline.resources.models import DEFAULT_MODEL
    from dateline.run import Runner, estimate, make_coding, take_articles
    from dateline.store import open_store

    tally, bar = RunTally(), sys.stderr.isatty()
    load_gazetteer(places)  # a mistyped folder is told before the first article
    options = Options(
        model or DEFAULT_MODEL,
        codebook,
        gazetteer=places,
        actors=actor_files,
        learned=not rules_only,
        **_record_options(record_files),
    )
    signature = None if no_coding else options.signature
    files = list(expand_sources(sources))
    command = {"command": "run", "sources": list(sources), "jobs": jobs, "retry_failed": retry_failed}
    with open_store(store_name) as store, _stop_at_sigterm():
        make = partial(make_coding, options)
        waits = any(not Path(path).is_file() for path, _ in files)
        runner = Runner(store, signature, make, jobs=jobs, retry_failed=retry_failed, may_wait=waits, command=command)
        articles = take_articles(store, files, Given(published=published), retry_failed=retry_failed)
        try:
            for _ in tally.watch_run(runner.run(articles), estimate(store, files, retry_failed=retry_failed), bar=bar):
                pass
        except KeyboardInterrupt:
            for line in (*tally.summary(), "stopped; the same command goes on from here"):
                tell(line)
            raise
    _end(tally)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a report."""
    import json

    from dateline.report import Report

    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }
    click.echo(json.dumps(content, indent=2))


@main.command()
def doctor() -> None:
    """Check that all that dateline needs is here and is what it should be."""
    from dateline.doctor import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{'ok     ' if finding.ok else 'PROBLEM'}  {finding.what}: {finding.found}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How to show the actors.",
)
@click.option("--published", type=Day(), help="Day of publication, which tells who was in office.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use in place of the default one.")
@_actors_option
@_gazetteer_option
def actors(
    articles: tuple[str, ...],
    form: str,
    published: str | None,
    model: str | None,
    actor_files: tuple[Path, ...],
    places: Path | None,
) -> None:
    """Show who articles speak of, and why each mention and each code is what it is.

    ARTICLE is as for `dateline code`. Each actor stands with its mentions, the rule that joined
    each to the others, and the words that its country and sector were read from.

    \b
    Example:
        dateline actors report.txt --published 2025-03-14 --actors my-actors.csv
    """  # noqa: D301
    from dateline.export.actors import write_actors_json, write_actors_table
    from dateline.pipeline import ActorExplainer, Options
    from dateline.read import Given
    from dateline.report import FailedReport
    from dateline.resources.models import DEFAULT_MODEL

    explainer = ActorExplainer(Options(model=model or DEFAULT_MODEL, actors=actor_files, gazetteer=places))
    results = list(_explain_each(explainer, articles, Given(published=published)))
    (write_actors_json if form == "json" else write_actors_table)(results, _stdout(form))
    if any(isinstance(report, FailedReport) for report in results):
        raise SystemExit(1)


@main.command("map")
@click.argument("reports", nargs=-1, required=True, metavar="REPORTS...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("geojson", "html")),
    help="geojson for programs, or html, one page with a map; geojson if --output does not say it.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write here; .geojson or .html tells the format.",
)
def draw_map(reports: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """Put the events of coded reports on a map.

    REPORTS is a file that `dateline code --format json` or `jsonl` wrote, or - for standard
    input. An event without a place stands in the GeoJSON without a geometry, and in the list
    beside the map.

    \b
    Example:
        dateline code articles.jsonl --format jsonl > reports.jsonl
        dateline map reports.jsonl --output events.html
    """  # noqa: D301
    from dateline.export.geojson import write_geojson
    from dateline.export.map import write_map
    from dateline.progress import tell
    from dateline.read.reports import read_reports
    from dateline.report import Report

    _refuse_own_input(reports, output)
    form = form or ("html" if output and output.suffix.lower() in (".html", ".htm") else "geojson")
    found = list(read_reports(reports))
    coded = [report for report in found if isinstance(report, Report)]
    with _open_output(output, form) as stream:
        (write_map if form == "html" else write_geojson)(coded, stream)
    if len(coded) < len(found):
        tell(f"{len(found) - len(coded):,} of {len(found):,} articles were not coded and are not on the map")


@main.group()
def gazetteer() -> None:
    """Ask the gazetteer which places bear a name, and add places to it."""


@gazetteer.command("find")
@click.argument("name")
@click.option("--limit", default=10, show_default=True, help="How many places to show.")
@_gazetteer_option
def gazetteer_find(name: str, limit: int, places: Path | None) -> None:
    """Show the places of this NAME, the one that is meant when nothing else is known first.

    The figure before each is its weight, and the line below it what the weight is made of. In
    an article the words around a name count too: see `dateline code --explain`.
    """
    from dateline.export.places import tell_hit
    from dateline.resources.gazetteer import load_gazetteer

    hits = load_gazetteer(places).rank(name)
    if not hits:
        raise click.ClickException(f"no place is called {name!r}")
    for hit in hits[:limit]:
        for line in tell_hit(hit):
            click.echo(line)


@gazetteer.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_gazetteer_option
def gazetteer_add(files: tuple[Path, ...], places: Path | None) -> None:
    """Add the places of FILES to your own index, which stands beside the one that comes along.

    A file is a dump of GeoNames (IQ.txt, allCountries.txt, alternateNamesV2.txt,
    admin1CodesASCII.txt, or the .zip of one), or a table of your own (CSV) whose first line
    names the columns name, latitude, longitude and country, and may name also (other names,
    parted by |), admin1, feature, population and geonames.

    A row that is wrong is told with its line and skipped. If anything fails, the index stays
    as it was. It lies in the folder that --gazetteer or the environment variable
    DATELINE_GAZETTEER names, or else in your data folder (~/.local/share/dateline/gazetteer).
    """
    from dateline.progress import tell
    from dateline.resources.gazetteer_add import add_file
    from dateline.resources.gazetteer_user import user_folder

    folder = user_folder(places)
    if folder is None:
        raise click.UsageError("DATELINE_GAZETTEER is empty, which means no index; name a folder with --gazetteer")
    for path in files:
        complaints = Complaints(path, tell)
        added = add_file(path, folder, complaints)
        complaints.end()
        skipped = f", {added.n_skipped:,} skipped" if added.n_skipped else ""
        rows = "1 row" if added.n_rows == 1 else f"{added.n_rows:,} rows"
        tell(f"{path}: {rows} ({added.kind}) added to {folder}{skipped}")


class Complaints:
    """Tells of rows that are skipped, the first ones each with its line, the others by their number."""

    most = 20

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        self._path, self._tell = path, tell
        self._count = 0

    def __call__(self, line: int, why: str) -> None:
        """Tell of one row."""
        self._count += 1
        if self._count <= self.most:
            self._tell(f"{self._path}:{line}: skipped: {why}")

    def end(self) -> None:
        """Say how many were not told one by one."""
        if self._count > self.most:
            self._tell(f"{self._path}: {self._count - self.most:,} more rows were skipped")


def _make_coder(
    model: str | None,
    codebook: Path | None,
    places: Path | None,
    actors: tuple[Path, ...] = (),
    record: tuple[Path, ...] = (),
    *,
    rules_only: bool = False,
    explain: str | None = None,
) -> Coder:
    from dateline.pipeline import Coder, Options
    from dateline.resources.gazetteer import load_gazetteer
    from dateline.resources.models import DEFAULT_MODEL

    load_gazetteer(places)  # a mistyped folder is told before the first article
    model = model or DEFAULT_MODEL
    explained = frozenset() if explain in (None, "all") else frozenset(explain.split(","))
    options = Options(
        model,
        codebook,
        gazetteer=places,
        explain=explain is not None,
        explained=explained,
        actors=actors,
        learned=not rules_only,
        **_record_options(record),
    )
    return Coder(options)


def _record_options(files: tuple[Path, ...]) -> dict[str, Any]:
    """What `--record` chose: files, and whether dateline's own record counts too."""
    none = Path("none")
    return {"record": tuple(path for path in files if path != none), "own_record_only": none in files}


def _explain_each(
    explainer: ActorExplainer, sources: tuple[str, ...], given: Given
) -> Iterator[ActorReport | FailedReport]:
    from dateline.errors import InputError, StepError
    from dateline.pipeline import failed_report
    from dateline.read import read_articles
    from dateline.report import Article

    for item in read_articles(sources, given):
        if not isinstance(item, Article):
            yield failed_report(item)
            continue
        try:
            yield explainer(item)
        except (InputError, StepError) as problem:
            yield failed_report(problem, item.id)


def _code_each(coder: Coder, sources: tuple[str, ...], given: Given, *, setup_too: bool) -> Iterator[Result]:
    from dateline.export import Result
    from dateline.read import read_articles
    from dateline.report import Article

    for item in read_articles(sources, given):
        article = item if isinstance(item, Article) else None
        yield Result(article, coder.try_code(item, setup_too=setup_too))


@contextmanager
def _stop_at_sigterm() -> Iterator[None]:
    """Let a request to end the program stop a run as Ctrl-C does: what is done is written first."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(tally: Any) -> None:
    """Say what went through, where that is not plain, and end with the status that the contract names."""
    from dateline.progress import tell

    if tally.n_coded != 1 or tally.failures:
        for line in tally.summary():
            tell(line)
    if tally.failures:
        raise SystemExit(1)


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in FORMAT_NAMES else "table"


def _wants_bar(output: Path | None) -> bool:
    """A bar is for a person who does not see the reports themselves go by."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def _refuse_own_input(sources: tuple[str, ...], output: Path | None) -> None:
    if output and any(
        source != "-" and Path(source).exists() and output.exists() and output.samefile(source) for source in sources
    ):
        raise click.UsageError(f"--output {output} is one of the articles; it would be overwritten before it is read")


def _open_output(output: Path | None, form: str) -> AbstractContextManager[TextIO]:
    return nullcontext(_stdout(form)) if output is None else _open_file(output)


@contextmanager
def _open_file(output: Path) -> Iterator[TextIO]:
    try:
        stream = output.open("w", encoding="utf-8", newline="\n")
    except OSError as problem:
        raise click.UsageError(f"--output {output}: cannot be written: {problem.strerror}") from problem
    with stream:
        yield stream


def _stdout(form: str) -> TextIO:
    """Give standard output: UTF-8 for machines, the terminal's own encoding for people."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and form == "table":
        reconfigure(errors="replace")
    elif reconfigure:
        reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def _silence_stdout() -> None:
    """Let nothing more be written to a pipe that nobody reads, not even at the end of the program."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
