"""The nouns of the contract, each defined once.

An `Article` goes in, a `Report` comes out. Offsets are Unicode code points into the
article's text, end exclusive, so that `text[start:end] == span.text` always holds. A field
that the text does not settle is None or an empty list.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from dateline.rows import Rows

SCHEMA: Literal["dateline-report/1"] = "dateline-report/1"

EntityType = Literal["person", "organization", "group", "country", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]
PlaceMentionKind = Literal["literal", "associative", "adjective"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Style = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["named", "role", "institution", "anonymous", "document", "none"]
Status = Literal["happened", "ongoing", "planned", "hypothetical", "denied"]
StanceKind = Literal["confirms", "denies", "denies-role"]
PlaceRelation = Literal["in", "near", "between", "off"]
CasualtyKind = Literal["killed", "injured", "missing", "captured"]
CasualtySide = Literal["actors", "recipients", "civilians", "unknown"]
ConflictKind = Literal["identity", "role", "time", "place", "number", "order", "quote"]
Severity = Literal["high", "medium", "low"]


REAL: frozenset[Status] = frozenset({"happened", "ongoing"})
"""What an event that is told as real has as its status; the others are planned, only possible, or denied."""

M = TypeVar("M", bound=BaseModel)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


def published_at(published: str) -> datetime:
    """Give the moment of publication, in universal time; a day alone is its beginning."""
    moment = datetime.fromisoformat(published)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parse_published(value: str) -> date:
    """Give the day of an ISO 8601 date or date-time, as its writer's clock had it.

    Raises:
        ValueError: `value` is neither.

    Example:
        >>> parse_published("2025-03-14T23:30:00+03:00")
        datetime.date(2025, 3, 14)
    """
    return datetime.fromisoformat(value).date()


class ArticleHead(_Model):
    """What is known of an article beside its text."""

    id: str
    title: str | None = None
    published: str | None = Field(default=None, description="ISO 8601 date or date-time")
    publisher: str | None = None
    url: str | None = None
    language: str | None = Field(default=None, description="BCP 47 tag")

    @field_validator("published")
    @classmethod
    def _is_a_date(cls, value: str | None) -> str | None:
        if value is not None:
            parse_published(value)
        return value

    @property
    def published_date(self) -> date | None:
        """Day of publication on the publisher's own clock."""
        return None if self.published is None else parse_published(self.published)


class Article(ArticleHead):
    """A news report as it comes in; paragraphs are separated by a blank line."""

    text: str

    def head(self) -> ArticleHead:
        """This article without its text, as a report carries it."""
        return ArticleHead(**{name: getattr(self, name) for name in ArticleHead.model_fields})


class Span(_Model):
    """Words of the article: code points `start` to `end` (exclusive) and the text there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int, **more: Any) -> Self:
        """Make a span from the article's text and two offsets."""
        return cls(start=start, end=end, text=text[start:end], **more)


class Mention(Span):
    """Words that stand for an entity."""

    kind: MentionKind


class Role(Span):
    """A title or office that the text gives a person."""

    former: bool = False


class Entity(_Model):
    """A person, organisation, armed group or country with all its mentions."""

    id: str
    type: EntityType
    name: str
    aliases: list[str] = []
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3")
    sector: str | None = Field(default=None, description="PLOVER actor sector")
    roles: list[Role] = []
    mentions: list[Mention]


class MentionReason(Mention):
    """A mention with the rule that joined it to those of its entity, and the mention that it was joined by."""

    rule: str | None = None
    by: Span | None = None
    because: str


class CodeReason(_Model):
    """Where an entity's country or sector comes from: the words that tell it, and how."""

    field: Literal["country", "sector"]
    value: str
    because: str
    words: Span


class EntityReasons(Entity):
    """An entity with the reasons for its mentions and codes, which a report leaves out."""

    mentions: list[MentionReason]  # type: ignore[assignment]
    codes: list[CodeReason] = []


class ActorReport(_Model):
    """The entities of one article with their reasons."""

    article: ArticleHead
    entities: list[EntityReasons]


class PlaceMention(Span):
    """Words that stand for a place.

    `literal` is a plain name, `associative` one inside the name of something else ("Dover
    Police"), `adjective` an adjective or a word for people ("Iraqi", "Gazans").
    """

    kind: PlaceMentionKind


class Place(_Model):
    """A place on the map with all its mentions."""

    id: str
    name: str
    feature: str | None = Field(description="GeoNames feature code")
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    mentions: list[Span | PlaceMention]


