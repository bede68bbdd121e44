"""When the name of a country or of its capital stands for an actor."""

from __future__ import annotations

from dateline.resources.tables import load_table
from dateline.steps.entities.found import Found
from dateline.steps.entities.known_names import KnownNames
from dateline.steps.entities.search import HYPHENS, Search, SearchPart
from dateline.steps.entities.words import Words

_LED = frozenset({"led", "backed", "based", "born", "run", "controlled", "held", "occupied", "allied", "sponsored", "funded", "supported", "trained", "made", "brokered", "speaking", "owned", "linked", "aligned", "style", "dominated", "majority", "era", "administered", "supplied", "armed", "mediated"})  # fmt: skip
_TOWN_OF = frozenset({"city", "town", "village", "port", "municipality", "suburb", "district"})


class StateNames(SearchPart):
    """Takes countries and capitals that act.

    Args:
        search: What all parts of the search share.
        known: What stands in the index.
    """

    def __init__(self, search: Search, known: KnownNames) -> None:
        super().__init__(search)
        self._spans, self._capitals = known.spans, known.capitals

    def take(self) -> None:
        """Add them to the names."""
        self._take_countries()
        self._take_capitals()

    def _take_countries(self) -> None:
        for start, end, found in self._spans:
            alias = next((alias for alias in found if alias.kind == "country"), None)
            adjective = next((alias for alias in found if alias.kind == "adjective"), None)
            if alias is None and adjective is None:
                continue
            if self._names_country(start, end, adjective=adjective is not None, noun=alias is not None):
                code = (alias or adjective).country  # type: ignore[union-attr]
                head = self.words.head_in(start, end)
                self.names.add(Found(start, end, head, "name", "country", country=code))

    def _names_country(self, start: int, end: int, *, adjective: bool, noun: bool) -> bool:
        """Whether the words stand for the country rather than belong to the phrase of its people."""
        words = self.words
        head = words.head_in(start, end)
        governor = words.head[head]
        if end - start == 1 and words.text[start] in self.parts.not_names:
            # "English" is mostly the language.
            return False
        if end < len(words) and words.text[end] in HYPHENS and not words.spaced[end - 1]:
            return noun
        if start > 1 and words.lower[start - 1] == "of" and words.lower[start - 2] in _TOWN_OF:
            # "the city of Liberia" is a city of that name.
            return False
        if words.dep[head] in ("amod", "compound", "nmod", "npadvmod"):
            if self.names.at[governor] is not None:
                return False
            return self.vocabulary.at(words.lower, governor) is None
        return noun and not (adjective and not noun)

    def _take_capitals(self) -> None:
        for start, end, alias in self._capitals:
            if self._stands_for_government(start, end):
                head = self.words.head_in(start, end)
                self.names.add(Found(start, end, head, "name", "country", country=alias.country))

    def _stands_for_government(self, start: int, end: int) -> bool:
        words, table = self.words, load_table("lexicons/names.yaml")
        head = words.head_in(start, end)
        if words.ent[head] == "PERSON" or (end < len(words) and words.text[end] in HYPHENS):
            return False
        at = head
        while words.dep[at] == "conj":
            at = words.head[at]
        dep, governor = words.dep[at], words.head[at]
        if dep == "nsubj":
            return words.pos[governor] == "VERB" and words.doc[governor].lemma_ not in table["government_verbs"]
        if dep == "poss":
            return words.lower[governor] not in table["town_nouns"]
        if dep == "dobj":
            return words.doc[governor].lemma_ in table["government_object_verbs"]
        if dep == "pobj" and words.lower[governor] in table["government_prepositions"]:
            above = words.head[governor]
            if words.lower[governor] in ("with", "against", "between"):
                return words.pos[above] in ("VERB", "NOUN")
            if words.lower[governor] == "by":
                return words.dep[governor] == "agent"
            if words.lower[governor] == "to" and words.pos[above] == "NOUN":
                return words.lower[above] not in table["movement_nouns"]
            return words.lower[above] in table["government_nouns"]
        return False


def country_before_hyphen(words: Words, end: int) -> bool:
    """Whether "-led", "-backed" or the like follows, so that a people's adjective is not the phrase's own."""
    n = len(words)
    if end + 1 < n and words.text[end] in HYPHENS and not words.spaced[end - 1]:
        return words.lower[end + 1] in _LED or words.tag[end + 1] in ("VBN", "VBD", "VBG")
    return False
