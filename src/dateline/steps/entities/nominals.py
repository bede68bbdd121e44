"""Find phrases for actors without a name, and read what the words before and after a noun say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.report import EntityType
from dateline.resources.actor_words import ActorWord, ActorWords, Gender, NameParts
from dateline.resources.gazetteer import Gazetteer
from dateline.steps.entities.found import Found, FoundRole
from dateline.steps.entities.search import Names
from dateline.steps.entities.states import country_before_hyphen
from dateline.steps.entities.words import Words

_MODIFYING = frozenset({"compound", "amod", "nmod", "npadvmod", "advmod", "nummod", "quantmod", "det", "punct", "aux"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_OWNED = frozenset({"his", "her", "its", "their"})
LEAST_WEIGHT = 6.5
"""How well-known a town or province must be to tell the country of its mayor or residents."""

_ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
_ARMED_BODIES = frozenset({"REB", "CRM", "PRM"})
_CONTRARY = frozenset({"OPP", "REB", "PTY", "ELI"})
_LEADING = frozenset({"leader", "chief", "head", "spokesman", "spokeswoman", "envoy", "negotiator", "representative"})
_SERVING = frozenset({"MIL", "COP", "REL", "SPY", "SOC", "EDU", "ELI", "LAB", "MED"})
_BODIES = frozenset({"IGO", "NGO"})
_STAFF = frozenset({"GOV", "SOC", "CVL", "EDU", "ELI"})
_NATIONAL = frozenset({"army", "military", "navy", "junta", "generals", "soldier", "soldiers"})
"""Of the armed forces, those that are mostly a country's own; troops and missions may be anybody's."""

_PRESIDED = frozenset({"BUS", "EDU", "LEG", "JUD", "LAB", "MED", "NGO"})
_UNPLACED = frozenset({"IGO", "NGO", "REF", "UNK"})
"""Sectors of which those in a country need not be of it."""

_AGENTIVE = frozenset({"REB", "MIL", "COP", "GOV", "OPP", "PRM", "CRM", "UAF", "PTY", "LEG"})


_PEOPLE = ActorWord(("people",), "group", None, loose=False, plural=True, head=0)


@dataclass(slots=True)
class Description:
    """What a phrase says of whom it means."""

    word: ActorWord
    first: int
    sector: str | None
    country: str | None
    former: bool
    definite: bool
    of: Found | None
    within: bool = False
    """Whether the country is only where they are ("lawmakers in Kenya")."""


class NominalSearch:
    """Finds the nominals in one document and describes its names.

    Args:
        words: The document.
        names: Its names.
        vocabulary: Words for actors.
        parts: Titles and parts of names.
        gazetteer: Places, for the country of a town's mayor or residents.
        day: Day of publication, where it is known.
    """

    def __init__(
        self,
        words: Words,
        names: Names,
        vocabulary: ActorWords,
        parts: NameParts,
        gazetteer: Gazetteer,
        day: date | None = None,
    ) -> None:
        self.words, self.names, self.vocabulary, self.parts = words, names, vocabulary, parts
        self.gazetteer, self.day = gazetteer, day

    def find(self) -> list[Found]:
        """Find all nominals, in text order."""
        words = self.words
        found: list[Found] = []
        taken: set[int] = set()
        for i in range(len(words)):
            if (
                self.names.at[i] is not None
                or i in taken
                or i in self.names.places
                or self.names.offices[i] is not None
            ):
                continue
            lower = words.lower[i]
            if lower in self.vocabulary.quantities:
                nominal, noun = self._quantity(i)
                if nominal is not None:
                    found.append(nominal)
                    taken.add(noun)
                    continue
            if lower in self.vocabulary.alone and self._stands_alone(i):
                found.append(Found(words.phrase_start(i), i + 1, i, "nominal", "group", plural=True))
                continue
            if self.vocabulary.is_head(lower) and (words.pos[i] in ("NOUN", "PROPN") or self._mistagged(i)):
                found.extend(self._nominal(i))
            elif words.is_title_case(i) and (
                self.names.countries[i] is not None or words.text[i] in self.parts.peoples
            ):
                people = self._people(i)
                if people is not None:
                    found.append(people)
        return found

    # Phrases.

    def _mistagged(self, i: int) -> bool:
        """Whether a plural after a people's adjective was taken for a verb: "Kashmiri separatists"."""
        if i == 0 or self.words.tag[i] != "VBZ":
            return False
        return self._is_people(i - 1) and (
            (word := self.vocabulary.at(self.words.lower, i)) is not None and word.plural
        )

    def _is_free(self, i: int) -> bool:
        """Whether a word belongs to no name, or is a country's alone."""
        name = self.names.at[i]
        return name is None or name.type == "country"

    def _is_people(self, i: int) -> bool:
        alias = self.names.countries[i]
        told = alias is not None and alias.kind in ("adjective", "homeland")
        return told or self.words.text[i] in self.parts.peoples

    def _nominal(self, i: int) -> list[Found]:
        words = self.words
        if words.dep[i] in _MODIFYING:
            agentive = self._agentive_modifier(i)
            return [agentive] if agentive else []
        start = words.phrase_start(i)
        # The parse may leave the people's adjective out of the noun's phrase.
        while start > 0 and self._is_people(start - 1) and words.spaced[start - 1] and self._is_free(start - 1):
            start -= 1
        told = self.describe(start, i)
        if told is None or not self._counts(told, i) or self._describes_country(i, told):
            return []
        end = self._whole_names(max(words.phrase_end(i), told.first + len(told.word.words)))
        name = self._name_after(i, told)
        if name is not None:
            end = name.start
        nominal = self._make(self._after_quote(start, i), end, i, told)
        return self._split_by_country(nominal, told)

    def _name_after(self, i: int, told: Description) -> Found | None:
        """The name that a noun is the title of, where it stands right after it."""
        after = i + 1
        while after < len(self.words) and self.names.offices[after] == i:
            after += 1
        name = self.names.at[after] if after < len(self.words) else None
        if name is None or name.start != after or told.word.plural:
            return None
        return name if any(role.start <= i < role.end for role in name.roles) else None

    def _describes_country(self, i: int, told: Description) -> bool:
        """Whether a noun only says what the country named right after it is: "told its ally Chad"."""
        after = i + 1
        name = self.names.at[after] if after < len(self.words) else None
        alias = self.names.countries[after] if after < len(self.words) else None
        named = name is not None or (alias is not None and alias.kind == "country")
        return named and alias is not None and told.word.kind == "person" and not told.word.plural

    def _make(self, start: int, end: int, head: int, told: Description) -> Found:
        plural = told.word.plural
        kind: EntityType = told.word.kind
        noun = self.vocabulary.at(self.words.lower, head, head)  # "seven presidential guards" are no seven bodies
        people = kind == "person" or (noun is not None and noun.kind == "person")
        if plural and (people or told.sector in _ARMED):
            kind = "group"
        role_end = told.first + len(told.word.words)
        if told.word.loose and told.of is not None and told.of.end <= end:
            role_end = max(role_end, told.of.end)
        roles = []
        if kind == "person" and self._is_office(told.word):
            first = self._first_of_rank(start, told.first)
            roles = [FoundRole(first, role_end, told.word, told.former, told.country, self._rank(start, told.first))]
        return Found(
            start, end, head, "nominal", kind, word=told.word, country=told.country, sector=told.sector, roles=roles,
            former=told.former, plural=plural, definite=told.definite,
            gender=told.word.gender or self._gender_before(start, told.first), of=told.of, within=told.within,
        )  # fmt: skip

    def _gender_before(self, start: int, first: int) -> Gender | None:
        """Gender that "woman" or "female" before a noun tells."""
        return "female" if any(lower in ("woman", "female") for lower in self.words.lower[start:first]) else None

    def _first_of_rank(self, start: int, first: int) -> int:
        while first > start and self.words.lower[first - 1] in self.parts.ranks:
            first -= 1
        return first

    def _rank(self, start: int, first: int) -> str:
        ranks = self.words.lower[self._first_of_rank(start, first) : first]
        return " ".join(rank for rank in ranks if rank in self.parts.lower_ranks)

    def _after_quote(self, start: int, head: int) -> int:
        """Start a phrase within the quotation that its head stands in: not "the “deputy leader"."""
        opened = start
        for i in range(start, head):
            if self.words.text[i] == "“":
                opened = i + 1
            elif self.words.text[i] == "”":
                opened = start
        return opened

    def _whole_names(self, end: int) -> int:
        """Do not end a phrase within a name."""
        name = self.names.at[end - 1]
        return max(end, name.end) if name is not None else end

    @staticmethod
    def _is_office(word: ActorWord) -> bool:
        return word.sector not in ("CVL", "UAF", "UNK", "REF", "CRM") or len(word.words) > 2

    def _counts(self, told: Description, i: int) -> bool:
        """Refuse words that only sometimes mean an actor, where nothing around them says so."""
        words = self.words
        if told.word.kind == "person" and not told.word.plural and words.dep[i] in ("pobj", "dobj"):
            bare = words.phrase_start(i) == told.first and told.of is None
            if bare and told.country is None and not told.definite:
                return False
        if words.lower[i] in self.vocabulary.weak:
            apposed = self.names.at[words.head[i]] if words.dep[i] == "appos" else None
            if apposed is not None and apposed.type == "person" and told.word.kind == "person":
                return True
            settled = (told.country is not None and not told.within) or told.of is not None or len(told.word.words) > 1
            modified = told.sector is not None and told.word.loose and told.sector != told.word.sector
            subject = words.dep[i] in ("nsubj", "poss") and told.definite and not told.word.loose
            return settled or modified or subject or self._is_counted_person(told, i)
        if told.word.loose and told.word.kind == "organization":
            return told.sector is not None or (told.country is not None and not told.within) or told.definite
        return True

    def _is_counted_person(self, told: Description, i: int) -> bool:
        """Whether a noun is of people that are counted, or somebody's: "eight *minors*", "their *cook*"."""
        if told.word.kind != "person" or self.words.pos[i] != "NOUN":
            return False
        before = self.words.phrase_start(i)
        owned = self.words.tag[before] == "PRP$" and not told.word.plural
        return owned or (told.word.plural and self.words.tag[before] == "CD")

    def _agentive_modifier(self, i: int) -> Found | None:
        """Take "rebel" in "a rebel attack" as an actor, though its noun is none."""
        words = self.words
        governor = words.head[i]
        if words.dep[i] != "compound" or governor <= i:
            return None
        if self.vocabulary.at(words.lower, governor) and words.lower[governor] not in self.vocabulary.weak:
            return None
        if self.names.at[governor] is not None:
            return None
        word = self.vocabulary.at(words.lower, i)
        if (
            word is None
            or word.loose
            or word.sector not in _AGENTIVE
            or len(word.words) > 1
            or words.lower[i] in self.vocabulary.weak
        ):
            return None
        if i + 1 < len(words) and words.text[i + 1] == "-":
            return None
        start = words.phrase_start(governor)
        told = self.describe(start, i)
        if told is None:
            return None
        kind: EntityType = word.kind if word.kind == "organization" else "group"
        country_start = i
        while country_start > start and self.names.countries[country_start - 1] is not None:
            country_start -= 1
        return Found(
            country_start, i + 1, i, "nominal", kind, word=word, country=told.country, sector=word.sector, plural=kind == "group"
        )  # fmt: skip

    def _quantity(self, i: int) -> tuple[Found | None, int]:
        words = self.words
        noun = words.governed_by(i, "of")
        if noun is None or words.dep[i] in _MODIFYING or self.names.at[noun] is not None:
            return None, -1
        start = words.phrase_start(noun)
        told = self.describe(start, noun) if words.pos[noun] in ("NOUN", "PROPN") else None
        if told is None or not told.word.plural:
            return None, -1
        whole = self._make(words.phrase_start(i), max(words.phrase_end(i), noun + 1), i, told)
        whole.definite = False
        if words.lower[i] == "one":
            whole.type, whole.plural = told.word.kind if told.word.kind != "group" else "person", False
        return whole, noun

    def _stands_alone(self, i: int) -> bool:
        """Whether a word of quantity is itself the subject or object ("hundreds fled")."""
        words = self.words
        if words.dep[i] not in ("nsubj", "nsubjpass", "dobj") or words.tag[i] in ("RB", "PDT"):
            return False
        return all(words.dep[child] != "prep" for child in words.children[i])

    def _people(self, i: int) -> Found | None:
        """Words for a people: "four Turks", "the French", "Kurds"."""
        words, alias = self.words, self.names.countries[i]
        if words.dep[i] in _MODIFYING or self.names.at[i] is not None:
            return None
        if alias is not None and alias.kind not in ("people", "adjective", "homeland"):
            return None
        start = words.phrase_start(i)
        country = self._country_among(range(i, start - 1, -1)) or self._country_around(i, _PEOPLE, "CVL")
        plural = words.tag[i] in ("NNS", "NNPS") or words.text[i].endswith(("s", "men"))
        determined = words.lower[start] in _DEFINITE or words.lower[start] in ("a", "an") or words.pos[start] == "NUM"
        if not plural and not (determined and start < i):
            return None
        if words.tag[i] not in ("NNS", "NNPS", "NNP", "NN", "JJ"):
            return None
        single = not plural and words.lower[start] in ("a", "an", "one")
        kind: EntityType = "person" if single else "group"
        sector = self._sector_of_people(i, start, foreign=alias is not None)
        return Found(
            start, words.phrase_end(i), i, "nominal", kind, country=country, sector=sector,
            plural=not single, definite=words.lower[start] in _DEFINITE,
        )  # fmt: skip

    def _sector_of_people(self, i: int, start: int, *, foreign: bool) -> str | None:
        before = next(
            (found for j in range(i - 1, start - 1, -1) if (found := self.vocabulary.modifier_at(self.words.lower, j, start))),
            None,
        )  # fmt: skip
        word = None if foreign else self.vocabulary.at(self.words.lower, i)
        return before or (word.sector if word else None)

    def _split_by_country(self, nominal: Found, told: Description) -> list[Found]:
        """Part "U.S. and Iraqi forces" into two actors."""
        words = self.words
        spots = [
            i
            for i in range(nominal.start, told.first)
            if (alias := self.names.countries[i]) is not None
            and alias.kind in ("adjective", "country", "people", "homeland")
        ]
        codes = list(dict.fromkeys(self.names.countries[i].country for i in spots))  # type: ignore[union-attr]
        joined = any(words.lower[i] in ("and", ",", "or") for i in range(nominal.start, told.first))
        if len(codes) < 2 or not joined or not nominal.plural or nominal.kind != "nominal":
            return [nominal]
        parts = []
        for code in codes[:-1]:
            own = [i for i in spots if self.names.countries[i].country == code]  # type: ignore[union-attr]
            parts.append(
                Found(own[0], own[-1] + 1, own[-1], "nominal", nominal.type, word=nominal.word, country=code,
                      sector=nominal.sector, plural=True)
            )  # fmt: skip
        last = [i for i in spots if self.names.countries[i].country == codes[-1]]  # type: ignore[union-attr]
        nominal.start, nominal.country, nominal.definite = last[0], codes[-1], False
        return [*parts, nominal]

    # Descriptions.

    def describe(self, start: int, head: int) -> Description | None:
        """Read the words from `start` to a noun, and the prepositions on it."""
        words = self.words
        # The parse may leave a word of a set phrase out of the noun's own; the table knows better.
        word = self.vocabulary.at(words.lower, head, max(0, head - 4))
        if word is None:
            return None
        first = head - word.head
        start = min(start, first)
        before = range(first - 1, start - 1, -1)
        of = self._name_among(before)
        country = self._country_among(before) or (of.country if of else None) or self._country_of_party(before, word)
        sector = word.sector if not word.loose else self._sector_before(before, of, start)
        after = self._after(head, word)
        if after is not None:
            of = of or (self.names.at[after] if word.loose else None)
            if sector is None or (word.loose and sector == word.sector):
                sector = self._sector_at(after) or sector
            country = country or self._country_at(after, depth=2)
        sector = self._sector_of_owner(word, first, of, after) or sector
        country = country or self._country_of_place(before, after)
        country = country or self._country_of_ruler(head, word)
        within = country is None
        if within:
            country = self._country_around(head, word, sector or word.sector)
        if words.lower[head] in self.vocabulary.kin:
            sector = word.sector
        former = any(words.lower[i] in self.parts.former for i in range(max(start - 2, 0), first))
        if former and word.kind == "person" and (sector or word.sector) in ("GOV", "LEG", "JUD"):
            sector = "ELI"
        definite = words.lower[start] in _DEFINITE or words.tag[start] == "POS" or self._owned(head)
        within = within and country is not None
        return Description(word, first, sector or word.sector, country, former, definite, of, within)

    def _sector_of_owner(self, word: ActorWord, first: int, of: Found | None, after: int | None) -> str | None:
        """Sector of the body that a president presides over, or that gunmen belong to; None where it changes nothing.

        Who serves an armed group is one of it, a preacher or a cook, too ("the group's emir"); only
        a government that it forms is one.
        """
        told = of.sector if of is not None and of.type in ("organization", "group") else None
        if told is None and after is not None and (name := self.names.at[after]) is not None:
            told = name.sector if name.type in ("organization", "group") else None
        if word.sector == "UAF":
            return told
        if word.sector == "MIL" and word.plural:
            told = told or self._sector_of_leader(first + word.head)
            if told in _ARMED_BODIES:
                return told
        if word.kind == "person":
            led = word.sector == "GOV" and word.words[-1] in _LEADING
            if told in _ARMED_BODIES and (word.sector in _SERVING or led):
                return told
            if told in _BODIES and word.sector in _STAFF:
                return told
        if " ".join(word.words) not in self.parts.presiding:
            return None
        beside = self.vocabulary.modifier_at(self.words.lower, first - 1) if first > 0 else None
        beside = beside if beside in _PRESIDED else None
        return told or (self._sector_at(after) if after is not None else None) or beside

    def _sector_of_leader(self, head: int) -> str | None:
        """Sector of the person whose forces they are ("Savimbi's troops")."""
        owners = (self.names.at[child] for child in self.words.children[head] if self.words.dep[child] == "poss")
        return next((name.sector for name in owners if name is not None and name.type == "person"), None)

    def _owned(self, head: int) -> bool:
        return any(self.words.dep[child] == "poss" for child in self.words.children[head])

    def _name_among(self, before: range) -> Found | None:
        for i in before:
            name = self.names.at[i]
            if name is not None and name.type in ("organization", "group"):
                after = name.end
                if after < len(self.words) and self.words.text[after] in ("-", "‑", "–"):
                    continue
                return name
        return None

    def _country_among(self, before: range) -> str | None:
        for i in before:
            alias = self.names.countries[i]
            if alias is not None and i > 0 and self.words.lower[i - 1] == "ethnic":
                # Ethnic Albanians live in many countries.
                continue
            if alias is not None and not country_before_hyphen(self.words, i + 1) and not self._after_pro(i):
                return self._first_demonym(i, before)
        return None

    def _first_demonym(self, i: int, before: range) -> str | None:
        """Of two demonyms side by side ("Croatian Serbs") the one that tells the country."""
        words, here = self.words, self.names.countries[i]
        j = i
        while j in before and self.names.countries[j] is here:
            j -= 1
        first = self.names.countries[j] if j in before and words.spaced[j] else None
        if here is None or first is None or words.text[i] in self.parts.newcomers:
            return here.country if here else None
        return first.country if first.kind in ("adjective", "country") else here.country

    def _country_of_ruler(self, head: int, word: ActorWord) -> str | None:
        """Country of "Merkel's government" or "Merkel's coalition"."""
        if word.kind == "person" and not word.plural:
            return None
        owners = (self.names.at[child] for child in self.words.children[head] if self.words.dep[child] == "poss")
        return next((name.country for name in owners if name is not None and name.actor is not None), None)

    def _country_of_party(self, before: range, word: ActorWord) -> str | None:
        """Country of "Republican" or the like before "senators"."""
        if word.kind != "person":
            return None
        return next(
            (code for i in before if (code := self.parts.party_adjectives.get(self.words.text[i])) is not None), None
        )

    def _country_around(self, head: int, word: ActorWord, sector: str | None) -> str | None:
        """Country that those are in of whom that tells where they belong: "lawmakers in Kenya", "police in Athens"."""
        words = self.words
        if sector in _UNPLACED or words.lower[head] in self.vocabulary.strangers:
            return None
        at = max(words.phrase_end(head), head + 1)
        if at >= len(words) or words.lower[at] != "in":
            return None
        if sector == "JRN" and words.dep[head] in ("dobj", "pobj", "dative"):
            return None
        bound = words.head[at] < at and words.dep[words.head[at]] != "ROOT" and words.pos[words.head[at]] != "VERB"
        if sector == "MIL" and words.lower[head] not in _NATIONAL:
            return None
        if not bound and (sector == "UAF" or (word.loose and sector in ("CVL", None))):
            return None
        start = at + 2 if at + 1 < len(words) and words.lower[at + 1] == "the" else at + 1
        if start >= len(words):
            return None
        alias = self.names.countries[start]
        if any(words.dep[child] == "conj" for child in words.children[start]):
            return None
        if alias is not None:
            return alias.country if alias.kind in ("country", "capital") else None
        return self._country_of_town(start) if words.ent[start] == "GPE" else None

    def _country_of_place(self, before: range, after: int | None) -> str | None:
        """Country of a town or province that the phrase names: "Basra residents", "mayor of Basra"."""
        spots = [*before, *([after] if after is not None else [])]
        for i in spots:
            if self.names.at[i] is None and (self.words.ent[i] == "GPE" or i in self.names.places):
                return self._country_of_town(i)
        return None

    def _country_of_town(self, i: int) -> str | None:
        words, start, end = self.words, i, i + 1
        while start > 0 and not words.ent_begins[start] and words.ent[start] == words.ent[start - 1] == "GPE":
            start -= 1
        while end < len(words) and words.ent[i] == words.ent[end] == "GPE" and not words.ent_begins[end]:
            end += 1
        name = words.source[words.idx[start] : words.end_of(end - 1)]
        hit = max(self.gazetteer.lookup(name), key=lambda hit: (hit.weight, -hit.place.ref), default=None)
        return hit.place.country if hit is not None and hit.weight >= LEAST_WEIGHT else None

    def _after_pro(self, i: int) -> bool:
        """Whether "pro-" or "anti-" stands before a people's adjective."""
        words = self.words
        return i > 1 and words.text[i - 1] == "-" and not words.spaced[i - 1]

    def _sector_before(self, before: range, of: Found | None, start: int) -> str | None:
        if of is not None and of.sector is not None:
            return of.sector
        for i in before:
            found = self.vocabulary.modifier_at(self.words.lower, i, start)
            if found is not None:
                return found
            if self.words.lower[i] == "led" and self.names.countries[max(i - 2, 0)] is not None:
                return "MIL"
        return None

    def _after(self, head: int, word: ActorWord) -> int | None:
        """Head of what an "of" or "for" after a noun governs; for a loose noun of more prepositions."""
        words = self.words
        if word.loose:
            return words.governed_by(head, "of", "for", "from", "in", "with", "at", "within")
        return words.governed_by(head, "of", "from")

    def _sector_at(self, i: int) -> str | None:
        name = self.names.at[i]
        if name is not None:
            return name.sector
        word = self.vocabulary.at(self.words.lower, i)
        if word is not None and word.sector and not word.loose:
            return word.sector
        return self.vocabulary.modifier_at(self.words.lower, i)

    def _country_at(self, i: int, depth: int) -> str | None:
        """Country of what stands after "of" or "from": a country, an organisation, a people's institution."""
        words = self.words
        name = self.names.at[i]
        if name is not None:
            return name.country
        alias = self.names.countries[i]
        if alias is not None:
            return alias.country
        if depth == 0:
            return None
        start = words.phrase_start(i)
        found = self._country_among(range(i - 1, start - 1, -1))
        after = words.governed_by(i, "of")
        return found or (self._country_at(after, depth - 1) if after is not None else None)

    def describe_names(self) -> None:
        """Let the words before each name say what it is: "the former oil minister N", "militant group N"."""
        for name in self.names.found:
            if name.type != "country":
                self._describe_name(name)
                if name.type == "person" and name.actor is None:
                    self._place_in_body(name)
                if name.country is None and name.sector != "IGO":
                    name.country = self._country_beside(name)

    def _place_in_body(self, name: Found) -> None:
        """Give "Colonel N of the Basra police" the police's sector, "N of Hamas" that of Hamas."""
        words = self.words
        if name.end >= len(words) or words.lower[name.end] not in ("of", "from"):
            return
        body = words.governed_by(name.head, "of", "from")
        if body is None:
            return
        named = self.names.at[body]
        word = self.vocabulary.at(words.lower, body)
        if named is None and (word is None or word.kind != "organization" or word.loose):
            return
        if named is not None and named.type not in ("organization", "group"):
            return
        sector = named.sector if named is not None else word.sector if word is not None else None
        if name.sector in (None, "MIL", "REL", "CVL", "ELI") or not name.roles:
            name.sector = sector or name.sector
        name.country = name.country or self._country_at(body, depth=1)

    def _country_beside(self, name: Found) -> str | None:
        """Country right before a name or after a body's: "India's Supreme Court", "the Supreme Court in Delhi"."""
        words = self.words
        at = name.start - 2 if name.start > 1 and words.tag[name.start - 1] == "POS" else name.start - 1
        if at >= 0 and words.sentence[at] == words.sentence[name.start]:
            alias = self.names.countries[at]
            if alias is not None and alias.kind != "capital" and not self._after_pro(at):
                return alias.country
        if name.type == "person" or name.actor is not None or name.end + 1 >= len(words):
            return None
        if words.lower[name.end] not in ("in", "of"):
            return None
        start = name.end + 2 if words.lower[name.end + 1] == "the" and name.end + 2 < len(words) else name.end + 1
        alias = self.names.countries[start]
        return alias.country if alias is not None and alias.kind == "country" else None

    def _describe_name(self, name: Found) -> None:
        words = self.words
        start = words.phrase_start(name.head) if name.head >= name.start else name.start
        last = name.start - 1
        if last < 0 or words.sentence[last] != words.sentence[name.start]:
            return
        start = min(start, self._reach_back(name))
        while last > start and words.text[last] in ("“", '"', "‘", "'"):
            last -= 1
        office = self.names.offices[last]
        noun = last if office is None else office
        if office is not None:
            start = min(start, words.phrase_start(office))
        if noun < start or words.pos[noun] not in ("NOUN", "PROPN"):
            return
        told = self.describe(start, noun)
        if told is None or (told.word.plural and told.word.kind == "person"):
            return
        self._apply(name, told, start, last)

    def _reach_back(self, name: Found) -> int:
        """Start of the capitalised titles right before a name, where the parse does not join them."""
        words, i = self.words, name.start
        while i > 0 and name.start - i < 10:
            j = i - 1
            known = self.names.countries[j] is not None or words.lower[j] in self.parts.grades
            if (
                not known
                and self.vocabulary.at(words.lower, j) is None
                and not (words.is_title_case(j) and words.tag[j] in ("NNP", "NNPS"))
            ):
                break
            i = j
        return i

    def _is_person_still(self, name: Found, told: Description) -> bool:
        """Whether the noun before a person's name ("center N", of a team) is too weak to make it a body's."""
        given = self.words.text[name.start] in self.parts.genders
        return given or (self.words.ent[name.start] == "PERSON" and told.word.words[-1] in self.vocabulary.weak)

    def _apply(self, name: Found, told: Description, start: int, last: int) -> None:
        person = told.word.kind == "person"
        if name.actor is None:
            if person and name.type != "person":
                name.type = "person"
            elif not person and name.type == "person" and not self._is_person_still(name, told):
                name.type = "organization"
        if person != (name.type == "person"):
            return
        name.country = told.country or name.country
        by_default = told.word.loose and told.sector == told.word.sector
        # Who is known to hold an office that day is not coded by what else the text calls them.
        settled = name.actor is not None and self.day is not None and name.actor.governs(self.day)
        kept = by_default or (settled and told.sector not in _CONTRARY)
        name.sector = (name.sector or told.sector) if kept else (told.sector or name.sector)
        name.former = told.former
        name.of = told.of if told.of is not name else None
        name.gender = name.gender or told.word.gender
        if person:
            first = self._first_of_rank(start, told.first)
            rank = self._rank(start, told.first)
            former = told.former or self._has_left(name, told, rank)
            if former and not told.former and name.actor is not None:
                name.sector, name.former = name.actor.sector_on(self.day), True
            name.roles = [FoundRole(first, last + 1, told.word, former, told.country, rank)]

    def _has_left(self, name: Found, told: Description, rank: str) -> bool:
        """Whether the record tells that the full name's bearer held this office once and no more."""
        if name.actor is None or rank or len(name.name) < 2 or told.country not in (None, name.actor.country):
            return False
        return name.actor.has_left(" ".join(told.word.words), self.day)
