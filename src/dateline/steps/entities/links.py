"""What grammar says outright: "N, the X minister", "N is the X minister", "N, also known as M", "Long Name (LN)"."""

from __future__ import annotations

from itertools import pairwise

from dateline.resources.actor_words import NameParts, load_actor_words
from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.found import Found, JoinRule
from dateline.steps.entities.words import Words

_MAX_ALIASES = 300
"""Most aliases that are joined in one document; each costs a look at all mentions of both."""

_BE = frozenset({"be", "become", "remain"})
_QUOTES = frozenset({"“", "”", '"', "'", "‘", "’"})

Link = tuple[Found, JoinRule]


def link_aliases(words: Words, parts: NameParts, names: list[Found], clusters: Clusters) -> None:
    """Join "X (or “Abu Y”)", "X, also known as Y," and "Long Name (LN)"."""
    merged = 0
    for one, other in pairwise(names):
        if merged == _MAX_ALIASES:
            break
        if other.start - one.end > 8 or "country" in (one.type, other.type) or not _is_alias(words, parts, one, other):
            continue
        keep, gone = clusters.of(one), clusters.of(other)
        if keep is not None and gone is not None and not _contradict(keep, gone):
            clusters.merge(keep, gone, "alias", one)
            merged += 1


def _contradict(one: Cluster, other: Cluster) -> bool:
    return len({found.actor.name for cluster in (one, other) for found in cluster.members if found.actor}) > 1


def _is_alias(words: Words, parts: NameParts, one: Found, other: Found) -> bool:
    between = range(one.end, other.start)
    gap = [words.lower[i] for i in between if words.text[i] not in _QUOTES and words.text[i] != ","]
    if gap in (["("], ["(", "or"]):
        closed = any(words.text[i] == ")" for i in range(other.end, min(other.end + 3, len(words))))
        quoted = words.text[other.start - 1] in ("“", '"', "‘", "'")
        acronym = words.text[other.start].isupper() and other.end - other.start == 1
        return closed and (gap[-1] == "or" or quoted or acronym)
    if gap and gap[-1] == "the":
        gap.pop()
    joined = " ".join(gap)
    return any(joined.endswith(" ".join(cue)) for cue in parts.alias_cues) and len(gap) <= 7


