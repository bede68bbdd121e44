"""Whom a pronoun means: by number, gender, distance, grammatical role and who spoke last.

Source:
    Salience by grammatical role and recency: Lappin & Leass 1994, https://aclanthology.org/J94-4002
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.found import Found
from dateline.steps.entities.words import Words

REACH = 3
"""Sentences that a pronoun or "the group" looks back."""

_LOOKED_AT = 40
"""Most mentions that are weighed for one pronoun."""

_CLIMBED = 12
"""Most governors of a pronoun that are climbed."""

_HOST = 2.5
"""What it counts for a candidate that the pronoun stands in its own clause or phrase."""

_LOCAL = 1.0
"""What it counts for the subject of the verb that "his" stands under."""

_SAYER = 0.8
"""What it counts for the subject of "N said that it would"."""

_EMPTY = frozenset({"be", "seem", "appear", "become", "take", "happen", "turn"})
_SAYING = frozenset({"say", "tell", "add", "state", "note", "claim", "warn", "stress", "explain", "announce", "write", "argue", "insist", "declare"})  # fmt: skip
_MAIN = frozenset({"ROOT", "conj"})


class Antecedents:
    """Finds the antecedents of pronouns in one document.

    Args:
        words: The document.
        clusters: Its groups so far.
    """

    def __init__(self, words: Words, clusters: Clusters) -> None:
        self.words, self.clusters = words, clusters

    def find(self, pronoun: Found, recent: list[Found]) -> tuple[Cluster, Found] | None:
        """The group that a pronoun belongs to, and the mention that stands for it; None where nobody fits well.

        Args:
            pronoun: The pronoun.
            recent: Mentions before it, in text order.
        """
        hosts = self._hosts(pronoun)
        best: tuple[float, int, Cluster | None, Found] | None = None
        for other, cluster in self._candidates(pronoun, recent):
            fits = self._agrees(pronoun, cluster)
            if not fits and not self._blocks(pronoun, other, cluster):
                continue
            score = self._salience(other, cluster, pronoun) + hosts.get(other.head, 0.0)
            if score > 0 and (best is None or score > best[0]):
                best = (score, other.start, cluster if fits else None, other)
        return None if best is None or best[2] is None else (best[2], best[3])

    def _hosts(self, pronoun: Found) -> dict[int, float]:
        """Nouns whose own clause or phrase the pronoun stands in, with what that counts for.

        "the man who said he ...", "the man's plea that he ...", "the man sold his house".
        """
        words, here = self.words, pronoun.head
        hosts: dict[int, float] = {}
        local = words.tag[pronoun.start] == "PRP$" and not pronoun.plural
        for _ in range(_CLIMBED):
            above = words.head[here]
            if above == here:
                break
            if words.dep[here] == "relcl":
                hosts[above] = _HOST
            elif (
                words.dep[here] == "ccomp"
                and words.dep[pronoun.head] in ("nsubj", "nsubjpass")
                and words.head[pronoun.head] == here
            ):
                hosts.update((child, _SAYER) for child in words.children[above] if words.dep[child] == "nsubj")
            elif words.pos[above] == "NOUN" and words.dep[here] != "poss":
                hosts.update((child, _HOST) for child in words.children[above] if words.dep[child] == "poss")
            elif local and words.pos[above] == "VERB":
                own = [child for child in words.children[above] if words.dep[child] in ("nsubj", "nsubjpass")]
                hosts.update((child, _LOCAL) for child in own)
                local = not own
            here = above
        return hosts

    def _candidates(self, pronoun: Found, recent: list[Found]) -> Iterator[tuple[Found, Cluster]]:
        here = self.words.sentence[pronoun.start]
        for other in reversed(recent[-_LOOKED_AT:]):
            if here - self.words.sentence[other.start] > REACH:
                break
            cluster = self.clusters.of(other)
            if cluster is not None and not self._bound(pronoun, other):
                yield other, cluster

    def _agrees(self, pronoun: Found, cluster: Cluster) -> bool:
        kind = cluster.type
        if pronoun.type == "person":
            gender = cluster.gender
            return kind == "person" and not cluster.plural and (gender is None or gender == pronoun.gender)
        if pronoun.plural:
            return kind == "group" or (cluster.plural and kind != "country") or kind == "organization"
        return kind in ("organization", "country") or (kind == "group" and not cluster.plural)

    def _blocks(self, pronoun: Found, other: Found, cluster: Cluster) -> bool:
        """Whether "they" may mean several that are joined by "and", who are no one entity."""
        if not pronoun.plural or cluster.type != "person" or other.kind == "pronoun":
            return False
        words = self.words
        return words.dep[other.head] == "conj" or any(
            words.dep[child] == "conj" for child in words.children[other.head]
        )

    def _bound(self, pronoun: Found, other: Found) -> bool:
        """Whether the two are arguments of one verb, so that only "himself" could join them.

        So are a noun and the subject of its relative clause: "the firms that *it* accuses".
        """
        words = self.words
        verb = words.head[pronoun.head]
        if words.dep[verb] == "relcl" and words.head[verb] == other.head and words.dep[pronoun.head] == "nsubj":
            return True
        if words.lower[pronoun.start].endswith(("self", "selves")) or words.tag[pronoun.start] == "PRP$":
            ancestor = words.doc[other.head].is_ancestor(words.doc[pronoun.start])
            return ancestor and words.dep[other.head] not in ("nsubj", "nsubjpass")
        return words.head[other.head] == words.head[pronoun.head] and words.dep[other.head] != "conj"

    def _salience(self, other: Found, cluster: Cluster, pronoun: Found) -> float:
        words = self.words
        distance = words.sentence[pronoun.start] - words.sentence[other.start]
        dep, verb = words.dep[other.head], words.head[other.head]
        subject = dep in ("nsubj", "nsubjpass")
        score = 3.0 - 1.2 * distance
        score += 2.0 if subject else 0.5 if dep in ("dobj", "agent", "appos") else 0.0
        score += self._prominence(verb) if subject else 0.0
        score += 1.2 if subject and self._says(verb) and self._says(words.head[pronoun.head]) else 0.0
        score += 0.5 if cluster.is_named else 0.0
        score += 0.5 if other.kind == "pronoun" else 0.0
        score -= 1.0 if dep in ("poss", "compound", "amod") else 0.0
        if pronoun.type == "person":
            return score
        if pronoun.plural:
            return score - (0.0 if cluster.plural or cluster.type == "person" else 2.5)
        # "it" is mostly no actor: only a named subject close by will do, and nothing that "it is".
        empty = words.dep[pronoun.head] == "nsubj" and words.doc[pronoun.head].head.lemma_ in _EMPTY
        return score - 3.6 if subject and distance <= 1 and cluster.is_named and not empty else 0.0

    def _prominence(self, verb: int) -> float:
        """How near the top of its sentence a verb stands."""
        dep, above = self.words.dep[verb], self.words.dep[self.words.head[verb]]
        if dep in _MAIN or (dep == "ccomp" and above in _MAIN):
            return 0.6
        return 0.3 if dep == "advcl" else 0.0

    def _says(self, verb: int) -> bool:
        return self.words.doc[verb].lemma_ in _SAYING
