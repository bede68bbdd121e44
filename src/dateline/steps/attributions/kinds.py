"""What kind of source it is, and why it stays without a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.report import Entity, SourceKind
from dateline.resources.tables import load_table
from dateline.steps.attributions.tree import Tree

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
    behind: re.Pattern[str]


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
        reasons=_any_of(table["reasons"]),
        behind=_any_of(table["behind"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


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


def find_reason_behind(text: str, start: int, end: int) -> int | None:
    """Find where a reason for anonymity ends what is said: "... was near, asking not to be named"."""
    found = load_source_words().behind.search(text[start:end].lower()) if end - start < 1500 else None
    return start + found.start() if found and found.start() else None


def kind_of_source(
    tree: Tree, head: int, extent: tuple[int, int], entity: Entity | None, is_name: Callable[[int], bool], reason: bool
) -> SourceKind | None:
    """Say what kind of source a phrase names.

    The words decide, not what is known of their entity: "the interior minister" is a role
    though his name stands elsewhere. Only a pronoun takes the kind of its entity.

    Args:
        tree: The parse.
        head: Head word of the source.
        extent: Tokens of the source.
        entity: The entity that it stands for.
        is_name: Tells whether a token belongs to a person's name.
        reason: Whether the text gives a reason for anonymity beside it.

    Returns:
        The kind, or None for a pronoun whose meaning is not known.
    """
    words = load_source_words()
    if reason or _is_unnamed(tree, words, head, extent):
        return "anonymous"
    if tree.pos[head] == "PRON" or tree.tags[head] == "PRP$":
        return None if entity is None else _kind_of_entity(entity)
    if any(is_name(i) for i in _own_words(tree, head, extent)):
        return "named"
    return _kind_of_noun(tree, words, head, entity)


def _kind_of_entity(entity: Entity) -> SourceKind:
    if entity.type in ("organization", "group", "country"):
        return "institution"
    return "named" if any(mention.kind == "name" for mention in entity.mentions) else "role"


def _own_words(tree: Tree, head: int, extent: tuple[int, int]) -> list[int]:
    """The head, what is compounded with it and what is set beside it, without "of" phrases and possessives."""
    found = [head]
    for kid in tree.kids[head]:
        if tree.deps[kid] in ("compound", "nmod", "appos", "flat") and extent[0] <= kid < extent[1]:
            found.append(kid)
    return found


def _is_unnamed(tree: Tree, words: SourceWords, head: int, extent: tuple[int, int]) -> bool:
    lemma, word = tree.lemmas[head], tree.words[head]
    if any(tree.words[kid] in words.modifiers for kid in tree.kids[head]):
        return True
    if (lemma in words.anonymous or word in words.anonymous) and tree.pos[head] != "PROPN":
        return True
    if lemma in words.persons_close or word in words.persons_close:
        end = min(extent[1] + 6, tree.sentences[tree.sentence[head]][1])
        return any(tree.words[i] in words.nearness for i in range(head + 1, end))
    return False


def _kind_of_noun(tree: Tree, words: SourceWords, head: int, entity: Entity | None) -> SourceKind:
    lemma, label = tree.lemmas[head], tree.entities[head]
    if label in _DOCUMENT_LABELS or lemma in words.document:
        return "document"
    if lemma in words.institution:
        return "institution"
    if entity is not None and entity.type != "other" and (tree.pos[head] == "PROPN" or label):
        if entity.type == "person":
            return "named" if label == "PERSON" else "role"
        return "institution"
    if label in _INSTITUTION_LABELS and tree.pos[head] in ("PROPN", "ADJ"):
        return "institution"
    return "named" if tree.pos[head] == "PROPN" and label in ("PERSON", "") and not _is_title(tree, head) else "role"


def _is_title(tree: Tree, head: int) -> bool:
    """A capitalised office ("the Prime Minister") has an article or adjective before it; a name has none."""
    return any(tree.deps[kid] in ("det", "amod", "poss", "prep") for kid in tree.kids[head])
