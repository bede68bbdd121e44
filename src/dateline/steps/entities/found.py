"""What the searches find before it is grouped: a mention with all that its own words say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.report import EntityType, MentionKind
from dateline.resources.actor_words import ActorWord, Gender
from dateline.resources.actors import Actor

JoinRule = Literal[
    "actor table", "country", "name", "short name", "acronym", "alias", "apposition", "copula", "class noun", "office",
    "repetition", "noun", "other noun", "general noun", "pronoun",
]  # fmt: skip
"""What can bring a mention to those of the same entity; `explain` says each in a sentence."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why a mention was joined to others: the rule, and the mention that it was joined by."""

    rule: JoinRule
    by: Found


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A title or office: its tokens, its words, whether it is over, and a rank below it ("deputy")."""

    start: int
    end: int
    word: ActorWord | None
    former: bool
    country: str | None
    rank: str = ""


@dataclass(slots=True, eq=False)
class Found:
    """One mention.

    Args:
        start: First token.
        end: Token after the last.
        head: Token that heads it.
        kind: name, nominal or pronoun.
        type: What it seems to be; None where its words do not say.
        name: The words that carry weight in a name, as written.
        actor: The row of the actor table that bears this name.
        word: The noun that heads a nominal.
        country: ISO 3166-1 alpha-3 of a demonym, office or organisation in the phrase.
        sector: PLOVER sector that the phrase tells.
        roles: Titles in the phrase.
        former: Its office is over.
        plural: Several are meant.
        definite: It opens with "the", "this", "his" or the like.
        gender: Where a word or given name tells it.
        of: The organisation or country that it belongs to ("Hamas leader": Hamas).
        within: Its country is only where they are ("lawmakers in Kenya").
        join: Why it was joined to mentions before it; None for the first.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: EntityType | None = None
    name: tuple[str, ...] = ()
    actor: Actor | None = None
    word: ActorWord | None = None
    country: str | None = None
    sector: str | None = None
    roles: list[FoundRole] = field(default_factory=list)
    former: bool = False
    plural: bool = False
    definite: bool = False
    gender: Gender | None = None
    of: Found | None = None
    within: bool = False
    join: Join | None = None
