"""Runs: take a stream of articles into a store, each coded once, in the order they came in.

One process reads, plans and writes; others code. An article is known, or a copy, or coded;
what is done is written in the stream's order, many articles in one transaction, so that a
run which is killed has lost at most the last second's work and doubled nothing.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from dateline.ahead import Ahead, Here, Intake
from dateline.errors import FormatError, InputError, WorkerError
from dateline.pipeline import Coder, Options, failed_report
from dateline.read.dedupe import Wording, best_likeness, read_wording
from dateline.read.given import Given, Read
from dateline.read.sources import count_articles, read_file
from dateline.report import Article, ErrorReason, FailedReport
from dateline.store import Copy, Entry, Failure, LateLook, Library, Store, prepare_article, prepare_report
from dateline.store.prepared import PreparedArticle, PreparedReport, digest_of_content
from dateline.store.rows import clean
from dateline.workers import Lost, OwnProcess, Pool, Processes

Name = tuple[str, str]
"""An article's id and the digest of its version."""

Coded = PreparedReport | FailedReport
CodeOne = Callable[[Article], Coded]
Fate = Literal["coded", "stored", "copy", "known", "failed", "failed before"]

WINDOW = 256
"""Articles between the one that is read and the one that is written, at most."""

WINDOW_CHARS = 16_000_000
"""Characters of all of them; this and `WINDOW` bound the memory."""

BATCH = 1000
"""Articles in one transaction, at most, and no more than `WINDOW_CHARS` characters."""

BATCH_S = 1.0
"""How long a coded article waits to be written, in seconds."""

MAX_ID_BYTES = 2_000
"""Longest name of an article that a store takes; PostgreSQL's index ends soon after."""

MOST_ALIKE = 6
"""With how many of the articles that share most of its fingerprint a new one is compared."""

MOST_WORDINGS = 64
"""Wordings of older articles that are kept at hand: copies of one story come together."""


class Outcome(NamedTuple):
    """What became of one article; `n_words` is told where it was coded."""

    article: str | None
    fate: Fate
    n_words: int = 0
    failure: ErrorReason | None = None


def take_articles(
    store: Store, files: Iterable[tuple[str, str | None]], given: Given, *, retry_failed: bool = False
) -> Iterator[Read]:
    """Give what a run takes in: with `retry_failed` what could not be coded before, then the files' articles.

    Args:
        store: Where the failures stand.
        files: Files with their names, as `expand_sources` gives them.
        given: What the caller says of the articles.
        retry_failed: Whether to begin with the failures.
    """
    if retry_failed:
        yield from store.failed_articles()
    for path, name in files:
        yield from read_file(path, given, name)


def estimate(store: Store, files: Sequence[tuple[str, str | None]], *, retry_failed: bool = False) -> int | None:
    """Estimate how many articles `take_articles` gives; None where that cannot be told."""
    n = count_articles(path for path, _ in files)
    return None if n is None else n + (store.count_failures() if retry_failed else 0)


def make_coding(options: Options) -> CodeOne:
    """Make what codes an article and makes its report ready to be written, in this process."""
    coder = Coder(options)

    def code(article: Article) -> Coded:
        report = coder.try_code(article)
        return report if isinstance(report, FailedReport) else prepare_report(report)

    return code


@dataclass(eq=False)
class _Plan:
    """One article on its way: what is to be done with it, then what came of it."""

    number: int
    fate: Fate
    article: Article | None = None
    prepared: PreparedArticle | None = None
    copy: Copy | None = None
    report: PreparedReport | None = None
    failure: FailedReport | None = None
    done: bool = True
    seen: int = 0

    @property
    def name(self) -> Name | None:
        return (self.prepared.article, self.prepared.digest) if self.prepared else None

    @property
    def n_chars(self) -> int:
        return len(self.article.text) if self.article else 0


