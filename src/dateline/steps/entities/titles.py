"""Titles before a name: "former Iraqi oil minister", "Lt. Gen.", "Mr."."""

from __future__ import annotations

from dateline.resources.countries import load_countries
from dateline.steps.entities.found import FoundRole
from dateline.steps.entities.search import HYPHENS, SearchPart

_WITH_PORTFOLIO = frozenset({"minister", "undersecretary", "commissioner", "superintendent"})


class Titles(SearchPart):
    """Reads the titles in a run of capitalised words."""

    def title_at(self, i: int, start: int) -> tuple[int, FoundRole | None] | None:
        """The title that ends at token `i`: its first token and the role, None for "Mr."."""
        words, parts = self.words, self.parts
        text = words.text[i]
        if text == "." and i > start and f"{words.text[i - 1]}." in parts.abbreviations:
            long = parts.abbreviations[f"{words.text[i - 1]}."].split()
            word = self.vocabulary.at(long, len(long) - 1)
            return i - 1, FoundRole(i - 1, i + 1, word, former=False, country=None)
        if text in parts.abbreviations:
            first = i - 1 if i > start and f"{words.text[i - 1]} {text}" in parts.abbreviations else i
            long = parts.abbreviations[" ".join(words.text[first : i + 1])].split()
            word = self.vocabulary.at(long, len(long) - 1)
            return first, FoundRole(first, i + 1, word, former=False, country=None)
        word = self.vocabulary.at(words.lower, i, start)
        if word and word.kind == "person" and not word.plural:
            first = i - word.head
            return first, FoundRole(first, first + len(word.words), word, former=False, country=None)
        if text in parts.honorifics:
            return i, None
        return None

    def strip(self, start: int, end: int) -> tuple[int, list[FoundRole], str | None, str | None]:
        """Part a run into the titles before a name and the name.

        Returns:
            First token of the name, the roles, the country that stands with them, and the
            honorific.
        """
        words = self.words
        at, roles, country, honorific = start, [], None, None
        i = start
        while i < end:
            alias = self.names.countries[i]
            if alias is not None and alias.kind in ("adjective", "country", "people", "homeland"):
                country = country or alias.country
                i += 1
                continue
            title = self._longest_title(i, end)
            if title is not None:
                if title[1] is not None:
                    roles.append(title[1])
                else:
                    honorific = words.text[i]
                i = at = title[0] + 1
                continue
            if words.lower[i] in self.parts.grades or words.text[i] in HYPHENS:
                i += 1
                continue
            if not roles and not honorific and self._is_plain_apposition(i, end):
                i = at = i + 1
                continue
            later = self._later_title(i, end) if not roles and not honorific else None
            if later is None:
                break
            i = later
        if i >= end:
            # Nothing but titles and peoples ("Iraqi Prime Minister"): no name.
            return (end if roles else at), roles, country, honorific
        return (i if roles or honorific or country else at), roles, country, honorific

    def _is_plain_apposition(self, i: int, end: int) -> bool:
        """Whether a word before a person's full name only says what the person is: "*Spaniard* N N", "*Senators* N N and N"."""
        words = self.words
        if end - i < 3 or words.text[i] in self.parts.genders or words.ent[end - 1] != "PERSON":
            return False
        word = self.vocabulary.at(words.lower, i, i)
        plural = word is not None and word.kind == "person" and word.plural
        return plural or load_countries().by_demonym(words.text[i]) is not None

    def _longest_title(self, i: int, end: int) -> tuple[int, FoundRole | None] | None:
        """The longest title that begins at token `i`: its last token and the role."""
        title = None
        for j in range(i, min(i + 4, end)):
            found = self.title_at(j, i)
            if found is not None and found[0] == i:
                title = (j if found[1] is None else max(j, found[1].end - 1), found[1])
        return title

    def _later_title(self, i: int, end: int) -> int | None:
        """First token of an office that follows the town or portfolio it is of: "Leeds Chief Constable N"."""
        words = self.words
        portfolio = i + 2 < end and words.lower[i + 1] in _WITH_PORTFOLIO
        if words.ent[i] not in ("GPE", "ORG", "LOC", "FAC") and not portfolio:
            return None
        for j in range(i + 1, min(i + 5, end - 1)):
            found = self.title_at(j, i + 1)
            if found is not None and found[1] is not None and found[1].word is not None:
                return found[0]
        return None
