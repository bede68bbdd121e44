"""Words for people, groups and organisations, and parts of names, in a shape for quick look-up.

The tables are `data/lexicons/sectors.yaml`, `titles.yaml`, `nationalities.yaml` and
`names.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from dateline.resources.tables import load_table

ActorKind = Literal["person", "group", "organization"]
Gender = Literal["male", "female"]

_KINDS: dict[str, ActorKind] = {"persons": "person", "groups": "group", "organizations": "organization"}
_PEOPLES = ("ethnic", "religious", "regional")
_FEMALE = (
    "woman",
    "girl",
    "mother",
    "wife",
    "widow",
    "queen",
    "princess",
    "daughter",
    "sister",
    "aunt",
    "niece",
    "actress",
    "nun",
)
_MALE = (
    "man",
    "men",
    "boy",
    "father",
    "husband",
    "king",
    "prince",
    "son",
    "brother",
    "uncle",
    "nephew",
    "monk",
    "priest",
    "imam",
)


@dataclass(frozen=True, slots=True)
class ActorWord:
    """A noun, or a few words, that can head a phrase for an actor.

    Args:
        words: In lower case; the head stands last, or before "of".
        kind: What one of it is.
        sector: PLOVER sector, or None.
        loose: It takes the sector of what stands with it, where that has one.
        plural: It stands for several.
        head: Position of the head in `words`.
    """

    words: tuple[str, ...]
    kind: ActorKind
    sector: str | None
    loose: bool
    plural: bool
    head: int
    gender: Gender | None = None


class ActorWords:
    """The words of sectors.yaml, found by their head.

    `weak` are heads that mean an actor only in company, `quantities` words such as
    "thousands" that stand before "of" and those they count, `alone` the ones that may stand
    without them, `kin` relatives, `strangers` those who are mostly from elsewhere.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._irregular: dict[str, str] = table["irregular_plurals"]
        self._by_head: dict[str, list[ActorWord]] = {}
        self._modifiers: dict[str, str] = {}
        self._long_modifiers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for word in self._read(table["sectors"]):
            self._by_head.setdefault(word.words[word.head], []).append(word)
        self.weak = frozenset(self._both_numbers(table["weak"]))
        self.quantities = frozenset(table["quantities"])
        self.alone = frozenset(table["alone"])
        self.kin = frozenset(self._both_numbers(table["kin"]))
        self.strangers = frozenset(self._both_numbers(table["strangers"]))
        self._endings = {
            form: self._by_head[form][0] for ending in table["endings"] for form in self._both_numbers([ending])
        }
        for found in self._by_head.values():
            found.sort(key=lambda word: -len(word.words))
        for sector, kinds in table["sectors"].items():
            for text in kinds.get("modifiers", ()):
                self._add_modifier(tokens_of(text), sector)

    def _both_numbers(self, nouns: list[str]) -> Iterator[str]:
        for noun in nouns:
            yield noun
            yield self._plural(noun)

    def _read(self, sectors: dict[str, dict[str, list[str]]]) -> Iterator[ActorWord]:
        for sector, kinds in sectors.items():
            for name, texts in kinds.items():
                if name == "modifiers":
                    continue
                kind = _KINDS[name.removeprefix("loose_")]
                for text in texts:
                    one = _word(text, kind, None if sector == "NONE" else sector, loose=name.startswith("loose_"))
                    yield one
                    plural = tokens_of(self._plural(text))
                    if plural != one.words:
                        yield replace(one, words=plural, plural=True)
                    if not one.loose and sector != "NONE":
                        self._add_modifier(one.words, sector)
                        self._add_modifier(plural, sector)

    def _add_modifier(self, words: tuple[str, ...], sector: str) -> None:
        if len(words) == 1:
            self._modifiers.setdefault(words[0], sector)
        else:
            self._long_modifiers.setdefault(words[-1], []).append((words, sector))

    def _plural(self, text: str) -> str:
        if text in self._irregular:
            return self._irregular[text]
        head, of, rest = text.partition(" of ")
        *before, noun = head.split()
        return " ".join([*before, pluralize(noun, self._irregular)]) + of + rest

    def heads(self) -> frozenset[str]:
        """All head words."""
        return frozenset(self._by_head)

    def at(self, lower: Sequence[str], head: int, start: int = 0) -> ActorWord | None:
        """The longest entry whose head stands at `head`, its words from `start` on.

        Args:
            lower: Words of the document in lower case.
            head: Index of the head.
            start: Words before this index are not looked at.
        """
        for word in self._by_head.get(lower[head], ()):
            first = head - word.head
            if first >= start and tuple(lower[first : first + len(word.words)]) == word.words:
                return word
        return self._by_ending(lower[head])

    def _by_ending(self, noun: str) -> ActorWord | None:
        """A noun that the table has only the end of: "steelworkers"."""
        for ending, word in self._endings.items():
            if noun.endswith(ending) and len(noun) > len(ending) and noun not in self._by_head:
                return replace(word, words=(noun,), head=0)
        return None

    def is_head(self, noun: str) -> bool:
        """Whether a noun in lower case can head a phrase for an actor."""
        return noun in self._by_head or self._by_ending(noun) is not None

    def modifier_at(self, lower: Sequence[str], i: int, start: int = 0) -> str | None:
        """Sector that the word at `i` (with those before it) gives to a loose head, or None."""
        for words, sector in self._long_modifiers.get(lower[i], ()):
            first = i + 1 - len(words)
            if first >= start and tuple(lower[first : i + 1]) == words:
                return sector
        return self._modifiers.get(lower[i])


