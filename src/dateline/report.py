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

    id: str = Field(description="the caller's name for it")
    title: str | None = Field(default=None, description="the headline")
    published: str | None = Field(
        default=None, description='ISO 8601 date or date-time; "Friday" and "last year" are counted from it'
    )
    publisher: str | None = Field(default=None, description="who ran it")
    url: str | None = Field(default=None, description="where it stood")
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

    text: str = Field(description="the body; paragraphs are separated by a blank line")

    def head(self) -> ArticleHead:
        """This article without its text, as a report carries it."""
        return ArticleHead(**{name: getattr(self, name) for name in ArticleHead.model_fields})


class Span(_Model):
    """Words of the article: code points `start` to `end` (exclusive) and the text there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int = Field(ge=0, description="first code point in the article's text")
    end: int = Field(ge=0, description="the code point after the last")
    text: str = Field(description="the words that stand there")

    @classmethod
    def cut(cls, text: str, start: int, end: int, **more: Any) -> Self:
        """Make a span from the article's text and two offsets."""
        return cls(start=start, end=end, text=text[start:end], **more)


class Mention(Span):
    """Words that stand for an entity."""

    kind: MentionKind = Field(description='how they name it: by name, by a noun ("the army") or by a pronoun')


class Role(Span):
    """A title or office that the text gives a person."""

    former: bool = Field(default=False, description="whether it is said, or known, to be over")


class Entity(_Model):
    """A person, organisation, armed group or country with all its mentions."""

    id: str = Field(description="its name in this report: E1, E2 …")
    type: EntityType = Field(description="what it is")
    name: str = Field(description="the fullest name that the article gives it, or its fullest words")
    aliases: list[str] = Field(default=[], description="its other names in the article")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3 code of the country that it belongs to")
    sector: str | None = Field(default=None, description="PLOVER actor sector (GOV, MIL, REB, CVL …)")
    roles: list[Role] = Field(default=[], description="titles and offices that the text gives it")
    mentions: list[Mention] = Field(description="all its mentions")


class MentionReason(Mention):
    """A mention with the rule that joined it to those of its entity, and the mention that it was joined by."""

    rule: str | None = Field(default=None, description="the rule that joined it")
    by: Span | None = Field(default=None, description="the mention that it was joined by")
    because: str = Field(description="the reason, in a sentence")


class CodeReason(_Model):
    """Where an entity's country or sector comes from: the words that tell it, and how."""

    field: Literal["country", "sector"] = Field(description="which code")
    value: str = Field(description="the code")
    because: str = Field(description="the reason, in a sentence")
    words: Span = Field(description="the words that tell it")


class EntityReasons(Entity):
    """An entity with the reasons for its mentions and codes, which a report leaves out."""

    mentions: list[MentionReason] = Field(description="all its mentions, each with its reason")  # type: ignore[assignment]
    codes: list[CodeReason] = Field(default=[], description="where its country and sector come from")


class ActorReport(_Model):
    """The entities of one article with their reasons."""

    article: ArticleHead = Field(description="the article")
    entities: list[EntityReasons] = Field(description="its entities with the reasons")


class PlaceMention(Span):
    """Words that stand for a place.

    `literal` is a plain name, `associative` one inside the name of something else ("Dover
    Police"), `adjective` an adjective or a word for people ("Iraqi", "Gazans").
    """

    kind: PlaceMentionKind = Field(description="how the words stand for the place")


class Place(_Model):
    """A place on the map with all its mentions."""

    id: str = Field(description="its name in this report: P1, P2 …")
    name: str = Field(description="its usual English name")
    feature: str | None = Field(description="GeoNames feature code (PPL, ADM1, PCLI …)")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3 code")
    admin1: str | None = Field(default=None, description="the first-order division that it lies in")
    latitude: float | None = Field(default=None, description="degrees north, WGS 84")
    longitude: float | None = Field(default=None, description="degrees east, WGS 84")
    geonames: int | None = Field(default=None, description="GeoNames id")
    mentions: list[Span | PlaceMention] = Field(description="all its mentions")


