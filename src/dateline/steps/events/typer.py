"""The learned typer: weighs what the head sees against what the codebook's words say."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dateline.resources.codebook import Trigger
from dateline.resources.tables import load_table
from dateline.steps.events.confidence import calibrated
from dateline.steps.events.find import Candidate, heaviest
from dateline.steps.events.head import NOTHING, Judge, label_of
from dateline.steps.events.proposals import find_unlisted, unlisted_sense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.steps.events.arguments import Arguments
    from dateline.steps.events.index import Sense, TriggerIndex
    from dateline.steps.events.parties import Party

FLOOR = 1e-4
"""Least probability that counts: below it the head's figures say nothing more."""

_REACH = 6
_FORCE = 4


@cache
def knobs() -> dict[str, float]:
    """How much head and words count, from the table of confidence."""
    table: dict[str, float] = load_table("codebooks/confidence.yaml")["learned"]
    return table


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the head says of one trigger.

    Args:
        of: Probability of each label.
    """

    of: Mapping[str, float]

    def share(self, type_: str) -> float:
        """Probability of an event type."""
        return max(self.of.get(label_of(type_), 0.0), FLOOR)

    @property
    def nothing(self) -> float:
        """Probability that no type of the codebook covers it."""
        return max(self.of.get(NOTHING, 0.0), FLOOR)

    def best(self, types: Iterable[str]) -> str:
        """The most probable of some types, the first of equals."""
        return max(types, key=self.share)


_OPPOSITES = frozenset({"AGREE", "REJECT"})
"""Types that a listed word is never mistaken for: who "*agreed* not to use force" refuses nothing."""


class LearnedTyper:
    """Chooses among readings of a word, and gives a type to clauses that no trigger explains.

    Args:
        judge: The head over the draft's sentences.
        index: The codebook's triggers.
        arguments: Gives the two sides of a candidate.
    """

    def __init__(self, judge: Judge, index: TriggerIndex, arguments: Callable[[Candidate], Arguments]) -> None:
        self.judge = judge
        self.arguments = arguments
        labels = set(judge.head.labels)
        self.index = index
        self.known = [name for name in index.codebook.types if label_of(name) in labels]
        self.verdicts: dict[int, Verdict] = {}

    def choose(self, readings: Sequence[Candidate]) -> Candidate:
        """The reading of a word whose words and sentence agree best."""
        plain = heaviest(readings)
        if len({label_of(reading.sense.type) for reading in readings}) == 1 or not self._may_judge(plain):
            return plain
        verdict, lead = self._verdict(plain), knobs()["first_reading"]
        return max(
            readings, key=lambda r: (math.log(verdict.share(r.sense.type)) + (lead if r is plain else 0.0), r is plain)
        )

    def retype(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Give a trigger the type that the head sees in its place, where that is far more probable than its own.

        A row or mode of the codebook with an ACLED code of its own names its event so closely that it stands.
        So does a trigger that hangs on another one of the head's type ("accused him of the
        murder"): the head then speaks of that.
        """
        told = {candidate.token.i: label_of(candidate.sense.type) for candidate in candidates}
        return [self._retyped(candidate, told) for candidate in candidates]

    def _retyped(self, candidate: Candidate, told: Mapping[int, str]) -> Candidate:
        sense = candidate.sense
        if not self._may_judge(candidate) or self._is_close(sense):
            return candidate
        verdict, table = self._verdict(candidate), knobs()
        best = verdict.best(self.known)
        gain = math.log(verdict.share(best) / verdict.share(sense.type))
        least = table["listed"] + bool(sense.conditions) * table["conditions"] + bool(sense.mode) * table["mode"]
        if (
            {best, sense.type} == _OPPOSITES
            or gain < least
            or label_of(best) in (told.get(token.i) for token in _governors(candidate.token))
        ):
            return candidate
        return replace(candidate, sense=replace(sense, type=best, mode=None, trigger=Trigger(weight=sense.weight)))

    def _is_close(self, sense: Sense) -> bool:
        mode = self.index.codebook.types[sense.type].modes.get(sense.mode or "")
        return any(codes is not None and codes.acled for codes in (sense.trigger.codes, mode.codes if mode else None))

    def propose(self, doc: Doc, candidates: Sequence[Candidate], cues: Set[int]) -> list[Candidate]:
        """Candidates for verbs that the codebook does not list, where two sides are there and the head sees an event.

        Args:
            doc: The document.
            candidates: What the codebook's triggers gave.
            cues: Where the words stand that only say who says so, in code points.
        """
        if not self.known:
            return []
        found = []
        mishaps = self.index.codebook.head.words.get("mishap", ())
        for candidate in find_unlisted(doc, candidates, self.known[0], mishaps):
            if candidate.token.idx in cues or not self._may_judge(candidate):
                continue
            verdict = self._verdict(candidate)
            best = verdict.best(self.known)
            if label_of(best) in self._refused(candidate):
                continue
            force = self.index.codebook.types[best].quad == _FORCE
            if (
                verdict.share(best) >= knobs()["proposed_force" if force else "proposed"]
                and verdict.nothing < knobs()["nothing"]
            ):
                found.append(replace(candidate, sense=unlisted_sense(best, knobs()["unlisted_weight"])))
        return found

    def _refused(self, candidate: Candidate) -> set[str]:
        """Labels that the codebook lists the verb for, on conditions that do not hold here ("*fired* an adviser")."""
        return {label_of(sense.type) for sense in self.index.verbs.get(candidate.token.lemma_.lower(), ())}

    def weigh(self, candidate: Candidate, confidence: float, features: dict[str, str]) -> float:
        """Confidence of an event by rules and head together.

        Args:
            candidate: Its trigger.
            confidence: By the rules alone, 0 to 1.
            features: What that is made of; what the head says is added.
        """
        if not self._may_judge(candidate):
            return calibrated(confidence)
        share = self._verdict(candidate).share(candidate.sense.type)
        features["encoder"] = f"{share:.2f}"
        return calibrated(confidence, share)

    def _may_judge(self, candidate: Candidate) -> bool:
        """Whether the head is asked: it learned what one party does to another, so both must be there."""
        sides = self.arguments(candidate)
        return candidate.sense.type in self.known and _somebody(sides.actors) and _somebody(sides.recipients)

    def _verdict(self, candidate: Candidate) -> Verdict:
        if candidate.token.i not in self.verdicts:
            sides = self.arguments(candidate)
            of = self.judge.probabilities(candidate.token, _first(sides.actors), _first(sides.recipients))
            self.verdicts[candidate.token.i] = Verdict(of)
        return self.verdicts[candidate.token.i]


def _governors(token: Token) -> Iterator[Token]:
    """The words that a word hangs on, the nearest first."""
    for _ in range(_REACH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def _first(parties: Sequence[Party]) -> Party | None:
    """Who stands for a side: the first that acts, or the first thing."""
    return next((party for party in parties if party.acts), parties[0] if parties else None)


def _somebody(parties: Sequence[Party]) -> bool:
    return any(party.acts and not party.is_number for party in parties)
