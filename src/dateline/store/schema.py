"""The tables of a store, the same over SQLite and PostgreSQL.

A *version* of an article is a row of `articles`; what one *coder* (a version of dateline
with its options) made of it in one *run* is a row of `reports`. The tables from `entities`
to `conflict_claims` hold a report's parts once more, for queries: each row names its
article, report and run, and where its words stand (code points, end exclusive). A change
here needs a new file in `migrations/versions/`.

The tables with dozens of rows an article have no foreign keys: PostgreSQL would spend more
time on checking them than on all else. They are written in one transaction with what they
refer to, and `dateline store check` looks for rows that refer to nothing.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

Key = BigInteger().with_variant(Integer, "sqlite")
"""Numbers rows; only a plain INTEGER counts by itself in SQLite."""


def _key() -> Column[int]:
    return Column("key", Key, primary_key=True, autoincrement=True)


def _to(target: str, name: str | None = None, *, null: bool = False, index: bool = False) -> Column[int]:
    """A column that names a row of another table."""
    return Column(name or f"{target.rstrip('s')}_key", Key, ForeignKey(f"{target}.key"), nullable=null, index=index)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _int(name: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, index=index)


def _real(name: str) -> Column[float]:
    return Column(name, Float(53), nullable=True)


def _part(name: str, *columns: Column[int] | Column[str] | Column[float], key: tuple[str, ...] = ("id",)) -> Table:
    """A table of parts of reports: whose they are, what they are, where their words stand."""
    own = [column for column in columns if column.name in key]
    for column in own:
        column.primary_key, column.nullable = True, False
    return Table(
        name,
        METADATA,
        Column("report_key", Key, primary_key=True, autoincrement=False),
        Column("article_key", Key, nullable=False),
        Column("run_key", Key, nullable=False),
        *columns,
        _int("start", null=True),
        _int("end", null=True),
        sqlite_with_rowid=False,
    )


INFO = Table("info", METADATA, Column("name", Text, primary_key=True), _text("value"))
"""What the store says of itself: `format`, and `parts`, which is `stale` while a migration's rows wait to be filled."""

CODERS = Table(
    "coders",
    METADATA,
    _key(),
    Column("signature", Text, nullable=False, unique=True),
    _text("version", null=True),
    _text("codebook", null=True),
    _text("codebook_digest", null=True),
)
"""Versions of pipeline and codebook; `signature` is the line that tells one from another."""

RUNS = Table(
    "runs",
    METADATA,
    _key(),
    _to("coders", null=True),
    _text("command"),
    _text("started", null=True),
    _text("ended", null=True),
    _text("counts", null=True),
)
"""Every time that something wrote to the store; `counts` is JSON, and `ended` null where a run was cut short."""

