"""How far the work is: a bar on standard error for people, one line at the end for logs."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.export import Result
from dateline.export.visible import in_line
from dateline.report import FailedReport

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.run import Outcome

MAX_MESSAGES = 20
"""Failures that are told one by one on standard error; all of them stand in the output."""

LINE_S = 60.0
"""Seconds between two lines that tell how far a run is, where there is no terminal for a bar."""


class Tally:
    """Counts what went through, and tells of it on standard error.

    Args:
        tell_failures: Whether to print each failure's message, up to `MAX_MESSAGES`.
    """

    def __init__(self, *, tell_failures: bool = False) -> None:
        self.n_coded = 0
        self.n_words = 0
        self.failures: Counter[str] = Counter()
        self._ids: Counter[str] = Counter()
        self._tell_failures = tell_failures
        self._started = time.monotonic()

    def watch(self, results: Iterable[Result], total: int | None = None, *, bar: bool = False) -> Iterator[Result]:
        """Pass results on and count them; with `bar`, show how far they are of `total`."""
        with _bar(total) if bar else _no_bar() as progress:
            for result in results:
                self._add(result)
                if progress:
                    _advance(progress)
                yield result

    def _add(self, result: Result) -> None:
        if not isinstance(result.report, FailedReport):
            self._ids[result.report.article.id] += 1
            self.n_coded += 1
            self.n_words += len(result.article.text.split()) if result.article else 0
            return
        self.failures[result.report.error.kind] += 1
        if self._tell_failures and self.failures.total() <= MAX_MESSAGES:
            tell(f"not coded: {result.report.error.message}")

    def summary(self) -> Iterator[str]:
        """Say in a line or two what went through and what did not."""
        seconds = time.monotonic() - self._started
        line = f"coded {_plural(self.n_coded, 'article')}"
        if self.failures:
            kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(self.failures.items()))
            line += f", {self.failures.total():,} not coded ({kinds})"
        yield f"{line}: {_plural(self.n_words, 'word')} in {seconds:.1f} s"
        twice = sorted(name for name, n in self._ids.items() if n > 1)
        if twice:
            shown = ", ".join(in_line(name, 40) for name in twice[:3]) + (" and others" if len(twice) > 3 else "")
            yield f"{_plural(len(twice), 'id')} stood more than once, each of the articles has its own report: {shown}"


class RunTally(Tally):
    """Counts what a run does, and tells of it on standard error."""

    def __init__(self) -> None:
        super().__init__(tell_failures=True)
        self.fates: Counter[str] = Counter()
        self._told = self._started

    def watch_run(
        self, outcomes: Iterable[Outcome], total: int | None = None, *, bar: bool = False
    ) -> Iterator[Outcome]:
        """Pass outcomes on and count them; show how far they are by a bar, or by a line every minute."""
        with _bar(total) if bar else _no_bar() as progress:
            for outcome in outcomes:
                self._add_outcome(outcome)
                if progress:
                    _advance(progress)
                elif time.monotonic() - self._told >= LINE_S:
                    self._told = time.monotonic()
                    tell(self._so_far(total))
                yield outcome

    def _add_outcome(self, outcome: Outcome) -> None:
        self.fates[outcome.fate] += 1
        self.n_words += outcome.n_words
        if outcome.failure:
            self.failures[outcome.failure.kind] += 1
            if self.failures.total() <= MAX_MESSAGES:
                tell(f"not coded: {outcome.failure.message}")
            elif self.failures.total() == MAX_MESSAGES + 1:
                tell("more articles were not coded; the store keeps the reason of each")

    def _so_far(self, total: int | None) -> str:
        done, seconds = self.fates.total(), time.monotonic() - self._started
        line = f"{done:,} of {total:,} articles" if total else _plural(done, "article")
        left = f", {span_of((total - done) * seconds / done)} left" if total and total > done else ""
        return f"{line}, {done / seconds:.1f} a second{left}"

    def summary(self) -> Iterator[str]:
        """Say in a few lines what went through and what did not."""
        n, seconds = self.fates, time.monotonic() - self._started
        line = f"stored {_plural(n['stored'], 'article')}" if n["stored"] else f"coded {_plural(n['coded'], 'article')}"
        if n["copy"]:
            line += f", {_plural(n['copy'], 'copy', 'copies')} of others"
        if self.failures:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.failures.items()))
            line += f", {self.failures.total():,} not coded ({kinds})"
        yield f"{line}: {_plural(self.n_words, 'word')} in {seconds:.1f} s"
        if n["known"]:
            yield f"{n['known']:,} of the articles were in the store already"
        if n["failed before"]:
            yield f"{n['failed before']:,} could not be coded before and were left out; --retry-failed tries them again"


def span_of(seconds: float) -> str:
    """Give a time in the unit that a person would."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def tell(message: str) -> None:
    """Print a line on standard error, whatever characters stand in it."""
    line = in_line(message)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)  # noqa: T201


def _plural(n: int, noun: str, many: str | None = None) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {many or noun + 's'}"


@contextmanager
def _no_bar() -> Iterator[None]:
    yield None


@contextmanager
def _bar(total: int | None) -> Iterator[Progress]:
    """Show a bar on standard error; messages printed there meanwhile stand above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("coding"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left" if total else ""),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        progress.add_task("coding", total=total, rate="")
        yield progress


def _advance(progress: Progress) -> None:
    task = progress.tasks[0]
    rate = f"{task.speed:.1f} articles/s" if task.speed else ""
    progress.update(task.id, advance=1, rate=rate)
