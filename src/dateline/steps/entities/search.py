"""What the parts of the search for names share: the document, the tables, and the names found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dateline.resources.actor_words import ActorWords, NameParts
from dateline.resources.actors import ActorIndex, Alias
from dateline.resources.gazetteer import Gazetteer
from dateline.steps.entities.found import Found
from dateline.steps.entities.words import Words
from dateline.text.person_names import name_words

HYPHENS = frozenset({"-", "‑", "–"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
NO_NAME_TAGS = frozenset(
    [
        "PRP",
        "PRP$",
        "IN",
        "DT",
        "WDT",
        "CC",
        "UH",
        "MD",
        "VB",
        "VBD",
        "VBP",
        "VBZ",
        "RB",
        "WP",
        "WRB",
        "TO",
        "EX",
        "PDT",
        "HYPH",
        ",",
        ".",
        ":",
        "``",
        "''",
        "-LRB-",
        "-RRB-",
        "_SP",
        "SYM",
        "CD",
        "POS",
        "$",
    ]
)


@dataclass
class Names:
    """What the search for names gives.

    Args:
        found: Names, in text order, without overlaps.
        at: For each token, the name that it belongs to.
        countries: For each token of a country's name, adjective or people: what it says.
        places: Tokens of places named like actors ("the West Bank").
        offices: For each token after the head of an office ("of State"), that head.
    """

    found: list[Found] = field(default_factory=list)
    at: list[Found | None] = field(default_factory=list)
    countries: list[Alias | None] = field(default_factory=list)
    places: set[int] = field(default_factory=set)
    offices: list[int | None] = field(default_factory=list)

    def add(self, name: Found) -> None:
        """Take in a name unless one of its words belongs to another."""
        if any(self.at[i] for i in range(name.start, name.end)):
            return
        self.found.append(name)
        for i in range(name.start, name.end):
            self.at[i] = name


@dataclass(frozen=True)
class Search:
    """One document and all that is known about names.

    Args:
        words: The document.
        index: Names of actors and countries.
        vocabulary: Words for actors.
        parts: Titles and parts of names.
        day: Day of publication, where it is known.
        names: What was found so far.
        gazetteer: Places, for names that may be a town's.
    """

    words: Words
    index: ActorIndex
    vocabulary: ActorWords
    parts: NameParts
    day: date | None
    names: Names
    gazetteer: Gazetteer


class SearchPart:
    """A part of the search.

    Args:
        search: What all parts share.
    """

    def __init__(self, search: Search) -> None:
        self.search = search
        self.words, self.index, self.vocabulary = search.words, search.index, search.vocabulary
        self.parts, self.day, self.names = search.parts, search.day, search.names
        self.gazetteer = search.gazetteer

    def weighty(self, start: int, end: int) -> tuple[str, ...]:
        """The words of a name that tell it from others."""
        return name_words(self.words.source[self.words.idx[start] : self.words.end_of(end - 1)])

    def country_within(self, start: int, end: int) -> str | None:
        """The one country that the words of a name tell of."""
        codes = [alias.country for alias in self.names.countries[start:end] if alias]
        return codes[0] if codes and len(set(codes)) == 1 else None

    def sector_of_name(self, start: int, end: int) -> str | None:
        """Sector that the words of an organisation's name tell: "Ministry of Defense", "X Liberation Front"."""
        lower = self.words.lower
        core = next((i for i in range(start + 1, end) if lower[i] in ("of", "for")), end) - 1
        loose: str | None = None
        for i in (core, *range(end - 1, start - 1, -1)):
            word = self.vocabulary.at(lower, i, start)
            if word and word.sector and not word.loose:
                return word.sector
            loose = loose or self.vocabulary.modifier_at(lower, i, start) or (word.sector if word else None)
        return loose

    def first_by_letters(self, start: int, end: int) -> int:
        """Take in the word before a name if the letters in brackets after it ask for it: "revolutionary Home Guard (RHG)"."""
        words = self.words
        if end + 2 >= len(words) or not start or words.text[end] != "(" or words.text[end + 2] != ")":
            return start
        letters = sorted(words.lower[end + 1])
        initials = [words.lower[i][:1] for i in range(start, end) if words.is_title_case(i)]
        wanted = words.text[end + 1].isupper() and words.text[start - 1].isalpha() and words.spaced[start - 1]
        return start - 1 if wanted and sorted([*initials, words.lower[start - 1][:1]]) == letters else start

    def is_organization_word(self, i: int) -> bool:
        """Whether a word can head an organisation's name."""
        if self.words.text[i] in self.parts.organization_words:
            return True
        word = self.vocabulary.at(self.words.lower, i)
        return word is not None and word.kind == "organization"