ARTICLES = Table(
    "articles",
    METADATA,
    _key(),
    Column("article", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last", Boolean, nullable=False),
    Column("digest", String(64), nullable=False),
    _text("title", null=True),
    _text("published", null=True),
    _text("publisher", null=True),
    _text("url", null=True),
    _text("language", null=True),
    _text("wire", null=True),
    _to("runs"),
    _text("content"),
    UniqueConstraint("article", "digest"),
    UniqueConstraint("article", "version"),
)
"""Versions of articles; `article` is the caller's name, `last` marks each article's last version."""

REPORTS = Table(
    "reports",
    METADATA,
    _key(),
    _to("articles"),
    _to("coders"),
    _to("runs"),
    Column("last", Boolean, nullable=False),
    _text("content"),
    UniqueConstraint("article_key", "coder_key"),
)
"""What each coder made of each version; `last` marks the one report that stands for an article now."""

Index("ix_reports_last", REPORTS.c.last, REPORTS.c.key)
Index(
    "ix_reports_article_key", REPORTS.c.article_key, REPORTS.c.last
)  # or SQLite joins every article to all rows that are last

FAILURES = Table(
    "failures",
    METADATA,
    _key(),
    _text("article", null=True),
    Column("digest", String(64), nullable=True),
    _to("coders", null=True),
    _to("runs"),
    _text("kind"),
    _text("message"),
    _text("content", null=True),
)
"""Why articles could not be coded; `content` is the article, where it could be read."""

DUPLICATES = Table(
    "duplicates",
    METADATA,
    Column("article_key", Key, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    _to("articles", "original_key", index=True),
    _text("kind"),
    Column("score", Float(53), nullable=False),
    _to("runs"),
)
"""Articles that copy one stored before: `exact` and `near` are coded once, `update` says something of its own."""

FINGERPRINTS = Table(
    "fingerprints",
    METADATA,
    Column("bucket", BigInteger, primary_key=True, autoincrement=False),
    Column("article_key", Key, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Where look-alikes of an article are looked for: the bands of its MinHash."""

ENTITIES = _part("entities", _text("id"), _text("type"), _text("name"), _text("country", null=True),
                 _text("sector", null=True), _int("n_mentions"), _text("text", null=True))  # fmt: skip

PLACES = _part("places", _text("id"), _text("name"), _text("feature", null=True), _text("country", null=True),
               _text("admin1", null=True), _real("latitude"), _real("longitude"), _int("geonames", null=True, index=True),
               _text("text", null=True))  # fmt: skip

TIMES = _part("times", _text("id"), _text("type"), _text("value"), _text("earliest", null=True),
              _text("latest", null=True), _text("text"))  # fmt: skip

ATTRIBUTIONS = _part("attributions", _text("id"), _text("source", null=True), _text("entity", null=True),
                     _text("source_kind"), _text("style"), _text("text", null=True))  # fmt: skip

EVENTS = _part("events", _text("id"), _text("type"), _text("modes"), _text("contexts"), _text("status"), _text("place", null=True),
               _text("time", null=True), _text("country", null=True), _int("geonames", null=True), _text("earliest", null=True),
               _text("latest", null=True), _int("deaths_low", null=True), _int("deaths_high", null=True),
               _int("injured_low", null=True), _int("injured_high", null=True), _text("plover", null=True),
               _text("cameo", null=True), _text("acled", null=True), _text("ucdp", null=True), _real("confidence"),
               _text("text"))  # fmt: skip
"""`modes` and `contexts` are JSON; country, geonames, earliest and latest are those of the event's place and time."""

PARTICIPANTS = _part("participants", _text("event"), _text("side"), _int("n"), _text("entity", null=True), _text("name"),
                     _text("text"), key=("event", "side", "n"))  # fmt: skip
"""Who stands in an event: `side` is `actor` or `recipient`, `name` the entity's name or else the words themselves."""

CLAIMS = _part("claims", _int("n"), _text("event"), _text("field"), _text("value"), _int("low", null=True),
               _int("high", null=True), _text("side", null=True), _text("attribution", null=True), _text("text"),
               key=("n",))  # fmt: skip
"""Figures and facts that an article gives for an event, by whose word; `field` is deaths, injured, missing, captured, time or place."""

CONFLICTS = _part("conflicts", _text("id"), _text("kind"), _text("severity"), _text("explanation"))

CONFLICT_CLAIMS = _part("conflict_claims", _text("conflict"), _int("n"), _text("text"), _text("source", null=True),
                        key=("conflict", "n"))  # fmt: skip
"""The places that cannot all be right; `source` names a record outside the article."""

SUMMARIES = _part("summaries", _int("n_events"), _int("n_conflicts"), _int("n_high"), _real("lowest"),
                  _text("published"), key=())  # fmt: skip
"""A report in numbers: its events, its conflicts, those of high severity, the lowest confidence of an event (1 without any);
and its article's date, or what comes after all dates."""

PARTS = (ENTITIES, PLACES, TIMES, ATTRIBUTIONS, EVENTS, PARTICIPANTS, CLAIMS, CONFLICTS, CONFLICT_CLAIMS, SUMMARIES)
"""Tables that can be made again from `reports`."""

Index("ix_events_type_earliest", EVENTS.c.type, EVENTS.c.earliest)
Index("ix_events_earliest", EVENTS.c.earliest)
Index("ix_summaries_lowest", SUMMARIES.c.lowest)
Index("ix_summaries_published", SUMMARIES.c.published)
Index("ix_summaries_conflicts", SUMMARIES.c.n_high, SUMMARIES.c.n_conflicts)

for _named in (ENTITIES.c.name, PLACES.c.name, FAILURES.c.article):
    # a name can be longer than what PostgreSQL takes into a tree
    Index(f"ix_{_named.table.name}_{_named.name}", _named, postgresql_using="hash")

STORIES = Table(
    "stories",
    METADATA,
    _key(),
    _text("earliest", null=True),
    _text("latest", null=True),
    _int("n_articles"),
    _to("stories", "merged_into", null=True),
    _to("runs"),
    _text("content", null=True),
    Column("profile", LargeBinary, nullable=True),
)
"""Happenings. A story's name is S and its key; `content` is the story as the contract has it, null while it is stale,
`profile` what it takes to compare it with an article, as the comparison packed it."""

Index("ix_stories_earliest", STORIES.c.earliest)

STORY_ARTICLES = Table(
    "story_articles",
    METADATA,
    Column("article", String, primary_key=True),
    _to("articles", index=True),
    _to("reports", null=True),
    _to("stories", "story_key", index=True),
    _real("score"),
    _text("reasons", null=True),
    _to("decisions", null=True),
    _to("runs"),
)
"""The one story of each article, by which version and report it was placed, and why; `reasons` is JSON."""

STORY_EVENTS = Table(
    "story_events",
    METADATA,
    _key(),
    _to("stories", "story_key", index=True),
    _int("n"),
    _text("type", null=True),
    _text("earliest", null=True),
    _text("latest", null=True),
    _text("country", null=True),
    _int("geonames", null=True),
    _to("runs"),
    _text("content"),
    UniqueConstraint("story_key", "n"),
)
"""Happenings within a story, as the contract has them (`content`)."""

STORY_MENTIONS = Table(
    "story_mentions",
    METADATA,
    Column("story_event_key", Key, ForeignKey("story_events.key"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _to("articles", index=True),
    _to("reports", null=True),
    _text("event", null=True),
    _int("start"),
    _int("end"),
    _to("runs"),
    UniqueConstraint("report_key", "event"),
)
"""Where a story event is told; each event of a report is in one story event. `event` is null where the report has none."""

STORY_CLAIMS = Table(
    "story_claims",
    METADATA,
    Column("story_event_key", Key, ForeignKey("story_events.key"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _to("articles", index=True),
    _text("field"),
    _text("value"),
    _int("start"),
    _int("end"),
    _text("text"),
    _text("attribution", null=True),
    _to("runs"),
)
"""What each article says of a story event; `value` is JSON."""

STORY_CONFLICTS = Table(
    "story_conflicts",
    METADATA,
    Column("story_key", Key, ForeignKey("stories.key"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("severity"),
    _text("explanation"),
    _to("runs"),
)

STORY_CONFLICT_CLAIMS = Table(
    "story_conflict_claims",
    METADATA,
    Column("story_key", Key, ForeignKey("stories.key"), primary_key=True, autoincrement=False),
    Column("conflict", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _to("articles", index=True),
    _int("start"),
    _int("end"),
    _text("text"),
    _to("runs"),
)

STORY_TERMS = Table(
    "story_terms",
    METADATA,
    Column("term", Text, primary_key=True),
    Column("article_key", Key, primary_key=True, autoincrement=False),
    Column("weight", Float(53), nullable=False),
    sqlite_with_rowid=False,
)
"""Where articles like a new one are looked for: rare words, names, and keys of events."""

STORY_TERM_COUNTS = Table("story_term_counts", METADATA, Column("term", Text, primary_key=True), _int("n"),
                          sqlite_with_rowid=False)  # fmt: skip
"""How many articles hold a term."""

DECISIONS = Table(
    "decisions",
    METADATA,
    _key(),
    _text("kind"),
    _text("who"),
    _text("decided"),
    _text("why"),
    _text("subjects"),
    _to("decisions", "undoes", null=True),
    _to("runs"),
)
"""What people ruled about stories: `merge`, `split` or `undo`; `subjects` is JSON, `decided` the time."""

REVIEWS = Table(
    "reviews",
    METADATA,
    _key(),
    _to("articles"),
    _text("person"),
    _text("role"),
    _text("state"),
    _text("assigned_by", null=True),
    _text("begun"),
    _text("ended", null=True),
    _int("n_revisions"),
    _to("reports", null=True),
    _to("runs"),
    UniqueConstraint("article_key", "role", "person"),
)
"""Who looks at which version of an article, as `reviewer` or `adjudicator`; `state` is `assigned`, `open` or `done`,
`report_key` the machine's report that lay before them when they began."""

REVISIONS = Table(
    "revisions",
    METADATA,
    _key(),
    _to("reviews"),
    _to("articles", index=True),
    _int("n"),
    _text("kind"),
    _text("target"),
    _text("field", null=True),
    _text("before", null=True),
    _text("after", null=True),
    _text("anchors"),
    _text("why"),
    _text("who"),
    _text("decided"),
    _int("undoes", null=True),
    Column("applied", Boolean, nullable=False),
    _to("runs"),
    UniqueConstraint("review_key", "n"),
)
"""Every decision of a review, in order; `before`, `after` and `anchors` are JSON, `undoes` the number of one of the same
review, and `applied` tells whether it found its place in the coding that lies under the review now."""

Index("ix_revisions_decided", REVISIONS.c.decided)

STANDINGS = Table(
    "standings",
    METADATA,
    Column("article_key", Key, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    _text("kind"),
    _text("people"),
    _int("n_differences"),
    _to("runs"),
)
"""Whose coding stands for a version that was reviewed: `machine`, `reviewed`, `agreed`, `differing` or `adjudicated`."""

PEOPLE = Table(
    "people",
    METADATA,
    _key(),
    Column("name", String, nullable=False, unique=True),
    _text("role"),
    _text("password_hash"),
    Column("disabled", Boolean, nullable=False),
    _text("created"),
)
"""Who may log in, as `reader`, `reviewer` or `admin`; of a password there is only an Argon2 hash."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    _to("people", "person_key", index=True),
    _text("created"),
    _text("expires"),
)
"""Who is logged in; of a session's name there is only a digest."""

TOKENS = Table(
    "tokens",
    METADATA,
    _key(),
    _to("people", "person_key", index=True),
    _text("name"),
    Column("digest", String(64), nullable=False, unique=True),
    _text("created"),
    _text("expires", null=True),
    _text("used", null=True),
    Column("revoked", Boolean, nullable=False),
)
"""Keys of programs that act for a person; of a key there is only a digest."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    _key(),
    _text("name"),
    _text("address"),
    _text("at"),
    Column("ok", Boolean, nullable=False),
)
"""Attempts to log in, so that guessing can be slowed down."""

Index("ix_attempts_at", ATTEMPTS.c.at)

PRIVATE = (SESSIONS, ATTEMPTS)
"""Tables that no export of a store holds."""

WORDS = "words"
"""The full-text index: an FTS5 table in SQLite, a table with a tsvector in PostgreSQL; made by a migration."""
