"""The cue words, loaded from `data/lexicons/cues.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.resources.tables import load_table


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemma to class, by part of speech, and the closed lists.

    Args:
        verbs: Class of each cue verb.
        nouns: Class of each cue noun.
        adjectives: Class of each cue adjective.
        adverbs: Adverbs that make a clause somebody's ("reportedly").
        light: Verbs that lend a cue noun their subject ("issued a warning").
        of_utterances: Verbs that are cues only where their object is a document or utterance.
        of_matters: Verbs that are no cues where their object is a person.
        of_names: Verbs that are no cues as a participle that names its noun.
        comments: Nouns by which a report comments on what it has just handed on (", a claim that ...").
        carriers: Verbs by which one hands on another's words ("quoted him as saying").
        weights: How sure a class is where no score is learned.
        frames: The same of the ways in which a content hangs on its cue.
    """

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: frozenset[str]
    light: frozenset[str]
    of_utterances: frozenset[str]
    of_matters: frozenset[str]
    of_names: frozenset[str]
    comments: frozenset[str]
    carriers: frozenset[str]
    weights: dict[str, float]
    frames: dict[str, float]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Load the cue words once."""
    table = load_table("lexicons/cues.yaml")
    words: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, row in table["classes"].items():
        for part, found in words.items():
            for word in _split(row.get(part, "")):
                found.setdefault(word, name)
    weights = {name: float(row["weight"]) for name, row in table["classes"].items()}
    return Cues(
        **words,
        adverbs=frozenset(_split(table["adverbs"])),
        light=frozenset(_split(table["light_verbs"])),
        of_utterances=frozenset(_split(table["of_utterances"])),
        of_matters=frozenset(_split(table["of_matters"])),
        of_names=frozenset(_split(table["of_names"])),
        comments=frozenset(_split(table["comments"])),
        carriers=frozenset(_split(table["carriers"])),
        weights=weights,
        frames=table["frames"],
    )


def _split(line: str) -> list[str]:
    return [word.strip() for word in line.split(",") if word.strip()]