class PlaceCandidate(_Model):
    """A place that a name can mean, and what speaks for and against it.

    `how` is the kind of name that leads to it; `score` is the sum of the evidence, and the
    highest wins.
    """

    name: str
    feature: str | None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    how: str
    score: float
    evidence: dict[str, float]


class ExplainedPlace(Place):
    """A place with what it was chosen from, the chosen one first; only where that was asked for."""

    candidates: list[PlaceCandidate]


class Time(Span):
    """A time expression with its TIMEX3 type and value and the days it can mean."""

    id: str
    type: TimeType
    value: str
    earliest: str | None = Field(default=None, description="first day it can mean, ISO 8601")
    latest: str | None = Field(default=None, description="last day it can mean, ISO 8601")


class Source(Span):
    """Who says so, in the article's words."""

    entity: str | None = None


class Attribution(_Model):
    """Content that the article gives as somebody's words, belief, intention or finding."""

    id: str
    source: Source | None
    cue: Span | None
    content: list[Span]
    style: Style
    source_kind: SourceKind
    anonymity: Span | None = Field(default=None, description="the words that say why a source is not named")
    carrier: Source | None = Field(default=None, description="who passed it on")


class Participant(Span):
    """An actor or recipient of an event: an entity by the words that name it there."""

    entity: str | None


class Instrument(Span):
    """A weapon or other means."""


class Count(_Model):
    """A number of people as a range; `high` is None when it is open ("at least six")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: int = Field(ge=0)
    high: int | None = Field(default=None, ge=0)


class Casualties(Span):
    """One figure that the text gives for the killed, injured, missing or captured."""

    kind: CasualtyKind
    low: int = Field(ge=0)
    high: int | None = Field(default=None, ge=0)
    side: CasualtySide


class Codes(_Model):
    """An event in the field's codebooks; None where a codebook has no code for it."""

    plover: str | None = None
    cameo: str | None = None
    acled: str | None = None
    ucdp: str | None = None


class Stance(_Model):
    """What a source does to an event that others tell: confirms it, denies it, or denies its own part in it."""

    attribution: str
    stance: StanceKind


class Event(_Model):
    """Who did what to whom, where and when, according to whom, and whether it happened."""

    id: str
    type: str = Field(description="PLOVER event type, or a declared extension of the codebook")
    modes: list[str] = []
    contexts: list[str] = []
    trigger: Span
    evidence: list[Span] = []
    actors: list[Participant] = []
    recipients: list[Participant] = []
    instruments: list[Instrument] = []
    place: str | None = None
    time: str | None = None
    place_relation: PlaceRelation | None = None
    deaths: Count | None = None
    injured: Count | None = None
    casualties: list[Casualties] = []
    status: Status
    attributions: list[str] = []
    codes: Codes
    confidence: float = Field(ge=0, le=1)
    asserted: bool | None = Field(
        default=None, description="Whether the report itself tells of it somewhere, outside every attributed content"
    )
    stances: list[Stance] = []


class ScoreFactor(_Model):
    """One factor of an event's score: a feature, its value, and what that multiplies the score by."""

    feature: str
    value: str
    factor: float | None = None


class TellingReason(_Model):
    """One mention of an event: the trigger, the row of the codebook that it was read by, and its own score."""

    trigger: Span
    type: str
    mode: str | None = None
    row: str = Field(description="the words that the codebook lists")
    source: str | None = Field(default=None, description="file and line in the codebook's folder")
    conditions: list[str] = []
    frame: str = Field(description="slots that may hold actor and recipient, in order of preference")
    weight: float
    factors: list[ScoreFactor] = []
    product: float = Field(description="weight times factors")
    score: float = Field(description="what the product comes to as a share of such events that are right")
    because: str | None = Field(default=None, description="why it was taken for the same event; null for the first")


class RoleReason(_Model):
    """Why a participant, place, time, means or figure belongs to an event: its place in the sentence."""

    role: Literal["actor", "recipient", "place", "time", "means", "casualties"]
    words: Span
    because: str


class CodeOrigin(_Model):
    """Where one of an event's codes comes from."""

    book: Literal["cameo", "acled", "ucdp"]
    code: str
    because: str
    source: str | None = None