class Runner:
    """Takes articles into a store.

    Args:
        store: Where they go.
        signature: Version and options of the coder; None to store without coding.
        make: Makes what codes one article, in each process; it must be possible to pickle it if `jobs` is over 1.
        jobs: How many processes code; with 1 this one does.
        retry_failed: Whether to try again what this coder could not code before.
        may_wait: Whether the articles come from where reading may have to wait, such as a pipe.
        command: What was asked for, kept with the run.
    """

    def __init__(
        self,
        store: Store,
        signature: str | None,
        make: Callable[[], CodeOne] | None = None,
        *,
        jobs: int = 1,
        retry_failed: bool = False,
        may_wait: bool = False,
        command: dict[str, object] | None = None,
    ) -> None:
        self._store, self._signature, self._make = store, signature, make or partial(make_coding, Options())
        self._jobs, self._retry_failed, self._may_wait = jobs, retry_failed, may_wait
        self._command = command or {}
        self.counts: Counter[str] = Counter()
        self._plans: deque[_Plan] = deque()
        self._to_code: deque[_Plan] = deque()
        self._coding: dict[int, _Plan] = {}
        self._entries: list[_Plan] = []
        self._n_entry_chars = 0
        self._n_planned = 0
        self._problem: OSError | None = None
        self._n_chars = 0
        self._first_entry_s = 0.0
        self._look_out = _LookOut(store)
        self._failed: set[Name] = set()

    def run(self, articles: Iterable[Read]) -> Iterator[Outcome]:
        """Take articles in and tell of each, in their order; an interrupted run writes what is done first."""
        self._run = self._store.begin_run(self._signature, self._command)
        ahead: Intake[Read] = (
            Ahead(articles, _size_of, most=WINDOW, most_size=WINDOW_CHARS)
            if self._may_wait
            else Here(articles, _size_of, most_size=WINDOW_CHARS)
        )
        pool: Pool[Article, Coded] | None = None
        try:
            pool = self._make_pool()
            while not (ahead.over and not self._plans):
                self._take(ahead)
                self._hand_out(pool)
                self._collect(pool)
                yield from self._let_go()
        finally:
            ahead.stop()
            if pool:
                pool.close()
            self._write()
            self._store.end_run(self._run, dict(self.counts))
        if self._problem:
            raise self._problem

    def _make_pool(self) -> Pool[Article, Coded]:
        if self._signature is None:
            return OwnProcess(_no_coding)
        return OwnProcess(self._make) if self._jobs == 1 else Processes(self._make, self._jobs)

    def _take(self, ahead: Intake[Read]) -> None:
        """Plan what can be read now; where there is nothing else to do, wait for it, with all written first."""
        room = WINDOW - len(self._plans)
        if room <= 0 or self._n_chars >= WINDOW_CHARS:
            return
        try:
            items = ahead.take(room, 0)
            if not items and not self._plans:
                self._write()
                items = ahead.take(room, BATCH_S)
        except OSError as problem:
            self._problem = problem
            ahead.stop()
            return
        if items:
            self._plan(items)

    def _plan(self, items: Sequence[Read]) -> None:
        contents = [item.model_dump_json() if isinstance(item, Article) else "" for item in items]
        names = [
            (item.id, digest_of_content(content))
            for item, content in zip(items, contents, strict=True)
            if isinstance(item, Article)
        ]
        known = self._store.known(names, self._signature)
        failed = set() if self._retry_failed else self._store.failed(names, self._signature)
        for item, content in zip(items, contents, strict=True):
            plan = self._plan_one(item, content, known, failed)
            self._n_chars += plan.n_chars
            self._plans.append(plan)
        self._look_for_copies([plan for plan in self._plans if plan.number > self._n_planned - len(items)])

    def _plan_one(self, item: Read, content: str, known: set[Name], failed: set[Name]) -> _Plan:
        self._n_planned += 1
        number = self._n_planned
        if isinstance(item, InputError):
            return _Plan(number, "failed", failure=failed_report(item))
        if len(item.id.encode()) > MAX_ID_BYTES:
            return _Plan(number, "failed", failure=failed_report(_too_long(item)))
        name = (item.id, digest_of_content(content))
        if name in known or self._look_out.is_pending((clean(item.id), name[1])):
            return _Plan(number, "known", article=item)
        if name in failed:
            return _Plan(number, "failed before", article=item)
        plan = _Plan(number, "coded", article=item, prepared=prepare_article(item, content), done=False)
        self._look_out.expect(plan)
        return plan

    def _look_for_copies(self, plans: Sequence[_Plan]) -> None:
        """Tell copies from what is to be coded."""
        new = [plan for plan in plans if not plan.done]
        for plan, copy in zip(new, self._look_out.find_originals(new), strict=True):
            plan.copy = copy
            if copy and copy.kind != "update":
                plan.fate, plan.done = "copy", True
            elif self._signature is None:
                plan.fate, plan.done = "stored", True
            else:
                self._to_code.append(plan)

    def _hand_out(self, pool: Pool[Article, Coded]) -> None:
        while self._to_code and pool.free > 0:
            plan = self._to_code.popleft()
            self._coding[plan.number] = plan
            assert plan.article  # noqa: S101 - only articles wait to be coded
            pool.give(plan.number, plan.article)

    def _collect(self, pool: Pool[Article, Coded]) -> None:
        if not self._coding:
            return
        for number, coded in pool.collect(BATCH_S / 4):
            plan = self._coding.pop(number)
            plan.done = True
            if isinstance(coded, PreparedReport):
                plan.report = coded
            else:
                plan.fate, plan.failure = "failed", _told(coded, plan)

    def _let_go(self) -> Iterator[Outcome]:
        """Pass on what is done, in order, and write it from time to time."""
        while self._plans and self._plans[0].done:
            plan = self._plans.popleft()
            self._n_chars -= plan.n_chars
            self._settle(plan)
            self.counts[plan.fate] += 1
            if plan.fate not in ("known", "failed before"):
                self._first_entry_s = self._first_entry_s if self._entries else time.monotonic()
                self._entries.append(plan)
                self._n_entry_chars += plan.n_chars
            yield _outcome(plan)
            if len(self._entries) >= BATCH or self._n_entry_chars >= WINDOW_CHARS:
                self._write()
        if self._entries and time.monotonic() - self._first_entry_s >= BATCH_S:
            self._write()

    def _settle(self, plan: _Plan) -> None:
        """Let a copy share the fate of an original that could not be coded."""
        if plan.copy and plan.fate == "copy" and plan.copy.original in self._failed:
            plan.fate = "failed"
            plan.failure = failed_report(
                WorkerError(f"article {plan.copy.original[0]!r}, which it copies, could not be coded"),
                plan.article.id if plan.article else None,
            )
        if plan.fate == "failed" and plan.name:
            self._failed.add(plan.name)

    def _write(self) -> None:
        if self._entries:
            late = LateLook(min(plan.seen for plan in self._entries), self._look_out.look_again)
            self._store.write(self._run, [_entry(plan) for plan in self._entries], late)
            for plan in self._entries:
                self._look_out.forget(plan)
            self._entries, self._n_entry_chars = [], 0


