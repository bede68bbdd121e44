"""Names that a table holds: actors, and where a word of one is none."""

from __future__ import annotations

from dateline.resources.actors import Actor, Alias
from dateline.resources.countries import load_countries
from dateline.steps.entities.found import Found
from dateline.steps.entities.search import HYPHENS, NO_NAME_TAGS, Search, SearchPart


class KnownNames(SearchPart):
    """Finds the names of the index.

    Args:
        search: What all parts of the search share.
    """

    def __init__(self, search: Search) -> None:
        super().__init__(search)
        self.capitals: list[tuple[int, int, Alias]] = []
        self.spans: list[tuple[int, int, tuple[Alias, ...]]] = []
        self._covered = [False] * len(search.words)
        self._surnames = self._read_surnames()

    def _read_index(self) -> None:
        words = self.words
        starts = {idx: i for i, idx in enumerate(words.idx)}
        ends = {words.end_of(i): i + 1 for i in range(len(words))}
        matches = self.index.find(words.source)
        for match in matches:
            if (first := starts.get(match.start)) is not None:
                last = ends.get(match.end) or ends.get(match.end - 1) or first
                self._covered[first:last] = [True] * (last - first)
        for match in matches:
            start = starts.get(match.start)
            end = ends.get(match.end) or ends.get(match.end - 1)
            if start is None or end is None or end <= start or not self._is_name_here(start, end):
                continue
            single = match.found[0].kind == "actor" and end - start == 1 and not words.text[start].isupper()
            if (single or match.found[0].kind == "homeland") and self._within_name(start, end):
                continue
            if single and words.text[start] in self._surnames:
                continue
            self.spans.append((start, end, match.found))

    def _read_surnames(self) -> frozenset[str]:
        """Last words of the longer names that the recogniser takes for persons' ("Eric *Forbes*")."""
        words = self.words
        return frozenset(
            words.text[i]
            for i in range(1, len(words))
            if words.ent[i] == words.ent[i - 1] == "PERSON"
            and not words.ent_begins[i]
            and (i + 1 == len(words) or words.ent[i + 1] != "PERSON" or words.ent_begins[i + 1])
        )

    def _is_name_here(self, start: int, end: int) -> bool:
        """Refuse "IS" for "is", a first word of a sentence that is no name, part of a person's name."""
        words = self.words
        if end - start == 1:
            token = words.doc[start]
            if token.is_stop and words.text[start].isupper() and token.norm_ != words.text[start]:
                return False
            if words.sent_start[start] and words.tag[start] in NO_NAME_TAGS and not words.ent[start]:
                return False
            if self._within_organization(start) or self.names.offices[start] is not None:
                return False
        return not self._within_person(start, end) and not self._within_place(start, end)

    def _within_name(self, start: int, end: int) -> bool:
        """Whether capitalised words beside it, no titles or peoples, make a longer name: "*Karen* Petrov", "Social *Democrats*"."""
        words = self.words
        for i, inner in ((start - 1, start), (end, end - 1)):
            if not 0 <= i < len(words) or words.sentence[i] != words.sentence[start]:
                continue
            spaced = words.spaced[min(i, inner)] or words.text[i] in HYPHENS
            if not spaced or words.tag[i] not in ("NNP", "NNPS") or not words.is_title_case(i):
                continue
            if not self._covered[i] and not self._is_other_word(i, start):
                return True
        return False

    def _is_other_word(self, i: int, start: int) -> bool:
        """Whether a capitalised word beside a name is a people, a place or a title rather than part of it."""
        words = self.words
        if words.text[i] in self.parts.peoples or words.text[i] in self.parts.not_names:
            return True
        one = words.ent[i] and words.ent[i] == words.ent[start] and not words.ent_begins[max(i, start)]
        if words.ent[i] in ("GPE", "NORP", "DATE") and not one:
            return True
        if words.text[i] in self.parts.honorifics or words.lower[i] in self.parts.grades:
            return True
        titled = any(
            self.vocabulary.at(words.lower, j, i) for j in range(i, start if i < start else min(i + 3, len(words)))
        )
        return titled or (words.sent_start[i] and not words.ent[i])

    def _within_organization(self, i: int) -> bool:
        """Whether a word stands between capitalised words that make a longer name: "New *Dawn* Party"."""
        words = self.words
        if i == 0 or i + 1 >= len(words) or words.text[i + 1] not in self.parts.organization_words:
            return False
        before = i - 2 if words.tag[i - 1] == "POS" and i > 1 and not words.text[i - 1].endswith("s") else i - 1
        return words.tag[before] in ("NNP", "NNPS") and words.sentence[before] == words.sentence[i]

    def _within_place(self, start: int, end: int) -> bool:
        """Whether the words are the end of a longer place's name: "Jersey" in "New Jersey"."""
        words = self.words
        if words.ent[start] not in ("GPE", "LOC") or words.ent_begins[start] or start == 0:
            return False
        return words.tag[start - 1] == "NNP" and words.is_title_case(start - 1)

    def _within_person(self, start: int, end: int) -> bool:
        words = self.words
        if words.ent[start] != "PERSON":
            return False
        if self._opens_with_demonym(start, end) or self._closes_demonyms(start, end):
            return False
        left = not words.ent_begins[start]
        right = (
            end < len(words) and words.ent[end] == "PERSON" and not words.ent_begins[end] and words.tag[end] != "POS"
        )
        return left != right if end - start > 1 else left or right

    def _opens_with_demonym(self, start: int, end: int) -> bool:
        """Whether what the recogniser took for a person's name opens with a people: "Rwandan Hutu" rebels."""
        words = self.words
        written = words.source[words.idx[start] : words.end_of(end - 1)]
        if not words.ent_begins[start] or load_countries().by_adjective(written) is None:
            return False
        if end < len(words) and (
            self.vocabulary.at(words.lower, end, end) is not None
            or (words.text[end].endswith("s") and load_countries().by_demonym(words.text[end]) is not None)
        ):
            return True
        last = end - 1
        while last + 1 < len(words) and words.ent[last + 1] == "PERSON" and not words.ent_begins[last + 1]:
            last += 1
        return words.dep[last] in ("compound", "amod", "nmod") and words.text[words.head[last]].islower()

    def _closes_demonyms(self, start: int, end: int) -> bool:
        """Whether it is the second of two peoples: "Croatian *Serbs*"."""
        words = self.words
        if start == 0 or end - start > 1 or not words.text[start].endswith("s"):
            return False
        return words.ent_begins[start - 1] and load_countries().by_adjective(words.text[start - 1]) is not None

    def take_actors(self) -> None:
        """Add the actors of the table to the names, and say where countries stand."""
        self._read_index()
        for start, end, found in self.spans:
            if found[0].actor is None:
                for i in range(start, end):
                    self.names.countries[i] = found[0]
        named = {alias.country for alias in self.names.countries if alias}
        for start, end, found in self.spans:
            actors = [
                alias.actor for alias in found if alias.actor and self._belongs_here(alias.actor, start, end, named)
            ]
            if actors:
                actor = self._choose(actors, start)
                start = self._first_of_longer(start, end, actor)
                head = self.words.head_in(start, end)
                self.names.add(
                    Found(start, end, head, "name", actor.type, self.weighty(start, end), actor=actor,
                          country=actor.country, sector=actor.sector_on(self.day))
                )  # fmt: skip
            else:
                capital = next((alias for alias in found if alias.kind == "capital"), None)
                if capital is not None:
                    self.capitals.append((start, end, capital))

    def _first_of_longer(self, start: int, end: int, actor: Actor) -> int:
        """Where a body's name begins that has more words in front than the table's: "*Red Dawn* Armed Forces of Justice"."""
        words, first = self.words, start
        if actor.type == "person" or end - start < 2:
            return start
        while (
            first > 0 and words.ent[first - 1] == "ORG" and not words.ent_begins[first] and self._is_own_word(first - 1)
        ):
            first -= 1
        if first and words.text[first - 1] in HYPHENS:
            return start
        return self.first_by_letters(start, end) if first == start else first

    def _is_own_word(self, i: int) -> bool:
        """Whether a word before a body's name is part of it, no article, country, people or title."""
        words = self.words
        if not words.is_title_case(i) or words.tag[i] not in ("NNP", "NNPS") or self.names.at[i] is not None:
            return False
        return self.names.countries[i] is None and not self._is_other_word(i, i + 1)

    def _belongs_here(self, actor: Actor, start: int, end: int, named: set[str | None]) -> bool:
        """Refuse another country's body of the same name: "the Kenyan National Assembly", "Liberal Party of Canada"."""
        if actor.country is None or actor.type == "person":
            return True
        words = self.words
        common = actor.common and not (end - start == 1 and words.text[start].isupper())
        before = start - 2 if start > 1 and words.tag[start - 1] == "POS" else start - 1
        spots = [before] if before >= 0 else []
        if end + 1 < len(words) and words.lower[end] in ("of", "in"):
            spots.append(end + 2 if words.lower[end + 1] == "the" and end + 2 < len(words) else end + 1)
        told = [alias.country for i in spots if (alias := self.names.countries[i]) is not None]
        if told:
            return actor.country in told or not (common or words.lower[end : end + 1] != ["in"])
        return not common or not named or actor.country in named

    def _choose(self, actors: list[Actor], start: int) -> Actor:
        """Of several actors of one name take that of the country named before it, or active that year."""
        if len(actors) > 1:
            before = self.names.countries[start - 1] if start else None
            here = [actor for actor in actors if before and actor.country == before.country]
            active = [actor for actor in here or actors if actor.active_on(self.day)]
            return (active or here or actors)[0]
        return actors[0]