class ExplainedEvent(Event):
    """An event with the reasons for it; only where that was asked for."""

    tellings: list[TellingReason]
    references: list[Span] = []
    roles: list[RoleReason] = []
    rules: list[str] = Field(default=[], description="what changed type or mode after the trigger was read")
    status_words: list[str] = []
    origins: list[CodeOrigin] = []


class RecordRow(_Model):
    """A row of a record outside the article."""

    source: str
    text: str


class RecordClaim(_Model):
    """One side of a conflict that stands in a record outside the article."""

    record: RecordRow


Claim = Span | RecordClaim


class Conflict(_Model):
    """Two or more places that cannot all be right, and why."""

    id: str
    kind: ConflictKind
    claims: Annotated[list[Claim], Field(min_length=2)]
    explanation: str
    severity: Severity


class _Beside:
    """The article's text, kept beside a report: whether it is at hand makes no two reports differ."""

    __slots__ = ("text",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside)


_TOLD_WITH = {
    "entities": ("article",),
    "places": ("article",),
    "times": ("article",),
    "attributions": ("article", "entities"),
    "events": ("article", "entities", "places", "times", "attributions"),
    "conflicts": ("article",),
}
"""Lists of a report, each after those that its rows are told with."""


class Report(_Model):
    """What one article says, every field with the words it came from."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Literal["dateline-report/1"] = Field(default=SCHEMA, alias="schema")
    article: ArticleHead
    entities: Rows[Entity] = Rows()
    places: Rows[Place | ExplainedPlace] = Rows()
    times: Rows[Time] = Rows()
    attributions: Rows[Attribution] = Rows()
    events: Rows[Event | ExplainedEvent] = Rows()
    conflicts: Rows[Conflict] = Rows()

    _beside: _Beside = PrivateAttr(default_factory=lambda: _Beside())

    @model_validator(mode="after")
    def _ids_resolve(self) -> Self:
        problems = list(_dangling(self))
        if problems:
            raise ValueError("; ".join(problems))
        self._bind()
        return self

    def _bind(self) -> None:
        """Let each list know the parts of this report that its rows are told with."""
        for group, others in _TOLD_WITH.items():
            self.__dict__[group] = Rows(getattr(self, group), group, {name: getattr(self, name) for name in others})

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name in type(self).model_fields:
            self._bind()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy it, with other values for some fields, which are not checked."""
        copy = super().model_copy(update=update, deep=deep)
        copy._bind()
        return copy

    @property
    def text(self) -> str | None:
        """The article's text, where it is at hand; it is no part of the report, and neither written nor compared."""
        return self._beside.text

    def remember(self, text: str) -> Self:
        """Keep the article's text beside this report, so that it can be shown marked, and give the report."""
        self._beside = _Beside(text)
        return self

    def _repr_html_(self) -> str:
        """Show it in a notebook: the marked text, where it is at hand, and what was read from it."""
        from dateline import to_html

        return to_html(self)

    def explaining(self, ids: Container[str]) -> Report:
        """This report with the reasons of these places and events alone."""
        places = [p if p.id in ids else _only(Place, p) for p in self.places]
        events = [e if e.id in ids else _only(Event, e) for e in self.events]
        return self.model_copy(update={"places": places, "events": events})


class StoryMention(_Model):
    """Where a report event that was merged into a story event has its trigger; or, without `event`, a further word for it."""

    article: str
    event: str | None
    start: int
    end: int


class StoryWindow(_Model):
    """First and last day that a story event can have happened on."""

    earliest: str | None = None
    latest: str | None = None


class StoryClaim(_Model):
    """One figure or fact that one article gives for a story event, by whose word."""

    field: str
    value: Any
    article: str
    start: int
    end: int
    text: str
    attribution: str | None = None
    by: str | None = Field(default=None, description="whose word it is, as the article names them")


class StoryStep(_Model):
    """One state of a figure that rises or falls as time goes on."""

    published: str
    value: Any
    article: str
    start: int
    end: int
    text: str


class StoryDevelopment(_Model):
    """A figure of which later reports give more: what became known, and no disagreement."""

    field: str
    steps: list[StoryStep]


class StoryPlace(_Model):
    """A story event's place: the most specific one that its reports give."""

    name: str
    feature: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