class PlaceCandidate(_Model):
    """A place that a name can mean, and what speaks for and against it.

    `how` is the kind of name that leads to it; `score` is the sum of the evidence, and the
    highest wins.
    """

    name: str = Field(description="its usual English name")
    feature: str | None = Field(description="GeoNames feature code")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3 code")
    admin1: str | None = Field(default=None, description="the first-order division that it lies in")
    latitude: float | None = Field(default=None, description="degrees north, WGS 84")
    longitude: float | None = Field(default=None, description="degrees east, WGS 84")
    geonames: int | None = Field(default=None, description="GeoNames id")
    how: str = Field(description="the kind of name that leads to it")
    score: float = Field(description="the sum of the evidence")
    evidence: dict[str, float] = Field(description="what each piece of evidence adds or takes, by name")


class ExplainedPlace(Place):
    """A place with what it was chosen from, the chosen one first; only where that was asked for."""

    candidates: list[PlaceCandidate] = Field(description="what it was chosen from, itself first")


class Time(Span):
    """A time expression with its TIMEX3 type and value and the days it can mean."""

    id: str = Field(description="its name in this report: T1, T2 …")
    type: TimeType = Field(description="TIMEX3 type")
    value: str = Field(description="TIMEX3 value: 2025-03-14, 2025-W11, P3D, XXXX-WXX-5 …")
    earliest: str | None = Field(default=None, description="first day it can mean, ISO 8601")
    latest: str | None = Field(default=None, description="last day it can mean, ISO 8601")


class Source(Span):
    """Who says so, in the article's words."""

    entity: str | None = Field(default=None, description="id of its entity")


class Attribution(_Model):
    """Content that the article gives as somebody's words, belief, intention or finding."""

    id: str = Field(description="its name in this report: A1, A2 …")
    source: Source | None = Field(description="who says so; null where the text names nobody")
    cue: Span | None = Field(description='the words that say so ("said", "according to")')
    content: list[Span] = Field(description="what they say, in as many parts as the text has it")
    style: Style = Field(description="in quotation marks, in the reporter's words, or both")
    source_kind: SourceKind = Field(description="how far the source is known")
    anonymity: Span | None = Field(default=None, description="the words that say why a source is not named")
    carrier: Source | None = Field(default=None, description="who passed it on")


class Participant(Span):
    """An actor or recipient of an event: an entity by the words that name it there."""

    entity: str | None = Field(description="id of its entity; null where the words name none")
    alleged: bool = Field(default=False, description="whether the text only suspects or accuses them of it")


class Instrument(Span):
    """A weapon or other means."""


class Count(_Model):
    """A number of people as a range; `high` is None when it is open ("at least six")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: int = Field(ge=0, description="the fewest that it can mean")
    high: int | None = Field(default=None, ge=0, description="the most that it can mean; null where it is open")


class Casualties(Span):
    """One figure that the text gives for the killed, injured, missing or captured."""

    kind: CasualtyKind = Field(description="what became of them")
    low: int = Field(ge=0, description="the fewest that the words can mean")
    high: int | None = Field(
        default=None, ge=0, description='the most that they can mean; null where it is open ("at least six")'
    )
    side: CasualtySide = Field(description="to which side of the event they belong")


class Codes(_Model):
    """An event in the field's codebooks; None where a codebook has no code for it."""

    plover: str | None = Field(default=None, description="PLOVER type and mode (ASSAULT-aerial)")
    cameo: str | None = Field(default=None, description="CAMEO code (195)")
    acled: str | None = Field(default=None, description="ACLED sub-event type")
    ucdp: str | None = Field(default=None, description="UCDP type of violence")


class Stance(_Model):
    """What a source does to an event that others tell: confirms it, denies it, or denies its own part in it."""

    attribution: str = Field(description="id of the attribution")
    stance: StanceKind = Field(description="what its source does to the event")


