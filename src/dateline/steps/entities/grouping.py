"""Group mentions into entities: names first, then phrases by office, apposition and repetition, then pronouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.resources.actor_words import Gender, NameParts
from dateline.steps.entities.found import Found
from dateline.steps.entities.words import Words
from dateline.text.person_names import fold_name_word, same_person, same_word, skeleton

_MAX_CANDIDATES = 30
_MAX_ALIASES = 300
"""Most aliases that are joined in one document; each costs a look at all names."""

_REACH = 3
"""Sentences that a pronoun or "the group" looks back."""

_EMPTY = frozenset({"be", "seem", "appear", "become", "take", "happen", "turn"})
_BE = frozenset({"be", "become", "remain"})
_UNIQUE = frozenset({"GOV", "JUD", "REL"})


@dataclass(eq=False)
class Cluster:
    """The mentions of one entity so far."""

    members: list[Found] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    last: Found | None = None

    def add(self, found: Found) -> None:
        """Take a mention in."""
        self.members.append(found)
        if found.kind == "name" and found.name and found.name not in self.names:
            self.names.append(found.name)
        self.last = found

    @property
    def type(self) -> str | None:
        """Type of the first name, or else of the first mention that has one."""
        named = next((found.type for found in self.members if found.kind == "name" and found.type), None)
        return named or next((found.type for found in self.members if found.type), None)

    @property
    def country(self) -> str | None:
        """First country that a mention tells."""
        return next((found.country for found in self.members if found.country), None)

    @property
    def sector(self) -> str | None:
        """First sector that a mention tells."""
        return next((found.sector for found in self.members if found.sector), None)

    @property
    def gender(self) -> Gender | None:
        """Gender where a mention tells it."""
        return next((found.gender for found in self.members if found.gender), None)

    @property
    def plural(self) -> bool:
        """Whether it stands for several."""
        return bool(self.members) and self.members[0].plural

    @property
    def is_named(self) -> bool:
        """Whether one of its mentions is a name."""
        return any(found.kind == "name" for found in self.members)


class Grouper:
    """Groups the mentions of one document.

    Args:
        words: The document.
        parts: Titles and parts of names.
    """

    def __init__(self, words: Words, parts: NameParts) -> None:
        self.words, self.parts = words, parts
        self.clusters: list[Cluster] = []
        self._of: dict[int, Cluster] = {}
        self._actors: dict[str, Cluster] = {}
        self._countries: dict[str, Cluster] = {}
        self._by_skeleton: dict[str, list[Cluster]] = {}
        self._organizations: dict[str, Cluster] = {}
        self._acronyms: dict[str, Cluster] = {}
        self._by_text: dict[str, Cluster] = {}
        self._by_noun: dict[tuple[str, ...], list[Cluster]] = {}
        self._by_role: dict[tuple[str, ...], list[Cluster]] = {}
        self._recent: list[Found] = []

    def group(self, names: list[Found], nominals: list[Found], pronouns: list[Found]) -> list[Cluster]:
        """Group all mentions; a pronoun that cannot be resolved is left out."""
        self._group_names(names)
        self._link_aliases(names)
        at_head = {found.head: found for found in [*names, *nominals]}
        links = self._structural_links(names, nominals, at_head)
        self._index_roles()
        for found in sorted([*names, *nominals, *pronouns], key=lambda found: (found.start, found.end)):
            if found.kind == "nominal":
                self._place_nominal(found, links.get(id(found)))
            elif found.kind == "pronoun" and not self._place_pronoun(found):
                continue
            self._recent.append(found)
            if len(self._recent) > 200:
                del self._recent[:100]
        return [cluster for cluster in self.clusters if cluster.members]

    def cluster_of(self, found: Found) -> Cluster:
        """The cluster that a mention is in."""
        return self._of[id(found)]

    def _put(self, found: Found, cluster: Cluster) -> None:
        cluster.add(found)
        self._of[id(found)] = cluster

    def _open(self, found: Found) -> Cluster:
        cluster = Cluster()
        self.clusters.append(cluster)
        self._put(found, cluster)
        return cluster

    def _merge(self, one: Cluster, other: Cluster) -> None:
        """Move the mentions of `other` into `one`."""
        if one is other:
            return
        for found in other.members:
            self._put(found, one)
        one.members.sort(key=lambda found: found.start)
        other.members = []
        for index in (self._actors, self._countries, self._organizations, self._acronyms, self._by_text):
            for key, cluster in list(index.items()):
                if cluster is other:
                    index[key] = one
        for lists in (self._by_skeleton, self._by_noun, self._by_role):
            for found_list in lists.values():
                if other in found_list:
                    found_list[found_list.index(other)] = one

    # Names.

    def _group_names(self, names: list[Found]) -> None:
        # Full names first, so that a surname that comes before its full name finds it.
        persons = [name for name in names if name.type == "person"]
        for name in sorted(persons, key=lambda name: len(name.name) < 2):
            self._place_person(name)
        for name in names:
            if name.type == "country" and name.country:
                self._place_by_key(name, self._countries, name.country)
            elif name.type != "person":
                self._place_organization(name)

    def _place_by_key(self, name: Found, index: dict[str, Cluster], key: str) -> Cluster:
        if key in index:
            self._put(name, index[key])
        else:
            index[key] = self._open(name)
        return index[key]

    def _place_person(self, name: Found) -> None:
        cluster = self._actors.get(name.actor.name) if name.actor else None
        cluster = cluster or self._person_like(name)
        if cluster is None:
            cluster = self._open(name)
        else:
            self._put(name, cluster)
        if name.actor:
            self._actors.setdefault(name.actor.name, cluster)
        for word in name.name:
            found = self._by_skeleton.setdefault(skeleton(word), [])
            if cluster not in found[-_MAX_CANDIDATES:]:
                found.append(cluster)

    def _person_like(self, name: Found) -> Cluster | None:
        if not name.name:
            return None
        candidates: list[Cluster] = []
        for word in name.name:
            for cluster in self._by_skeleton.get(skeleton(word), ())[-_MAX_CANDIDATES:]:
                if cluster not in candidates and self._compatible(cluster, name):
                    candidates.append(cluster)
        ranked = [(rank, cluster) for cluster in candidates if (rank := self._rank(cluster, name.name)) > 0]
        if not ranked:
            return None
        best = max(rank for rank, _ in ranked)
        top = [cluster for rank, cluster in ranked if rank == best]
        if len(top) > 1:
            return self._nearest(top, name)
        return top[0]

    @staticmethod
    def _compatible(cluster: Cluster, name: Found) -> bool:
        if name.gender and cluster.gender and name.gender != cluster.gender:
            return False
        actor = next((found.actor for found in cluster.members if found.actor), None)
        return not (actor and name.actor and actor is not name.actor)

    def _rank(self, cluster: Cluster, name: tuple[str, ...]) -> int:
        """How well a name fits those of a person; 0 where it does not."""
        best = 0
        for known in cluster.names:
            if not same_person(known, name):
                continue
            short, long = sorted((known, name), key=len)
            if len(short) > 1:
                best = max(best, 10)
            elif same_word(short[0], long[-1]):
                best = max(best, 8)
            elif same_word(short[0], long[0]):
                first = long[0] in self.parts.family_first
                best = max(best, 7 if first else 3)
            else:
                best = max(best, 5)
        return best

    @staticmethod
    def _nearest(clusters: list[Cluster], name: Found) -> Cluster | None:
        """Of several persons who fit, the one named last before this; none where all come after."""
        before = [
            (max(found.start for found in cluster.members if found.start <= name.start), cluster)
            for cluster in clusters
            if any(found.start <= name.start for found in cluster.members)
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _place_organization(self, name: Found) -> None:
        if name.actor:
            cluster = self._place_by_key(name, self._actors, name.actor.name)
        else:
            key = self._organization_key(name)
            known = self._organizations.get(key) or self._acronyms.get(key)
            if known is not None:
                self._put(name, known)
            cluster = known or self._open(name)
        self._organizations.setdefault(self._organization_key(name), cluster)
        acronym = self._initials(name)
        # "U.S. Harbour Control Agency" is the HCA, too.
        for letters in (acronym, acronym[1:]):
            if len(letters) >= 3:
                self._acronyms.setdefault(letters.lower(), cluster)

    def _organization_key(self, name: Found) -> str:
        return (
            " ".join(fold_name_word(word) for word in name.name) if len(name.name) > 1 else "".join(name.name).lower()
        )

    def _initials(self, name: Found) -> str:
        text = self.words.text[name.start : name.end]
        return "".join(word[0] for word in text if word[:1].isupper()) if len(text) > 2 else ""

    # What stands between two names.

    def _link_aliases(self, names: list[Found]) -> None:
        """Join "X (or “Abu Y”)", "X, also known as Y," and "Long Name (LN)"."""
        merged = 0
        for one, other in pairwise(names):
            if merged == _MAX_ALIASES:
                break
            if other.start - one.end > 8 or "country" in (one.type, other.type):
                continue
            if self._is_alias(one, other):
                keep, gone = self.cluster_of(one), self.cluster_of(other)
                if not self._contradict(keep, gone):
                    self._merge(keep, gone)
                    merged += 1

    @staticmethod
    def _contradict(one: Cluster, other: Cluster) -> bool:
        actors = {found.actor.name for cluster in (one, other) for found in cluster.members if found.actor}
        return len(actors) > 1

    def _is_alias(self, one: Found, other: Found) -> bool:
        words = self.words
        gap = [
            words.lower[i]
            for i in range(one.end, other.start)
            if words.text[i] not in ("“", "”", '"', "'", "‘", "’", ",")
        ]
        if gap == ["("] or gap == ["(", "or"]:
            closed = any(words.text[i] == ")" for i in range(other.end, min(other.end + 3, len(words))))
            quoted = words.text[other.start - 1] in ("“", '"', "‘", "'")
            acronym = words.text[other.start].isupper() and other.end - other.start == 1
            return closed and (gap[-1] == "or" or quoted or acronym)
        if gap and gap[-1] == "the":
            gap.pop()
        joined = " ".join(gap)
        return any(joined.endswith(" ".join(cue)) for cue in self.parts.alias_cues) and len(gap) <= 7

    # Apposition and "to be".

    def _structural_links(
        self, names: list[Found], nominals: list[Found], at_head: dict[int, Found]
    ) -> dict[int, Found]:
        links: dict[int, Found] = {}
        name_at = {i: name for name in names for i in range(name.start, name.end)}
        starts = {name.start: name for name in names}
        ends = {name.end: name for name in names}
        for nominal in nominals:
            found = (
                self._apposed(nominal, name_at, at_head)
                or self._beside(nominal, starts, ends)
                or self._copular(nominal, name_at, at_head)
            )
            if found is not None and found is not nominal:
                links[id(nominal)] = found
        return links

    def _apposed(self, nominal: Found, name_at: dict[int, Found], at_head: dict[int, Found]) -> Found | None:
        words = self.words
        if words.dep[nominal.head] == "appos":
            governor = words.head[nominal.head]
            other = name_at.get(governor) or at_head.get(governor)
            if other is not None and self._can_be_one(nominal, other):
                return other
        for child in words.children[nominal.head]:
            if words.dep[child] == "appos" and child in name_at and self._can_be_one(nominal, name_at[child]):
                return name_at[child]
        return None

    def _beside(self, nominal: Found, starts: dict[int, Found], ends: dict[int, Found]) -> Found | None:
        """Read "N, the X minister," and "the X minister, N," from the commas, whatever the parse."""
        words = self.words
        if nominal.plural or nominal.word is None or words.dep[nominal.head] == "conj":
            return None
        before = ends.get(nominal.start - 1)
        if (
            before is not None
            and words.text[nominal.start - 1] in (",", "–", "—")
            and self._can_be_one(nominal, before)
        ):
            after = words.text[nominal.end] if nominal.end < len(words) else "."
            if after in (",", ".", ";", "–", "—", ")") or words.dep[nominal.head] == "appos":
                return before
        after_name = starts.get(nominal.end + 1)
        if after_name is not None and words.text[nominal.end] == "," and self._can_be_one(nominal, after_name):
            beyond = words.text[after_name.end] if after_name.end < len(words) else "."
            if nominal.definite and beyond in (",", "."):
                return after_name
        return None

    def _copular(self, nominal: Found, name_at: dict[int, Found], at_head: dict[int, Found]) -> Found | None:
        words = self.words
        verb = words.head[nominal.head]
        if words.dep[nominal.head] != "attr" or words.doc[verb].lemma_ not in _BE:
            return None
        if any(words.dep[child] == "neg" for child in words.children[verb]):
            return None
        subject = next((child for child in words.children[verb] if words.dep[child] == "nsubj"), None)
        other = name_at.get(subject) or at_head.get(subject) if subject is not None else None
        return other if other is not None and self._can_be_one(nominal, other) else None

    @staticmethod
    def _can_be_one(one: Found, other: Found) -> bool:
        if one is other or one.type is None or other.type is None:
            return False
        if one.type == "person" or other.type == "person":
            return one.type == other.type and not (one.plural or other.plural)
        if "country" in (one.type, other.type):
            return False
        return one.plural == other.plural or one.kind == "name" or other.kind == "name"

    # Nominals.

    def _index_roles(self) -> None:
        for cluster in self.clusters:
            for found in cluster.members:
                for role in found.roles:
                    if role.word is not None:
                        known = self._by_role.setdefault(role.word.words, [])
                        if cluster not in known:
                            known.append(cluster)

    def _place_nominal(self, found: Found, link: Found | None) -> None:
        cluster = self._of.get(id(link)) if link is not None else None
        if link is not None and cluster is None:
            # The other phrase has not been placed yet; it will find this one by its own link or text.
            cluster = None
        cluster = cluster or self._same_office(found) or self._repeated(found) or self._general(found)
        if cluster is None:
            cluster = self._open(found)
        else:
            self._put(found, cluster)
        text = self._text_key(found)
        self._by_text.setdefault(text, cluster)
        if found.word is not None:
            known = self._by_noun.setdefault(found.word.words, [])
            if cluster not in known[-_MAX_CANDIDATES:]:
                known.append(cluster)
            for role in found.roles:
                holders = self._by_role.setdefault(role.word.words, []) if role.word else []
                if cluster not in holders[-_MAX_CANDIDATES:]:
                    holders.append(cluster)

    def _text_key(self, found: Found) -> str:
        lower = self.words.lower[found.start : found.end]
        return " ".join(word for word in lower if word not in ("the", "a", "an", "these", "those"))

    def _same_office(self, found: Found) -> Cluster | None:
        """Find whom "the Iraqi prime minister" means: who is called prime minister (of Iraq) by name elsewhere."""
        if found.type != "person" or found.word is None or found.plural or not found.definite:
            return None
        holders = self._by_role.get(found.word.words, ())[-_MAX_CANDIDATES:]
        fitting = [
            cluster
            for cluster in holders
            if cluster.members
            and (not found.country or not cluster.country or found.country == cluster.country)
            and self._holds(cluster, found)
        ]
        if found.word.sector in _UNIQUE and not found.word.loose:
            exact = [cluster for cluster in fitting if found.country and cluster.country == found.country]
            if len(exact) == 1:
                return exact[0]
            if len(fitting) == 1:
                return fitting[0]
        before = [cluster for cluster in fitting if cluster.members[0].start < found.start]
        if not before:
            return None
        return max(before, key=lambda cluster: self._last_before(cluster, found))

    @staticmethod
    def _holds(cluster: Cluster, found: Found) -> bool:
        return any(
            role.word is not None
            and found.word is not None
            and role.word.words == found.word.words
            and role.former == found.former
            and role.rank == (found.roles[0].rank if found.roles else "")
            and (found.of is None or member.of is None or found.of.name == member.of.name)
            for member in cluster.members
            for role in member.roles
        )

    @staticmethod
    def _last_before(cluster: Cluster, found: Found) -> int:
        return max((member.start for member in cluster.members if member.start < found.start), default=-1)

    def _repeated(self, found: Found) -> Cluster | None:
        """The same words again, or "the gunmen" after "three gunmen"."""
        same = self._by_text.get(self._text_key(found))
        opening = self.words.lower[found.start]
        if same is not None and same.members and opening not in ("a", "an", "another", "other"):
            return same
        if not found.definite or found.word is None:
            return None
        return self._latest_with(found, self._by_noun.get(found.word.words, ()))

    def _latest_with(self, found: Found, clusters: Iterable[Cluster]) -> Cluster | None:
        fitting = [
            cluster
            for cluster in list(clusters)[-_MAX_CANDIDATES:]
            if cluster.members
            and (not found.country or not cluster.country or found.country == cluster.country)
            and cluster.plural == found.plural
            and self._near(cluster, found)
            and self._no_new_words(cluster, found)
        ]
        return max(fitting, key=lambda cluster: self._last_before(cluster, found)) if fitting else None

    def _near(self, cluster: Cluster, found: Found) -> bool:
        return cluster.last is not None and cluster.last.start < found.start

    def _no_new_words(self, cluster: Cluster, found: Found) -> bool:
        """A definite phrase that brings other words ("the wounded soldiers") need not be the one before."""
        head = cluster.members[0]
        known = set(self.words.lower[head.start : head.end])
        own = {word for word in self.words.lower[found.start : found.end] if word.isalnum()}
        return len(own - known - {"the", "this", "these", "that", "those"}) == 0 or cluster.is_named

    def _general(self, found: Found) -> Cluster | None:
        """Find what "the group" or "the militia" means: the organisation that was named last."""
        if not found.definite or found.word is None or found.type == "person" or found.of is not None:
            return None
        size = found.end - found.start
        if size > 2 or found.country is not None:
            return None
        here = self.words.sentence[found.start]
        for other in reversed(self._recent[-40:]):
            cluster = self._of.get(id(other))
            if cluster is None or here - self.words.sentence[other.start] > _REACH:
                continue
            if cluster.is_named and cluster.type in ("organization", "group") and self._fits_general(cluster, found):
                return cluster
        return None

    @staticmethod
    def _fits_general(cluster: Cluster, found: Found) -> bool:
        if found.word is None or (found.plural and found.word.kind == "person"):
            return False
        if found.word.sector is None or cluster.sector is None:
            return found.word.sector is None
        return found.word.sector == cluster.sector

    # Pronouns.

    def _place_pronoun(self, found: Found) -> bool:
        best: tuple[float, int, Cluster] | None = None
        words, here = self.words, self.words.sentence[found.start]
        seen: set[int] = set()
        for other in reversed(self._recent[-40:]):
            distance = here - words.sentence[other.start]
            if distance > _REACH:
                break
            cluster = self._of.get(id(other))
            if cluster is None or id(cluster) in seen or not self._agrees(found, cluster):
                continue
            if self._bound(found, other):
                continue
            seen.add(id(cluster))
            score = self._salience(other, cluster, distance, found)
            if score > 0 and (best is None or score > best[0]):
                best = (score, other.start, cluster)
        if best is None:
            return False
        self._put(found, best[2])
        return True

    def _agrees(self, found: Found, cluster: Cluster) -> bool:
        kind = cluster.type
        if found.type == "person":
            gender = cluster.gender
            return kind == "person" and not cluster.plural and (gender is None or gender == found.gender)
        if found.plural:
            return kind == "group" or cluster.plural or kind in ("organization", "country")
        return kind in ("organization", "country") or (kind == "group" and not cluster.plural)

    def _bound(self, found: Found, other: Found) -> bool:
        """Whether the two are arguments of one verb, so that only "himself" could join them."""
        words = self.words
        if words.lower[found.start].endswith(("self", "selves")) or words.tag[found.start] == "PRP$":
            return words.doc[other.head].is_ancestor(words.doc[found.start]) and words.dep[other.head] not in ("nsubj",)
        return words.head[other.head] == words.head[found.head] and words.dep[other.head] != "conj"

    def _salience(self, other: Found, cluster: Cluster, distance: int, found: Found) -> float:
        dep = self.words.dep[other.head]
        score = 3.0 - 1.2 * distance
        subject = dep in ("nsubj", "nsubjpass")
        score += 2.0 if subject else 0.5 if dep in ("dobj", "agent", "appos") else 0.0
        score += 0.5 if cluster.is_named else 0.0
        score += 0.5 if other.kind == "pronoun" else 0.0
        if dep in ("poss", "compound", "amod"):
            score -= 1.0
        if found.type == "person":
            return score
        if found.plural:
            return score - (0.0 if cluster.plural else 1.5 if cluster.type == "organization" else 2.0)
        # "it" is mostly no actor: only a named subject close by will do, and nothing that "it is".
        verb = self.words.doc[found.head].head
        empty = self.words.dep[found.head] == "nsubj" and verb.lemma_ in _EMPTY
        return score - 3.0 if subject and distance <= 1 and cluster.is_named and not empty else 0.0