class StoryEvent(_Model):
    """One happening as all the reports of a story tell it.

    Without `type` it is one that several articles tell with the same `word`, and that the
    codebook has no type for.
    """

    id: str
    type: str | None
    word: str | None = None
    modes: list[str] = []
    mentions: list[StoryMention]
    time: StoryWindow | None = None
    place: StoryPlace | None = None
    actors: list[str] = []
    recipients: list[str] = []
    deaths: Count | None = None
    independent_sources: int = Field(ge=1)
    claims: list[StoryClaim] = []
    developments: list[StoryDevelopment] = []


class StorySpan(_Model):
    """Words of one of the story's articles."""

    article: str
    start: int
    end: int
    text: str


class StoryConflict(_Model):
    """What two reports of one story cannot both be right about."""

    id: str
    kind: ConflictKind
    claims: Annotated[list[StorySpan], Field(min_length=2)]
    explanation: str
    severity: Severity


class Story(_Model):
    """The articles that report one happening, and what happened by all of them."""

    story: str
    articles: list[str]
    events: list[StoryEvent] = []
    conflicts: list[StoryConflict] = []


class StorySource(_Model):
    """An article of a story, and why it is there."""

    article: ArticleHead
    copy_of: str | None = Field(default=None, description="the article that it copies")
    wire: str | None = Field(default=None, description="the agency that it credits")
    score: float | None = None
    reasons: dict[str, float] = {}
    ruling: int | None = Field(default=None, description="the ruling by which it is there")


class TimelineClaim(_Model):
    """A claim of one source in the order of publication, with the words around it."""

    published: str | None
    article: str
    event: str
    type: str | None
    field: str
    value: Any
    start: int
    end: int
    text: str
    before: str
    after: str
    by: str | None = None
    in_conflict: list[str] = []


class Timeline(_Model):
    """A story as a line of claims in time, by source."""

    story: Story
    sources: list[StorySource]
    claims: list[TimelineClaim]


class ErrorReason(_Model):
    """Why an article could not be coded."""

    kind: str
    message: str


class FailedHead(_Model):
    """The name of an article that could not be coded."""

    id: str | None


class FailedReport(_Model):
    """The line that stands in place of a report when an article cannot be coded."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Literal["dateline-report/1"] = Field(default=SCHEMA, alias="schema")
    article: FailedHead
    error: ErrorReason

    def _repr_html_(self) -> str:
        """Say in a notebook why there is no report."""
        from dateline import to_html

        return to_html(self)


def _only(kind: type[M], row: M) -> M:
    """A row as a plain one of its kind, without what was added to explain it."""
    return kind(**{name: getattr(row, name) for name in kind.model_fields}) if type(row) is not kind else row


def _dangling(report: Report) -> Iterator[str]:
    """Say which ids of a report are repeated or lead nowhere."""
    groups = ("entities", "places", "times", "attributions", "events", "conflicts")
    ids = {group: [item.id for item in getattr(report, group)] for group in groups}
    every = [i for group in ids.values() for i in group]
    if len(every) != len(set(every)):
        yield "an id stands twice"
    entities, places, times, attributions = (set(ids[group]) for group in groups[:4])
    for attribution in report.attributions:
        for source in (attribution.source, attribution.carrier):
            if source and source.entity and source.entity not in entities:
                yield f"{attribution.id} names entity {source.entity}, which is not in the report"
    for event in report.events:
        for participant in [*event.actors, *event.recipients]:
            if participant.entity and participant.entity not in entities:
                yield f"{event.id} names entity {participant.entity}, which is not in the report"
        if event.place and event.place not in places:
            yield f"{event.id} names place {event.place}, which is not in the report"
        if event.time and event.time not in times:
            yield f"{event.id} names time {event.time}, which is not in the report"
        for attribution_id in [*event.attributions, *(stance.attribution for stance in event.stances)]:
            if attribution_id not in attributions:
                yield f"{event.id} names attribution {attribution_id}, which is not in the report"


def all_spans(report: Report) -> Iterator[Span]:
    """Give every span of a report, whatever it belongs to."""
    for entity in report.entities:
        yield from entity.mentions
        yield from entity.roles
    for place in report.places:
        yield from place.mentions
    yield from report.times
    for attribution in report.attributions:
        yield from attribution.content
        optional = (attribution.source, attribution.cue, attribution.anonymity, attribution.carrier)
        yield from (span for span in optional if span)
    for event in report.events:
        yield event.trigger
        for group in (event.evidence, event.actors, event.recipients, event.instruments, event.casualties):
            yield from group
    for conflict in report.conflicts:
        yield from (claim for claim in conflict.claims if isinstance(claim, Span))
