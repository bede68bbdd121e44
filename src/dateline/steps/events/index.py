"""The codebook's triggers, looked up by the lemma of their head word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dateline.resources.codebook import Codebook, CodeRule, EventType, Frame, Mode, Trigger, load_codebook
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["verb", "noun", "adjective"]

_LINKS = frozenset({"of", "for", "on", "to", "in", "from", "against", "with", "by", "at", "into", "over", "the"})
_CONDITIONS = ("object", "subject", "preposition", "recipient", "actor", "about")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a trigger word: what event it tells of, and on what conditions.

    Args:
        order: Place in the codebook; it settles ties.
        type: Event type.
        mode: Mode of the type, if the words tell one.
        kind: Part of speech.
        before: Words right before the head ("air" in "air strike").
        after: Fixed words that follow the head ("down" in "gun down").
        frame: Slots of actor and recipient.
        conditions: How many conditions it sets.
        trigger: The row of the codebook.
        words: The row's conditions as sets, by name.
        head: Lemma of the head word.
    """

    order: int
    type: str
    mode: str | None
    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]
    frame: Frame
    conditions: int
    trigger: Trigger
    words: dict[str, frozenset[str]]
    head: str = ""

    @property
    def weight(self) -> float:
        """How sure the words are, 0 to 1."""
        return self.trigger.weight


@dataclass(frozen=True)
class TriggerIndex:
    """A codebook with its triggers by lemma, one table a part of speech."""

    codebook: Codebook
    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    adjectives: dict[str, tuple[Sense, ...]]
    means: dict[str, dict[str, str]]
    """Event type → word for a means → the mode it sets."""

    def verb_senses(self, token: Token) -> tuple[Sense, ...]:
        """The readings of a verb; a past form that was tagged as a base form ("Soldiers *retook* the airport") keeps its own."""
        lemma = token.lemma_.lower()
        found = self.verbs.get(lemma) or self.verbs.get(f"{lemma}e", ())  # "staged" is given the lemma "stag"
        if found or token.tag_ not in ("VB", "VBP"):
            return found
        return next((self.verbs[base] for base in _bases(token.lower_) if base in self.verbs), ())

    def code_rules(self, type_: str, mode: str | None) -> list[CodeRule]:
        """The rules of a mode and of its type, the finer one first."""
        event_type = self.codebook.types[type_]
        finer = [event_type.modes[mode].codes] if mode in event_type.modes else []
        return [*finer, event_type.codes]


@lru_cache(maxsize=4)
def load_index(folder: Path | None = None) -> TriggerIndex:
    """Compile a codebook's triggers once; PLOVER's by default.

    Raises:
        TableError: The folder is no codebook, or a file in it has a mistake.
    """
    return build_index(load_codebook(folder))


def build_index(codebook: Codebook) -> TriggerIndex:
    """Compile a codebook's triggers."""
    tables: dict[Kind, dict[str, list[Sense]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for order, (event_type, mode, trigger) in enumerate(_rows(codebook)):
        for head, sense in _senses(order, event_type, mode, trigger, codebook.head.frames):
            tables[sense.kind].setdefault(head, []).append(sense)
    verbs, nouns, adjectives = (
        {head: tuple(senses) for head, senses in tables[kind].items()} for kind in ("verb", "noun", "adjective")
    )
    means = {name: _means(event_type) for name, event_type in codebook.types.items()}
    return TriggerIndex(codebook, verbs, nouns, adjectives, means)


def _bases(past: str) -> Iterator[str]:
    """Verbs that a past form may be of."""
    irregular = load_table("lexicons/irregular_pasts.yaml")
    yield from (
        prefix + irregular[rest]
        for prefix in ("", "re", "over", "out")
        if (rest := past.removeprefix(prefix)) in irregular
    )
    if past.endswith("ed"):
        yield from (past[:-2], past[:-1], past[:-3])


def _rows(codebook: Codebook) -> Iterator[tuple[EventType, str | None, Trigger]]:
    for event_type in codebook.types.values():
        for trigger in event_type.triggers:
            yield event_type, None, trigger
        for name, mode in event_type.modes.items():
            for trigger in mode.triggers:
                yield event_type, name, trigger


def _senses(
    order: int, event_type: EventType, mode: str | None, trigger: Trigger, frames: dict[str, Frame]
) -> Iterator[tuple[str, Sense]]:
    listed: list[tuple[Kind, list[str], str]] = [
        ("verb", trigger.verbs, event_type.verb_frame),
        ("noun", trigger.nouns, event_type.noun_frame),
        ("adjective", trigger.adjectives, event_type.verb_frame),
    ]
    conditions = sum(bool(getattr(trigger, name)) for name in _CONDITIONS)
    words = {
        name: frozenset(word.lower() for word in getattr(trigger, name))
        for name in (*_CONDITIONS, "not_object", "not_subject", "not_preposition", "not_about")
        if any(getattr(trigger, name))
    }
    for kind, phrases, frame in listed:
        for phrase in phrases:
            before, head, after = split_phrase(phrase, kind)
            slots = frames[trigger.frame or frame]
            row = (slots, conditions, trigger, words, head)
            yield head, Sense(order, event_type.type, mode, kind, before, after, *row)


def split_phrase(phrase: str, kind: Kind) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Part a trigger into the words before its head, the head, and those after.

    Example:
        >>> split_phrase("gun down", "verb"), split_phrase("air strike", "noun")
        (((), 'gun', ('down',)), (('air',), 'strike', ()))
        >>> split_phrase("state of emergency", "noun")
        ((), 'state', ('of', 'emergency'))
    """
    if kind != "noun":
        first, *rest = phrase.lower().split()
        *before, head = first.split("-") if kind == "verb" else [first]
        return tuple(before), head, tuple(rest)
    words = phrase.lower().replace("-", " ").split()
    at = next((i for i, word in enumerate(words) if i and word in _LINKS), len(words))
    return tuple(words[: at - 1]), words[at - 1], tuple(words[at:])


def _means(event_type: EventType) -> dict[str, str]:
    """Words for a means, each with the first mode of the type that lists it."""
    found: dict[str, str] = {}
    modes: dict[str, Mode] = event_type.modes
    for name, mode in modes.items():
        for word in mode.instruments:
            found.setdefault(word.lower(), name)
    return found
