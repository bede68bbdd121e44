"""Stories in the store: which article belongs to which happening, what was merged, and what people ruled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, text, update

from dateline.report import Article, Report, Story
from dateline.store.database import insert_keyed, insert_rows
from dateline.store.rows import clean
from dateline.store.schema import (
    ARTICLES,
    DECISIONS,
    DUPLICATES,
    REPORTS,
    STORIES,
    STORY_ARTICLES,
    STORY_CLAIMS,
    STORY_CONFLICT_CLAIMS,
    STORY_CONFLICTS,
    STORY_EVENTS,
    STORY_MENTIONS,
    STORY_TERM_COUNTS,
    STORY_TERMS,
)

T = TypeVar("T")
MAX_TERM = 200
"""Characters of a term that are kept."""

KEYS_AT_ONCE = 500
"""How many keys one query names."""


_FIND_SQLITE = """
    SELECT t.value, a.story_key, s.weight FROM json_each(:terms) t
    JOIN story_terms s ON s.term = t.value AND s.article_key >= coalesce(
        (SELECT g.article_key FROM story_terms g WHERE g.term = t.value ORDER BY g.article_key DESC LIMIT 1 OFFSET :most - 1),
        0)
    JOIN story_articles a ON a.article_key = s.article_key
    ORDER BY t.key, s.article_key DESC
"""

_FIND_SERVER = """
    SELECT t.term, a.story_key, s.weight FROM unnest(CAST(:terms AS text[])) WITH ORDINALITY AS t(term, n)
    CROSS JOIN LATERAL (
        SELECT article_key, weight FROM story_terms WHERE term = t.term ORDER BY article_key DESC LIMIT :most) AS s
    JOIN story_articles a ON a.article_key = s.article_key
    ORDER BY t.n, s.article_key DESC
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of an article as the store has it.

    Args:
        key: Its row.
        article: The article.
        report_key: The row of the report that stands for it; None for a copy and where it was not coded.
        report: That report, or an empty one.
        wire: The agency that it credits.
        original: The row of the version that it copies, or None.
        copy: `exact`, `near` or `update` where it copies one.
    """

    key: int
    article: Article
    report_key: int | None
    report: Report
    wire: str | None = None
    original: int | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """An article's place in a story.

    Args:
        stored: The version and report by which it was placed.
        story: The row of the story.
        score: How well it fits there; None where a person put it there or it began the story.
        reasons: What speaks for it, by the name of the evidence.
        decision: The row of the decision by which it is there.
    """

    stored: Stored
    story: int
    score: float | None = None
    reasons: Mapping[str, float] | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled about stories; `subjects` are names of stories and articles, as the ruling needs them."""

    key: int
    kind: str
    who: str
    decided: str
    why: str
    subjects: dict[str, Any]
    undoes: int | None


