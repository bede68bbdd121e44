"""Say why an event was coded as it was: its triggers and their frames, slots, scores, merging, status and codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.report import CodeOrigin, ExplainedEvent, RoleReason, ScoreFactor, Span, TellingReason
from dateline.resources.codebook import PLOVER
from dateline.resources.tables import line_of
from dateline.steps.events.codes import Coder
from dateline.steps.events.confidence import factors
from dateline.steps.events.happening import extent_of
from dateline.steps.events.status import status_words
from dateline.text.codes import acled_field

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Event
    from dateline.resources.codebook import CodeRule, Trigger
    from dateline.steps.events.find import Candidate, Site
    from dateline.steps.events.happening import Happening, Telling
    from dateline.steps.events.index import Sense
    from dateline.steps.events.locate import Anchor
    from dateline.steps.events.parties import Party

_WAYS = {
    "subject": "the subject of “{t}”",
    "object": "the object of “{t}”",
    "dative": "to whom “{t}” gives it",
    "possessive": "the possessor of “{t}”",
    "modifier": "stands before “{t}”",
    "light": "held by the verb that “{t}” hangs on",
    "shared": "does what the clause above “{t}” tells",
    "deep": "named deeper in what completes “{t}”",
    "matter": "named in what is asked, promised or refused",
    "speaker": "says that this will be done to them, and names nobody else",
    "state": "the country where “{t}” happened, which only a state can do",
    "owner": "whose deed or weapon the subject is",
    "only body": "the only armed body that the article names",
    "list": "a name in a list after a party of this side",
    "body": "the body whose people the actors are",
}
_TURNED = {"subject": "after “by”, for “{t}” is passive", "object": "the subject of the passive “{t}”"}
_LATER = "joined from another mention, or named by a later sentence"
_MERGED = {
    "grammar": "grammar ties its trigger to one before it",
    "parties": "shares a party with it, and nothing speaks against",
    "sentence": "in the same sentence, and not two with both sides named",
    "pointing": "points back at it (“the attack”)",
}
_ACLED_CASES = {
    "acled": "",
    "acled_against_armed": ", for a recipient is armed",
    "acled_lethal": ", for people died",
    "acled_state": ", for an actor is a state's",
    "acled_nonstate": ", for an actor is an armed group",
}
_CONDITIONS = ("object", "subject", "preposition", "about")


@dataclass(frozen=True)
class Explainer:
    """Explains the events of one draft.

    Args:
        text: The article.
        coder: What codes its events.
        folder: Folder of the codebook; PLOVER's by default.
    """

    text: str
    coder: Coder
    folder: Path | None = None

    def explain(self, happening: Happening, event: Event, others: Sequence[Happening]) -> ExplainedEvent:
        """Give an event with its reasons.

        Args:
            happening: What the event was made from.
            event: The event.
            others: The events of its sentence.
        """
        return ExplainedEvent(
            **dict(event),
            tellings=[self._telling(telling) for telling in happening.tellings],
            references=[self._word(word) for word in happening.references],
            roles=list(self._roles(happening)),
            rules=list(self._rules(happening)),
            status_words=[
                f"“{word.text}” ({says.replace('-', ' ')})" for word, says in status_words(happening.trigger)
            ],
            origins=list(self._origins(happening, event, others)),
        )

    def _telling(self, telling: Telling) -> TellingReason:
        sense = telling.candidate.sense
        features = [
            ScoreFactor(feature=name, value=value, factor=factors().get(name, {}).get(value))
            for name, value in telling.features.items()
        ]
        return TellingReason(
            trigger=Span.cut(self.text, *extent_of(telling.candidate)),
            type=sense.type,
            mode=sense.mode,
            row=_row_words(sense)
            if sense.head
            else f"{telling.candidate.token.lemma_} (typed by the trained model alone)",
            source=self._source(sense.type, sense.mode, sense.trigger),
            conditions=list(_conditions(telling.candidate)),
            frame=_frame_words(sense),
            weight=sense.weight,
            factors=features,
            product=round(prod([sense.weight, *(f.factor for f in features if f.factor is not None)]), 3),
            score=telling.score,
            because=_MERGED.get(telling.because, telling.because) or None,
        )

    def _roles(self, happening: Happening) -> Iterator[RoleReason]:
        for party in happening.arguments.actors:
            yield RoleReason(role="actor", words=self._cut(party.start, party.end), because=_way_of(party, happening))
        for party in happening.arguments.recipients:
            words = self._cut(party.start, party.end)
            yield RoleReason(role="recipient", words=words, because=_way_of(party, happening))
        if happening.place is not None:
            yield RoleReason(role="place", words=self._word(happening.place.token), because=_hold_of(happening.place))
        if happening.time is not None:
            yield RoleReason(role="time", words=self._word(happening.time.token), because=_hold_of(happening.time))
        for weapon in happening.weapons:
            yield RoleReason(
                role="means", words=self._cut(weapon.start, weapon.end), because=_hangs_on(weapon.head, "a means on")
            )
        for figure in happening.figures:
            because = f"{figure.kind}, by “{figure.governor.text}”"
            because += ", part of a bigger figure" if figure.part else ""
            yield RoleReason(role="casualties", words=self._cut(figure.start, figure.end), because=because)

    def _rules(self, happening: Happening) -> Iterator[str]:
        """What made type or modes others than the trigger's own."""
        sense = happening.candidate.sense
        if happening.type != sense.type:
            yield f"{sense.type} became {happening.type}: it is the actor's own word about what he will do or refuse"
        own = {telling.candidate.sense.mode for telling in happening.tellings}
        for mode in happening.modes:
            weapon = next((weapon for weapon in happening.weapons if mode in weapon.modes), None)
            if mode not in own:
                yield f"mode {mode} by " + (f"the weapon “{weapon.head.text}”" if weapon else "a means that is named")

    def _word(self, token: Token) -> Span:
        return Span.cut(self.text, token.idx, token.idx + len(token))

    def _cut(self, start: int, end: int) -> Span:
        return Span.cut(self.text, start, end)

    def _origins(self, happening: Happening, event: Event, others: Sequence[Happening]) -> Iterator[CodeOrigin]:
        rules = self.coder.rules_of(happening)
        if event.codes.cameo:
            rule = next(rule for rule in rules if rule.cameo)
            because, source = self._rule_words(happening, rule)
            yield CodeOrigin(book="cameo", code=event.codes.cameo, because=because, source=source)
        if event.codes.acled:
            yield self._acled_origin(happening, event.codes.acled, rules, others)
        if event.codes.ucdp:
            because = "people died; by who is armed and whose forces they are"
            yield CodeOrigin(book="ucdp", code=event.codes.ucdp, because=because, source=None)

    def _acled_origin(
        self, happening: Happening, code: str, rules: Sequence[CodeRule], others: Sequence[Happening]
    ) -> CodeOrigin:
        severity = self.coder.curb(happening, others)
        if severity:
            because, steps = f"state forces put a protest down ({severity})", ("curbed_acled", severity)
            return CodeOrigin(book="acled", code=code, because=because, source=_place_in(self.folder, "codes", steps))
        if self.coder.weapon_row(happening):
            source = _place_in(self.folder, "codes", ("weapons",))
            return CodeOrigin(book="acled", code=code, because="its weapon has a code of its own", source=source)
        sides = happening.arguments
        found = acled_field(rules, sides.actors, sides.recipients, happening.deaths)
        if found is None:
            return CodeOrigin(book="acled", code=code, because="", source=None)
        if self.coder.is_unrest(happening, getattr(*found)):
            source = _place_in(self.folder, "codes", ("unrest",))
            return CodeOrigin(book="acled", code=code, because="its sentence tells of clashes or damage", source=source)
        because, source = self._rule_words(happening, found[0])
        return CodeOrigin(book="acled", code=code, because=because + _ACLED_CASES[found[1]], source=source)

    def _rule_words(self, happening: Happening, rule: CodeRule) -> tuple[str, str | None]:
        """Whether a rule is the type's, a mode's or a trigger's, and where it stands."""
        event_type = self.coder.index.codebook.types[happening.type]
        for name in happening.modes:
            if name in event_type.modes and event_type.modes[name].codes is rule:
                return f"mode {name}", _place_in(self.folder, f"types/{event_type.type}", ("modes", name, "codes"))
        if event_type.codes is rule:
            return f"type {event_type.type}", _place_in(self.folder, f"types/{event_type.type}", ("codes",))
        for telling in happening.tellings:
            sense = telling.candidate.sense
            if sense.trigger.codes is rule:
                words = f"trigger “{telling.candidate.token.text}”"
                return words, self._source(sense.type, sense.mode, sense.trigger)
        return "a trigger of this event", None

    def _source(self, type_: str, mode: str | None, trigger: Trigger) -> str | None:
        """File and line of a trigger's row."""
        event_type = self.coder.index.codebook.types[type_]
        rows = event_type.modes[mode].triggers if mode in event_type.modes else event_type.triggers
        number = next((n for n, row in enumerate(rows) if row is trigger), None)
        if number is None:
            return None
        start: tuple[int | str, ...] = ("modes", mode, "triggers") if mode in event_type.modes else ("triggers",)
        return _place_in(self.folder, f"types/{type_}", (*start, number))


