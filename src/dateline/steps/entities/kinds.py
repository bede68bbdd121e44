"""What a run of capitalised words names: a person, a body, or nothing that acts."""

from __future__ import annotations

from dateline.report import EntityType
from dateline.resources.actor_words import Gender
from dateline.steps.entities.found import Found, FoundRole
from dateline.steps.entities.search import HYPHENS, PLACES, Search, SearchPart
from dateline.steps.entities.titles import Titles
from dateline.text.person_names import fold_name_word

_LOCATIVE = frozenset({"in", "at", "near", "into", "across", "through", "outside", "inside", "around", "throughout"})
_SURE = frozenset(
    {
        "in",
        "near",
        "into",
        "across",
        "outside",
        "inside",
        "around",
        "throughout",
        "off",
        "north",
        "south",
        "east",
        "west",
    }
)
"""Prepositions that put something in a place, whoever the recogniser takes its name for."""
_ROUTES = frozenset({"from", "to", "between", "and", "toward", "towards", "on", "of", "at", "through", "as"})
"""Prepositions that do so where the gazetteer knows the name."""
_BETWEEN = frozenset({"road", "border", "distance", "highway", "route", "railway", "line", "corridor", "crossing", "bridge", "flight", "train", "pipeline", "town", "city", "village", "district", "province", "region", "outskirts", "area", "part", "suburb", "camp", "siege", "capture", "fall", "bombardment", "battle", "airport", "port", "people", "cities", "towns", "villages", "provinces", "streets", "centre", "center", "residents"})  # fmt: skip
_MOVING = frozenset({"travel", "go", "move", "drive", "fly", "flee", "head", "arrive", "return", "march", "advance", "withdraw", "retreat", "deploy", "carry", "come", "sail", "walk", "evacuate"})  # fmt: skip
_OF_TOWNS = frozenset({"COP", "GOV", "JUD", "LEG", "CVL", "MED"})
"""Sectors of those whom towns have: "the Tijuana police"."""
_DATELINE = frozenset({"—", "–", "--", "-", "("})
_TOWN, _KNOWN_TOWN = 5.5, 6.5
"""How well known a place must be for a body's name ("Falls Church"), and a person's ("Rafah"), to be its name."""