class Event(_Model):
    """Who did what to whom, where and when, according to whom, and whether it happened."""

    id: str = Field(description="its name in this report: V1, V2 …")
    type: str = Field(description="PLOVER event type, or a declared extension of the codebook")
    modes: list[str] = Field(default=[], description="PLOVER modes: how it was done")
    contexts: list[str] = Field(default=[], description="PLOVER contexts: what it was about")
    trigger: Span = Field(description="the words that tell of it")
    evidence: list[Span] = Field(default=[], description="other words of the text that tell of it")
    actors: list[Participant] = Field(default=[], description="who did it")
    recipients: list[Participant] = Field(default=[], description="to whom")
    instruments: list[Instrument] = Field(default=[], description="weapons and other means")
    place: str | None = Field(default=None, description="id of its place")
    time: str | None = Field(default=None, description="id of its time")
    place_relation: PlaceRelation | None = Field(default=None, description="how the event lies to its place")
    deaths: Count | None = Field(
        default=None, description="how many died in all; null where the text says nothing of it"
    )
    injured: Count | None = Field(default=None, description="how many were injured in all")
    casualties: list[Casualties] = Field(default=[], description="the figures one by one")
    status: Status = Field(description="whether it happened")
    attributions: list[str] = Field(default=[], description="ids of the attributions by which it is told")
    codes: Codes = Field(description="what it is in the field's codebooks")
    confidence: float = Field(ge=0, le=1, description="probability that its type is right (docs/confidence.md)")
    asserted: bool | None = Field(
        default=None, description="Whether the report itself tells of it somewhere, outside every attributed content"
    )
    stances: list[Stance] = Field(default=[], description="sources that confirm or deny it")


class ScoreFactor(_Model):
    """One factor of an event's score: a feature, its value, and what that multiplies the score by."""

    feature: str = Field(description="what was looked at")
    value: str = Field(description="what was found")
    factor: float | None = Field(
        default=None, description="what it multiplies the score by; null where it is no factor"
    )


class TellingReason(_Model):
    """One mention of an event: the trigger, the row of the codebook that it was read by, and its own score."""

    trigger: Span = Field(description="the words")
    type: str = Field(description="the type that they give")
    mode: str | None = Field(default=None, description="the mode that they give")
    row: str = Field(description="the words that the codebook lists")
    source: str | None = Field(default=None, description="file and line in the codebook's folder")
    conditions: list[str] = Field(default=[], description="conditions of the row, with the words that meet them")
    frame: str = Field(description="slots that may hold actor and recipient, in order of preference")
    weight: float = Field(description="how well the row's words tell of such an event, from 0 to 1")
    factors: list[ScoreFactor] = Field(default=[], description="what the weight is multiplied by")
    product: float = Field(description="weight times factors")
    score: float = Field(description="what the product comes to as a share of such events that are right")
    because: str | None = Field(default=None, description="why it was taken for the same event; null for the first")


class RoleReason(_Model):
    """Why a participant, place, time, means or figure belongs to an event: its place in the sentence."""

    role: Literal["actor", "recipient", "place", "time", "means", "casualties"] = Field(
        description="what it is to the event"
    )
    words: Span = Field(description="its words")
    because: str = Field(description="its place in the sentence")


class CodeOrigin(_Model):
    """Where one of an event's codes comes from."""

    book: Literal["cameo", "acled", "ucdp"] = Field(description="the codebook")
    code: str = Field(description="the code")
    because: str = Field(description="what gave it")
    source: str | None = Field(default=None, description="file and line in the codebook's folder")


class ExplainedEvent(Event):
    """An event with the reasons for it; only where that was asked for."""

    tellings: list[TellingReason] = Field(description="its mentions, the one that it is told by first")
    references: list[Span] = Field(default=[], description="words that point at it")
    roles: list[RoleReason] = Field(default=[], description="why each participant, place, time and figure is its own")
    rules: list[str] = Field(default=[], description="what changed type or mode after the trigger was read")
    status_words: list[str] = Field(
        default=[], description="the words that decide whether it happened, each with its class"
    )
    origins: list[CodeOrigin] = Field(default=[], description="where its codes come from")