class StoryBook:
    """The stories of a store, within one transaction.

    Args:
        connection: The open transaction.
        run_key: The run that writes; None where nothing is written.
    """

    def __init__(self, connection: Connection, run_key: int | None = None) -> None:
        self._connection = connection
        self._run_key = run_key

    # articles

    def unplaced(self, limit: int = 100, *, after: int = 0) -> list[Stored]:
        """Give the articles that no story has yet, or only by an older version or report, oldest first.

        An article that waits to be coded is not among them; a copy is, with an empty report.

        Args:
            limit: How many to give at most.
            after: Go on behind this row, which spares the store looking at those before it again.
        """
        placed = STORY_ARTICLES
        here = (placed.c.article_key == ARTICLES.c.key) & (
            func.coalesce(placed.c.report_key, 0) == func.coalesce(REPORTS.c.key, 0)
        )
        query = (
            _stored()
            .join(placed, here, isouter=True)
            .where(ARTICLES.c.last, placed.c.article.is_(None), ARTICLES.c.key > after)
        )
        copy = DUPLICATES.c.article_key.is_not(None) & (DUPLICATES.c.kind != "update")
        query = query.where(REPORTS.c.key.is_not(None) | copy).order_by(ARTICLES.c.key).limit(limit)
        return [_to_stored(row) for row in self._connection.execute(query)]

    def load(self, keys: Iterable[int]) -> list[Stored]:
        """Give versions of articles by their rows, in that order."""
        wanted = list(keys)
        found = {
            row.key: _to_stored(row)
            for part in _parts(wanted)
            for row in self._connection.execute(_stored().where(ARTICLES.c.key.in_(part)))
        }
        return [found[key] for key in wanted if key in found]

    def find_article(self, article: str) -> Stored | None:
        """Give the last version of an article by its name."""
        query = _stored().where(ARTICLES.c.article == clean(article), ARTICLES.c.last)
        row = self._connection.execute(query).first()
        return _to_stored(row) if row else None

    def root_of(self, key: int) -> int:
        """Follow an article that copies another to the one that copies none: the independent source."""
        query = select(DUPLICATES.c.original_key).where(DUPLICATES.c.article_key == bindparam("key"))
        seen = {key}
        while (original := self._connection.execute(query, {"key": key}).scalar()) is not None and original not in seen:
            key = int(original)
            seen.add(key)
        return key

    # candidates

    def n_placed(self) -> int:
        """How many articles stand in stories."""
        return int(self._connection.execute(select(func.count()).select_from(STORY_ARTICLES)).scalar_one())

    def count_terms(self, terms: Iterable[str]) -> dict[str, int]:
        """Say in how many articles each term stands; one that stands in none is left out."""
        wanted = sorted({_term(term) for term in terms})
        found: dict[str, int] = {}
        if self._connection.dialect.name != "sqlite":
            query = text("SELECT term, n FROM story_term_counts WHERE term = ANY(CAST(:terms AS text[]))")
            return {row[0]: row[1] for row in self._connection.execute(query, {"terms": wanted})}
        for part in _parts(wanted):
            rows = select(STORY_TERM_COUNTS.c.term, STORY_TERM_COUNTS.c.n).where(STORY_TERM_COUNTS.c.term.in_(part))
            found.update((row[0], row[1]) for row in self._connection.execute(rows))
        return found

    def find_terms(self, terms: Iterable[str], *, most: int = 200) -> dict[str, list[tuple[int, float]]]:
        """Give the articles that hold each term, with its weight there: the last ones, `most` of them a term."""
        wanted = sorted({_term(term) for term in terms})
        found: dict[str, list[tuple[int, float]]] = {}
        rows = STORY_TERMS
        for term in wanted:
            query = select(rows.c.article_key, rows.c.weight).where(rows.c.term == term)
            query = query.order_by(rows.c.article_key.desc()).limit(most)
            hits = [(int(key), float(weight)) for key, weight in self._connection.execute(query)]
            if hits:
                found[term] = hits
        return found

    def find_stories(self, terms: Iterable[str], *, most: int = 200) -> dict[str, list[tuple[int, float]]]:
        """Give for each term the stories of the articles that hold it, with its weight there.

        Args:
            terms: Terms as `add_postings` was given them.
            most: How many articles of a term are looked at: the last ones. The newest comes first.
        """
        wanted = sorted({_term(term) for term in terms})
        is_file = self._connection.dialect.name == "sqlite"
        values = {"terms": json.dumps(wanted) if is_file else wanted, "most": most}
        found: dict[str, list[tuple[int, float]]] = {}
        for term, story, weight in self._connection.execute(text(_FIND_SQLITE if is_file else _FIND_SERVER), values):
            found.setdefault(term, []).append((int(story), float(weight)))
        return found

    def add_postings(self, postings: Iterable[tuple[str, int, float]]) -> None:
        """Let articles be found by terms: rare words, names, keys of events.

        Args:
            postings: Term, row of the article's version, weight; one that is there already gets the new weight.
        """
        rows = {(_term(term), key): weight for term, key, weight in postings}
        if rows:
            self._connection.execute(
                text(
                    "INSERT INTO story_terms (term, article_key, weight) VALUES (:term, :key, :weight) "
                    "ON CONFLICT (term, article_key) DO UPDATE SET weight = excluded.weight"
                ),
                [{"term": term, "key": key, "weight": weight} for (term, key), weight in sorted(rows.items())],
            )

    def drop_postings(self, keys: Iterable[int]) -> None:
        """Let articles be found by no term any more."""
        for part in _parts(sorted(set(keys))):
            self._connection.execute(delete(STORY_TERMS).where(STORY_TERMS.c.article_key.in_(part)))

    def add_counts(self, counts: Mapping[str, int]) -> None:
        """Add to the number of articles that hold each term; a negative number takes back."""
        summed: dict[str, int] = {}
        for term, n in counts.items():
            summed[_term(term)] = summed.get(_term(term), 0) + n
        if summed:
            self._add_counts(sorted(summed.items()))

    def _add_counts(self, rows: Sequence[tuple[str, int]]) -> None:
        again = "ON CONFLICT (term) DO UPDATE SET n = story_term_counts.n + excluded.n"
        if self._connection.dialect.name == "sqlite":
            query = text(f"INSERT INTO story_term_counts (term, n) VALUES (:term, :n) {again}")  # noqa: S608 - a constant
            self._connection.execute(query, [{"term": term, "n": n} for term, n in rows])
            return
        columns = "unnest(CAST(:terms AS text[]), CAST(:ns AS bigint[]))"
        query = text(f"INSERT INTO story_term_counts (term, n) SELECT * FROM {columns} {again}")  # noqa: S608 - constants
        self._connection.execute(query, {"terms": [term for term, _ in rows], "ns": [n for _, n in rows]})

    # stories

    def new_story(self) -> int:
        """Begin a story without articles and give its row."""
        return insert_keyed(self._connection, STORIES, [{"n_articles": 0, "run_key": self._run_key}])[0]

    def place(self, placings: Sequence[Placing]) -> None:
        """Put articles into stories, each out of the one that it was in before; those stories' contents become stale."""
        if not placings:
            return
        names = [clean(placing.stored.article.id) for placing in placings]
        touched = {placing.story for placing in placings}
        for part in _parts(names):
            here = STORY_ARTICLES.c.article.in_(part)
            touched |= set(self._connection.execute(select(STORY_ARTICLES.c.story_key).where(here)).scalars())
            self._connection.execute(delete(STORY_ARTICLES).where(here))
        rows = [_placing_row(placing, self._run_key) for placing in placings]
        self._connection.execute(insert(STORY_ARTICLES), rows)
        for story in sorted(touched):
            self.clear_story(story)
            members = select(func.count()).select_from(STORY_ARTICLES).where(STORY_ARTICLES.c.story_key == story)
            values = {"n_articles": members.scalar_subquery()}
            self._connection.execute(update(STORIES).where(STORIES.c.key == story).values(values))

    def stories_of(self, keys: Iterable[int]) -> dict[int, int]:
        """Give the story of each article's version, by rows."""
        found: dict[int, int] = {}
        rows = STORY_ARTICLES
        for part in _parts(sorted(set(keys))):
            query = select(rows.c.article_key, rows.c.story_key).where(rows.c.article_key.in_(part))
            found.update((int(key), int(story)) for key, story in self._connection.execute(query))
        return found

    def story_of_names(self, names: Iterable[str]) -> dict[str, int]:
        """Give the story of each article by its name, whatever the version by which it was placed."""
        written = {clean(name): name for name in names}
        found: dict[str, int] = {}
        rows = STORY_ARTICLES
        for part in _parts(sorted(written)):
            query = select(rows.c.article, rows.c.story_key).where(rows.c.article.in_(part))
            found.update((written[name], int(story)) for name, story in self._connection.execute(query))
        return found

    def put_profile(self, story: int, content: bytes | None) -> None:
        """Keep what it takes to compare a story with an article; None forgets it."""
        self._connection.execute(update(STORIES).where(STORIES.c.key == story).values(profile=content))

    def profiles(self, stories: Iterable[int]) -> dict[int, bytes]:
        """Give what was kept of stories, by row."""
        found: dict[int, bytes] = {}
        for part in _parts(sorted(set(stories))):
            query = select(STORIES.c.key, STORIES.c.profile).where(
                STORIES.c.key.in_(part), STORIES.c.profile.is_not(None)
            )
            found.update((int(key), bytes(content)) for key, content in self._connection.execute(query))
        return found

    def members(self, story: int) -> list[int]:
        """Give the rows of a story's articles, in the order they came in."""
        rows = STORY_ARTICLES
        query = select(rows.c.article_key).where(rows.c.story_key == story).order_by(rows.c.article_key)
        return [int(key) for key in self._connection.execute(query).scalars()]

    def placings(self, story: int) -> list[Placing]:
        """Give a story's articles with the reasons why they are there."""
        query = select(STORY_ARTICLES).where(STORY_ARTICLES.c.story_key == story).order_by(STORY_ARTICLES.c.article_key)
        rows = self._connection.execute(query).all()
        stored = {item.key: item for item in self.load([row.article_key for row in rows])}
        return [
            Placing(
                stored=stored[row.article_key],
                story=story,
                score=row.score,
                reasons=json.loads(row.reasons) if row.reasons else None,
                decision=row.decision_key,
            )
            for row in rows
        ]

    def stale(self, limit: int = 1000) -> list[int]:
        """Give the rows of stories that have articles, and whose content has to be written anew."""
        query = select(STORIES.c.key).where(STORIES.c.content.is_(None), STORIES.c.n_articles > 0)
        return [int(key) for key in self._connection.execute(query.order_by(STORIES.c.key).limit(limit)).scalars()]

    def write_story(self, story: int, content: Story) -> None:
        """Write what a story tells, in place of what it told before.

        Args:
            story: Its row.
            content: The story as the contract has it; its articles are those that were placed there.
        """
        self.clear_story(story)
        rows = STORY_ARTICLES
        query = select(rows.c.article, rows.c.article_key, rows.c.report_key).where(rows.c.story_key == story)
        sources = {row.article: (row.article_key, row.report_key) for row in self._connection.execute(query)}
        _StoryWriter(self._connection, self._run_key or 0, story, sources).write(content)

    def clear_story(self, story: int) -> None:
        """Forget what a story tells; its articles stay."""
        told = select(STORIES.c.key).where(STORIES.c.key == story, STORIES.c.content.is_not(None))
        if self._connection.execute(told).first() is None:
            return
        events = select(STORY_EVENTS.c.key).where(STORY_EVENTS.c.story_key == story)
        for table in (STORY_MENTIONS, STORY_CLAIMS):
            self._connection.execute(delete(table).where(table.c.story_event_key.in_(events)))
        for table in (STORY_CONFLICT_CLAIMS, STORY_CONFLICTS, STORY_EVENTS):
            self._connection.execute(delete(table).where(table.c.story_key == story))
        self._connection.execute(update(STORIES).where(STORIES.c.key == story).values(content=None))

    def mark_merged(self, story: int, into: int | None) -> None:
        """Say that a story's articles went to another one, so that its name still leads somewhere; or to none after all."""
        self.clear_story(story)
        self._connection.execute(update(STORIES).where(STORIES.c.key == story).values(merged_into=into))

    def merged_into(self, story: int) -> int | None:
        """Give the story that another one went to, or None."""
        found = self._connection.execute(select(STORIES.c.merged_into).where(STORIES.c.key == story)).scalar()
        return None if found is None else int(found)

    def story(self, story: int) -> Story | None:
        """Give a story as it was written last, or None where there is none or it is stale."""
        content = self._connection.execute(select(STORIES.c.content).where(STORIES.c.key == story)).scalar()
        return None if content is None else Story.model_validate_json(content)

    def stories(self) -> Iterator[Story]:
        """Give all stories that have articles, in the order they began."""
        query = select(STORIES.c.content).where(STORIES.c.content.is_not(None), STORIES.c.n_articles > 0)
        for content in self._connection.execution_options(yield_per=100).execute(query.order_by(STORIES.c.key)):
            yield Story.model_validate_json(content[0])

    # decisions

    def decide(self, kind: str, *, who: str, why: str, subjects: Mapping[str, Any], undoes: int | None = None) -> int:
        """Keep what a person ruled, and give its row."""
        values = {
            "kind": kind,
            "who": clean(who),
            "decided": datetime.now(UTC).isoformat(timespec="seconds"),
            "why": clean(why),
            "subjects": json.dumps(dict(subjects), ensure_ascii=True),
            "undoes": undoes,
            "run_key": self._run_key,
        }
        return insert_keyed(self._connection, DECISIONS, [values])[0]

    def decisions(self) -> list[Decision]:
        """Give all that was ruled, in its order; an undone ruling stands there too."""
        query = select(DECISIONS).order_by(DECISIONS.c.key)
        return [
            Decision(row.key, row.kind, row.who, row.decided, row.why, json.loads(row.subjects), row.undoes)
            for row in self._connection.execute(query)
        ]


