"""What kind of source it is, and why it stays without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.report import Entity, SourceKind
from dateline.resources.tables import load_table
from dateline.steps.attributions.tree import Tree

_PERSONAL = frozenset("he she i me him her his my mine hers".split())
_PLURAL = frozenset("they them their we us our it its you your".split())
_INSTITUTION_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_DOCUMENT_LABELS = frozenset({"WORK_OF_ART", "LAW"})
_CLAUSE_END = re.compile(r"[,;:“”\"]|\.(?=\s|$)|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The lists of `source_kinds.yaml`."""

    anonymous: frozenset[str]
    modifiers: frozenset[str]
    persons_close: frozenset[str]
    nearness: frozenset[str]
    institution: frozenset[str]
    document: frozenset[str]
    reasons: re.Pattern[str]


@lru_cache(maxsize=1)
def load_source_words() -> SourceWords:
    """Load the lists once."""
    table = load_table("lexicons/source_kinds.yaml")
    return SourceWords(
        anonymous=_words(table["anonymous"]["words"]),
        modifiers=_words(table["anonymous"]["modifiers"]),
        persons_close=_words(table["persons_close"]["words"]),
        nearness=_words(table["persons_close"]["nearness"]),
        institution=_words(table["institution"]["words"]),
        document=_words(table["document"]["words"]),
        reasons=re.compile("|".join(f"(?:{reason})" for reason in table["reasons"])),
    )


def _words(line: str) -> frozenset[str]:
    return frozenset(word.strip() for word in line.split(","))


def find_reason(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Find in stretches of the text the words that give a reason for anonymity, to the end of their clause.

    Example:
        >>> text = "An aide, who asked not to be named, said no."
        >>> start, end = find_reason(text, [(0, len(text))])
        >>> text[start:end]
        'who asked not to be named'
    """
    reasons = load_source_words().reasons
    for start, end in stretches:
        found = reasons.search(text[start:end].lower()) if end - start < 1500 else None
        if found:
            stop = _CLAUSE_END.search(text, start + found.end(), end)
            last = stop.start() if stop else end
            return start + found.start(), start + found.start() + len(text[start + found.start() : last].rstrip())
    return None


def kind_of_source(
    tree: Tree, head: int, extent: tuple[int, int], labels: list[str], entity: Entity | None, reason: bool
) -> SourceKind | None:
    """Say what kind of source a phrase names.

    Args:
        tree: The parse.
        head: Head word of the source.
        extent: Tokens of the source.
        labels: Named-entity label of each token, empty where there is none.
        entity: The entity that it stands for.
        reason: Whether the text gives a reason for anonymity beside it.

    Returns:
        The kind, or None for a pronoun whose meaning is not known.
    """
    words = load_source_words()
    if reason:
        return "anonymous"
    if tree.pos[head] == "PRON" and tree.lemmas[head] not in words.anonymous:
        return _kind_of_pronoun(tree.words[head], entity)
    if _is_unnamed(tree, words, head, extent):
        return "anonymous"
    named = {labels[i] for i in range(*extent)}
    return _kind_of_phrase(tree, words, head, extent, labels, named, entity)


def _kind_of_pronoun(word: str, entity: Entity | None) -> SourceKind | None:
    if entity is not None:
        return _kind_of_entity(entity)
    return None


def _kind_of_entity(entity: Entity) -> SourceKind:
    names = any(mention.kind == "name" for mention in entity.mentions)
    if entity.type == "person":
        return "named" if names else "role"
    return "institution" if entity.type in ("organization", "group", "country") else "named" if names else "role"


def _is_unnamed(tree: Tree, words: SourceWords, head: int, extent: tuple[int, int]) -> bool:
    lemma = tree.lemmas[head]
    if any(tree.words[kid] in words.modifiers for kid in tree.kids[head]):
        return True
    if lemma in words.anonymous and tree.pos[head] != "PROPN":
        return not _has_of_noun(tree, head, words)
    if lemma in words.persons_close or tree.words[head] in words.persons_close:
        start, end = head + 1, min(extent[1] + 6, tree.sentences[tree.sentence[head]][1])
        return any(tree.words[i] in words.nearness for i in range(start, end))
    return False


def _has_of_noun(tree: Tree, head: int, words: SourceWords) -> bool:
    """"Some of the ministers", "many residents": the noun that follows decides."""
    return False


def _kind_of_phrase(
    tree: Tree,
    words: SourceWords,
    head: int,
    extent: tuple[int, int],
    labels: list[str],
    named: set[str],
    entity: Entity | None,
) -> SourceKind:
    lemma, label = tree.lemmas[head], labels[head]
    if tree.pos[head] == "PROPN" or label:
        if label in _DOCUMENT_LABELS or (lemma in words.document and label != "PERSON"):
            return "document"
        if lemma in words.institution and label != "PERSON":
            return "institution"
        if entity is not None and entity.type in ("organization", "group", "country"):
            return "institution"
        if entity is not None and entity.type == "person":
            return _kind_of_entity(entity)
        if label in _INSTITUTION_LABELS:
            return "institution"
        if tree.pos[head] == "PROPN":
            return "named"
    if lemma in words.document:
        return "document"
    if lemma in words.institution:
        return "institution"
    if any(tree.deps[kid] == "appos" and labels[kid] == "PERSON" for kid in tree.kids[head]):
        return "named"
    return "role"
