"""Write articles, reports and failures, many in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from dateline.report import Article
from dateline.store.database import insert_keyed, insert_rows, writing
from dateline.store.fingerprints import Library
from dateline.store.prepared import PreparedArticle, PreparedReport, digest_of_content
from dateline.store.rows import Row, clean, clean_or_none, write_parts
from dateline.store.schema import (
    ARTICLES,
    CODERS,
    DUPLICATES,
    FAILURES,
    FINGERPRINTS,
    REPORTS,
    REVIEWS,
    RUNS,
)
from dateline.store.search import index_words
from dateline.store.standing import REVIEW_CODER, renew_standing


@dataclass(frozen=True, slots=True)
class Run:
    """A run that writes.

    Args:
        key: Its row.
        coder_key: The row of its coder; None where it codes nothing.
    """

    key: int
    coder_key: int | None


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article copies: the stored article or, where both are written together, its name and digest.

    Args:
        original: Name and digest of the original.
        kind: `exact`, `near`, or `update`, which says something of its own and is coded by itself.
        score: How much of their wording they share, 0 to 1.
    """

    original: tuple[str, str]
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article could not be coded.

    Args:
        article: Its id, where that could be read.
        kind: A word for programs: `kind` of the error's class.
        message: What is wrong, where, and what to do.
        content: The article itself, where it could be read, to try it again.
    """

    article: str | None
    kind: str
    message: str
    content: Article | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written of one article: itself, its report, what it copies; or why there is none.

    Args:
        article: The article, as `prepare_article` gives it.
        report: Its report, as `prepare_report` gives it.
        copy: What it copies.
        failure: Why it could not be coded.
    """

    article: PreparedArticle | None = None
    report: PreparedReport | None = None
    copy: Copy | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class Written:
    """How much of what was to be written was new.

    Args:
        n_articles: Versions of articles.
        n_reports: Reports.
        n_copies: Links of copies to originals.
        n_failures: Failures.
    """

    n_articles: int = 0
    n_reports: int = 0
    n_copies: int = 0
    n_failures: int = 0


def begin_run(engine: Engine, coder: str | None, command: dict[str, object]) -> Run:
    """Write down that a run begins; see `Store.begin_run`."""
    with writing(engine) as connection:
        coder_key = None if coder is None else _coder_key(connection, coder)
        values = {"coder_key": coder_key, "command": json.dumps(command), "started": _now()}
        (key,) = insert_keyed(connection, RUNS, [values])
        return Run(key, coder_key)


