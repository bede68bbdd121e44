"""Find names: of actors in the table, of countries, and of persons and organisations by their shape.

The recogniser's labels are one witness among several: the actor table, titles before a
name, words that end an organisation's name, and the article's other mentions overrule it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.report import EntityType
from dateline.resources.actor_words import ActorWords, Gender, NameParts
from dateline.resources.actors import Actor, ActorIndex, Alias
from dateline.resources.tables import load_table
from dateline.steps.entities.found import Found, FoundRole
from dateline.steps.entities.words import Words
from dateline.text.person_names import fold_name_word, name_words

_NOT_ACTORS = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"}
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_NAME_TAGS = frozenset(
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
_HYPHENS = frozenset({"-", "‑", "–"})
_LED = frozenset({"led", "backed", "based", "born", "run", "controlled", "held", "occupied", "allied", "sponsored", "funded", "supported", "trained", "made", "brokered", "speaking", "owned", "linked", "aligned", "style", "dominated", "majority", "era", "administered", "supplied", "armed", "mediated"})  # fmt: skip
_MAX_RUN = 14


@dataclass
class Names:
    """What the search for names gives.

    Args:
        found: Names, in text order, without overlaps.
        at: For each token, the name that it belongs to.
        countries: For each token of a country's name, adjective or people: what it says.
        run_titles: Persons' titles that stood right before a name, by the name's first token.
    """

    found: list[Found] = field(default_factory=list)
    at: list[Found | None] = field(default_factory=list)
    countries: list[Alias | None] = field(default_factory=list)

    def add(self, name: Found) -> None:
        """Take in a name unless one of its words belongs to another."""
        if any(self.at[i] for i in range(name.start, name.end)):
            return
        self.found.append(name)
        for i in range(name.start, name.end):
            self.at[i] = name


class NameSearch:
    """Finds the names in one document.

    Args:
        words: The document.
        index: Names of actors and countries.
        vocabulary: Words for actors.
        parts: Titles and parts of names.
        year: Year of publication, where it is known.
    """

    def __init__(
        self, words: Words, index: ActorIndex, vocabulary: ActorWords, parts: NameParts, year: int | None
    ) -> None:
        self.words, self.index, self.vocabulary, self.parts, self.year = words, index, vocabulary, parts, year
        n = len(words)
        self.names = Names(at=[None] * n, countries=[None] * n)
        self._blocked = [False] * n
        self._capitals: list[tuple[int, int, Alias]] = []
        self._spans: list[tuple[int, int, tuple[Alias, ...]]] = []
        self._pending: list[tuple[int, int, Found | None]] = []

    def find(self) -> Names:
        """Find all names."""
        self._read_index()
        self._take_actors()
        self._take_runs()
        self._take_pending()
        self._take_countries()
        self._take_capitals()
        self.names.found.sort(key=lambda name: name.start)
        return self.names

    # The index.

    def _read_index(self) -> None:
        words = self.words
        starts = {idx: i for i, idx in enumerate(words.idx)}
        ends = {words.end_of(i): i + 1 for i in range(len(words))}
        for match in self.index.find(words.source):
            start = starts.get(match.start)
            end = ends.get(match.end) or ends.get(match.end - 1)
            if start is None or end is None or end <= start or not self._is_name_here(start, end):
                continue
            self._spans.append((start, end, match.found))

    def _is_name_here(self, start: int, end: int) -> bool:
        """Refuse "IS" for "is", a first word of a sentence that is no name, part of a person's name."""
        words = self.words
        if end - start == 1:
            token = words.doc[start]
            if token.is_stop and words.text[start].isupper() and token.norm_ != words.text[start]:
                return False
            if words.sent_start[start] and words.tag[start] in _NO_NAME_TAGS and not words.ent[start]:
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
        if words.ent[start] != "GPE" or words.ent_begins[start] or start == 0:
            return False
        return words.tag[start - 1] == "NNP" and words.is_title_case(start - 1)

    def _within_person(self, start: int, end: int) -> bool:
        words = self.words
        if words.ent[start] != "PERSON":
            return False
        left = not words.ent_begins[start]
        right = end < len(words) and words.ent[end] == "PERSON" and not words.ent_begins[end]
        return left != right if end - start > 1 else left or right

    def _take_actors(self) -> None:
        for start, end, found in self._spans:
            if found[0].actor is None:
                for i in range(start, end):
                    self.names.countries[i] = found[0]
        named = {alias.country for alias in self.names.countries if alias}
        for start, end, found in self._spans:
            actors = [
                alias.actor for alias in found if alias.actor and self._belongs_here(alias.actor, start, end, named)
            ]
            if actors:
                actor = self._choose(actors, start)
                head = self.words.head_in(start, end)
                self.names.add(
                    Found(start, end, head, "name", actor.type, self._weighty(start, end), actor=actor,
                          country=actor.country, sector=actor.sector_in(self.year))
                )  # fmt: skip
            else:
                capital = next((alias for alias in found if alias.kind == "capital"), None)
                if capital is not None:
                    self._capitals.append((start, end, capital))

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

    def _weighty(self, start: int, end: int) -> tuple[str, ...]:
        return name_words(self.words.source[self.words.idx[start] : self.words.end_of(end - 1)])

    # Runs of capitalised words.

    def _take_runs(self) -> None:
        i, n = 0, len(self.words)
        while i < n:
            if self._opens_run(i):
                end = self._run_end(i)
                self._read_run(i, end)
                i = end
            else:
                i += 1

    def _opens_run(self, i: int) -> bool:
        words = self.words
        if self.names.at[i] is not None or not words.text[i][:1].isalpha():
            return False
        if not words.is_title_case(i):
            return self._is_particle(i) and words.ent[i] == "PERSON" and words.ent_begins[i]
        if words.ent[i] in _NOT_ACTORS:
            return False
        if words.tag[i] in ("NNP", "NNPS"):
            return True
        if words.sent_start[i] or words.tag[i] in _NO_NAME_TAGS:
            return words.ent[i] in ("PERSON", "ORG", "GPE", "NORP") and words.tag[i] not in ("DT", "PRP", "IN", "PRP$")
        return True

    def _continues(self, i: int) -> bool:
        words = self.words
        if self.names.at[i] is not None or not words.is_title_case(i) or words.ent[i] in _NOT_ACTORS:
            return False
        return words.tag[i] not in _NO_NAME_TAGS or words.ent[i] in ("PERSON", "ORG")

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
        if j >= n or (words.sent_start[j] and words.ent[j] != words.ent[i]):
            return 0
        if words.text[j] in _HYPHENS and not words.spaced[i] and not words.spaced[j] and j + 1 < n:
            return 2 if self._continues(j + 1) or (self._same_ent(i, j + 1) and words.ent[i] == "PERSON") else 0
        if self._continues(j):
            return 0 if self._parts_ents(i, j) else 1
        if words.text[j] == "." and f"{words.text[i]}." in self.parts.abbreviations and not words.spaced[i]:
            return 2 if j + 1 < n and self._continues(j + 1) else 0
        if words.tag[j] == "POS" and not words.spaced[i] and j + 1 < n and self._continues(j + 1):
            # "Workers' Liberation Party": the genitive of a plural belongs to a name, "Iraq's" does not.
            within = self._same_ent(i, j + 1) and words.ent[i] == "ORG"
            return 2 if words.text[j] in ("'", "’") and words.text[i].endswith("s") and within else 0
        if words.text[j].islower() and self._is_particle(j) and words.dep[j] != "prep":
            return self._step_over_particles(j) - i
        if words.ent[i] == "ORG" and self._same_ent(i, j) and words.text[j] not in (",", "(", ")", "“", "”", '"'):
            k = j
            while k < n and self._same_ent(i, k) and k - i < 4:
                if words.is_title_case(k):
                    return k - i
                k += 1
        if words.lower[j] in ("of", "for") and self._is_organization_word(i):
            k = j + 2 if j + 1 < n and words.lower[j + 1] == "the" else j + 1
            return k - i if k < n and self._continues(k) else 0
        return 0

    def _step_over_particles(self, j: int) -> int:
        words, n, k = self.words, len(self.words), j
        while (
            k < n
            and k - j < 5
            and (self._is_particle(k) or words.text[k] in _HYPHENS)
            and words.text[k].islower() | (words.text[k] in _HYPHENS)
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
        return "PERSON" in (words.ent[i], words.ent[j]) and self._title_at(i, i) is None

    def _is_organization_word(self, i: int) -> bool:
        if self.words.text[i] in self.parts.organization_words:
            return True
        word = self.vocabulary.at(self.words.lower, i)
        return word is not None and word.kind == "organization"

    # What a run is.

    def _read_run(self, start: int, end: int) -> None:
        words = self.words
        if end - start == 1 and (
            words.text[start] in self.parts.platforms or words.text[start] in self.parts.not_names
        ):
            return
        if self._is_country_only(start, end) or self._is_plain_noun(start, end):
            return
        if self._is_organization(start, end):
            self._add_organization(start, end)
            return
        name_start, roles, country, honorific = self._strip_titles(start, end)
        if name_start >= end:
            return
        self._classify(name_start, end, roles, country, honorific=honorific, titled=name_start > start)

    def _is_country_only(self, start: int, end: int) -> bool:
        return all(self.names.countries[i] is not None or self.words.text[i] in _HYPHENS for i in range(start, end))

    def _is_plain_noun(self, start: int, end: int) -> bool:
        """Whether a single capitalised word is a noun for an actor or a people ("Congress", "Kashmiri")."""
        words = self.words
        if end - start > 1:
            return False
        word = self.vocabulary.at(words.lower, start)
        if word is not None and not words.text[start].isupper():
            return words.ent[start] != "PERSON"
        return words.ent[start] == "NORP" and words.dep[start] in ("amod", "compound", "nmod", "npadvmod")

    def _is_organization(self, start: int, end: int) -> bool:
        words = self.words
        if end - start == 1:
            return False
        if words.ent[end - 1] == "PERSON" and not words.ent[start]:
            return False
        core = next((i for i in range(start + 1, end) if words.lower[i] in ("of", "for")), end) - 1
        if not self._is_organization_word(core):
            first = words.text[start] in self.parts.organization_words and words.ent[start] in ("ORG", "")
            return first and words.ent[end - 1] != "PERSON" and words.text[start] not in ("Post", "Group", "Unit")
        word = self.vocabulary.at(words.lower, core, start)
        return word is None or word.kind == "organization" or words.text[core] in self.parts.organization_words

    def _add_organization(self, start: int, end: int) -> None:
        words = self.words
        while start < end - 1 and words.lower[start] in ("the", "a", "an"):
            start += 1
        country, sector = self._country_within(start, end), self.sector_of_name(start, end)
        head = words.head_in(start, end)
        self.names.add(
            Found(start, end, head, "name", "organization", self._weighty(start, end), country=country, sector=sector)
        )

    def _country_within(self, start: int, end: int) -> str | None:
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

    def _title_at(self, i: int, start: int) -> tuple[int, FoundRole | None] | None:
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

    def _strip_titles(self, start: int, end: int) -> tuple[int, list[FoundRole], str | None, str | None]:
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
            if alias is not None and alias.kind in ("adjective", "country", "people"):
                country = country or alias.country
                i += 1
                continue
            title = None
            for j in range(i, min(i + 4, end)):
                found = self._title_at(j, i)
                if found is not None and found[0] == i:
                    title = (j if found[1] is None else max(j, found[1].end - 1), found[1])
            if title is not None:
                if title[1] is not None:
                    roles.append(title[1])
                else:
                    honorific = words.text[i]
                i = at = title[0] + 1
                continue
            if words.lower[i] in self.parts.grades or words.text[i] in _HYPHENS:
                i += 1
                continue
            later = self._later_title(i, end) if i == start else None
            if later is None:
                break
            i = later
        if i >= end:
            # Nothing but titles and peoples ("Iraqi Prime Minister"): no name.
            return (end if roles else at), roles, country, honorific
        return (i if roles or honorific or country else start), roles, country, honorific

    def _later_title(self, i: int, end: int) -> int | None:
        """First token of an office that follows the town it is of: "Leeds Chief Constable N"."""
        words = self.words
        if words.ent[i] not in ("GPE", "ORG", "LOC", "FAC"):
            return None
        for j in range(i + 1, min(i + 5, end - 1)):
            found = self._title_at(j, i + 1)
            if found is not None and found[1] is not None and found[1].word is not None:
                return found[0]
        return None

    def _classify(
        self, start: int, end: int, roles: list[FoundRole], country: str | None, *, honorific: str | None, titled: bool
    ) -> None:
        words = self.words
        labels = [words.ent[i] for i in range(start, end) if words.ent[i]]
        label = max(sorted(set(labels)), key=labels.count) if labels else ""
        kind: EntityType | None = None
        if roles or honorific:
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
        found = Found(start, end, words.head_in(start, end), "name", kind, self._weighty(start, end), country=country)
        if kind == "person":
            found.roles = roles
            found.sector = next((role.word.sector for role in roles if role.word and not role.word.loose), None)
            found.gender = self._gender(start, honorific, roles)
        else:
            found.sector = self.sector_of_name(start, end)
            found.country = found.country or self._country_within(start, end)
            if end - start == 1:
                # A surname alone is often taken for a body's name; the other mentions will tell.
                self._pending.append((start, end, found))
                return
        self.names.add(found)

    def _bears_given_name(self, start: int, end: int) -> bool:
        """Whether words that are no organisation's open with a given name: "Jaime Duarte"."""
        words = self.words
        if end - start < 2 or words.text[start] not in self.parts.genders or words.ent[end - 1] in _PLACES:
            return False
        return not any(
            words.text[i] in self.parts.organization_words or words.lower[i] == "of" for i in range(start, end)
        )

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

    # What the other mentions tell.

    def _take_pending(self) -> None:
        """Take a name that the recogniser missed where another mention tells what it is."""
        known: dict[str, Found] = {}
        bodies = [fallback for _, _, fallback in self._pending if fallback is not None]
        for name in (*self.names.found, *bodies):
            if name.type in ("person", "organization", "group"):
                for word in name.name if name.type == "person" else (" ".join(name.name),):
                    if len(word) > 2:
                        known.setdefault(fold_name_word(word), name)
        for start, end, fallback in self._pending:
            weighty = self._weighty(start, end)
            model = known.get(fold_name_word(weighty[-1])) if weighty else None
            if fallback is not None and (model is None or model.type != "person"):
                self.names.add(fallback)
                continue
            if not weighty:
                continue
            model = known.get(fold_name_word(weighty[-1])) or known.get(fold_name_word(" ".join(weighty)))
            if model is None or (model.type == "person" and self.words.ent[start] in _PLACES and end - start > 1):
                continue
            head = self.words.head_in(start, end)
            self.names.add(Found(start, end, head, "name", model.type, weighty))

    # Countries.

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
        if end < len(words) and words.text[end] in _HYPHENS and not words.spaced[end - 1]:
            return noun
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
        if words.ent[head] == "PERSON" or (end < len(words) and words.text[end] in _HYPHENS):
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
    if end + 1 < n and words.text[end] in _HYPHENS and not words.spaced[end - 1]:
        return words.lower[end + 1] in _LED or words.tag[end + 1] in ("VBN", "VBD", "VBG")
    return False


def spans_of_names(names: Names) -> Iterator[tuple[int, int]]:
    """Token extents of all names."""
    for name in names.found:
        yield name.start, name.end
