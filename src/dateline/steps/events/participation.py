"""Whether somebody or something really has part in a violent happening: a trained judgement.

The grammar puts every phrase of a slot on a side of an event, also where the words tell of violence
in general, of a state of things, or of another deed. The judgement weighs how a phrase stands there,
and what the encoder makes of it, of the trigger and of the sentence (training/events/participants.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.resources.encoder import WEIGHTS, Floats
from dateline.resources.tables import load_table
from dateline.steps.events.embedded import is_abstract
from dateline.steps.events.head import open_weights
from dateline.steps.events.instruments import Weapon
from dateline.steps.events.parties import Party
from dateline.steps.events.standing import Standing
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.steps.events.happening import Happening
    from dateline.steps.events.head import Judge

_VIOLENT = frozenset({"ASSAULT"})
_UNTOLD = frozenset({"hypothetical", "denied"})
"""What labellers do not fill in at all, so that nothing could be learned about it."""

_MOST = 6
_NEAR = (2, 5, 10, 20)
_SCORED = ("arguments", "found", "clause")


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase on one side of a happening, or for what it was done with.

    Args:
        happening: What it has part in.
        side: actors, recipients or means.
        who: The party or the weapon.
    """

    happening: Happening
    side: str
    who: Party | Weapon

    @property
    def name(self) -> str:
        """What tells whether two phrases stand for one: the entity, or the noun."""
        entity = getattr(self.who, "entity", None)
        return entity.id if entity else self.who.head.lemma_.lower()

    def leave_out(self) -> None:
        """Take it from its happening."""
        if isinstance(self.who, Weapon):
            self.happening.weapons.remove(self.who)
        else:
            getattr(self.happening.arguments, self.side).remove(self.who)


def parts_of(happenings: Sequence[Happening]) -> Iterator[Part]:
    """Everybody and everything on a side of what some happenings tell of violence that was done.

    Bare numbers name nobody, and a row of the codebook with codes of its own names its event so closely
    ("captured the *town*") that its parties stand.
    """
    for happening in happenings:
        if is_judged(happening):
            for side in ("actors", "recipients"):
                parties: list[Party] = getattr(happening.arguments, side)
                yield from (Part(happening, side, party) for party in parties if not party.is_number)
            yield from (Part(happening, "means", weapon) for weapon in happening.weapons)


def is_judged(happening: Happening) -> bool:
    """Whether a happening's parts are judged."""
    return happening.type in _VIOLENT and happening.status not in _UNTOLD and not happening.rules


@dataclass(frozen=True)
class Context:
    """What the parts of one article are seen in.

    Args:
        told: How many happenings of the draft name whom on which side.
        standing: How they stand in the article.
    """

    told: Counter[tuple[str, str]]
    standing: Standing

    @classmethod
    def of(cls, happenings: Sequence[Happening], parts: Sequence[Part]) -> Context:
        """Read the context of an article's parts."""
        told = Counter((part.side, part.name) for part in parts)
        return cls(told, Standing.in_article(happenings, [each for each in happenings if is_judged(each)]))


def describe(part: Part, context: Context) -> list[str]:
    """Name what is to be said of a part and of its happening, all of it by grammar and none of it by word.

    Args:
        part: The part.
        context: What it is seen in.
    """
    head, trigger, told = part.who.head, part.happening.trigger, context.told
    found = [
        *_of_happening(part.happening),
        f"dep {head.dep_}",
        f"tag {head.tag_}",
        f"before it {_determiner(head)}",
        f"named {min(told[part.side, part.name], _MOST)} times",
        f"distance {sum(abs(head.i - trigger.i) > n for n in _NEAR)}",
        f"sentence {head.sent.start == trigger.sent.start}",
        f"order {head.i < trigger.i}",
    ]
    if isinstance(part.who, Party):
        found += _of_party(part.who, part, told)
    return [*(f"{part.side}: {words}" for words in found), *context.standing.describe(part.happening)]