class RecordRow(_Model):
    """A row of a record outside the article."""

    source: str = Field(description="the record")
    text: str = Field(description="what it says, as a sentence")


class RecordClaim(_Model):
    """One side of a conflict that stands in a record outside the article."""

    record: RecordRow = Field(description="the row")


Claim = Span | RecordClaim


class Conflict(_Model):
    """Two or more places that cannot all be right, and why."""

    id: str = Field(description="its name in this report: C1, C2 …")
    kind: ConflictKind = Field(description="what kind of fact cannot all be right")
    claims: Annotated[list[Claim], Field(min_length=2)] = Field(description="the places that it is between")
    explanation: str = Field(description="one sentence that a reader can check")
    severity: Severity = Field(description="how surely something is wrong")


class _Beside:
    """The article's text, kept beside a report: whether it is at hand makes no two reports differ."""

    __slots__ = ("text",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside)


OnePlace = Annotated[Place | ExplainedPlace, Field(union_mode="left_to_right")]
OneEvent = Annotated[Event | ExplainedEvent, Field(union_mode="left_to_right")]
"""The plain one is tried first, which halves the time of reading; one with reasons has fields that it refuses."""

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

    schema_: Literal["dateline-report/1"] = Field(default=SCHEMA, alias="schema", description="the form that it has")
    article: ArticleHead = Field(description="the article without its text")
    entities: Rows[Entity] = Field(default=Rows(), description="who is spoken of")
    places: Rows[OnePlace] = Field(default=Rows(), description="the places on the map")
    times: Rows[Time] = Field(default=Rows(), description="the time expressions")
    attributions: Rows[Attribution] = Field(default=Rows(), description="who says what")
    events: Rows[OneEvent] = Field(default=Rows(), description="what happened, and what was planned, feared or denied")
    conflicts: Rows[Conflict] = Field(default=Rows(), description="what does not hold together")

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

    article: str = Field(description="id of the article")
    event: str | None = Field(description="id of the report's event")
    start: int = Field(description="where its trigger begins in that article")
    end: int = Field(description="where it ends")


class StoryWindow(_Model):
    """First and last day that a story event can have happened on."""

    earliest: str | None = Field(default=None, description="first day, ISO 8601")
    latest: str | None = Field(default=None, description="last day, ISO 8601")


class StoryClaim(_Model):
    """One figure or fact that one article gives for a story event, by whose word."""

    field: str = Field(description="the field of the event that it is about")
    value: Any = Field(description="what it gives")
    article: str = Field(description="id of the article")
    start: int = Field(description="where its words begin in that article")
    end: int = Field(description="where they end")
    text: str = Field(description="the words")
    attribution: str | None = Field(default=None, description="id of the attribution in that article's report")
    by: str | None = Field(default=None, description="whose word it is, as the article names them")


class StoryStep(_Model):
    """One state of a figure that rises or falls as time goes on."""

    published: str = Field(description="when it was told")
    value: Any = Field(description="the figure")
    article: str = Field(description="id of the article")
    start: int = Field(description="where its words begin in that article")
    end: int = Field(description="where they end")
    text: str = Field(description="the words")


class StoryDevelopment(_Model):
    """A figure of which later reports give more: what became known, and no disagreement."""

    field: str = Field(description="the field of the event")
    steps: list[StoryStep] = Field(description="what was told, the first first")


class StoryPlace(_Model):
    """A story event's place: the most specific one that its reports give."""

    name: str = Field(description="its usual English name")
    feature: str | None = Field(default=None, description="GeoNames feature code")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3 code")
    admin1: str | None = Field(default=None, description="the first-order division that it lies in")
    latitude: float | None = Field(default=None, description="degrees north, WGS 84")
    longitude: float | None = Field(default=None, description="degrees east, WGS 84")
    geonames: int | None = Field(default=None, description="GeoNames id")


