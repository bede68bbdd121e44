"""Where a run of capitalised words begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.steps.entities.search import HYPHENS, NO_NAME_TAGS, Search, SearchPart
from dateline.steps.entities.titles import Titles

_NOT_ACTORS = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"}
)
_MISTAKEN = frozenset({"LAW", "WORK_OF_ART"})
_ENDING = frozenset({"on", "at", "in", "from", "to", "by", "with", "as", "who", "which", "that", "is", "was", "via"})
_MAX_RUN = 14
_PLURALS = frozenset({"people", "women", "men", "children"})
"""Plurals without an -s, whose genitive opens a body's name as "Workers'" does."""
_NUMBER = re.compile(r"\d+(?:st|nd|rd|d|th)")


class Runs(SearchPart):
    """Finds the runs in one document.

    Args:
        search: What all parts of the search share.
        titles: Titles, which may stand where the recogniser ends a name.
    """

    def __init__(self, search: Search, titles: Titles) -> None:
        super().__init__(search)
        self.titles = titles

    def find(self) -> Iterator[tuple[int, int]]:
        """Give the token extents of the runs; words that were taken for a name meanwhile are left out."""
        i, n = 0, len(self.words)
        while i < n:
            if self._opens_run(i):
                end = self._run_end(i)
                yield i - self._has_number(i, end), end
                i = end
            else:
                i += 1

    def _has_number(self, start: int, end: int) -> bool:
        """Whether a run is numbered: "the *6th Infantry Brigade*"."""
        if not start or not _NUMBER.fullmatch(self.words.lower[start - 1]):
            return False
        return self.words.ent[start - 1] == "ORG" or (end - start > 1 and self.is_organization_word(end - 1))

    def _opens_run(self, i: int) -> bool:
        words = self.words
        if self.names.at[i] is not None or self.names.offices[i] is not None or not words.text[i][:1].isalpha():
            return False
        if not words.is_title_case(i):
            return self._is_particle(i) and words.ent[i] == "PERSON" and words.ent_begins[i]
        if self._is_no_actor(i):
            return False
        if words.tag[i] in ("NNP", "NNPS"):
            return True
        if words.sent_start[i] or words.tag[i] in NO_NAME_TAGS:
            return words.ent[i] in ("PERSON", "ORG", "GPE", "NORP") and words.tag[i] not in ("DT", "PRP", "IN", "PRP$")
        return True

    def _continues(self, i: int) -> bool:
        words = self.words
        if self.names.at[i] is not None or self.names.offices[i] is not None:
            return False
        if not words.is_title_case(i) or self._is_no_actor(i):
            return False
        return words.tag[i] not in NO_NAME_TAGS or words.ent[i] in ("PERSON", "ORG")

    def _is_no_actor(self, i: int) -> bool:
        """Whether the recogniser calls it what cannot act; a "work of art" that opens like a person's name is a person."""
        label = self.words.ent[i]
        if label not in _NOT_ACTORS:
            return False
        first = i
        while first > 0 and i - first < _MAX_RUN and not self.words.ent_begins[first]:
            first -= 1
        given = self.words.text[first] in self.parts.genders and self._same_ent(first, first + 1)
        return label not in _MISTAKEN or (self.titles.title_at(first, first) is None and not given)

    def _is_particle(self, i: int) -> bool:
        return self.words.lower[i] in self.parts.particles

    def _run_end(self, start: int) -> int:
        i = start
        while i - start < _MAX_RUN:
            step = self._step(i)
            if step == 0:
                break
            i += step
        return i + 1

    def _step(self, i: int) -> int:
        """How many tokens on the run goes from `i` (0: it ends there)."""
        words, n = self.words, len(self.words)
        j = i + 1
        if j >= n or words.is_gap(j) or (words.sent_start[j] and words.ent[j] != words.ent[i]):
            return 0
        if words.text[j] in HYPHENS and not words.spaced[i] and not words.spaced[j] and j + 1 < n:
            return 2 if self._continues(j + 1) or (self._same_ent(i, j + 1) and words.ent[i] == "PERSON") else 0
        if self._continues(j):
            return 0 if self._parts_ents(i, j) else 1
        if words.text[j] == "." and f"{words.text[i]}." in self.parts.abbreviations and not words.spaced[i]:
            return 2 if j + 1 < n and self._continues(j + 1) else 0
        if words.tag[j] == "POS" and not words.spaced[i] and j + 1 < n and self._continues(j + 1):
            # "Workers' Liberation Party": the genitive of a plural belongs to a name, "Iraq's" does not.
            within = self._same_ent(i, j + 1) and words.ent[i] == "ORG"
            plural = words.text[j] in ("'", "’") and words.text[i].endswith("s")
            return 2 if within and (plural or words.lower[i] in _PLURALS) else 0
        if words.text[j].islower() and self._is_particle(j) and words.dep[j] != "prep":
            return self._step_over_particles(j) - i
        if words.ent[i] == "ORG" and self._same_ent(i, j) and words.text[j] not in (",", "(", ")", "“", "”", '"'):
            k = j
            while (
                k < n and self._same_ent(i, k) and k - i < 4 and not words.is_gap(k) and words.lower[k] not in _ENDING
            ):
                if words.is_title_case(k):
                    return k - i
                k += 1
        if words.lower[j] in ("of", "for") and self.is_organization_word(i):
            k = j + 2 if j + 1 < n and words.lower[j + 1] == "the" else j + 1
            return k - i if k < n and self._continues(k) else 0
        return 0

    def _step_over_particles(self, j: int) -> int:
        words, n, k = self.words, len(self.words), j
        while (
            k < n
            and k - j < 5
            and (self._is_particle(k) or words.text[k] in HYPHENS)
            and words.text[k].islower() | (words.text[k] in HYPHENS)
        ):
            k += 1
        return k if k < n and self._continues(k) else j - 1

    def _same_ent(self, i: int, j: int) -> bool:
        """Whether two tokens, all between them too, stand in one entity of the recogniser."""
        words = self.words
        return bool(words.ent[i]) and all(
            words.ent[k] == words.ent[i] and not words.ent_begins[k] for k in range(i + 1, j + 1)
        )

    def _parts_ents(self, i: int, j: int) -> bool:
        words = self.words
        if not (words.ent[i] and words.ent[j] and words.ent_begins[j]) or words.ent[i] == words.ent[j]:
            return False
        if words.ent[i] == "PERSON" and words.dep[i] == "compound" and words.head[i] == j:
            return False
        if words.ent[j] == "PERSON" and words.text[i] in self.parts.genders and words.dep[i] == "compound":
            return False  # a given name that the recogniser takes for something else
        return "PERSON" in (words.ent[i], words.ent[j]) and self.titles.title_at(i, i) is None