def _of_party(party: Party, part: Part, told: Counter[tuple[str, str]]) -> list[str]:
    sides = part.happening.arguments
    across = "recipients" if part.side == "actors" else "actors"
    mentions = party.entity.mentions if party.entity else []
    return [
        f"kind {party.kind}",
        f"entity {party.entity.type if party.entity else None}",
        f"name {any(mention.kind == 'name' for mention in mentions)}",
        f"pronoun {party.pronoun}",
        f"abstract {is_abstract(party)}",
        f"way {sides.ways.get(party.head.i, 'later')}",
        f"mentions {min(len(mentions), _MOST)}",
        f"across {min(told[across, part.name], 2)}",
    ]


def _of_happening(happening: Happening) -> list[str]:
    sense, trigger, sides = happening.candidate.sense, happening.trigger, happening.arguments
    return [
        f"trigger {sense.kind} {trigger.tag_}",
        f"trigger after {_determiner(trigger) if sense.kind != 'verb' else sense.kind}",
        f"status {happening.status}",
        f"mode {bool(happening.modes)}",
        f"figures {bool(happening.figures)}",
        f"place {happening.place is not None}",
        f"time {happening.time is not None}",
        f"asserted {happening.asserted}",
        f"tellings {min(len(happening.evidence), _MOST)}",
        f"sides {bool(sides.actors)} {bool(sides.recipients)} {bool(happening.weapons)}",
        *(f"{name} {happening.features[name]}" for name in _SCORED),
    ]


def _determiner(noun: Token) -> str:
    """What stands before a noun: an article, a number, whose it is, or nothing."""
    for child in children_of(noun):
        if child.i < noun.i and child.dep_ == "det":
            return child.lower_
        if child.i < noun.i and child.dep_ in ("poss", "nummod"):
            return child.dep_
    return "nothing"


@dataclass(frozen=True)
class Participation:
    """A logistic regression on what is said of a part and on the encoder's vectors.

    Args:
        said: Weight of each thing that may be said.
        vectors: Weights of shape (3, 384): of the means over the part, the trigger and the sentence.
        constant: Log-odds of a part of which nothing is said.
    """

    said: dict[str, float]
    vectors: Floats
    constant: float

    def probability(self, said: Sequence[str], vectors: Floats) -> float:
        """Probability that a part really has part.

        Args:
            said: What `describe` gives.
            vectors: Shape (3, 384).
        """
        log_odds = self.constant + float(np.sum(vectors * self.vectors))
        log_odds += sum(self.said.get(words, 0.0) for words in said)
        return 1 / (1 + math.exp(-log_odds))


@lru_cache(maxsize=1)
def load_participation(folder: Path = WEIGHTS) -> Participation:
    """Load the weights once.

    Raises:
        SetupError: The file is missing.
    """
    with open_weights(folder / "participants.npz") as file:
        said = dict(zip(file["names"].tolist(), file["said"].astype(float).tolist(), strict=True))
        return Participation(said, file["vectors"].astype(np.float32), float(file["constant"]))


def vectors_of(part: Part, judge: Judge) -> Floats:
    """The encoder's means over a part, the trigger and the trigger's sentence, of shape (3, 384)."""
    trigger = part.happening.trigger
    return np.stack(
        [
            judge.mean(part.who.head, part.who.start, part.who.end),
            judge.mean(trigger, trigger.idx, trigger.idx + len(trigger)),
            judge.whole(trigger),
        ]
    )


def keep_participants(happenings: Sequence[Happening], judge: Judge, weights: Participation) -> None:
    """Take from violent happenings whom and what the trained judgement finds to have no part in them.

    Args:
        happenings: The events of a draft.
        judge: The encoder's view of the draft's sentences.
        weights: The trained judgement.
    """
    least = float(load_table("codebooks/confidence.yaml")["participants"]["least"])
    parts = list(parts_of(happenings))
    context = Context.of(happenings, parts)
    doubtful = [part for part in parts if weights.probability(describe(part, context), vectors_of(part, judge)) < least]
    for part in doubtful:
        part.leave_out()
