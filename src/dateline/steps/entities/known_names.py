"""Names that a table holds: actors, and where a word of one is none."""

from __future__ import annotations

from dateline.resources.actors import Actor, Alias
from dateline.steps.entities.found import Found
from dateline.steps.entities.search import NO_NAME_TAGS, Search, SearchPart


class KnownNames(SearchPart):
    """Finds the names of the index.

    Args:
        search: What all parts of the search share.
    """

    def __init__(self, search: Search) -> None:
        super().__init__(search)
        self.capitals: list[tuple[int, int, Alias]] = []
        self.spans: list[tuple[int, int, tuple[Alias, ...]]] = []

    def _read_index(self) -> None:
        words = self.words
        starts = {idx: i for i, idx in enumerate(words.idx)}
        ends = {words.end_of(i): i + 1 for i in range(len(words))}
        for match in self.index.find(words.source):
            start = starts.get(match.start)
            end = ends.get(match.end) or ends.get(match.end - 1)
            if start is None or end is None or end <= start or not self._is_name_here(start, end):
                continue
            self.spans.append((start, end, match.found))

    def _is_name_here(self, start: int, end: int) -> bool:
        """Refuse "IS" for "is", a first word of a sentence that is no name, part of a person's name."""
        words = self.words
        if end - start == 1:
            token = words.doc[start]
            if token.is_stop and words.text[start].isupper() and token.norm_ != words.text[start]:
                return False
            if words.sent_start[start] and words.tag[start] in NO_NAME_TAGS and not words.ent[start]:
                return False
            if self._within_organization(start):
                return False
        return not self._within_person(start, end) and not self._within_place(start, end)

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
        left = not words.ent_begins[start]
        right = end < len(words) and words.ent[end] == "PERSON" and not words.ent_begins[end]
        return left != right if end - start > 1 else left or right

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
                head = self.words.head_in(start, end)
                self.names.add(
                    Found(start, end, head, "name", actor.type, self.weighty(start, end), actor=actor,
                          country=actor.country, sector=actor.sector_in(self.year))
                )  # fmt: skip
            else:
                capital = next((alias for alias in found if alias.kind == "capital"), None)
                if capital is not None:
                    self.capitals.append((start, end, capital))

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
            active = [actor for actor in here or actors if actor.active_in(self.year)]
            return (active or here or actors)[0]
        return actors[0]
