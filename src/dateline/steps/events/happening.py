"""An event on its way to the report: one happening with every place in the text that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.report import Count, Event, Span
from dateline.steps.events.bodies import without_body
from dateline.steps.events.figures import Figure, to_casualties
from dateline.steps.events.instruments import Weapon, to_instrument
from dateline.steps.events.totals import total_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import CasualtySide, Codes, Stance, Status
    from dateline.resources.codebook import CodeRule
    from dateline.steps.events.arguments import Arguments
    from dateline.steps.events.find import Candidate
    from dateline.steps.events.locate import Anchor


@dataclass(frozen=True, slots=True)
class Telling:
    """What one mention of a happening told by itself, before it was merged.

    Args:
        candidate: Its trigger.
        ways: How each of its parties was found, by the index of their head.
        score: How sure it was.
        features: What that was made of.
        because: Why it was taken to tell of the happening; empty for the first.
    """

    candidate: Candidate
    ways: dict[int, str]
    score: float
    features: dict[str, str]
    because: str = ""


@dataclass(slots=True)
class Happening:
    """One happening; merging adds to it.

    Args:
        candidate: The trigger that tells of it best.
        type: Event type.
        modes: Modes, the surest first.
        arguments: Its two sides.
        status: Whether it happened.
        confidence: How sure it is, 0 to 1.
        features: What the confidence is made of.
        sentence: Number of its sentence.
        place: Where, if the text says so.
        time: When, if the text says so.
        evidence: Extents of its words in code points.
        attributions: Ids of the attributions whose content tells of it.
        contexts: What it is about.
        figures: Casualty figures.
        weapons: Means.
        rules: Codes that its triggers bring with them.
        told_by: Heads of the other triggers that tell of it.
        last_sentence: Number of the last sentence that tells of it.
        asserted: Whether the report itself tells of it, outside everybody's words.
        stances: Which sources confirm or deny it.
        tellings: What each mention told by itself, in the order in which they were joined.
        references: Nouns that only point back at it ("the operation").
    """

    candidate: Candidate
    type: str
    modes: list[str]
    arguments: Arguments
    status: Status
    confidence: float
    features: dict[str, str]
    sentence: int
    place: Anchor | None = None
    time: Anchor | None = None
    evidence: list[tuple[int, int]] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    weapons: list[Weapon] = field(default_factory=list)
    rules: list[CodeRule] = field(default_factory=list)
    told_by: list[Token] = field(default_factory=list)
    last_sentence: int = 0
    asserted: bool = True
    stances: list[Stance] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    references: list[Token] = field(default_factory=list)

    @property
    def trigger(self) -> Token:
        """Head of its trigger."""
        return self.candidate.token

    def telling(self, because: str = "") -> Telling:
        """What it tells as it stands."""
        return Telling(self.candidate, self.arguments.ways, self.confidence, self.features, because)

    @property
    def deaths(self) -> Count | None:
        """How many died."""
        return total_of(self.figures, "killed")

    def to_event(self, number: int, text: str, codes: Codes) -> Event:
        """Turn it into the contract's noun."""
        start, end = extent_of(self.candidate)
        return Event(
            id=f"V{number}",
            type=self.type,
            modes=self.modes,
            contexts=self.contexts,
            trigger=Span.cut(text, start, end),
            evidence=[Span.cut(text, *extent) for extent in sorted(set(self.evidence))],
            actors=[without_body(party, self.arguments.actors).to_participant(text) for party in self.arguments.actors],
            recipients=[party.to_participant(text) for party in self.arguments.recipients if not party.is_number],
            instruments=[to_instrument(weapon, text) for weapon in self.weapons],
            place=self.place.id if self.place else None,
            place_relation=self.place.relation if self.place else None,
            time=self.time.id if self.time else None,
            deaths=self.deaths,
            injured=total_of(self.figures, "injured"),
            casualties=[to_casualties(figure, text, side) for figure, side in self._sides()],
            status=self.status,
            attributions=self.attributions,
            asserted=self.asserted,
            stances=self.stances,
            codes=codes,
            confidence=self.confidence,
        )

    def _sides(self) -> Iterator[tuple[Figure, CasualtySide | None]]:
        """Each figure with its side: the recipients' where the counted people are a recipient."""
        hurt = {party.head.i for party in self.arguments.recipients}
        acting = {party.head.i for party in self.arguments.actors}
        for figure in self.figures:
            i = figure.head.i
            side: CasualtySide | None = "recipients" if i in hurt else "actors" if i in acting else None
            yield figure, side if figure.side == "unknown" else None


def extent_of(candidate: Candidate) -> tuple[int, int]:
    """Code points of a trigger's unbroken words."""
    start, end = candidate.extent()
    first, last = candidate.token.doc[start], candidate.token.doc[end - 1]
    return first.idx, last.idx + len(last)
