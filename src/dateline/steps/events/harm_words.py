"""Words of harm to people, from the table, ready for look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.report import CasualtyKind
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    pass

_KINDS: tuple[CasualtyKind, ...] = ("killed", "injured", "missing", "captured")


class HarmWords(NamedTuple):
    """The table of words of harm, ready for look-up."""

    verbs: dict[str, CasualtyKind]
    dying: dict[str, CasualtyKind]
    nouns: dict[str, CasualtyKind]
    adjectives: dict[str, CasualtyKind]
    remains: frozenset[str]
    words: dict[str, frozenset[str]]
    pairs: dict[str, int]
    triggers: frozenset[str]


@lru_cache(maxsize=1)
def load_harm_words() -> HarmWords:
    """Load the table of words of harm once."""
    table = load_table("lexicons/casualties.yaml")

    def gather(part: str) -> dict[str, CasualtyKind]:
        return {word: kind for kind in _KINDS for word in _split(table[kind][part])}

    words = {name: frozenset(_split(value)) for name, value in table.items() if isinstance(value, str)}
    verbs, dying, nouns, adjectives = (gather(part) for part in ("verbs", "dying", "nouns", "adjectives"))
    remains = frozenset(gather("remains"))
    triggers = {word.split()[0] for rows in (verbs, dying, nouns, adjectives) for word in rows} | remains
    for name in ("unhurt", "deadly_verbs", "hostage", "patient_verbs", "counted_none", "life_verbs"):
        triggers |= words[name]
    return HarmWords(
        verbs,
        dying,
        nouns,
        adjectives,
        remains,
        words,
        table["pair_words"],
        frozenset(triggers | {"toll", "number", "hospital", "clinic"}),
    )


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