class RunReader(SearchPart):
    """Reads runs into names.

    Args:
        search: What all parts of the search share.
        titles: Titles before a name.
    """

    def __init__(self, search: Search, titles: Titles) -> None:
        super().__init__(search)
        self.titles = titles
        self._pending: list[tuple[int, int, Found | None]] = []
        self._place_names: set[tuple[str, ...]] = set()

    def read(self, start: int, end: int) -> None:
        """Add what a run names, or put it off until all runs are read."""
        words = self.words
        if end - start == 1 and (
            words.text[start] in self.parts.platforms or words.text[start] in self.parts.not_names
        ):
            return
        if self._is_country_only(start, end) or self._is_plain_noun(start, end):
            return
        end = self._without_closing_office(start, end)
        if self._is_organization(start, end):
            if self._place_weight(start, end) < _TOWN:
                self._add_organization(start, end)
            else:
                self.names.places.update(range(start, end))
            return
        name_start, roles, country, honorific = self.titles.strip(start, end)
        if name_start >= end or (end - name_start == 1 and words.text[name_start] in self.parts.not_names):
            return
        self._classify(name_start, end, roles, country, honorific=honorific, titled=name_start > start)

    def _without_closing_office(self, start: int, end: int) -> int:
        """End a body's name before the office in it: "Salesforce CEO"."""
        words = self.words
        if end - start < 2 or words.text[start] in self.parts.genders or words.ent[start] not in ("ORG", ""):
            return end
        found = self.titles.title_at(end - 1, start)
        if found is None or found[0] <= start or found[1] is None or found[1].word is None:
            return end
        settled = not found[1].word.loose or words.text[end : end + 1] == [","]
        of = words.lower[found[0] - 1] in ("of", "for")
        return found[0] if settled and not of and self.titles.title_at(start, start) is None else end

    def _place_weight(self, start: int, end: int) -> float:
        """How well known the place is that bears just this name; 0 where none does."""
        name = self.words.source[self.words.idx[start] : self.words.end_of(end - 1)]
        name = name.title() if name.isupper() else name
        return max((hit.weight for hit in self.gazetteer.lookup(name)), default=0.0)

    def _stands_as_place(self, start: int, end: int) -> bool:
        """Whether grammar puts something in or at it: "in Rafah", "the Rafah crossing"."""
        words = self.words
        head = words.head_in(start, end)
        governor = words.head[head]
        if words.dep[head] == "pobj":
            return words.lower[governor] in _LOCATIVE and not self._is_abstract(governor)
        modifies = words.dep[head] in ("compound", "nmod", "amod") and end <= governor < end + 3 and end < len(words)
        word = self.vocabulary.at(words.lower, governor)
        return modifies and words.text[governor].islower() and (word is None or word.sector in _OF_TOWNS)

    def _is_abstract(self, preposition: int) -> bool:
        """Whether "in" follows a noun or verb that puts trust or the like in somebody."""
        above = self.words.head[preposition]
        return self.words.doc[above].lemma_.lower() in self.parts.abstract_nouns

    def _is_unknown_place(self, start: int, end: int) -> bool:
        """Whether what the recogniser takes for a person or body is a place, by what stands around it.

        "in Uludere", "the village of N", "N province" tell so; "from N", "between N and M" where
        the gazetteer has the name; so does the line that opens a report ("GOMA, Congo —").
        """
        words = self.words
        if end - start > 2 or words.text[start] in self.parts.genders or self._has_person_apposition(start, end):
            return False
        if end < len(words) and words.lower[end] in self.parts.place_types and words.text[end].islower():
            return words.head[end - 1] == end
        head = words.head_in(start, end)
        while words.dep[head] == "conj" and words.head[head] < head:
            head = words.head[head]
        governor = words.head[head]
        if words.dep[head] == "pobj" and not self._is_abstract(governor):
            if words.lower[governor] in _SURE:
                return self._is_known_or_odd(start, end)
            above = words.lower[words.head[governor]]
            moving = words.doc[words.head[governor]].lemma_ in _MOVING
            moves = words.lower[governor] in _ROUTES and (above in _BETWEEN or moving or words.lower[governor] == "at")
            return moves and self._place_weight(start, end) > 0
        return self._opens_report(start, end) and self._place_weight(start, end) > 0

    def _is_known_or_odd(self, start: int, end: int) -> bool:
        """Whether the gazetteer has a name, or nothing but the recogniser's word makes it a person's."""
        return self.words.ent[start] == "PERSON" or self._place_weight(start, end) > 0

    def _opens_report(self, start: int, end: int) -> bool:
        """Whether a name stands at the head of a report before a dash: "GOMA, Congo, Feb. 10 —"."""
        words = self.words
        if start > 3 or not words.text[start].isupper():
            return False
        return any(text in _DATELINE for text in words.text[end : end + 12])

    def _is_country_only(self, start: int, end: int) -> bool:
        return all(self.names.countries[i] is not None or self.words.text[i] in HYPHENS for i in range(start, end))

    def _is_plain_noun(self, start: int, end: int) -> bool:
        """Whether a single capitalised word is a noun for an actor or a people ("Congress", "Kashmiri")."""
        words = self.words
        if end - start > 1:
            # "North African" men, a "Christian Arab" village.
            people = words.text[end - 1] in self.parts.peoples
            known = words.ent[end - 1] in ("NORP", "") or self.names.countries[start] is not None
            alias = self.names.countries[end - 1]
            named = alias is not None and alias.kind in ("people", "homeland") and words.text[end - 1].endswith("s")
            opening = end - start == 2 and words.sent_start[start] and not words.ent[start]
            return (people and known) or words.lower[start] == "ethnic" or (named and opening)
        if words.text[start] in self.parts.peoples and words.text[words.head[start]].islower():
            return words.dep[start] in ("amod", "compound", "nmod", "npadvmod")
        word = self.vocabulary.at(words.lower, start)
        if word is not None and not words.text[start].isupper():
            return words.ent[start] != "PERSON" or word.plural
        return words.ent[start] == "NORP" and words.dep[start] in ("amod", "compound", "nmod", "npadvmod")

    def _is_organization(self, start: int, end: int) -> bool:
        words = self.words
        if end - start == 1:
            return False
        if words.ent[end - 1] == "PERSON" and not words.ent[start]:
            return False
        core = next((i for i in range(start + 1, end) if words.lower[i] in ("of", "for")), end) - 1
        if not self.is_organization_word(core):
            first = words.text[start] in self.parts.organization_words and words.ent[start] in ("ORG", "")
            return first and words.ent[end - 1] != "PERSON" and words.text[start] not in ("Post", "Group", "Unit")
        word = self.vocabulary.at(words.lower, core, start)
        return word is None or word.kind == "organization" or words.text[core] in self.parts.organization_words

    def _add_organization(self, start: int, end: int) -> None:
        words = self.words
        while start < end - 1 and words.lower[start] in ("the", "a", "an"):
            start += 1
        start = self.first_by_letters(start, end)
        country, sector = self.country_within(start, end), self.sector_of_name(start, end)
        head = words.head_in(start, end)
        self.names.add(
            Found(start, end, head, "name", "organization", self.weighty(start, end), country=country, sector=sector)
        )

    def _classify(
        self, start: int, end: int, roles: list[FoundRole], country: str | None, *, honorific: str | None, titled: bool
    ) -> None:
        words = self.words
        labels = [words.ent[i] for i in range(start, end) if words.ent[i]]
        label = max(sorted(set(labels)), key=labels.count) if labels else ""
        kind: EntityType | None = None
        if roles or honorific or self._has_age(start, end):
            kind = "person"
        elif end - start == 1 and words.text[start].isupper() and 2 <= len(words.text[start]) <= 6:
            kind = "organization" if label in ("ORG", "PERSON") else None
        elif label == "PERSON" or self._bears_given_name(start, end):
            kind = "person"
        elif label == "ORG":
            kind = "person" if self._has_person_apposition(start, end) else "organization"
        elif label == "NORP" and words.text[start] not in self.parts.peoples:
            kind = "organization" if end - start > 1 else "group"
        elif label == "" and self._has_person_apposition(start, end):
            kind = "person"
        if kind is None:
            self._pending.append((start, end, None))
            return
        found = Found(start, end, words.head_in(start, end), "name", kind, self.weighty(start, end), country=country)
        if kind == "person":
            found.roles = roles
            found.sector = next((role.word.sector for role in roles if role.word and not role.word.loose), None)
            found.gender = self._gender(start, honorific, roles)
            if not roles and not honorific and (self._note_place(start, end) or self._may_be_place(start, end)):
                self._pending.append((start, end, found))
                return
        else:
            found.sector = self.sector_of_name(start, end)
            found.country = found.country or self.country_within(start, end)
            if end - start == 1:
                # A surname or a sea is often taken for a body's name; the other mentions will tell.
                if not self._note_place(start, end):
                    self._may_be_place(start, end)
                self._pending.append((start, end, found))
                return
        self.names.add(found)

    def _note_place(self, start: int, end: int) -> bool:
        """Note a name as a place's where what stands around it says so."""
        if not self._is_unknown_place(start, end):
            return False
        self._place_names.add(tuple(self.words.lower[start:end]))
        return True

    def _may_be_place(self, start: int, end: int) -> bool:
        """Whether a name that only the recogniser takes for a person's is a place's; note it where grammar says so."""
        given = self.words.text[start] in self.parts.genders or self._has_person_apposition(start, end)
        if end - start > 3 or given or self._place_weight(start, end) < _KNOWN_TOWN:
            return False
        if self._stands_as_place(start, end):
            self._place_names.add(tuple(self.words.lower[start:end]))
        return True

    def _has_age(self, start: int, end: int) -> bool:
        """Whether an age stands beside a name: "21-year-old N", "N, 43,"."""
        words = self.words
        if start > 1 and words.lower[start - 1] == "old" and words.text[start - 2] in HYPHENS:
            return True
        if end + 2 >= len(words) or words.text[end] != "," or words.text[end + 2] != "," or end - start < 2:
            return False
        return words.text[end + 1].isdigit() and len(words.text[end + 1]) == 2

    def _bears_given_name(self, start: int, end: int) -> bool:
        """Whether words that are no organisation's open with a given name: "Jaime Duarte"."""
        words = self.words
        if end - start < 2 or words.text[start] not in self.parts.genders or words.ent[end - 1] in ("GPE", "LOC"):
            return False
        if words.ent[end - 1] == "FAC" and not self._acts_or_suffers(start, end):
            return False
        return not any(
            words.text[i] in self.parts.organization_words or words.lower[i] == "of" for i in range(start, end)
        )

    def _acts_or_suffers(self, start: int, end: int) -> bool:
        """Whether a name that may be a building's stands where a person's does: "the death of N", "N was wounded"."""
        words = self.words
        head = words.head_in(start, end)
        if (start and words.tag[start - 1] == "DT") or words.lower[end - 1] in self.parts.place_types:
            return False
        if words.dep[head] == "pobj":
            return words.lower[words.head[head]] in ("of", "by")
        return words.dep[head] in ("nsubj", "nsubjpass", "dobj", "conj", "poss", "appos")

    def _has_person_apposition(self, start: int, end: int) -> bool:
        words = self.words
        head = words.head_in(start, end)
        return any(
            words.dep[child] == "appos" and (word := self.vocabulary.at(words.lower, child)) and word.kind == "person"
            for child in words.children[head]
        )

    def _gender(self, start: int, honorific: str | None, roles: list[FoundRole]) -> Gender | None:
        if honorific and self.parts.honorifics[honorific]:
            return self.parts.honorifics[honorific]
        told = next((role.word.gender for role in roles if role.word and role.word.gender), None)
        return told or self.parts.genders.get(self.words.text[start])

    def _is_longer_place(self, start: int, end: int, person: Found) -> bool:
        """Whether a run that ends like a person's name is a place's of more words; "Perez Luna" may well be Juan Perez Luna."""
        if self.words.ent[start] not in PLACES or end - start == 1:
            return False
        return self.words.ent[start] != "FAC" or not set(self.weighty(start, end)) <= set(person.name)

    def settle(self) -> None:
        """Take a name that the recogniser missed where another mention tells what it is."""
        known: dict[str, Found] = {}
        bodies = [
            fallback
            for start, end, fallback in self._pending
            if fallback is not None and tuple(self.words.lower[start:end]) not in self._place_names
        ]
        for name in (*self.names.found, *bodies):
            if name.type in ("person", "organization", "group"):
                for word in name.name if name.type == "person" else (" ".join(name.name),):
                    if len(word) > 2:
                        known.setdefault(fold_name_word(word), name)
        for start, end, fallback in self._pending:
            weighty = self.weighty(start, end)
            model = known.get(fold_name_word(weighty[-1])) if weighty else None
            if tuple(self.words.lower[start:end]) in self._place_names and (model is None or len(model.name) < 2):
                self.names.places.update(range(start, end))
                continue
            if fallback is not None and (model is None or model.type != "person" or fallback.type == "person"):
                self.names.add(fallback)
                continue
            if not weighty:
                continue
            model = known.get(fold_name_word(weighty[-1])) or known.get(fold_name_word(" ".join(weighty)))
            if model is None or (model.type == "person" and self._is_longer_place(start, end, model)):
                continue
            head = self.words.head_in(start, end)
            self.names.add(Found(start, end, head, "name", model.type, weighty))
