"""Whom a phrase without a name means: by office, by its words, by its noun, or whatever body was named last."""

from __future__ import annotations

from bisect import bisect_right

from dateline.resources.actor_words import ActorWord, NameParts, pluralize
from dateline.steps.entities.antecedents import REACH
from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.found import Found, JoinRule
from dateline.steps.entities.links import Link
from dateline.steps.entities.words import Words

_MAX_CANDIDATES = 30
_FAR = 5
"""Sentences after which a bare noun ("the police") no longer means those named before if a new country came up."""

_UNIQUE = frozenset({"GOV", "JUD", "REL"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_NEW = frozenset({"a", "an", "another", "other", "others", "some", "many", "several", "more", "most", "few", "two", "three", "dozens", "hundreds", "thousands", "millions", "scores"})  # fmt: skip
_ORGANS = frozenset({"GOV", "JUD"})
_ANY_BODY = frozenset({"organization", "organisation", "group", "movement", "agency", "network", "body", "institution", "team", "squad", "faction"})  # fmt: skip
_ALIKE = frozenset({"OPP", "REB", "UAF", "CRM", "LAB", "EDU", "REF", "AGR", "PRM"})
"""Sectors whose members reports call by changing nouns: the protesters are the demonstrators."""
_DOERS = frozenset({"UAF", "CRM", "UNK", "REB"})
_OWNERS = frozenset({"his", "her", "its", "their"})

Choice = tuple[Cluster, JoinRule, Found | None]


class PhraseGrouper:
    """Places the phrases of one document, in text order, among the groups that its names made.

    Args:
        words: The document.
        parts: Titles, which offices are the same, nouns for what many bodies are.
        clusters: Where the groups are kept.
        names: The names, already grouped.
        nominals: All phrases.
    """

    def __init__(
        self, words: Words, parts: NameParts, clusters: Clusters, names: list[Found], nominals: list[Found]
    ) -> None:
        self.words, self.parts, self.clusters = words, parts, clusters
        self._by_text: dict[str, Cluster] = {}
        self._by_noun: dict[tuple[str, ...], list[Cluster]] = {}
        self._by_role: dict[str, list[Cluster]] = {}
        self._new_countries = _first_mentions_of_countries([*names, *nominals])
        self._by_owner: dict[tuple[int, tuple[str, ...]], Cluster] = {}
        self._pronouns: dict[int, Cluster] = {}
        for cluster in clusters.filled():
            for found in cluster.members:
                self._note_roles(found, cluster)

    def note_pronoun(self, pronoun: Found, cluster: Cluster) -> None:
        """Remember whom a pronoun means, for "his wife"."""
        self._pronouns[pronoun.start] = cluster

    def place(self, found: Found, link: Link | None, recent: list[Found]) -> None:
        """Put a phrase into a group, or open one.

        Args:
            found: The phrase.
            link: The mention that grammar ties it to.
            recent: Mentions before it, in text order.
        """
        choice = self._linked(link) or self._same_office(found) or self._meant_before(found, recent)
        if choice is None:
            cluster = self.clusters.open(found)
        else:
            cluster = choice[0].whole()
            self.clusters.put(found, cluster, choice[1], choice[2])
        self._by_text.setdefault(self._text_key(found), cluster)
        self._note_roles(found, cluster)
        if found.word is not None:
            owner = self._owner(found)
            if owner is not None and not found.plural:
                self._by_owner.setdefault((owner, found.word.words), cluster)
            known = self._by_noun.setdefault(found.word.words, [])
            if cluster not in known[-_MAX_CANDIDATES:]:
                known.append(cluster)

    def _linked(self, link: Link | None) -> Choice | None:
        # Where the other phrase has not been placed yet, it will find this one by its own link or words.
        cluster = self.clusters.of(link[0]) if link is not None else None
        return (cluster, link[1], link[0]) if link is not None and cluster is not None else None

    # Offices.

    def _note_roles(self, found: Found, cluster: Cluster) -> None:
        for role in found.roles:
            if role.word is not None:
                for key in dict.fromkeys((self._office(role.word), role.word.words[-1])):
                    known = self._by_role.setdefault(key, [])
                    if cluster not in known[-_MAX_CANDIDATES:]:
                        known.append(cluster)

    def _office(self, word: ActorWord) -> str:
        """An office by the one of its names that stands for all: "prime minister" for "premier"."""
        text = " ".join(word.words)
        return self.parts.same_offices.get(text, text)

    def _same_office(self, found: Found) -> Choice | None:
        """Find whom "the Iraqi prime minister" means: who is called prime minister (of Iraq) by name elsewhere."""
        if (
            found.type != "person"
            or found.word is None
            or found.plural
            or not found.definite
            or self._owner(found) is not None
            or self._is_predicate(found)
        ):
            return None
        clusters = dict.fromkeys(
            cluster.whole() for cluster in self._by_role.get(self._office(found.word), ())[-_MAX_CANDIDATES:]
        )
        fitting = [cluster for cluster in clusters if _same_country(cluster, found) and self._holder(cluster, found)]
        best: Cluster | None = None
        if found.word.sector in _UNIQUE and not found.word.loose:
            exact = [cluster for cluster in fitting if found.country and cluster.country == found.country]
            best = exact[0] if len(exact) == 1 else fitting[0] if len(fitting) == 1 else None
        before = [cluster for cluster in fitting if cluster.first_start < found.start]
        if best is None and before:
            best = max(before, key=lambda cluster: _last_start(cluster, found))
        return (best, "office", self._holder(best, found)) if best is not None else None

    def _is_predicate(self, found: Found) -> bool:
        """Whether a phrase is what somebody becomes ("becoming France's first woman president")."""
        words = self.words
        return words.dep[found.head] == "attr" and words.doc[words.head[found.head]].lemma_ == "become"

    def _holder(self, cluster: Cluster, found: Found) -> Found | None:
        """The mention that gives a person the office that a phrase names."""
        for member in cluster.titled:
            owners = found.of is None or member.of is None or found.of.name == member.of.name
            if owners and any(
                role.former == found.former
                and role.rank == (found.roles[0].rank if found.roles else "")
                and role.word is not None
                and self._names_office(found, role.word)
                for role in member.roles
            ):
                return member
        return None

    def _names_office(self, found: Found, word: ActorWord) -> bool:
        """Whether a phrase's noun is an office, or ends it: "the minister" for the foreign minister."""
        if found.word is None:
            return False
        if self._office(found.word) == self._office(word):
            return True
        bare = found.word.words == word.words[-1:] and self._is_bare(found)
        return bare and not any(part in self.parts.lower_ranks for part in word.words)

    # The same words, the same noun.

    def _meant_before(self, found: Found, recent: list[Found]) -> Choice | None:
        if self._is_bare(found):
            noun, general = self._same_noun(found), self._general(found, recent)
            if noun is None and general is None:
                return self._other_noun(found, recent)
            if noun is not None and general is not None and found.word is not None and found.word.sector is not None:
                # Of "the bank" said of a bank by name and of one without, the one spoken of last is meant.
                return max(noun, general, key=lambda choice: _last_start(choice[0], found))
            return noun or general
        return self._repeated(found) or self._same_noun(found) or self._general(found, recent)

    def _other_noun(self, found: Found, recent: list[Found]) -> Choice | None:
        """Find "the demonstrators" in "thousands of protesters", "the attacker" in "a gunman": one sector, another noun."""
        word = found.word
        if word is None or word.kind == "organization" or word.loose or found.sector != word.sector:
            return None
        sectors = _DOERS if not found.plural else frozenset({found.sector}) if found.sector in _ALIKE else frozenset()
        if found.sector not in sectors:
            return None
        here = self.words.sentence[found.start]
        for other in reversed(recent[-40:]):
            if here - self.words.sentence[other.start] > REACH:
                break
            cluster = self.clusters.of(other)
            alike = other.kind == "nominal" and other.plural == found.plural and other.sector in sectors
            if cluster is None or not alike or other.word is None or other.word.kind == "organization":
                continue
            if not cluster.is_named and other.of is None and self.words.head[other.head] != self.words.head[found.head]:
                return cluster, "other noun", other
        return None

    def _is_bare(self, found: Found) -> bool:
        """Whether a phrase is "the" and a noun."""
        lower = self.words.lower[found.start : found.end]
        n_words = len(found.word.words) if found.word else 1
        return (
            len(lower) == n_words + 1
            and lower[0] in ("the", "this", "that", "these", "those")
            and found.country is None
        )

    def _repeated(self, found: Found) -> Choice | None:
        """The same words again, unless they bring in others ("some residents")."""
        owner = self._owner(found)
        same = self._by_text.get(self._text_key(found))
        if owner is not None and found.word is not None and not found.plural:
            same = same or self._by_owner.get((owner, found.word.words))
        opening = self.words.lower[found.start]
        if same is None or (opening in _NEW and not self._is_counted(found)) or owner == -1:
            return None
        same = same.whole()
        return (same, "repetition", None) if same.members and not self._is_far(same, found) else None

    def _is_counted(self, found: Found) -> bool:
        """Whether a phrase is a number and more: "two Dutch engineers" are the two from before."""
        return self.words.tag[found.start] == "CD" and found.end - found.start > 1

    def _text_key(self, found: Found) -> str:
        lower = self.words.lower[found.start : found.end]
        owner = self._owner(found)
        if owner is not None:
            lower = [f"<{owner}>", *lower[1:]]
        if len(lower) == 1 and found.plural and found.word is not None and not found.word.plural:
            # "rebel" in "rebel positions" stands for the rebels.
            lower = [pluralize(lower[0], {})]
        return " ".join(word for word in lower if word not in _DETERMINERS)

    def _owner(self, found: Found) -> int | None:
        """Whose "his aide" is, as a number; -1 where that is not known, None where nobody's."""
        if self.words.lower[found.start] not in _OWNERS:
            return None
        cluster = self._pronouns.get(found.start)
        return id(cluster.whole()) if cluster is not None else -1

    def _same_noun(self, found: Found) -> Choice | None:
        """Find "the gunmen" in "three gunmen": the one of that noun that was spoken of last."""
        if not found.definite or found.word is None or self._owner(found) is not None:
            return None
        clusters = dict.fromkeys(
            cluster.whole() for cluster in self._by_noun.get(found.word.words, ())[-_MAX_CANDIDATES:]
        )
        fitting = [
            cluster
            for cluster in clusters
            if cluster.members
            and cluster.first_start < found.start
            and cluster.plural == found.plural
            and _same_country(cluster, found)
            and (self._no_new_words(cluster, found) or self._is_bare(found))
        ]
        best = max(fitting, key=lambda cluster: _last_start(cluster, found), default=None)
        if best is None or self._is_far(best, found):
            return None
        return best, "noun", best.last_before(found.start)

    def _no_new_words(self, cluster: Cluster, found: Found) -> bool:
        """A definite phrase that brings other words ("the wounded soldiers") need not be the one before."""
        head = cluster.members[0]
        known = set(self.words.lower[head.start : head.end])
        own = {word for word in self.words.lower[found.start : found.end] if word.isalnum()}
        return not own - known - _DETERMINERS or cluster.is_named

    def _is_far(self, cluster: Cluster, found: Found) -> bool:
        """Whether the text has come to another country since ("the police" of a round-up of news)."""
        before = cluster.last_before(found.start)
        if before is None or cluster.is_named or found.country is not None:
            return False
        if self.words.sentence[found.start] - self.words.sentence[before.start] <= _FAR:
            return False
        starts = self._new_countries
        return bisect_right(starts, found.start) > bisect_right(starts, before.start)

    def _general(self, found: Found, recent: list[Found]) -> Choice | None:
        """Find what "the group" or "the militia" means: the organisation that was named last."""
        if not found.definite or found.word is None or found.type == "person" or found.of is not None:
            return None
        if found.end - found.start > len(found.word.words) + 1 or found.country is not None:
            return None
        if found.word.words[-1] in self.parts.collectives:
            return None
        here = self.words.sentence[found.start]
        for other in reversed(recent[-40:]):
            cluster = self.clusters.of(other)
            if cluster is None or here - self.words.sentence[other.start] > REACH:
                continue
            if cluster.is_named and cluster.type in ("organization", "group") and _fits_general(cluster, found):
                return cluster, "general noun", other
        return None


def _fits_general(cluster: Cluster, found: Found) -> bool:
    if found.word is None or (found.plural and (found.word.kind == "person" or _is_of_bodies(cluster, found))):
        return False
    noun = found.word.words[-1]
    named = any(noun == word.lower() for name in cluster.names for word in name)
    if found.word.sector is None:
        return named or noun in _ANY_BODY
    if found.word.sector != cluster.sector:
        return False
    # A state has many organs: "the ministry" is one that is called so.
    return named or found.word.sector not in _ORGANS


def _is_of_bodies(cluster: Cluster, found: Found) -> bool:
    """Whether a phrase is for several bodies ("these companies") and the group is one."""
    return found.word is not None and found.word.kind == "organization" and not cluster.plural


def _same_country(cluster: Cluster, found: Found) -> bool:
    return not found.country or not cluster.country or found.country == cluster.country


def _last_start(cluster: Cluster, found: Found) -> int:
    before = cluster.last_before(found.start)
    return before.start if before is not None else -1


def _first_mentions_of_countries(found: list[Found]) -> list[int]:
    """Tokens at which a country comes up for the first time, in text order."""
    first: dict[str, int] = {}
    for each in found:
        if each.country is not None:
            first[each.country] = min(each.start, first.get(each.country, each.start))
    return sorted(first.values())