@dataclass(frozen=True, slots=True)
class _StoryWriter:
    """Writes one story; `sources` gives the rows of version and report of each article by its name."""

    connection: Connection
    run_key: int
    story: int
    sources: Mapping[str, tuple[int, int | None]]

    def write(self, content: Story) -> None:
        days = [
            day for event in content.events if event.time for day in (event.time.earliest, event.time.latest) if day
        ]
        values = {
            "content": content.model_dump_json(),
            "earliest": min(days, default=None),
            "latest": max(days, default=None),
        }
        self.connection.execute(update(STORIES).where(STORIES.c.key == self.story).values(values))
        self._events(content)
        self._conflicts(content)

    def _events(self, content: Story) -> None:
        rows = [self._event_row(n, event) for n, event in enumerate(content.events, 1)]
        keys = insert_keyed(self.connection, STORY_EVENTS, rows)
        mentions, claims = [], []
        for key, event in zip(keys, content.events, strict=True):
            for n, m in enumerate(event.mentions, 1):
                mentions.append((key, n, *self._source(m.article), m.event, m.start, m.end, self.run_key))
            for n, c in enumerate(event.claims, 1):
                article_key, _ = self._source(c.article)
                value = json.dumps(c.value)
                claims.append(
                    (key, n, article_key, c.field, value, c.start, c.end, clean(c.text), c.attribution, self.run_key)
                )
        insert_rows(self.connection, STORY_MENTIONS, mentions)
        insert_rows(self.connection, STORY_CLAIMS, claims)

    def _event_row(self, n: int, event: Any) -> dict[str, Any]:
        return {
            "story_key": self.story,
            "n": n,
            "type": event.type,
            "earliest": event.time.earliest if event.time else None,
            "latest": event.time.latest if event.time else None,
            "country": event.place.country if event.place else None,
            "geonames": event.place.geonames if event.place else None,
            "run_key": self.run_key,
            "content": event.model_dump_json(),
        }

    def _conflicts(self, content: Story) -> None:
        conflicts, claims = [], []
        for n, conflict in enumerate(content.conflicts, 1):
            conflicts.append(
                (self.story, n, conflict.kind, conflict.severity, clean(conflict.explanation), self.run_key)
            )
            for m, c in enumerate(conflict.claims, 1):
                article_key, _ = self._source(c.article)
                claims.append((self.story, n, m, article_key, c.start, c.end, clean(c.text), self.run_key))
        insert_rows(self.connection, STORY_CONFLICTS, conflicts)
        insert_rows(self.connection, STORY_CONFLICT_CLAIMS, claims)

    def _source(self, article: str) -> tuple[int, int | None]:
        return self.sources[clean(article)]