@lru_cache(maxsize=1024)
def _place_in(folder: Path | None, name: str, steps: tuple[int | str, ...]) -> str | None:
    """File and line of a node of a codebook, the file as it is called within its folder."""
    path = (folder or PLOVER) / f"{name}.yaml"
    return f"{name}.yaml:{line_of(path, steps)}" if path.exists() else None


def _row_words(sense: Sense) -> str:
    """The words of a trigger as its row lists them, with the head's part of speech."""
    return " ".join((*sense.before, sense.head, *sense.after)) + f" ({sense.kind})"


def _frame_words(sense: Sense) -> str:
    frame = sense.frame
    sides = [("actor", frame.actor), ("recipient", frame.recipient)]
    told = [f"{side}: {', '.join(slots)}" for side, slots in sides if slots]
    return "; ".join([*told, *(["reciprocal"] if frame.reciprocal else [])])


def _conditions(candidate: Candidate) -> Iterator[str]:
    """Each condition of a reading, with the article's words that meet it."""
    for name, wanted in candidate.sense.words.items():
        if name.startswith("not_"):
            continue
        if name in _CONDITIONS:
            met = sorted(wanted & _words_in(candidate.site, name)) or sorted(wanted)[:1]
            yield f"{name}: {', '.join(met)}"
        else:
            yield f"{name} is one of: {', '.join(sorted(wanted))}"


def _words_in(site: Site, condition: str) -> frozenset[str]:
    found = {
        "object": lambda: site.patient_words,
        "subject": lambda: site.agent_words,
        "preposition": lambda: site.prepositions,
        "about": lambda: site.complement_words,
    }
    return found[condition]()


def _way_of(party: Party, happening: Happening) -> str:
    """How a party was found, by the mention that found it."""
    for telling in happening.tellings:
        way = telling.ways.get(party.head.i)
        if way:
            site = telling.candidate.site
            turned = site.is_verb and site.passive and way in _TURNED
            words = _TURNED[way] if turned else _WAYS.get(way, f"after “{way}” on “{{t}}”")
            return words.format(t=site.token.text)
    return _LATER


def _hold_of(anchor: Anchor) -> str:
    """The word that a place or time hangs on."""
    return f"names “{anchor.token.head.text}”" if anchor.names else _hangs_on(anchor.token, "hangs on")


def _hangs_on(token: Token, link: str) -> str:
    for _ in range(4):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "NOUN", "AUX"):
            return f"{link} “{token.text}”"
    return f"{link} its clause"