class _LookOut:
    """Finds the original of a copy, among the stored articles and among those that are on their way."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: dict[Name, _Plan] = {}
        self._by_bucket: dict[int, list[_Plan]] = {}
        self._wordings: dict[Name, Wording] = {}

    def is_pending(self, name: Name) -> bool:
        """Whether this very version is on its way."""
        return name in self._pending

    def expect(self, plan: _Plan) -> None:
        """Take note of an article that will be written."""
        if plan.name:
            self._pending[plan.name] = plan

    def forget(self, plan: _Plan) -> None:
        """Take note that an article was written: it is found in the store now."""
        if plan.name:
            self._pending.pop(plan.name, None)
        for bucket in plan.prepared.buckets if plan.prepared else ():
            mates = self._by_bucket.get(bucket)
            if mates and plan in mates:
                mates.remove(plan)
                if not mates:
                    del self._by_bucket[bucket]

    def find_originals(self, plans: Sequence[_Plan]) -> list[Copy | None]:
        """Say of each new article what it copies; in their order, for one may copy another of them."""
        buckets = [plan.prepared.buckets if plan.prepared else () for plan in plans]
        with self._store.library() as library:
            seen = library.last_key()
            found = library.find_mates(buckets)
            for plan in plans:
                plan.seen = seen
            return [self._find_original(library, plan, mates) for plan, mates in zip(plans, found, strict=True)]

    def _find_original(self, library: Library, plan: _Plan, mates: Counter[Name]) -> Copy | None:
        if not plan.prepared or not plan.article:
            return None
        near = [own for bucket in plan.prepared.buckets if (own := self._by_bucket.get(bucket))]
        if near:
            mates = mates + Counter(mate.name for own in near for mate in own if mate.name)
        copy = self._compare(library, plan.article, mates)
        if copy is None or copy.kind == "update":
            for bucket in plan.prepared.buckets:
                self._by_bucket.setdefault(bucket, []).append(plan)
        return copy

    def look_again(self, entries: Sequence[Entry], library: Library) -> list[Copy | None]:
        """Say what the articles copy of that which other processes wrote meanwhile."""
        found = library.find_mates([e.article.buckets if e.article and not e.copy else () for e in entries])
        return [
            self._compare(library, Article.model_validate_json(e.article.content), mates)
            if e.article and mates
            else None
            for e, mates in zip(entries, found, strict=True)
        ]

    def _compare(self, library: Library, article: Article, mates: Counter[Name]) -> Copy | None:
        """Compare an article with those that share most of its fingerprint; its own versions are no originals."""
        names = [name for name, _ in sorted(mates.items(), key=lambda pair: (-pair[1], pair[0]))]
        names = [name for name in names if name[0] != clean(article.id)][:MOST_ALIKE]
        if not names:
            return None
        self._read_wordings(library, names)
        olds = [(n, self._wordings[name]) for n, name in enumerate(names) if name in self._wordings]
        best = best_likeness(read_wording(article.text), olds)
        return Copy(names[best[0]], best[1].kind, best[1].score) if best else None

    def _read_wordings(self, library: Library, names: Sequence[Name]) -> None:
        missing = [name for name in names if name not in self._wordings]
        here = {name: plan.article.text for name in missing if (plan := self._pending.get(name)) and plan.article}
        texts = here | library.texts([name for name in missing if name not in here])
        for name in list(self._wordings)[: max(0, len(self._wordings) + len(texts) - MOST_WORDINGS)]:
            if name not in names:
                del self._wordings[name]
        self._wordings |= {name: read_wording(text) for name, text in texts.items()}


def _no_coding() -> CodeOne:
    def refuse(article: Article) -> Coded:
        raise AssertionError(f"article {article.id!r} was to be stored without coding")

    return refuse


def _too_long(article: Article) -> FormatError:
    shown = article.id[:60]
    message = (
        f"article {shown + '…'!r}: its id is over {MAX_ID_BYTES:,} bytes, which no store takes; give it a shorter one"
    )
    return FormatError(message, article_id=shown)


def _size_of(item: Read) -> int:
    return len(item.text) if isinstance(item, Article) else 0


def _told(coded: FailedReport | Lost, plan: _Plan) -> FailedReport:
    """Say why an article could not be coded."""
    if isinstance(coded, FailedReport):
        return coded
    name = plan.article.id if plan.article else None
    status = coded.status or 0
    how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    return failed_report(
        WorkerError(f"article {name!r}: the process that coded it {how}, twice; it may need more memory than there is"),
        name,
    )


def _entry(plan: _Plan) -> Entry:
    if plan.failure:
        reason = plan.failure.error
        return Entry(failure=Failure(plan.failure.article.id, reason.kind, reason.message, plan.article))
    return Entry(plan.prepared, plan.report, plan.copy)


def _outcome(plan: _Plan) -> Outcome:
    if plan.failure:
        return Outcome(plan.failure.article.id, plan.fate, failure=plan.failure.error)
    n_words = len(plan.article.text.split()) if plan.article and plan.report else 0
    return Outcome(plan.article.id if plan.article else None, plan.fate, n_words)