class Structure:
    """Finds the mention that grammar ties a phrase to.

    Args:
        words: The document.
        parts: Titles and parts of names, nouns for a class ("the Pandora *party*").
        names: Its names.
        nominals: Its phrases.
    """

    def __init__(self, words: Words, parts: NameParts, names: list[Found], nominals: list[Found]) -> None:
        self.words, self.parts = words, parts
        self.kin = load_actor_words().kin
        self._at_head = {found.head: found for found in [*names, *nominals]}
        self._name_at = {i: name for name in names for i in range(name.start, name.end)}
        self._starts = {name.start: name for name in names}
        self._ends = {name.end: name for name in names}

    def link_of(self, nominal: Found) -> Link | None:
        """The mention that a phrase is one with, and the construction that says so."""
        if (found := self._named_within(nominal)) is not None:
            return found, "class noun"
        found = self._apposed(nominal) or self._beside(nominal)
        if found is not None and found is not nominal:
            return found, "apposition"
        found = self._copular(nominal)
        return (found, "copula") if found is not None and found is not nominal else None

    def _named_within(self, nominal: Found) -> Found | None:
        """Read "the Pandora party", "the militant group N": a name with the noun for what it is."""
        word, name = nominal.word, nominal.of
        if word is None or name is None or word.kind == "person" or (nominal.plural and not name.plural):
            return None
        if (
            name.kind != "name"
            or name.type not in ("organization", "group")
            or word.words[-1] not in self.parts.class_nouns
        ):
            return None
        if name.sector == "IGO" and word.words[-1] != "alliance":
            # "the UN agency" is one of the agencies that the UN has.
            return None
        noun_start = nominal.head - word.head
        between = self.words.text[name.end : noun_start]
        direct = name.start >= nominal.start and name.end <= noun_start and all(text.islower() for text in between)
        return name if direct and len(between) < 2 else None

    def _apposed(self, nominal: Found) -> Found | None:
        words = self.words
        listed = nominal.plural and any(words.dep[child] in ("conj", "appos") for child in words.children[nominal.head])
        if words.dep[nominal.head] == "appos" and not listed:
            governor = words.head[nominal.head]
            other = self._name_at.get(governor) or self._at_head.get(governor)
            if other is not None and can_be_one(nominal, other):
                return other
        for child in words.children[nominal.head]:
            name = self._name_at.get(child)
            if name is not None and words.dep[child] == "appos" and can_be_one(nominal, name):
                if words.text[name.start - 1] == "," and self._is_kins_owner(nominal):
                    return None
                return name if not self._is_joined_before(nominal, child) else None
        return None

    def _is_kins_owner(self, nominal: Found) -> bool:
        """Whether it is whose kin is named: "the brother of the gunman, N"."""
        words = self.words
        above = words.head[nominal.head]
        if words.dep[nominal.head] != "pobj" or words.lower[above] != "of":
            return False
        return words.lower[words.head[above]] in self.kin

    def _is_joined_before(self, nominal: Found, i: int) -> bool:
        """Whether "and" joins another phrase to this one before token `i`: "his wife and aide, N"."""
        return any(self.words.dep[child] == "conj" and child < i for child in self.words.children[nominal.head])

    def _beside(self, nominal: Found) -> Found | None:
        """Read "N, the X minister," and "the X minister, N," from the commas, whatever the parse."""
        words = self.words
        titled = self._starts.get(nominal.end)
        if titled is not None and any(role.start <= nominal.head < role.end for role in titled.roles):
            return titled
        if nominal.plural or nominal.word is None or words.dep[nominal.head] == "conj":
            return None
        before = self._ends.get(nominal.start - 1)
        if before is not None and words.text[nominal.start - 1] in (",", "–", "—") and can_be_one(nominal, before):
            after = words.text[nominal.end] if nominal.end < len(words) else "."
            if after in (",", ".", ";", "–", "—", ")") or words.dep[nominal.head] == "appos":
                return before
        after_name = self._starts.get(nominal.end + 1)
        if after_name is not None and self._is_kins_owner(nominal):
            return None
        if after_name is not None and words.text[nominal.end] == "," and can_be_one(nominal, after_name):
            beyond = words.text[after_name.end] if after_name.end < len(words) else "."
            if nominal.definite and beyond in (",", ".") and not self._is_joined_before(nominal, nominal.end):
                return after_name
        return None

    def _copular(self, nominal: Found) -> Found | None:
        words = self.words
        head = nominal.head
        while words.dep[head] == "conj" and words.head[head] < head and not nominal.plural:
            head = words.head[head]
        verb = words.head[head]
        if words.dep[head] != "attr" or words.doc[verb].lemma_ not in _BE:
            return None
        if any(words.dep[child] == "neg" for child in words.children[verb]):
            return None
        subject = next((child for child in words.children[verb] if words.dep[child] == "nsubj"), None)
        other = self._name_at.get(subject) or self._at_head.get(subject) if subject is not None else None
        return other if other is not None and can_be_one(nominal, other) else None


def can_be_one(one: Found, other: Found) -> bool:
    """Whether type and number let two mentions be one entity."""
    if one is other or one.type is None or other.type is None:
        return False
    if one.type == "person" or other.type == "person":
        return one.type == other.type and not (one.plural or other.plural)
    types = {one.type, other.type}
    if "country" in types or (types == {"group", "organization"} and _is_of_persons(one, other)):
        return False
    return one.plural == other.plural or one.kind == "name" or other.kind == "name"


def _is_of_persons(*pair: Found) -> bool:
    """Whether one of two is several persons ("students"), who are no body."""
    return any(found.type == "group" and found.word is not None and found.word.kind == "person" for found in pair)