def end_run(engine: Engine, run: Run, counts: dict[str, int]) -> None:
    """Write down that a run came to its end."""
    with writing(engine) as connection:
        values = {"ended": _now(), "counts": json.dumps(counts)}
        connection.execute(update(RUNS).where(RUNS.c.key == run.key).values(values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _coder_key(connection: Connection, coder: str) -> int:
    found = connection.execute(select(CODERS.c.key).where(CODERS.c.signature == coder)).scalar()
    if found is not None:
        return int(found)
    fields = dict(part.split(" ", 1) for part in coder.split("; ") if " " in part)
    values = {
        "signature": coder,
        "version": fields.get("dateline"),
        "codebook": fields.get("codebook"),
        "codebook_digest": fields.get("digest"),
    }
    return insert_keyed(connection, CODERS, [values])[0]


@dataclass(frozen=True, slots=True)
class LateLook:
    """A second look for copies, where another process has written since the first.

    Args:
        seen: The last row that the first look could see.
        find: Gives for each entry what it copies, or None.
    """

    seen: int
    find: Callable[[Sequence[Entry], Library], list[Copy | None]]


def write_entries(engine: Engine, run: Run, entries: Sequence[Entry], late: LateLook | None = None) -> Written:
    """Write entries in one transaction; see `Store.write`."""
    with writing(engine) as connection:
        if late and _others_wrote(connection, run, late.seen):
            copies = late.find(entries, Library(connection))
            entries = [replace(e, copy=copy) if copy else e for e, copy in zip(entries, copies, strict=True)]
        return _Writer(connection, run).write(entries)


def _others_wrote(connection: Connection, run: Run, seen: int) -> bool:
    query = select(ARTICLES.c.key).where(ARTICLES.c.key > seen, ARTICLES.c.run_key != run.key).limit(1)
    return connection.execute(query).first() is not None


@dataclass
class _Writer:
    """One transaction's work. `keys` holds the row of each version by name and digest."""

    connection: Connection
    run: Run
    keys: dict[tuple[str, str], int] = field(default_factory=dict)
    done: Written = field(default_factory=Written)

    def write(self, entries: Sequence[Entry]) -> Written:
        new = self._articles([entry.article for entry in entries if entry.article])
        self._copies([entry for entry in entries if entry.article and entry.copy], new)
        self._fingerprints([entry for entry in entries if entry.article], new)
        self._reports([(e.article, e.report) for e in entries if e.article and e.report])
        self._failures(entries)
        return self.done

    def _articles(self, articles: Sequence[PreparedArticle]) -> set[int]:
        """Write the versions that are not there, let each article's last one be its last, and give the new rows."""
        versions: dict[str, int] = {}
        for row in _versions(self.connection, {a.article for a in articles}):
            self.keys[row["article"], row["digest"]] = row["key"]
            versions[row["article"]] = max(versions.get(row["article"], 0), row["version"])
        stored = set(versions)
        new: dict[tuple[str, str], tuple[PreparedArticle, int]] = {}
        for a in articles:
            name = (a.article, a.digest)
            if name not in self.keys and name not in new:
                versions[a.article] = versions.get(a.article, 0) + 1
                new[name] = (a, versions[a.article])
        self._supersede(sorted({name for name, _ in new} & stored))
        rows = [_article_row(a, n, self.run.key, last=n == versions[a.article]) for a, n in new.values()]
        keys = insert_keyed(self.connection, ARTICLES, rows)
        self.keys.update(zip(new, keys, strict=True))
        index_words(self.connection, [(key, *a.words) for key, (a, _) in zip(keys, new.values(), strict=True)])
        self.done.n_articles = len(keys)
        return set(keys)

    def _supersede(self, names: Sequence[str]) -> None:
        """Let the versions and reports of articles that get a new version be the last no more."""
        if names:
            older = select(ARTICLES.c.key).where(ARTICLES.c.article.in_(names))
            self.connection.execute(update(REPORTS).where(REPORTS.c.article_key.in_(older)).values(last=False))
            self.connection.execute(update(ARTICLES).where(ARTICLES.c.article.in_(names)).values(last=False))

    def _copies(self, entries: Sequence[Entry], new: set[int]) -> None:
        """Link new versions that copy another to it."""
        wanted = {e.copy.original for e in entries if e.copy} - set(self.keys)
        for row in _versions(self.connection, {article for article, _ in wanted}):
            self.keys.setdefault((row["article"], row["digest"]), row["key"])
        mere = self._originals_of(
            {self.keys[name] for e in entries if e.copy and (name := e.copy.original) in self.keys}
        )
        rows: dict[int, Row] = {}
        for e in entries:
            if e.article and e.copy and e.copy.original in self.keys:
                key, original = self.keys[e.article.article, e.article.digest], self.keys[e.copy.original]
                if key in new:
                    rows[key] = (key, mere.get(original, original), e.copy.kind, e.copy.score, self.run.key)
                    if e.copy.kind != "update":
                        mere[key] = rows[key][1]
        insert_rows(self.connection, DUPLICATES, list(rows.values()))
        self.done.n_copies = len(rows)

    def _originals_of(self, keys: set[int]) -> dict[int, int]:
        """Give the originals of those that are mere copies themselves: another process may have found that out."""
        rows = DUPLICATES.c
        query = select(rows.article_key, rows.original_key).where(
            rows.article_key.in_(sorted(keys)), rows.kind != "update"
        )
        return {int(key): int(original) for key, original in self.connection.execute(query)} if keys else {}

    def _fingerprints(self, entries: Sequence[Entry], new: set[int]) -> None:
        """Let new texts be found by their look-alikes; a mere copy is found by its original."""
        rows: dict[Row, None] = {}
        for e in entries:
            if e.article and (e.copy is None or e.copy.kind == "update"):
                key = self.keys[e.article.article, e.article.digest]
                if key in new:
                    rows.update(((bucket, key), None) for bucket in e.article.buckets)
        insert_rows(self.connection, FINGERPRINTS, list(rows))

    def _reports(self, pairs: Sequence[tuple[PreparedArticle, PreparedReport]]) -> None:
        """Write the reports that are not there, with their parts."""
        if not pairs:
            return
        wanted = {self.keys[a.article, a.digest]: report for a, report in pairs}
        here = REPORTS.c.article_key.in_(wanted)
        there = set(
            self.connection.execute(
                select(REPORTS.c.article_key).where(here, REPORTS.c.coder_key == self.run.coder_key)
            ).scalars()
        )
        new = {key: report for key, report in wanted.items() if key not in there}
        last = set(
            self.connection.execute(select(ARTICLES.c.key).where(ARTICLES.c.key.in_(new), ARTICLES.c.last)).scalars()
        )
        older = REPORTS.c.article_key.in_(new) & REPORTS.c.last
        self.connection.execute(update(REPORTS).where(older).values(last=False))
        rows = [_report_row(key, report, self.run, last=key in last) for key, report in new.items()]
        keys = insert_keyed(self.connection, REPORTS, rows)
        heads = [(key, article_key, self.run.key) for key, article_key in zip(keys, new, strict=True)]
        write_parts(self.connection, zip(heads, (report.parts for report in new.values()), strict=True))
        self.done.n_reports = len(keys)
        self._keep_reviewed(list(new))

    def _keep_reviewed(self, article_keys: Sequence[int]) -> None:
        """Let what people decided on these versions stand over the new coding."""
        reviewed = select(REVIEWS.c.article_key).where(REVIEWS.c.article_key.in_(article_keys)).distinct()
        keys = list(self.connection.execute(reviewed.order_by(REVIEWS.c.article_key)).scalars()) if article_keys else []
        if keys:
            coder_key = _coder_key(self.connection, REVIEW_CODER)
            renew_standing(self.connection, keys, self.run.key, coder_key)

    def _failures(self, entries: Sequence[Entry]) -> None:
        """Write the new failures, and forget the old ones of every article that is here."""
        names = {e.article.article for e in entries if e.article}
        failures = {(f.article, f.message if f.article is None else ""): f for e in entries if (f := e.failure)}
        names |= {clean(f.article) for f in failures.values() if f.article is not None}
        unnamed = [clean(f.message) for f in failures.values() if f.article is None]
        if names:
            self.connection.execute(delete(FAILURES).where(FAILURES.c.article.in_(sorted(names))))
        if unnamed:
            self.connection.execute(
                delete(FAILURES).where(FAILURES.c.article.is_(None), FAILURES.c.message.in_(unnamed))
            )
        if failures:
            self.connection.execute(insert(FAILURES), [_failure_row(f, self.run) for f in failures.values()])
        self.done.n_failures = len(failures)


def _versions(connection: Connection, names: set[str]) -> Sequence[RowMapping]:
    if not names:
        return []
    columns = (ARTICLES.c.key, ARTICLES.c.article, ARTICLES.c.digest, ARTICLES.c.version)
    query = select(*columns).where(ARTICLES.c.article.in_(sorted(names)))
    return connection.execute(query).mappings().all()


def _article_row(a: PreparedArticle, version: int, run_key: int, *, last: bool) -> dict[str, Any]:
    heads = {name: getattr(a, name) for name in ("title", "published", "publisher", "url", "language", "wire")}
    own = {"article": a.article, "digest": a.digest, "content": a.content}
    return {**own, **heads, "version": version, "last": last, "run_key": run_key}


def _report_row(article_key: int, report: PreparedReport, run: Run, *, last: bool) -> dict[str, Any]:
    return {
        "article_key": article_key,
        "coder_key": run.coder_key,
        "run_key": run.key,
        "last": last,
        "content": report.content,
    }


def _failure_row(failure: Failure, run: Run) -> dict[str, Any]:
    content = failure.content.model_dump_json() if failure.content else None
    return {
        "article": clean_or_none(failure.article),
        "digest": digest_of_content(content) if content else None,
        "coder_key": run.coder_key,
        "run_key": run.key,
        "kind": failure.kind,
        "message": clean(failure.message),
        "content": content,
    }