def _term(term: str) -> str:
    """Give a term that both databases can hold: PostgreSQL's index takes no long ones."""
    return clean(term)[:MAX_TERM]


def _stored() -> Select[Any]:
    return (
        select(
            ARTICLES.c.key,
            ARTICLES.c.content,
            ARTICLES.c.wire,
            REPORTS.c.key.label("report_key"),
            REPORTS.c.content.label("report"),
            DUPLICATES.c.original_key,
            DUPLICATES.c.kind,
        )
        .select_from(ARTICLES)
        .join(REPORTS, (REPORTS.c.article_key == ARTICLES.c.key) & REPORTS.c.last, isouter=True)
        .join(DUPLICATES, DUPLICATES.c.article_key == ARTICLES.c.key, isouter=True)
    )


def _to_stored(row: Row[Any]) -> Stored:
    article = Article.model_validate_json(row.content)
    report = Report(article=article.head()) if row.report is None else Report.model_validate_json(row.report)
    return Stored(row.key, article, row.report_key, report, row.wire, row.original_key, row.kind)


def _placing_row(placing: Placing, run_key: int | None) -> dict[str, Any]:
    return {
        "article": clean(placing.stored.article.id),
        "article_key": placing.stored.key,
        "report_key": placing.stored.report_key,
        "story_key": placing.story,
        "score": placing.score,
        "reasons": None if placing.reasons is None else json.dumps(dict(placing.reasons)),
        "decision_key": placing.decision,
        "run_key": run_key,
    }


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[n : n + KEYS_AT_ONCE] for n in range(0, len(values), KEYS_AT_ONCE))