class StoryEvent(_Model):
    """One happening as all the reports of a story tell it.

    Without `type` it is one that several articles tell with the same `word`, and that the
    codebook has no type for.
    """

    id: str = Field(description="its name: S1.1, S1.2 …")
    type: str | None = Field(description="PLOVER event type")
    word: str | None = Field(default=None, description="what it is told with, where it has no type")
    modes: list[str] = Field(default=[], description="PLOVER modes")
    mentions: list[StoryMention] = Field(description="the report events that were merged")
    time: StoryWindow | None = Field(default=None, description="the days that it can have happened on")
    place: StoryPlace | None = Field(default=None, description="where")
    actors: list[str] = Field(default=[], description="names of those who did it")
    recipients: list[str] = Field(default=[], description="names of those it was done to")
    deaths: Count | None = Field(default=None, description="the range over all claims")
    independent_sources: int = Field(ge=1, description="how many articles tell of it that are no copies of another")
    claims: list[StoryClaim] = Field(default=[], description="every figure and fact with its source")
    developments: list[StoryDevelopment] = Field(default=[], description="figures that rose or fell as time went on")


class StorySpan(_Model):
    """Words of one of the story's articles."""

    article: str = Field(description="id of the article")
    start: int = Field(description="where they begin in that article")
    end: int = Field(description="where they end")
    text: str = Field(description="the words")


class StoryConflict(_Model):
    """What two reports of one story cannot both be right about."""

    id: str = Field(description="its name: S1.C1 …")
    kind: ConflictKind = Field(description="what kind of fact cannot all be right")
    claims: Annotated[list[StorySpan], Field(min_length=2)] = Field(description="the places that it is between")
    explanation: str = Field(description="one sentence that a reader can check")
    severity: Severity = Field(description="how surely something is wrong")


class Story(_Model):
    """The articles that report one happening, and what happened by all of them."""

    story: str = Field(description="its name: S1, S2 …")
    articles: list[str] = Field(description="ids of its articles")
    events: list[StoryEvent] = Field(default=[], description="what happened, each happening once")
    conflicts: list[StoryConflict] = Field(default=[], description="what its reports cannot all be right about")


class StorySource(_Model):
    """An article of a story, and why it is there."""

    article: ArticleHead = Field(description="the article")
    copy_of: str | None = Field(default=None, description="the article that it copies")
    wire: str | None = Field(default=None, description="the agency that it credits")
    score: float | None = Field(
        default=None, description="how well it fits the story; null where a person put it there or it began the story"
    )
    reasons: dict[str, float] = Field(default={}, description="what speaks for it, by the name of the evidence")
    ruling: int | None = Field(default=None, description="the ruling by which it is there")


class TimelineClaim(_Model):
    """A claim of one source in the order of publication, with the words around it."""

    published: str | None = Field(description="when it was told")
    article: str = Field(description="id of the article")
    event: str = Field(description="id of the story event")
    type: str | None = Field(description="type of the event")
    field: str = Field(description="the field that it is about")
    value: Any = Field(description="what it gives")
    start: int = Field(description="where its words begin in that article")
    end: int = Field(description="where they end")
    text: str = Field(description="the words")
    before: str = Field(description="the words before them")
    after: str = Field(description="the words behind them")
    by: str | None = Field(default=None, description="whose word it is, as the article names them")
    in_conflict: list[str] = Field(default=[], description="ids of the conflicts that it is part of")


class Timeline(_Model):
    """A story as a line of claims in time, by source."""

    story: Story = Field(description="the story")
    sources: list[StorySource] = Field(description="its articles, and why they are there")
    claims: list[TimelineClaim] = Field(description="its claims in the order of publication")


class ErrorReason(_Model):
    """Why an article could not be coded."""

    kind: str = Field(description="a word for programs: `kind` of the error's class")
    message: str = Field(description="what is wrong, where, and what to do")


class FailedHead(_Model):
    """The name of an article that could not be coded."""

    id: str | None = Field(description="the caller's name for it, where it could be read")


class FailedReport(_Model):
    """The line that stands in place of a report when an article cannot be coded."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Literal["dateline-report/1"] = Field(default=SCHEMA, alias="schema", description="the form that it has")
    article: FailedHead = Field(description="which article")
    error: ErrorReason = Field(description="why it could not be coded")

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