def tokens_of(text: str) -> tuple[str, ...]:
    """Part a table's words as the tokenizer parts them: at hyphens and before a possessive.

    Example:
        >>> tokens_of("vice-president"), tokens_of("prime minister's office")
        (('vice', '-', 'president'), ('prime', 'minister', "'s", 'office'))
    """
    return tuple(text.replace("-", " - ").replace("'s ", " 's ").replace("s' ", "s ' ").split())


def _word(text: str, kind: ActorKind, sector: str | None, *, loose: bool) -> ActorWord:
    words = tokens_of(text)
    head = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    noun = words[head]
    gender: Gender | None = "female" if noun.endswith(_FEMALE) else "male" if noun.endswith(_MALE) else None
    return ActorWord(words, kind, sector, loose, plural=kind == "group", head=head, gender=gender)


def pluralize(noun: str, irregular: dict[str, str]) -> str:
    """Make the plural of an English noun.

    Example:
        >>> pluralize("policeman", {"man": "men"}), pluralize("ally", {}), pluralize("coach", {})
        ('policemen', 'allies', 'coaches')
    """
    if noun in irregular:
        return irregular[noun]
    for ending, plural in (("woman", "women"), ("man", "men"), ("child", "children"), ("person", "people")):
        if noun.endswith(ending) and noun not in ("human", "german"):
            return noun[: -len(ending)] + plural
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")


@dataclass(frozen=True)
class NameParts:
    """The tables of titles, peoples and parts of names, as sets."""

    abbreviations: dict[str, str]
    honorifics: dict[str, Gender | None]
    former: frozenset[str]
    grades: frozenset[str]
    ranks: frozenset[str]
    lower_ranks: frozenset[str]
    alias_cues: tuple[tuple[str, ...], ...]
    particles: frozenset[str]
    weightless: frozenset[str]
    prefixes: frozenset[str]
    family_first: frozenset[str]
    genders: dict[str, Gender]
    platforms: frozenset[str]
    not_names: frozenset[str]
    organization_words: frozenset[str]
    peoples: frozenset[str]
    same_offices: dict[str, str]
    presiding: frozenset[str]
    class_nouns: frozenset[str]
    collectives: frozenset[str]
    newcomers: frozenset[str]
    party_adjectives: dict[str, str]
    abstract_nouns: frozenset[str]
    place_types: frozenset[str]


@lru_cache(maxsize=1)
def load_actor_words() -> ActorWords:
    """Load sectors.yaml, once."""
    return ActorWords(load_table("lexicons/sectors.yaml"))


@lru_cache(maxsize=1)
def load_name_parts() -> NameParts:
    """Load titles.yaml, nationalities.yaml and names.yaml, once."""
    titles, names = load_table("lexicons/titles.yaml"), load_table("lexicons/names.yaml")
    peoples = load_table("lexicons/nationalities.yaml")
    genders: dict[str, Gender] = dict.fromkeys(names["female"], "female")
    genders.update(dict.fromkeys(names["male"], "male"))
    cues = sorted((tuple(cue.split()) for cue in titles["alias_cues"]), key=len, reverse=True)
    return NameParts(
        abbreviations=titles["abbreviations"],
        honorifics=titles["honorifics"],
        former=frozenset(titles["former"]),
        grades=frozenset(titles["grades"]),
        ranks=frozenset(titles["ranks"]),
        lower_ranks=frozenset(titles["lower_ranks"]),
        alias_cues=tuple(cues),
        particles=frozenset(names["particles"]),
        weightless=frozenset(names["weightless"]),
        prefixes=frozenset(names["prefixes"]),
        family_first=frozenset(names["family_first"]),
        genders=genders,
        platforms=frozenset(names["platforms"]),
        not_names=frozenset(names["not_names"]),
        organization_words=frozenset(names["organization_words"]),
        peoples=frozenset(word for key in _PEOPLES for word in peoples[key]).union(*peoples["homelands"].values()),
        newcomers=frozenset(peoples["newcomers"]),
        party_adjectives=peoples["party_adjectives"],
        abstract_nouns=frozenset(names["abstract_nouns"]),
        place_types=frozenset(names["place_types"]),
        same_offices={other: name for name, others in titles["same_offices"].items() for other in others},
        presiding=frozenset(titles["presiding"]),
        class_nouns=frozenset(names["class_nouns"]),
        collectives=frozenset(names["collectives"]),
    )
